"""Which values of the deciding facts fall into no tier, and which into two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from zhunsheng.lawbook.choices import Fact, FactUnit
from zhunsheng.lawbook.rules.law import Condition, Tier

#: Where the values of a unit (exclusively) end; the others are open.
_ENDS: Final = {FactUnit.PERCENT: 101, FactUnit.GRADE: 5, FactUnit.YES_NO: 2}
#: How many cells of several facts are looked at; a table that needs more is no table.
MOST_CELLS: Final = 4096


@dataclass(frozen=True, slots=True)
class Cell:
    """A region of the facts, one span for each, and the tiers that hold in all of it."""

    spans: tuple[Condition, ...]
    tiers: tuple[str, ...]
    outer: bool


def domain(fact: Fact) -> tuple[int, int | None]:
    """Return the first possible value of a fact and the first impossible one, None if open."""
    return fact.first, _ENDS.get(fact.unit)


def deciding_facts(tiers: Sequence[Tier]) -> tuple[Fact, ...]:
    """Return the facts on which the tiers depend, in the order of the table."""
    return tuple(dict.fromkeys(one.fact for tier in tiers for one in tier.when))


def holds(tier: Tier, values: dict[Fact, int]) -> bool:
    """Return whether the facts lie in all conditions of a tier."""
    return all(one.holds(values[one.fact]) for one in tier.when)


def boundaries(fact: Fact, tiers: Sequence[Tier]) -> tuple[int, ...]:
    """Return the values at which a span of the fact begins, the first possible one among them."""
    least, below = domain(fact)
    found = {least}
    for one in (c for tier in tiers for c in tier.when if c.fact is fact):
        found |= {mark for mark in (one.least, one.below) if mark is not None}
    return tuple(sorted(mark for mark in found if mark >= least and (not below or mark < below)))


def faulty_cells(tiers: Sequence[Tier]) -> Iterator[Cell]:
    """
    Yield the regions without a tier, and those with more than one.

    ``outer`` tells that a region without a tier lies below the first tier or above the last one,
    where a table may end on purpose; with several facts no region is an outer one.
    """
    facts = deciding_facts(tiers)
    if not facts:
        return
    found = [_cell(facts, spans, tiers) for spans in islice(_regions(facts, tiers), MOST_CELLS)]
    for cell in _joined(found) if len(facts) == 1 else found:
        if len(cell.tiers) != 1:
            yield cell


def _regions(facts: tuple[Fact, ...], tiers: Sequence[Tier]) -> Iterator[tuple[Condition, ...]]:
    return product(*(_spans(fact, boundaries(fact, tiers)) for fact in facts))


def _spans(fact: Fact, marks: tuple[int, ...]) -> list[Condition]:
    ends = (*marks[1:], domain(fact)[1])
    return [Condition(fact, least, below) for least, below in zip(marks, ends, strict=True)]


def _cell(facts: tuple[Fact, ...], spans: tuple[Condition, ...], tiers: Sequence[Tier]) -> Cell:
    values = {fact: span.least or 0 for fact, span in zip(facts, spans, strict=True)}
    return Cell(spans, tuple(tier.key for tier in tiers if holds(tier, values)), outer=False)


def _joined(cells: list[Cell]) -> list[Cell]:
    """Join neighbours of one fact in which the same tiers hold; mark the two open ends."""
    joined: list[Cell] = []
    for cell in cells:
        before = joined[-1] if joined else None
        if before is not None and before.tiers == cell.tiers:
            (first,), (last,) = before.spans, cell.spans
            joined[-1] = Cell((Condition(first.fact, first.least, last.below),), cell.tiers, False)
        else:
            joined.append(cell)
    last_place = len(joined) - 1
    return [
        Cell(cell.spans, cell.tiers, outer=not cell.tiers and place in (0, last_place))
        for place, cell in enumerate(joined)
    ]
