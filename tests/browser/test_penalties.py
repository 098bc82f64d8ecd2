"""Penalties in a real browser: on the spot by a street, and heard, in instalments, to the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import People, Site
from tests.browser.test_journeys import STATEMENT, TestCase, arrived, submit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
CASE = re.compile(r"/cases/[0-9a-f-]{36}/$")


class TestStreet:
    def test_punishes_on_the_spot_within_its_deed_and_hands_up_what_is_beyond(
        self, people: People, site: Site
    ) -> None:
        page = people.page("jiedao1")
        self.fill(page, site, "safety.97-4", "4000.00")
        submit(page)
        assert "《行政处罚法》第五十一条" in page.locator(".alarm").first.inner_text()
        assert page.input_value("[name=facts]") == "仓库入口未设置明显的安全警示标志"

        self.fill(page, site, "safety.97-4", "2000.00")
        page.fill("[name=discretion]", "未造成后果，已经着手整改。")
        page.select_option("[name=spot_ground]", "HARD_LATER")
        submit(page)
        arrived(page, CASE)
        shown = page.locator("main").inner_text()
        assert "处罚决定书" in shown
        assert "2,000.00" in shown
        self.take_cash(page, site, page.url)

        # 行政处罚法 20.4: the deed delegates article 97, not 99, so that only 97 is offered.
        page.goto(f"{site.address}/cases/on-the-spot/")
        offered = page.eval_on_selector_all(
            "[name=violations] option", "all => all.map(one => one.value).filter(Boolean)"
        )
        assert {one.rpartition("-")[0] for one in offered} == {"safety.97"}
        beyond = next(one for one in offered if one != "safety.97-4")
        page.fill("[name=party]", site.of_street)
        page.select_option("[name=violations]", beyond)
        page.fill("[name=facts]", "未对从业人员进行安全生产教育和培训，人数较多")
        page.get_by_role("button", name="提请本局查处").click()
        page.wait_for_url(f"{site.address}/cases/clue/")
        submit(page)
        arrived(page, CASE)
        assert "街道（镇）提请查处" in page.locator("main").inner_text()

    @staticmethod
    def take_cash(page: Page, site: Site, case: str) -> None:
        """Take the fine on the spot for a reason, and hand it in (行政处罚法 68, 70, 71)."""
        page.goto(f"{case}payment/")
        page.select_option("[name=ground]", "HARD_LATER")
        page.fill("[name=receipt]", "示财票0001")
        submit(page)
        assert "没有写明不当场收缴事后难以执行的事实" in page.locator(".alarm").first.inner_text()
        page.fill("[name=request]", "流动摊点，没有固定经营场所。")
        submit(page)
        arrived(page, CASE)
        execution = f"{site.address}/execution/{case.rstrip('/').rpartition('/')[2]}/"
        page.goto(f"{execution}cash_handed_in/")
        page.fill("[name=receipt]", "示交款0001")
        submit(page)
        arrived(page, execution)
        assert "未上交 0.00 元，已上交未缴付银行 2,000.00 元" in page.locator("main").inner_text()

    @staticmethod
    def fill(page: Page, site: Site, violation: str, fine: str) -> None:
        """Fill the form of a penalty on the spot with an amount."""
        page.goto(f"{site.address}/cases/on-the-spot/")
        page.fill("[name=party]", site.of_street)
        page.select_option("[name=violations]", violation)
        page.locator("[name=v0-amount]").wait_for()
        page.fill("[name=facts]", "仓库入口未设置明显的安全警示标志")
        page.select_option("[name=v0-q-corrected]", "0")
        page.fill("[name=v0-amount]", fine)
        page.fill("[name=evidence]", "现场照片")
        page.check("[name=certificates_shown]")
        page.check("[name=rights_told]")
        for box in page.locator("[name=officers]").all():
            box.check()


class TestHeardCase:
    @pytest.fixture(autouse=True)
    def moving(self, site: Site) -> None:
        """Let the days pass: what the program does is of the day on which it is entered."""
        self.days = site.days

    def test_is_returned_once_reviewed_heard_discussed_paid_in_parts_and_closed(
        self, people: People, site: Site
    ) -> None:
        case = f"{site.address}/cases/{site.heavy}/"
        self.returned(people, case, "2025-11-18")
        self.review(people, case, "2025-11-18")
        self.act(people, "zhifa1", case, "prior_notice", "2025-11-19")
        told = {"receiver": "示例负责人", "relation": "REPRESENTATIVE"}
        self.act(people, "zhifa1", case, "notice_delivery", "2025-11-19", told)
        said = {"by": "示例负责人", "text": "申请听证"}
        self.act(people, "anshen", case, "hearing_request", "2025-11-21", said)
        self.hear(people, case)
        self.act(people, "zhifa1", case, "review_request", "2025-12-05")
        self.review(people, case, "2025-12-08")
        self.discuss(people, case)
        self.act(people, "juzhang", case, "decision", "2025-12-10")
        self.act(people, "zhifa1", case, "decision_delivery", "2025-12-11", told)
        self.pay_in_parts(people, site, case)
        self.close(people, case)
        chief = people.page("juzhang")
        chief.goto(case)
        shown = chief.locator("main").inner_text()
        assert "已结案" in shown
        for paper in ("听证笔录", "行政处罚集体讨论记录", "行政处罚决定书", "结案审批表"):
            assert paper in shown

    def act(
        self,
        people: People,
        who: str,
        case: str,
        step: str,
        on: str,
        values: dict[str, str] | None = None,
    ) -> None:
        """Take a step on its day."""
        self.days.to(on)
        page = people.page(who)
        page.goto(f"{case}{step}/")
        self.act_on(page, case, values or {})

    def close(self, people: People, case: str) -> None:
        """Close the case as its correction was checked (行政处罚法 28.1)."""
        self.days.to("2026-01-13")
        page = people.page("fujuzhang")
        page.goto(f"{case}closing/")
        page.fill("[name=correction]", "2026年1月12日现场核实，已经改正")
        page.select_option("[name=result]", "CORRECTED")
        page.fill("[name=checked_on]", "2026-01-12")
        page.fill("[name=checked_by]", people.name_of("zhifa1"))
        submit(page)
        arrived(page, case)

    def returned(self, people: People, case: str, on: str) -> None:
        """Return the file for want of a statement, let it be added, and ask for the review anew."""
        self.days.to(on)
        page = people.page("fazhi1")
        page.goto(f"{case}legal_review/")
        facts = page.locator("[data-question=FACTS]")
        facts.locator("input[value=bad]").check()
        facts.locator("summary").click()
        facts.locator("[name=facts_anchors]").first.check()
        facts.locator("[name=facts_defects][value=F3]").check()
        page.fill("[name=facts_remark]", "缺少当事人陈述")
        TestCase.answer(page, "RETURNED", "退回补充证据")
        self.act_on(page, case, {})
        handler = people.page("zhifa1")
        handler.goto(f"{case}evidence/")
        handler.select_option("[name=kind]", "PARTY_STATEMENT")
        handler.set_input_files("[name=content]", files=STATEMENT)
        told = {"name": "询问笔录", "proves": "当事人承认", "obtained_on": on}
        self.act_on(handler, case, told)
        self.act(people, "zhifa1", case, "review_request", on)

    def review(self, people: People, case: str, on: str) -> None:
        """Agree to the file as it is."""
        self.days.to(on)
        page = people.page("fazhi1")
        page.goto(f"{case}legal_review/")
        TestCase.answer(page, "AGREED", "事实清楚，证据充分，同意")
        submit(page)
        arrived(page, case)

    def hear(self, people: People, case: str) -> None:
        """Call the hearing, deliver the notice, hold it by its agenda, and report on it."""
        self.days.to("2025-11-21")
        page = people.page("anshen")
        page.goto(f"{case}hearing_notice/")
        page.select_option("[name=chair]", index=1)
        self.act_on(page, case, {"hearing_on": "2025-12-04", "place": "本局会议室"})
        told = {"receiver": "示例负责人", "relation": "REPRESENTATIVE"}
        self.act(people, "zhifa1", case, "hearing_notice_delivery", "2025-11-24", told)
        self.days.to("2025-12-04")
        page.goto(f"{case}hearing/")
        for box in ("identities_checked", "rights_told"):
            page.check(f"[name={box}]")
        spoken = {
            "investigators_view": "提出事实、证据和建议",
            "party_view": "请求从轻",
            "cross_examination": "对证据没有异议",
            "final_statement": "请求从轻",
        }
        self.act_on(page, case, spoken)
        report = {
            "investigators_view": "处罚建议不变",
            "party_view": "请求从轻",
            "disputes": "处罚数额是否适当",
            "findings": "证据属实",
            "answer": "整改情况在裁量时已考虑",
            "opinion": "建议维持",
        }
        self.days.to("2025-12-05")
        page.goto(f"{case}hearing_report/")
        self.act_on(page, case, report)

    @staticmethod
    def act_on(page: Page, case: str, values: dict[str, str]) -> None:
        """Fill the form that is open, and send it."""
        for name, value in values.items():
            field = page.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        submit(page)
        arrived(page, case)

    def discuss(self, people: People, case: str) -> None:
        """Let the persons in charge vote, the handlers report and the reviewer attend."""
        self.days.to("2025-12-09")
        page = people.page("anshen")
        page.goto(f"{case}discussion/")
        for vote in page.locator("[name^=vote-]").all():
            vote.select_option("AGREE")
        for box in page.locator("[name=reporters]").all():
            box.check()
        page.select_option("[name=reviewer]", index=1)
        page.select_option("[name=resolution]", "AS_PROPOSED")
        self.act_on(page, case, {})

    def pay_in_parts(self, people: People, site: Site, case: str) -> None:
        """Ask for instalments, approve them, and pay each in its time."""
        execution = f"{site.address}/execution/{site.heavy}/"
        self.days.to("2025-12-15")
        officer, deputy = people.page("zhifa1"), people.page("fujuzhang")
        officer.goto(f"{execution}deferral_request/")
        asked = {"by": "示例负责人", "reason": "资金周转困难", "wish": "分两期缴纳"}
        self.act_on(officer, execution, asked)
        self.days.to("2025-12-16")
        deputy.goto(f"{execution}deferral_decision/")
        deputy.select_option("[name=result]", "APPROVED")
        dues = {"dues": "2025-12-31 30000.00\n2026-01-12 30000.00", "opinion": "同意分期缴纳"}
        self.act_on(deputy, execution, dues)
        officer.goto(f"{execution}deferral_delivery/")
        told = {"receiver": "示例负责人", "relation": "REPRESENTATIVE"}
        self.act_on(officer, execution, told)
        for on, receipt in (("2025-12-30", "SL20250001"), ("2026-01-12", "SL20260001")):
            money = {"amount": "30000.00", "receipt": receipt}
            self.act(people, "caiwu", case, "payment", on, money)
