"""Items of working days, kinds of parts, criteria of key units, bodies of filing."""

from __future__ import annotations

from enum import Enum
from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.kernel.choices import Labelled

#: Who drafts a plan and carries its papers.
DRAFTERS: Final = HEADS | {Role.TEAM_HEAD}
#: Who puts a plan before the government and enters its approval: who answers for the bureau.
SUBMITTERS: Final = HEADS
#: Who may read plans.
PLAN_READERS: Final = frozenset(
    {
        *DRAFTERS,
        Role.ENFORCEMENT_OFFICER,
        Role.LEGAL_REVIEWER,
        Role.CASE_SECRETARY,
        Role.STREET_OFFICER,
        Role.ARCHIVIST,
        Role.FINANCE,
        Role.JUSTICE_SUPERVISOR,
    }
)


class ItemClass(Labelled):
    """The two classes of days that are taken off before days of inspection remain."""

    OTHER_ENFORCEMENT = ("OTHER_ENFORCEMENT", "其他执法工作日")
    NOT_ENFORCEMENT = ("NOT_ENFORCEMENT", "非执法工作日")


class DayItem(Labelled):
    """The fixed items of working days other than inspection (law.md 1.2)."""

    O1 = ("O1", "开展安全生产综合监管")
    O2 = ("O2", "实施行政许可")
    O3 = ("O3", "组织生产安全事故调查和处理")
    O4 = ("O4", "调查核实安全生产投诉举报")
    O5 = ("O5", "参加有关部门联合执法")
    O6 = ("O6", "办理法定登记、备案")
    O7 = ("O7", "对中介服务机构的监督检查")
    O8 = ("O8", "安全生产宣传教育培训")
    O9 = ("O9", "行政复议、行政应诉")
    O10 = ("O10", "本级政府或者上级部门安排的其他执法任务")
    X1 = ("X1", "机关值班")
    X2 = ("X2", "学习、培训、考核、会议")
    X3 = ("X3", "检查指导下级工作")
    X4 = ("X4", "参加党群活动")
    X5 = ("X5", "病假、事假")
    X6 = ("X6", "法定年休假、探亲假、婚（丧）假")
    X7 = ("X7", "本级政府或者上级部门安排的其他非执法任务")

    @property
    def item_class(self) -> ItemClass:
        """The class of the item, told by the letter of its code."""
        other = self.value.startswith("O")
        return ItemClass.OTHER_ENFORCEMENT if other else ItemClass.NOT_ENFORCEMENT


class PartKind(Labelled):
    """Whether the units of a part are inspected by name or drawn."""

    KEY = ("KEY", "重点检查")
    GENERAL = ("GENERAL", "一般检查（双随机）")


class KeyCriterion(Labelled):
    """Why a unit is inspected by name (law.md 1.2; the list was read in part only)."""

    HIGHER_RISK = ("HIGHER_RISK", "安全风险等级较高")
    FATAL_ACCIDENT = ("FATAL_ACCIDENT", "近三年发生过造成人员死亡的事故")
    DISHONESTY = ("DISHONESTY", "纳入安全生产失信联合惩戒")
    MAJOR_HAZARD = ("MAJOR_HAZARD", "存在重大生产安全事故隐患")
    TRIAL_OR_RESTART = ("TRIAL_OR_RESTART", "试生产或者复工复产")
    OTHER = ("OTHER", "其他应当重点检查的情形")


class FilingBody(Labelled):
    """With whom an approved plan is filed."""

    UPPER_BUREAU = ("UPPER_BUREAU", "上一级应急管理部门")
    JUSTICE = ("JUSTICE", "本级司法行政部门")


class PlanStep(Enum):
    """Keys of the steps of a plan."""

    DRAFT = "draft"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    CORRECT = "correct_approval"
    FILE_UPPER = "file_upper"
    FILE_JUSTICE = "file_justice"
    PUBLISH = "publish"
    GIVE_UP = "give_up"


FILING_STEPS: Final = {
    FilingBody.UPPER_BUREAU: PlanStep.FILE_UPPER,
    FilingBody.JUSTICE: PlanStep.FILE_JUSTICE,
}


class PlanStage(Labelled):
    """Where a plan stands; computed from what happened."""

    DRAFTED = ("DRAFTED", "编制中")
    ON_RECORD = ("ON_RECORD", "往年计划")
    SUBMITTED = ("SUBMITTED", "报请批准")
    APPROVED = ("APPROVED", "已批准")
    PUBLISHED = ("PUBLISHED", "已公布")
    REPLACED = ("REPLACED", "已调整")
    AMENDING = ("AMENDING", "调整中")
    GIVEN_UP = ("GIVEN_UP", "已放弃调整")


class Phrase(Labelled):
    """Fixed wording of names and papers."""

    TITLE = ("TITLE", "{year}年度安全生产监督检查计划")
    AMENDED_TITLE = ("AMENDED_TITLE", "{year}年度安全生产监督检查计划（第{number}次调整）")
    YEAR = ("YEAR", "{year}年度")
    LIST_SEPARATOR = ("LIST_SEPARATOR", "、")
    HANDLE = ("HANDLE", "办理")
    MONTHS = ("MONTHS", "{months}月")
    ANY_TIME = ("ANY_TIME", "全年")
    SECTOR_OF_ALL = ("SECTOR_OF_ALL", "全部行业领域")
    UNVERIFIED = ("UNVERIFIED", "（该数值未核实，仅作提示）")
    DAYS_OF_YEAR = ("DAYS_OF_YEAR", "{year}年{days}")
    AVERAGE = ("AVERAGE", "（{sum}）÷ {count} = {days}")
    STRATUM = ("STRATUM", "{risk}类{pool}家 × {rate}% → {drawn}家")
    WHOLE_BUREAU = ("WHOLE_BUREAU", "机关统筹")
    UNITS = ("UNITS", "{count}家")
    VISITS = ("VISITS", "{count}家次")
    NOT_STATED = ("NOT_STATED", "未载明")
    OFFICERS = ("OFFICERS", "{count}人")
    DAYS = ("DAYS", "{count}个工作日")
    PART_TEXT = ("PART_TEXT", "{kind}，{sector}，{units}家，每家{visits}次")
    CAP_TEXT = ("CAP_TEXT", "，上限{cap}次")
    SET_DAYS = ("SET_DAYS", "，{days}个工作日")
    SPECIAL_TEXT = ("SPECIAL_TEXT", "，专项检查：{ground}")
    COMMA = ("COMMA", "，")
    SEMICOLON = ("SEMICOLON", "；")
    OPEN_HAZARD = ("OPEN_HAZARD", "{day}检查发现的重大事故隐患尚未消除：{text}")
    SERIOUS_CREDIT = ("SERIOUS_CREDIT", "列入严重失信，信息仍在公示")
    RESUMED_ON = ("RESUMED_ON", "{day}复工复产检查")
    FATAL_ACCIDENT = ("FATAL_ACCIDENT", "{day}发生造成人员死亡的事故，{paper}，{number}")
    TRIAL_RUN = ("TRIAL_RUN", "{day}起试生产，{paper}，{number}")
    PUBLISHED_PART = ("PUBLISHED_PART", "{label}（{text}）")
    COLON = ("COLON", "{label}：{text}")
    REPEATED = ("REPEATED", "，重复列入{count}家，只计一次")
    LISTED = ("LISTED", "{year} {label}")
    LISTED_TWICE = ("LISTED_TWICE", "{year} {label}（另有{count}家已列入前面的名单）")


class ChangeKind(Labelled):
    """How a line of an amended plan differs from the version before."""

    ADDED = ("ADDED", "新增")
    REMOVED = ("REMOVED", "删除")
    CHANGED = ("CHANGED", "变更")


class Subject(Labelled):
    """What a line of a comparison of two versions is about."""

    TOTAL_DAYS = ("TOTAL_DAYS", "总法定工作日 S")
    OTHER_DAYS = ("OTHER_DAYS", "其他执法工作日 O")
    IDLE_DAYS = ("IDLE_DAYS", "非执法工作日 X")
    INSPECTION_DAYS = ("INSPECTION_DAYS", "监督检查工作日 I")
    KEY_DAYS = ("KEY_DAYS", "重点检查工作日 K")
    GENERAL_DAYS = ("GENERAL_DAYS", "一般检查工作日 G")
    ALL_UNITS = ("ALL_UNITS", "计划检查单位合计")
    ALL_VISITS = ("ALL_VISITS", "计划检查家次合计")
    OFFICERS = ("OFFICERS", "行政执法人员数")
    STAFF = ("STAFF", "在册人员数")
    STATED = ("STATED", "载明的单位总数")
    GOALS = ("GOALS", "目标任务")
    SAFEGUARDS = ("SAFEGUARDS", "保障措施")
    TEAM = ("TEAM", "机构人员")
    DAYS = ("DAYS", "工作日")
    PART = ("PART", "检查任务")
    UNIT = ("UNIT", "单位")


class DutyKind(Labelled):
    """What may be due in this room."""

    DRAFT = ("DRAFT", "编制年度监督检查计划")
    SUBMIT = ("SUBMIT", "报请本级人民政府批准计划")
    APPROVE = ("APPROVE", "登记政府对计划的批准")
    FILE_UPPER = ("FILE_UPPER", "计划报上一级应急管理部门备案")
    FILE_JUSTICE = ("FILE_JUSTICE", "计划送本级司法行政部门备案")
    PUBLISH = ("PUBLISH", "公布年度监督检查计划")

    @property
    def action(self) -> str:
        """What the button says that leads to the act."""
        return Phrase.HANDLE.label
