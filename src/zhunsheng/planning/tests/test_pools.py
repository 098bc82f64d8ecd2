"""编制办法: the units that are drawn are units of the register, each drawn from one pool once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from zhunsheng.planning import queries, rules, services
from zhunsheng.planning.choices import KeyCriterion, PartKind
from zhunsheng.planning.models import AnnualPlan
from zhunsheng.planning.rules import PlanFacts, Stratum
from zhunsheng.planning.rules import PlanPart as PartFact
from zhunsheng.planning.services import PartDraft, UnitDraft
from zhunsheng.planning.tests.builders import (
    DAY,
    DAYS,
    approve,
    ctx,
    drafted,
    entities,
    found,
    part,
    shops,
)  # fmt: skip
from zhunsheng.planning.tests.test_services import facts, refused
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import RiskClass, Sector

pytestmark = pytest.mark.django_db
CHEMICALS = Sector.HAZCHEM_PRODUCTION
ALL_OF_C = ((RiskClass.C, 100),)


@pytest.fixture(autouse=True)
def bureau() -> None:
    found()


def begun() -> AnnualPlan:
    plan = drafted()
    services.set_days(ctx=ctx("days"), plan=plan.id, days=DAYS, on=DAY)
    return plan


def drawn(plan: AnnualPlan, number: int, units: int | None, **changes: object) -> None:
    part(plan, number, 0, **{"kind": PartKind.GENERAL, "unit_count": units, **changes})


def submit(plan: AnnualPlan) -> AnnualPlan:
    return services.submit_plan(ctx=ctx(f"submit {plan.id}"), plan=plan.id, on=DAY)


def text_of(plan: AnnualPlan) -> str:
    said = queries.pool_findings(ctx("read"), plan, facts(plan), on=DAY)
    return "；".join(one.message for one in said)


class TestPools:
    def test_leave_out_the_units_that_are_listed_later(self):
        ids = entities(8)
        plan = begun()
        drawn(plan, 1, None, sector=CHEMICALS, rates=ALL_OF_C)
        assert facts(plan).parts[0].unit_count == 8
        part(plan, 2, 5, sector=CHEMICALS)
        listed = tuple(UnitDraft(one, (KeyCriterion.HIGHER_RISK,)) for one in ids[:5])
        services.add_units(ctx=ctx("list"), plan=plan.id, part=2, units=listed, on=DAY)
        assert [one.unit_count for one in facts(plan).parts] == [3, 5]
        out = partial(services.remove_units, plan=plan.id, part=2, units=ids[:1], on=DAY)
        out(ctx=ctx("out"))
        assert facts(plan).parts[0].unit_count == 4
        services.remove_part(ctx=ctx("gone"), plan=plan.id, number=2, on=DAY)
        assert facts(plan).parts[0].unit_count == 8
        assert submit(plan).id == plan.id

    def test_are_counted_anew_where_a_listing_part_becomes_special_or_stops_being_so(self):
        """应急〔2025〕11号: a unit of a special campaign may be drawn by another part as well."""
        plan, ids = begun(), entities(8)
        drawn(plan, 1, None, sector=CHEMICALS, rates=ALL_OF_C)
        part(plan, 2, 5, sector=CHEMICALS)
        listed = tuple(UnitDraft(one, (KeyCriterion.HIGHER_RISK,)) for one in ids[:5])
        services.add_units(ctx=ctx("list"), plan=plan.id, part=2, units=listed, on=DAY)
        for ground, left in (("示例事由", 8), ("", 3)):
            said = PartDraft(
                2, "示例行动", PartKind.KEY, 5, sector=CHEMICALS, months=(4,), special_ground=ground
            )
            services.set_part(ctx=ctx(f"as {ground}"), plan=plan.id, part=said, on=DAY)
            assert facts(plan).parts[0].unit_count == left

    def test_that_changed_since_are_named_with_both_numbers(self):
        ids = entities(8)
        plan = begun()
        drawn(plan, 1, None, sector=CHEMICALS, rates=ALL_OF_C, label="化工")
        registry.close_entity(ctx=ctx("close"), entity=ids[0], reason="公告注销", on=DAY)
        assert refused(lambda: submit(plan)) == ["plan.pool.changed"]
        assert "“化工”C类载明8家，现为7家" in text_of(plan)
        said = PartDraft(1, "化工", PartKind.GENERAL, sector=CHEMICALS, rates=ALL_OF_C)
        services.set_part(ctx=ctx("again"), plan=plan.id, part=said, on=DAY)
        assert submit(plan).id == plan.id

    def test_are_counted_anew_for_an_amendment(self):
        ids = entities(8)
        plan = begun()
        drawn(plan, 1, None, sector=CHEMICALS, rates=ALL_OF_C)
        approve(submit(plan), "approve")
        registry.close_entity(ctx=ctx("close"), entity=ids[0], reason="公告注销", on=DAY)
        new = services.amend_plan(ctx=ctx("amend"), plan=plan.id, reason="新增任务", on=DAY)
        assert refused(lambda: submit(new)) == ["plan.pool.changed"]

    def test_are_not_smaller_than_what_is_drawn(self):
        entities(8)
        plan = begun()
        drawn(plan, 1, 5000, sector=CHEMICALS, label="化工")
        assert refused(lambda: submit(plan)) == ["plan.pool.exceeded"]
        assert "“化工”5000家，名录中可以抽查的8家" in text_of(plan)


class TestParts:
    def test_that_draw_from_one_pool_are_refused_by_name_with_their_sum(self):
        entities(3)
        plan = begun()
        for number, label in ((1, "上半年"), (2, "下半年")):
            drawn(plan, number, None, sector=CHEMICALS, rates=ALL_OF_C, label=label)
        assert refused(lambda: submit(plan)) == ["plan.pool.overlap"]
        assert "“上半年”与“下半年”（3＋3＝6）" in text_of(plan)

    def test_that_draw_more_together_than_there_is_are_refused_with_the_sum(self):
        entities(3)
        shops(4)
        plan = begun()
        drawn(plan, 1, 5, label="综合抽查")
        drawn(plan, 2, 3, sector=CHEMICALS, label="化工")
        assert refused(lambda: submit(plan)) == ["plan.pool.total"]
        assert "合计5＋3＝8家，名录中可以抽查的只有7家" in text_of(plan)

    def test_of_other_sectors_or_classes_draw_from_pools_of_their_own(self):
        one = PartFact(1, "甲", PartKind.GENERAL, 3, sector=CHEMICALS)
        one = replace(one, strata=(Stratum(RiskClass.C, 3, 100),))
        other = replace(one, number=2, strata=(Stratum(RiskClass.D, 3, 100),))
        apart = (other, replace(one, sector=Sector.COMMERCE), replace(one, is_special=True))
        for second in apart:
            assert rules.parts_draw_once(PlanFacts(2025, 1, 248, parts=(one, second))) is None
        again = replace(one, number=2, sector=None)
        assert rules.parts_draw_once(PlanFacts(2025, 1, 248, parts=(one, again))) is not None
