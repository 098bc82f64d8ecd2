"""A joint draw of three departments: announced, drawn, published, recomputed by a visitor."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import People, Site
from tests.browser.seeding import AT_ITS_CAP
from tests.browser.test_journeys import arrived, submit
from tests.demos import ROOT
from zhunsheng.demo.stories.scans import SLIP

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

PARTIES = {"法制机构": "fazhi1", "司法行政部门": "sifa", "派驻纪检监察机构": "fazhi2"}
DEPARTMENTS = ("示例区市场监管部门", "示例区消防救援机构", "示例区生态环境部门")
SAMPLES = ROOT / "src" / "zhunsheng" / "draw" / "tests" / "data"
OFFLINE = ROOT / "tools" / "verify" / "draw.py"


def announce(page: Page, site: Site) -> str:
    """Publish the pool of a joint draw, stratified, without the unit whose cap is reached."""
    page.goto(f"{site.address}/draw/new/")
    page.fill("[name=title]", "2026年联合抽查")
    page.select_option("[name=kind]", "JOINT")
    page.check("[name=items][value=JC-001]")
    page.fill("[name=partners]", "\n".join(f"{name} 专项检查" for name in DEPARTMENTS))
    page.fill("[name=visits_from]", "2026-01-15")
    page.fill("[name=visits_until]", "2026-03-31")
    page.check("[name=by_rates]")
    submit(page)
    assert f"{AT_ITS_CAP}本年度的检查次数已达公布的上限" in page.locator(".alarm").inner_text()
    listed = page.request.get(f"{site.address}/registry/?text={AT_ITS_CAP}").text()
    (code,) = set(re.findall(r"9199\w{14}", listed))
    page.fill("[name=excluded]", f"{code} 年度检查次数已达上限：本年度已经检查两次")
    submit(page)
    page.wait_for_url(re.compile(r"/draw/[0-9a-f-]{36}/$"))
    return page.url


def commit(page: Page, draw: str, party: str, folder: Path) -> str:
    """Let the party's browser make its value; commit; return the value of the saved slip."""
    page.goto(f"{draw}commitment/")
    page.select_option("[name=contributor]", party)
    page.click("[data-make]")
    page.wait_for_selector("[data-slip]:not([hidden])")
    with page.expect_download() as saved:
        page.click("[data-slip]")
    slip = folder / f"{party}.txt"
    saved.value.save_as(slip)
    if party.startswith("派驻"):  # has no account: it commits on paper
        scan = folder / "paper.png"
        scan.write_bytes(SLIP)
        page.fill("[name=witness]", "示例丙，派驻组组长")
        page.set_input_files("[name=paper]", scan)
    with page.expect_request(lambda one: one.method == "POST") as sent:
        submit(page)
    arrived(page, draw)
    found = re.search("内容：([0-9a-f]{64})", slip.read_text("utf-8"))
    assert found is not None
    assert found[1] not in str(sent.value.post_data)
    return found[1]


def reveal(page: Page, draw: str, party: str, value: str) -> None:
    """Open what a party committed to."""
    page.goto(f"{draw}opening/")
    page.select_option("[name=contributor]", party)
    page.fill("[name=content]", value)
    submit(page)
    arrived(page, draw)


def verdict(page: Page) -> tuple[str, list[str]]:
    """Press the button; return what the visitor's browser says, and what differs."""
    page.click("[data-run]")
    page.wait_for_selector("[data-verdict]:not([hidden])", timeout=20_000)
    return page.inner_text("[data-word]"), page.locator("[data-problems] li").all_inner_texts()


class TestJointDraw:
    def test_of_three_departments_is_recomputed_in_the_browser_and_offline(
        self, people: People, browser: Browser, site: Site, tmp_path: Path
    ) -> None:
        head = people.page("duizhang")
        draw = announce(head, site)
        values = {
            party: commit(people.page(who), draw, party, tmp_path) for party, who in PARTIES.items()
        }
        for party, who in PARTIES.items():
            reveal(people.page(who), draw, party, values[party])
        head.goto(f"{draw}run/")
        submit(head)
        arrived(head, draw)
        key = draw.rstrip("/").rpartition("/")[2]
        visitor = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
        page = visitor.new_page()
        page.goto(f"{site.address}/public/999901/draws/{key}/")
        before = page.content()
        assert "记录的指纹" in before
        assert [one for one in values.values() if one in before] == []
        # The visits are still to come; a draw that is repeated sends nobody and opens at once.
        head.goto(f"{site.address}/draw/new/?repeats={key}")
        head.fill("[name=repeat_reason]", "参加部门的检查事项有变动")
        submit(head)
        head.wait_for_url(re.compile(r"/draw/[0-9a-f-]{36}/$"))
        page.reload()
        said, problems = verdict(page)
        assert (said, problems) == ("一致", [])
        drawn = page.locator("[data-rows] tr").count()
        assert page.locator("[data-rows] tr", has_text="✓ 一致").count() == drawn > 3
        assert page.evaluate("document.documentElement.scrollWidth") == 390

        with page.expect_download() as saved:
            page.click("text=下载抽取记录")
        file = tmp_path / "draw.json"
        saved.value.save_as(file)
        told = subprocess.run(
            [sys.executable, "-I", str(OFFLINE), str(file)], capture_output=True, text=True
        )
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.count("——") == drawn
        assert all(name in file.read_text("utf-8") for name in DEPARTMENTS)

        changed_bytes(page, file.read_bytes())
        visitor.close()


def answered(body: bytes) -> Callable[[Route], None]:
    """Return an answer in the place of the site's."""

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="application/json")

    return answer


def changed_bytes(page: Page, data: bytes) -> None:
    """Change one byte of what the browser gets: it must say so and name what differs."""
    record = json.loads(data)
    unit = record["pool"]["units"][4]["name"]
    seed, ticket = record["seed"], record["results"][0]["ticket"]
    other = {"0": "1"}.get(ticket[-1], "0")
    cases = {
        (unit.encode(), unit[:-1].encode() + "局".encode()): "“检查对象”第 5 项",
        (seed.encode(), seed[:-1].encode() + (b"1" if seed[-1] == "0" else b"0")): "种子",
        (ticket.encode(), ticket[:-1].encode() + other.encode()): "抽取结果第 1 家",
    }
    for (old, new), named in cases.items():
        page.route("**/draw.json", answered(data.replace(old, new, 1)))
        said, problems = verdict(page)
        page.unroute("**/draw.json")
        assert said == "不一致"
        assert any(one.startswith(named) for one in problems), problems
    assert verdict(page) == ("一致", [])


class TestLargePool:
    def test_of_5000_units_is_recomputed_within_seconds(self, browser: Browser, site: Site) -> None:
        """The record is made by the rules; the page of any published draw recomputes it."""
        made = subprocess.run(
            [sys.executable, "-m", "tests.browser.big_draw", "5000"],
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
            capture_output=True,
        )
        assert made.returncode == 0, made.stderr
        page = browser.new_page()
        page.goto(f"{site.address}/public/999901/draws/")
        page.locator("tr", has_text="已公示").locator("a").first.click()
        page.wait_for_selector("[data-verify]")
        page.evaluate("document.querySelector('[data-verify]').dataset.poolHash = ''")
        page.evaluate("document.querySelector('[data-verify]').dataset.recordHash = ''")
        page.set_input_files(
            "[data-file]",
            {"name": "draw.json", "mimeType": "application/json", "buffer": made.stdout},
        )
        page.wait_for_selector("[data-verdict]:not([hidden])", timeout=20_000)
        assert page.inner_text("[data-word]") == "一致"
        took = re.search(r"用时 ([0-9.]+) 秒", page.inner_text("[data-said]"))
        assert took is not None
        assert float(took[1]) < 8
        for older in ("draw-1.json", "draw-2.json", "draw-3.json"):
            page.evaluate("document.querySelector('[data-verdict]').hidden = true")
            page.set_input_files("[data-file]", SAMPLES / older)
            page.wait_for_selector("[data-verdict]:not([hidden])", timeout=20_000)
            assert (older, page.inner_text("[data-word]")) == (older, "一致")
        page.close()
