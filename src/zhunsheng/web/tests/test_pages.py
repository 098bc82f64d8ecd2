"""Who may open a page, and what comes of a form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import pytest
from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from zhunsheng.kernel.act import Act
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding, Stale, StepRefused
from zhunsheng.web import pages
from zhunsheng.web.forms import ActForm, YuanField
from zhunsheng.web.tests.conftest import BUREAU, MakeRequest, officer

REASON = Finding("x.y", "法制审核尚未完成", cite("APL-2021:58.1"), "先送法制审核")


class RoleKind(Enum):
    CHIEF = "CHIEF"


class FineForm(ActForm):
    bases = {"fine": "APL-2021:57.1"}
    fine = YuanField(label="罚款金额（元）", least=100)
    note = forms.CharField(label="理由")


def open_page(request: HttpRequest, *roles: str | Enum) -> HttpResponse:
    @pages.allow(*roles)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("opened")

    return view(request)


class TestAllow:
    def test_declares_the_roles_on_the_view(self) -> None:
        @pages.allow("TEAM_HEAD", RoleKind.CHIEF)
        def view(request: HttpRequest) -> HttpResponse:
            return HttpResponse()

        assert view.allowed_roles == frozenset({"TEAM_HEAD", "CHIEF"})  # type: ignore[attr-defined] # set by allow

    def test_refuses_a_page_that_names_nobody(self) -> None:
        with pytest.raises(ValueError, match="names who may open it"):
            pages.allow()

    def test_opens_to_everyone_without_sign_in(self, ask: MakeRequest) -> None:
        assert open_page(ask(), pages.EVERYONE).content == b"opened"

    def test_sends_strangers_to_the_sign_in_page_and_back(self, ask: MakeRequest) -> None:
        response = open_page(ask("/page/?q=1"), pages.SIGNED_IN)

        assert response.status_code == 302
        assert response["Location"] == "/sign-in/?next=%2Fpage%2F%3Fq%3D1"

    def test_does_not_send_a_stranger_back_to_a_form(self, ask: MakeRequest) -> None:
        response = open_page(ask(data={}), pages.SIGNED_IN)

        assert response["Location"] == "/sign-in/?next=%2F"

    def test_opens_to_one_who_holds_one_of_the_roles(self, ask: MakeRequest) -> None:
        request = ask(actor=officer("CHIEF", "FINANCE"))

        assert open_page(request, RoleKind.CHIEF, "TEAM_HEAD").content == b"opened"

    def test_tells_others_who_may_and_what_they_are(self, ask: MakeRequest) -> None:
        response = open_page(ask(actor=officer("ENFORCEMENT_OFFICER")), "CHIEF")

        assert response.status_code == 403
        text = response.content.decode()
        assert "本页由<b>主要负责人</b>办理。您现在的岗位是执法人员。" in text


class TestActOf:
    def test_names_actor_bureau_instant_and_key(self, ask: MakeRequest) -> None:
        ctx = pages.act_of(ask(data={"request_key": "k1"}, actor=officer("CHIEF")))

        assert ctx.by == officer("CHIEF")
        assert ctx.bureau == BUREAU
        assert ctx.at.astimezone(UTC) == datetime(2026, 1, 15, 1, 12, tzinfo=UTC)
        assert ctx.request_key == "k1"

    @pytest.mark.parametrize("key", ["", "   ", "编号", "k" * 65])
    def test_refuses_a_form_without_a_usable_key(self, ask: MakeRequest, key: str) -> None:
        with pytest.raises(BadRequest, match="办理编号"):
            pages.act_of(ask(data={"request_key": key}, actor=officer("CHIEF")))

    def test_refuses_where_nobody_is_signed_in(self, ask: MakeRequest) -> None:
        with pytest.raises(PermissionError):
            pages.act_of(ask(data={"request_key": "k1"}))


class TestVersionOf:
    def test_reads_the_version_of_the_record(self, ask: MakeRequest) -> None:
        assert pages.version_of(ask(data={"version": "12"})) == 12

    @pytest.mark.parametrize("text", ["", "x", "-1", "\uff11", "9" * 5000])
    def test_refuses_a_form_without_one(self, ask: MakeRequest, text: str) -> None:
        with pytest.raises(BadRequest, match="记录版本"):
            pages.version_of(ask(data={"version": text}))


class Desk:
    """A service that writes down what it was asked."""

    def __init__(self, raises: Exception | None = None) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.raises = raises

    def __call__(self, ctx: Act, data: Mapping[str, Any]) -> str:
        if self.raises is not None:
            raise self.raises
        self.calls.append((ctx.request_key, dict(data)))
        return "done"


class TestSubmit:
    def send(
        self, ask: MakeRequest, desk: Desk, fine: str = "1,000.5"
    ) -> tuple[HttpRequest, pages.Outcome[str]]:
        data = {"request_key": "k1", "fine": fine, "note": "首次被查"}
        request = ask(data=data, actor=officer("CHIEF"))
        return request, pages.submit(request, form=FineForm(request.POST), act=desk)

    def test_calls_the_act_once_with_clean_values(self, ask: MakeRequest) -> None:
        desk = Desk()

        _, outcome = self.send(ask, desk)

        assert desk.calls == [("k1", {"fine": 100050, "note": "首次被查"})]
        assert (outcome.done, outcome.result, outcome.status) == (True, "done", 200)

    def test_keeps_wrong_values_and_does_not_call_the_act(self, ask: MakeRequest) -> None:
        desk = Desk()

        request, outcome = self.send(ask, desk, fine="一千")
        page = pages.show(request, "web/act.html", {"form": outcome.form}, outcome=outcome)

        assert desk.calls == []
        assert page.status_code == 422
        text = page.content.decode()
        assert "有 1 处需要改正，尚未提交" in text
        assert text.count("金额应为数字，最多两位小数，如 12,345.00。") == 2
        assert 'value="一千"' in text

    def test_shows_every_reason_of_a_refusal_and_keeps_what_was_typed(
        self, ask: MakeRequest
    ) -> None:
        second = Finding("x.z", "尚未集体讨论", cite("APL-2021:57.2"))

        request, outcome = self.send(ask, Desk(StepRefused((REASON, second))))
        page = pages.show(request, "web/act.html", {"form": outcome.form}, outcome=outcome)

        assert outcome.refusals == (REASON, second)
        assert page.status_code == 409
        text = page.content.decode()
        assert "暂不能办理及理由" in text
        assert "法制审核尚未完成。" in text
        assert "第五十八条第一款" in text
        assert "怎么办：先送法制审核。" in text
        assert "尚未集体讨论。" in text
        assert 'value="1,000.5"' in text

    def test_says_that_somebody_acted_before(self, ask: MakeRequest) -> None:
        request, outcome = self.send(ask, Desk(Stale()))
        page = pages.show(
            request, "web/act.html", {"form": outcome.form, "version": 8}, outcome=outcome
        )

        assert outcome.stale
        assert page.status_code == 409
        text = page.content.decode()
        assert "已有他人办理" in text
        assert 'name="version" value="8"' in text
        assert 'value="1,000.5"' in text

    def test_has_no_result_where_nothing_was_done(self, ask: MakeRequest) -> None:
        _, outcome = self.send(ask, Desk(Stale()))

        with pytest.raises(LookupError):
            _ = outcome.result


class TestForm:
    def test_carries_a_fresh_key_each_time(self, ask: MakeRequest) -> None:
        def key() -> str:
            request = ask(actor=officer("CHIEF"))
            page = pages.show(request, "web/act.html", {"form": FineForm()}).content.decode()
            return page.split('name="request_key" value="')[1][:32]

        first, second = key(), key()
        assert len(first) == 32
        assert first != second

    def test_prints_the_rule_under_the_field_that_decides(self, ask: MakeRequest) -> None:
        page = pages.show(ask(actor=officer()), "web/act.html", {"form": FineForm()})

        assert "第五十七条第一款</p>" in page.content.decode()
