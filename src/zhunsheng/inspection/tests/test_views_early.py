"""Pages of an inspection that was not visited yet."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.inspection import queries
from zhunsheng.inspection.models import RectificationOrder
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Actor


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def signed_in(world: World, by: Actor) -> Client:
    client = Client()
    user = accounts.user(world.viewer(), by.id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestBeforeTheVisit:
    def test_nothing_is_ordered_and_no_step_is_called_needless(self, world: World):
        row = builders.approved(world)
        before = Event.objects.count()
        client = signed_in(world, world.officer)
        page = client.get(reverse("inspection:order", args=[row.id]))
        assert page.status_code == 409
        assert "“现场检查”尚未完成" in page.content.decode()
        assert "不适用" not in client.get(reverse("inspection:detail", args=[row.id])).text
        assert (RectificationOrder.objects.of(world.viewer()).count(), Event.objects.count()) == (
            0,
            before,
        )

    def test_offers_no_withdrawal_once_the_code_was_shown_and_says_why(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        """国办发〔2024〕54号: who showed the code has begun a visit, which counts."""
        row = builders.approved(world)
        page, address = (
            reverse(f"inspection:{name}", args=[row.id]) for name in ("detail", "withdrawal")
        )
        assert address in signed_in(world, world.chief).get(page).text
        monkeypatch.setattr(queries, "code_shown_at", lambda *_: world.act("c", VISITED).at)
        shown = signed_in(world, world.chief).get(page).text
        assert address not in shown
        assert "已经亮码入企，检查已经开始，不能撤销检查审批" in shown
        assert "不能撤销检查审批" not in signed_in(world, world.officer).get(page).text
