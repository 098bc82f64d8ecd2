"""What hinders the publication of a pool: all reasons, each with its article and a way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import rules
from zhunsheng.draw.choices import DrawKind, ExclusionGround, PoolSide, SeedMethod
from zhunsheng.draw.rules import (
    Exclusion,
    Known,
    Partner,
    SeedPlan,
)
from zhunsheng.draw.tests.builders import (
    BY_PARTIES,
    DAY,
    ITEM,
    LENT,
    PARTIES,
    RATES,
    STOPPED,
    UNTIL,
    drafted,
)
from zhunsheng.registry.rules import UnitStanding
from zhunsheng.workforce.rules import CredentialTerm, OfficerFact

U1, U2, O1, O2, O3 = (UUID(int=n) for n in range(1, 6))


def unit(number: int, risk: str) -> rules.PoolUnit:
    return rules.PoolUnit(f"u{number}", f"单位{number}", "", risk, "GOOD")


def officer(one: UUID, until: date = date(2027, 1, 1)) -> OfficerFact:
    return OfficerFact(one, None, f"示例{one.int}", f"{one.int}", date(2023, 1, 1), until, None)


def draft(**changes) -> rules.PoolDraft:
    return drafted((U1, U2), (O1, O2), **{"units_to_draw": 1, **changes})


def known(**changes) -> Known:
    units = {U1: unit(1, "B"), U2: unit(2, "B")}
    said = Known(
        units,
        (officer(O1), officer(O2)),
        {ITEM: "监督检查"},
        in_scope={one: unit.name for one, unit in units.items()},
        speakers={Role.LEGAL_REVIEWER: 2, Role.JUSTICE_SUPERVISOR: 1},
    )
    return replace(said, **changes)


def codes(said: rules.PoolDraft, **looked) -> list[str]:
    return [f.code for f in rules.draft_findings(said, known(**looked), DAY)]


def test_an_item_of_another_sector_is_refused_before_the_draw():
    """国办发〔2024〕54号: what could not be approved at a unit is not drawn for it."""
    bound, sectors = {ITEM: frozenset({"GAS_STATION"})}, {U1: "GAS_STATION", U2: "COMMERCE"}
    (found,) = rules.draft_findings(draft(), known(bound=bound, sectors=sectors), DAY)
    assert found.code == "inspection.items.sector"
    assert unit(2, "B").name in found.message
    assert unit(1, "B").name not in found.message
    alike = dict.fromkeys(sectors, "GAS_STATION")
    assert codes(draft(), bound=bound, sectors=alike) == []


JOINT = {"kind": DrawKind.JOINT}
EVENT = SeedPlan(SeedMethod.PUBLIC_EVENT, (), "公开摇奖第2025001期", date(2025, 3, 4))


class TestDraft:
    def test_is_fit_when_all_is_said(self):
        assert codes(draft()) == []
        assert codes(draft(rates=RATES, units_to_draw=0)) == []
        assert codes(draft(**JOINT, partners=(Partner("示例局", ("消防检查",)),))) == []
        assert codes(draft(seed_plan=EVENT)) == []

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"title": " "}, "draw.title.none"),
            ({"units_to_draw": 0}, "draw.number"),
            ({"units_to_draw": 3}, "draw.number"),
            ({"officers": (O1, O3)}, "draw.officers.unknown"),
            ({"officers": (O1, O2, O2)}, "draw.officers.twice"),
            ({"entities": (U1, U2, U2)}, "draw.units.twice"),
            ({"entities": (U1, U2, O1)}, "draw.units.unknown"),
            ({"most_per_officer": -1}, "draw.most"),
            ({"most_per_pair": -1}, "draw.most"),
            ({"items": ()}, "draw.items.none"),
            ({"items": (ITEM, "JC-009")}, "draw.items.unpublished"),
            ({"visits_from": date(2025, 3, 2)}, "draw.period"),
            ({"visits_until": date(2025, 3, 2)}, "draw.period"),
            (JOINT, "draw.partners.none"),
            ({"partners": (Partner("示例局", ("检查",)),)}, "draw.partners.some"),
            ({**JOINT, "partners": (Partner("示例局", ()),)}, "draw.partners.items"),
            (
                {
                    **JOINT,
                    "partners": (Partner("示例局", ("检查",)), Partner("示例局 ", ("检查",))),
                },
                "draw.partners.twice",
            ),
            ({"seed_plan": replace(BY_PARTIES, contributors=("法制机构",))},
             "draw.contributors.few"),
            (
                {"seed_plan": replace(BY_PARTIES, contributors=(*PARTIES, "法制机构\u200b"))},
                "draw.contributors.twice",
            ),
            ({"seed_plan": replace(EVENT, event=" ")}, "draw.event"),
            ({"seed_plan": replace(EVENT, event_on=DAY)}, "draw.event"),
            ({"rates": replace(RATES, by_risk=(("A", 0), ("B", 5)))}, "draw.rates.range"),
            ({"rates": replace(RATES, by_risk=(("A", 6), ("B", 5)))}, "draw.rates.order"),
            ({"repeats": U1}, "draw.repeat.reason"),
            (
                {"exclusions": (Exclusion(PoolSide.OFFICER, O3, LENT[0], " "),)},
                "draw.exclusion.reason",
            ),
            ({"exclusions": (Exclusion(PoolSide.OFFICER, O3, *STOPPED),)}, "draw.exclusion.ground"),
            ({"exclusions": (Exclusion(PoolSide.UNIT, U1, *STOPPED),)}, "draw.exclusion.pooled"),
        ],
    )  # fmt: skip
    def test_names_what_is_wrong(self, changes, code):
        assert codes(draft(**changes)) == [code]

    def test_holds_no_unit_that_has_closed(self):
        closed = {U2: UnitStanding("单位2", closed_on=date(2025, 1, 6))}
        found = rules.draft_findings(draft(), known(standings=closed), DAY)
        assert [f.code for f in found] == ["registry.standing.closed"]
        assert "单位2（2025-01-06）已经停业或者注销" in found[0].message

    def test_holds_no_unit_that_another_level_inspects(self):
        """应急〔2025〕11号: one enterprise has one body that inspects it."""
        above = {U2: UnitStanding("单位2", other_body="市级")}
        assert codes(draft(), standings=above) == ["registry.standing.level"]

    def test_leaves_no_unit_of_its_scope_out_in_silence(self):
        """国发〔2019〕5号: the list of objects is whole; who is left out is told, and why."""
        names = {U1: "单位1", U2: "单位2", O3: "单位3"}
        found = rules.draft_findings(draft(), known(in_scope=names), DAY)
        assert [f.code for f in found] == ["draw.units.gap"]
        assert found[0].message.startswith("单位3属于本次抽查的范围")
        out = (Exclusion(PoolSide.UNIT, O3, *STOPPED),)
        assert codes(draft(exclusions=out), in_scope=names) == []
        assert codes(draft(), in_scope={U1: "单位1"}) == ["draw.units.outside"]

    def test_leaves_a_unit_out_for_a_stop_that_somebody_can_look_up(self):
        """国发〔2019〕5号: who is left out is told, and why; a stop is on record or on a paper."""
        names = {U1: "单位1", U2: "单位2", O3: "单位3"}

        def out(reason: str, **looked) -> list[str]:
            said = (Exclusion(PoolSide.UNIT, O3, ExclusionGround.SUSPENDED, reason),)
            return codes(draft(exclusions=said), in_scope=names, **looked)

        assert out("检修至六月底") == ["draw.exclusion.no_stop"]
        assert out("〔2025〕号停产报告，检修至六月底") == ["draw.exclusion.no_stop"]
        assert out("检修至六月底", stopped=frozenset({O3})) == []
        assert out("收文〔2025〕12号停产报告，检修至六月底") == []

    def test_asks_no_party_for_which_nobody_can_commit(self):
        """国发〔2019〕5号: the seed is of several parties; each is there before the pool stands."""
        few = {Role.LEGAL_REVIEWER: 1, Role.JUSTICE_SUPERVISOR: 1}
        [paper] = rules.draft_findings(draft(), known(speakers=few), DAY)
        assert paper.code == "draw.contributors.account"
        assert paper.message.startswith("派驻纪检监察机构没有可以提交承诺值的账号")
        none = {Role.LEGAL_REVIEWER: 2}
        [justice] = rules.draft_findings(draft(), known(speakers=none), DAY)
        assert justice.message.startswith("司法行政部门没有可以提交承诺值的账号")
        assert justice.next_step == "请先由系统管理员开立账号，或者更换提供方"
        assert paper.next_step.endswith("或者改用当众掷骰")

    @pytest.mark.parametrize("plan", [EVENT, SeedPlan(SeedMethod.DICE, (), "", None)])
    def test_publishes_no_pool_whose_seed_nobody_can_write_down_or_check(self, plan: SeedPlan):
        """国发〔2019〕5号: one hand writes dice or an event down, another one checks it."""
        both = {Role.LEGAL_REVIEWER: 1, Role.JUSTICE_SUPERVISOR: 1}
        assert codes(draft(seed_plan=plan), speakers=both) == []
        for role in both:
            lacking = {**both, role: 0}
            [said] = rules.draft_findings(draft(seed_plan=plan), known(speakers=lacking), DAY)
            assert said.code == "draw.seed.account"
            assert f"“{role.label}”账号" in said.message

    def test_leaves_no_officer_out_in_silence(self):
        """国发〔2019〕5号: the list of officers is whole too."""
        field = {O1: "示例3", O2: "示例4", O3: "示例5"}
        assert codes(draft(), enforcers=field) == ["draw.officers.gap"]
        out = (Exclusion(PoolSide.OFFICER, O3, *LENT),)
        assert codes(draft(exclusions=out), enforcers=field) == []

    def test_sends_no_legal_reviewer(self):
        """行政处罚法 58: who reviews does not inspect what comes to review."""
        found = rules.draft_findings(draft(), known(reviewers=frozenset({O2})), DAY)
        assert [f.code for f in found] == ["draw.officers.reviewer"]

    def test_sends_an_officer_of_a_street_only_where_the_street_takes_part(self):
        """国发〔2019〕5号: a joint draw names who takes part."""
        streets = {O2: "示例街道"}
        assert codes(draft(), streets=streets) == ["draw.officers.street"]
        with_it = draft(**JOINT, partners=(Partner("示例街道", ("日常检查",)),))
        assert codes(with_it, streets=streets) == []

    def test_is_no_second_draw_of_the_same_pool_unless_it_names_the_first(self):
        """国发〔2019〕5号: a draw that is made again says so, and why."""
        found = rules.draft_findings(draft(), known(alike=("第一次抽查",)), DAY)
        assert [f.code for f in found] == ["draw.repeat.unnamed"]
        assert "理由" in found[0].next_step
        again = draft(repeats=U1, repeat_reason="名录有误")
        assert codes(again, former_is_repeated=True) == ["draw.repeat.superseded"]

    def test_has_no_items_without_a_published_power_list(self):
        """国办发〔2024〕54号: what is not on the published list is not inspected."""
        found = rules.draft_findings(draft(), known(items=None), DAY)
        assert [(f.code, f.basis.instrument) for f in found] == [
            ("draw.items.no_list", "GBF-2024-54")
        ]
        assert "权责清单" in found[0].next_step

    def test_needs_two_officers_with_valid_credentials(self):
        lapsed = (officer(O1), officer(O2, date(2025, 3, 2)))
        assert codes(draft(), officers=lapsed) == ["draw.officers.credential"]
        assert codes(draft(officers=(O1,)), officers=lapsed) == ["draw.officers.fewer_than_two"]

    def test_refuses_who_cannot_inspect_any_more_when_the_visits_end(self):
        """行政处罚法 42, on the last day of the visits; the way out is told."""
        ending = (officer(O1), officer(O2, date(2025, 6, 29)))
        found = rules.draft_findings(draft(), known(officers=ending), DAY)
        assert [f.code for f in found] == ["draw.officers.ending"]
        assert "示例4（证件至2025-06-29）" in found[0].message
        assert "换证" in found[0].next_step
        assert codes(draft(), officers=(officer(O1), officer(O2, UNTIL))) == []

    def test_counts_a_credential_that_follows_without_a_gap(self):
        later = CredentialTerm("新", date(2025, 4, 1), date(2028, 3, 31))
        one = officer(O2, date(2025, 3, 31))
        whole = replace(one, others=(later,))
        gap = replace(one, others=(replace(later, valid_from=date(2025, 4, 2)),))
        assert rules.term_of(whole, DAY, UNTIL) == CredentialTerm(
            "4", date(2023, 1, 1), date(2028, 3, 31)
        )
        assert rules.term_of(gap, DAY, UNTIL) is None

    @pytest.mark.parametrize(
        ("ground", "name"), [(ExclusionGround.VISITED, "visited"), (ExclusionGround.CAP, "capped")]
    )
    def test_refuses_visits_and_caps_that_no_record_bears_out(
        self, ground: ExclusionGround, name: str
    ):
        """国发〔2019〕5号: who is left out is left out for a reason that holds."""
        out = (Exclusion(PoolSide.UNIT, U2, ground, "已经检查过一次"),)
        said = drafted((U1,), (O1, O2), units_to_draw=1, exclusions=out)
        assert codes(said) == ["draw.exclusion.untrue"]
        assert codes(said, **{name: frozenset({U2})}) == []

    def test_refuses_a_unit_whose_visits_of_the_year_are_used_up(self):
        """国办发〔2024〕54号: a cap that is reached stops the visit, so nobody draws it."""
        (found,) = rules.draft_findings(draft(), known(capped=frozenset({U2})), DAY)
        assert (found.code, str(found.basis)) == ("draw.units.capped", "GBF-2024-54")
        assert "年度检查次数已达上限" in found.next_step

    def test_gives_all_reasons_at_once(self):
        wrong = draft(title="", units_to_draw=0, partners=(Partner("示例局", ("检查",)),))
        assert codes(wrong) == ["draw.title.none", "draw.number", "draw.partners.some"]
