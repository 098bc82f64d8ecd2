"""国办发〔2018〕118号: a chosen checklist is answered, and what was not looked at is counted."""

from __future__ import annotations

from typing import Any

import pytest

from zhunsheng.inspection.choices import CheckResult
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import CheckedDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import World
from zhunsheng.inspection.tests.refusals import everything, record, refused
from zhunsheng.inspection.tests.test_views import at, browser, typed


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


class TestChosenChecklist:
    def test_is_refused_where_it_was_left_wholly_empty(self, world: World):
        row = builders.approved(world)
        codes = refused(lambda: record(world, row, findings=(), unanswered=12))
        assert codes == ["inspection.checklist.empty"]

    def test_tells_how_many_items_were_not_looked_at(self, world: World):
        checked = (CheckedDraft("gas_station-4", CheckResult.MET),)
        row = builders.approved(world)
        row = record(world, row, findings=(), checked=checked, unanswered=11)
        assert row.situation.endswith("所选检查表有11项未查。")
        assert row.record_document is not None
        assert "所选检查表有11项未查。" in str(row.record_document.contents["situation"])

    def test_is_counted_from_the_page(self, world: World):
        row = builders.approved(world)
        officer = browser(world, world.officer)
        before = everything()
        page = officer.post(at("visit", row), typed(world, checklist="gas_station"))
        assert "都没有填写结果" in page.content.decode()
        assert everything() == before
        answered = {"checklist": "gas_station", "c-gas_station-4-result": "MET"}
        assert officer.post(at("visit", row), typed(world, **answered)).status_code == 302
        made = Inspection.objects.of(world.viewer()).get(id=row.id)
        assert "所选检查表有" in made.situation
