"""A measured figure, and the median of an action."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ROUNDS: Final = 25


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; the limit is of the same unit, 0 where there is none."""

    what: str
    value: float
    unit: str
    limit: float
    on: str

    def line(self) -> str:
        """Return the row of the table."""
        held = "" if not self.limit else ("ok" if self.value <= self.limit else "BEYOND")
        limit = f"{self.limit:g}" if self.limit else "-"
        return f"| {self.what} | {self.value:,.1f} | {self.unit} | {limit} | {held} | {self.on} |"


def median(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time of an action in milliseconds; the first round only warms up."""
    action()
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)
