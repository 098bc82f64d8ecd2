"""Narrowing the statutory range by a benchmark: tiers, bands, weights (law.md 5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.lawbook.choices import Fact, FineModel
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.law import Band, Benchmark, Fine, Tier, Violation, Weight
from zhunsheng.lawbook.rules.places import places


@dataclass(frozen=True, slots=True)
class Narrowed:
    """
    What a benchmark leaves of the range, in fen, both ends in; ``about`` names tier or model.

    ``bands`` are the parts of this range for the degrees; ``facts`` decided the tier.
    """

    least: int
    most: int
    about: str = ""
    facts: tuple[Fact, ...] = ()
    bands: tuple[Band, ...] = ()
    questions: tuple[Fact | Weight, ...] = ()


def valid_benchmark(
    benchmarks: Sequence[Benchmark], violation: Violation, facts: PenaltyFacts
) -> Benchmark | None:
    """Return the benchmark that binds: in force when deciding, most specific, own first."""
    around = places(facts.jurisdiction)
    rows = [
        one
        for one in benchmarks
        if one.violation in ("", violation.key)
        and one.in_force(facts.times.decided_on)
        and one.jurisdiction in around
    ]
    return max(rows, key=lambda one: (bool(one.violation), len(one.jurisdiction)), default=None)


def narrowed(
    benchmark: Benchmark | None, fine: Fine, least: int, most: int, facts: PenaltyFacts
) -> Narrowed:
    """Return what the benchmark leaves of a range, the whole of it where none binds."""
    if benchmark is None:
        return Narrowed(least, most)
    if benchmark.bands:
        return Narrowed(least, most, about="bands", bands=benchmark.bands)
    if benchmark.weights:
        return _by_weights(benchmark, least, most, facts)
    return _by_tier(benchmark, fine, least, most, facts)


def _by_tier(
    benchmark: Benchmark, fine: Fine, least: int, most: int, facts: PenaltyFacts
) -> Narrowed:
    if not any(_own_fine(tier, fine) for tier in benchmark.tiers):
        return Narrowed(least, most)  # the benchmark says nothing of this person at this stage
    decisive = tuple(dict.fromkeys(c.fact for tier in benchmark.tiers for c in tier.when))
    unknown = tuple(fact for fact in decisive if fact not in facts.facts)
    if unknown:
        return Narrowed(least, most, questions=unknown)
    tier = next((one for one in benchmark.tiers if _is_met(one, facts)), None)
    own = _own_fine(tier, fine)
    if tier is None or own is None:
        return Narrowed(least, most)
    if own.model is FineModel.RANGE:
        return Narrowed(max(own.least, least), min(own.most, most), tier.key, decisive)
    gains = facts.facts[Fact.GAINS].value
    return Narrowed(gains * own.least, gains * own.most, tier.key, decisive)


def _is_met(tier: Tier, facts: PenaltyFacts) -> bool:
    return all(one.holds(facts.facts[one.fact].value) for one in tier.when)


def _own_fine(tier: Tier | None, fine: Fine) -> Fine | None:
    rows = tier.fines if tier is not None else ()
    return next((one for one in rows if one.who is fine.who and one.stage is fine.stage), None)


def _by_weights(benchmark: Benchmark, least: int, most: int, facts: PenaltyFacts) -> Narrowed:
    """Return the sum of the chosen percents of the maximum, kept within the range (上海 2022)."""
    unknown = tuple(one for one in benchmark.weights if one.key not in facts.weights)
    if unknown:
        return Narrowed(least, most, questions=unknown)
    percent = sum(one.options[facts.weights[one.key]] for one in benchmark.weights)
    amount = min(max(most * percent // 100, least), most)
    return Narrowed(amount, amount, about="weights")
