"""Error pages help, in Chinese, and without the database (no test here may touch it)."""

from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from pytest_django.fixtures import Settings

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding, RequestKeyReused, Stale, StepRefused
from zhunsheng.web import errors
from zhunsheng.web.middleware import LawfulAnswers
from zhunsheng.web.tests.conftest import MakeRequest


class TestErrorPages:
    def test_say_what_was_wrong_with_a_form(self, ask: MakeRequest) -> None:
        page = errors.bad_request(ask(), BadRequest("表单缺少办理编号。"))

        assert page.status_code == 400
        assert "表单缺少办理编号。" in page.content.decode()

    def test_do_not_show_what_other_exceptions_say(self, ask: MakeRequest) -> None:
        page = errors.bad_request(ask(), ValueError("secret detail"))

        assert "secret detail" not in page.content.decode()
        assert "没有写入任何记录" in page.content.decode()

    def test_name_the_address_that_is_not_there(self, ask: MakeRequest) -> None:
        page = errors.page_not_found(ask("/nope/<b>/"), None)

        assert page.status_code == 404
        assert "/nope/&lt;b&gt;/" in page.content.decode()

    def test_offer_the_way_back_to_our_own_pages_only(self, ask: MakeRequest) -> None:
        ours = errors.page_not_found(
            ask("/nope/", Referer="http://testserver/page/?q=1", Host="testserver")
        )
        foreign = errors.page_not_found(ask("/nope/", Referer="http://elsewhere/x"))

        assert 'href="/page/?q=1">返回上一页' in ours.content.decode()
        assert "elsewhere" not in foreign.content.decode()

    def test_give_a_fault_a_number_that_the_log_holds(
        self, ask: MakeRequest, caplog: pytest.LogCaptureFixture
    ) -> None:
        page = errors.server_error(ask("/page/"))

        assert page.status_code == 500
        reference = caplog.records[0].getMessage().split()[1]
        assert len(reference) == 8
        assert f'<b class="mono">{reference}</b>' in page.content.decode()

    def test_still_answer_where_no_template_can_be_found(
        self, ask: MakeRequest, settings: Settings
    ) -> None:
        backend = "django.template.backends.django.DjangoTemplates"
        settings.TEMPLATES = [{"BACKEND": backend, "DIRS": [], "APP_DIRS": False}]

        page = errors.server_error(ask())

        assert page.status_code == 500
        assert page["Content-Type"] == "text/plain; charset=utf-8"
        assert page.content.decode().startswith("系统暂时无法办理，已记录。")

    def test_explain_a_form_whose_token_has_run_out(self, ask: MakeRequest) -> None:
        page = errors.csrf_failure(ask(data={}), "token missing")

        assert page.status_code == 403
        assert "页面已过期，没有办理" in page.content.decode()
        assert "token missing" not in page.content.decode()


class TestLawfulAnswers:
    def answer(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return LawfulAnswers(lambda _: HttpResponse()).process_exception(request, exception)

    def test_turn_a_refusal_into_its_reasons(self, ask: MakeRequest) -> None:
        finding = Finding("x", "听证申请期未满", cite("APL-2021:64(1)"), "等到期满")

        page = self.answer(ask(), StepRefused((finding,)))

        assert page is not None
        assert page.status_code == 409
        assert "理由共 1 项" in page.content.decode()
        assert "怎么办：等到期满。" in page.content.decode()

    def test_turn_a_stale_form_into_its_explanation(self, ask: MakeRequest) -> None:
        page = self.answer(ask(), Stale())

        assert page is not None
        assert page.status_code == 409
        assert "已有他人办理" in page.content.decode()

    def test_say_that_a_form_was_sent_before_with_other_contents(self, ask: MakeRequest) -> None:
        page = self.answer(ask(), RequestKeyReused("key"))

        assert page is not None
        assert page.status_code == 409
        assert "这张表单已经提交过" in page.content.decode()

    def test_turn_a_missing_record_into_page_not_found(self, ask: MakeRequest) -> None:
        page = self.answer(ask(), ObjectDoesNotExist("no such case"))

        assert page is not None
        assert page.status_code == 404

    def test_leave_a_fault_to_the_page_of_faults(self, ask: MakeRequest) -> None:
        assert self.answer(ask(), ZeroDivisionError()) is None

    def test_explain_an_address_called_the_wrong_way(self, ask: MakeRequest) -> None:
        page = LawfulAnswers(lambda _: HttpResponseNotAllowed(["POST"]))(ask())

        assert page.status_code == 405
        assert page["Allow"] == "POST"
        assert isinstance(page, HttpResponse)
        assert "这个网址不能这样打开" in page.content.decode()
