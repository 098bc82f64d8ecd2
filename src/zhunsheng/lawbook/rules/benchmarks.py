"""Narrowing the statutory range by a benchmark: tiers, bands, weights (law.md 5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhunsheng.lawbook.choices import Fact
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.law import MULTIPLIED, Band, Benchmark, Fine, Tier, Violation, Weight
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


@dataclass(frozen=True, slots=True)
class Bound:
    """The benchmark that binds (None: none does) and its part; ``is_older`` by 行政处罚法 37."""

    benchmark: Benchmark | None
    part: Narrowed
    is_older: bool = False


def valid_benchmark(
    benchmarks: Sequence[Benchmark], violation: Violation, *, jurisdiction: str, on: date
) -> Benchmark | None:
    """Return the benchmark in force on a day: most specific place, the violation's own first."""
    around = places(jurisdiction)
    rows = [
        one
        for one in benchmarks
        if one.violation in ("", violation.key) and one.in_force(on) and one.jurisdiction in around
    ]
    return max(rows, key=lambda one: (bool(one.violation), len(one.jurisdiction)), default=None)


def binding(
    benchmarks: Sequence[Benchmark],
    violation: Violation,
    fine: Fine,
    span: tuple[int, int],
    facts: PenaltyFacts,
) -> Bound:
    """
    Return the benchmark of the decision's day, or that of the act's day where it is lighter.

    Lighter is what is nowhere higher and somewhere lower (law.md 5.1, 行政处罚法 37).
    """
    decided, ended, place = facts.times.decided_on, facts.times.until, facts.jurisdiction
    now = valid_benchmark(benchmarks, violation, jurisdiction=place, on=decided)
    part = narrowed(now, fine, *span, facts)
    if not _changed_between(benchmarks, ended, decided):
        return Bound(now, part)
    then = valid_benchmark(benchmarks, violation, jurisdiction=place, on=ended)
    if then is None or then is now:
        return Bound(now, part)
    older = narrowed(then, fine, *span, facts)
    if part.questions or older.questions:
        asked = tuple(dict.fromkeys((*part.questions, *older.questions)))
        return Bound(now, replace(part, questions=asked))
    lower = older.least <= part.least and older.most <= part.most
    if older.about and lower and (older.least, older.most) != (part.least, part.most):
        return Bound(then, older, is_older=True)
    return Bound(now, part)


def _changed_between(benchmarks: Sequence[Benchmark], ended: date, decided: date) -> bool:
    return any(one.in_force(ended) != one.in_force(decided) for one in benchmarks)


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
    if (fine.who, fine.stage) not in benchmark.lines:
        return Narrowed(least, most)  # the benchmark says nothing of this person at this stage
    known, decisive = facts.facts, benchmark.decisive
    unknown = tuple([fact for fact in decisive if fact not in known])
    if unknown:
        return Narrowed(least, most, questions=unknown)
    open_range = Narrowed(least, most, facts=decisive)
    for tier in benchmark.tiers:
        if _is_met(tier, facts):
            break
    else:
        return open_range
    own = _own_fine(tier, fine)
    if own is None:
        return open_range
    measured, low, high = MULTIPLIED.get(own.model), own.least, own.most
    if measured is not None:
        fact, divisor = measured
        low, high = (known[fact].value * end // divisor for end in (low, high))
    if high < least or low > most:
        return open_range  # written for other facts than those that chose this range
    low, high = (min(max(end, least), most) for end in (low, high))
    return Narrowed(low, high, tier.key, decisive)


def _is_met(tier: Tier, facts: PenaltyFacts) -> bool:
    return all(one.holds(facts.facts[one.fact].value) for one in tier.when)


def _own_fine(tier: Tier, fine: Fine) -> Fine | None:
    """Return the fine of a tier that narrows this one: the same person, stage and model."""
    for one in tier.fines:
        if (one.who, one.stage, one.model) == (fine.who, fine.stage, fine.model):
            return one
    return None


def _by_weights(benchmark: Benchmark, least: int, most: int, facts: PenaltyFacts) -> Narrowed:
    """Return the sum of the chosen percents of the maximum, kept within the range (上海 2022)."""
    unknown = tuple(one for one in benchmark.weights if one.key not in facts.weights)
    if unknown:
        return Narrowed(least, most, questions=unknown)
    percent = sum(one.options[facts.weights[one.key]] for one in benchmark.weights)
    amount = min(max(most * percent // 100, least), most)
    return Narrowed(amount, amount, about="weights")
