"""
Terms counted day by day, as a clerk would with a wall calendar and a pencil.

Nothing of the program is used: the year files are read as they are, days are walked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

FILES = Path(__file__).parents[2] / "src" / "zhunsheng" / "kernel" / "data" / "calendar"
DAY = timedelta(days=1)
Stops = Iterable[tuple[date, date]]


@cache
def year_file(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Return days off and make-up workdays of a year, as the State Council's notice lists them."""
    told = yaml.safe_load((FILES / f"{year}.yaml").read_text("utf-8"))
    off = frozenset(day for one in told["holidays"] for day in one["days"])
    return off, frozenset(told["workdays"])


def is_workday(day: date) -> bool:
    """Tell whether offices work on a day."""
    off, made_up = year_file(day.year)
    return day in made_up or (day.isoweekday() <= 5 and day not in off)


def last_day(unit: str, start: date, length: int, stops: Stops = ()) -> date:
    """Return the last day of a term by walking to it."""
    if unit in ("个月", "年"):
        return _months(start, length * (12 if unit == "年" else 1))
    held, day, counted = list(stops), start, 0
    while counted < length:
        day += DAY
        stands_still = any(since < day <= until for since, until in held)
        if not stands_still and (unit == "日" or is_workday(day)):
            counted += 1
    return day


def _months(start: date, months: int) -> date:
    """Walk until the month is reached, and in it to the day of the same number or its last."""
    day, turned = start, 0
    while turned < months:
        turned += (day + DAY).month != day.month
        day += DAY
    while day.day < start.day and (day + DAY).month == day.month:
        day += DAY
    return day


def first_day(unit: str, event: date, length: int) -> date:
    """Return the day from which a term reaches an event, by walking back to it."""
    day, counted = event, 0
    while counted < length:
        day -= DAY
        counted += unit == "日" or is_workday(day)
    return day


def moved(day: date) -> date:
    """Return the next workday where the day is none."""
    while not is_workday(day):
        day += DAY
    return day


def last_instant(start: datetime, hours: int) -> datetime:
    """Return the end of a term of hours, minute by minute."""
    instant = start
    for _ in range(hours * 60):
        instant += timedelta(minutes=1)
    return instant
