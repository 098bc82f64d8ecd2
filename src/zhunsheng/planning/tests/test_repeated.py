"""Units that the lists of several parts name: planned and visited they count once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.planning import exports, queries, rules, services
from zhunsheng.planning.choices import KeyCriterion, PartKind
from zhunsheng.planning.models import AnnualPlan
from zhunsheng.planning.services import PartDraft, UnitDraft
from zhunsheng.planning.tests.builders import DAY, approve, ctx, entities, filled, found
from zhunsheng.planning.tests.test_contents import visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


def overlapping(ids: tuple[UUID, ...], *, second: bool = False) -> AnnualPlan:
    """Return a draft whose campaign lists the first two of four key units; so may another."""
    plan = filled(ids)
    for number in (3, 4) if second else (3,):
        ground: dict[str, Any] = {"months": (4,), "special_ground": "示例"}
        draft = PartDraft(number, f"示例行动{number}", PartKind.KEY, 2, **ground)
        services.set_part(ctx=ctx(f"special {number}"), plan=plan.id, part=draft, on=DAY)
        listed = tuple(UnitDraft(one, (KeyCriterion.HIGHER_RISK,)) for one in ids[:2])
        services.add_units(
            ctx=ctx(f"more {number}"), plan=plan.id, part=number, units=listed, on=DAY
        )
    return plan


def in_force(ids: tuple[UUID, ...]) -> AnnualPlan:
    plan = overlapping(ids)
    services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY)
    return approve(plan, "approve")


def facts(plan: AnnualPlan) -> rules.PlanFacts:
    return queries.facts_of(ctx("read"), plan, on=DAY)


class TestSum:
    """安全生产法 62, 编制办法: every sum of the plan is computed and shown with its formula."""

    def test_takes_repeated_units_once_and_adds_visits(self):
        plan = overlapping(entities(4))
        said = "4＋6＋2＝12，重复列入2家，只计一次，12－2＝10"
        assert (rules.unit_total(facts(plan)), rules.visit_total(facts(plan))) == (10, 16)
        assert rules.sum_of_parts(facts(plan)) == said
        assert [(one.units, one.visits) for one in queries.plan_lines(ctx("read"))] == [(10, 16)]
        refusal = rules.trial(facts(plan), 12)
        assert refusal is not None
        assert refusal.message == f"载明的总数12家与各部分之和不符：{said}"
        assert rules.trial(facts(plan), 10) is None

    def test_of_special_campaigns_in_the_paper_takes_them_once(self):
        plan = overlapping(entities(4), second=True)
        source = exports.source.source_of(ctx("read"), plan)
        said = [getattr(block, "text", "") for block in exports._special(source)]
        assert said[1].startswith("专项检查2项、2家，重复列入2家，只计一次，随本计划报")
        tasks = [getattr(block, "text", "") for block in exports._tasks(source)]
        assert tasks[1].startswith("计划检查10家、18家次，各项任务单位数4＋6＋2＋2＝14，")


class TestFigures:
    def test_of_the_plan_count_a_unit_in_the_first_list(self):
        plan = in_force(entities(4))
        read = ctx("read")
        rows = queries.planned_unit_rows(read, 2025)
        assert [row.weight for row in rows] == [4, 6, 0]
        assert rows[2].label == "2025 示例行动3（另有2家已列入前面的名单）"
        assert sum(row.weight for row in rows) == rules.unit_total(facts(plan))
        key = queries.planned_unit_rows(read, 2025, PartKind.KEY)
        assert [row.weight for row in key] == [4, 0]
        assert sum(row.weight for row in queries.planned_visit_rows(read, 2025)) == 16

    def test_of_units_not_visited_name_each_once(self):
        ids = entities(4)
        in_force(ids)
        visit(ids[0], date(2025, 4, 8), 1)
        viewer = ctx("read").viewer
        whole = queries.progress(viewer, 2025)
        rows = queries.unvisited_key_rows(viewer, 2025, date(2025, 12, 31))
        assert (len(whole.unvisited), len(whole.unvisited_units)) == (5, 4)
        assert rows == queries.unvisited_rows(whole)
        assert len(rows) == 4


class TestProgress:
    def test_reaches_its_whole_though_lists_repeat_units(self):
        """12 in the parts are 10 units: all visited, the plan is done."""
        ids = entities(10)
        plan = in_force(ids[:4])
        for number, one in enumerate(ids):
            visit(one, date(2025, 4, 8), number)
        drawn = Inspection.objects.of(ctx("read")).filter(entity__in=ids[4:])
        drawn.update(basis_kind=BasisKind.OWN_DRAW.value)
        for number, one in enumerate(ids[:2], 20):
            visit(one, date(2025, 4, 9), number, campaign="示例行动3")
        found = queries.progress_of(ctx("read").viewer, plan)
        assert [(one.planned_units, one.units) for one in found.parts] == [(4, 4), (6, 6), (2, 2)]
        assert (found.planned_units, found.units, found.visits, found.percent) == (10, 10, 12, 100)
        assert found.unvisited == ()

    def test_of_one_part_above_its_number_helps_no_other(self):
        ids = entities(9)
        plan = in_force(ids[:4])
        for number, one in enumerate(ids[4:]):
            visit(one, date(2025, 4, 8), number)
        found = queries.progress_of(ctx("read").viewer, plan)
        assert [one.units for one in found.parts] == [0, 0, 0]
        assert found.percent == 0


class TestPublished:
    def test_says_each_unit_once_as_the_plan_does(self):
        """政务公开: what the public reads of the plan is what the government approved."""
        plan = in_force(entities(4))
        assert queries.totals(ctx("read"), plan) == (10, 16)
        rows = queries.approved_plans(ctx("read")).values_list("id", "approved_on")
        assert list(rows) == [(plan.id, DAY)]
        assert not queries.approved_plans(ctx("read"), as_of=DAY - timedelta(1))
