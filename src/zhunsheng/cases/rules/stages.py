"""An order to rectify: whether the record shows that it ran out, or was followed in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def ran_out(*, due_on: date, results: Iterable[tuple[date, bool]], on: date) -> bool:
    """
    Return whether the record shows on a day that an order ran out unrectified.

    ``results`` are the days of the re-inspections of the matter and whether it was put right.
    A re-inspection after the term that found it open proves it; without one, the passed term
    does, unless the matter was found put right.

    >>> ran_out(due_on=date(2025, 9, 22), results=[(date(2025, 9, 23), True)], on=date(2025, 10, 9))
    False
    """
    known = [(day, done) for day, done in results if day <= on]
    if on <= due_on:
        return False
    found_open = any(day > due_on and not done for day, done in known)
    return found_open or not any(done for _, done in known)


def put_right(*, due_on: date, results: Iterable[tuple[date, bool]], on: date) -> bool:
    """
    Return whether the record shows on a day that an order was followed within its term.

    >>> due = date(2025, 9, 22)
    >>> put_right(due_on=due, results=[(due, True)], on=date(2025, 9, 23))
    True
    """
    return any(done and day <= min(due_on, on) for day, done in results)
