"""Penalties that repeat: the daily penalty and the ledger of closures (安全生产法 112, 113)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.lawbook.choices import Liable, OrderRule
from zhunsheng.lawbook.rules.law import Violation

DAILY: Final[Citation] = cite("SPL-2021:112")
CLOSURE: Final[Citation] = cite("SPL-2021:113")


@dataclass(frozen=True, slots=True)
class ClosureLaw:
    """How often is too often: so many in a span of days, or so many in a year (113.1(1))."""

    days: int
    in_days: int
    in_a_year: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A penalty of a unit: the day of the decision, and whether a major hazard was behind it."""

    decided_on: date
    major_hazard: bool


def daily_penalty(*, original_fen: int, ordered_on: date, until: date) -> int:
    """
    Return what refusing to rectify costs: the original fine for each day after the order.

    The day after the order is the first, ``until`` the last; 0 where no day has passed.

    >>> daily_penalty(original_fen=100, ordered_on=date(2026, 1, 1), until=date(2026, 1, 4))
    300
    """
    return original_fen * max((until - ordered_on).days, 0)


def daily_follows(violation: Violation, who: Liable) -> bool:
    """Return whether refusing to rectify is fined day by day: a unit, under this law, ordered."""
    own = violation.penalty.instrument == DAILY.instrument
    return own and who is Liable.UNIT and violation.order is not OrderRule.NONE


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often a unit was punished for major hazards, within the law's days and in a year."""

    in_days: int
    in_a_year: int
    law: ClosureLaw

    @property
    def calls_for_closure(self) -> bool:
        """Whether the government is to be asked to close the unit."""
        return self.in_days >= self.law.in_days or self.in_a_year >= self.law.in_a_year

    @property
    def comes_near(self) -> bool:
        """Whether one more penalty would call for it."""
        return not self.calls_for_closure and (
            self.in_days == self.law.in_days - 1 or self.in_a_year == self.law.in_a_year - 1
        )


def repeats(entries: Iterable[Entry], *, on: date, law: ClosureLaw) -> Repeats:
    """
    Return the repeats of major hazards up to a day, in the days and in the year that end on it.

    >>> days = [date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 29)]
    >>> law = ClosureLaw(days=180, in_days=3, in_a_year=4)
    >>> repeats([Entry(day, True) for day in days], on=date(2026, 6, 29), law=law).calls_for_closure
    True
    """
    days = [one.decided_on for one in entries if one.major_hazard and one.decided_on <= on]
    year_ago = a_year_before(on)
    return Repeats(
        in_days=sum(day > on - timedelta(days=law.days) for day in days),
        in_a_year=sum(day > year_ago for day in days),
        law=law,
    )


def a_year_before(day: date) -> date:
    """Return the day that a year which ends on a day does not reach any more."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
