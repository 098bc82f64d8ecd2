"""The pages of major hazards."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.hazards.tests.test_services import found, listed, proposed
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import World
from zhunsheng.inspection.tests.test_views import browser


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-11T18:00:00+08:00"
    return builders.world()


class TestPages:
    def test_list_what_nobody_proposed_and_lead_to_the_proposal(self, world: World) -> None:
        finding = found(world)
        client = browser(world, world.chief)
        text = client.get(reverse("hazards:list")).content.decode()
        url = reverse("hazards:propose", args=[finding.id])
        assert url in text
        data = {"request_key": "p", "reason": "示例理由", "on": "2025-09-11"}
        assert client.post(url, data).status_code == 302
        assert url not in client.get(reverse("hazards:list")).content.decode()

    def test_are_offered_by_the_inspection_until_proposed(self, world: World) -> None:
        finding = found(world)
        client = browser(world, world.chief)
        visit = reverse("inspection:detail", args=[finding.inspection_id])
        url = reverse("hazards:propose", args=[finding.id])
        assert url in client.get(visit).content.decode()
        data = {"request_key": "p", "reason": "示例理由", "on": "2025-09-11"}
        assert client.post(url, data).status_code == 302
        assert url not in client.get(visit).content.decode()

    def test_show_a_hazard_with_the_act_that_comes_next(self, world: World) -> None:
        row = proposed(world)
        page = browser(world, world.officer).get(reverse("hazards:detail", args=[row.pk]))
        assert reverse("hazards:act", args=[row.pk, "listing"]) in page.content.decode()

    def test_cost_the_same_queries_for_more_hazards(self, world: World) -> None:
        listed(world)
        client = browser(world, world.officer)

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse("hazards:list")).status_code == 200
            return len(asked)

        cost()
        before = cost()
        builders.visited(world, "more")
        assert cost() == before

    def test_hand_back_a_listing_without_the_number_of_its_paper(self, world: World) -> None:
        row = proposed(world)
        client = browser(world, world.officer)
        url = reverse("hazards:act", args=[row.pk, "listing"])
        data = {
            "request_key": "l",
            "version": "0",
            "body": "GOVERNMENT",
            "number": "",
            "decided_on": "2025-09-11",
            "due_on": "2025-10-11",
            "on": "2025-09-11",
        }
        answer = client.post(url, data)
        assert answer.status_code == 422
        assert "请填写文号。" in answer.content.decode()
        unknown = reverse("hazards:act", args=[row.pk, "nothing"])
        assert client.get(unknown).status_code == 404
