"""
How near a duty is, in which order duties are done, whose they are.

Colour follows the working days that remain (orange within three), because work is done on
workdays; being overdue follows the calendar, because a term ends on its last day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhunsheng.accounts.choices import Role
from zhunsheng.desk.choices import OVERSEERS, DayKind, Nearness
from zhunsheng.kernel.days import Calendar
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.period import left

#: Working days before a term's end from which on it is shown in orange.
SOON_WORKDAYS: Final = 3
#: How far ahead the heads look for what may go wrong.
LOOK_AHEAD: Final = timedelta(days=7)

#: Who looks at what waits for others in the whole bureau.
LEADING: Final = frozenset(role.value for role in OVERSEERS | {Role.TEAM_HEAD})
_SATURDAY: Final = 5

_NEAR: Final = frozenset({Nearness.OVERDUE, Nearness.TODAY, Nearness.SOON})


def percent(part: int, whole: int) -> int:
    """
    Return a share of a hundred, rounded half up; nought of nothing.

    >>> percent(1, 8), percent(2, 3), percent(1, 3), percent(0, 0)
    (13, 67, 33, 0)
    """
    return (part * 200 + whole) // (whole * 2) if whole else 0


@dataclass(frozen=True, slots=True)
class Line:
    """
    A duty with what is left of its term on a day; negative where the term has passed.

    ``is_barred`` says that the reader may not take it, whatever the roles: the own case where
    others decide, the case of others where its handlers act. ``is_followed`` says that the reader
    handles the matter and waits for whoever takes it; ``is_returned`` that it was sent back to
    those who handle it.
    """

    duty: Duty
    left: int | None = None
    workdays_left: int | None = None
    waits_for_holidays: bool = False
    is_barred: bool = False
    is_followed: bool = False
    is_returned: bool = False

    @property
    def nearness(self) -> Nearness:
        """How near its last day is."""
        if self.left is None:
            return Nearness.UNKNOWN if self.waits_for_holidays else Nearness.NO_TERM
        if self.left < 0:
            return Nearness.OVERDUE
        if self.left == 0:
            return Nearness.TODAY
        near = self.left if self.workdays_left is None else self.workdays_left
        return Nearness.SOON if near <= SOON_WORKDAYS else Nearness.LATER

    @property
    def is_overdue(self) -> bool:
        """Whether its term has passed."""
        return self.nearness is Nearness.OVERDUE

    @property
    def is_near(self) -> bool:
        """Whether it is due within three working days, today, or overdue."""
        return self.nearness in _NEAR

    @property
    def overdue_by(self) -> int:
        """By how many days its term has passed."""
        return -self.left if self.left is not None and self.left < 0 else 0


def line_of(
    duty: Duty,
    *,
    on: date,
    calendar: Calendar,
    waits_for_holidays: bool = False,
) -> Line:
    """
    Return a duty with what is left of its term on a day.

    ``waits_for_holidays`` says that a term runs whose last day lies in a year without a published
    holiday arrangement; a duty that has neither a last day nor this has no term.
    """
    span = left(calendar, due_on=duty.due_on, on=on)
    if span is None:
        return Line(duty, waits_for_holidays=waits_for_holidays)
    return Line(duty, span.days, span.workdays)


def by_the_clock(lines: Iterable[Line]) -> tuple[Line, ...]:
    """
    Return lines by the clock: the nearest last day first, those without one behind.

    What only the house sets a day for stands behind all that the law asks for.
    """
    return tuple(sorted(lines, key=_place))


def _place(line: Line) -> tuple[bool, date, bool, str]:
    duty = line.duty
    return (not duty.by_law, duty.due_on or date.max, not line.waits_for_holidays, duty.key)


def split(
    lines: Iterable[Line], roles: frozenset[str]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """
    Return the lines that somebody with these roles may take, and those that wait for others.

    What was sent back stands before the rest: its term runs on while nobody mends it. Who leads
    sees all that waits for others, everybody else that of the own matters.
    """
    known = by_the_clock(lines)
    own = tuple(line for line in known if line.duty.roles & roles and not line.is_barred)
    rest = (line for line in known if line not in own)
    leads = bool(roles & LEADING)
    first = sorted(own, key=lambda line: not line.is_returned)
    return tuple(first), tuple(line for line in rest if leads or line.is_followed)


def at_risk(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return what is overdue or falls due within a week, the most urgent first."""
    days = LOOK_AHEAD.days
    return tuple(li for li in by_the_clock(lines) if li.left is not None and li.left <= days)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties are due today, due soon (today left out), and overdue."""

    today: int
    soon: int
    overdue: int


def counts(lines: Iterable[Line]) -> Counts:
    """Count lines by how near they are."""
    near = [line.nearness for line in lines]
    return Counts(*(near.count(n) for n in (Nearness.TODAY, Nearness.SOON, Nearness.OVERDUE)))


def week_start(on: date) -> date:
    """Return the Monday of the week of a day."""
    return on - timedelta(days=on.weekday())


def weeks_of(first: date, last: date) -> tuple[tuple[date, ...], ...]:
    """
    Return the whole weeks, Monday to Sunday, that hold a period.

    >>> [week[0].isoformat() for week in weeks_of(date(2026, 1, 1), date(2026, 1, 6))]
    ['2025-12-29', '2026-01-05']
    """
    start = week_start(first)
    count = (last - start).days // 7 + 1
    return tuple(
        tuple(start + timedelta(days=7 * week + day) for day in range(7)) for week in range(count)
    )


def month_of(day: date) -> tuple[date, date]:
    """
    Return the first and the last day of the month of a day.

    >>> month_of(date(2026, 2, 14))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def day_kind(day: date, calendar: Calendar) -> DayKind:
    """Return whether offices work on a day; nothing is guessed for a year that is not arranged."""
    is_weekend = day.weekday() >= _SATURDAY
    if not calendar.is_known(day.year):
        return DayKind.REST if is_weekend else DayKind.WORK
    if calendar.is_workday(day):
        return DayKind.MAKE_UP if is_weekend else DayKind.WORK
    return DayKind.REST if is_weekend and day not in _named(calendar, day.year) else DayKind.HOLIDAY


def _named(calendar: Calendar, year: int) -> frozenset[date]:
    """Return the days off that a notice names."""
    return frozenset(day for one in calendar.year(year).holidays for day in one.days)
