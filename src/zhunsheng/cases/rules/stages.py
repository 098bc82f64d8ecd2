"""An order to rectify: whether the record shows that it ran out, or was followed in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def ran_out(*, due_on: date, results: Iterable[tuple[date, bool]], on: date) -> bool:
    """
    Return whether the record shows on a day that an order ran out unrectified.

    ``results`` are the days of the re-inspections of the matter and whether it was put right.
    A re-inspection after the term that found it open proves it; without one, the passed term
    does, unless the last re-inspection found the matter put right.

    >>> ran_out(due_on=date(2025, 9, 22), results=[(date(2025, 9, 23), True)], on=date(2025, 10, 9))
    False
    """
    known = [(day, done) for day, done in results if day <= on]
    if on <= due_on:
        return False
    found_open = any(day > due_on and not done for day, done in known)
    return found_open or not is_done(results=known, on=on)


def put_right(*, due_on: date, results: Iterable[tuple[date, bool]], on: date) -> bool:
    """
    Return whether the record shows on a day that an order was followed within its term.

    What was found open again after it was found put right was not followed: the last one counts.

    >>> due = date(2025, 9, 22)
    >>> put_right(due_on=due, results=[(due, True)], on=date(2025, 9, 23))
    True
    """
    known = tuple(results)
    in_time = any(done and day <= min(due_on, on) for day, done in known)
    return in_time and is_done(results=known, on=on)


def is_done(*, results: Iterable[tuple[date, bool]], on: date) -> bool:
    """
    Return whether the last re-inspection of a matter up to a day found it put right.

    >>> is_done(results=[(date(2025, 9, 22), True), (date(2025, 9, 23), False)], on=date.max)
    False
    """
    known = [done for day, done in results if day <= on]
    return bool(known) and known[-1]
