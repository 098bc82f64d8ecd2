"""What a benchmark leaves of a range: bands, weights, tiers, and which benchmark binds (5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from zhunsheng.lawbook import loading
from zhunsheng.lawbook.choices import Degree, Fact, Liable
from zhunsheng.lawbook.loading.benchmarks import benchmark
from zhunsheng.lawbook.loading.common import parsed
from zhunsheng.lawbook.loading.violations import violation_versions
from zhunsheng.lawbook.rules.derivation import derive
from zhunsheng.lawbook.rules.facts import Known, PenaltyFacts
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.lawbook.rules.tree import Derivation
from zhunsheng.lawbook.rules.versions import Times

DAY = date(2025, 12, 1)
SIGN, HEAD = "safety.99-1", "safety.94"
BANDS = "bands: {LIGHTER: [0, 30], ORDINARY: [30, 70], HEAVIER: [70, 100]}"
WEIGHTS = (
    "weights: [{key: harm, label: 危害后果, options: {无: 10, 有: 60}},"
    " {key: fault, label: 过错程度, options: {轻: 5, 重: 60}}]"
)
PLACES = (
    "tiers: [{key: 一处, when: {places: 1}, fines: [{who: UNIT, range: [0, 10000]}]},"
    " {key: 多处, when: {places: [2, null]}, fines: [{who: UNIT, range: [10000, 50000]}]}]"
)
FACTS = PenaltyFacts(
    times=Times(DAY, DAY), who=Liable.UNIT, order_expired=False, corrected=False, jurisdiction="CN"
)


def mark(
    name: str, content: str, *, violation: str = "", place: str = "CN", **days: str
) -> Benchmark:
    own = "".join(f"  {key}: {value}\n" for key, value in {"since": "2025-01-01", **days}.items())
    text = (
        f"- id: {name}\n  label: 示例\n  violation: '{violation}'\n  basis: MEM-12\n"
        f"  jurisdiction: {place}\n{own}  source: 示例\n  checked_on: 2026-11-22\n"
        f"  verified: true\n  {content}\n"
    )
    (row,) = parsed(text, file="示例.yaml")
    return benchmark(row, violation_versions())


def fine(*marks: Benchmark, key: str = SIGN, **changes: Any) -> Derivation:
    return derive(violation_versions()[key], marks, replace(FACTS, **changes))


def span(found: Derivation) -> tuple[int, int]:
    assert found.is_settled, (found.questions, found.findings)
    return found.least, found.most


def places(count: int) -> dict[Fact, Known]:
    return {Fact.PLACES: Known(count)}


class TestLinearBand:
    """lo+(hi−lo)×0–30 % lighter, 30–70 % ordinary, 70–100 % heavier."""

    @pytest.mark.parametrize(
        ("circumstance", "degree", "expected"),
        [
            ("harm_removed", Degree.LIGHTER, (2_000_000, 2_900_000)),
            ("", Degree.ORDINARY, (2_900_000, 4_100_000)),
            ("HEAVIER", Degree.HEAVIER, (4_100_000, 5_000_000)),
        ],
    )
    def test_is_that_of_the_degree(
        self, circumstance: str, degree: Degree, expected: tuple[int, int]
    ) -> None:
        known = loading.circumstances()
        if circumstance == "HEAVIER":
            circumstance = next(k for k, one in known.items() if one.effect.name == "HEAVIER")
        held = (known[circumstance],) if circumstance else ()
        found = fine(mark("X", BANDS), key=HEAD, who=Liable.HEAD, circumstances=held)
        assert (found.degree, span(found)) == (degree, expected)


class TestPercentOfMaximum:
    """The chosen percents are added and taken of the statutory maximum, kept within the range."""

    def test_asks_for_each_weight(self) -> None:
        asked = fine(mark("X", WEIGHTS), weights={"harm": "无"}).questions
        assert [getattr(one, "key", "") for one in asked] == ["fault"]

    @pytest.mark.parametrize(
        ("key", "who", "chosen", "expected"),
        [
            (SIGN, Liable.UNIT, ("无", "轻"), 750_000),
            (SIGN, Liable.UNIT, ("无", "重"), 3_500_000),
            (SIGN, Liable.UNIT, ("有", "重"), 5_000_000),  # 120 percent: the maximum
            (HEAD, Liable.HEAD, ("无", "轻"), 2_000_000),  # 15 percent: the minimum
        ],
    )
    def test_is_the_sum_within_the_range(
        self, key: str, who: Liable, chosen: tuple[str, str], expected: int
    ) -> None:
        picked = dict(zip(("harm", "fault"), chosen, strict=True))
        assert span(fine(mark("X", WEIGHTS), key=key, who=who, weights=picked)) == (
            expected,
            expected,
        )


class TestTier:
    def test_is_kept_within_a_range_that_the_law_narrowed_since(self) -> None:
        wide = mark("X", PLACES, violation=SIGN)
        law = violation_versions()[SIGN][0]
        unit = replace(law.fines[0], least=500_000, most=3_000_000)
        narrower = (replace(law, fines=(unit, *law.fines[1:])),)
        one = derive(narrower, (wide,), replace(FACTS, facts=places(1)))
        many = derive(narrower, (wide,), replace(FACTS, facts=places(2)))
        assert (span(one), span(many)) == ((500_000, 1_000_000), (1_000_000, 3_000_000))


class TestBinding:
    def test_is_that_of_the_violation_before_a_general_one_of_a_narrower_place(self) -> None:
        general = mark("ALL", BANDS, place="CN-32")
        own = mark("OWN", PLACES, violation=SIGN)
        for marks in ((general, own), (own, general)):
            found = fine(*marks, jurisdiction="CN-32", facts=places(1))
            assert (span(found), found.benchmark) == ((0, 1_000_000), own)

    def test_of_one_kind_is_that_of_the_narrower_place(self) -> None:
        wide = mark("CN", PLACES, violation=SIGN)
        near = mark("JS", PLACES.replace("[0, 10000]", "[0, 5000]"), violation=SIGN, place="CN-32")
        for marks in ((wide, near), (near, wide)):
            assert span(fine(*marks, jurisdiction="CN-32-01", facts=places(1))) == (0, 500_000)
            assert span(fine(*marks, jurisdiction="CN-33", facts=places(1))) == (0, 1_000_000)

    def test_is_not_an_older_one_that_says_nothing_of_the_case(self) -> None:
        silent = mark("OLD", PLACES.replace("who: UNIT", "who: UNIT, stage: 2").replace(
            "[0, 10000]", "[50000, 60000]").replace("[10000, 50000]", "[60000, 70000]"),
            violation=SIGN, since="2024-01-01", until="2025-06-30")  # fmt: skip
        many = mark("NEW", PLACES, violation=SIGN, since="2025-07-01")
        times = Times(date(2025, 6, 1), DAY)
        found = fine(silent, many, times=times, facts=places(2))
        assert (span(found), found.benchmark) == ((1_000_000, 5_000_000), many)

    @pytest.mark.parametrize(
        ("act", "expected"),
        [("2025-06-30", 500_000), ("2025-07-01", 1_000_000)],
    )
    def test_is_the_older_where_lighter_to_its_last_day(self, act: str, expected: int) -> None:
        cheap = PLACES.replace("[0, 10000]", "[0, 5000]")
        old = mark("OLD", cheap, violation=SIGN, since="2024-01-01", until="2025-06-30")
        new = mark("NEW", PLACES, violation=SIGN, since="2025-07-01")
        found = fine(old, new, times=Times(date.fromisoformat(act), DAY), facts=places(1))
        assert span(found) == (0, expected)
