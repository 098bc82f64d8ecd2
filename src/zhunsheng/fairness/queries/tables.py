"""The tables of the lawbook: those that can be assessed, and the one that binds already."""

from __future__ import annotations

from datetime import date

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.loading import benchmarks
from zhunsheng.lawbook.rules.benchmarks import valid_benchmark
from zhunsheng.lawbook.rules.law import Benchmark, Violation


def tables() -> dict[str, Benchmark]:
    """Return by id the benchmarks of the lawbook that have tiers, in force or not."""
    found = (one for rows in benchmarks().values() for one in rows if one.tiers)
    return {one.id: one for one in sorted(found, key=lambda one: one.id)}


def law_of(draft: Benchmark, *, on: date) -> Violation | None:
    """Return the violation that a draft is about as the law stands on a day, None if unknown."""
    try:
        return lawbook.violation(draft.violation, on=on)
    except lawbook.NoSuchLaw:
        return None


def in_force(viewer: Scope, law: Violation, *, on: date, besides: str = "") -> Benchmark | None:
    """Return the table that binds for a violation on a day, the one called ``besides`` left out."""
    # Weights are chosen by somebody, not derived from facts: they cannot be replayed.
    usable = [one for one in _known(law.key) if one.id != besides and not one.weights]
    place = accounts.bureau(viewer).jurisdiction
    return valid_benchmark(usable, law, jurisdiction=place, on=on)


def _known(key: str) -> tuple[Benchmark, ...]:
    """Return the tables that may bind for a violation, those for every violation among them."""
    return (*benchmarks().get(key, ()), *benchmarks().get("", ()))
