"""An approval belongs to the entry it was given for: what an undone merge made of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zhunsheng.inspection import services
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, FOUNDED, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import services as registry

pytestmark = pytest.mark.django_db
PARTED = "inspection.visit.parted"


@pytest.fixture
def world(db: None) -> World:
    one = builders.world()
    duplicate, kept = one.entities[:2]
    registry.merge_entities(
        ctx=builders.act("merge", FOUNDED),
        kept=kept,
        duplicate=duplicate,
        registration="示市监登记查询〔2025〕7号",
        reason="同一营业执照",
        version=None,
        on=FOUNDED,
    )
    return one


def part(world: World) -> None:
    on = APPROVED + timedelta(days=1)
    registry.undo_merge(
        ctx=builders.act("undo", on),
        duplicate=world.entities[0],
        reason="经核实是两家",
        version=None,
        on=on,
    )


class TestApproval:
    """国办发〔2024〕54号: the head approves each inspection of a unit beforehand."""

    def test_that_saw_two_units_as_one_brings_no_visit_and_the_way_out_is_said(self, world: World):
        row = builders.approved(world, entity=1)
        part(world)
        assert refused(lambda: record(world, row)) == [PARTED]
        with pytest.raises(StepRefused) as refusal:
            record(world, row)
        (found,) = refusal.value.findings
        assert found.message == (
            "批准检查时该单位与“示例区晨安化工有限公司”作为同一单位登记，合并后来已经撤销，"
            "原审批是按两家为一家作出的"
        )
        assert "重新办理检查审批" in found.next_step

    def test_anew_for_the_unit_itself_brings_one(self, world: World):
        row = builders.approved(world, entity=1)
        part(world)
        services.withdraw_approval(
            ctx=world.act("withdraw", VISITED, world.chief),
            inspection=row.id,
            reason="合并已经撤销",
            version=None,
            on=VISITED,
        )
        for key, entity in (("own", 1), ("other", 0)):
            asked = builders.request(world, entity)
            again = services.approve_inspections(
                ctx=world.act(key, VISITED, world.chief), requests=(asked,), on=VISITED
            )
            assert again is not None
            next_day = VISITED + timedelta(days=1)
            hours = builders.later(world, next_day)
            assert record(world, again, f"visit-{key}", on=next_day, **hours).visited_on == next_day

    def test_is_kept_with_what_was_done_before_the_merge_was_undone(self, world: World):
        row = builders.approved(world, entity=1)
        record(world, row, on=APPROVED + timedelta(days=1))
        part(world)
        found = Inspection.objects.of(world.viewer()).get(id=row.id)
        assert (found.visited_on, found.withdrawn_on) == (APPROVED + timedelta(days=1), None)

    def test_of_a_code_that_was_shown_before_stands(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        row = builders.approved(world, entity=1)
        shown_at = builders.visit(APPROVED + timedelta(days=1)).started_at
        path = "zhunsheng.inspection.queries.entering.code_shown_at"
        monkeypatch.setattr(path, lambda *_: shown_at)
        part(world)
        assert record(world, row, on=APPROVED + timedelta(days=1)).visited_on

    def test_of_before_the_merge_is_none_that_saw_both(self, world: World):
        part(world)
        row = services.approve_inspections(
            ctx=world.act("after", VISITED, world.chief),
            requests=(builders.request(world, 1),),
            on=VISITED,
        )
        assert row is not None
        next_day = VISITED + timedelta(days=1)
        assert record(world, row, on=next_day).visited_on == next_day
