"""The sums of a plan that must hold before it goes before the government: days, officers, parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from zhunsheng.checker.arithmetic import Part as Addend
from zhunsheng.checker.arithmetic import addition, explanation
from zhunsheng.checker.quantities import Quantity
from zhunsheng.kernel.finding import Finding
from zhunsheng.planning.choices import ItemClass, Phrase
from zhunsheng.planning.rules.days import (
    PlanFacts,
    PlanPart,
    arithmetic,
    repeated_units,
    unit_total,
)
from zhunsheng.planning.rules.law import ARITHMETIC, DUTY_TO_PLAN, FACTORS, PRINCIPLES, RULES, named


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


def teams_make_the_officers(facts: PlanFacts) -> Finding | None:
    """Refuse a number of officers that is not the sum of the units of the bureau."""
    made = sum(team.officers for team in facts.teams)
    if not facts.teams or made == facts.officers:
        return None
    said = "、".join(f"{team.name}{team.officers}人" for team in facts.teams)
    return Finding(
        "plan.officers.teams",
        f"行政执法人员数{facts.officers}人与各机构之和{made}人不符：{said}",
        FACTORS,
        "请按执法队伍重新计数，或者更正人员数",
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
        "请按照项目填写；两类工作日都不可能全部为零，每类至少填写一项",
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


def days_remain_in_each_team(facts: PlanFacts) -> Finding | None:
    """Refuse where a unit of the bureau gives away more days than its officers have."""
    if facts.working_days is None:
        return None
    over = [
        f"{team.name}{facts.working_days} × {team.officers} − {team.other} − "
        f"{team.not_enforcement} = {team.inspection(facts.working_days)}"
        for team in facts.teams
        if team.inspection(facts.working_days) < 0
    ]
    if not over:
        return None
    return Finding(
        "plan.days.team",
        f"监督检查工作日不得小于零：{'；'.join(over)}",
        ARITHMETIC,
        "请核减该机构的其他执法工作日或者非执法工作日",
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
    return Finding("plan.parts.empty", f"“{named(empty)}”的单位数为零", PRINCIPLES, "请填写单位数")


def _units(count: int) -> Quantity:
    return Quantity(Decimal(count), "家", 1, is_vague=False, start=0, end=0)


def _addends(facts: PlanFacts) -> tuple[Addend, ...]:
    return tuple(Addend(p.label, "、", _units(p.unit_count)) for p in facts.parts)


def repeats_text(facts: PlanFacts, parts: Iterable[PlanPart] | None = None) -> str:
    """Return that units stand in several lists of these parts, or of all; empty where none do."""
    count = repeated_units(facts, parts)
    return Phrase.REPEATED.label.format(count=count) if count else ""


def sum_of_parts(facts: PlanFacts) -> str:
    """
    Return the addition of the units of all parts, as it is printed; empty without parts.

    >>> from zhunsheng.planning.choices import PartKind
    >>> from zhunsheng.planning.rules.days import PlanPart, PlanUnit
    >>> parts = tuple(PlanPart(i, "", PartKind.KEY, n) for i, n in enumerate((5, 2), 1))
    >>> twice = tuple(PlanUnit("示例", "示例", part, PartKind.KEY) for part in (1, 2))
    >>> sum_of_parts(PlanFacts(2025, 1, 248, parts=parts, units=twice))
    '5＋2＝7，重复列入1家，只计一次，7－1＝6'
    """
    if not facts.parts:
        return ""
    added = sum(part.unit_count for part in facts.parts)
    said = addition(_addends(facts), _units(added))
    total = unit_total(facts)
    less = f"，{added}－{added - total}＝{total}" if added > total else ""
    return f"{said}{repeats_text(facts)}{less}"


def parts_make_the_stated_total(facts: PlanFacts) -> Finding | None:
    """Refuse a stated total of units that is not the sum of the parts; say which parts make it."""
    stated = facts.stated_units
    if stated is None or stated == unit_total(facts):
        return None
    made = explanation(_addends(facts), _units(stated))
    return Finding(
        "plan.total.differs",
        f"载明的总数{stated}家与各部分之和不符：{sum_of_parts(facts)}{made and f'；{made}'}",
        RULES,
        "请更正总数，或者补正各部分的单位数",
    )


def usual_omission(facts: PlanFacts) -> int | None:
    """
    Return the total that one gets who stops adding in the middle of the parts, to show a refusal.

    >>> from zhunsheng.planning.choices import PartKind
    >>> from zhunsheng.planning.rules.days import PlanPart
    >>> parts = (5, 1, 35, 3, 7)
    >>> parts = tuple(PlanPart(i, "", PartKind.KEY, n) for i, n in enumerate(parts, 1))
    >>> usual_omission(PlanFacts(2025, 1, 248, parts=parts))
    41
    """
    first = facts.parts[: (len(facts.parts) + 1) // 2]
    return sum(part.unit_count for part in first) if len(facts.parts) > 1 else None


def trial(facts: PlanFacts, stated: int | None) -> Finding | None:
    """Return what would be said of the plan if it stated this total."""
    return parts_make_the_stated_total(replace(facts, stated_units=stated))
