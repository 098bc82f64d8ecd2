"""Events of planning."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(key="planning.drafted", label="编制计划", sentence="编制{title}，行政执法人员{officers}人")
@dataclass(frozen=True, slots=True)
class PlanDrafted:
    """A plan was drafted."""

    title: str
    officers: int


@event(
    key="planning.basics_changed",
    label="修改人员数",
    sentence="行政执法人员数由{before}人改为{after}人",
)
@dataclass(frozen=True, slots=True)
class PlanBasicsChanged:
    """The number of officers was changed."""

    before: int
    after: int


@event(
    key="planning.stated_changed",
    label="修改载明总数",
    sentence="载明的单位总数由{before}改为{after}",
)
@dataclass(frozen=True, slots=True)
class PlanStatedChanged:
    """The stated total of units was changed; a dash stands where none is stated."""

    before: str
    after: str


@event(
    key="planning.texts_changed",
    label="修改基本情况",
    sentence="修改在册人员数、目标任务或者保障措施",
)
@dataclass(frozen=True, slots=True)
class PlanTextsChanged:
    """The staff on the books, the goals or the safeguards were set."""


@event(
    key="planning.days_set",
    label="填写工作日",
    sentence="填写工作日：其他执法{other}，非执法{not_enforcement}",
)
@dataclass(frozen=True, slots=True)
class PlanDaysSet:
    """The items of working days were entered."""

    other: int
    not_enforcement: int


@event(
    key="planning.part_set",
    label="填写检查任务",
    sentence="填写检查任务“{label}”：{units}家，每家{visits_per_unit}次{days}",
    version=2,
)
@dataclass(frozen=True, slots=True)
class PlanPartSet:
    """A part of the plan was entered or changed; ``days`` tells the officer-days typed for it."""

    label: str
    units: int
    visits_per_unit: int
    days: str


@event(key="planning.part_removed", label="删除检查任务", sentence="删除检查任务“{label}”")
@dataclass(frozen=True, slots=True)
class PlanPartRemoved:
    """A part was taken out of a draft."""

    label: str


@event(key="planning.units_added", label="列入单位", sentence="“{label}”列入{count}家单位")
@dataclass(frozen=True, slots=True)
class PlanUnitsAdded:
    """Units were listed by name; the digest covers their ids."""

    label: str
    count: int
    digest: str


@event(key="planning.units_removed", label="移出单位", sentence="“{label}”移出{count}家单位")
@dataclass(frozen=True, slots=True)
class PlanUnitsRemoved:
    """Units were taken out of a list; the digest covers their ids."""

    label: str
    count: int
    digest: str


@event(
    key="planning.imported",
    label="导入计划",
    sentence="自文件“{filename}”导入：{parts}项检查任务、{units}家单位",
)
@dataclass(frozen=True, slots=True)
class PlanImported:
    """An old plan was taken over from a sheet, whole."""

    filename: str
    digest: str
    parts: int
    units: int


@event(
    key="planning.submitted",
    label="报请批准",
    sentence="报请本级人民政府批准：{units}家、{visits}家次",
)
@dataclass(frozen=True, slots=True)
class PlanSubmitted:
    """The plan was put before the government."""

    units: int
    visits: int
    content_hash: str


@event(key="planning.returned", label="退回修改", sentence="退回修改：{reason}")
@dataclass(frozen=True, slots=True)
class PlanReturned:
    """The plan came back for changes."""

    reason: str


@event(
    key="planning.approved", label="政府批准", sentence="本级人民政府批准，文号：{approval_number}"
)
@dataclass(frozen=True, slots=True)
class PlanApproved:
    """The government approved the plan."""

    approval_number: str
    content_hash: str


@event(
    key="planning.approval_corrected",
    label="更正批准文号",
    sentence="批准文号由{before}更正为{after}，理由：{reason}",
)
@dataclass(frozen=True, slots=True)
class ApprovalCorrected:
    """The number of the approval was entered wrongly and is corrected; both stay."""

    before: str
    after: str
    reason: str


@event(key="planning.filed", label="备案", sentence="报{body}备案，回执：{receipt}")
@dataclass(frozen=True, slots=True)
class PlanFiled:
    """The plan was filed."""

    body: str
    receipt: str


@event(key="planning.published", label="公布", sentence="在{place}公布计划")
@dataclass(frozen=True, slots=True)
class PlanPublished:
    """The plan was published."""

    place: str


@event(key="planning.amended", label="调整计划", sentence="编制{title}，调整理由：{reason}")
@dataclass(frozen=True, slots=True)
class PlanAmended:
    """A new version of an approved plan was begun."""

    title: str
    reason: str


@event(key="planning.given_up", label="放弃调整", sentence="放弃{title}，理由：{reason}")
@dataclass(frozen=True, slots=True)
class AmendmentGivenUp:
    """A new version was given up before its approval; the approved plan stays in force."""

    title: str
    reason: str
