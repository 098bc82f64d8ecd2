"""The tables of the lawbook: those that can be assessed, and the one that binds already."""

from __future__ import annotations

from datetime import date

from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.loading import benchmarks
from zhunsheng.lawbook.rules.law import Benchmark, Violation
from zhunsheng.lawbook.rules.places import places


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


def in_force(violation: str, *, on: date, jurisdiction: str, besides: str = "") -> Benchmark | None:
    """Return the table that binds for a violation on a day, the one called ``besides`` left out."""
    around = places(jurisdiction)
    rows = (
        one
        for one in (*benchmarks().get(violation, ()), *benchmarks().get("", ()))
        if one.in_force(on) and one.jurisdiction in around and one.id != besides
    )
    usable = [one for one in rows if not one.weights]  # weights are chosen, not derived
    return max(usable, key=lambda one: (bool(one.violation), len(one.jurisdiction)), default=None)
