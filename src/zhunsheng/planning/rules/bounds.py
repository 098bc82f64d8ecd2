"""Numbers that a plan may hold: what lies outside is a slip of the hand, never a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from zhunsheng.kernel.finding import Finding
from zhunsheng.planning.rules.drafts import PartDraft, PlanDraft, UnitDraft
from zhunsheng.planning.rules.law import ARITHMETIC, DUTY_TO_PLAN

#: The first year with a law on work safety, and how many years ahead a plan is drafted.
FIRST_YEAR: Final = 2002
YEARS_AHEAD: Final = 2
MOST: Final = 1_000_000
DAYS_OF_YEAR: Final = 366
MONTHS: Final = range(1, 13)


def draft_bounds(draft: PlanDraft, on: date) -> tuple[Finding, ...]:
    """Refuse a plan of a year that nobody plans for, and numbers that no bureau has (62)."""
    found = list(
        basics_bounds(officers=draft.officers, staff=draft.staff, stated_units=draft.stated_units)
    )
    last = on.year + YEARS_AHEAD
    if not FIRST_YEAR <= draft.year <= last:
        text = f"计划年度{draft.year}不在{FIRST_YEAR}年至{last}年之间"
        found.insert(0, Finding("plan.bounds.year", text, DUTY_TO_PLAN, "请核对计划年度"))
    return tuple(found)


def basics_bounds(
    *, officers: int | None, staff: int | None, stated_units: int | None
) -> tuple[Finding, ...]:
    """Refuse numbers of people and units that no bureau has (编制办法 8)."""
    numbers = (("执法人员数", officers), ("编制人数", staff), ("文件载明的家数", stated_units))
    return _outside((name, value, 0, MOST) for name, value in numbers)


def days_bounds(days: Iterable[tuple[str, int]], *, officers: int) -> tuple[Finding, ...]:
    """
    Refuse days below nothing, or more than the officers have in a year (编制办法 8).

    Each comes with the name of its item; where nobody counted officers a bound of all is left.
    """
    given = list(days)
    found = _outside((name, value, 0, MOST) for name, value in given)
    return found or _beyond_the_year(given, officers)


def _beyond_the_year(given: list[tuple[str, int]], officers: int) -> tuple[Finding, ...]:
    """Refuse items that are more than all days of a year of all officers, alone or together."""
    most = officers * DAYS_OF_YEAR
    over = [f"“{name}”{value}日" for name, value in given if value > most]
    total = sum(value for _, value in given)
    if not most or total <= most:
        return ()
    said = "、".join(over) or f"合计{total}日"
    return (
        Finding(
            "plan.bounds.days",
            f"{said}超过{officers}名执法人员全年的天数（{officers} × {DAYS_OF_YEAR} = {most}日）",
            ARITHMETIC,
            "工作日按人数乘以天数合计填写，请核对；人员数有误的先更正",
        ),
    )


def part_bounds(part: PartDraft, *, officers: int) -> tuple[Finding, ...]:
    """Refuse units, visits, days, caps and months of a part that cannot be (编制办法 8)."""
    return (
        *_beyond_the_year([(part.label, part.days or 0)], officers),
        *_outside(
            (
                ("家数", part.unit_count, 0, MOST),
                ("每家检查次数", part.visits_per_unit, 0, DAYS_OF_YEAR),
                ("工作日", part.days, 0, MOST),
                ("每家检查次数上限", part.cap, 1, DAYS_OF_YEAR),
            )
        ),
        *_month_findings(part.months),
    )


def unit_bounds(units: Iterable[UnitDraft]) -> tuple[Finding, ...]:
    """Refuse months of listed units that no year has, or that stand twice."""
    return tuple(dict.fromkeys(f for unit in units for f in _month_findings(unit.months)))


def _month_findings(months: tuple[int, ...]) -> tuple[Finding, ...]:
    if len(set(months)) == len(months) and all(one in MONTHS for one in months):
        return ()
    text = "检查月份不在一月至十二月之间，或者有重复"
    return (Finding("plan.bounds.months", text, ARITHMETIC, "请核对检查月份"),)


def _outside(numbers: Iterable[tuple[str, int | None, int, int]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "plan.bounds.number",
            f"{name}应当在{least}至{most}之间",
            ARITHMETIC,
            "请核对后填写整数",
        )
        for name, value, least, most in numbers
        if value is not None and not least <= value <= most
    )
