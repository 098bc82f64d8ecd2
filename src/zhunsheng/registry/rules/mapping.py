"""Points of sites over the outline of a division, as a drawing of its own. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians
from typing import Final

Point = tuple[Decimal, Decimal]

WIDTH: Final = 960
MARGIN: Final = 24
#: The least width of a drawing in degrees, about 500 metres.
LEAST_WIDE: Final = Decimal("0.006")


@dataclass(frozen=True, slots=True)
class Outline:
    """A part of a division: its name, and its border as points in degrees (east, north)."""

    name: str
    border: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """How degrees become a drawing: the west and north edge, and pixels a degree each way."""

    west: Decimal
    north: Decimal
    across: float
    down: float
    height: int

    def at(self, point: Point) -> tuple[int, int]:
        """Return where a point is drawn."""
        east, north = point
        x = MARGIN + float(east - self.west) * self.across
        y = MARGIN + float(self.north - north) * self.down
        return round(x), round(y)

    def path(self, border: Iterable[Point]) -> str:
        """Return a border as the points of a polygon."""
        return " ".join("{},{}".format(*self.at(point)) for point in border)

    def middle(self, border: Sequence[Point]) -> tuple[int, int]:
        """Return where the name of a part stands: the mean of its corners."""
        drawn = [self.at(point) for point in border]
        return sum(x for x, _ in drawn) // len(drawn), sum(y for _, y in drawn) // len(drawn)


def frame_of(points: Sequence[Point], *, most_height: int | None = None) -> Frame | None:
    """
    Return the frame that holds all points in its middle, at most ``most_height`` pixels high.

    A degree is as long each way as on the ground.
    """
    if not points:
        return None
    easts, norths = [e for e, _ in points], [n for _, n in points]
    wide = max(max(easts) - min(easts), LEAST_WIDE)
    north = (max(norths) + min(norths)) / 2
    stretch = 1 / cos(radians(float(north)))
    tall = max(max(norths) - min(norths), LEAST_WIDE / 3)
    across = (WIDTH - 2 * MARGIN) / float(wide)
    if most_height is not None:
        across = min(across, (most_height - 2 * MARGIN) / (float(tall) * stretch))
    west = (max(easts) + min(easts)) / 2 - Decimal((WIDTH / 2 - MARGIN) / across)
    height = round(float(tall) * across * stretch) + 2 * MARGIN
    return Frame(west, north + tall / 2, across, across * stretch, height)
