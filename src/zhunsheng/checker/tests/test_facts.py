"""L06, L09, L10 and L11: sets of cases, counts, dates and clocks."""

from __future__ import annotations

import pytest

from zhunsheng.checker.tests.samples import found, report, told


class TestSetsOfCases:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (
                "全年作出行政处罚决定37件，经法制审核37件，公示处罚决定29件。",
                "公示29件、法制审核37件、作出处罚决定37件，最多相差8，",
            ),
            (
                "对52家单位下达了行政罚款处罚决定书。\n对50件案件进行了法制审核。",
                "法制审核50件、作出处罚决定52家，最多相差2，",
            ),
            (
                "作出行政处罚决定15份，送达11份。",
                "送达11份、作出处罚决定15份，最多相差4，",
            ),
        ],
    )
    def test_that_differ_without_a_reason_are_a_warning(self, text, told):
        findings = found(text, "L06")

        assert [f.severity.value for f in findings] == ["warning"]
        assert told in findings[0].message

    @pytest.mark.parametrize(
        "text",
        [
            "对37家单位下达了行政罚款处罚决定书。全年公示处罚案件37件。对37件案件进行了法制审核。",
            "法制审核40件，作出行政处罚决定37件，不予处罚3件。",
            "作出行政处罚决定52件，公示处罚决定49件，另有3件为跨年公示。",
            "作出行政处罚决定30件，公示许可决定12件，审核合同5份。",
            "作出行政处罚决定60件，其余为简易程序，法制审核21件。",
        ],
    )
    def test_that_agree_or_name_the_remainder_are_silent(self, text):
        assert found(text, "L06") == []

    def test_with_a_remainder_that_does_not_fit_are_a_warning(self):
        text = "法制审核40件，作出行政处罚决定33件，不予处罚3件。"

        assert [f.severity.value for f in found(text, "L06")] == ["warning"]


class TestListOfDays:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "纳入中心组学习5次。2月3日，学习甲法。4月5日，学习乙法。6月7日，学习丙法。8月9日，学习丁法。",
                "写了5次，列出的日期是4个：2月3日、4月5日、6月7日、8月9日。",
            ),
            (
                "3月1日、6月2日和9月3日组织召开专题会议4次。",
                "写了4次，列出的日期是3个：3月1日、6月2日和9月3日。",
            ),
            (
                "组织演练两场（5月12日、6月16日、11月9日）。",
                "写了2场，列出的日期是3个：5月12日、6月16日、11月9日。",
            ),
        ],
    )
    def test_that_is_too_short_or_too_long_is_a_warning(self, text, message):
        assert [(f.severity.value, f.message) for f in found(text, "L09")] == [("warning", message)]

    @pytest.mark.parametrize(
        "text",
        [
            "纳入“三会一课”学习9次，纳入中心组学习研讨3次。2月3日，学习甲法。4月5日，学习乙法。6月7日，学习丙法。",
            "3月1日、6月2日和9月3日召开专题会议3次。",
            "召开会议20次，例如3月1日、5月6日两次。",
            "全年学习11次。3月9日，举办培训班。",
        ],
    )
    def test_that_fits_or_is_only_an_example_is_silent(self, text):
        assert found(text, "L09") == []


class TestDates:
    @pytest.mark.parametrize(
        ("text", "severity", "quote"),
        [
            ("2月30日召开会议。", "error", "2月30日"),
            (report("2023年2月29日召开了专题会议。", year=2023), "error", "2023年2月29日"),
            ("9月31日至10月8日开展检查。", "error", "9月31日"),
            ("10月8日至9月5日开展集中检查。", "warning", "10月8日至9月5日"),
            (report("2022年5月6日组织执法培训。"), "warning", "2022年5月6日"),
            (
                "该案5月10日作出处罚决定，5月20日立案。",
                "warning",
                "5月10日作出处罚决定，5月20日",
            ),
        ],
    )
    def test_that_cannot_hold_are_told(self, text, severity, quote):
        assert told(text, "L10") == [(severity, quote)]

    @pytest.mark.parametrize(
        "text",
        [
            report("1月31日至2月8日开展检查。2月29日召开会议。"),
            report("依据2021年6月10日修订的安全生产法开展执法。"),
            report("该案4月8日立案，5月20日作出处罚决定，5月23日送达。"),
            report("2023年12月20日至2024年1月10日开展冬季检查，计划于2025年3月1日完成。"),
        ],
    )
    def test_that_hold_are_silent(self, text):
        assert found(text, "L10") == []


class TestClock:
    @pytest.mark.parametrize(
        ("text", "year", "parts"),
        [
            (
                "行政执法决定应当在作出之日起20个工作日内向社会公开，全年公示行政处罚案件31件。",
                2020,
                ("20个工作日是行政执法决定公示的一般期限", "在2020年适用7个工作日", "118号"),
            ),
            (
                "行政处罚决定自作出之日起15个工作日内公示。",
                2023,
                ("在2023年适用7个工作日", "安全生产法第七十八条第二款"),
            ),
            (
                "告知当事人有权在三日内要求听证。",
                2022,
                ("当事人要求听证在2022年适用5个工作日", "行政处罚法第六十四条第一项"),
            ),
            (
                "告知当事人自收到决定书之日起30日内缴纳罚款。",
                2024,
                ("当事人缴纳罚款在2024年适用15日",),
            ),
        ],
    )
    def test_that_differs_from_the_rule_of_the_year_is_a_warning(self, text, year, parts):
        findings = found(text, "L11", year=year)

        assert [f.severity.value for f in findings] == ["warning"]
        assert all(part in findings[0].message for part in parts)

    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("行政处罚决定自作出之日起7个工作日内公示。", 2024),
            ("告知当事人有权在三日内要求听证。", 2020),
            ("告知当事人自收到决定书之日起15日内缴纳罚款。", 2024),
            ("一般执法决定在20个工作日内公开，处罚决定在7个工作日内公开。", 2024),
            ("自受理之日起20个工作日内作出许可决定并公开。", 2024),
            ("对发现的隐患责令15日内整改完毕并公开通报。", 2024),
            ("依申请公开的政府信息在20个工作日内答复，处罚信息另行公开。", 2024),
        ],
    )
    def test_that_agrees_or_means_another_matter_is_silent(self, text, year):
        assert found(text, "L11", year=year) == []
