"""Whether the lawbook's data holds together: citations, gaps, overlaps, what nobody verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook.choices import Fact
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.loading import (
    Instrument,
    benchmarks,
    circumstances,
    instruments,
    leniencies,
    parameters,
    violation_versions,
)
from zhunsheng.lawbook.rules.law import Benchmark, Condition, Violation
from zhunsheng.lawbook.rules.leniency import Leniency

ONLY_SHOWN = "page"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the data: a fault stops a release, a doubt is shown where it decides."""

    is_fault: bool
    where: str
    text: str


def remarks() -> tuple[Remark, ...]:
    """
    Return every fault and every doubt of the lawbook, faults first.

    :raises BadLawData: if a file does not even keep its form
    """
    found = [*_dangling(), *_repealed(), *_crowded(), *_uncovered(), *_unverified()]
    return tuple(sorted(found, key=lambda one: (not one.is_fault, one.where)))


def _citations() -> Iterator[tuple[str, Citation]]:
    for key, versions in violation_versions().items():
        for one in versions:
            yield key, one.breach
            yield key, one.penalty
    for row in _all_benchmarks():
        yield row.id, row.basis
    for key, values in parameters().items():
        for value in values:
            yield key, value.basis
    for item in _all_items():
        yield item.id, item.basis
    for key, one_circumstance in circumstances().items():
        yield key, one_circumstance.basis


def _dangling() -> Iterator[Remark]:
    """Yield citations of an instrument or an article that the lawbook does not hold."""
    for where, cited in _citations():
        held = instruments().get(cited.instrument)
        if held is None or (cited.article and cited.number not in held.articles):
            yield Remark(True, where, say("check.dangling", citation=cited))


def _repealed() -> Iterator[Remark]:
    """Yield versions that stand outside the time of their instrument."""
    for key, versions in violation_versions().items():
        for one in versions:
            law = instruments().get(one.penalty.instrument)
            if law is not None and not _stands(one, law):
                yield Remark(True, key, say("check.outside", citation=one.penalty))


def _stands(one: Violation, law: Instrument) -> bool:
    """Return whether the version begins and ends while its instrument is in force."""
    if one.since < law.effective_on:
        return False
    return law.ended_on is None or (one.until is not None and one.until < law.ended_on)


def _all_benchmarks() -> tuple[Benchmark, ...]:
    return tuple(one for rows in benchmarks().values() for one in rows)


def _all_items() -> tuple[Leniency, ...]:
    return tuple(one for rows in leniencies().values() for one in rows)


def _crowded() -> Iterator[Remark]:
    """Yield benchmarks of one place that bind for one violation at the same time."""
    for one, other in combinations(_all_benchmarks(), 2):
        same = (one.violation, one.jurisdiction) == (other.violation, other.jurisdiction)
        if (
            same
            and one.in_force(max(one.since, other.since))
            and other.in_force(max(one.since, other.since))
        ):
            yield Remark(True, one.id, say("check.overlap", other=other.id))


def _uncovered() -> Iterator[Remark]:
    """Yield values of the deciding fact that fall between two tiers, or into two."""
    for row in _all_benchmarks():
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
        yield Remark(True, row.id, say("check.two_tiers", fact=fact.label, value=begins))
    elif ends < begins:
        yield Remark(False, row.id, say("check.no_tier", fact=fact.label, value=ends))


def _unverified() -> Iterator[Remark]:
    """Yield what nobody read in a source although it decides something."""
    for value in (one for values in parameters().values() for one in values):
        if not value.verified and value.used_by != ONLY_SHOWN:
            text = say("check.unverified_number", label=value.label, since=value.since)
            yield Remark(False, value.key, text)
    for row in (one for versions in violation_versions().values() for one in versions):
        if not row.verified:
            yield Remark(False, row.key, say("check.unverified_range", since=row.since))
    for kind, held in (("benchmark", _all_benchmarks()), ("list", _all_items())):
        for one in held:
            if not one.verified:
                text = say(f"check.unverified_{kind}", label=one.label)
                yield Remark(False, one.id, text)
