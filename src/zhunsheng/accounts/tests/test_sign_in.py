"""Signing in: who mistypes locks the own name, not the office."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as site
from django.test import Client

from zhunsheng.accounts import services
from zhunsheng.accounts.choices import Role
from zhunsheng.kernel.act import Act, Actor, ActorKind

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 3)
BUREAU = UUID("01950000-0000-7000-8000-000000000001")
SYSTEM = Actor(ActorKind.SYSTEM, UUID(int=0), "系统启用")
FACTS = services.BureauFacts(
    "示例区应急管理局", "示", "999901", "CN", "示例区人民政府", "示例路1号", "0"
)


@pytest.fixture
def two_users() -> None:
    def ctx(key: str) -> Act:
        return Act(SYSTEM, BUREAU, datetime(2025, 3, 3, 2, tzinfo=UTC), key)

    services.found_bureau(ctx=ctx("found"), facts=FACTS, on=DAY)
    for name in ("first", "second"):
        services.add_user(
            ctx=ctx(name),
            username=name,
            name="示例甲",
            roles=frozenset({Role.ARCHIVIST}),
            password="示例-密码-2025",
            unit=None,
            on=DAY,
        )


def sign_in(username: str, password: str) -> Any:
    data = {"username": username, "password": password}
    return Client().post("/accounts/sign-in/", data, REMOTE_ADDR="192.0.2.1")


@pytest.mark.usefixtures("two_users")
class TestLock:
    def test_closes_the_name_that_was_tried_too_often_and_no_other(self) -> None:
        for _ in range(site.AXES_FAILURE_LIMIT):
            answer = sign_in("first", "wrong")
        assert answer.status_code == 429
        assert sign_in("first", "示例-密码-2025").status_code == 429
        assert sign_in("second", "示例-密码-2025").status_code == 302

    def test_forgets_the_mistakes_before_a_success(self) -> None:
        for _ in range(2):
            for _ in range(site.AXES_FAILURE_LIMIT - 1):
                assert sign_in("first", "wrong").status_code == 200
            assert sign_in("first", "示例-密码-2025").status_code == 302


class TestMissingSlash:
    def test_is_answered_with_the_header_against_frames_as_every_page_is(self, client: Client):
        answer = client.get("/accounts/sign-in")
        assert (answer.status_code, answer["X-Frame-Options"]) == (301, "DENY")
        assert client.get("/accounts/sign-in/")["X-Frame-Options"] == "DENY"
