"""A visit on the clock of a demo, which stands still while somebody tries the program."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import World
from zhunsheng.inspection.tests.test_views import at, browser, typed
from zhunsheng.kernel.act import SHANGHAI

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


class TestVisit:
    def test_on_the_standing_clock_of_a_demo_ends_after_the_code(
        self, world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
    ):
        """国办发〔2024〕54号：亮码之后检查；演示的时间不走，结束时间仍在开始之后。"""
        row = builders.approved(world)
        now = datetime(2025, 9, 8, 10, 0, tzinfo=SHANGHAI)
        settings.ZHUNSHENG_PINNED_NOW = now.isoformat()
        monkeypatch.setattr("zhunsheng.inspection.queries.code_shown_at", lambda *_: now)
        client = browser(world, world.officer)
        form = client.get(at("visit", row)).context["form"]
        assert (form.initial["started"], form.initial["ended"]) == ("10:00", "11:00")
        data = typed(world, started="10:00", ended="11:00")
        assert client.post(at("visit", row), data).status_code == 302
        row.refresh_from_db()
        assert row.ended_at == now + timedelta(hours=1)
