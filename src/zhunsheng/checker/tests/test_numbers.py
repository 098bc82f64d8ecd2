"""L07, L08, L14, L18, L24 and slips of the pen: money, rates, citations, years, repetitions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhunsheng.checker import vocabulary
from zhunsheng.checker.arithmetic import slip
from zhunsheng.checker.check import check_text
from zhunsheng.checker.tests.samples import found, report
from zhunsheng.checker.text import Table
from zhunsheng.lawbook.loading import instruments


class TestMeanFine:
    @pytest.mark.parametrize(
        ("text", "severity", "part"),
        [
            ("适用简易程序处罚12件，罚款6万元。", "error", "平均每件5000元"),
            ("立案处罚7起，罚款金额11.3元。", "warning", "疑漏写“万”"),
            ("实施处罚2件，罚款30亿元。", "warning", "疑多写“万”"),
        ],
    )
    def test_outside_its_band_is_told(self, text, severity, part):
        (finding,) = found(text, "L07")

        assert finding.severity.value == severity
        assert part in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            "罚款400起，罚款金额129.338万元。",
            "适用简易程序处罚12件，罚款3.6万元。",
            "立案处罚60起，其中简易程序15起，罚款合计102.3万元。",
            "整改问题12项，投入经费50万元。",
        ],
    )
    def test_inside_its_band_is_silent(self, text):
        assert found(text, "L07") == []


class TestRate:
    @pytest.mark.parametrize(
        ("text", "severity", "part"),
        [
            ("计划检查120家，实际检查102家，完成率95%。", "error", "102÷120＝85%"),
            ("应整改66项，已整改59项，整改率89.3%。", "warning", "截去尾数"),
        ],
    )
    def test_that_its_numbers_do_not_make_is_told(self, text, severity, part):
        (finding,) = found(text, "L08")

        assert finding.severity.value == severity
        assert part in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            "计划检查120家，实际检查102家，完成率85%。",
            "应整改66项，已整改59项，整改率89.4%。",
            "检查120家、抽查30家、复查15家，完成率95%。",
            "立案60起，上年50起，同比增长20%。",
            "整改率近90%，应整改66项。",
        ],
    )
    def test_that_holds_or_has_no_two_numbers_is_silent(self, text):
        assert found(text, "L08") == []

    def test_in_a_table_in_the_wrong_row_is_told(self):
        rows = (
            ("类别", "家数", "占比"),
            ("甲", "30", "50%"),
            ("乙", "50", "30%"),
            ("丙", "20", "20%"),
            ("合计", "100", "100%"),
        )
        (finding,) = _of_table(rows)

        assert finding.severity.value == "error"
        assert "疑各行百分比错位" in finding.message

    def test_in_a_table_that_holds_is_silent(self):
        rows = (
            ("类别", "家数", "占比"),
            ("甲", "1", "33.3%"),
            ("乙", "2", "66.7%"),
            ("合计", "3", "100%"),
        )

        assert _of_table(rows) == []


def _of_table(rows):
    from zhunsheng.checker import outline
    from zhunsheng.checker.rules import rates

    document = outline.document(items=[Table(rows)], year=2024)
    return [hit.finding() for hit in rates.check(document)]


class TestCitation:
    @pytest.mark.parametrize(
        ("text", "year", "severity", "part"),
        [
            (
                "依据《安全生产监管监察职责和行政执法责任追究的暂行规定》。",
                2022,
                "warning",
                "2015年5月1日起不再以此施行",
            ),
            ("依据《行政处罚法》第九十九条。", 2022, "error", "共86条"),
            ("依据《安全生产法》第120条处理。", 2024, "error", "共119条"),
            (
                "依据《行政处罚法》第四十二条，当事人要求听证的已组织听证。",
                2024,
                "warning",
                "第63条",
            ),
            ("依据《重大行政决策程序暂行条例》开展论证。", 2018, "warning", "2018年还没有这一规定"),
        ],
    )
    def test_that_does_not_stand_is_told(self, text, year, severity, part):
        (finding,) = found(text, "L14", year=year)

        assert finding.severity.value == severity
        assert part in finding.message

    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("依据《行政处罚法》第六十三条组织听证。", 2024),
            ("依据《行政处罚法》第四十二条，两名执法人员到场。", 2024),
            ("依据《行政处罚法》第四十二条，当事人要求听证的已组织听证。", 2020),
            ("学习《示例区应急管理办法》第三百条。", 2024),
            ("原《安全生产违法行为行政处罚办法》同时废止。", 2027),
            ("依据《安全生产法》第一百一十九条。", 2021),
        ],
    )
    def test_that_stands_or_is_not_known_is_silent(self, text, year):
        assert found(text, "L14", year=year) == []

    def test_dates_are_those_of_the_lawbook(self):
        """A later amendment that kept the articles leaves the first day of a version."""
        held = {row.title: row.effective_on for row in instruments().values()}
        compared = [
            work for work in vocabulary.works() if work.title in held and work.until is None
        ]

        assert len(compared) >= 8
        assert [w.title for w in compared if w.since is None or w.since > held[w.title]] == []
        assert [w.title for w in compared if w.verified and w.since != held[w.title]] == []


class TestYears:
    def test_growth_that_the_two_numbers_do_not_make_is_an_error(self):
        (finding,) = found("立案查处60起，上年50起，同比增长30%。", "L18")

        assert (finding.severity.value, finding.quote) == ("error", "同比增长30%")
        assert "应为增长20%" in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            "立案查处60起，上年50起，同比增长20%。",
            "立案40起，上年50起，同比下降20%。",
            "立案60起，同比增长20%。",
        ],
    )
    def test_growth_that_holds_or_cannot_be_known_is_silent(self, text):
        assert found(text, "L18") == []

    def test_of_last_year_is_what_last_year_reported(self):
        last = report("全年检查310家次。", year=2023)
        text = report("全年检查351家次，上年301家次。")
        findings = [f for f in check_text(text=text, previous=last) if f.rule == "L18"]

        assert [(f.severity.value, f.quote) for f in findings] == [("error", "301家次")]
        assert "上年的报告写310家次，数字相同而次序不同" in findings[0].message

    def test_growth_is_over_what_last_year_reported(self):
        last = report("全年检查300家次。", year=2023)
        text = report("全年检查330家次，同比增长20%。")
        findings = [f for f in check_text(text=text, previous=last) if f.rule == "L18"]

        assert "应为增长10%" in findings[0].message

    def test_that_agree_are_silent(self):
        last = report("全年检查300家次。", year=2023)
        text = report("全年检查330家次，上年300家次，同比增长10%。")

        assert [f for f in check_text(text=text, previous=last) if f.rule == "L18"] == []


class TestRepeated:
    def test_thing_with_two_numbers_is_a_warning(self):
        text = report("全年检查2334家次。\n全年检查2343家次，涉及210家。")
        (finding,) = found(text, "L24")

        assert (finding.severity.value, finding.quote) == ("warning", "2343家次")
        assert "疑前后两位写颠倒" in finding.message

    @pytest.mark.parametrize(
        "body",
        [
            "全年检查2334家次。\n全年检查2334家次，涉及210家。",
            "全年检查2334家次，其中上半年检查1000家次。",
            "全年计划检查300家次。全年检查310家次。",
        ],
    )
    def test_thing_with_one_number_is_silent(self, body):
        assert found(report(body), "L24") == []


@pytest.mark.parametrize(
    ("written", "meant", "part"),
    [
        ("11.3", "113000", "一万倍"),
        ("41", "14", "写颠倒"),
        ("410", "41", "十倍"),
        ("41", "51", ""),
        ("41", "41", ""),
        ("123", "321", ""),
    ],
)
def test_a_slip_of_the_pen_is_named(written, meant, part):
    assert part in slip(Decimal(written), Decimal(meant))
    assert bool(part) == bool(slip(Decimal(written), Decimal(meant)))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("检查41家（甲5家、乙9家）。", "写颠倒"),
        ("罚款12万元（甲7万元、乙5元）。", "漏写"),
    ],
)
def test_a_sum_that_a_slip_explains_says_so(text, part):
    assert part in found(text, "L01")[0].message
