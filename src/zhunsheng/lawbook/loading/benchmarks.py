"""Benchmarks: how an authority narrows its discretion, from ``data/benchmarks/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from zhunsheng.lawbook.choices import Degree
from zhunsheng.lawbook.loading.common import Once, Row, rows
from zhunsheng.lawbook.loading.instruments import Instrument, cited, instruments
from zhunsheng.lawbook.loading.reading import loader
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


@loader
def benchmarks() -> Mapping[str, tuple[Benchmark, ...]]:
    """
    Return the benchmarks by violation; under ``""`` those for every violation.

    A benchmark of the site takes the place of the program's of the same id.

    :raises BadLawData: if a row does not keep its form, or leaves the statutory range
    """
    loaded: dict[str, Benchmark] = {}
    once = Once()
    for row in rows("benchmarks"):
        with row.within():
            key = once.named(row, "id")
            loaded[key] = benchmark(row, violation_versions())
    grouped: dict[str, list[Benchmark]] = {}
    for one in loaded.values():
        grouped.setdefault(one.violation, []).append(one)
    return {key: tuple(found) for key, found in grouped.items()}


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
    since = row.day("since")
    basis = cited(row, "basis")
    law = instruments()[basis.instrument]
    found = Benchmark(
        id=row["id"],
        label=row["label"],
        violation=row.get("violation", ""),
        basis=basis,
        place=row.get("place", ""),
        jurisdiction=row.get("jurisdiction", "CN"),
        since=since,
        until=row.last_day("until", since),
        tiers=tuple(_tier(part, law) for part in row.get("tiers", ())),
        bands=tuple(_band(row, *pair) for pair in row.get("bands", {}).items()),
        weights=tuple(_weight(part) for part in row.get("weights", ())),
        verified=row.flag("verified", False),
        source=row["source"],
        checked_on=row.day("checked_on"),
        where=row.where,
    )
    if keep_within:
        if found.violation and found.violation not in known:
            raise row.bad(f"no violation {found.violation}")
        for tier, fine, held in outside(found, known):
            raise row.bad(
                f"{found.id} {tier.key}: {fine.who.label} {fine.stage.label} "
                f"{fine.least}–{fine.most} lies outside the range of {held.penalty}"
            )
    return found


def _band(row: Row, name: str, span: list[int]) -> Band:
    least, most = span
    if not 0 <= least <= most <= 100:
        raise row.bad(f"the band {least} to {most} stands upside down or leaves the range")
    return Band(Degree(name).value, least, most)


def _tier(part: Row, law: Instrument | None) -> Tier:
    part.only({"key", "when", "fines"}, set())
    when = conditions(part["when"], part, law)
    return Tier(str(part["key"]), when, fines(part["fines"], part, law))


def _weight(part: Row) -> Weight:
    part.only({"key", "label", "options"}, set())
    return Weight(part["key"], part["label"], dict(part["options"]))


def outside(
    found: Benchmark,
    known: Mapping[str, tuple[Violation, ...]],
    *,
    on: date | None = None,
) -> Iterator[tuple[Tier, Fine, Violation]]:
    """
    Yield the fines of a benchmark that leave the range of the law, each with the law.

    The law is that of the day, else of the benchmark's last day.
    """
    versions = known.get(found.violation, ())
    if not versions:
        return
    day = on or _last_day(found)
    law = next((one for one in reversed(versions) if one.since <= day), versions[0])
    for tier in found.tiers:
        for fine in tier.fines:
            if not any(_within(fine, wide) for wide in _wider(law, fine)):
                yield tier, fine, law


def _last_day(found: Benchmark) -> date:
    return found.until or max(found.since, found.checked_on)


def _wider(law: Violation, fine: Fine) -> Iterator[Fine]:
    return (one for one in law.of(fine.who, fine.stage) if one.model is fine.model)


def _within(fine: Fine, wide: Fine) -> bool:
    return wide.least <= fine.least and fine.most <= wide.most
