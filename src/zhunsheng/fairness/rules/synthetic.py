"""Invented cases: every boundary of the tables from both sides, then as many as are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from zhunsheng.fairness.rules.chance import below, numbers
from zhunsheng.fairness.rules.spans import boundaries, domain
from zhunsheng.lawbook.choices import Fact, FactUnit, Liable, Stage
from zhunsheng.lawbook.rules.law import MULTIPLIED, Benchmark, Condition, Tier, Violation

#: How many cases stand on the grid of boundaries at most; several facts multiply.
MOST_ON_GRID: Final = 2_000
#: Amounts next to a boundary lie a yuan away.
_STEP: Final = {FactUnit.FEN: 100}


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides a fine: who answers at which stage, and the facts, each with its value."""

    who: Liable
    stage: Stage
    facts: tuple[tuple[Fact, int], ...] = ()


def needed_facts(law: Violation, tables: Sequence[Benchmark]) -> tuple[Fact, ...]:
    """Return the facts that the law or one of the tables asks for."""
    found = [one.fact for tier in _tiers(tables) for one in tier.when]
    found += [one.fact for fine in law.fines for one in fine.when]
    measured = [fine for fine in law.fines if fine.model in MULTIPLIED]
    found += [MULTIPLIED[fine.model][0] for fine in measured]
    return tuple(dict.fromkeys(found))


def grid(law: Violation, tables: Sequence[Benchmark]) -> tuple[Situation, ...]:
    """Return, for everyone the law fines, the values at, just under and just over a boundary."""
    facts = needed_facts(law, tables)
    marks = [_around(fact, law, tables) for fact in facts]
    found = (
        Situation(who, stage, tuple(zip(facts, values, strict=True)))
        for who, stage in _lines(law)
        for values in product(*marks)
    )
    return tuple(islice(found, MOST_ON_GRID))


def drawn(
    law: Violation, tables: Sequence[Benchmark], *, count: int, seed: str
) -> Iterator[Situation]:
    """Yield cases whose facts are spread evenly from the least to half over the last boundary."""
    facts, lines = needed_facts(law, tables), _lines(law)
    ends = [_reach(fact, law, tables) for fact in facts]
    chance = numbers(seed)
    for _ in range(count if lines else 0):
        who, stage = lines[below(next(chance), len(lines))]
        values = [least + below(next(chance), most - least + 1) for least, most in ends]
        yield Situation(who, stage, tuple(zip(facts, values, strict=True)))


def _lines(law: Violation) -> list[tuple[Liable, Stage]]:
    return list(dict.fromkeys((fine.who, fine.stage) for fine in law.fines))


def _tiers(tables: Sequence[Benchmark]) -> list[Tier]:
    return [tier for table in tables for tier in table.tiers]


def _marks(fact: Fact, law: Violation, tables: Sequence[Benchmark]) -> tuple[int, ...]:
    """Return the boundaries of a fact in the tables and in the law."""
    conditions: list[tuple[Condition, ...]] = [tier.when for tier in _tiers(tables)]
    conditions += [fine.when for fine in law.fines]
    tiers = [Tier("", when, ()) for when in conditions]
    return boundaries(fact, tiers)


def _around(fact: Fact, law: Violation, tables: Sequence[Benchmark]) -> list[int]:
    (least, under), step = domain(fact), _STEP.get(fact.unit, 1)
    found = {
        value
        for mark in _marks(fact, law, tables)
        for value in (mark - step, mark, mark + step)
        if value >= least and (under is None or value < under)
    }
    return sorted(found)


def _reach(fact: Fact, law: Violation, tables: Sequence[Benchmark]) -> tuple[int, int]:
    (least, under), last = domain(fact), _marks(fact, law, tables)[-1]
    return least, under - 1 if under is not None else max(last + last // 2, least + 1)
