"""The cap of an enterprise is reached, in a real browser: the meter, the refusal, the way out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.conftest import People, Site
from tests.browser.test_journeys import submit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Of the class that the demo's notice gives two visits a year; the seed approved them.
NAME = "示例安丰仓储有限公司"
#: The page of an inspection, to which an approval leads.
RECORD: Final = re.compile(r"/inspection/[0-9a-f-]{36}/")


def asked(page: Page, address: str, ground: str, source: str = "") -> None:
    """Ask for one inspection more of the enterprise."""
    page.goto(address)
    boxes = page.locator("input[name=officers]")
    boxes.nth(1).check()
    boxes.nth(2).check()
    page.select_option("[name=basis_kind]", ground)
    page.fill("[name=source]", source)
    if source:
        page.fill("[name=source_body]", "示例省应急管理厅")
        page.fill("[name=source_on]", "2026-01-05")
    page.check("[name=item_codes][value=JC-001]")
    page.fill("[name=items]", "安全生产责任制")
    page.fill("[name=repeat_reason]", "专项行动安排")
    submit(page)


class TestCap:
    def test_is_met_by_the_next_approval_and_passed_by_an_order_from_above(
        self, people: People, site: Site
    ) -> None:
        chief = people.page("juzhang")
        chief.goto(f"{site.address}/registry/?text={NAME}")
        chief.get_by_role("link", name=NAME).click()
        entity = chief.url.rstrip("/").rpartition("/")[2]
        form = f"{site.address}/inspection/approve/?entity={entity}"
        asked(chief, form, "CAMPAIGN")
        said = chief.locator("main").inner_text()
        assert "达到公布的年度上限2次" in said
        assert "没有经批准的年度监督检查计划" in said
        assert "《涉企行政检查意见》" in said
        assert "上级部署的专项检查" in said
        assert chief.input_value("[name=items]") == "安全生产责任制"

        asked(chief, form, "SUPERIOR")
        assert "没有写明来源编号" in chief.locator("main").inner_text()
        asked(chief, form, "SUPERIOR", "示省应急〔2026〕2号")
        assert RECORD.search(chief.url)

        chief.goto(f"{site.address}/burden/entity/{entity}/")
        shown = chief.locator("main").inner_text()
        assert "已达上限" in shown
        assert "上级部署的专项检查\t不计入" in shown
