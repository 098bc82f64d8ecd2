"""Periods of statistics: years, quarters, months, free days, and the same days a year before."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from zhunsheng.statistics.choices import Cycle, PeriodPart


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a figure covers, and the day on which it is taken."""

    since: date
    until: date
    as_of: date

    @property
    def day(self) -> date:
        """
        The day on which what stands is told: the last of the period, no later than it is taken.

        >>> Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 1)).day.isoformat()
        '2025-12-31'
        """
        return min(self.until, self.as_of)

    @property
    def known(self) -> Period:
        """
        The days of the period that had come when it is taken: what came after is not known then.

        >>> Period(date(2025, 1, 1), date(2025, 12, 31), date(2025, 3, 1)).known.until.isoformat()
        '2025-03-01'
        """
        return replace(self, until=self.day)


def period_of(year: int, part: PeriodPart, as_of: date) -> Period:
    """
    Return a part of a year, looked at on a day.

    >>> period_of(2025, PeriodPart.Q1, date(2026, 1, 15)).until
    datetime.date(2025, 3, 31)
    """
    first, last = part.months
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), as_of)


def year_before(period: Period) -> Period:
    """
    Return the same days a year before, no further than the period has come.

    What is counted on the day of the statistics is counted a year before that day. Days that end
    with a month end with that month a year before.

    >>> year_before(Period(date(2025, 2, 1), date(2025, 2, 28), date(2025, 3, 5))).until
    datetime.date(2024, 2, 29)
    """
    until = max(min(period.until, period.as_of), period.since)
    return Period(_back(period.since), _end_back(until), _end_back(period.as_of))


def _back(day: date) -> date:
    """Return the day a year before; 29 February becomes the 28th."""
    last = monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))


def _end_back(day: date) -> date:
    """Return the end a year before: the last day of a month stays the last."""
    before = _back(day)
    if day.day < monthrange(day.year, day.month)[1]:
        return before
    return before.replace(day=monthrange(before.year, before.month)[1])


class NoSuchPeriod(ValueError):
    """No month, quarter or year begins on that day."""


def cycle_period(cycle: Cycle, since: date, as_of: date) -> Period:
    """
    Return the period of a return that begins on a day.

    :raises NoSuchPeriod: if none of its kind begins then
    """
    if since.day != 1 or (since.month - 1) % cycle.months:
        raise NoSuchPeriod(since.isoformat())
    last = since.month + cycle.months - 1
    until = date(since.year, last, monthrange(since.year, last)[1])
    return Period(since, until, as_of)


def ended_before(cycle: Cycle, first: date, on: date) -> tuple[Period, ...]:
    """
    Return the periods of a kind from a day on that ended before the one that ended last.

    >>> [one.since.month for one in ended_before(Cycle.MONTH, date(2025, 9, 2), date(2026, 1, 15))]
    [10, 11]
    """
    found, before = [], last_ended(cycle, last_ended(cycle, on).since)
    while before.since >= first:
        found.append(replace(before, as_of=on))
        before = last_ended(cycle, before.since)
    return tuple(reversed(found))


def last_ended(cycle: Cycle, on: date) -> Period:
    """
    Return the last period of a kind that ended before a day, looked at on that day.

    >>> last_ended(Cycle.QUARTER, date(2026, 1, 15)).since
    datetime.date(2025, 10, 1)
    """
    first = (on.month - 1) // cycle.months * cycle.months + 1
    before = first - cycle.months
    year, month = (on.year, before) if before > 0 else (on.year - 1, before + 12)
    return cycle_period(cycle, date(year, month, 1), on)
