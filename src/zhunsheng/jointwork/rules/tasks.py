"""Rules of a joint task: pure functions of frozen facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhunsheng.draw.choices import ResultKind
from zhunsheng.inspection import rules as visits
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.jointwork.choices import GROUNDS, ON_PAPER, ParticipantKind, TaskStage
from zhunsheng.jointwork.rules.common import ONE_VISIT, TOGETHER, blanks
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, says
from zhunsheng.kernel.procedure import DoneAct


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """A body that takes part; a street by its unit."""

    kind: ParticipantKind
    name: str
    items: str = ""
    unit: UUID | None = None


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """
    A joint task as it is proposed.

    ``lead`` empty means the bureau itself. ``item_codes`` are the items of the published list that
    the bureau looks at, ``items`` says more of them in words. Units are named only where no draw
    chose them.
    """

    title: str
    ground: BasisKind
    items: str
    first_on: date
    last_on: date
    participants: tuple[ParticipantDraft, ...]
    entities: tuple[UUID, ...] = ()
    paper: str = ""
    paper_body: str = ""
    paper_on: date | None = None
    lead: str = ""
    draw: UUID | None = None
    item_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitsDraft:
    """Own inspections that a head approves within a task."""

    entities: tuple[UUID, ...]
    officers: tuple[UUID, ...]
    planned_on: date | None = None
    repeat_reason: str = ""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What another body reports of one unit; ``paper`` names and numbers what told it."""

    participant: UUID
    entity: UUID
    kind: ResultKind
    visited_on: date
    text: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """All that the rules of a joint task look at, for one act on the day ``on``."""

    on: date
    acts: tuple[DoneAct, ...] = ()
    first_on: date | None = None
    last_on: date | None = None
    is_drawn: bool = False
    unmade_visits: tuple[str, ...] = ()
    missing_lines: tuple[str, ...] = ()
    unapproved: tuple[str, ...] = ()
    gap_reason_given: bool = False
    by_head: bool = False

    def done(self, step: str) -> bool:
        """Return whether a step was taken."""
        return any(act.step == step for act in self.acts)


@dataclass(frozen=True, slots=True)
class KnownTask:
    """
    What was looked up for a draft: the bureau's name, units known, the draw named.

    ``listed`` are the published items of inspection by code, nothing without a list in force;
    ``bound`` are those for some sectors alone, ``sectors`` the names of the units by their sector.
    """

    bureau: str
    entities: frozenset[UUID]
    listed: frozenset[str] | None = None
    bound: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sectors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    units: Collection[str] = ()
    draw_is_joint: bool = False
    draw_is_run: bool = False
    draw_is_taken: bool = False
    draw_is_repeated: bool = False


def reason_findings(text: str) -> tuple[Finding, ...]:
    """Return that a refusal gives no reason."""
    return blanks("task", TOGETHER, [("reason", "不批准的理由", text)])


def summary_findings(text: str) -> tuple[Finding, ...]:
    """Return that a summary says nothing."""
    return blanks("task", TOGETHER, [("summary", "任务汇总", text)])


def task_findings(draft: TaskDraft, known: KnownTask, *, on: date) -> tuple[Finding, ...]:
    """Return every reason against a draft."""
    codes = frozenset(draft.item_codes)
    unlisted = visits.items_finding(visits.ItemsFact(codes, known.listed))
    paper = (draft.paper_body, draft.paper_on, on)
    wrong = visits.deployment_wrong(*paper, bureau=known.bureau, units=known.units)
    deployed = visits.deployment_finding(draft.ground, wrong)
    unfit = (
        visits.sector_finding(
            visits.ItemsFact(codes, bound=known.bound, sector=sector), "、".join(names)
        )
        for sector, names in known.sectors.items()
    )
    return (
        *blanks("task", TOGETHER, [("title", "任务名称", draft.title)]),
        *(one for one in (unlisted, deployed, *unfit) if one),
        *_participants(draft, known),
        *_period(draft, on),
        *_ground(draft, known),
        *_units(draft, known),
    )


def _participants(draft: TaskDraft, known: KnownTask) -> tuple[Finding, ...]:
    if not draft.participants:
        text = "没有参加的部门或者街道（镇），不是联合执法"
        return (_wrong("alone", text, "请填写参加单位；只有本局检查的，请直接办理检查审批"),)
    names = Counter(one.name.strip() for one in draft.participants)
    twice = [name for name, times in names.items() if times > 1 or name == known.bureau]
    if not twice:
        return ()
    text = f"参加单位重复，或者把本局列为参加单位：{'、'.join(twice)}"
    return (_wrong("twice", text, "本局的检查在任务中另行批准，请删去重复的单位"),)


def _period(draft: TaskDraft, on: date) -> tuple[Finding, ...]:
    if draft.first_on <= draft.last_on and draft.last_on >= on:
        return ()
    text = f"任务期限{draft.first_on.isoformat()}至{draft.last_on.isoformat()}倒置或者已经过去"
    return (_wrong("period", text, "请核对开始日期和结束日期"),)


def _ground(draft: TaskDraft, known: KnownTask) -> tuple[Finding, ...]:
    found = []
    if draft.ground not in GROUNDS:
        text = f"“{draft.ground.label}”不能作为联合执法任务的来源"
        found.append(_wrong("ground", text, "请从页面所列来源中选择"))
    if draft.ground in ON_PAPER and not says(draft.paper):
        text = f"来源为{draft.ground.label}的，没有填写来源文号"
        found.append(_wrong("paper", text, "请填写部署、举报或者移送文书的文号"))
    if (draft.ground is BasisKind.JOINT_DRAW) is not (draft.draw is not None):
        text = "来源为跨部门双随机的应当选择已经抽取的联合抽查，其他来源不选择抽查"
        found.append(_wrong("draw", text, "请先完成联合抽查，或者改选任务来源"))
    elif draft.draw and not (known.draw_is_joint and known.draw_is_run):
        text = "所选抽查不是跨部门联合抽查，或者尚未执行抽取"
        found.append(_wrong("draw", text, "请先在双随机抽查中执行抽取"))
    elif known.draw_is_repeated:
        text = "所选抽查已经重新公布名录抽取，原抽取结果只作保留"
        found.append(_wrong("draw_repeated", text, "请选择重新抽取的那一次"))
    elif known.draw_is_taken:
        found.append(_wrong("draw_taken", "所选抽查已有联合执法任务", "请打开已有的任务办理"))
    return tuple(found)


def _units(draft: TaskDraft, known: KnownTask) -> tuple[Finding, ...]:
    if draft.draw is not None:
        if not draft.entities:
            return ()
        return (_wrong("units", "联合抽查的检查对象以抽取结果为准，不另行填写", "请删去检查对象"),)
    if not draft.entities:
        return (_wrong("units", "没有填写检查对象", "请填写检查对象，每行一个"),)
    if set(draft.entities) <= known.entities:
        return ()
    return (_wrong("units", "检查对象中有未登记的单位", "请先在监管对象中登记"),)


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """
    What the plan of the year says of the ground of a task.

    ``campaigns`` are the special ones by name, none without a plan; ``outside`` names units that
    the plan does not inspect by name, or that its campaign does not cover.
    """

    ground: BasisKind
    campaign: str = ""
    campaigns: tuple[str, ...] = ()
    is_missing: bool = False
    outside: tuple[str, ...] = ()


def plan_findings(known: PlannedTask) -> tuple[Finding, ...]:
    """Return why own visits would be refused on the ground of the plan (应急〔2025〕11号)."""
    if known.ground in visits.OWN_CHOICE and known.is_missing:
        text = f"该年度没有经批准的年度监督检查计划，不能以“{known.ground.label}”为任务来源"
        step = "请先编制并报批计划；上级部署的，任务来源改选“上级部署的专项检查”并写明文号"
        return (_wrong("no_plan", text, step),)
    if known.ground is BasisKind.PLAN and known.outside:
        text = f"{'、'.join(known.outside)}不在年度监督检查计划的重点检查或者专项检查任务中"
        return (_wrong("outside_plan", text, "请删去这些检查对象，或者先调整计划"),)
    if known.ground is not BasisKind.CAMPAIGN:
        return ()
    if known.campaign in known.campaigns:
        if not known.outside:
            return ()
        names = "、".join(known.outside)
        text = f"{names}不在专项检查“{known.campaign}”的检查名单或者行业领域之内"
        step = "请删去这些检查对象，或者先调整年度计划；行业领域登记有误的，先在监管对象名录中更正"
        return (_wrong("campaign_other_unit", text, step),)
    named = "、".join(known.campaigns) or "没有专项检查"
    text = f"专项行动“{known.campaign}”不在年度监督检查计划的专项检查（{named}）之中"
    return (
        _wrong(
            "campaign_unplanned",
            text,
            "任务名称请填写计划中的专项检查名称；计划中没有的，先调整计划，或者改选任务来源",
        ),
    )


def task_is_undecided(facts: TaskFacts) -> Finding | None:
    """Refuse to turn down a task that was approved."""
    if not facts.done("joint_task_approval"):
        return None
    return _wrong("decided", "该任务已经批准", "不再实施的，说明原因后汇总任务")


def task_is_running(facts: TaskFacts) -> Finding | None:
    """Refuse own inspections after the last day of a task."""
    if facts.last_on is None or facts.on <= facts.last_on:
        return None
    text = f"任务期限已于{facts.last_on.isoformat()}届满"
    return _wrong("over", text, "请汇总本任务；仍需检查的，另行拟定任务")


def visits_are_not_drawn(facts: TaskFacts) -> Finding | None:
    """Refuse to approve here what the officers of a draw were drawn for."""
    if not facts.is_drawn:
        return None
    text = "本任务的检查对象和检查人员由联合抽查确定"
    return _wrong("drawn", text, "请在检查审批中按抽取结果批准，检查自动列入本任务")


def own_visits_are_made(facts: TaskFacts) -> Finding | None:
    """Refuse to sum up while an own inspection waits; the units are named."""
    if not facts.unmade_visits:
        return None
    text = f"本局对{'、'.join(facts.unmade_visits)}的检查尚未实施"
    return _wrong("unmade", text, "请先实施检查并记录；不再检查的，由负责人撤销检查审批")


def every_unit_is_visited(facts: TaskFacts) -> Finding | None:
    """Refuse to sum up in silence while no own visit of a unit was approved; a reason says why."""
    if not facts.unapproved or facts.gap_reason_given:
        return None
    some = "、".join(facts.unapproved[:5])
    more = f"等{len(facts.unapproved)}家" if len(facts.unapproved) > 5 else ""
    text = f"本局没有批准对{some}{more}的检查"
    return _wrong("unvisited", text, "请批准并实施检查，或者说明没有检查的原因")


def period_has_ended(facts: TaskFacts) -> Finding | None:
    """Refuse to sum up what is not done before its last day, unless a head says why."""
    undone = facts.unapproved or facts.missing_lines
    if not undone or facts.last_on is None or facts.on > facts.last_on:
        return None
    if facts.by_head and facts.gap_reason_given:
        return None
    text = f"任务期限至{facts.last_on.isoformat()}，尚有单位没有检查或者没有反馈结果"
    return _wrong("unended", text, "请在任务期满以后汇总；确需提前结束的，由负责人写明原因后汇总")


def everybody_reported(facts: TaskFacts) -> Finding | None:
    """Refuse to sum up in silence while a body has not reported; a reason may say why."""
    if not facts.missing_lines or facts.gap_reason_given:
        return None
    some = "；".join(facts.missing_lines[:5])
    more = f"等{len(facts.missing_lines)}项" if len(facts.missing_lines) > 5 else ""
    text = f"参加单位尚未反馈结果：{some}{more}"
    return _wrong("missing", text, "请催收并登记，或者说明未反馈的原因")


def visit_findings(
    draft: VisitsDraft,
    *,
    targets: frozenset[UUID],
    visited: frozenset[UUID],
    titles: dict[UUID, str],
    period: tuple[date, date],
) -> tuple[Finding, ...]:
    """Return why inspections cannot be approved within a task: one visit at a unit (54号)."""
    found = []
    first, last = period
    if draft.planned_on is not None and not first <= draft.planned_on <= last:
        text = (
            f"拟检查日期{draft.planned_on.isoformat()}不在任务期"
            f"{first.isoformat()}至{last.isoformat()}以内"
        )
        found.append(_wrong("outside_period", text, "请改在任务期内检查，或者另行办理检查审批"))
    if not draft.entities:
        found.append(_wrong("no_unit", "没有选择检查对象", "请选择本次批准检查的单位"))
    if not set(draft.entities) <= targets:
        found.append(
            _wrong("not_target", "所选单位不是本任务的检查对象", "请从任务的检查对象中选择")
        )
    again = [titles.get(one, "") for one in draft.entities if one in visited]
    if again:
        text = f"本任务中对{'、'.join(again)}已经批准检查，各单位应当一并进行，只计一次"
        found.append(
            Finding("jointwork.visit.twice", text, ONE_VISIT, "请与参加单位按已批准的检查一并实施")
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What was looked up for a line: whether the unit is one of the task's, whose the line is."""

    on: date
    approved_on: date | None
    is_target: bool
    is_known: bool
    is_drawn_department: bool
    by_street: bool
    is_own: bool


#: Results that say nothing unless words follow.
NEEDS_WORDS = frozenset(ResultKind) - {ResultKind.NOTHING_FOUND}


def line_findings(draft: LineDraft, facts: LineFacts) -> tuple[Finding, ...]:
    """Return why a line of results cannot be entered."""
    found = []
    if not facts.is_known or (facts.by_street and not facts.is_own):
        found.append(_line("not_own", "只能登记本单位的检查结果", "请选择本单位"))
    elif facts.is_drawn_department:
        text = "联合抽查中参加部门的结果在双随机抽查中登记，这里直接引用"
        found.append(_line("drawn", text, "请在该次抽查中登记部门结果"))
    if not facts.is_target:
        text = "该单位不是本任务的检查对象，或者不在本街道（镇）"
        found.append(_line("not_target", text, "请从任务的检查对象中选择"))
    if not facts.by_street and not says(draft.paper):
        text = "没有填写参加单位反馈结果的文书"
        found.append(_line("paper", text, "请填写收到的文书名称和文号；没有书面反馈的不登记"))
    if draft.kind in NEEDS_WORDS and not explains(draft.text):
        found.append(_line("text", f"结果为“{draft.kind.label}”的，没有说明情况", "请填写结果说明"))
    if facts.approved_on is None or not facts.approved_on <= draft.visited_on <= facts.on:
        text = f"检查日期{draft.visited_on.isoformat()}早于任务批准或者晚于登记日期"
        found.append(_line("day", text, "请核对检查日期"))
    return tuple(found)


def stage_of(facts: TaskFacts) -> TaskStage:
    """Return where a task stands on the day of the facts."""
    if facts.done("joint_task_closing"):
        return TaskStage.CLOSED
    if facts.done("joint_task_refusal"):
        return TaskStage.REFUSED
    if not facts.done("joint_task_approval"):
        return TaskStage.DRAFTED
    over = facts.last_on is not None and facts.on > facts.last_on
    return TaskStage.OVER if over else TaskStage.UNDERWAY


def _wrong(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"jointwork.task.{what}", message, TOGETHER, next_step)


def _line(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"jointwork.line.{what}", message, TOGETHER, next_step)
