"""What must hold before the government approves a plan, and what deserves a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.planning.choices import ItemClass, PartKind, PlanStage, PlanStep
from zhunsheng.planning.rules.days import PlanFacts, PlanPart, arithmetic, shares, unit_total

RULES: Final = cite("PLAN-2017")
ARITHMETIC: Final = cite("PLAN-2017:8")
PRINCIPLES: Final = cite("PLAN-2017:6")
FACTORS: Final = cite("PLAN-2017:7")
DUTY_TO_PLAN: Final = cite("SPL-2021:62")
KEY_UNITS_YEARLY: Final = cite("MEM-2025-11")
INSPECTIONS_OF_ENTERPRISES: Final = cite("GBF-2024-54")

#: Seen in practice, not read in a rule: thresholds of warnings only.
KEY_SHARE_PERCENT: Final = 60
APPROVED_BY_MONTH_DAY: Final = (3, 31)
LONGEST_NAMES: Final = 5


def _names(names: Iterable[str]) -> str:
    found = list(names)
    shown = "、".join(found[:LONGEST_NAMES])
    return shown if len(found) <= LONGEST_NAMES else f"{shown}等{len(found)}家"


def working_days_are_known(facts: PlanFacts) -> Finding | None:
    """Refuse where the holiday arrangement of the year is not published yet."""
    if facts.working_days is not None:
        return None
    return Finding(
        "plan.calendar.unknown",
        f"{facts.year}年放假安排尚未录入，法定工作日待公布放假安排后才能测算",
        ARITHMETIC,
        "请在放假安排公布并录入后再提交",
    )


def officers_are_stated(facts: PlanFacts) -> Finding | None:
    """Refuse a plan without officers: S = D × N."""
    if facts.officers > 0:
        return None
    return Finding(
        "plan.officers.none", "未填写行政执法人员数，无法测算总法定工作日", FACTORS, "请填写人员数"
    )


def days_are_entered(facts: PlanFacts) -> Finding | None:
    """Refuse a plan in which one class of days has no item at all."""
    entered = {item.item_class for item, days in facts.items if days > 0}
    missing = [c.label for c in ItemClass if c not in entered]
    if not missing:
        return None
    return Finding(
        "plan.days.missing",
        f"{'、'.join(missing)}没有填写任何项目",
        ARITHMETIC,
        "请按照项目填写，确无安排的填零并说明",
    )


def days_remain(facts: PlanFacts) -> Finding | None:
    """Refuse where other work takes more days than there are: I ≥ 0."""
    days = arithmetic(facts)
    if facts.working_days is None or days.inspection >= 0:
        return None
    return Finding(
        "plan.days.negative",
        f"监督检查工作日为{days.inspection}："
        f"{days.total} − {days.other} − {days.not_enforcement}，不得小于零",
        ARITHMETIC,
        "请核减其他执法工作日或者非执法工作日",
    )


def days_are_used_up(facts: PlanFacts) -> Finding | None:
    """Refuse where the days of the parts are not the days for inspection: K + G = I."""
    days = arithmetic(facts)
    used = days.used
    if facts.working_days is None or days.inspection < 0 or used == days.inspection:
        return None
    return Finding(
        "plan.days.parts",
        f"重点检查{days.key} + 一般检查{days.general} = {used}，"
        f"与监督检查工作日{days.inspection}相差{used - days.inspection}",
        ARITHMETIC,
        "请调整各部分的工作日，或者留空由系统按检查次数分配",
    )


def parts_are_entered(facts: PlanFacts) -> Finding | None:
    """Refuse a plan without parts."""
    if facts.parts:
        return None
    return Finding("plan.parts.none", "计划没有检查任务", DUTY_TO_PLAN, "请按照行业领域填写任务")


def parts_have_units(facts: PlanFacts) -> Finding | None:
    """Refuse a part that names no unit."""
    empty = [part.label for part in facts.parts if part.unit_count <= 0]
    if not empty:
        return None
    return Finding("plan.parts.empty", f"“{_names(empty)}”的单位数为零", PRINCIPLES, "请填写单位数")


def _added(counts: tuple[int, ...]) -> str:
    return f"{' + '.join(map(str, counts))} = {sum(counts)}"


def _first_parts_that_make(parts: tuple[PlanPart, ...], stated: int) -> str:
    for count in range(1, len(parts)):
        if sum(p.unit_count for p in parts[:count]) == stated:
            left = "、".join(f"{p.label}{p.unit_count}家" for p in parts[count:])
            return f"；{_added(tuple(p.unit_count for p in parts[:count]))}，{left}未计入"
    return ""


def parts_make_the_stated_total(facts: PlanFacts) -> Finding | None:
    """Refuse a stated total of units that is not the sum of the parts; say which parts make it."""
    total = unit_total(facts)
    if facts.stated_units is None or facts.stated_units == total:
        return None
    counts = tuple(p.unit_count for p in facts.parts)
    reason = _first_parts_that_make(facts.parts, facts.stated_units)
    return Finding(
        "plan.total.differs",
        f"载明的总数{facts.stated_units}家与各部分之和不符：{_added(counts)}{reason}",
        RULES,
        "请更正总数，或者补正各部分的单位数",
    )


def lists_match_their_numbers(facts: PlanFacts) -> Finding | None:
    """Refuse a list of units whose length is not the number that the part states."""
    wrong = [
        f"“{p.label}”载明{p.unit_count}家，名单{p.listed}家"
        for p in facts.parts
        if p.listed and p.listed != p.unit_count
    ]
    if not wrong:
        return None
    return Finding("plan.list.count", "；".join(wrong), RULES, "请核对名单或者更正单位数")


def units_stand_once(facts: PlanFacts) -> Finding | None:
    """Refuse a unit that stands in more than one list: key and general lists do not overlap."""
    often = Counter(unit.entity for unit in facts.units)
    names = {unit.entity: unit.name for unit in facts.units if often[unit.entity] > 1}
    if not names:
        return None
    return Finding(
        "plan.unit.twice",
        f"{_names(names.values())}同时列入两个以上名单",
        PRINCIPLES,
        "同一单位只列入重点检查或者一般检查中的一处",
    )


def key_units_are_visited(facts: PlanFacts) -> Finding | None:
    """Refuse a part of key units that are not visited at least once (应急〔2025〕11号)."""
    key = [part for part in facts.parts if part.kind is PartKind.KEY]
    unvisited = [part.label for part in key if part.visits_per_unit < 1]
    if not unvisited:
        return None
    return Finding(
        "plan.visits.none",
        f"“{_names(unvisited)}”每家检查次数为零，重点检查单位每年至少检查一次",
        KEY_UNITS_YEARLY,
        "请填写每家检查次数",
    )


def key_units_have_reasons(facts: PlanFacts) -> Finding | None:
    """Refuse a listed key unit without the criterion under which it is one."""
    bare = [u.name for u in facts.units if u.kind is PartKind.KEY and not u.reasons]
    if not bare:
        return None
    return Finding(
        "plan.unit.reason", f"{_names(bare)}未写明列为重点的理由", PRINCIPLES, "请选择列入理由"
    )


def approval_is_numbered(facts: PlanFacts) -> Finding | None:
    """Refuse to record an approval of the government without its number."""
    if facts.approval_number_given:
        return None
    return Finding(
        "plan.approval.number", "未填写本级人民政府的批准文号", RULES, "请填写批准文件的文号"
    )


def plan_is_current(facts: PlanFacts) -> Finding | None:
    """Refuse acts on a plan that a later approved version has replaced."""
    if facts.is_current:
        return None
    return Finding("plan.replaced", "该版本已被调整后的计划取代", RULES, "请办理调整后的计划")


def _done(facts: PlanFacts, step: PlanStep) -> bool:
    return any(act.step == step.value for act in facts.acts)


def plan_is_not_approved(facts: PlanFacts) -> Finding | None:
    """Refuse to return a plan that was approved: it is amended by a new version."""
    if not _done(facts, PlanStep.APPROVE):
        return None
    return Finding("plan.approved", "计划已经批准，不能退回修改", RULES, "请编制调整后的新版本")


def plan_is_an_amendment(facts: PlanFacts) -> Finding | None:
    """Refuse to give up what amends no approved plan."""
    if facts.is_amendment:
        return None
    return Finding("plan.amend.none", "该版本不是对已批准计划的调整，不能放弃", RULES)


def amendment_is_not_approved(facts: PlanFacts) -> Finding | None:
    """Refuse to give up an amendment that the government approved: it is in force."""
    if not _done(facts, PlanStep.APPROVE):
        return None
    return Finding(
        "plan.amend.approved",
        "调整后的计划已经本级人民政府批准，不能放弃",
        RULES,
        "确需改变的，再次调整计划并重新报批",
    )


def contents_are_open(facts: PlanFacts) -> Finding | None:
    """Refuse to change the contents of a plan that was given up, submitted or approved."""
    if _done(facts, PlanStep.GIVE_UP):
        return Finding("plan.given_up", "该次调整已经放弃，内容不能改动", RULES, "请重新调整计划")
    if not _done(facts, PlanStep.SUBMIT):
        return None
    return Finding(
        "plan.contents.fixed",
        "计划已经报请批准，内容不能改动",
        RULES,
        "尚未批准的先退回修改；已经批准的编制调整后的新版本",
    )


def year_findings(year: int, exists: bool) -> tuple[Finding, ...]:
    """Return why a plan of the year cannot be begun: one of it exists."""
    if not exists:
        return ()
    return (
        Finding("plan.year.exists", f"{year}年度计划已经编制", RULES, "请在原计划上修改或者调整"),
    )


def amendment_findings(facts: PlanFacts) -> tuple[Finding, ...]:
    """Return why a plan cannot be amended: not approved, replaced, or being amended already."""
    found = []
    if not _done(facts, PlanStep.APPROVE):
        text = "计划尚未批准，不需要另行调整"
        found.append(Finding("plan.amend.early", text, RULES, "请直接修改计划内容"))
    if facts.amendment_runs:
        text = "该计划已有一次尚未批准的调整"
        found.append(Finding("plan.amend.runs", text, RULES, "请修改该次调整，或者先放弃该次调整"))
    if replaced := plan_is_current(facts):
        found.append(replaced)
    return tuple(found)


def stage(done: Collection[str], *, is_amendment: bool, is_current: bool) -> PlanStage:
    """Return where a plan stands after the steps done; an approved version replaces another."""
    if not is_current:
        return PlanStage.REPLACED
    for step, reached in (
        (PlanStep.GIVE_UP, PlanStage.GIVEN_UP),
        (PlanStep.PUBLISH, PlanStage.PUBLISHED),
        (PlanStep.APPROVE, PlanStage.APPROVED),
        (PlanStep.SUBMIT, PlanStage.SUBMITTED),
    ):
        if step.value in done:
            return reached
    return PlanStage.AMENDING if is_amendment else PlanStage.DRAFTED


def new_units_findings(
    ids: Sequence[UUID], *, names: Mapping[UUID, str], listed: Collection[UUID]
) -> tuple[Finding, ...]:
    """Return why units cannot be listed: none, unknown, twice, or listed already."""
    found = []
    if not ids:
        found.append(Finding("plan.units.none", "没有选择单位", RULES, "请至少选择一家单位"))
    if unknown := sum(1 for one in ids if one not in names):
        text = f"有{unknown}家单位不在监管对象名录中"
        found.append(Finding("plan.units.unknown", text, RULES, "请先登记该单位"))
    again = {i for i, n in Counter(ids).items() if n > 1} | {i for i in ids if i in listed}
    if again := again & names.keys():
        text = f"{_names(sorted(names[one] for one in again))}已在该名单中"
        found.append(Finding("plan.units.again", text, RULES, "请不要重复列入"))
    return tuple(found)


SUMS: Final = (
    working_days_are_known,
    officers_are_stated,
    days_are_entered,
    days_remain,
    days_are_used_up,
    parts_are_entered,
    parts_have_units,
    parts_make_the_stated_total,
    lists_match_their_numbers,
    units_stand_once,
    key_units_are_visited,
    key_units_have_reasons,
)


def findings(facts: PlanFacts) -> tuple[Finding, ...]:
    """Return every reason why the contents of the plan cannot go before the government."""
    return tuple(found for rule in SUMS if (found := rule(facts)) is not None)


def key_share_is_usual(facts: PlanFacts) -> Finding | None:
    """Warn where key inspections take less than 60 % of the days (seen, not verified)."""
    days = arithmetic(facts)
    if days.inspection <= 0 or days.key * 100 >= days.inspection * KEY_SHARE_PERCENT:
        return None
    share = shares(days.inspection, [("", days.key)])[0].percent_text
    return Finding(
        "plan.key.share",
        f"重点检查占监督检查工作日的{share}，低于{KEY_SHARE_PERCENT}%（该比例未核实，仅作提示）",
        PRINCIPLES,
    )


def approval_is_in_time(facts: PlanFacts) -> Finding | None:
    """Warn where the approval came after the end of March (local practice)."""
    last = date(facts.year, *APPROVED_BY_MONTH_DAY)
    if facts.approved_on is None or facts.approved_on <= last:
        return None
    return Finding(
        "plan.approval.late",
        f"批准日期{facts.approved_on.isoformat()}晚于{last.isoformat()}（各地通行要求，未核实）",
        INSPECTIONS_OF_ENTERPRISES,
    )


def key_parts_are_listed(facts: PlanFacts) -> Finding | None:
    """Warn where a key part has no list of units by name."""
    bare = [p.label for p in facts.parts if p.kind is PartKind.KEY and not p.listed]
    if not bare:
        return None
    return Finding("plan.list.none", f"“{'、'.join(bare)}”未附重点检查单位名单", PRINCIPLES)


WARNINGS: Final = (key_share_is_usual, approval_is_in_time, key_parts_are_listed)


def warnings(facts: PlanFacts) -> tuple[Finding, ...]:
    """Return what somebody should look at, though it hinders nothing."""
    return tuple(found for rule in WARNINGS if (found := rule(facts)) is not None)
