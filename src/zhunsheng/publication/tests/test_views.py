"""Pages of publication: who sees them, what they show, what a form does."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.cases.tests.world import OTHER, World
from zhunsheng.publication.models import Publication, Withdrawal
from zhunsheng.publication.tests.test_services import DUE, decision, publish

pytestmark = pytest.mark.django_db
NOW = "2025-10-10T10:00:00+08:00"


@pytest.fixture
def world(settings) -> World:
    settings.ZHUNSHENG_PINNED_NOW = NOW
    return World()


def signed_in(world: World, key: str) -> Client:
    client = Client()
    client.force_login(world.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestList:
    def test_shows_what_waits_with_its_last_day(self, world):
        decision(world)
        page = signed_in(world, "secretary").get(reverse("publication:list"))
        assert page.status_code == 200
        assert "（示）应急简罚〔2025〕1号" in page.text
        assert "2025-10-13" in page.text

    def test_shows_how_late_a_publication_came(self, world, settings):
        publish(world, decision(world), date(2025, 10, 15))
        page = signed_in(world, "chief").get(reverse("publication:list"), {"view": "published"})
        assert "超期2个工作日" in page.text

    def test_is_closed_to_a_street(self, world):
        page = signed_in(world, "street_one").get(reverse("publication:list"))
        assert page.status_code == 403


class TestPublishPage:
    def url(self, subject) -> str:
        return reverse("publication:publish", args=["DECISION", subject])

    def test_shows_the_public_text_with_the_registered_representative(self, world):
        page = signed_in(world, "secretary").get(self.url(decision(world)))
        assert page.status_code == 200
        assert "示例甲" in page.text

    def test_publishes_once_examined(self, world):
        subject = decision(world)
        client = signed_in(world, "secretary")
        asked = {"request_key": "k1", "place": "本机关门户网站"}
        unexamined = client.post(self.url(subject), asked)
        assert unexamined.status_code == 422
        assert Publication.objects.of(world.viewer()).count() == 0
        done = client.post(self.url(subject), {**asked, "request_key": "k2", "examined": "on"})
        assert done.status_code == 302
        row = Publication.objects.of(world.viewer()).get()
        assert row.published_on == date(2025, 10, 10)

    def test_shows_the_refusal_with_its_article(self, world):
        subject = decision(world)
        publish(world, subject, date(2025, 10, 9))
        page = signed_in(world, "secretary").post(
            self.url(subject), {"request_key": "k3", "place": "网站", "examined": "on"}
        )
        assert page.status_code == 409
        assert "该事项已经公示" in page.text

    def test_is_not_found_for_another_bureau_or_an_unknown_kind(self, world):
        subject = decision(world)
        other = World(OTHER, "999901")
        assert signed_in(other, "secretary").get(self.url(subject)).status_code == 404
        strange = reverse("publication:publish", args=["NOTHING", subject])
        assert signed_in(world, "secretary").get(strange).status_code == 404


class TestDetailPage:
    def test_is_shown_and_withdrawn_with_its_reason(self, world):
        row = publish(world, decision(world), date(2025, 10, 9))
        client = signed_in(world, "secretary")
        assert client.get(reverse("publication:detail", args=[row.id])).status_code == 200
        done = client.post(
            reverse("publication:withdraw", args=[row.id]),
            {"request_key": "w", "reason": "名称有误"},
        )
        assert done.status_code == 409
        assert "没有原决定变更、撤销" in done.text
        done = client.post(
            reverse("publication:withdraw", args=[row.id]),
            {"request_key": "x", "reason": "名称有误", "corrects": "on"},
        )
        assert done.status_code == 302
        page = client.get(reverse("publication:detail", args=[row.id]))
        assert "名称有误" in page.text
        assert Withdrawal.objects.of(world.viewer()).count() == 1

    def test_is_not_found_for_another_bureau(self, world):
        row = publish(world, decision(world), DUE)
        other = World(OTHER, "999901")
        client = signed_in(other, "secretary")
        for name in ("detail", "withdraw"):
            assert client.get(reverse(f"publication:{name}", args=[row.id])).status_code == 404
