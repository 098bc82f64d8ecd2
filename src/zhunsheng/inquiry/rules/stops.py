"""Days on which a matter's clock stands still while an expert works. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhunsheng.kernel.citation import Citation


@dataclass(frozen=True, slots=True)
class Stop:
    """From the commission to the receipt of the opinion (open while it is awaited)."""

    since: date
    until: date | None
    basis: Citation


def stopped_days(stops: Iterable[Stop], *, after: date, until: date) -> int:
    """
    Return how many days of ``after`` (not counted) to ``until`` (counted) stood still.

    The day of the commission is not counted, that of the receipt is; days of two commissions at
    once count once.
    """
    spans = sorted((max(one.since, after), min(one.until or until, until)) for one in stops)
    total, reached = timedelta(), after
    for first, last in spans:
        begin = max(first, reached)
        if last > begin:
            total += last - begin
            reached = last
    return total.days
