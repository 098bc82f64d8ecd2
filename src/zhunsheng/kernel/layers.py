"""
Places for the boxes of a diagram: who waits stands below those it waits for.

The known method in four steps (Sugiyama, Tagawa, Toda 1981). A box stands in the first row below
all that it waits for. A line that crosses rows gets a narrow place in each of them, so that it
passes between boxes and never under one. The order within a row follows the middle of the
neighbours above and below, swept until it settles. Last, each place moves as near to its
neighbours as the order allows: least squares by pooling adjacent violators, which is exact.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

SWEEPS: Final = 12
Key = Hashable
Lines = Mapping[Key, Sequence[Key]]


@dataclass(frozen=True, slots=True)
class Layout:
    """
    Where things stand: rows from top to bottom, the middle of each place from left to right.

    ``lines`` holds for each line the places that it passes, both of its boxes included.
    """

    rows: tuple[tuple[Key, ...], ...]
    middle: Mapping[Key, float]
    lines: tuple[tuple[Key, ...], ...]


def laid_out(
    after: Mapping[str, Sequence[str]], *, width: float, gap: float, lane: float
) -> Layout:
    """
    Return a place for each key; ``after`` names what it waits for, in order and without a circle.

    A box is ``width`` wide, a passing line ``lane``; ``gap`` lies between two places.
    """
    row = _rows(after)
    places: list[list[Key]] = [[] for _ in range(max(row.values(), default=-1) + 1)]
    for key, number in row.items():
        places[number].append(key)
    lines = [_line(places, row, above, key) for key in after for above in after[key]]
    pairs = [pair for line in lines for pair in pairwise(line)]
    above, below = _neighbours((b, a) for a, b in pairs), _neighbours(pairs)
    _order(places, above, below)
    wide = {key: width if key in after else lane for line in places for key in line}
    middle = _middles(places, above, below, wide=wide, gap=gap)
    return Layout(tuple(map(tuple, places)), middle, tuple(lines))


def _rows(after: Mapping[str, Sequence[str]]) -> dict[str, int]:
    row: dict[str, int] = {}
    while len(row) < len(after):
        for key, waits in after.items():
            if key not in row and all(one in row for one in waits):
                row[key] = max((row[one] + 1 for one in waits), default=0)
    return row


def _line(places: list[list[Key]], row: Mapping[str, int], above: str, key: str) -> tuple[Key, ...]:
    """Return the places that a line passes, after making those in the rows between."""
    between: list[Key] = []
    for number in range(row[above] + 1, row[key]):
        between.append((above, key, number))
        places[number].append(between[-1])
    return (above, *between, key)


def _neighbours(pairs: Iterable[tuple[Key, Key]]) -> dict[Key, list[Key]]:
    found: dict[Key, list[Key]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found


def _order(places: list[list[Key]], above: Lines, below: Lines) -> None:
    """Order every row by its neighbours, and keep the order with the fewest crossings."""
    best, fewest = [list(line) for line in places], _crossings(places, below)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for number in range(len(places)) if down else reversed(range(len(places))):
            _sort(places, number, above if down else below)
        if (crossings := _crossings(places, below)) < fewest:
            best, fewest = [list(line) for line in places], crossings
    places[:] = best


def _sort(places: list[list[Key]], number: int, beside: Lines) -> None:
    at = {key: n for line in places for n, key in enumerate(line)}
    wish = {key: _mean([at[one] for one in beside.get(key, ())], at[key]) for key in places[number]}
    places[number].sort(key=wish.__getitem__)


def _crossings(places: Sequence[Sequence[Key]], below: Lines) -> int:
    at = {key: n for line in places for n, key in enumerate(line)}
    crossings = 0
    for line in places:
        ends = [at[one] for key in line for one in sorted(below.get(key, ()), key=at.__getitem__)]
        crossings += sum(a > b for n, a in enumerate(ends) for b in ends[n + 1 :])
    return crossings


def _middles(
    places: Sequence[Sequence[Key]],
    above: Lines,
    below: Lines,
    *,
    wide: Mapping[Key, float],
    gap: float,
) -> dict[Key, float]:
    middle: dict[Key, float] = {}
    for line in places:
        _settle(line, {}, {}, middle, wide=wide, gap=gap)
    for sweep in range(2 * SWEEPS):
        beside = above if sweep % 2 == 0 else below
        for line in places if sweep % 2 == 0 else reversed(places):
            _settle(line, beside, middle, middle, wide=wide, gap=gap)
    left = min((middle[key] - wide[key] / 2 for key in middle), default=0.0)
    return {key: value - left for key, value in middle.items()}


def _settle(
    line: Sequence[Key],
    beside: Lines,
    known: Mapping[Key, float],
    middle: dict[Key, float],
    *,
    wide: Mapping[Key, float],
    gap: float,
) -> None:
    """Place a row as near to its neighbours as order and distance allow."""
    start = [0.0]
    for one, other in pairwise(line):
        start.append(start[-1] + (wide[one] + wide[other]) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for key, least in zip(line, start, strict=True):
        wish = _mean([known[one] for one in beside.get(key, ())], known.get(key, least))
        mean, count = wish - least, 1
        while pools and pools[-1][0] > mean:
            other, size = pools.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        pools.append((mean, count))
    moved = [mean for mean, count in pools for _ in range(count)]
    middle.update({key: at + by for key, at, by in zip(line, start, moved, strict=True)})


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
