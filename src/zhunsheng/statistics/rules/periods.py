"""Periods of statistics: years, quarters, months, free days, and the same days a year before."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from zhunsheng.statistics.choices import PeriodPart


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a figure covers, and the day on which it is taken."""

    since: date
    until: date
    as_of: date


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

    What is counted on the day of the statistics is counted a year before that day.
    """
    until = min(period.until, period.as_of)
    return Period(_back(period.since), _back(max(until, period.since)), _back(period.as_of))


def _back(day: date) -> date:
    """Return the day a year before; 29 February becomes the 28th."""
    last = monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))
