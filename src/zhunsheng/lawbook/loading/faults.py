"""What data that keeps its form may still say against itself: gaps, overlaps, the wrong time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from zhunsheng.lawbook.choices import Fact, FactUnit, FineModel
from zhunsheng.lawbook.documents.fines import short_amount
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.loading.benchmarks import benchmarks
from zhunsheng.lawbook.loading.instruments import Instrument, instruments
from zhunsheng.lawbook.loading.violations import violation_versions
from zhunsheng.lawbook.rules.law import Benchmark, Condition, Violation


@dataclass(frozen=True, slots=True)
class Remark:
    """
    Something in the data: a fault stops a release, a doubt is shown where it decides.

    ``where`` is the key of the record, ``place`` its file and line.
    """

    is_fault: bool
    where: str
    text: str
    place: str = ""


def faults() -> tuple[Remark, ...]:
    """Return the faults of all the data."""
    return tuple(one for one in against_itself() if one.is_fault)


def against_itself() -> Iterator[Remark]:
    """Yield what the data says against itself, faults and doubts."""
    yield from _succession()
    yield from _outside_their_time()
    rows = [one for found in benchmarks().values() for one in found]
    yield from crowded(rows)
    for row in rows:
        yield from uncovered(row)


def _succession() -> Iterator[Remark]:
    """Yield instruments replaced by one that is not held, or by one that begins on another day."""
    for law in instruments().values():
        if not law.replaced_by:
            continue
        heir = instruments().get(law.replaced_by)
        if heir is None or heir is law:
            text = say("check.no_heir", heir=law.replaced_by)
            yield Remark(True, law.id, text, law.where)
        elif law.ended_on is None:
            yield Remark(True, law.id, say("check.no_end", heir=heir.short), law.where)
        elif heir.effective_on > law.ended_on:
            text = say("check.between", since=law.ended_on, until=heir.effective_on)
            yield Remark(False, law.id, text, law.where)


def _outside_their_time() -> Iterator[Remark]:
    """Yield versions that stand outside the time of their instrument."""
    for key, versions in violation_versions().items():
        for one in versions:
            law = instruments().get(one.penalty.instrument)
            if law is not None and not _stands(one, law):
                yield Remark(True, key, say("check.outside", citation=one.penalty), one.where)


def _stands(one: Violation, law: Instrument) -> bool:
    """Return whether the version begins and ends while its instrument is in force."""
    if one.since < law.effective_on:
        return False
    return law.ended_on is None or (one.until is not None and one.until < law.ended_on)


def crowded(rows: Iterable[Benchmark]) -> Iterator[Remark]:
    """Yield benchmarks of one place that bind for one violation at the same time."""
    for one, other in combinations(rows, 2):
        same = (one.violation, one.jurisdiction) == (other.violation, other.jurisdiction)
        both = max(one.since, other.since)
        if same and one.in_force(both) and other.in_force(both):
            yield Remark(True, other.id, say("check.overlap", other=one.id), other.where)


def uncovered(row: Benchmark) -> Iterator[Remark]:
    """Yield values of the deciding fact that fall between two tiers, or into two."""
    spans = sorted(
        (one for tier in row.tiers if len(tier.when) == 1 for one in tier.when),
        key=lambda one: (one.fact.value, one.least or 0),
    )
    for lower, upper in pairwise(spans):
        if lower.fact is upper.fact:
            yield from _between(row, lower, upper)


def _between(row: Benchmark, lower: Condition, upper: Condition) -> Iterator[Remark]:
    ends, begins = lower.below, upper.least or 0
    fact: Fact = lower.fact
    if ends is None or ends > begins:
        text = say("check.two_tiers", fact=fact.label, value=_value(fact, begins))
        yield Remark(True, row.id, text, row.where)
    elif ends < begins:
        text = say("check.no_tier", fact=fact.label, value=_value(fact, ends))
        yield Remark(False, row.id, text, row.where)


def _value(fact: Fact, value: int) -> str:
    if fact.unit is FactUnit.FEN:
        return short_amount(FineModel.RANGE, value)
    return f"{value}{fact.unit.label}"
