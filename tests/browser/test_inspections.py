"""An inspection from the code on entry to printed orders; re-inspection; a major hazard."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import People, Site
from tests.browser.test_journeys import arrived, submit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: What an officer may need for a visit with five findings, from the code to the printed orders.
MOST_SECONDS = 300
#: Places of the five items at fault in the checklist of a petrol station; the third is major.
FAULTS = (4, 7, 12, 13, 15)
MAJOR = "gas_station-3"
PAPERS = ("行政检查通知书", "现场检查记录", "现场处理措施决定书", "责令限期整改指令书")


def show_code(page: Page, address: str, inspection: str) -> str:
    """Show the code on entry and return where it leads."""
    page.goto(f"{address}/visitcode/show/{inspection}/")
    page.get_by_role("button", name="出示入企码").click()
    page.locator(".qr svg").wait_for()
    return page.locator(".qr a").get_attribute("href") or ""


def enterprise_looks(browser: Browser, code: str) -> None:
    """Scan the code on a phone that nobody signed in: read, rate, complain."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.goto(code)
    said = page.locator("main").inner_text()
    for words in ("执法证号", "本次为第", "严禁逐利检查", "不得刻意要求法定代表人到场"):
        assert words in said
    assert "声明拒绝检查" in said, "who shows no certificate may be refused everywhere (APL 55)"
    page.get_by_role("link", name="匿名评价").click()
    for question in ("OVERALL", "MANNERS", "INTEGRITY"):
        page.check(f"[name={question}][value=GOOD]")
    page.get_by_role("button", name="提交评价").click()
    page.get_by_text("系统没有记下是谁评价的").wait_for()
    assert {one["name"] for one in context.cookies()} <= {"csrftoken", "rated"}, "no session"
    assert page.get_by_role("link", name="匿名评价").count() == 0, "rated in this browser"
    page.get_by_role("link", name="投诉").click()
    page.check("[value=BANNED]")
    page.fill("[name=text]", "检查人员要求企业安排用餐。")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("投诉已交司法行政部门").wait_for()
    context.close()


def record_visit(page: Page, address: str, inspection: str) -> None:
    """Go through the checklist and record five findings."""
    page.goto(f"{address}/inspection/{inspection}/visit/")
    page.select_option("[name=checklist]", "gas_station")
    page.get_by_role("button", name="使用此表").click()
    results = page.locator(".ck-is select")
    results.first.wait_for()
    for place in range(results.count()):
        results.nth(place).select_option("FAULT" if place in FAULTS else "MET")
    page.select_option(f"[name=c-{MAJOR}-grade]", "MAJOR")
    page.fill(f"[name=c-{MAJOR}-standard]", "《示例判定标准》第二条")
    page.fill(f"[name=c-{MAJOR}-place]", "卸油口")
    page.select_option("[name=a1-role]", "SAFETY_OFFICER")
    page.fill("[name=a1-name]", "示例安全员")
    page.fill("[name=started]", "09:00")
    page.fill("[name=ended]", "09:30")
    page.fill("[name=situation]", "检查了台账和现场。")
    page.fill("[name=site_head]", "示例负责人")
    page.fill("[name=recording]", "SL20260115")
    page.fill("[name=cars]", "示A1001")
    page.fill("[name=left]", "08:30")
    for name in ("notice_shown", "certificates_shown", "recusal_told", "signed"):
        page.check(f"[name={name}]")
    submit(page)
    arrived(page, f"{address}/inspection/{inspection}/")


def decide_and_order(page: Page, address: str, inspection: str) -> None:
    """Stop the use of what is dangerous, and order everything to be put right."""
    here = f"{address}/inspection/{inspection}/"
    page.goto(f"{here}measure/")
    page.check("[name=kinds][value=STOP_USE]")
    page.check("[name=findings][value='3']")
    page.fill("[name=scope]", "卸油口及卸油设施")
    page.fill("[name=unsafe]", "密封失效，排除前不能保证安全。")
    submit(page)
    arrived(page, here)
    page.goto(f"{here}order/")
    submit(page)
    arrived(page, here)


def print_papers(page: Page, address: str) -> None:
    """Fetch the papers of the visit as they are printed."""
    for title in PAPERS:
        paper = page.locator("a[href^='/documents/']", has_text=title).first.get_attribute("href")
        answer = page.context.request.get(f"{address}{paper}file.pdf", timeout=120_000)
        assert answer.body().startswith(b"%PDF"), title


def reinspect(page: Page, address: str, inspection: str) -> None:
    """Look again at the entity's request: everything is put right."""
    here = f"{address}/inspection/{inspection}/"
    page.goto(f"{here}reinspection/")
    page.check("[name=requested]")
    page.fill("[name=application]", "收文〔2026〕3号")
    page.fill("[name=applied_on]", "2026-01-15")
    page.fill("[name=started]", "09:40")
    page.fill("[name=ended]", "09:50")
    for choice in page.locator("[name^=result_]").all():
        choice.select_option("DONE")
    submit(page)
    arrived(page, here)
    assert "均已完成整改" in page.locator("main").inner_text()


def list_hazard(people: People, officer: Page, address: str, inspection: str) -> None:
    """Propose the major hazard, record the listing, verify, end the stop, record the delisting."""
    head = people.page("fujuzhang")
    head.goto(f"{address}/inspection/{inspection}/")
    head.get_by_role("link", name="第3项提请挂牌督办").click()
    head.fill("[name=reason]", "需要停用整套卸油设施。")
    submit(head)
    hazard = head.url
    officer.goto(f"{hazard}delisting/")
    officer.fill("[name=number]", "示安委销〔2026〕1号")
    officer.fill("[name=decided_on]", "2026-01-15")
    officer.select_option("[name=body]", "SAFETY_COMMITTEE")
    submit(officer)
    assert "暂不能办理" in officer.locator("main").inner_text()
    officer.goto(f"{hazard}listing/")
    officer.select_option("[name=body]", "SAFETY_COMMITTEE")
    officer.fill("[name=number]", "示安委督〔2026〕1号")
    officer.fill("[name=decided_on]", "2026-01-15")
    officer.fill("[name=due_on]", "2026-03-15")
    submit(officer)
    arrived(officer, hazard)
    officer.goto(f"{address}/inspection/{inspection}/measure/")
    went = [one.get_attribute("value") for one in officer.locator("[name=officers]:checked").all()]
    officer.goto(f"{hazard}hazard_verification/")
    offered = [one.get_attribute("value") for one in officer.locator("[name=officers]").all()]
    # Who found it does not call it gone alone (安全生产法 41.3).
    another = next(one for one in offered if one not in went)
    for one in (*went, another):
        officer.check(f"[name=officers][value='{one}']")
    officer.select_option("[name=is_removed]", "yes")
    officer.fill("[name=text]", "已更换法兰，现场核验合格。")
    submit(officer)
    arrived(officer, hazard)
    # What is listed is closed by a re-inspection after it was verified as removed.
    reinspect(officer, address, inspection)
    delist(people, address, inspection, hazard)


def delist(people: People, address: str, inspection: str, hazard: str) -> None:
    """End the stop by consent after review; another hand than the verifier's enters the rest."""
    head = people.page("fujuzhang")
    head.goto(f"{address}/inspection/{inspection}/lifting/")
    head.locator("[name=measure]").select_option(index=0)
    head.fill("[name=note]", "复查认定已更换法兰，同意恢复使用。")
    submit(head)
    arrived(head, f"{address}/inspection/{inspection}/")
    lead = people.page("duizhang")
    lead.goto(f"{hazard}delisting/")
    lead.fill("[name=number]", "示安委销〔2026〕1号")
    lead.fill("[name=decided_on]", "2026-01-15")
    submit(lead)
    arrived(lead, hazard)
    assert "已摘牌" in lead.locator("h1").inner_text()


def walk(browser: Browser, people: People, address: str, inspection: str) -> float:
    """Walk the whole way; return the seconds from the code to the printed orders."""
    officer = people.page("zhifa1")
    begun = time.monotonic()
    code = show_code(officer, address, inspection)
    enterprise_looks(browser, code)
    record_visit(officer, address, inspection)
    decide_and_order(officer, address, inspection)
    print_papers(officer, address)
    taken = time.monotonic() - begun
    list_hazard(people, officer, address, inspection)
    return taken


class TestInspectionWithCode:
    def test_takes_an_officer_less_than_five_minutes_to_printed_orders(
        self, browser: Browser, people: People, site: Site
    ) -> None:
        assert walk(browser, people, site.address, site.inspection) < MOST_SECONDS
