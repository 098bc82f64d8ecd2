"""What a text is compared with is the law of the lawbook, the site's own value included."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.checker import vocabulary
from zhunsheng.checker.check import check_text
from zhunsheng.checker.tests.samples import found
from zhunsheng.kernel.days import Calendar
from zhunsheng.lawbook.loading import parameters
from zhunsheng.lawbook.loading.reading import Reading, Text, chosen

SURCHARGE = "当事人逾期不缴纳罚款的，每日按罚款数额的{}加处罚款。"
SPOT = "适用简易程序处罚企业5件，罚款{}万元。"
#: The clocks of reports that the lawbook holds as parameters too.
CLOCKS = {
    "publication.withdrawal": "publication.withdrawal_limit",
    "publication.penalty": "publication.penalty_limit",
    "publication.general": "publication.general_limit",
    "hearing.notice": "penalty.hearing_notice_before",
    "hearing.request": "penalty.hearing_request_limit",
    "penalty.delivery": "penalty.delivery_limit",
    "penalty.decision": "penalty.decision_limit",
    "fine.payment": "penalty.payment_limit",
    "reconsideration.apply": "remedies.reconsideration_limit",
}


def changed(key: str, unit: str, value: str) -> Reading:
    """Return the law with one number changed by the site from 2025 on."""
    text = (
        f"key: {key}\nlabel: 示例\nunit: {unit}\nvalues:\n  - since: 2025-01-01\n"
        f'    value: {value}\n    basis: "APL-2021:72"\n    source: 示例\n'
        "    checked_on: 2026-01-01\n    verified: false\n"
    )
    return Reading(own=(Text("law/parameters/own.yaml", text, own=True),))


class TestSurcharge:
    """行政处罚法第七十二条第一款第一项：每日按罚款数额的百分之三加处罚款。"""

    @pytest.mark.parametrize("written", ["百分之三", "3%", "百分之3"])
    def test_of_the_law_is_silent(self, written):
        assert found(SURCHARGE.format(written), "L11", year=2025) == []

    @pytest.mark.parametrize("written", ["百分之五", "千分之三", "万分之三", "3‰", "0.3%"])
    def test_of_another_size_is_told_with_its_article(self, written):
        (finding,) = found(SURCHARGE.format(written), "L11", year=2025)

        assert "百分之三计算（行政处罚法第七十二条）" in finding.message

    def test_follows_the_law_of_the_site_in_the_year_of_the_report(self):
        with chosen(changed("penalty.surcharge_rate", "百分比", "5")):
            (finding,) = found(SURCHARGE.format("3%"), "L11", year=2025)
            assert found(SURCHARGE.format("3%"), "L11", year=2024) == []

        assert "百分之五计算（行政处罚法第七十二条，依据条文待核实）" in finding.message

    def test_of_a_year_without_law_is_not_judged(self):
        assert found(SURCHARGE.format("5%"), "L11", year=2019) == []


class TestSummaryFine:
    """行政处罚法第五十一条：对法人或者其他组织处三千元以下罚款的，可以当场作出决定。"""

    def test_above_the_ceiling_is_told_with_its_article(self):
        assert found(SPOT.format("1.5"), "L07", year=2025) == []
        (finding,) = found(SPOT.format("1.6"), "L07", year=2025)

        assert "当场罚款以3000元为限（行政处罚法第五十一条）" in finding.message

    def test_follows_the_law_of_the_site(self):
        value = "{UNIT: 500000, PERSON: 20000}"
        with chosen(changed("penalty.summary_fine_ceiling", "分", value)):
            assert found(SPOT.format("2.5"), "L07", year=2025) == []
            assert found(SPOT.format("2.6"), "L07", year=2025) != []


def test_clocks_are_those_of_the_lawbook():
    for clock in vocabulary.clocks():
        if clock.id not in CLOCKS:
            continue
        held = {value.since: value for value in parameters()[CLOCKS[clock.id]]}
        shared = [period for period in clock.periods if period.since in held]
        last = max(held)
        assert clock.periods[-1].days == held[last].integer(), clock.id
        assert [p.days for p in shared] == [held[p.since].integer() for p in shared], clock.id
        assert [p.verified for p in shared] == [held[p.since].verified for p in shared], clock.id


def test_working_days_of_a_year_are_those_of_its_calendar():
    """全国年节及纪念日放假办法：2025年起法定节假日13天，此前11天。"""
    calendar = Calendar.load()

    for year in calendar.years:
        right = 261 - calendar.year(year).statutory_count
        assert right == (248 if year >= 2025 else 250)
        assert found(f"{year}年每人法定工作日{right}天。", "L01") == []
        assert found(f"{year}年每人法定工作日{right + 12}天。", "L01") != []


class TestTextWithoutYear:
    """加处罚款的比例：没有写年度的文稿，按核查当日的行政处罚法第七十二条比较。"""

    def test_is_compared_with_the_value_of_the_day_and_not_of_the_future(self):
        text = SURCHARGE.format("5%")

        with chosen(changed("penalty.surcharge_rate", "百分比", "5")):
            before = check_text(text=text, today=date(2024, 12, 31))
            after = check_text(text=text, today=date(2025, 1, 1))

        assert [f.rule for f in before] == ["L11"]
        assert after == ()

    def test_is_not_compared_where_nobody_says_the_day(self):
        assert check_text(text=SURCHARGE.format("5%")) == ()
