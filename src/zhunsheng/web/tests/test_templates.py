"""Pages keep to the strict content security policy, and draw what every page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.web import pages
from zhunsheng.web.templatetags import web
from zhunsheng.web.tests.conftest import MakeRequest, officer

TEMPLATES = Path(__file__).parents[1] / "templates"
INLINE = (
    re.compile(r"<style\b", re.IGNORECASE),
    re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    re.compile(r"\sstyle\s*=", re.IGNORECASE),
    re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    re.compile(r"javascript:", re.IGNORECASE),
)


def inline_in(text: str) -> list[str]:
    return [found.group() for rule in INLINE if (found := rule.search(text))]


class TestTemplates:
    def test_are_found(self) -> None:
        assert (TEMPLATES / "web" / "base.html").is_file()

    @pytest.mark.parametrize(
        "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
    )
    def test_hold_no_inline_code(self, path: Path) -> None:
        assert inline_in(path.read_text("utf-8")) == []

    @pytest.mark.parametrize(
        "text",
        ["<style>", "<script>x", '<p style="a">', '<a onclick="x">', '<a href="javascript:x">'],
    )
    def test_rule_finds_inline_code(self, text: str) -> None:
        assert len(inline_in(text)) == 1


class TestBase:
    def page(self, ask: MakeRequest, **values: object) -> str:
        request = ask(actor=officer("CHIEF", "ENFORCEMENT_OFFICER"))
        return pages.show(request, "web/base.html", {"title": "案件", **values}).content.decode()

    def test_shows_who_is_signed_in_and_the_pinned_clock(self, ask: MakeRequest) -> None:
        text = self.page(ask)

        assert "示例甲　执法人员、主要负责人" in text
        assert "示例区应急管理局" in text
        assert "演示时钟 <b>2026-01-15</b>" in text
        assert '<form action="/sign-out/" method="post">' in text
        assert inline_in(text) == []

    def test_shows_no_pinned_clock_where_time_runs(
        self, ask: MakeRequest, settings: Settings
    ) -> None:
        settings.ZHUNSHENG_PINNED_NOW = ""

        assert "演示时钟" not in self.page(ask)

    def test_draws_the_menu_that_it_is_given(self, ask: MakeRequest) -> None:
        entry = {"label": "案件", "url": "/cases/", "icon": "gavel", "active": True, "badge": 6}

        text = self.page(ask, menu=[[entry]])

        assert '<a href="/cases/" class="on" aria-current="page">' in text
        assert "<em>6</em>" in text

    def test_cuts_hashes_in_what_happened(self) -> None:
        text = web.brief(f"校验值{'a1' * 32}；编号{'b2' * 33}")

        assert text == f"校验值a1a1a1a1a1a1…；编号{'b2' * 33}"

    def test_shows_strangers_neither_name_nor_sign_out(self, ask: MakeRequest) -> None:
        text = pages.show(ask(), "web/public_base.html", {"title": "公开"}).content.decode()

        assert "无需登录" in text
        assert "sign-out" not in text
