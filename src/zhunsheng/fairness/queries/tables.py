"""The tables of the lawbook: those that can be assessed, and the one that binds already."""

from __future__ import annotations

from datetime import date

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.loading import benchmarks
from zhunsheng.lawbook.rules.benchmarks import valid_benchmark
from zhunsheng.lawbook.rules.law import Benchmark, Violation


def tables(viewer: Scope) -> dict[str, Benchmark]:
    """Return by id the benchmarks with tiers: those that wait, the bureau's own, the lawbook's."""
    held = sorted((one for rows in benchmarks().values() for one in rows), key=lambda one: one.id)
    own = (*lawbook.waiting_benchmarks(viewer), *lawbook.own_benchmarks(viewer))
    return {one.id: one for one in (*own, *held) if one.tiers}


def place_of(viewer: Scope) -> str:
    """Return where the bureau lies."""
    return accounts.bureau(viewer).jurisdiction


def law_of(draft: Benchmark, *, on: date) -> Violation | None:
    """Return the violation that a draft is about as the law stands on a day, None if unknown."""
    try:
        return lawbook.violation(draft.violation, on=on)
    except lawbook.NoSuchLaw:
        return None


def in_force(viewer: Scope, law: Violation, *, on: date, besides: str = "") -> Benchmark | None:
    """Return the table that binds for a violation on a day, the one called ``besides`` left out."""
    # Weights are chosen by somebody, not derived from facts: they cannot be replayed.
    known = lawbook.known_benchmarks(law.key, on=on, own=lawbook.own_benchmarks(viewer))
    usable = [one for one in known if one.id != besides and not one.weights]
    return valid_benchmark(usable, law, jurisdiction=place_of(viewer), on=on)
