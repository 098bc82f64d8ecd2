"""Benchmarks: how an authority narrows its discretion, from ``data/benchmarks/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook.loading.common import Row, documents
from zhunsheng.lawbook.loading.instruments import Instrument, instruments
from zhunsheng.lawbook.loading.violations import conditions, fines, violation_versions
from zhunsheng.lawbook.rules.law import Band, Benchmark, Fine, Tier, Violation, Weight

_WANTED: Final = {"id", "label", "basis", "since", "source", "checked_on", "verified"}
_MAY: Final = {
    "violation",
    "place",
    "jurisdiction",
    "until",
    "tiers",
    "bands",
    "weights",
}


@cache
def benchmarks() -> Mapping[str, tuple[Benchmark, ...]]:
    """
    Return the benchmarks by violation; under ``""`` those for every violation.

    :raises BadLawData: if a row does not keep its form, or leaves the statutory range
    """
    loaded: dict[str, list[Benchmark]] = {}
    for _, rows in documents("benchmarks"):
        for row in rows:
            one = benchmark(row, violation_versions())
            loaded.setdefault(one.violation, []).append(one)
    return {key: tuple(found) for key, found in loaded.items()}


def benchmark(
    row: Row, known: Mapping[str, tuple[Violation, ...]], *, keep_within: bool = True
) -> Benchmark:
    """
    Return a row as a benchmark; ``keep_within`` refuses what leaves the statutory range.

    :raises BadLawData: if it does not keep its form, names no known violation, or a tier leaves
        the range that the law puts (行政处罚法 34)
    """
    row.only(_WANTED, _MAY)
    if sum(name in row for name in ("tiers", "bands", "weights")) != 1:
        raise row.bad("one of tiers, bands, weights")
    law = instruments().get(cite(row["basis"]).instrument)
    found = Benchmark(
        id=row["id"],
        label=row["label"],
        violation=row.get("violation", ""),
        basis=cite(row["basis"]),
        place=row.get("place", ""),
        jurisdiction=row.get("jurisdiction", "CN"),
        since=row["since"],
        until=row.get("until"),
        tiers=tuple(_tier(part, law) for part in row.get("tiers", ())),
        bands=tuple(Band(name, *span) for name, span in row.get("bands", {}).items()),
        weights=tuple(_weight(part) for part in row.get("weights", ())),
        verified=bool(row["verified"]),
        source=row["source"],
        checked_on=row["checked_on"],
    )
    if keep_within and found.violation:
        _keep_within_the_statute(found, row, known)
    return found


def _tier(part: Row, law: Instrument | None) -> Tier:
    part.only({"key", "when", "fines"}, set())
    when = conditions(part["when"], part, law)
    return Tier(str(part["key"]), when, fines(part["fines"], part, law))


def _weight(part: Row) -> Weight:
    part.only({"key", "label", "options"}, set())
    return Weight(part["key"], part["label"], dict(part["options"]))


def _keep_within_the_statute(
    found: Benchmark, row: Row, known: Mapping[str, tuple[Violation, ...]]
) -> None:
    versions = known.get(found.violation)
    if versions is None:
        raise row.bad(f"no violation {found.violation}")
    law = next((one for one in reversed(versions) if one.since <= _last_day(found)), versions[0])
    for tier in found.tiers:
        for fine in tier.fines:
            if not any(_within(fine, wide) for wide in _wider(law, fine)):
                raise row.bad(
                    f"{found.id} {tier.key}: {fine.who.label} {fine.stage.label} "
                    f"{fine.least}–{fine.most} lies outside the range of {law.penalty}"
                )


def _last_day(found: Benchmark) -> date:
    return found.until or max(found.since, found.checked_on)


def _wider(law: Violation, fine: Fine) -> Iterator[Fine]:
    return (one for one in law.of(fine.who, fine.stage) if one.model is fine.model)


def _within(fine: Fine, wide: Fine) -> bool:
    return wide.least <= fine.least and fine.most <= wide.most
