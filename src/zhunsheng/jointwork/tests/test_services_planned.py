"""Joint tasks on the ground of a plan that was drawn up and approved: lists, sectors, campaigns."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.documents.tests.scans import picture
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.jointwork import services
from zhunsheng.jointwork.models import JointTask
from zhunsheng.jointwork.tests.builders import DAY, JointWorld, refused
from zhunsheng.planning import services as planning
from zhunsheng.planning.choices import DayItem, KeyCriterion, PartKind
from zhunsheng.planning.models import AnnualPlan
from zhunsheng.planning.services import PartDraft, PlanDraft, UnitDraft
from zhunsheng.registry.choices import Sector
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
MARCH = date(2025, 3, 3)
REASONS = (KeyCriterion.DISHONESTY,)
LISTED, OPEN = "有限空间专项检查", "烟花爆竹专项检查"


@pytest.fixture
def world(db: None) -> JointWorld:
    return JointWorld()


@pytest.fixture
def others(world: JointWorld) -> tuple[UUID, UUID]:
    """Return a unit in the list of the campaign, and one that the plan does not name."""
    return (
        world.add_entity("示例区晨和化工有限公司", 61),
        world.add_entity("示例区晨明化工有限公司", 62),
    )


def planned(world: JointWorld, *, campaign: UUID) -> AnnualPlan:
    """Return a plan in force: a key unit by name, a campaign with a list, one of a sector."""
    plan = planning.draft_plan(
        ctx=world.act("deputy", MARCH), draft=PlanDraft(year=2025, officers=2), on=MARCH
    )
    said: dict[str, Any] = {"plan": plan.id, "on": MARCH}
    days = ((DayItem.O1, 40), (DayItem.X1, 60))
    planning.set_days(ctx=world.act("deputy", MARCH), days=days, **said)
    special: dict[str, Any] = {"special_ground": "示安委〔2025〕2号", "months": (9, 10)}
    for part in (
        PartDraft(1, "危险化学品经营", PartKind.KEY, 1),
        PartDraft(2, LISTED, PartKind.KEY, 1, **special),
        PartDraft(3, OPEN, PartKind.GENERAL, 2, sector=Sector.FIREWORKS, **special),
    ):
        planning.set_part(ctx=world.act("deputy", MARCH), part=part, **said)
    for number, entity in ((1, world.entity), (2, campaign)):
        units = (UnitDraft(entity, REASONS),)
        planning.add_units(ctx=world.act("deputy", MARCH), part=number, units=units, **said)
    planning.submit_plan(ctx=world.act("deputy", MARCH), **said)
    return approve_plan(world, plan, MARCH)


def approve_plan(world: JointWorld, plan: AnnualPlan, on: date) -> AnnualPlan:
    return planning.approve_plan(
        ctx=world.act("deputy", on),
        plan=plan.id,
        approval_number=f"示政函〔2025〕{plan.plan_version + 2}号",
        scan=Upload("批准文件.jpg", picture()),
        on=on,
    )


def task(world: JointWorld, ground: BasisKind, *entities: UUID, **changes: Any) -> JointTask:
    return world.drafted(ground=ground, paper="", entities=entities, **changes)


class TestCoverage:
    """安全生产法 62, 应急〔2025〕11号: own visits of a joint task are visits of the plan."""

    def test_of_the_plan_is_of_the_units_that_it_names(
        self, world: JointWorld, others: tuple[UUID, UUID]
    ):
        on_plan = partial(task, world, BasisKind.PLAN)
        assert refused(lambda: on_plan(world.entity)) == ["task.no_plan"]
        planned(world, campaign=others[0])
        assert refused(lambda: on_plan(world.entity, others[1])) == ["task.outside_plan"]
        assert on_plan(world.entity, others[0]).title == "2025年秋季联合执法"

    def test_of_a_campaign_with_a_list_is_of_the_list(
        self, world: JointWorld, others: tuple[UUID, UUID]
    ):
        planned(world, campaign=others[0])
        campaign = partial(task, world, BasisKind.CAMPAIGN)
        assert refused(lambda: campaign(others[0])) == ["task.campaign_unplanned"]
        for entity in (world.entity, others[1]):
            assert refused(partial(campaign, entity, title=LISTED)) == ["task.campaign_other_unit"]
        row = campaign(others[0], title=LISTED)
        ctx = world.act("deputy", DAY)
        assert services.approve_task(ctx=ctx, task=row.id, version=None, on=DAY).id == row.id

    def test_of_a_campaign_without_a_list_is_of_its_sector(
        self, world: JointWorld, others: tuple[UUID, UUID]
    ):
        planned(world, campaign=others[0])
        fireworks = partial(task, world, BasisKind.CAMPAIGN, title=OPEN)
        assert refused(lambda: fireworks(others[1])) == ["task.campaign_other_unit"]
        move(world, others[1], Sector.FIREWORKS)
        assert fireworks(others[1]).title == OPEN

    def test_is_asked_again_at_the_approval_of_the_task(
        self, world: JointWorld, others: tuple[UUID, UUID]
    ):
        """An amended plan decides: what it does not name any more is no ground."""
        plan = planned(world, campaign=others[0])
        row = task(world, BasisKind.CAMPAIGN, others[0], title=LISTED)
        new = planning.amend_plan(
            ctx=world.act("deputy", DAY), plan=plan.id, reason="名单中的单位已经搬迁", on=DAY
        )
        said: dict[str, Any] = {"plan": new.id, "part": 2, "on": DAY}
        out = {"units": (others[0],), **said}
        planning.remove_units(ctx=world.act("deputy", DAY), **out)
        units = (UnitDraft(others[1], REASONS),)
        planning.add_units(ctx=world.act("deputy", DAY), units=units, **said)
        planning.submit_plan(ctx=world.act("deputy", DAY), plan=new.id, on=DAY)
        approve_plan(world, new, DAY)

        def approve() -> object:
            ctx = world.act("deputy", DAY)
            return services.approve_task(ctx=ctx, task=row.id, version=None, on=DAY)

        assert refused(approve) == ["task.campaign_other_unit"]


def move(world: JointWorld, entity: UUID, sector: Sector) -> None:
    BusinessEntity.objects.of(world.viewer()).filter(id=entity).update(sector=sector.value)
