"""A penalty on the spot with a wrong field, sent where no transaction runs around the page."""

from __future__ import annotations

from typing import Any

import pytest

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.test_views_spot import typed
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.usefixtures("own_database")


def test_the_refusals_are_told_and_nothing_is_written(settings: Any) -> None:
    """行政处罚法 29, 52.1: the party is locked to tell what it was fined for before."""
    settings.ZHUNSHENG_PINNED_NOW = f"{DAY}T15:00:00+08:00"
    world = World()
    before = world.events
    sent = signed_in(world, "yi").post("/cases/on-the-spot/", typed(world))
    codes = [one.code for one in sent.context["outcome"].refusals]
    assert "case.officers.fewer_than_two" in codes
    assert world.events == before
    assert not PenaltyCase.objects.of(world.viewer()).exists()
