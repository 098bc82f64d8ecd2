"""What the measures of a page call a fault, and what they let pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pictures import MEASURES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LONG = "示例区应急管理局" * 20
CUT = "overflow: hidden; white-space: nowrap; width: 200px"
WIDE = "display: block; width: 3000px"


def unfit(page: Page, body: str, *, phone: bool = False) -> list[str]:
    """Return the kinds of fault that a page of this content has."""
    page.set_content(f"<!doctype html><body style='margin: 0'>{body}</body>")
    found: list[str] = page.evaluate(f"({MEASURES})({str(phone).lower()})")
    return [line.partition(" by ")[0] for line in found]


class TestMeasures:
    def test_let_a_page_pass_that_holds_what_is_on_it(self, page: Page) -> None:
        assert unfit(page, f"<div class='card'>{LONG}</div>") == []

    def test_name_a_page_wider_than_its_window(self, page: Page) -> None:
        assert unfit(page, f"<p style='{WIDE}'>宽</p>") == ["wider than the window"]

    def test_name_text_that_is_cut(self, page: Page) -> None:
        assert unfit(page, f"<p style='{CUT}'>{LONG}</p>") == ["text cut"]

    def test_name_a_field_that_hides_lines(self, page: Page) -> None:
        assert unfit(page, f"<textarea rows='2' cols='20'>{LONG}</textarea>") == ["text cut"]

    @pytest.mark.parametrize(
        "told",
        [
            f"<p title='{LONG}' style='{CUT}'>{LONG}</p>",
            f"<table class='t'><tr><td style='{CUT}; max-width: 200px'>{LONG}</td></tr></table>",
        ],
    )
    def test_let_text_pass_that_is_told_when_pointed_at(self, page: Page, told: str) -> None:
        assert unfit(page, told) == []

    def test_let_a_wide_table_scroll_on_a_phone_only(self, page: Page) -> None:
        table = f"<div class='scroll' style='overflow-x: auto'><p style='{WIDE}'>表</p></div>"
        assert unfit(page, table) == ["wider than its card"]
        assert unfit(page, table, phone=True) == []

    def test_name_what_sticks_out_of_its_card(self, page: Page) -> None:
        card = "<div class='card' style='width: 200px'><p style='width: 260px'>出</p></div>"
        assert unfit(page, card) == ["sticks out of its card"]
