"""Pages of the bureau on what a street visited."""

from __future__ import annotations

from typing import Any

import pytest

from zhunsheng.inspection.models import RectificationOrder
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.refusals import record
from zhunsheng.inspection.tests.test_views import DAY, at, browser


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


class TestWhatAStreetFound:
    """行政处罚法 20: the bureau may order it itself, with two officers of its own."""

    def test_is_ordered_on_the_form_by_officers_of_the_bureau_alone(self, world: World):
        builders.delegate(world, until=VISITED)
        row = builders.approved(world, unit=world.street, officers=world.street_officers)
        record(world, row)
        bureau = browser(world, world.officer)
        assert at("order", row) in bureau.get(at("detail", row)).content.decode()
        page = bureau.get(at("order", row)).content.decode()
        assert "本局责令人员" in page
        assert str(world.officers[0]) in page
        assert str(world.street_officers[0]) not in page
        street = browser(world, world.street_officer).get(at("order", row)).content.decode()
        assert "本局责令人员" not in street
        data = {
            "request_key": "o",
            "version": "1",
            "on": DAY,
            "due_on": "2025-09-22",
            "officers": [str(one) for one in world.officers],
        }
        assert bureau.post(at("order", row), data).status_code == 302
        assert RectificationOrder.objects.of(world.viewer()).count() == 1
