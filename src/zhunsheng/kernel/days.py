"""
Working days and the day-count rules of the administrative laws.

What the statutes themselves say, in our words:

- Administrative Penalty Law 85 (``APL-2021:85``): where that law speaks of two, three, five or
  seven days, working days are meant, statutory holidays not included. It says nothing of longer
  terms, so fifteen or ninety days are calendar days.
- Administrative Compulsion Law 69 (``ACL-2011:69``): terms of ten days and less are working
  days, statutory holidays not included; thirty days and longer terms are calendar days.
- Administrative Reconsideration Law 88, second paragraph (``ARL-2023:88.2``): three, five, seven
  and ten days are working days; fifteen, thirty and sixty days are calendar days.
- Administrative Licensing Law 82 (``ALL-2019:82``): every term within which an agency carries out
  a licence counts in working days.
- Any other instrument counts calendar days, unless its own text says working days
  (Work Safety Law 78, second paragraph: seven working days for publishing a penalty).

Day zero: the day on which something happens is not counted; counting begins on the next day
(Civil Code 201, Civil Procedure Law 85). A month or a year ends on the day of the same number,
or on the last day of the month where there is none.

The end: where the last day of a party's calendar term is a rest day, the term ends on the next
workday (Civil Procedure Law 85, to which ``ARL-2023:88.1`` refers). The caller says so by
``roll_end=True``; `end_moved_by` names the text for each instrument. An agency's own term is
never lengthened that way without a text: what comes a day early harms nobody.

A workday is a Monday to Friday that is no holiday, or a weekend day that the State Council's
notice makes a workday. Each year has one file; a year without a notice is unknown and raises
`CalendarUnknown`: nothing is guessed. The files are read in `zhunsheng.kernel.years`.
"""

import calendar as gregorian
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.years import YearFile, read_years

ONE_DAY: Final = timedelta(days=1)


class DayUnit(StrEnum):
    """What a term is counted in."""

    CALENDAR = "CALENDAR"
    WORKING = "WORKING"
    HOUR = "HOUR"
    MONTH = "MONTH"
    YEAR = "YEAR"

    @property
    def label(self) -> str:
        """Return the Chinese measure word, to be put after a number."""
        return _UNIT_LABELS[self]


_UNIT_LABELS: Final[Mapping[DayUnit, str]] = {
    DayUnit.CALENDAR: "日",
    DayUnit.WORKING: "个工作日",
    DayUnit.HOUR: "小时",
    DayUnit.MONTH: "个月",
    DayUnit.YEAR: "年",
}


class CalendarUnknown(Exception):
    """The State Council's holiday arrangement of this year is not in the calendar."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年放假安排尚未录入（待公布放假安排）")
        self.year = year


@dataclass(frozen=True, slots=True)
class YearDays:
    """The parts of a year's working days: what planning shows beside D (law.md 1.2)."""

    year: int
    days: int
    weekend_days: int
    statutory_days: int
    added_days_off: int

    @property
    def working_days(self) -> int:
        """Return D: days less weekends, statutory holidays and days off added by a notice."""
        return self.days - self.weekend_days - self.statutory_days - self.added_days_off


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The workdays of the years whose holiday arrangement is known."""

    years: Mapping[int, YearFile]

    @classmethod
    def load(cls, overlay: Path | None = None) -> "Calendar":
        """
        Load the year files of the package, and over them those of a site's overlay folder.

        A file is read once in a process: a new notice in the overlay needs a restart.

        :raises CalendarFileError: naming the file and what is wrong in it
        """
        return _load(overlay)

    def is_known(self, year: int) -> bool:
        """Tell whether the holiday arrangement of the year is known."""
        return year in self.years

    def year(self, year: int) -> YearFile:
        """
        Return the arrangement of a year with its source.

        :raises CalendarUnknown: if the year has no file
        """
        try:
            return self.years[year]
        except KeyError:
            raise CalendarUnknown(year) from None

    def is_workday(self, day: date) -> bool:
        """
        Tell whether offices work on the day.

        :raises CalendarUnknown: if the year has no file
        """
        entry = self.year(day.year)
        if day in entry.days_off:
            return False
        return day.weekday() < 5 or day in entry.workdays

    def next_workday(self, day: date) -> date:
        """
        Return the first workday after the day.

        :raises CalendarUnknown: if an unknown year would have to be looked at
        """
        return next(self._workdays(day, step=ONE_DAY))

    def previous_workday(self, day: date) -> date:
        """
        Return the last workday before the day.

        :raises CalendarUnknown: if an unknown year would have to be looked at
        """
        return next(self._workdays(day, step=-ONE_DAY))

    def workday_on_or_after(self, day: date) -> date:
        """
        Return the day itself if offices work on it, else the next workday.

        :raises CalendarUnknown: if an unknown year would have to be looked at
        """
        return day if self.is_workday(day) else self.next_workday(day)

    def add(self, *, start: date, length: int, unit: DayUnit, roll_end: bool = False) -> date:
        """
        Return the last day of a term; `start` is day zero and is not counted.

        Hours counted from a mere day end, at the latest, on the day returned here; where the
        instant is known use `hours_after`. With `roll_end` a term of calendar days, months or
        years that ends on a rest day ends on the next workday.

        :raises CalendarUnknown: if the end cannot be told without an unknown year
        :raises ValueError: if the length is negative
        """
        refuse_negative(length)
        if unit is DayUnit.WORKING:
            return self._step(start, length, ONE_DAY)
        end = calendar_end(start=start, length=length, unit=unit)
        if roll_end and unit is not DayUnit.HOUR:
            return self.workday_on_or_after(end)
        return end

    def before(self, *, event: date, length: int, unit: DayUnit) -> date:
        """
        Count back from an event: return the day from which `add` of the length reaches it.

        The event's day is not counted. On a count of working days it is the last such day, so
        a notice that must be given seven working days before a hearing is in time on this day
        where the end may be the hearing's day, and on an earlier day where it must be clear.

        :raises CalendarUnknown: if an unknown year would have to be looked at
        :raises ValueError: if the length is negative or the unit is neither kind of day
        """
        refuse_negative(length)
        if unit is DayUnit.WORKING:
            return self._step(event, length, -ONE_DAY)
        if unit is DayUnit.CALENDAR:
            return event - timedelta(days=length)
        raise ValueError(f"cannot count back in {unit.value}")

    def workdays_between(self, *, after: date, until: date) -> int:
        """
        Count the workdays after one day, up to and including another.

        The mirror of `add`: `add(start=d, length=n, unit=WORKING)` counts n. Negative where
        `until` lies before `after`.

        :raises CalendarUnknown: if a year in between is unknown
        """
        if until < after:
            return -self.workdays_between(after=until, until=after)
        if until == after:
            return 0
        total = 0
        for year in range((after + ONE_DAY).year, until.year + 1):
            worked = self.year(year).all_workdays
            total += bisect_right(worked, until) - bisect_right(worked, after)
        return total

    def working_days_of_year(self, year: int) -> int:
        """
        Return D, the working days of one person in the year (law.md 1.2).

        :raises CalendarUnknown: if the year has no file
        """
        return self.year_days(year).working_days

    def year_days(self, year: int) -> YearDays:
        """
        Return D with the parts that it is made of.

        Working days are counted on the calendar; what a notice gave beyond weekends and
        statutory holidays (2020: two days) is stated as its own part.

        :raises CalendarUnknown: if the year has no file
        """
        entry = self.year(year)
        first = date(year, 1, 1)
        days = 366 if gregorian.isleap(year) else 365
        weekend = sum(1 for n in range(days) if (first.weekday() + n) % 7 >= 5)
        added = days - weekend - entry.statutory_count - len(entry.all_workdays)
        return YearDays(year, days, weekend, entry.statutory_count, added)

    def _workdays(self, start: date, *, step: timedelta) -> Iterator[date]:
        day = start
        while True:
            day += step
            if self.is_workday(day):
                yield day

    def _step(self, start: date, length: int, step: timedelta) -> date:
        if length == 0:
            return start
        days = self._workdays(start, step=step)
        for _ in range(length - 1):
            next(days)
        return next(days)


@cache
def _load(overlay: Path | None) -> Calendar:
    return Calendar(read_years(overlay=overlay))


def refuse_negative(length: int) -> None:
    """
    Refuse a term of a negative length.

    :raises ValueError: if it is negative
    """
    if length < 0:
        raise ValueError(f"a term cannot have the length {length}")


def calendar_end(*, start: date, length: int, unit: DayUnit) -> date:
    """
    Return the last day of a term that asks no holiday calendar.

    :raises ValueError: if the unit is the working day
    """
    match unit:
        case DayUnit.CALENDAR:
            return start + timedelta(days=length)
        case DayUnit.HOUR:
            return start + timedelta(days=-(-length // 24))
        case DayUnit.MONTH:
            return _months_after(start, length)
        case DayUnit.YEAR:
            return _months_after(start, 12 * length)
    raise ValueError("working days need a calendar")


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def hours_after(*, instant: datetime, hours: int) -> datetime:
    """
    Return the instant at which a term of hours ends; no night and no holiday is left out.

    :raises ValueError: if the instant has no time zone or the length is negative
    """
    refuse_negative(hours)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class DayRule:
    """
    How an instrument counts a term that its text states in plain days.

    ``moved_by`` is the text by which a party's term that ends on a rest day ends on the next
    workday: what the instrument refers to, or what fills its silence by analogy.
    """

    instrument: str
    basis: Citation | None
    working: frozenset[int]
    all_working: bool = False
    moved_by: Citation | None = None

    def unit(self, stated_days: int) -> DayUnit:
        """Return the unit of a term of so many stated days."""
        if self.all_working or stated_days in self.working:
            return DayUnit.WORKING
        return DayUnit.CALENDAR


#: A term that ends on a rest day ends on the first workday after it.
MOVED: Final = Citation.parse("CPL-2023:85")
DAY_RULES: Final[Mapping[str, DayRule]] = {
    rule.instrument: rule
    for rule in (
        # The Penalty Law is silent on an end that is a rest day; the rule of procedure is applied
        # by analogy, in the party's favour (decision record 0017).
        DayRule("APL-2021", Citation.parse("APL-2021:85"), frozenset({2, 3, 5, 7}), moved_by=MOVED),
        DayRule("ACL-2011", Citation.parse("ACL-2011:69"), frozenset(range(11))),
        DayRule(
            "ARL-2023",
            Citation.parse("ARL-2023:88.2"),
            frozenset({3, 5, 7, 10}),
            moved_by=Citation.parse("ARL-2023:88.1"),
        ),
        # Administrative Procedure Law 101 refers to the Civil Procedure Law for terms.
        DayRule("ALP-2017", None, frozenset(), moved_by=MOVED),
        DayRule("ALL-2019", Citation.parse("ALL-2019:82"), frozenset(), all_working=True),
        # These two have no rule of their own: plain days are calendar days, but article 78 of
        # the Work Safety Law says "working days" for its seven.
        DayRule("SPL-2021", None, frozenset({7})),
        DayRule("AIR-2007", None, frozenset()),
    )
}


def day_rule(instrument_id: str, stated_days: int) -> DayUnit:
    """Return the unit in which the instrument counts a term of so many plain days."""
    rule = DAY_RULES.get(instrument_id)
    return rule.unit(stated_days) if rule else DayUnit.CALENDAR


def end_moved_by(instrument_id: str) -> Citation | None:
    """
    Return the text by which a party's term that ends on a rest day ends on the next workday.

    None where there is none, so that the end stays. An agency's own term is not asked for here.
    """
    rule = DAY_RULES.get(instrument_id)
    return rule.moved_by if rule else None


def agrees(*, unit: DayUnit, instrument: str, length: int) -> bool:
    """
    Tell whether a declared deadline counts as its instrument does.

    Hours, months and years are stated in so many words and always agree. An instrument without
    an entry here has no rule to contradict: its own text says which day it means.
    """
    if unit not in (DayUnit.CALENDAR, DayUnit.WORKING) or instrument not in DAY_RULES:
        return True
    return day_rule(instrument, length) is unit
