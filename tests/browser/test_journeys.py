"""An inspection and a case in a real browser, as the people of the bureau walk them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import FilePayload

from tests.browser.conftest import People, Site
from zhunsheng.documents.tests.scans import scan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SUBMIT = "form.card button.p[type=submit], form.card .foot button.p"
FOUND = "灭火器箱被货物遮挡"
STATEMENT: Final[FilePayload] = {
    "name": "询问笔录.pdf",
    "mimeType": "application/pdf",
    "buffer": scan(1),
}
SIGNED: Final[FilePayload] = {**STATEMENT, "name": "声明书.pdf", "buffer": scan()}


def fill_visit(page: Page, site: Site) -> None:
    """Fill the record of a visit with one finding."""
    page.goto(f"{site.address}/inspection/{site.inspection}/visit/")
    page.fill("[name=started]", "08:30")
    page.fill("[name=ended]", "09:30")
    page.fill("[name=place]", "一号仓库")
    page.fill("[name=situation]", "检查了一号仓库，台账齐全")
    page.fill("[name=site_head]", "示例负责人")
    page.fill("[name=recording]", "SL20260115")
    page.fill("[name=no_code_reason]", "现场无信号")
    for name in ("notice_shown", "certificates_shown", "recusal_told", "signed"):
        page.check(f"[name={name}]")
    page.fill("[name=f1-place]", "一号仓库东门")
    page.fill("[name=f1-description]", FOUND)


def submit(page: Page) -> None:
    """Press the button of the act."""
    page.locator(SUBMIT).first.click()
    page.wait_for_load_state()


def arrived(page: Page, address: str | re.Pattern[str]) -> None:
    """Wait for the page that follows an act; show what the form said where it does not come."""
    try:
        page.wait_for_url(address, timeout=20_000)
    except PlaywrightError:
        pytest.fail("\n".join(page.locator(".alarm").all_inner_texts()) or page.url)


class TestInspection:
    def test_is_recorded_once_ordered_once_and_a_stale_form_keeps_its_text(
        self, people: People, site: Site
    ) -> None:
        officer = people.page("zhifa1")
        second = officer.context.new_page()
        fill_visit(officer, site)
        fill_visit(second, site)
        second.fill("[name=f1-description]", "第二份记录，后提交")

        officer.locator(SUBMIT).first.dblclick()
        arrived(officer, f"{site.address}/inspection/{site.inspection}/")
        assert officer.get_by_text(FOUND).count() >= 1
        papers = officer.locator("a", has_text="现场检查记录")
        assert papers.count() == 1

        submit(second)
        assert "已有他人办理" in second.locator("main").inner_text()
        assert second.input_value("[name=f1-description]") == "第二份记录，后提交"
        second.close()

        order = f"{site.address}/inspection/{site.inspection}/order/"
        officer.goto(order)
        officer.fill("[name=due_on]", "2026-01-30")
        submit(officer)
        arrived(officer, f"{site.address}/inspection/{site.inspection}/")
        officer.goto(order)
        assert officer.locator("[name=due_on]").count() == 0, "what is ordered is not typed again"
        officer.goto(f"{site.address}/inspection/{site.inspection}/")
        assert officer.locator("a", has_text="责令限期整改指令书").count() == 1


class TestCase:
    def test_is_decided_only_after_a_review_returned_once_notice_and_statement(
        self, people: People, site: Site
    ) -> None:
        case = f"{site.address}/cases/{site.case}/"
        chief = people.page("juzhang")
        chief.goto(f"{case}decision/")
        refusal = chief.locator("main").inner_text()
        assert "暂不能办理及理由" in refusal
        assert "“法制审核”尚未完成" in refusal
        assert "《行政处罚法》第五十八条第一款" in refusal
        assert "“送达告知书”尚未完成" in refusal

        self.returned_once(people, case)
        self.review(people.page("fazhi1"), case)
        handler = people.page("zhifa1")
        handler.goto(f"{case}prior_notice/")
        submit(handler)
        handler.goto(f"{case}notice_delivery/")
        handler.fill("[name=receiver]", "示例负责人")
        handler.select_option("[name=relation]", "REPRESENTATIVE")
        submit(handler)
        handler.goto(f"{case}representation_waiver/")
        handler.fill("[name=by]", "示例负责人")
        handler.fill("[name=authorisation]", "授权委托书（2025年3月3日）")
        handler.fill("[name=text]", "无异议，放弃陈述申辩")
        handler.set_input_files("[name=scan]", SIGNED)
        submit(handler)

        chief.goto(f"{case}decision/")
        assert "暂不能办理及理由" not in chief.locator("main").inner_text()
        submit(chief)
        chief.goto(case)
        assert chief.locator("a", has_text="行政处罚决定书").count() == 1
        assert "12,000.00" in chief.locator("main").inner_text()

    def returned_once(self, people: People, case: str) -> None:
        """Take the review up by key, return it for want of a statement, and let it be mended."""
        reviewer = people.page("fazhi1")
        reviewer.goto(f"{case[: case.index('/cases/')]}/legalreview/")
        # The queue stands by the term of its matters: this case was opened last.
        for _ in reviewer.locator("table[data-keys] tbody tr").all():
            reviewer.keyboard.press("j")
        reviewer.keyboard.press("c")
        reviewer.wait_for_url(f"{case}legal_review/")
        for _ in range(3):
            reviewer.keyboard.press("j")
        reviewer.keyboard.press("r")
        facts = reviewer.locator("[data-question=FACTS]")
        facts.locator("summary").click()
        facts.locator("[name=facts_anchors]").first.check()
        reviewer.fill("[name=facts_remark]", "缺少当事人陈述")
        reviewer.locator("[data-told].gr").wait_for()
        reviewer.reload()
        assert "自动保存的草稿" in reviewer.locator(".draft").inner_text()
        assert reviewer.input_value("[name=facts_remark]") == "缺少当事人陈述"
        self.answer(reviewer, "RETURNED", "退回补充证据")
        submit(reviewer)
        assert "没有选择问题代码" in reviewer.locator(".alarm").inner_text()
        assert reviewer.input_value("[name=opinion]") == "退回补充证据"
        reviewer.locator("[name=facts_defects][value=F3]").check()
        submit(reviewer)
        arrived(reviewer, case)

        handler = people.page("zhifa1")
        handler.goto(f"{case}evidence/")
        handler.fill("[name=name]", "询问笔录")
        handler.select_option("[name=kind]", "PARTY_STATEMENT")
        handler.fill("[name=proves]", "当事人承认")
        handler.set_input_files("[name=content]", files=STATEMENT)
        submit(handler)
        arrived(handler, case)
        handler.goto(f"{case}review_request/")
        submit(handler)
        arrived(handler, case)

    def review(self, reviewer: Page, case: str) -> None:
        """See what changed since the first round, answer the seven questions and agree."""
        reviewer.goto(f"{case}legal_review/")
        changes = reviewer.locator("#changes").inner_text()
        assert "第 1 次审核之后的变化" in changes
        assert "询问笔录" in changes
        self.answer(reviewer, "AGREED", "事实清楚，证据充分，同意")
        submit(reviewer)
        arrived(reviewer, case)

    @staticmethod
    def answer(reviewer: Page, outcome: str, opinion: str) -> None:
        """Find nothing wrong with the questions that are open, and end the review."""
        for question in reviewer.locator("[data-question]").all():
            if question.locator("input[value=bad]:checked").count() == 0:
                question.locator("input[value=good]").check()
        reviewer.select_option("[name=outcome]", outcome)
        reviewer.fill("[name=opinion]", opinion)


class TestPhone:
    def test_shows_the_desk_no_wider_than_its_window(self, people: People, site: Site) -> None:
        page = people.page("zhifa1")
        page.set_viewport_size({"width": 390, "height": 844})
        for path in ("/", "/inspection/", "/cases/", f"/cases/{site.case}/"):
            page.goto(f"{site.address}{path}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 390, path
