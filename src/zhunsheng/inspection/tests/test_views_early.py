"""Pages of an inspection that was not visited yet."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.inspection.models import RectificationOrder
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import World
from zhunsheng.journal.models import Event


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


class TestBeforeTheVisit:
    def test_nothing_is_ordered_and_no_step_is_called_needless(self, world: World):
        row = builders.approved(world)
        before = Event.objects.count()
        client = Client()
        user = accounts.user(world.viewer(), world.officer.id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(reverse("inspection:order", args=[row.id]))
        assert page.status_code == 409
        assert "“现场检查”尚未完成" in page.content.decode()
        assert "不适用" not in client.get(reverse("inspection:detail", args=[row.id])).text
        assert (RectificationOrder.objects.of(world.viewer()).count(), Event.objects.count()) == (
            0,
            before,
        )
