"""A plan in a real browser: its wrong total is refused, then approval, filing and publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import People, Site
from tests.browser.test_journeys import arrived, submit
from zhunsheng.demo.stories.scans import SLIP

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


#: Key parts of the demo's next plan by number, each with the units that it states and a sector.
KEY_PARTS = (
    (1, 5, "METALLURGY"),
    (3, 35, "INDUSTRY_TRADE"),
    (4, 3, "FIREWORKS"),
    (5, 7, "GAS_STATION"),
)


def name_the_key_units(page: Page, address: str, plan: str) -> None:
    """List by code as many units as each key part states, with the reason."""
    for part, count, sector in KEY_PARTS:
        codes: list[str] = []
        for number in range(1, 4):
            text = page.request.get(f"{address}/registry/?sector={sector}&page={number}").text()
            codes += [one for one in re.findall(r"9199\w{14}", text) if one not in codes]
        page.goto(f"{plan}parts/{part}/units/")
        page.fill("[name=codes]", "\n".join(codes[:count]))
        page.check("[name=reasons][value=OTHER]")
        page.fill("[name=note]", "本年度重点行业领域")
        submit(page)
        arrived(page, plan)


class TestPlan:
    def test_goes_from_a_wrong_total_to_approval_and_publication(
        self, people: People, site: Site
    ) -> None:
        """The parts make 51: a total of 41 is not put before the government."""
        page = people.page("duizhang")
        page.goto(f"{site.address}/planning/")
        page.get_by_role("link", name="2026年度安全生产监督检查计划").click()
        page.wait_for_load_state()
        plan = page.url
        refused = page.locator("#refused").inner_text()
        assert "5＋1＋35＋3＋7＝51；5＋1＋35＝41，烟花爆竹节前检查3、加油站7未计入" in refused
        head = people.page("juzhang")
        head.goto(f"{plan}submit/")
        submit(head)
        assert "载明的总数41家与各部分之和不符" in head.locator(".alarm").inner_text()

        name_the_key_units(page, site.address, plan)
        page.goto(f"{plan}basics/")
        page.fill("[name=stated_units]", "51")
        submit(page)
        arrived(page, plan)
        for act in ("submit", "approve"):
            head.goto(f"{plan}{act}/")
            if act == "approve":
                head.fill("[name=approval_number]", "示政函〔2026〕1号")
                head.set_input_files(
                    "[name=scan]",
                    {"name": "批准文件.png", "mimeType": "image/png", "buffer": SLIP},
                )
            submit(head)
            arrived(head, plan)
        for act, field, said in (
            ("file-upper", "receipt", "示备1号"),
            ("file-justice", "receipt", "示备2号"),
            ("publish", "place", "示例区人民政府门户网站"),
        ):
            page.goto(f"{plan}{act}/")
            page.fill(f"[name={field}]", said)
            submit(page)
            arrived(page, plan)
        assert "已公布" in page.locator("h1").inner_text()
        page.goto(f"{plan}amend/")
        page.fill("[name=reason]", "示例调整")
        submit(page)
        page.wait_for_load_state()
        page.get_by_role("link", name="与调整前对照").first.click()
        assert "两个版本的内容相同" in page.locator("main").inner_text()
