"""The way of a day: places in an order that saves way, from the nearest to the nearest. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Final

from zhunsheng.registry.rules.mapping import Point

#: Metres of one degree north.
METRES_OF_A_DEGREE: Final = 111_320
_Order = tuple[int, ...]


def metres_between(one: Point, other: Point) -> int:
    """
    Return the distance of two places as the crow flies, in metres; true within a district.

    >>> from decimal import Decimal as D
    >>> metres_between((D(120), D(30)), (D(120), D("30.01")))
    1113
    """
    east = float(other[0] - one[0]) * cos(radians(float(one[1] + other[1]) / 2))
    north = float(other[1] - one[1])
    return round(hypot(east, north) * METRES_OF_A_DEGREE)


def length_of(points: Sequence[Point], order: Sequence[int]) -> int:
    """Return the metres of a way through points in an order; it does not lead back."""
    return sum(metres_between(points[a], points[b]) for a, b in pairwise(order))


def shortest_way(points: Sequence[Point]) -> _Order:
    """
    Return an order of points with a short way, by their places in the sequence.

    From every point the nearest comes next, and parts of the way are turned round as long as that
    shortens it (2-opt); the shortest of these ways is taken. It need not be the shortest of all.
    """
    if not points:
        return ()
    ways = (_turned(points, _nearest_next(points, start)) for start in range(len(points)))
    return min(ways, key=lambda way: (length_of(points, way), way))


def _nearest_next(points: Sequence[Point], start: int) -> _Order:
    way, left = [start], set(range(len(points))) - {start}
    while left:
        here = points[way[-1]]
        way.append(min(left, key=lambda one: (metres_between(here, points[one]), one)))
        left.remove(way[-1])
    return tuple(way)


def _turned(points: Sequence[Point], way: _Order) -> _Order:
    best = length_of(points, way)
    found = True
    while found:
        found = False
        for first in range(len(way) - 1):
            for last in range(first + 1, len(way)):
                part = way[first : last + 1]
                other = (*way[:first], *reversed(part), *way[last + 1 :])
                length = length_of(points, other)
                if length < best:
                    way, best, found = other, length, True
    return way
