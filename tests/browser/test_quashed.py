"""A decision quashed in reconsideration, in a real browser: publication and credit follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Decided, People
from tests.browser.test_journeys import submit
from zhunsheng.documents.tests.scans import scan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def text(page: Page, address: str) -> str:
    """Open a page and return what it says."""
    page.goto(address)
    return page.locator("main").inner_text()


def classed(respondents: People, site: Decided) -> None:
    """Let the head set the class that the measures leave open."""
    chief = respondents.page("juzhang")
    record = f"{site.address}/credit/{site.decision}/"
    assert "待确定类别" in text(chief, record)
    chief.goto(f"{record}classification/")
    chief.select_option("[name=credit_class]", "ORDINARY")
    chief.fill("[name=reason]", "普通程序罚款，按一般失信掌握")
    submit(chief)
    shown = text(chief, record)
    assert "信用公示中" in shown
    assert "2027-04-20" in shown


def received(respondents: People, site: Decided) -> str:
    """Let the legal section enter the copy, answer with the evidence, and enter the result."""
    lawyer = respondents.page("fazhi1")
    lawyer.goto(f"{site.address}/remedies/receive/?case={site.number}")
    lawyer.select_option("[name=kind]", "RECONSIDERATION")
    lawyer.fill("[name=number]", "示复〔2026〕8号")
    lawyer.fill("[name=claims]", "请求撤销处罚决定")
    submit(lawyer)
    remedy = lawyer.url
    # Ten working days after 10 June, over the Dragon Boat holiday of 19 June.
    assert "2026-06-25" in lawyer.locator("main").inner_text()

    lawyer.goto(f"{remedy}answer/")
    offered = lawyer.locator("main").inner_text()
    assert "行政处罚决定书" in offered
    assert "法制审核意见书》" not in offered
    lawyer.fill("[name=reasons]", "依据正确，程序合法")
    submit(lawyer)
    assert "行政复议答复书" in lawyer.locator("main").inner_text()
    bundle = lawyer.request.get(f"{remedy}evidence.pdf")
    assert bundle.body().startswith(b"%PDF")

    lawyer.goto(f"{remedy}reconsideration_result/")
    lawyer.select_option("[name=outcome]", "QUASHED")
    lawyer.fill("[name=number]", "示复决〔2026〕8号")
    lawyer.set_input_files(
        "[name=proof]", {"name": "复议决定书.pdf", "mimeType": "application/pdf", "buffer": scan()}
    )
    submit(lawyer)
    return remedy


def test_a_quashed_decision_leaves_the_public_page_and_the_credit_record(
    respondents: People, decided: Decided
) -> None:
    site = decided
    classed(respondents, site)
    remedy = received(respondents, site)
    lawyer, secretary = respondents.page("fazhi1"), respondents.page("anshen")

    assert "撤销原决定" in text(lawyer, remedy)
    assert "决定被撤销" in text(lawyer, f"{site.address}/cases/{site.case}/")

    # Three working days after 10 June 2026, a Wednesday: the 15th (行政处罚法 48).
    waiting = text(secretary, f"{site.address}/publication/")
    assert "待撤回" in waiting
    assert "2026-06-15" in waiting
    # The demo's files are long overdue on that day; the duty stands behind them on the desk.
    desks = (text(secretary, f"{site.address}/?page={page}") for page in (1, 2, 3))
    assert any("撤回公示" in desk for desk in desks)

    secretary.goto(f"{site.address}/publication/{site.publication}/withdraw/")
    assert "示复决〔2026〕8号" in secretary.input_value("[name=reason]")
    assert "2026-06-10" in secretary.locator("main").inner_text()
    submit(secretary)
    gone = text(secretary, f"{site.address}/publication/{site.publication}/")
    assert "已撤回" in gone

    record = text(respondents.page("juzhang"), f"{site.address}/credit/{site.decision}/")
    assert "决定已被撤销、确认无效或者确认违法，停止公示" in record
