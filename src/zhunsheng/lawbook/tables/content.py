"""
What is kept of an imported table: plain JSON in the very shape of the lawbook's own data.

A kept row becomes a ``Row`` of ``data/benchmarks`` once the head of its table is put beside it,
and is read and checked by the same code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhunsheng.lawbook.documents.problems import in_chinese
from zhunsheng.lawbook.loading.benchmarks import benchmark
from zhunsheng.lawbook.loading.common import BadLawData, Row
from zhunsheng.lawbook.loading.violations import violation_versions
from zhunsheng.lawbook.rules.law import Benchmark


@dataclass(frozen=True, slots=True)
class Head:
    """What the rows of a table share: id, basis, place of validity, time, where it was read."""

    id: str
    basis: str
    said: str
    jurisdiction: str
    since: date
    until: date | None
    source: str
    checked_on: date
    verified: bool


def row_of(head: Head, kept: Mapping[str, Any], number: int) -> Row:
    """Return a kept row with the head of its table, as a file of the lawbook would have it."""
    said = head.said + kept["item"]
    row = Row(
        id=f"{head.id}.{number}",
        label=kept["label"],
        violation=kept["violation"],
        basis=head.basis,
        place=said,
        jurisdiction=head.jurisdiction,
        since=head.since,
        until=head.until,
        source=head.source,
        checked_on=head.checked_on,
        verified=head.verified,
    )
    row.where = kept["where"]
    for name in ("tiers", "bands", "weights"):
        if name in kept:
            row[name] = _rows(kept[name], row.where)
    return row


def _rows(value: Any, where: str) -> Any:  # noqa: ANN401 - JSON says what it says
    """Return JSON with its mappings as rows that know their place."""
    if isinstance(value, Mapping):
        row = Row({key: _rows(item, where) for key, item in value.items()})
        row.where = where
        return row
    return [_rows(item, where) for item in value] if isinstance(value, list) else value


def read(
    head: Head, kept: Sequence[Mapping[str, Any]], *, keep_within: bool = True
) -> tuple[tuple[Benchmark, ...], tuple[str, ...]]:
    """
    Return the benchmarks of a table and what is wrong with the rows that are none any more.

    A draft need not ``keep_within`` the law.

    A row that was good when it was imported may break when the law changes; it then decides
    nothing, and the page of soundness names it.
    """
    good, bad, known = [], [], violation_versions()
    for number, row in enumerate(kept, start=1):
        try:
            one = benchmark(row_of(head, row, number), known, keep_within=keep_within)
            good.append(one)
        except BadLawData as problem:
            bad.append(in_chinese(problem))
    return tuple(good), tuple(bad)
