"""
Terms with clock stops: when something is due, how much time is left, how late it came.

A term counts from the day after its start. A stop takes days out of it: the day on which the
stop begins still belongs to the term (it is the stop's own day zero), the days after it up to and
including the day on which the stop ends do not. So a sealing of thirty days, from whose count the
time of a test is left out (Compulsion Law 25, ``ACL-2011:25.3``), grows by exactly as many days
as the test took. Stops that overlap or touch count once. While a stop is open the term has no
last day yet. A stop that begins when the term has run out changes nothing: what is late stays
late.

Nothing here is stored: "overdue" is a sentence about a `Due` and a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import (
    ONE_DAY,
    Calendar,
    CalendarUnknown,
    DayUnit,
    calendar_end,
    refuse_negative,
)


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stands still after ``since`` up to and including ``until`` (None: still open)."""

    since: date
    until: date | None
    basis: Citation
    reason: str

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"the stop of {self.since} ends before it begins")


@dataclass(frozen=True, slots=True)
class Due:
    """
    The answer of a clock.

    ``on`` is the last day of the term, None while a stop is open or where ``unknown_year`` names
    a year whose holiday arrangement is not known (pages show 待公布放假安排). ``counted_days`` are
    the days counted up to the day asked for, at most up to ``on``; ``stopped_days`` the days that
    stops took out up to ``on``, or up to the day asked for where there is no ``on``: both in the
    term's own kind of day (working days for working days, else calendar days).
    """

    on: date | None
    counted_days: int
    stopped_days: int
    basis: Citation | None = None
    unknown_year: int | None = None
    stopped_since: date | None = None

    @property
    def is_stopped(self) -> bool:
        """Return whether the clock stands still, so that there is no last day yet."""
        return self.stopped_since is not None


@dataclass(frozen=True, slots=True)
class Span:
    """A distance between two days; ``workdays`` is None where a year's calendar is unknown."""

    days: int
    workdays: int | None


@dataclass(frozen=True, slots=True)
class _Clock:
    """A term as laid out for counting: its stops merged, in order, and none before its start."""

    started: date
    total: int
    working: bool
    closed: tuple[tuple[date, date], ...]
    open_since: date | None
    calendar: Calendar

    def measure(self, after: date, until: date) -> int:
        """Count the days of the term's kind after one day, up to and including another."""
        if until <= after:
            return 0
        if self.working:
            return self.calendar.workdays_between(after=after, until=until)
        return (until - after).days

    def step(self, day: date, length: int) -> date:
        """Return the day that lies so many days of the term's kind after another."""
        unit = DayUnit.WORKING if self.working else DayUnit.CALENDAR
        return self.calendar.add(start=day, length=length, unit=unit)

    def stopped(self, until: date) -> int:
        """Count the days that stops took out up to a day."""
        closed = sum(self.measure(since, min(end, until)) for since, end in self.closed)
        running = self.measure(self.open_since, until) if self.open_since is not None else 0
        return closed + running

    def counted(self, until: date) -> int:
        """Count the days of the term that had passed by the end of a day, stops left out."""
        return self.measure(self.started, until) - self.stopped(until)

    def stands_still(self) -> bool:
        """Tell whether the open stop began before the term had run out."""
        return self.open_since is not None and self.counted(self.open_since) < self.total

    def end(self) -> date:
        """Return the last day of the term, each stop moving it by the days it took out."""
        end = self.step(self.started, self.total)
        for since, until in self.closed:
            if since >= end:
                break
            end = self.step(end, self.measure(since, until))
        return end


def due(
    *,
    started: date,
    length: int,
    unit: DayUnit,
    stops: Iterable[Stop],
    calendar: Calendar,
    as_of: date,
    basis: Citation | None = None,
    roll_end: bool = False,
    tolerant: bool = False,
) -> Due:
    """
    Compute the last day of a term from its start and its stops, as it looked on a day.

    A stop that began after `as_of` is not looked at; the end of a stop is taken as given, also
    where it lies ahead. `roll_end` moves an end on a rest day to the next workday (never that of
    working days or hours). `tolerant` is for pages: an unknown year comes back in the answer.

    :raises CalendarUnknown: if an unknown year is needed and the caller is not tolerant
    :raises ValueError: if the length is negative
    """
    clock = _clock(started, length, unit, stops, calendar, as_of)
    rolls = roll_end and unit not in (DayUnit.WORKING, DayUnit.HOUR)
    try:
        return _answer(clock, as_of=as_of, basis=basis, rolls=rolls)
    except CalendarUnknown as unknown:
        if not tolerant:
            raise
        return _as_far_as_known(clock, as_of=as_of, basis=basis, year=unknown.year)


def _clock(
    started: date,
    length: int,
    unit: DayUnit,
    stops: Iterable[Stop],
    calendar: Calendar,
    as_of: date,
) -> _Clock:
    refuse_negative(length)
    working = unit is DayUnit.WORKING
    if not working:
        # Months and years become days first: a stop takes out days, whatever the term's unit.
        length = (calendar_end(start=started, length=length, unit=unit) - started).days
    begun = [stop for stop in stops if stop.since <= as_of]
    open_since = min((max(s.since, started) for s in begun if s.until is None), default=None)
    return _Clock(
        started=started,
        total=length,
        working=working,
        closed=_merged(begun, started=started, before=open_since),
        open_since=open_since,
        calendar=calendar,
    )


def _merged(
    stops: Iterable[Stop], *, started: date, before: date | None
) -> tuple[tuple[date, date], ...]:
    """Merge the closed stops; what lies before the term or inside the open stop is cut off."""
    merged: list[tuple[date, date]] = []
    for stop in sorted(stops, key=lambda stop: stop.since):
        if stop.until is None:
            continue
        since = max(stop.since, started)
        until = stop.until if before is None else min(stop.until, before)
        if merged and since <= merged[-1][1]:
            since, until = merged[-1][0], max(merged.pop()[1], until)
        if since < until:
            merged.append((since, until))
    return tuple(merged)


def _answer(clock: _Clock, *, as_of: date, basis: Citation | None, rolls: bool) -> Due:
    if clock.stands_still():
        return Due(
            on=None,
            counted_days=clock.counted(as_of),
            stopped_days=clock.stopped(as_of),
            basis=basis,
            stopped_since=clock.open_since,
        )
    end = clock.end()
    stopped = sum(clock.measure(since, until) for since, until in clock.closed if since < end)
    return Due(
        on=clock.calendar.workday_on_or_after(end) if rolls else end,
        counted_days=clock.counted(min(as_of, end)),
        stopped_days=stopped,
        basis=basis,
    )


def _as_far_as_known(clock: _Clock, *, as_of: date, basis: Citation | None, year: int) -> Due:
    """Answer without a last day; what is counted is counted up to the end of the known years."""
    known = min(as_of, date(year, 1, 1) - ONE_DAY) if clock.working else as_of
    return Due(
        on=None,
        counted_days=clock.counted(known),
        stopped_days=clock.stopped(known),
        basis=basis,
        unknown_year=year,
        stopped_since=None,
    )


def remaining(*, due: Due, as_of: date, calendar: Calendar) -> Span | None:
    """
    Return what is left of a term after a day; negative once it has run out.

    None where the term has no last day: its clock stands still, or a year is unknown.
    """
    return _span(due.on, since=as_of, calendar=calendar, sign=1)


def late_by(*, due: Due, done_on: date, calendar: Calendar) -> Span | None:
    """
    Return by how much an act came after its last day; nought where it came in time.

    None where the term has no last day, so that nothing can be late.
    """
    if due.on is not None and done_on <= due.on:
        return Span(days=0, workdays=0)
    return _span(due.on, since=done_on, calendar=calendar, sign=-1)


def _span(on: date | None, *, since: date, calendar: Calendar, sign: int) -> Span | None:
    if on is None:
        return None
    try:
        workdays = sign * calendar.workdays_between(after=since, until=on)
    except CalendarUnknown:
        return Span(days=sign * (on - since).days, workdays=None)
    return Span(days=sign * (on - since).days, workdays=workdays)
