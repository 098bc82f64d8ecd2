"""Figures of a period, cut to what was asked for, beside those of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhunsheng.accounts.choices import Dimension
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Figure
from zhunsheng.statistics import rules
from zhunsheng.statistics.choices import CountingRule, FigureGroup, Phrase
from zhunsheng.statistics.queries.cutting import Cut, Cutter
from zhunsheng.statistics.queries.sources import SOURCES, Reads
from zhunsheng.statistics.rules import FigureDef, Period
from zhunsheng.web.linked import count_linked, linked_among

#: The first year of which the program knows rules and holidays.
FIRST_YEAR = 2018


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
    return figures(viewer, since, until, as_of, keys=(key,))[key]


def figures(
    viewer: Viewer,
    since: date,
    until: date,
    as_of: date,
    *,
    keys: Iterable[str] | None = None,
) -> dict[str, Figure]:
    """
    Return all figures of a period, or those of some keys, by key, with their rows as they are now.

    :raises UnknownFigure: if no figure of a key is defined
    """
    found = _asked(viewer, Period(since, until, as_of), keys)
    return {key: _read(one) for key, one in found.items()}


def counted(
    viewer: Viewer,
    since: date,
    until: date,
    as_of: date,
    *,
    keys: Iterable[str] | None = None,
) -> dict[str, Figure]:
    """
    Return the same figures, counted where their records lie; rows are read when one is opened.

    :raises UnknownFigure: if no figure of a key is defined
    """
    found = _asked(viewer, Period(since, until, as_of), keys)
    _count(found.values())
    return found


def _asked(viewer: Viewer, period: Period, keys: Iterable[str] | None) -> dict[str, Figure]:
    reads, known = Reads(viewer, period), dict[str, Figure]()
    wanted = tuple(rules.definitions()) if keys is None else tuple(keys)
    for key in wanted:
        known[key] = known.get(key) or _made(reads, rules.definition(key), known)
    return {key: known[key] for key in wanted}


def _read(one: Figure) -> Figure:
    return replace(one, rows=tuple(one.rows), parts=tuple(map(_read, one.parts)))


def _count(found: Iterable[Figure]) -> None:
    """Let the database count what it holds, rows of one kind in one statement."""
    every: list[Figure] = []
    for one in found:
        one.walk(every.append)
    count_linked(rows for one in every for rows in linked_among(one.rows))


def _made(reads: Reads, one: FigureDef, known: dict[str, Figure]) -> Figure:
    if not one.parts:
        return one.made(reads.period, rows=SOURCES[one.key](reads))
    for key in one.parts:
        known[key] = known.get(key) or _made(reads, rules.definition(key), known)
    return one.made(reads.period, parts=[known[key] for key in one.parts])


@dataclass(frozen=True, slots=True)
class FigureLine:
    """
    A figure as a table prints it, with the number of the year before.

    ``refusal`` says that the figure cannot be cut as asked: its number is then of the uncut rows
    and is shown nowhere.
    """

    figure: Figure
    text: str
    before: str = ""
    change: int = 0
    refusal: str = ""

    @property
    def unit(self) -> str:
        """The printed unit."""
        return self.figure.unit.value

    @property
    def is_empty(self) -> bool:
        """Whether no record stands behind the figure: its number is nought, never blank."""
        return self.figure.is_empty

    @property
    def counting(self) -> str:
        """How the figure comes from its rows."""
        return rules.definition(self.figure.key).rule.label

    @property
    def change_text(self) -> str:
        """The difference to the year before, with its sign; nothing where there is none."""
        shown = rules.shown(self.figure.unit, self.change)
        return f"+{shown}" if self.change > 0 else shown if self.change else ""

    @property
    def change_percent(self) -> str:
        """The same in percent of the year before; nothing where that was nought."""
        return rules.change_percent(self.figure.value - self.change, self.change)


@dataclass(frozen=True, slots=True)
class GroupLines:
    """The figures of one part of the work."""

    group: FigureGroup
    lines: tuple[FigureLine, ...]


def lines(
    viewer: Viewer,
    period: Period,
    *,
    cuts: Sequence[Cut] = (),
    keys: Iterable[str] | None = None,
) -> dict[str, FigureLine]:
    """
    Return figures of a period, cut as asked, beside those of a year before, by key.

    A figure whose records do not carry what is cut by says so instead of an uncut number.

    :raises UnknownFigure: if no figure of a key is defined
    """
    wanted = tuple(rules.definitions()) if keys is None else tuple(keys)
    last = rules.year_before(period)
    now, before = (_asked(viewer, one, wanted) for one in (period, last))
    cutter = Cutter(viewer, tuple(cuts))
    refused = {key: cutter.missing(key) for key in wanted}
    pairs = {
        key: (cutter.cut(now[key]), cutter.cut(before[key])) for key in wanted if not refused[key]
    }
    _count(one for pair in pairs.values() for one in pair)
    return {
        key: _refused(now[key], refused[key]) if refused[key] else _line(*pairs[key])
        for key in wanted
    }


def _refused(one: Figure, missing: tuple[Dimension, ...]) -> FigureLine:
    names = Phrase.COMMA.label.join(dimension.label for dimension in missing)
    return FigureLine(one, "", refusal=Phrase.CANNOT.label.format(dimensions=names))


def _line(now: Figure, before: Figure) -> FigureLine:
    text = rules.shown(before.unit, before.value)
    return FigureLine(now, rules.shown(now.unit, now.value), text, now.value - before.value)


def grouped(found: Iterable[FigureLine]) -> tuple[GroupLines, ...]:
    """Return lines by group, as a page prints them."""
    held: dict[FigureGroup, list[FigureLine]] = {}
    for line in found:
        held.setdefault(rules.definition(line.figure.key).group, []).append(line)
    return tuple(GroupLines(group, tuple(held[group])) for group in FigureGroup if group in held)


def line_of(one: Figure) -> FigureLine:
    """Return a figure with its value as it is printed."""
    return FigureLine(one, rules.shown(one.unit, one.value))


@dataclass(frozen=True, slots=True)
class Counting:
    """How a figure comes from its rows: how many there are, what counts once, what is summed."""

    rows: int
    counted: int
    rule: CountingRule
    is_distinct: bool
    is_weighed: bool


def counting_of(one: Figure) -> Counting:
    """Return how a figure is made of its rows, for the explanation on its page."""
    rows = one.all_rows()
    return Counting(
        rows=len(rows),
        counted=len({row.distinct or row.key for row in rows}),
        rule=rules.definition(one.key).rule,
        is_distinct=any(row.distinct for row in rows),
        is_weighed=any(row.weight != 1 for row in rows),
    )
