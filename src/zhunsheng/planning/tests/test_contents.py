"""Officers and days by unit, what earlier plans propose, units that are counted, versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from stdnum.cn import uscc

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.burden import services as burden
from zhunsheng.burden.rules import NoticeDraft
from zhunsheng.inspection.choices import BasisKind, InspectionKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.planning import queries, rules, services
from zhunsheng.planning.choices import ChangeKind, DayItem, KeyCriterion, PartKind
from zhunsheng.planning.models import PlanTeam
from zhunsheng.planning.services import PartDraft, PlanDraft, UnitDraft
from zhunsheng.planning.tests.builders import (
    BUREAU,
    DAY,
    DAYS,
    PAPER,
    approve,
    approved,
    ctx,
    drafted,
    entities,
    filled,
    found,
    part,
    published,
    shops,
)
from zhunsheng.planning.tests.test_services import facts, refused
from zhunsheng.registry import queries as registered
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EnforcementLevel, RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.rules import CredentialFacts, OfficerFacts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


def unit_of(name: str, kind: UnitKind = UnitKind.TEAM) -> UUID:
    return accounts.add_unit(ctx=ctx(f"unit {name}"), name=name, kind=kind, on=DAY).id


def officer(number: int, unit: UUID, *, until: date = date(2029, 1, 1)) -> None:
    credential = CredentialFacts(f"示999{number:03d}", date(2024, 1, 1), until)
    said = OfficerFacts(name=f"示例{chr(0x4E00 + number)}", unit=unit, credential=credential)
    workforce.add_officer(ctx=ctx(f"officer {number}"), facts=said, on=DAY)


def teams(plan) -> list[tuple[str, int]]:
    return [(team.unit.name, team.officers) for team in queries.teams_of(ctx("read"), plan)]


class TestOfficers:
    """编制办法 7: the officers of a plan are those whom the workforce knows."""

    def test_are_counted_by_unit_without_streets_and_lapsed_credentials(self):
        one, two = unit_of("示例一队"), unit_of("示例二队")
        street = unit_of("示例街道", UnitKind.STREET)
        for number, unit in enumerate((one, one, two, street)):
            officer(number, unit)
        officer(9, two, until=date(2025, 3, 2))
        plan = services.draft_plan(ctx=ctx("draft"), draft=PlanDraft(year=2025), on=DAY)
        assert (plan.officers_count, teams(plan)) == (3, [("示例一队", 2), ("示例二队", 1)])

        officer(10, two)
        assert [f.code for f in rules.warnings(facts(plan))] == ["plan.officers.certified"]
        counted = services.count_officers(ctx=ctx("count"), plan=plan.id, on=DAY)
        assert (counted.officers_count, teams(plan)) == (4, [("示例一队", 2), ("示例二队", 2)])
        services.set_basics(ctx=ctx("basics"), plan=plan.id, officers=5, on=DAY)
        assert "plan.officers.teams" in [f.code for f in rules.findings(facts(plan))]

    def test_of_a_submitted_plan_are_not_counted_anew(self):
        plan = approved()
        assert refused(lambda: services.count_officers(ctx=ctx("count"), plan=plan.id, on=DAY)) == [
            "plan.contents.fixed"
        ]


class TestDays:
    def test_are_kept_by_unit_and_summed(self):
        one, street = unit_of("示例一队"), unit_of("示例街道", UnitKind.STREET)
        plan = drafted()
        for unit, days in ((one, 30), (None, 12)):
            services.set_days(
                ctx=ctx(f"days {unit}"),
                plan=plan.id,
                days=((DayItem.O1, days),),
                unit=unit,
                on=DAY,
            )
        assert queries.days_of(ctx("read"), plan) == ((DayItem.O1, 42),)
        PlanTeam.objects.create(
            id=ctx("team").new_id("team"), bureau_id=BUREAU, plan=plan, unit_id=one, officers=10
        )
        assert facts(plan).teams == (rules.Team("示例一队", 10, 30, 0),)
        assert refused(
            lambda: services.set_days(
                ctx=ctx("street"), plan=plan.id, days=((DayItem.O1, 1),), unit=street, on=DAY
            )
        ) == ["plan.team.unknown"]

    def test_are_proposed_as_the_average_of_the_three_years_before(self):
        for year, days in ((2021, 900), (2022, 200), (2023, 210), (2024, 191)):
            old = drafted(year)
            services.set_days(
                ctx=ctx(f"days {year}"), plan=old.id, days=((DayItem.O1, days),), on=DAY
            )
        found_now = queries.proposals(ctx("read"), drafted(2025), None)
        assert [(item, one.days) for item, one in found_now.items()] == [(DayItem.O1, 200)]
        assert found_now[DayItem.O1].formula == ("（2022年200 + 2023年210 + 2024年191）÷ 3 = 200")


class TestCounting:
    def test_follows_the_list_where_no_number_is_stated(self):
        ids = entities(3)
        plan = drafted()
        services.set_part(
            ctx=ctx("part"), plan=plan.id, part=PartDraft(1, "化工", PartKind.KEY), on=DAY
        )
        listed = tuple(UnitDraft(one, (KeyCriterion.HIGHER_RISK,)) for one in ids)
        services.add_units(ctx=ctx("add"), plan=plan.id, part=1, units=listed, on=DAY)
        assert facts(plan).parts[0].unit_count == 3
        services.remove_units(ctx=ctx("take"), plan=plan.id, part=1, units=ids[:1], on=DAY)
        assert facts(plan).parts[0].unit_count == 2
        assert refused(
            lambda: services.remove_units(
                ctx=ctx("again"), plan=plan.id, part=1, units=ids[:1], on=DAY
            )
        ) == ["plan.units.not_listed"]

    def test_draws_by_risk_class_from_what_no_other_part_lists(self):
        ids = entities(21)
        plan = drafted()
        part(plan, 1, 1)
        listed = (UnitDraft(ids[0], (KeyCriterion.HIGHER_RISK,)),)
        services.add_units(ctx=ctx("add"), plan=plan.id, part=1, units=listed, on=DAY)
        draft = PartDraft(
            2,
            "双随机",
            PartKind.GENERAL,
            sector=Sector.HAZCHEM_PRODUCTION,
            rates=((RiskClass.C, 15), (RiskClass.D, 50)),
        )
        services.set_part(ctx=ctx("draw"), plan=plan.id, part=draft, on=DAY)
        drawn = facts(plan).parts[1]
        assert [(one.risk, one.pool, one.rate) for one in drawn.strata] == [
            (RiskClass.C, 20, 15),
            (RiskClass.D, 0, 50),
        ]
        assert drawn.unit_count == 3
        assert queries.strata_text(drawn.strata[:1]) == "C类20家 × 15% → 3家"

    def test_never_draws_key_units(self):
        plan = drafted()
        draft = PartDraft(1, "化工", PartKind.KEY, rates=((RiskClass.B, 15),))
        assert refused(
            lambda: services.set_part(ctx=ctx("draw"), plan=plan.id, part=draft, on=DAY)
        ) == ["plan.part.drawn"]


class TestStanding:
    def test_of_a_closed_or_upper_unit_or_one_at_its_cap_stops_the_submission(self):
        ids = entities(4)
        plan = filled(ids)
        registry.close_entity(ctx=ctx("close"), entity=ids[0], reason="公告注销", on=DAY)
        upper = registered.entity(ctx("read"), ids[1])
        said = replace(registered.facts_of(upper), enforcement_level=EnforcementLevel.CITY)
        registry.amend_entity(
            ctx=ctx("level"), entity=upper.id, facts=said, version=upper.version, on=DAY
        )
        notice = NoticeDraft("入企检查频次", "示应急〔2025〕1号", 2025, {"chemicals_ungraded": 1})
        burden.publish_caps(ctx=ctx("caps"), draft=notice, on=DAY)
        assert refused(lambda: services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY)) == [
            "plan.unit.closed",
            "plan.unit.level",
            "plan.visits.cap",
        ]


class TestHigherRisk:
    def test_that_no_key_part_holds_is_named(self):
        ids = entities(2)
        plan = filled(ids)
        stem = "91999901MA0000009"
        code = stem + uscc.calc_check_digit(stem)
        said = EntityFacts("示例丁厂", code, risk_class=RiskClass.D)
        made = registry.add_entity(ctx=ctx("higher"), facts=said, on=DAY)
        assert facts(plan).left_out == ("示例丁厂",)
        listed = (UnitDraft(made.id, (KeyCriterion.HIGHER_RISK,)),)
        services.add_units(ctx=ctx("higher listed"), plan=plan.id, part=1, units=listed, on=DAY)
        assert facts(plan).left_out == ()


class TestTexts:
    def test_that_cite_an_instrument_out_of_force_are_warned_of(self):
        plan = filled()
        services.set_basics(
            ctx=ctx("text"),
            plan=plan.id,
            officers=10,
            goals="依照《安全生产法》和原国家安全监管总局令第15号",
            on=DAY,
        )
        row = queries.plan_by_id(ctx("read"), plan.id)
        late = queries.facts_of(ctx("read"), row, on=date(2026, 2, 1))
        assert late.outdated == ("《安全生产违法行为行政处罚办法（2015年修正）》",)
        assert "plan.text.outdated" in [f.code for f in rules.warnings(late)]
        assert facts(row).outdated == ()


class TestDifference:
    def test_of_an_amendment_names_days_parts_and_units(self):
        ids = entities(5)
        plan = approved(ids[:4])
        new = services.amend_plan(ctx=ctx("amend"), plan=plan.id, reason="新增单位", on=DAY)
        assert queries.difference(ctx("read"), queries.plan_by_id(ctx("read"), new.id)) == ()
        services.set_days(ctx=ctx("days 2"), plan=new.id, days=((DayItem.O1, 210),), on=DAY)
        services.remove_units(ctx=ctx("take"), plan=new.id, part=1, units=ids[:1], on=DAY)
        services.add_units(ctx=ctx("more"), plan=new.id, part=1, units=(UnitDraft(ids[4]),), on=DAY)
        part(new, 3, 2, label="新任务")
        row = queries.plan_by_id(ctx("read"), new.id)
        found = queries.difference(ctx("read"), row)
        assert [(c.label, c.before, c.after) for c in found[:6]] == [
            ("其他执法工作日 O", "620个工作日", "630个工作日"),
            ("监督检查工作日 I", "1116个工作日", "1106个工作日"),
            ("重点检查工作日 K", "638个工作日", "691个工作日"),
            ("一般检查工作日 G", "478个工作日", "415个工作日"),
            ("计划检查单位合计", "10家", "12家"),
            ("计划检查家次合计", "14家次", "16家次"),
        ]
        assert [(c.kind, c.label) for c in found[6:]] == [
            (ChangeKind.CHANGED, "工作日：机关统筹 O1 开展安全生产综合监管"),
            (ChangeKind.REMOVED, "单位：示例第1化工有限公司"),
            (ChangeKind.ADDED, "检查任务：新任务"),
            (ChangeKind.ADDED, "单位：示例第5化工有限公司"),
        ]
        first = queries.plan_by_id(ctx("read"), plan.id)
        assert queries.difference(ctx("read"), first) == ()

    def test_of_an_amendment_names_the_part_that_was_taken_out_alone(self):
        """编制办法: who reads the difference sees what changed, no number that only moved up."""
        plan = filled(entities(4))
        shops(8)
        part(plan, 3, 2, kind=PartKind.GENERAL, label="工贸")
        approve(services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY), "approve")
        new = services.amend_plan(ctx=ctx("amend"), plan=plan.id, reason="取消任务", on=DAY)
        services.remove_part(ctx=ctx("out"), plan=new.id, number=2, on=DAY)
        row = queries.plan_by_id(ctx("read"), new.id)
        found = queries.difference(ctx("read"), row)
        parts = [(one.kind, one.label) for one in found if one.label.startswith("检查任务")]
        assert parts == [(ChangeKind.REMOVED, "检查任务：商贸")]

    def test_binds_days_of_units_and_texts_in_the_hash(self):
        plan = filled()
        before = queries.content_hash(ctx("read"), plan)
        services.set_basics(
            ctx=ctx("text"), plan=plan.id, officers=10, staff=12, safeguards="示例", on=DAY
        )
        after = queries.content_hash(ctx("read"), queries.plan_by_id(ctx("read"), plan.id))
        assert before != after


def visit(entity: UUID, on: date, number: int, *, campaign: str = "") -> None:
    Inspection.objects.create(
        id=ctx("seen").new_id("inspection", number),
        bureau_id=BUREAU,
        entity_id=entity,
        kind=InspectionKind.DAILY.value,
        basis_kind=BasisKind.PLAN.value,
        campaign=campaign,
        approved_on=on,
        visited_on=on,
        started_at=ctx("t").at,
        ended_at=ctx("t").at,
    )


class TestCampaigns:
    def test_are_those_of_the_plan_in_force(self):
        """应急〔2025〕11号：专项检查实行数量控制，从已批准的计划中选择。"""
        read = ctx("read")
        assert queries.campaigns(read, 2025) is None
        plan = filled(entities(4))
        draft = PartDraft(3, "示例行动", PartKind.GENERAL, 5, months=(4,), special_ground="示例")
        services.set_part(ctx=ctx("special"), plan=plan.id, part=draft, on=DAY)
        services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY)
        assert queries.campaigns(read, 2025) is None
        services.approve_plan(
            ctx=ctx("approve"),
            plan=plan.id,
            approval_number="示政函〔2025〕3号",
            scan=PAPER,
            on=DAY,
        )
        assert queries.campaigns(read, 2025) == ("示例行动",)


class TestResults:
    def test_tell_months_units_and_key_units_not_yet_visited(self):
        ids = entities(4)
        plan = published(ids)
        visit(ids[0], date(2025, 4, 8), 1)
        visit(ids[0], date(2025, 9, 9), 2)
        visit(ids[1], date(2025, 4, 8), 3, campaign="别的行动")
        with CaptureQueriesContext(connection) as few:
            progress = queries.progress_of(ctx("read").viewer, plan)
        first = progress.parts[0]
        assert (first.by_month[3], first.by_month[8], sum(first.by_month)) == (2, 1, 3)
        assert [len(one.rows) for one in progress.listed] == [2, 1, 0, 0]
        assert [one.unit.entity_id for one in progress.unvisited] == list(ids[2:])
        assert len(few) == 4

    def test_of_a_special_campaign_are_the_visits_of_its_name_alone(self):
        ids = entities(2)
        plan = drafted()
        services.set_days(ctx=ctx("days"), plan=plan.id, days=DAYS, on=DAY)
        draft = PartDraft(1, "示例行动", PartKind.KEY, 5, months=(4,), special_ground="示例事由")
        services.set_part(ctx=ctx("special"), plan=plan.id, part=draft, on=DAY)
        part(plan, 2, 5, sector=Sector.HAZCHEM_PRODUCTION)
        visit(ids[0], date(2025, 4, 8), 1, campaign="示例行动")
        visit(ids[1], date(2025, 4, 9), 2)
        progress = queries.progress_of(ctx("read").viewer, plan)
        assert [[row.distinct[-36:] for row in one.rows] for one in progress.parts] == [
            [str(ids[0])],
            [str(ids[1])],
        ]
