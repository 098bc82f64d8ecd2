"""Drawings of an assessment: how fines spread over the statutory range, where groups lie in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zhunsheng.fairness.documents.reading import ComparisonLines
from zhunsheng.fairness.documents.wording import say

#: The drawings in their own units: as wide as those of the lawbook's tiers.
FLOOR: Final = 104
TOP: Final = 20
LEFT: Final = 96
SPAN: Final = 280
LINE: Final = 22


@dataclass(frozen=True, slots=True)
class Column:
    """A tenth of the statutory range: two columns, before and after; units of the drawing."""

    label: str
    text: str
    x: int
    before: int
    after: int

    @property
    def second(self) -> int:
        """Where the second column begins."""
        return self.x + 17

    @property
    def before_top(self) -> int:
        """Where the first column ends."""
        return FLOOR - self.before

    @property
    def after_top(self) -> int:
        """Where the second column ends."""
        return FLOOR - self.after


@dataclass(frozen=True, slots=True)
class Spread:
    """How the fines of a set of cases spread over the statutory range, under both tables."""

    title: str
    columns: tuple[Column, ...]
    most: int

    @property
    def text(self) -> str:
        """What the drawing shows, in words."""
        return "；".join(one.text for one in self.columns)


def spread(title: str, bins: Sequence[tuple[int, int]]) -> Spread:
    """Return the drawing of fines by tenth of the statutory range."""
    most = max((count for pair in bins for count in pair), default=0)
    columns = tuple(
        Column(
            label=f"{place * 10}",
            text=say(
                "chart.bar", least=place * 10, most=place * 10 + 10, before=before, after=after
            ),
            x=20 + place * 42,
            before=_height(before, most),
            after=_height(after, most),
        )
        for place, (before, after) in enumerate(bins)
    )
    return Spread(title, columns, most)


def _height(count: int, most: int) -> int:
    return max((FLOOR - TOP) * count // most, 1) if count else 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A group: its code, and the median place of its fines as a point on the range."""

    label: str
    text: str
    x: int
    y: int

    @property
    def middle(self) -> int:
        """The line on which its texts stand."""
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Dots:
    """The groups of one comparison over the statutory range."""

    title: str
    dots: tuple[Dot, ...]
    height: int

    @property
    def text(self) -> str:
        """What the drawing shows, in words."""
        return "；".join(f"{one.label} {one.text}" for one in self.dots)


def dots(one: ComparisonLines) -> Dots:
    """Return the drawing of the groups of a comparison, in the order of their codes."""
    found = tuple(
        Dot(group.label, f"{group.place}％", LEFT + SPAN * group.place // 100, 30 + LINE * place)
        for place, group in enumerate(one.groups)
    )
    return Dots(one.label, found, 26 + LINE * len(found))
