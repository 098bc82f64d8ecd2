"""
When the court may be asked: after the remedies and the demand, and for three months.

行政强制法 53: from the end of the terms within which the party may ask for reconsideration or sue,
if it did neither; 行政处罚法 72.2: where a deferral or instalments were approved, from their end.
54: not before ten working days after the demand was delivered. A party's term that ends on a rest
day ends on the next workday; the bureau's own three months are not lengthened that way. After a
reconsideration the party may still sue within fifteen days (行政诉讼法 45); one that was withdrawn,
or dismissed without a decision on the matter, leaves the terms that ran from the start, so that
the later of the two is waited for (最高人民法院关于适用《中华人民共和国行政诉讼法》的解释 58, from
memory, not verified). After a suit nothing is left to wait for. Who was punished on the spot must
ask for reconsideration first (行政复议法 23), so that without it no suit is possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhunsheng.cases.rules import Stop
from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.days import Calendar, CalendarUnknown, DayUnit
from zhunsheng.kernel.finding import Finding

ONE_DAY = timedelta(days=1)
LITIGATION = "LITIGATION"
CHANGED: Final[Citation] = cite("ARL-2023:78")


@dataclass(frozen=True, slots=True)
class WindowLaw:
    """The legal numbers of the window: days, months, working days."""

    reconsideration_days: int
    litigation_months: int
    after_reconsideration_days: int
    demand_workdays: int
    court_months: int


@dataclass(frozen=True, slots=True)
class CourtWindow:
    """
    The days between which the court may be asked.

    ``remedies_end`` is the last day of the party's remedies, ``demand_ends`` the last day of the
    wait after the demand; each is None while it has not begun or cannot be told.
    """

    remedies_end: date | None = None
    demand_ends: date | None = None
    opens_on: date | None = None
    closes_on: date | None = None


def court_window(
    calendar: Calendar,
    law: WindowLaw,
    *,
    delivered_on: date | None,
    stops: Iterable[Stop],
    demanded_on: date | None,
    plan_ends: date | None,
    on_the_spot: bool,
) -> CourtWindow:
    """
    Return when the court may be asked.

    ``delivered_on`` is the day on which the decision reached the party, ``demanded_on`` that of
    the last demand, ``plan_ends`` the last day of an approved deferral or instalment.
    """
    held = tuple(stops)
    if delivered_on is None or any(stop.until is None for stop in held):
        return CourtWindow()
    try:
        over = _remedies_end(calendar, law, delivered_on, held, on_the_spot=on_the_spot)
        demand = (
            calendar.add(start=demanded_on, length=law.demand_workdays, unit=DayUnit.WORKING)
            if demanded_on
            else None
        )
    except CalendarUnknown:
        return CourtWindow()
    start = max(over, plan_ends) if plan_ends else over
    closes = calendar.add(start=start, length=law.court_months, unit=DayUnit.MONTH)
    opens = max(start, demand) + ONE_DAY if demand else None
    return CourtWindow(over, demand, opens, closes)


def _remedies_end(
    calendar: Calendar,
    law: WindowLaw,
    delivered_on: date,
    stops: tuple[Stop, ...],
    *,
    on_the_spot: bool,
) -> date:
    def end(start: date, length: int, unit: DayUnit) -> date:
        return calendar.add(start=start, length=length, unit=unit, roll_end=True)

    ended = [(stop.until, stop.kind, stop.decided) for stop in stops if stop.until]
    days = []
    if ended:
        last, kind, decided = max(ended)
        if kind == LITIGATION:
            return last
        after = end(last, law.after_reconsideration_days, DayUnit.CALENDAR)
        if decided:
            return after
        days.append(after)
    days.append(end(delivered_on, law.reconsideration_days, DayUnit.CALENDAR))
    if not on_the_spot:
        days.append(end(delivered_on, law.litigation_months, DayUnit.MONTH))
    return max(days)


def is_not_for_reviewer(facts: ExecutionFacts) -> Finding | None:
    """Refuse to ask the court for what a reconsideration changed: its organ executes that (78)."""
    if not facts.is_for_reviewer:
        return None
    return Finding(
        "execution.for_reviewer",
        "处罚决定经行政复议变更，应当由行政复议机关强制执行或者申请法院强制执行（条文未核实）",
        CHANGED,
        "请将行政复议决定书、送达回证和缴款、催告的材料转请行政复议机关办理；法院作出裁定后，"
        "凭裁定书登记执行终结",
    )
