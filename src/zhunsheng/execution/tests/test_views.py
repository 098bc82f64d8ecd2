"""The pages of the execution: what they show, what they refuse, what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.documents.tests.scans import scan
from zhunsheng.execution.models import BankLine, ExecutionAct
from zhunsheng.execution.tests.world import CODE, DUE, FINE, fined, pay

pytestmark = pytest.mark.django_db
TEN_LATE = DUE + timedelta(days=10)


@pytest.fixture
def world(settings, monkeypatch) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-28T18:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
    return World(BUREAU)


def client(world: World, key: str) -> Client:
    found = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    found.force_login(world.users[key], backend=backend)
    return found


def queries(browser: Client, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(path).status_code == 200
    return len(caught)


class TestList:
    def test_costs_as_many_queries_for_many_as_for_one(self, world):
        fined(world)
        browser, path = client(world, "head"), reverse("execution:list")
        one = queries(browser, path)
        fined(world, violation="safety.99-2")
        fined(world, violation="safety.99-4")
        assert queries(browser, path) == one

    def test_shows_sums_and_narrows_by_the_state(self, world):
        fined(world)
        browser, path = client(world, "head"), reverse("execution:list")
        page = browser.get(path)
        assert (page.context["unpaid"], page.context["surcharge"]) == (FINE, 60_000)
        assert browser.get(f"{path}?view=PAID").context["page"].total == 0
        assert browser.get(f"{path}?view=nonsense").context["page"].total == 1


class TestDetail:
    def test_prints_the_computation_and_why_the_court_may_not_be_asked(self, world):
        case = fined(world)
        text = client(world, "deputy").get(reverse("execution:detail", args=[case.id])).content
        shown = text.decode()
        assert "2,000.00元×3%×10日＝600.00元" in shown
        assert "催告书尚未送达当事人" in shown

    def test_is_a_card_on_the_page_of_the_case(self, world):
        case = fined(world)
        browser = client(world, "head")
        path = reverse("execution:card", args=[case.id])
        assert path in browser.get(reverse("cases:detail", args=[case.id])).content.decode()
        card = browser.get(path, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in card
        assert "待缴 600.00 元" in card

    def test_costs_as_many_queries_with_many_acts(self, world):
        case = fined(world)
        browser, path = client(world, "head"), reverse("execution:detail", args=[case.id])
        pay(world, case, 100, DUE, "R1")
        one = queries(browser, path)
        pay(world, case, 100, DUE, "R2")
        pay(world, case, 100, DUE, "R3")
        assert queries(browser, path) == one


class TestProof:
    """行政强制法 40: what is given up rests on a paper, which comes with the form."""

    def test_comes_with_the_form_and_is_shown(self, world):
        case = fined(world)
        browser = client(world, "deputy")
        path = reverse("execution:act", args=[case.id, "end"])
        said = {
            "outcome": "NOTHING_LEFT",
            "number": "死亡证明示例1号",
            "reason": "没有遗产，没有义务承受人。",
            "on": TEN_LATE.isoformat(),
            "version": "0",
            "request_key": "one",
        }
        bare = browser.post(path, said)
        assert "没有上传据以终结执行的材料" in bare.content.decode()
        assert not ExecutionAct.objects.of(world.viewer()).exists()
        scanned = SimpleUploadedFile("死亡证明.pdf", scan())
        browser.post(path, {**said, "request_key": "two", "proof": scanned})
        page = browser.get(reverse("execution:detail", args=[case.id])).content.decode()
        assert "死亡证明示例1号</a>" in page


class TestAct:
    def test_issues_a_code_once_for_a_form_sent_twice(self, world):
        case = fined(world)
        browser, path = (
            client(world, "finance"),
            reverse("execution:act", args=[case.id, "payment_code"]),
        )
        form = {
            "request_key": "one",
            "version": "0",
            "kind": "FINE",
            "code": "9999 0000 2025 0001",
            "amount": "2,000.00",
            "on": "2025-03-28",
        }
        assert browser.post(path, form).status_code == 302
        assert browser.post(path, form).status_code == 302
        assert ExecutionAct.objects.of(world.viewer()).count() == 1
        detail = browser.get(reverse("execution:detail", args=[case.id])).content.decode()
        assert CODE in detail

    def test_keeps_what_was_typed_and_says_which_line_is_wrong(self, world):
        case = fined(world)
        browser = client(world, "deputy")
        path = reverse("execution:act", args=[case.id, "deferral_decision"])
        form = {
            "request_key": "two",
            "version": "0",
            "result": "APPROVED",
            "dues": "2025-04-20 1000\n四月底 1000",
            "opinion": "同意。",
            "on": "2025-03-28",
        }
        answer = browser.post(path, form)
        assert answer.status_code == 422
        assert "第2行“四月底 1000”" in answer.content.decode()
        form["dues"] = "2025-04-20 1000\n2025-05-20 900"
        refused = browser.post(path, form)
        assert refused.status_code == 409
        shown = refused.content.decode()
        assert "没有提出待审批的延期、分期申请" in shown
        assert "与未缴的罚款2,000.00元不符" in shown
        assert ExecutionAct.objects.of(world.viewer()).count() == 0

    def test_is_not_found_for_a_step_that_is_none(self, world):
        case = fined(world)
        path = reverse("execution:act", args=[case.id, "nothing"])
        assert client(world, "head").get(path).status_code == 404


class TestMonth:
    def test_takes_a_list_and_shows_both_sides(self, world):
        pay(world, fined(world), FINE, DUE, "R1")
        browser = client(world, "finance")
        rows = "票据号,缴款码,金额（元）,缴款日期\nR1,,2000,2025-03-18\nR9,,5,2025-03-19\n"
        form = {
            "request_key": "take",
            "version": "0",
            "file": SimpleUploadedFile("清单.csv", rows.encode("gb18030")),
        }
        assert browser.post(reverse("execution:import", args=[2025, 3]), form).status_code == 302
        shown = browser.get(reverse("execution:month", args=[2025, 3])).content.decode()
        assert "清单中有，本局没有登记" in shown
        assert BankLine.objects.of(world.viewer()).count() == 2

    def test_refuses_what_is_no_sheet_and_keeps_nothing(self, world):
        form = {
            "request_key": "take",
            "version": "0",
            "file": SimpleUploadedFile("清单.xlsx", b"no sheet"),
        }
        answer = client(world, "finance").post(reverse("execution:import", args=[2025, 3]), form)
        assert answer.status_code == 422
        assert BankLine.objects.of(world.viewer()).count() == 0

    @pytest.mark.parametrize("month", [(2025, 13), (2025, 0), (1, 1), (99999, 1)])
    def test_that_is_none_is_not_found(self, world, month):
        path = reverse("execution:month", args=month)
        assert client(world, "finance").get(path).status_code == 404
