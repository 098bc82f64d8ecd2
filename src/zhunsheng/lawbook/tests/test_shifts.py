"""Move any number or day of the law by one unit, or take it away: a case of a lawyer fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

import pytest

from zhunsheng.lawbook.choices import Harm
from zhunsheng.lawbook.imports import facts_of
from zhunsheng.lawbook.loading import benchmarks, leniencies, parameters, violation_versions
from zhunsheng.lawbook.loading.common import Row
from zhunsheng.lawbook.rules import limitation
from zhunsheng.lawbook.rules.derivation import derive
from zhunsheng.lawbook.rules.law import Benchmark, Condition, Fine, Tier, Violation
from zhunsheng.lawbook.rules.leniency import Leniency
from zhunsheng.lawbook.tests.test_cases import as_expected, rows, times_of

DAY = timedelta(days=1)
T = TypeVar("T")


@dataclass(frozen=True)
class Law:
    """What the derivation of one violation looks at."""

    versions: tuple[Violation, ...]
    marks: tuple[Benchmark, ...]
    lists: tuple[Leniency, ...]


def law_of(key: str) -> Law:
    marks = (*benchmarks().get(key, ()), *benchmarks().get("", ()))
    return Law(violation_versions()[key], marks, leniencies().get(key, ()))


def cases_of(key: str) -> list[Row]:
    return [row for row in rows() if row.get("violation") == key]


def is_noticed(key: str, law: Law) -> bool:
    """Return whether a case of the violation comes out otherwise under this law."""
    for row in cases_of(key):
        facts = facts_of(row.get("facts", Row()), times=times_of(row))
        if not as_expected(derive(law.versions, law.marks, facts, law.lists), row["expect"]):
            return True
    return False


def with_one(held: Sequence[T], at: int, one: T) -> tuple[T, ...]:
    return (*held[:at], one, *held[at + 1 :])


def fines_shifted(held: tuple[Fine, ...]) -> Iterator[tuple[Fine, ...]]:
    for at, fine in enumerate(held):
        yield with_one(held, at, replace(fine, least=fine.least + 1))
        yield with_one(held, at, replace(fine, most=fine.most + 1))


def spans_shifted(held: tuple[Condition, ...]) -> Iterator[tuple[Condition, ...]]:
    for at, one in enumerate(held):
        if one.least is not None:
            yield with_one(held, at, replace(one, least=one.least + 1))
        if one.below is not None:
            yield with_one(held, at, replace(one, below=one.below + 1))


def tiers_shifted(tier: Tier) -> Iterator[Tier]:
    yield from (replace(tier, fines=fines) for fines in fines_shifted(tier.fines))
    yield from (replace(tier, when=when) for when in spans_shifted(tier.when))


def days_shifted(versions: tuple[Violation, ...]) -> Iterator[tuple[Violation, ...]]:
    """Yield the versions with the border between two of them a day later."""
    for at in range(1, len(versions)):
        earlier = replace(versions[at - 1], until=versions[at].since)
        later = replace(versions[at], since=versions[at].since + DAY)
        yield with_one(with_one(versions, at - 1, earlier), at, later)


def items_shifted(item: Leniency) -> Iterator[Leniency]:
    yield from (replace(item, when=when) for when in spans_shifted(item.when))
    yield replace(item, since=item.since + DAY)
    if item.until is not None:
        yield replace(item, until=item.until + DAY)
    yield replace(item, first=not item.first)
    yield replace(item, harm=Harm.MINOR if item.harm is Harm.NONE else Harm.NONE)


def within_the_statute(key: str, tier: Tier) -> bool:
    """Return whether every fine lies in a range of the law: the loader refuses what does not."""
    return all(
        any(
            wide.model is fine.model and wide.least <= fine.least <= fine.most <= wide.most
            for version in violation_versions()[key]
            for wide in version.of(fine.who, fine.stage)
        )
        for fine in tier.fines
    )


def test_a_fine_of_the_law() -> None:
    kept = []
    for key, versions in violation_versions().items():
        law = law_of(key)
        for at, version in enumerate(versions):
            for fines in fines_shifted(version.fines):
                other = with_one(versions, at, replace(version, fines=fines))
                if not is_noticed(key, replace(law, versions=other)):
                    kept.append(f"{key} {version.since}")
    assert kept == []


def test_a_day_on_which_the_law_changes() -> None:
    kept = [
        f"{key} {[one.since for one in other]}"
        for key, versions in violation_versions().items()
        for other in days_shifted(versions)
        if not is_noticed(key, replace(law_of(key), versions=other))
    ]
    assert kept == []


def test_a_tier_of_a_benchmark() -> None:
    kept = []
    for key, marks in benchmarks().items():
        for at, mark in enumerate(marks):
            for place, tier in enumerate(mark.tiers):
                for other in filter(lambda one: within_the_statute(key, one), tiers_shifted(tier)):
                    moved = replace(mark, tiers=with_one(mark.tiers, place, other))
                    law = replace(law_of(key), marks=with_one(marks, at, moved))
                    if not is_noticed(key, law):
                        kept.append(f"{mark.id} {tier.key}")
    assert kept == []


@pytest.mark.parametrize("key", sorted(key for key in leniencies() if key))
def test_an_item_of_a_list(key: str) -> None:
    law = law_of(key)
    kept = [
        f"{item.id} {other}"
        for at, item in enumerate(law.lists)
        for other in items_shifted(item)
        if not is_noticed(key, replace(law, lists=with_one(law.lists, at, other)))
    ]
    assert kept == []


def test_the_terms_of_limitation_are_those_of_the_lawbook() -> None:
    values = parameters()["penalty.limitation"][-1].value
    assert dict(values) == {"NORMAL": limitation.YEARS, "HARMFUL": limitation.YEARS_OF_HARM}


def test_a_day_on_which_a_benchmark_begins_or_ends() -> None:
    kept = []
    for key, marks in benchmarks().items():
        for at, mark in enumerate(marks):
            moved = [replace(mark, since=mark.since + DAY)]
            moved += [replace(mark, until=mark.until + DAY)] if mark.until else []
            for other in moved:
                if not is_noticed(key, replace(law_of(key), marks=with_one(marks, at, other))):
                    kept.append(f"{mark.id} {other.since} {other.until}")
    assert kept == []


def without(held: Sequence[T], at: int) -> tuple[T, ...]:
    return (*held[:at], *held[at + 1 :])


def laws_reduced(key: str) -> Iterator[tuple[str, Law]]:
    """Yield the law of a violation without one of its fines, tiers or items."""
    law = law_of(key)
    for at, version in enumerate(law.versions):
        for place, fine in enumerate(version.fines):
            other = replace(version, fines=without(version.fines, place))
            name = f"{key} {version.since} {fine.who.value} {fine.stage.value}"
            yield name, replace(law, versions=with_one(law.versions, at, other))
    for at, mark in enumerate(law.marks):
        for place, tier in enumerate(mark.tiers):
            lacking = replace(mark, tiers=without(mark.tiers, place))
            yield f"{mark.id} {tier.key}", replace(law, marks=with_one(law.marks, at, lacking))
    for at, item in enumerate(law.lists):
        yield item.id, replace(law, lists=without(law.lists, at))


def test_a_fine_a_tier_or_an_item_that_goes() -> None:
    kept = [
        name
        for key in violation_versions()
        for name, law in laws_reduced(key)
        if not is_noticed(key, law)
    ]
    assert kept == []
