"""What every source is given, and the shapes that sources share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Row
from zhunsheng.statistics.rules import Period

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reads:
    """Who reads which period; what several figures look at is read once."""

    viewer: Viewer
    period: Period
    kept: dict[str, Rows] = field(default_factory=dict)

    def once(self, name: str, read: Callable[[], Rows]) -> Rows:
        """Return rows under a name, read at the first request."""
        if name not in self.kept:
            self.kept[name] = read()
        return self.kept[name]

    def split(self, name: str, key: str, read: Callable[[], dict[str, Rows]]) -> Rows:
        """Return the rows of one key of what is read for all keys at the first request."""
        if name not in self.kept:
            self.kept[name] = ()
            self.kept.update({f"{name}.{one}": rows for one, rows in read().items()})
        return self.kept.get(f"{name}.{key}", ())


Source = Callable[[Reads], Rows]


def plain(read: Callable[[Viewer, date, date], Rows]) -> Source:
    """Return a source that only asks for the days of the period."""
    return lambda r: read(r.viewer, r.period.since, r.period.until)


def to_day(read: Callable[[Viewer, date, date, date], Rows]) -> Source:
    """Return a source that asks for the days of the period and the day of the statistics."""
    return lambda r: read(r.viewer, r.period.since, r.period.until, r.period.as_of)


def on_day(read: Callable[[Viewer, date], Rows]) -> Source:
    """Return a source that asks for the day of the statistics alone."""
    return lambda r: read(r.viewer, r.period.as_of)
