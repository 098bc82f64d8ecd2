"""What every source is given, and the shapes that sources share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Row
from zhunsheng.statistics.rules import Period

Rows = Sequence[Row]
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Reads:
    """Who reads which period; what several figures look at is read once."""

    viewer: Viewer
    period: Period
    kept: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, ask: Callable[[], Kept]) -> Kept:
        """Return what is kept under a name, asked for at the first request."""
        if name not in self.kept:
            self.kept[name] = ask()
        return cast(Kept, self.kept[name])

    def during(self, read: Callable[[Viewer, date, date], Kept]) -> Kept:
        """Return what a function says of the days of the period, asked for once."""
        days = self.period
        name = f"{read.__module__}.{read.__name__}"
        return self.once(name, lambda: read(self.viewer, days.since, days.until))

    def to_day(self, read: Callable[[Viewer, date, date, date], Kept]) -> Kept:
        """Return what a function says of the period by the day of the statistics, asked once."""
        days = self.period
        name = f"{read.__module__}.{read.__name__}"
        return self.once(name, lambda: read(self.viewer, days.since, days.until, days.as_of))

    def split(self, name: str, key: str, ask: Callable[[], Mapping[str, Rows]]) -> Rows:
        """Return the rows of one key of what is asked for all keys at the first request."""
        return self.once(name, ask).get(key, ())


Source = Callable[[Reads], Rows]


def plain(read: Callable[[Viewer, date, date], Rows]) -> Source:
    """Return a source that only asks for the days of the period."""
    return lambda r: read(r.viewer, r.period.since, r.period.until)


def to_day(read: Callable[[Viewer, date, date, date], Rows]) -> Source:
    """Return a source that asks for the days of the period and the day of the statistics."""
    return lambda r: read(r.viewer, r.period.since, r.period.until, r.period.as_of)


def on_day(read: Callable[[Viewer, date], Rows]) -> Source:
    """Return a source that asks for the day on which what stands is told."""
    return lambda r: read(r.viewer, r.period.day)
