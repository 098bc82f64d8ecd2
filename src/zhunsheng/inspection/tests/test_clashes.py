"""Hours of visits: nobody is at two places at once, nobody is inspected twice at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.inspection import queries, services
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
from zhunsheng.workforce import queries as workforce

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


def span() -> tuple[datetime, datetime]:
    plain = builders.visit()
    return plain.started_at, plain.ended_at


def drawn(row: Inspection, draw: UUID) -> Inspection:
    row.basis_kind, row.basis_id = BasisKind.JOINT_DRAW.value, draw
    row.save(update_fields=["basis_kind", "basis_id"])
    return row


def move(row: Inspection, entity: UUID) -> None:
    row.entity_id = entity
    row.save(update_fields=["entity"])


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
        builders.delegate(world)
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
        builders.delegate(world)
        sent = (*world.officers, world.street_officers[0])
        first = builders.approved(world, "a", officers=sent)
        record(world, first, officers=world.officers)
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
            registration="示市监登记查询〔2025〕7号",
            reason="重复登记",
            version=None,
            on=VISITED,
        )
        assert refused(lambda: record(world, row)) == TWICE


@pytest.mark.django_db
class TestJointDraw:
    """国办发〔2024〕54号: a joint visit of departments is one visit, and burdens as one."""

    def test_is_no_leave_for_another_visit_in_the_same_hours(self, world: World):
        row = builders.visited(world)
        drawn(row, world.team)
        builders.delegate(world)
        alone = other(world, entity=0, unit=world.street, officers=world.street_officers)
        assert refused(lambda: record(world, alone)) == TWICE
        assert Inspection.objects.of(world.viewer()).get(id=alone.id).visited_on is None

    def test_of_another_number_is_another_visit(self, world: World):
        officers = workforce.officer_facts(world.viewer(), world.street_officers)
        row = builders.visited(world)
        same = drawn(row, world.team)
        beside = drawn(other(world, entity=0), world.team)
        assert same.basis_id == beside.basis_id
        for draw, together in ((world.team, True), (world.street, False)):
            beside.basis_id = draw
            (clash,) = queries.clashing(world.viewer(), beside, *span(), officers)
            facts = InspectionFacts(on=VISITED, clashes=(clash,))
            assert (clash.is_one_draw, clash.same_entity) == (together, True)
            assert (entity_is_visited_once_at_a_time(facts) is None) is together


@pytest.mark.django_db
class TestReinspections:
    """安全生产法 68: an officer who looks again at one unit is at no other unit."""

    def test_hold_their_officers_there(self, world: World):
        first = builders.ordered(world)
        services.reinspect(
            ctx=world.act("again", VISITED),
            order=first.order.id,
            results=builders.results(world, first),
            officers=(),
            on=VISITED,
            **builders.early(VISITED, 13),
        )
        row = other(world)
        assert refused(lambda: record(world, row, **hours(at(13, 30)))) == ELSEWHERE
        assert record(world, row, **hours(at(14))).visited_on == VISITED

    def test_of_two_units_are_made_one_after_the_other(self, world: World):
        rows = [builders.ordered(world, key) for key in ("a", "b")]
        move(rows[1], world.entities[1])

        def again(row: Inspection, hour: int) -> Any:
            return services.reinspect(
                ctx=world.act(f"again{row.id}{hour}", VISITED),
                order=row.order.id,
                results=builders.results(world, row),
                officers=(),
                on=VISITED,
                **builders.early(VISITED, hour),
            )

        again(rows[0], 15)
        assert refused(lambda: again(rows[1], 15)) == ELSEWHERE
        assert again(rows[1], 16).all_done is True


def test_hours_past_midnight_are_told():
    clash = ClashingVisit("示例厂", at(23), at(23) + timedelta(hours=2), (), True)
    assert clash.hours == "2025-09-08 23:00至次日01:00"
