"""The derivation by its edges: what the cases in YAML do not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import loading, queries
from zhunsheng.lawbook.choices import (
    ConductKind,
    Degree,
    Fact,
    Harm,
    LeniencyKind,
    Liable,
    NodeKind,
)
from zhunsheng.lawbook.documents import derivation as telling
from zhunsheng.lawbook.imports import facts_from
from zhunsheng.lawbook.loading.benchmarks import benchmark
from zhunsheng.lawbook.loading.common import BadLawData, Row, parsed
from zhunsheng.lawbook.loading.leniency import items
from zhunsheng.lawbook.loading.violations import conditions, violation_versions
from zhunsheng.lawbook.rules.derivation import derive
from zhunsheng.lawbook.rules.facts import Known, PenaltyFacts
from zhunsheng.lawbook.rules.leniency import Leniency
from zhunsheng.lawbook.rules.tree import Derivation, Node
from zhunsheng.lawbook.rules.versions import Times

TIMES = Times(date(2025, 11, 3), date(2025, 12, 1))
WELDER = PenaltyFacts(
    times=TIMES,
    who=Liable.UNIT,
    order_expired=False,
    corrected=False,
    facts={Fact.PERSONS: Known(1, "示检记〔2025〕1号")},
)


def nodes(found: Derivation) -> list[Node]:
    return [one for node in found.nodes for one in (node, *node.parts)]


class TestTree:
    def test_cites_the_article_and_version_of_every_step(self) -> None:
        found = queries.derived("safety.97-7", WELDER)
        for node in nodes(found):
            assert queries.cite_label(node.basis)
        assert {n.since for n in found.nodes if n.kind is NodeKind.RANGE} == {date(2021, 9, 1)}

    def test_names_the_record_that_proves_a_fact(self) -> None:
        found = queries.derived("safety.97-7", WELDER)
        assert [n.record for n in nodes(found) if n.kind is NodeKind.FACT] == ["示检记〔2025〕1号"]

    def test_is_the_same_for_the_same_facts(self) -> None:
        assert queries.derived("safety.97-7", WELDER) == queries.derived("safety.97-7", WELDER)

    def test_has_no_amount_while_a_fact_is_missing(self) -> None:
        found = queries.derived("safety.97-7", replace(WELDER, facts={}))
        assert (found.questions, found.least, found.most) == ((Fact.PERSONS,), 0, 0)
        with pytest.raises(ValueError, match="no reasons"):
            telling.paragraph(found)


class TestMeasures:
    def test_beside_the_fine_are_those_of_the_stage_and_none_where_the_party_is_spared(
        self,
    ) -> None:
        trade = PenaltyFacts(
            times=Times(date(2026, 5, 6), date(2026, 6, 5)), who=Liable.UNIT, corrected=False
        )
        late = replace(WELDER, order_expired=True)
        told = [
            queries.derived(key, facts).measures
            for key, facts in (
                ("chemicals.100-3", trade),
                ("chemicals.100-3", replace(trade, no_fault=True)),
                ("safety.97-7", WELDER),
                ("safety.97-7", late),
            )
        ]
        found = [[one.name for one in measures] for measures in told]
        assert found == [
            ["STOP", "CONFISCATE_PROPERTY", "CONFISCATE_GAINS"],
            [],
            [],
            ["OVERHAUL_SUSPENSION"],
        ]


class TestUnverified:
    def test_law_is_named_in_the_reasons(self) -> None:
        facts = PenaltyFacts(
            times=Times(date(2026, 3, 1), date(2026, 4, 1)),
            who=Liable.UNIT,
            corrected=False,
            order_expired=False,
        )
        key = next(
            key
            for key, versions in sorted(violation_versions().items())
            if not versions[-1].verified
            and versions[-1].in_force(date(2026, 3, 1))
            and queries.derived(key, facts).is_settled
        )
        found = queries.derived(key, facts)
        assert not found.is_verified
        assert "未经核实" in telling.paragraph(found)


class TestTimes:
    @pytest.mark.parametrize(
        ("began", "ended", "decided"),
        [
            (date(2026, 2, 1), None, date(2026, 1, 31)),
            (date(2026, 2, 1), date(2026, 1, 1), date(2026, 3, 1)),
            (date(2026, 2, 1), date(2026, 3, 2), date(2026, 3, 1)),
        ],
    )
    def test_refuse_days_in_no_possible_order(
        self, began: date, ended: date | None, decided: date
    ) -> None:
        with pytest.raises(ValueError, match="in this order"):
            Times(began, decided, ended, ConductKind.CONTINUING)


ROW = """
- id: X
  label: 示例
  violation: safety.99-1
  basis: "MEM-2024-90"
  since: 2024-11-01
  source: 示例
  checked_on: 2026-11-22
  verified: true
  tiers:
    - key: A
      when: {places: 1}
      fines:
        - {who: %s}
"""


class TestBenchmark:
    @pytest.mark.parametrize(
        "fine",
        [
            "UNIT, range: [0, 50001]",  # above the maximum of stage 1
            "RESPONSIBLE, stage: 2, range: [5000, 10000]",  # below the minimum for persons
            "UNIT, stage: 2, range: [40000, 60000]",
            "HEAD, range: [0, 100]",  # the article fines no head
        ],
    )
    def test_outside_the_statute_is_refused_with_file_and_line(self, fine: str) -> None:
        (row,) = parsed(ROW % fine, file="示例.yaml")
        with pytest.raises(BadLawData, match=r"示例\.yaml:2: X A: .*SPL-2021:99"):
            benchmark(row, violation_versions())

    def test_within_the_statute_is_taken(self) -> None:
        (row,) = parsed(ROW % "UNIT, range: [10000, 50000]", file="示例.yaml")
        assert benchmark(row, violation_versions()).tiers[0].fines[0].most == 5_000_000

    @pytest.mark.parametrize("gains", [1_000, 9_999_999, 10_000_000, 100_000_000])
    @pytest.mark.parametrize("tier", ["gains: [2, 3]", "range: [100000, 120000]"])
    def test_of_another_model_never_leads_out_of_the_range(self, tier: str, gains: int) -> None:
        """The law fines small gains by a range and larger ones by a multiple (SPL-2021:103.1)."""
        text = ROW.replace("safety.99-1", "safety.103-1") % f"UNIT, {tier}"
        (row,) = parsed(text, file="示例.yaml")
        facts = PenaltyFacts(
            times=Times(date(2026, 6, 1), date(2026, 6, 1)),
            who=Liable.UNIT,
            corrected=False,
            facts={Fact.PLACES: Known(1), Fact.GAINS: Known(gains)},
        )
        versions = violation_versions()["safety.103-1"]
        (law, found) = (
            derive(versions, held, facts) for held in ((), (benchmark(row, violation_versions()),))
        )
        assert law.least <= found.least <= found.most <= law.most
        narrows = tier.startswith("gains") == (gains >= 10_000_000)
        assert ((found.least, found.most) != (law.least, law.most)) == narrows


class TestSpan:
    """The words of a span count as the instrument counts (law.md 3.4, A13)."""

    @pytest.mark.parametrize(
        ("words", "includes", "held"),
        [
            ("{from: 3, upto: 10}", True, (3, 11)),
            ("{from: 3, upto: 10}", False, (3, 10)),
            ("{over: 3, under: 10}", None, (4, 10)),
            ("{over: 3}", None, (4, None)),
            ("{upto: 10}", False, (None, 10)),
        ],
    )
    def test_in_words_is_counted_as_the_instrument_says(
        self, words: str, includes: bool | None, held: tuple[int | None, int | None]
    ) -> None:
        law = replace(loading.instruments()["AIR-2007"], includes_upto=includes)
        row = parsed(f"deaths: {words}", file="示例.yaml")
        (one,) = conditions(row, row, law)
        assert (one.least, one.below) == held

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("{from: 3, upto: 10}", r"示例\.yaml:1: nobody read whether 以下"),
            ("{from: 3, over: 3}", "a span is told by"),
            ("{most: 3}", "a span is told by"),
            ("{from: 3, under: 3}", "is empty"),
        ],
    )
    def test_that_nobody_can_count_is_refused(self, words: str, said: str) -> None:
        law = replace(loading.instruments()["MEM-18"], includes_upto=None)
        row = parsed(f"deaths: {words}", file="示例.yaml")
        with pytest.raises(BadLawData, match=said):
            conditions(row, row, law)


LIGHTER = Leniency(
    list_id="示例清单",
    number=1,
    kind=LeniencyKind.LIGHTER,
    title="示例清单",
    label="示例情形",
    violation="safety.97-7",
    basis=Citation.parse("APL-2021:32"),
    place="",
    jurisdiction="CN",
    since=date(2025, 1, 1),
    until=None,
    first=True,
    harm=Harm.NONE,
    when=(),
    verified=True,
    source="示例",
    checked_on=date(2026, 11, 22),
)
CORRECTED = replace(WELDER, corrected=True, harm=Harm.NONE, minor=False, first_offence=False)


def listed(facts: PenaltyFacts, *lists: Leniency) -> Derivation:
    """Return the derivation of the welder's fine under lists of the test's own."""
    versions = violation_versions()["safety.97-7"]
    return derive(versions, loading.benchmarks()["safety.97-7"], facts, lists)


class TestList:
    def test_of_lighter_treatment_grants_its_circumstance(self) -> None:
        any_offence = replace(LIGHTER, first=False)
        found = listed(CORRECTED, any_offence)
        assert (found.degree, found.least, found.most) == (Degree.LIGHTER, 0, 1_500_000)
        assert [n.about for n in found.nodes if n.kind is NodeKind.FACTOR] == ["示例情形"]
        missed = listed(CORRECTED, LIGHTER)
        assert (missed.degree, missed.most) == (Degree.ORDINARY, 3_000_000)

    def test_of_lighter_treatment_asks_for_what_it_rests_on(self) -> None:
        minor = replace(CORRECTED, harm=Harm.MORE, first_offence=None)
        asked = listed(minor, replace(LIGHTER, harm=Harm.MINOR))
        assert (asked.degree, asked.questions) == (Degree.ORDINARY, ())
        others = replace(LIGHTER, first=False, when=conditions({"dishonest": 0}, Row()))
        assert listed(CORRECTED, others).questions == (Fact.DISHONEST,)

    @pytest.mark.parametrize("expired", [False, True])
    def test_of_lighter_treatment_grants_nothing_to_what_was_not_corrected(
        self, *, expired: bool
    ) -> None:
        facts = replace(CORRECTED, corrected=False, order_expired=expired)
        found = listed(facts, replace(LIGHTER, first=False))
        assert found.degree is Degree.ORDINARY
        assert found.most == (13_000_000 if expired else 3_000_000)

    def test_of_the_narrower_place_goes_before_that_of_the_wider(self) -> None:
        facts = replace(CORRECTED, jurisdiction="CN-32-01")
        wide = replace(LIGHTER, first=False)
        near = replace(wide, jurisdiction="CN-32", label="本省情形")
        for lists in ((wide, near), (near, wide)):
            found = listed(facts, *lists)
            assert [n.about for n in found.nodes if n.kind is NodeKind.FACTOR] == ["本省情形"]

    def test_is_not_asked_about_where_the_order_ran_out(self) -> None:
        facts = PenaltyFacts(times=TIMES, who=Liable.UNIT, order_expired=True)
        assert queries.derived("safety.105-2", facts).questions == ()

    def test_that_is_missed_says_by_what(self) -> None:
        facts = replace(
            WELDER,
            jurisdiction="CN-32",
            corrected=True,
            harm=Harm.NONE,
            minor=False,
            first_offence=False,
        )
        found = queries.derived("safety.97-4", facts)
        assert "是否初次违法" in " ".join(line.text for line in telling.tree(found))

    def test_with_a_bad_row_is_named_with_file_and_line(self) -> None:
        text = LIST.replace("safety.97-4", "safety.0")
        (row,) = parsed(text, file="示例.yaml")
        with pytest.raises(BadLawData, match=r"示例\.yaml:10: no violation safety\.0"):
            tuple(items(row))


class TestLocalRule:
    def test_of_another_place_is_refused(self) -> None:
        versions = tuple(
            replace(one, jurisdiction="CN-31") for one in violation_versions()["safety.97-7"]
        )
        here = derive(versions, (), replace(WELDER, jurisdiction="CN-31-05"))
        assert here.is_settled
        there = derive(versions, (), replace(WELDER, jurisdiction="CN-32"))
        assert [one.code for one in there.findings] == ["penalty.other_place"]


LIST = """\
- id: X
  title: 示例清单
  kind: NO_PENALTY
  basis: "APL-2021:33"
  since: 2024-11-01
  source: 示例
  checked_on: 2026-11-22
  verified: true
  items:
    - label: 示例事项
      violation: safety.97-4
"""


class TestBadData:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("whom: UNIT", r"f\.yaml:1: unknown \['whom'\]"),
            ("who: NOBODY", "NOBODY"),
            ("who: UNIT\nwho: HEAD", "a key stands twice"),
            ("facts: {people: 3}", "people"),
            ("facts: {persons: -1}", "persons: -1"),
            ("harm: SOME", "SOME"),
            ("corrected: 否", "否"),
            ("facts: {persons: 1.5}", "persons: 1.5"),
            ("facts: {gains: 1.234}", "gains: 1.234"),
            ("facts: {accident: 5}", "accident: 5"),
            ("facts: {share: 101}", "share: 101"),
            ("circumstances: [angry]", "angry"),
            ("[1, 2]", "key and value"),
            ("a: [", r"f\.yaml"),
        ],
    )
    def test_in_the_facts_is_named(self, text: str, said: str) -> None:
        with pytest.raises(BadLawData, match=said):
            facts_from(text, file="f.yaml", times=TIMES)


class TestFacts:
    def test_keep_jiao_and_fen(self) -> None:
        facts = facts_from("facts: {gains: 123456.78}", file="f.yaml", times=TIMES)
        assert facts.facts[Fact.GAINS].value == 12_345_678

    def test_put_a_share_above_its_boundary_into_the_higher_tier(self) -> None:
        facts = facts_from("facts: {share: 10.5}", file="f.yaml", times=TIMES)
        assert facts.facts[Fact.SHARE].value == 11

    def test_that_contradict_each_other_are_refused(self) -> None:
        found = queries.derived("safety.97-7", replace(WELDER, order_expired=True, corrected=True))
        assert [one.code for one in found.findings] == ["penalty.facts_contradict"]

    def test_with_a_choice_of_no_version_are_refused(self) -> None:
        times = Times(date(2026, 1, 3), date(2026, 6, 5))
        facts = PenaltyFacts(times=times, who=Liable.UNIT, choice=date(2020, 1, 1))
        found = queries.derived("chemicals.100-3", facts)
        assert [one.code for one in found.findings] == ["penalty.choice_unknown"]


class TestPlace:
    def test_takes_the_number_of_the_province_it_lies_in(self) -> None:
        key, on = next(
            (key, value.since)
            for key, values in sorted(loading.parameters().items())
            for value in values
            if value.jurisdiction == "CN-14"
        )
        province = queries.parameter(key, on=on, jurisdiction="CN-14")
        assert queries.parameter(key, on=on, jurisdiction="CN-14-01") is province


def test_the_whole_lawbook_loads() -> None:
    assert len(loading.violation_versions()) >= 120
