"""Hours of visits: nobody is at two places at once, nobody is inspected twice at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import (
    ClashingVisit,
    InspectionFacts,
    entity_is_visited_once_at_a_time,
)
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import services as registry

ELSEWHERE = ["inspection.visit.officer_elsewhere"]
TWICE = ["inspection.visit.twice_at_once"]


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(VISITED, datetime.min.time(), SHANGHAI).replace(
        hour=hour, minute=minute
    )


def hours(start: datetime, minutes: int = 60) -> dict[str, Any]:
    return {"started_at": start, "ended_at": start + timedelta(minutes=minutes)}


def other(world: World, key: str = "b", entity: int = 1, **changes: object) -> Inspection:
    return builders.approved(world, key, entity=entity, **changes)


@pytest.mark.django_db
class TestOfficers:
    """安全生产法 68: the record says truly when and where was inspected."""

    def test_of_one_hour_are_at_one_place(self, world: World):
        builders.visited(world)  # 09:10 to 11:40
        row = other(world)
        for start in (at(8, 30), at(9, 10), at(11, 39)):
            assert refused(partial(record, world, row, **hours(start))) == ELSEWHERE
        assert record(world, row, **hours(at(11, 40))).visited_on == VISITED

    def test_that_went_with_others_are_named_alone(self, world: World):
        builders.visited(world)
        officers = (world.officers[0], world.street_officers[0])
        row = other(world, officers=officers)
        with pytest.raises(StepRefused) as refusal:
            record(world, row)
        (finding,) = refusal.value.findings
        assert finding.message == (
            "检查时间与同一执法人员的其他检查重叠："
            "示例乙2025-09-08 09:10至11:40在示例区晨安化工有限公司检查"
        )

    def test_who_stayed_behind_are_free(self, world: World):
        """Three were sent, two went: the third may be elsewhere in the same hours."""
        sent = (*world.officers, world.street_officers[0])
        first = builders.approved(world, "a", officers=sent)
        record(world, first, officers=world.officers)
        builders.delegate(world)
        row = other(world, unit=world.street, officers=world.street_officers)
        assert record(world, row, "w").visited_on == VISITED


@pytest.mark.django_db
class TestEntity:
    """国办发〔2024〕54号: what can be looked at together is one visit."""

    def test_is_visited_once_at_a_time(self, world: World):
        builders.visited(world)
        builders.delegate(world)
        row = other(world, entity=0, unit=world.street, officers=world.street_officers)
        assert refused(lambda: record(world, row)) == TWICE
        assert record(world, row, **hours(at(14))).visited_on == VISITED

    def test_is_one_with_an_entry_that_was_merged_into_it(self, world: World):
        kept, gone, _ = world.entities
        builders.delegate(world)
        row = other(world, unit=world.street, officers=world.street_officers)
        builders.visited(world)
        registry.merge_entities(
            ctx=builders.act("merge", VISITED),
            kept=kept,
            duplicate=gone,
            reason="重复登记",
            version=None,
            on=VISITED,
        )
        assert refused(lambda: record(world, row)) == TWICE


def test_departments_of_a_joint_draw_come_together():
    """国办发〔2024〕54号: a joint visit of departments is one visit."""
    clash = ClashingVisit("示例厂", at(9), at(10), ("示例乙",), True, BasisKind.PLAN)
    joint = InspectionFacts(on=VISITED, clashes=(clash,), ground=BasisKind.JOINT_DRAW)
    alone = InspectionFacts(on=VISITED, clashes=(clash,), ground=BasisKind.TIP)
    assert entity_is_visited_once_at_a_time(joint) is None
    assert entity_is_visited_once_at_a_time(alone) is not None


def test_hours_past_midnight_are_told():
    clash = ClashingVisit("示例厂", at(23), at(23) + timedelta(hours=2), (), True, BasisKind.PLAN)
    assert clash.hours == "2025-09-08 23:00至次日01:00"
