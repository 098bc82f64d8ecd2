"""
Terms: their last day, the days that a stop takes out of them, what is left of them on a day.

A term counts from the day after its start (day zero, `zhunsheng.kernel.days`). A stop begins with a
day zero of its own: the day on which it begins still belongs to the term, the days after it up to
and including its last day do not (Civil Code 201). So a seizure from whose count the time of a test
is left out (``ACL-2011:25.3``), and a case from whose count an expert's days are left out, grow by
the same days for the same test. The statutes do not say which of its own days a test has; of two
readings this is the one that keeps a thing, or a case, a day less. Stops that overlap or touch
count once. A stop that begins when the term has run out changes nothing: what is late stays late.

Nothing here is stored: "overdue" is a sentence about a last day and a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.days import Calendar, CalendarUnknown, DayUnit


@dataclass(frozen=True, slots=True)
class Span:
    """
    What is left of a term after a day, negative once it has run out.

    ``workdays`` is None where a year's calendar is unknown. A term that has run out is over by one
    working day at least, also where nothing but rest days has passed since.
    """

    days: int
    workdays: int | None

    @property
    def is_over(self) -> bool:
        """Whether the term has run out."""
        return self.days < 0


def last_day(
    calendar: Calendar, *, start: date, length: int, unit: DayUnit, roll_end: bool = False
) -> date | None:
    """
    Return the last day of a term, None where it hangs on holidays that are not published.

    With ``roll_end`` a term that ends on a rest day ends on the next workday.

    :raises ValueError: if the length is negative
    """
    try:
        return calendar.add(start=start, length=length, unit=unit, roll_end=roll_end)
    except CalendarUnknown:
        return None


def left(calendar: Calendar, *, due_on: date | None, on: date) -> Span | None:
    """Return what is left of a term after a day, None where its last day is not known."""
    if due_on is None:
        return None
    days = (due_on - on).days
    try:
        workdays = calendar.workdays_between(after=on, until=due_on)
    except CalendarUnknown:
        return Span(days, None)
    return Span(days, min(workdays, -1) if days < 0 else workdays)


def after_stops(end: date, *, started: date, stops: Iterable[tuple[date, date]]) -> date:
    """
    Return the last day of a term of calendar days after its stops, each first and last day.

    ``end`` is the last day without stops; what a stop has before ``started`` takes nothing out.

    >>> after_stops(date(2025, 7, 3), started=date(2025, 6, 3),
    ...     stops=[(date(2025, 6, 10), date(2025, 6, 20))])
    datetime.date(2025, 7, 13)
    """
    reached = started
    for since, until in sorted(stops):
        if since >= end:
            break
        begun = max(since, reached)
        if until > begun:
            end += until - begun
            reached = until
    return end
