"""The tables of the lawbook: those that can be assessed, and the one that binds already."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class InForce:
    """What binds in the place of a bureau on a day; read once, asked for many violations."""

    own: tuple[Benchmark, ...]
    place: str
    on: date

    def table(self, law: Violation, *, besides: str = "") -> Benchmark | None:
        """Return the table that binds for a violation, the one called ``besides`` left out."""
        # Weights are chosen by somebody, not derived from facts: they cannot be replayed.
        known = lawbook.known_benchmarks(law.key, on=self.on, own=self.own)
        usable = [one for one in known if one.id != besides and not one.weights]
        return valid_benchmark(usable, law, jurisdiction=self.place, on=self.on)


def in_force(viewer: Scope, *, on: date) -> InForce:
    """Return what binds in the bureau's place on a day; two queries."""
    return InForce(lawbook.own_benchmarks(viewer), place_of(viewer), on)
