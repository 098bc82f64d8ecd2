"""Open cases that an article touches."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.cases import queries
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.world import ANOTHER, OTHER, World
from zhunsheng.kernel.citation import Citation

pytestmark = pytest.mark.django_db


def told(world: World, article: str, by: str = "head") -> list[tuple[Any, ...]]:
    rows = queries.touched(world.viewer(by), Citation.parse(article))
    return [(row.case.id, row.is_breached, row.is_ground, row.steps) for row in rows]


class TestTouched:
    def test_names_open_cases_by_breach_penalty_and_steps(self) -> None:
        world, other = World(), World(OTHER, "999901")
        case = world.opened(DAY)
        world.spot(DAY, other_act=ANOTHER)
        other.opened(DAY)
        assert told(world, "SPL-2021:97") == [(case.id, False, True, ())]
        assert told(world, "SPL-2021:30") == [(case.id, True, False, ())]
        assert (case.id, False, False, ("登记线索", "立案")) in told(world, "APL-2021:54")
        assert told(world, "SPL-2021:97", by="street_one") == []

    def test_is_a_part_of_the_article_and_a_page_by_itself(self, settings: Any) -> None:
        settings.ZHUNSHENG_PINNED_NOW = "2025-03-04T09:00:00+08:00"
        world = World()
        case = world.opened(date(2025, 3, 3))
        client = Client()
        client.force_login(world.users["head"], backend="django.contrib.auth.backends.ModelBackend")
        address = reverse("cases:touched", args=["SPL-2021", "97"])
        part = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert reverse("cases:detail", args=[case.id]) in part
        assert "<html" not in part
        assert "<html" in client.get(address).content.decode()
        for wrong in (("SPL-2021", "999"), ("x", "1")):
            assert client.get(reverse("cases:touched", args=wrong)).status_code == 404
