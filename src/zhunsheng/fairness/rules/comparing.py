"""
Do streets, handlers, sizes of firm or months differ more than chance would have it?

Claim: where no group is treated otherwise than another, an assessment raises any alarm at all in
at most ``FALSE_ALARMS`` percent of all assessments.

Method: each fine stands at its place between the ends of its statutory range, and is ranked among
the fines of the same violation, stage and tier alone, so that another mix of cases is no alarm. A
group's sum of ranks is squared and divided by its size; the sum over the groups is the statistic.
The ranks are then shuffled within violation, stage and tier, by numbers that follow from the data's
own hash; the p-value is the share of shuffles with a statistic as large, the data's own counted
among them. Handlers share cases: shuffling the fines and leaving the cases whole allows that.

The comparisons look at the same fines and hang together, so Holm's correction is used: it keeps
the claim under any dependence, and one wrong alarm about people weighs more than one missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from zhunsheng.fairness.choices import Dimension
from zhunsheng.fairness.rules.chance import numbers, shuffled

#: Percent of assessments without any unequal treatment that may raise an alarm.
FALSE_ALARMS: Final = 5
#: Groups of fewer fines are put together: a few fines show nothing, and point at somebody.
SMALLEST_GROUP: Final = 3
#: Fewer fines that can be compared at all give no answer.
FEWEST: Final = 12
#: Shuffles; a very large set takes fewer, for the smallest p-value is fine enough with them.
SHUFFLES: Final = 999
SHUFFLES_OF_MANY: Final = 199
MANY: Final = 20_000
#: The top of the scale on which a place inside the statutory range is written.
WHOLE: Final = 10_000
_SCALE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Observation:
    """
    A fine: among which it is compared, where it lies (0 to ``WHOLE``), to which groups it belongs.

    ``groups`` holds codes, one or several for each dimension.
    """

    stratum: str
    place: int
    groups: Mapping[Dimension, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fines: its code, how many, the median place, and how far its ranks lie off."""

    code: str
    count: int
    median: int
    offset: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    The groups of one dimension.

    ``exceeding`` of ``shuffles`` shuffles gave a statistic as large; ``adjusted`` is the corrected
    p-value in parts of ``shuffles`` + 1. Not ``comparable``: too few fines or one group alone.
    """

    dimension: Dimension
    groups: tuple[Group, ...]
    comparable: bool
    shuffles: int = 0
    exceeding: int = 0
    adjusted: int = 0

    @property
    def p(self) -> tuple[int, int]:
        """The p-value as a fraction."""
        return self.exceeding + 1, self.shuffles + 1

    @property
    def alarm(self) -> bool:
        """Whether the groups differ more than chance would have it, all comparisons considered."""
        return self.comparable and self.adjusted * 100 <= FALSE_ALARMS * (self.shuffles + 1)


def compared(
    rows: Sequence[Observation], *, seed: str, shuffles: int | None = None
) -> tuple[Comparison, ...]:
    """Return the comparison by every dimension; the same rows and seed give the same answer."""
    times = shuffles or (SHUFFLES if len(rows) <= MANY else SHUFFLES_OF_MANY)
    strata = _strata(rows)
    ranks = _ranks(rows, strata)
    able = sum(len(places) for places in strata if len(places) > 1)
    members = {dimension: _members(rows, dimension) for dimension in Dimension}
    wanted = {d: own for d, own in members.items() if able >= FEWEST and len(own) > 1}
    exceeding = _exceeding(ranks, strata, wanted, numbers(seed), times)
    found = [
        Comparison(
            dimension,
            tuple(_group(rows, ranks, code, own) for code, own in sorted(groups.items())),
            dimension in wanted,
            times if dimension in wanted else 0,
            exceeding.get(dimension, 0),
        )
        for dimension, groups in members.items()
    ]
    return holm(found)


def holm(found: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return the comparisons with p-values corrected by Holm over all that could be made."""
    able = sorted((one for one in found if one.comparable), key=lambda one: one.exceeding)
    corrected: dict[Dimension, int] = {}
    highest = 0
    for place, one in enumerate(able):
        highest = max(highest, min((len(able) - place) * one.p[0], one.p[1]))
        corrected[one.dimension] = highest
    return tuple(
        Comparison(
            one.dimension,
            one.groups,
            one.comparable,
            one.shuffles,
            one.exceeding,
            corrected.get(one.dimension, 0),
        )
        for one in found
    )


def _strata(rows: Sequence[Observation]) -> list[list[int]]:
    """Return the places of the rows that are compared with each other."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        found.setdefault(row.stratum, []).append(number)
    return [found[key] for key in sorted(found)]


def _ranks(rows: Sequence[Observation], strata: Sequence[Sequence[int]]) -> list[int]:
    """Return the rank of each row within its stratum, from -1 to 1 in millionths, ties shared."""
    ranks = [0] * len(rows)
    for members in strata:
        size = len(members)
        by_place: dict[int, list[int]] = {}
        for number in members:
            by_place.setdefault(rows[number].place, []).append(number)
        before = 0
        for place in sorted(by_place):
            tied = by_place[place]
            twice = 2 * before + len(tied) - size  # twice the middle rank, less size + 1
            for number in tied:
                ranks[number] = twice * _SCALE // size
            before += len(tied)
    return ranks


def _members(rows: Sequence[Observation], dimension: Dimension) -> dict[str, list[int]]:
    """Return the rows of each group; those of very small groups are put together."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for code in row.groups.get(dimension, ()):
            found.setdefault(code, []).append(number)
    small = sorted({n for own in found.values() if len(own) < SMALLEST_GROUP for n in own})
    kept = {code: own for code, own in found.items() if len(own) >= SMALLEST_GROUP}
    return kept | ({"": small} if len(small) >= SMALLEST_GROUP else {})


def _statistic(ranks: Sequence[int], groups: Sequence[Sequence[int]]) -> int:
    sums = (sum(map(ranks.__getitem__, own)) for own in groups)
    return sum(one * one // len(own) for one, own in zip(sums, groups, strict=True))


def _exceeding(
    ranks: list[int],
    strata: Sequence[Sequence[int]],
    wanted: Mapping[Dimension, Mapping[str, Sequence[int]]],
    chance: Iterator[int],
    times: int,
) -> dict[Dimension, int]:
    """Return how many shuffles give a statistic at least as large as the data's own."""
    if not wanted:
        return {}
    groups = {dimension: list(own.values()) for dimension, own in wanted.items()}
    own = {dimension: _statistic(ranks, parts) for dimension, parts in groups.items()}
    counts = dict.fromkeys(wanted, 0)
    mixed = list(ranks)
    for _ in repeat(None, times):
        for members in strata:
            if len(members) > 1:
                values = shuffled([ranks[n] for n in members], chance)
                for number, value in zip(members, values, strict=True):
                    mixed[number] = value
        for dimension, parts in groups.items():
            counts[dimension] += _statistic(mixed, parts) >= own[dimension]
    return counts


def _group(
    rows: Sequence[Observation], ranks: Sequence[int], code: str, members: Sequence[int]
) -> Group:
    places = sorted(rows[number].place for number in members)
    offset = sum(map(ranks.__getitem__, members)) * 100 // (len(members) * _SCALE)
    return Group(code, len(members), places[(len(places) - 1) // 2], offset)
