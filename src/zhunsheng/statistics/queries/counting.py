"""Figures of a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Figure
from zhunsheng.statistics import rules
from zhunsheng.statistics.choices import FigureGroup
from zhunsheng.statistics.queries.sources import SOURCES, Reads
from zhunsheng.statistics.rules import FigureDef, Period

#: The first year of which the program knows rules and holidays.
FIRST_YEAR = 2018


def year_period(year: int, as_of: date) -> Period:
    """Return a calendar year, cut off at the day on which it is looked at."""
    return Period(date(year, 1, 1), date(year, 12, 31), as_of)


def years(on: date) -> tuple[int, ...]:
    """Return the years to choose from, the running one first."""
    return tuple(range(on.year, FIRST_YEAR - 1, -1))


def defined() -> tuple[str, ...]:
    """Return the keys of all figures."""
    return tuple(rules.definitions())


def figure(viewer: Viewer, key: str, since: date, until: date, as_of: date) -> Figure:
    """
    Return a figure of a period with its rows or parts; one query for each part.

    :raises UnknownFigure: if no figure of the key is defined
    """
    reads = Reads(viewer, Period(since, until, as_of))
    return _made(reads, rules.definition(key), {})


def figures(
    viewer: Viewer,
    since: date,
    until: date,
    as_of: date,
    *,
    keys: Iterable[str] | None = None,
) -> dict[str, Figure]:
    """
    Return all figures of a period, or those of some keys, by key; a part is counted once.

    :raises UnknownFigure: if no figure of a key is defined
    """
    reads, known = Reads(viewer, Period(since, until, as_of)), dict[str, Figure]()
    wanted = tuple(rules.definitions()) if keys is None else tuple(keys)
    for key in wanted:
        known[key] = known.get(key) or _made(reads, rules.definition(key), known)
    return {key: known[key] for key in wanted}


def _made(reads: Reads, one: FigureDef, known: dict[str, Figure]) -> Figure:
    if not one.parts:
        return one.made(reads.period, rows=SOURCES[one.key](reads))
    for key in one.parts:
        known[key] = known.get(key) or _made(reads, rules.definition(key), known)
    return one.made(reads.period, parts=[known[key] for key in one.parts])


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as a table prints it."""

    figure: Figure
    text: str

    @property
    def unit(self) -> str:
        """The printed unit."""
        return self.figure.unit.value


@dataclass(frozen=True, slots=True)
class GroupLines:
    """The figures of one part of the work."""

    group: FigureGroup
    lines: tuple[FigureLine, ...]


def grouped(found: Mapping[str, Figure]) -> tuple[GroupLines, ...]:
    """Return figures by group, as a page prints them."""
    return tuple(
        GroupLines(
            group,
            tuple(
                line_of(one) for key, one in found.items() if rules.definition(key).group is group
            ),
        )
        for group in FigureGroup
        if any(rules.definition(key).group is group for key in found)
    )


def line_of(one: Figure) -> FigureLine:
    """Return a figure with its value as it is printed."""
    return FigureLine(one, rules.shown(one.unit, one.value))


@dataclass(frozen=True, slots=True)
class Counting:
    """How a figure comes from its rows: how many there are, what counts once, what is summed."""

    rows: int
    counted: int
    is_distinct: bool
    is_weighed: bool


def counting_of(one: Figure) -> Counting:
    """Return how a figure is made of its rows, for the explanation on its page."""
    rows = one.all_rows()
    return Counting(
        rows=len(rows),
        counted=len({row.distinct or row.key for row in rows}),
        is_distinct=any(row.distinct for row in rows),
        is_weighed=any(row.weight != 1 for row in rows),
    )
