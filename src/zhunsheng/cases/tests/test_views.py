"""Pages of cases: constant number of queries, roles, refusals with their reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-04T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def signed_in(world: World, key: str) -> Client:
    client = Client()
    client.force_login(world.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestList:
    def test_asks_as_often_for_200_cases_as_for_20(self, world: World) -> None:
        client = signed_in(world, "head")
        counts: list[int] = []
        for total in (20, 200):
            for _ in range(total - (20 if counts else 0)):
                world.spot(DAY)
            with CaptureQueriesContext(connection) as seen:
                page = client.get("/cases/?procedure=SUMMARY&stage=EXECUTION&year=2025&q=示例")
            assert page.status_code == 200
            assert f"<b>{total}</b> 起" in page.content.decode()
            counts.append(len(seen))
        assert counts[0] == counts[1]

    def test_shows_a_street_its_own_cases_alone(self, world: World) -> None:
        own = world.spot(DAY)
        world.delegate()
        officers = (world.officers["street_one"], world.officers["street_two"])
        theirs = world.spot(DAY, by="street_one", officers=officers, unit=world.street.id)
        client = signed_in(world, "street_one")
        text = client.get("/cases/").content.decode()
        assert theirs.number in text
        assert own.number not in text
        assert client.get(f"/cases/{own.id}/").status_code == 404
        assert client.get("/cases/clue/").status_code == 403


class TestCasePage:
    def test_names_every_reason_against_the_decision(self, world: World) -> None:
        case = world.told(6_000_000, DAY)
        text = signed_in(world, "chief").get(f"/cases/{case.id}/").content.decode()
        assert "暂不能办理及理由" in text
        assert "陈述申辩期限未满，当事人也没有书面放弃" in text
        assert "听证申请期限未满，当事人也没有书面放弃听证" in text
        assert "《行政处罚法》第六十二条" in text

    def test_offers_the_opening_whose_form_names_the_handlers(self, world: World) -> None:
        case = world.clue(DAY)
        text = signed_in(world, "chief").get(f"/cases/{case.id}/").content.decode()
        assert f"/cases/{case.id}/opening/" in text
        assert "执法人员少于两人" not in text
        form = signed_in(world, "chief").get(f"/cases/{case.id}/opening/").content.decode()
        assert "执法人员少于两人" not in form

    def test_says_that_holidays_are_unpublished_instead_of_failing(
        self, world: World, settings: object
    ) -> None:
        case = world.told(6_000_000, DAY)
        settings.ZHUNSHENG_PINNED_NOW = "2031-03-04T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
        page = signed_in(world, "chief").get(f"/cases/{case.id}/")
        assert page.status_code == 200


class TestActPage:
    def test_refuses_with_409_and_writes_nothing(self, world: World) -> None:
        case = world.told(6_000_000, DAY)
        before = CaseAct.objects.of(world.viewer()).count()
        form = {
            "fine": "60000",
            "note": "",
            "on": (DAY + timedelta(days=1)).isoformat(),
            "late_reason": "",
            "request_key": "k1",
            "version": str(case.version + 6),
        }
        client = signed_in(world, "chief")
        page = client.post(f"/cases/{case.id}/decision/", form)
        assert page.status_code == 409
        assert CaseAct.objects.of(world.viewer()).count() == before
        assert client.get(f"/cases/{case.id}/nothing/").status_code == 404

    def test_takes_a_step_and_goes_back_to_the_case(self, world: World) -> None:
        case = world.clue(DAY)
        form = {
            "handlers": [str(world.officers["yi"]), str(world.officers["bing"])],
            "approval_opinion": "",
            "on": (DAY + timedelta(days=1)).isoformat(),
            "late_reason": "",
            "request_key": "k2",
            "version": "1",
        }
        page = signed_in(world, "deputy").post(f"/cases/{case.id}/opening/", form)
        assert (page.status_code, page["Location"]) == (302, f"/cases/{case.id}/")
        assert CaseAct.objects.of(world.viewer()).filter(step="opening").count() == 1
