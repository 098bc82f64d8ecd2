"""国办发〔2024〕54号, 安全生产法68: a visit on another day than its notice names says why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


class TestVisitOnAnotherDay:
    @pytest.mark.parametrize("reason", ["", "无", "。。"])
    def test_is_refused_without_a_reason(self, world: World, reason: str):
        row = builders.approved(world, planned_on=VISITED + timedelta(days=1))
        codes = refused(lambda: record(world, row, other_day_reason=reason))
        assert codes == ["inspection.visit.another_day"]

    def test_keeps_the_reason_in_the_record(self, world: World):
        row = builders.approved(world, planned_on=VISITED + timedelta(days=1))
        row = record(world, row, other_day_reason="单位次日停产检修，提前一日检查")
        said = "检查通知书载明的日期为2025年9月9日，改期理由：单位次日停产检修，提前一日检查。"
        assert row.situation.startswith(said)
        assert row.record_document is not None
        assert str(row.record_document.contents["situation"]).startswith(said)

    def test_needs_none_on_its_day_or_where_the_day_was_left_open(self, world: World):
        on_its_day = builders.approved(world, "a", planned_on=VISITED)
        assert record(world, on_its_day, "b").situation == builders.visit().situation
        left_open = builders.approved(world, "c")
        hours = builders.later(world)
        assert record(world, left_open, "d", **hours).situation == builders.visit().situation
