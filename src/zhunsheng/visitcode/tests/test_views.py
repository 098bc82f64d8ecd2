"""The pages of the visit code, as officers, the enterprise and the supervisor see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts import services as account_services
from zhunsheng.accounts.choices import Role
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import FOUNDED, VISITED, World
from zhunsheng.kernel.act import Actor
from zhunsheng.visitcode import queries, services
from zhunsheng.visitcode.models import SpentRating, VisitStatement

BACKEND = "django.contrib.auth.backends.ModelBackend"
CODE = "999902"


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def browser(world: World, who: Actor) -> Client:
    client = Client()
    client.force_login(accounts.user(world.viewer(), who.id), backend=BACKEND)
    return client


def supervisor(world: World) -> Actor:
    made = account_services.add_user(
        ctx=builders.act("sup", FOUNDED, builders.SYSTEM, world.bureau),
        username="sup",
        name="示例监督",
        roles=frozenset({Role.JUSTICE_SUPERVISOR}),
        password="",
        unit=None,
        on=FOUNDED,
    )
    return made.actor


def shown(world: World) -> Inspection:
    row = builders.approved(world)
    services.show_code(ctx=world.act("show", VISITED), inspection=row.id, on=VISITED)
    return row


def at(name: str, row: Inspection, *more: str) -> str:
    return reverse(f"visitcode:{name}", args=[CODE, queries.token_of(row.id), *more])


class TestPublicPage:
    def test_answers_nothing_before_the_code_is_shown(self, world: World) -> None:
        row = builders.approved(world)
        assert Client().get(at("page", row)).status_code == 404
        client = browser(world, world.officer)
        show = reverse("visitcode:show", args=[row.id])
        assert "svg" not in client.get(show).content.decode().split("<main")[1].split("qr")[0]
        assert client.post(show, {"request_key": "s"}).status_code == 302
        assert "<svg" in client.get(show).content.decode()
        assert Client().get(at("page", row)).status_code == 200

    def test_says_who_why_how_often_and_what_is_forbidden(self, world: World) -> None:
        text = Client().get(at("page", shown(world))).content.decode()
        for words in (
            "示例乙",
            "SL示例乙",
            "特种作业人员持证",
            "本次为第 <b>1</b> 次",
            "严禁下达检查指标",
            "不得让企业承担检查费用",
            "（示）应急检通〔2025〕1号",
        ):
            assert words in text
        right = "执法人员不出示执法证件的，您有权拒绝接受检查（《行政处罚法》第五十五条第一款）"
        assert right in text
        assert "声明拒绝检查</a>" in text

    def test_costs_the_same_queries_whatever_stands(self, world: World) -> None:
        row = shown(world)

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert Client().get(at("page", row)).status_code == 200
            return len(asked)

        before = cost()
        builders.visited(world, "more")
        assert cost() == before <= 14

    def test_takes_a_rating_without_a_session_and_only_once(self, world: World) -> None:
        row = shown(world)
        data = {"OVERALL": "GOOD", "MANNERS": "POOR", "INTEGRITY": "GOOD"}
        client = Client()
        assert client.post(at("rate", row), data).status_code == 302
        assert "sessionid" not in client.cookies
        assert Client().post(at("rate", row), data).status_code == 409
        assert Client().post(at("rate", row), {}).status_code == 422
        assert SpentRating._base_manager.count() == 1

    def test_offers_no_rating_again_to_the_browser_that_rated(self, world: World) -> None:
        """国办发〔2024〕54号: rated without a name; the mark is a word in the browser alone."""
        row = shown(world)
        data = {"OVERALL": "GOOD", "MANNERS": "GOOD", "INTEGRITY": "GOOD"}
        client = Client()
        assert client.post(at("rate", row), data).status_code == 302
        mark = client.cookies["rated"]
        assert (mark.value, mark["path"], mark["max-age"]) == ("1", at("page", row), "")
        assert set(client.cookies) == {"rated"}
        assert Session.objects.count() == 0
        page, form = (client.get(at(one, row)).content.decode() for one in ("page", "rate"))
        assert "匿名评价</a>" not in page
        assert "本次检查已经评价过" in page
        assert "提交评价" not in form
        assert "匿名评价</a>" in Client().get(at("page", row)).content.decode()

    def test_takes_no_rating_from_staff_who_are_signed_in(self, world: World) -> None:
        row = shown(world)
        data = {"OVERALL": "GOOD", "MANNERS": "GOOD", "INTEGRITY": "GOOD"}
        assert browser(world, world.officer).post(at("rate", row), data).status_code == 409
        assert SpentRating._base_manager.count() == 0

    def test_takes_no_statement_for_the_firm_from_staff_who_are_signed_in(
        self, world: World
    ) -> None:
        row = shown(world)
        for kind in ("complaint", "refusal"):
            data = {"request_key": kind, "grounds": ["BANNED"], "text": "要求负责人到场"}
            client = browser(world, world.officer)
            assert client.post(at("statement", row, kind), data).status_code == 409
        assert VisitStatement._base_manager.count() == 0

    def test_hands_a_complaint_to_the_supervisor_who_answers(self, world: World) -> None:
        row = shown(world)
        data = {"request_key": "c", "grounds": ["BANNED"], "text": "要求负责人到场"}
        assert Client().post(at("statement", row, "complaint"), data).status_code == 302
        assert Client().post(at("statement", row, "complaint"), data).status_code == 302
        (made,) = VisitStatement._base_manager.all()
        client = browser(world, supervisor(world))
        page = client.get(reverse("visitcode:supervision")).content.decode()
        assert "要求负责人到场" in page
        answer = {"request_key": "a", "text": "已约谈。", "on": VISITED.isoformat()}
        url = reverse("visitcode:answer", args=[made.pk])
        assert client.post(url, answer).status_code == 302
        assert browser(world, world.chief).get(url).status_code == 403

    def test_refuses_a_refusal_where_no_rule_gives_the_right(self, world: World) -> None:
        """行政处罚法 55: only the national ground is offered where the place names no other."""
        row = shown(world)
        page = Client().get(at("statement", row, "refusal")).content.decode()
        assert 'value="NO_CREDENTIAL"' in page
        assert 'value="TOO_FEW"' not in page
        data = {"request_key": "r", "grounds": ["TOO_FEW"]}
        assert Client().post(at("statement", row, "refusal"), data).status_code == 422
        assert VisitStatement._base_manager.count() == 0
        data = {"request_key": "n", "grounds": ["NO_CREDENTIAL"]}
        assert Client().post(at("statement", row, "refusal"), data).status_code == 302

    def test_knows_no_other_statement(self, world: World) -> None:
        assert Client().get(at("statement", shown(world), "praise")).status_code == 404
