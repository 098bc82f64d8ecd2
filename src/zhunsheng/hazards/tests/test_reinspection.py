"""What a re-inspection may say of a hazard that is proposed for the list, or on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from zhunsheng.hazards import services
from zhunsheng.hazards.choices import ListingBody
from zhunsheng.hazards.rules import Decision
from zhunsheng.inspection import services as inspection
from zhunsheng.inspection.choices import HazardGrade, RectificationResult
from zhunsheng.inspection.models import RectificationOrder
from zhunsheng.inspection.rules import FindingDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, VISITED, World
from zhunsheng.inspection.tests.refusals import refused

MAJOR = FindingDraft(
    "卸油口密封失效。", "卸油口", grade=HazardGrade.MAJOR, standard="示例标准第二条"
)
NEXT = VISITED + timedelta(days=1)


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def again(world: World, order: RectificationOrder) -> Any:
    return inspection.reinspect(
        ctx=world.act("again", NEXT),
        order=order.id,
        results=builders.results(world, order.inspection),
        officers=(),
        on=NEXT,
        **builders.early(NEXT),
    )


@pytest.mark.django_db
class TestListedHazard:
    """安全生产法41: what is under supervision is verified before it is closed."""

    def test_is_closed_by_a_reinspection_after_its_verification(self, world: World) -> None:
        row = builders.visited(world, findings=(MAJOR,))
        order = inspection.issue_order(
            ctx=world.act("o", VISITED), inspection=row.id, due_on=DUE, version=None, on=VISITED
        )
        proposed = services.propose(
            ctx=world.act("p", VISITED, world.chief),
            finding=builders.results(world, row)[0].finding,
            reason="需要停用整套设施。",
            on=VISITED,
        )
        listed = ["inspection.reinspection.listed"]
        assert refused(lambda: again(world, order)) == listed
        services.record_listing(
            ctx=world.act("l", VISITED),
            hazard=proposed.id,
            decision=Decision(ListingBody.SAFETY_COMMITTEE, "示安委督〔2025〕1号", VISITED, DUE),
            version=None,
            on=VISITED,
        )
        assert refused(lambda: again(world, order)) == listed
        services.verify(
            ctx=world.act("k", NEXT),
            hazard=proposed.id,
            officers=world.officers,
            is_removed=True,
            text="密封已更换，现场核验合格。",
            version=None,
            on=NEXT,
        )
        assert again(world, order).all_done is True

    def test_is_verified_beside_a_reinspection_that_judged_nothing(self, world: World) -> None:
        """安全生产法 41: "期限未届满" says nothing of the hazard, so no verification denies it."""
        row = builders.visited(world, findings=(MAJOR, FindingDraft("通道堵塞。", "车间")))
        major, other = builders.results(world, row)
        order = inspection.issue_order(
            ctx=world.act("o", VISITED), inspection=row.id, due_on=DUE, version=None, on=VISITED
        )
        proposed = services.propose(
            ctx=world.act("p", VISITED, world.chief),
            finding=major.finding,
            reason="需要停用整套设施。",
            on=VISITED,
        )
        services.record_listing(
            ctx=world.act("l", VISITED),
            hazard=proposed.id,
            decision=Decision(ListingBody.SAFETY_COMMITTEE, "示安委督〔2025〕1号", VISITED, DUE),
            version=None,
            on=VISITED,
        )
        inspection.reinspect(
            ctx=world.act("again", NEXT),
            order=order.id,
            results=(replace(major, result=RectificationResult.NOT_DUE), other),
            officers=(),
            on=NEXT,
            **builders.early(NEXT),
        )
        made = services.verify(
            ctx=world.act("k", NEXT),
            hazard=proposed.id,
            officers=world.officers,
            is_removed=True,
            text="密封已更换，现场核验合格。",
            version=None,
            on=NEXT,
        )
        assert made.is_removed is True
