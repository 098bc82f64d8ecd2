"""Pages of the checker: everybody who is signed in may check a text; nothing of it is kept."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from uuid import UUID

import docx
import pytest
import yaml
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.checker.tests.samples import report
from zhunsheng.checker.tests.test_manifest import INNER, TEXT, written
from zhunsheng.kernel.act import Act, Actor, ActorKind

pytestmark = pytest.mark.django_db
FAULTY = "落实法治审核。\n见示办[2020]1号。"
DAY = date(2025, 3, 3)
BUREAU = UUID("01940000-0000-7000-8000-000000000001")
HTMX = {"HX-Request": "true"}


def ctx(key: str) -> Act:
    at = datetime(2025, 3, 3, 2, tzinfo=UTC)
    return Act(
        by=Actor(ActorKind.SYSTEM, UUID(int=0), "系统启用"), bureau=BUREAU, at=at, request_key=key
    )


@pytest.fixture
def client(settings, monkeypatch) -> Client:
    settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", "999901", "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx("found"), facts=facts, on=DAY)
    clerk = accounts.add_user(
        ctx=ctx("clerk"),
        username="chuangkou",
        name="示例庚",
        roles=frozenset({Role.WINDOW_CLERK}),
        password="",
        unit=None,
        on=DAY,
    )
    made = Client()
    made.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return made


def upload(name, content):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def sent(client, headers=None, **data):
    return client.post(reverse("checker:check"), data, headers=headers or {})


def rows():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


class TestPage:
    def test_says_that_nothing_is_kept(self, client):
        assert "服务器不保存文稿，不保存结果" in client.get(reverse("checker:check")).text

    def test_shows_a_pasted_text_with_its_findings_and_leads_both_ways(self, client):
        page = sent(client, text=FAULTY)

        assert page.status_code == 200
        for part in ('id="t1" href="#f1"', 'id="f1"', 'href="#t1"', "✕ 错误 1 条", "△ 提醒 1 条"):
            assert page.text.count(part) == 1
        assert "粘贴的文字.txt" in page.text

    def test_writes_nothing(self, client):
        client.get(reverse("checker:check"))
        before = rows()

        sent(client, text=FAULTY)
        sent(client, file=upload("a.txt", FAULTY), **{"as": "docx"})

        assert rows() == before

    def test_answers_a_part_of_the_page_where_the_page_asks_for_it(self, client):
        part = sent(client, HTMX, text=FAULTY)

        assert part.text.lstrip().startswith('<div id="result"')
        assert "<html" not in part.text
        assert 'hx-swap-oob="innerHTML:#live"' in part.text, "what was found stands once"

    def test_runs_nothing_of_what_was_pasted(self, client):
        page = sent(client, text="<script>alert(1)</script>落实法治审核。")

        assert "<script>alert" not in page.text

    def test_leaves_out_what_shows_nothing(self, client):
        assert "✕ 错误 1 条" in sent(client, text="落实法\u200b治审核。").text

    def test_compares_with_last_years_report(self, client):
        last = upload("2023.txt", report("全年检查310家次。", year=2023))

        page = sent(client, text=report("全年检查351家次，上年301家次。"), last_year=last)

        assert "上年的报告写310家次" in page.text

    def test_compares_with_a_manifest(self, client):
        figures = upload("figures.json", written(INNER))

        page = sent(client, text=TEXT.replace("51家次", "57家次"), figures=figures)

        assert "“行政检查”：数字清单所附正文为51家次，这里写57家次。" in page.text


class TestRefusal:
    def test_of_nothing(self, client):
        page = sent(client)

        assert page.status_code == 422
        assert "请粘贴文字，或者选择一个文件。" in page.text

    def test_of_a_text_and_a_file(self, client):
        page = sent(client, text=FAULTY, file=upload("a.txt", FAULTY))

        assert page.status_code == 422
        assert "请只留一样" in page.text

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("a.doc", b"\xd0\xcf\x11\xe0", "这是旧版Word格式"),
            ("a.docx", b"PK\x03\x04 no", "Word文件损坏"),
            ("a.pdf", b"%PDF-1.7 x", "PDF文件损坏"),
            ("a.txt", b"\x89PNG" + bytes(range(256)) * 8, "这不是文本文件"),
            ("a.txt", "长" * 500_001, "文字超过50万字"),
        ],
        ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
    )
    def test_says_why_a_file_cannot_be_read(self, client, name, content, reason):
        page = sent(client, file=upload(name, content))

        assert page.status_code == 422
        assert reason in page.text

    def test_of_a_changed_manifest(self, client):
        figures = upload("figures.json", written(INNER, stated="0" * 64))

        assert "清单被改动过" in sent(client, text=TEXT, figures=figures).text

    def test_stands_in_the_part_of_the_page(self, client):
        part = sent(client, HTMX, file=upload("a.doc", b"x"))

        assert part.status_code == 200
        assert "这是旧版Word格式" in part.text


class TestFile:
    def test_is_handed_out_as_a_word_file_with_comments(self, client):
        answer = sent(client, text=FAULTY, **{"as": "docx"})

        assert "attachment" in answer["Content-Disposition"]
        assert len(list(docx.Document(io.BytesIO(answer.content)).comments)) == 2

    def test_is_handed_out_as_a_page_of_its_own(self, client):
        answer = sent(client, file=upload("甲.txt", FAULTY), **{"as": "html"})

        assert "核查结果：甲.txt" in answer.content.decode()
        assert "attachment" in answer["Content-Disposition"]

    def test_is_handed_out_as_json_of_findings_and_of_figures(self, client):
        found = json.loads(sent(client, text=FAULTY, **{"as": "json"}).content)
        figures = json.loads(sent(client, text="检查5家。", **{"as": "figures"}).content)

        assert [row["rule"] for row in found["findings"]] == ["L12", "L13"]
        assert [(row["value"], row["unit"]) for row in figures["figures"]] == [("5", "家")]

    def test_is_handed_out_as_the_skeleton_of_a_scenario(self, client):
        answer = sent(client, text=report("立案查处18起。"), **{"as": "scenario"})

        assert yaml.safe_load(answer.content)["stated"]["cases.opened"] == 18

    def test_of_an_unknown_kind_is_the_page(self, client):
        assert "<html" in sent(client, text=FAULTY, **{"as": "exe"}).text


class TestLive:
    def test_returns_the_findings_of_what_was_typed(self, client):
        part = client.post(reverse("checker:live"), {"text": FAULTY})

        assert part.text.count("<li") == 2
        assert "<html" not in part.text

    def test_of_nothing_returns_nothing(self, client):
        assert client.post(reverse("checker:live"), {"text": ""}).text.strip() == ""

    def test_of_too_much_says_so(self, client):
        part = client.post(reverse("checker:live"), {"text": "长" * 50_001})

        assert "最多50000个字" in part.text

    def test_is_not_opened_as_a_page(self, client):
        assert client.get(reverse("checker:live")).status_code == 405


def test_nobody_checks_without_signing_in():
    for name in ("checker:check", "checker:live"):
        assert Client().post(reverse(name), {"text": FAULTY}).status_code == 302
