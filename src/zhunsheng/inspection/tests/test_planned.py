"""An inspection against the plan of its year: the number of a campaign, of a unit, the months."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import PlannedVisits
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, VISITED, World
from zhunsheng.inspection.tests.refusals import planned, record, refused

pytestmark = pytest.mark.django_db

CAMPAIGN = builders.OF_CAMPAIGN["campaign"]
USED_UP = "inspection.plan.campaign_used_up"
UNIT = "inspection.plan.unit_used_up"
NO_PLAN = "inspection.basis.no_plan"
MONTH = "inspection.plan.other_month"
WHY = "该单位改造停产至九月，复产后检查。"


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def approve(world: World, key: str, *entities: int, **changes: Any) -> Inspection | None:
    said = {**builders.OF_CAMPAIGN, "planned_on": VISITED} | changes
    return services.approve_inspections(
        ctx=world.act(key, APPROVED, world.chief),
        requests=tuple(builders.request(world, one, **said) for one in entities),
        on=APPROVED,
    )


class TestCampaign:
    """应急〔2025〕11号: special campaigns are controlled in number."""

    def test_is_inspected_as_often_as_its_plan_says(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        planned(monkeypatch, PlannedVisits(per_unit=1, total=2))
        first = approve(world, "a", 0)
        assert first is not None
        record(world, first)  # what was made counts as what waits
        assert refused(lambda: approve(world, "b", 1, 2)) == [USED_UP] * 2
        approve(world, "c", 1)
        said = {"off_plan_reason": WHY}
        assert refused(lambda: approve(world, "d", 2, **said)) == [USED_UP]

    def test_counts_neither_what_was_withdrawn_nor_another_year(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        planned(monkeypatch, PlannedVisits(per_unit=1, total=1))
        row = approve(world, "a", 0)
        assert row is not None
        assert approve(world, "next", 1, planned_on=date(2026, 1, 5)) is not None
        services.withdraw_approval(
            ctx=world.act("w", APPROVED, world.chief),
            inspection=row.id,
            reason="单位搬迁，停止检查。",
            version=None,
            on=APPROVED,
        )
        assert approve(world, "b", 1) is not None

    def test_is_nothing_without_a_plan_in_force(self, world: World):
        """安全生产法 62.2, 应急〔2025〕11号: a draft lets nobody inspect, in any number."""
        for name in (CAMPAIGN, "", "自拟的上级部署"):
            codes = refused(partial(approve, world, "a", 0, 1, campaign=name))
            assert codes == [NO_PLAN] * 2
        row = approve(world, "paper", 0, basis_kind=BasisKind.SUPERIOR, source="示安办〔2025〕8号")
        assert row is not None

    @pytest.mark.parametrize("name", [CAMPAIGN, ""])
    def test_is_no_urgency_with_a_plan_or_without(
        self, world: World, monkeypatch: pytest.MonkeyPatch, name: str
    ):
        """国办发〔2024〕54号: what was decided on beforehand is approved beforehand."""
        request = builders.request(world, **builders.OF_CAMPAIGN | {"campaign": name})

        def start() -> object:
            return services.start_urgent(
                ctx=world.act("u", VISITED),
                request=request,
                urgency="danger",
                reason="储罐泄漏",
                on=VISITED,
            )

        assert refused(start) == ["inspection.urgency.planned"]
        planned(monkeypatch, PlannedVisits(per_unit=1, total=1))
        assert refused(start) == ["inspection.urgency.planned"]


class TestUnit:
    """安全生产法 62: inspections follow the plan of the year; what differs from it is explained."""

    @pytest.mark.parametrize("basis", [BasisKind.PLAN, BasisKind.CAMPAIGN])
    def test_is_inspected_more_often_with_a_reason_alone(
        self, world: World, monkeypatch: pytest.MonkeyPatch, basis: BasisKind
    ):
        planned(monkeypatch, PlannedVisits(per_unit=1))
        named = {"basis_kind": basis, "campaign": CAMPAIGN if basis is BasisKind.CAMPAIGN else ""}
        approve(world, "a", 0, **named)
        assert refused(lambda: approve(world, "b", 0, **named)) == [UNIT]
        assert refused(lambda: approve(world, "c", 1, 1, **named)) == [UNIT]
        row = approve(world, "d", 0, off_plan_reason=WHY, **named)
        assert row is not None
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        (paper,) = (one for one in papers if "applicant_opinion" in one.contents)
        assert paper.contents["applicant_opinion"] == f"与计划不一致的理由：{WHY}"

    def test_of_a_tip_is_not_held_to_the_plan(self, world: World, monkeypatch: pytest.MonkeyPatch):
        planned(monkeypatch, PlannedVisits(per_unit=0, months=(1,), total=0))
        assert approve(world, "a", 0, basis_kind=BasisKind.TIP, campaign="") is not None

    def test_is_inspected_in_other_months_with_a_reason_alone(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        planned(monkeypatch, PlannedVisits(per_unit=4, months=(4, 9)))
        october = date(2025, 10, 9)
        assert refused(lambda: approve(world, "a", 0, planned_on=october)) == [MONTH]
        assert approve(world, "b", 0, planned_on=october, off_plan_reason=WHY) is not None
        assert approve(world, "c", 0) is not None
        assert approve(world, "d", 0, planned_on=None) is not None  # the month of the approval
        planned(monkeypatch, PlannedVisits(per_unit=9, months=(4,)))
        assert refused(lambda: approve(world, "e", 0, planned_on=None)) == [MONTH]

    def test_is_inspected_twice_in_a_month_of_the_plan_with_a_reason_alone(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        """安全生产法 62: two visits planned for April and September are one in each month."""
        planned(monkeypatch, PlannedVisits(per_unit=2, months=(4, 9)))
        approve(world, "a", 0)
        assert refused(lambda: approve(world, "b", 0)) == ["inspection.plan.month_used_up"]
        assert approve(world, "c", 0, off_plan_reason=WHY) is not None


class TestVisit:
    """安全生产法 62: what was approved for one month of the plan is not slid into another."""

    def test_in_a_month_that_is_used_up_or_not_planned_is_refused(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        def plan(*months: int) -> None:
            said = PlannedVisits(per_unit=len(months), months=months)
            planned(monkeypatch, said)
            path = "zhunsheng.inspection.queries.entering.planned_visits"
            monkeypatch.setattr(path, lambda s, y, asked: dict.fromkeys(asked, said))

        plan(9, 10)
        last, first = date(2025, 9, 30), date(2025, 10, 1)
        slid, meant = (
            approve(world, "a", 0, planned_on=last),
            approve(world, "b", 0, planned_on=first),
        )
        assert slid is not None
        assert meant is not None
        assert refused(lambda: record(world, slid, on=first, other_day_reason=WHY)) == [
            "inspection.plan.month_used_up"
        ]
        plan(9)
        assert refused(lambda: record(world, slid, on=first, other_day_reason=WHY)) == [MONTH]
        plan(9, 10)
        assert record(world, meant, on=first).visited_on == first
        said = approve(world, "d", 1, planned_on=last, off_plan_reason=WHY)
        assert said is not None
        plan(9)
        assert (
            record(
                world, said, "w", on=first, other_day_reason=WHY, **builders.later(world, first)
            ).visited_on
            == first
        )


class TestStanding:
    def test_counts_campaigns_and_units_of_the_year_in_four_queries(
        self,
        world: World,
        monkeypatch: pytest.MonkeyPatch,
        django_assert_max_num_queries: Any,
    ):
        planned(monkeypatch, PlannedVisits(per_unit=9, total=9))
        approve(world, "a", 0, 1)
        approve(world, "b", 0, basis_kind=BasisKind.PLAN, campaign="")
        asked = [(one, name) for one in world.entities for name in ("", CAMPAIGN)]
        with django_assert_max_num_queries(4):
            found = queries.standing_visits(world.viewer(), 2025, asked)
        assert found.of_campaign[CAMPAIGN] == 2
        assert found.of_unit == {
            (world.entities[0], CAMPAIGN): 1,
            (world.entities[1], CAMPAIGN): 1,
            (world.entities[0], ""): 1,
        }
        later = queries.standing_visits(world.viewer(), 2026, asked)
        assert later.of_unit == {}
