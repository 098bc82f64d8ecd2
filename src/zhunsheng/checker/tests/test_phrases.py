"""L03, L04, L15–L17, L21–L23: units, scope, vague numbers, phrases, personal data, officers."""

from __future__ import annotations

import pytest

from zhunsheng.checker.rules.personal import is_identity
from zhunsheng.checker.tests.samples import found, report, told


class TestUnits:
    @pytest.mark.parametrize(
        ("body", "quote", "part"),
        [
            ("全年检查生产经营单位2334家，责令限期整改901次。", "2334家", "没有写家次"),
            ("会同市场、消防部门检查加油站62家次，发现问题8项。", "62家次", "没有写涉及多少家"),
            ("对44家单位作出行政处罚决定，另公示罚款案件44件。", "44家", "口径不一"),
            ("组织培训，受众近6000人（次）。", "近6000人（次）", "分不清是人还是人次"),
            ("发动11万人次参与答题。安全宣传覆盖13万人。", "13万人", "一处以“人次”计"),
        ],
    )
    def test_that_mix_are_asked_about(self, body, quote, part):
        text = report(body).replace(
            "计划检查生产经营单位120家，其中重点检查80家、一般检查40家；实际检查120家，完成率100%。",
            "",
        )
        findings = found(text, "L03")

        assert [(f.severity.value, f.quote) for f in findings] == [("info", quote)]
        assert part in findings[0].message

    @pytest.mark.parametrize(
        "body",
        [
            "全年检查生产经营单位120家、检查310家次。",
            "对18家单位作出不予处罚决定。",
            "组织培训3次，参加培训120人；宣传活动覆盖1.2万人次。",
        ],
    )
    def test_that_are_kept_apart_are_silent(self, body):
        assert found(report(body), "L03") == []


class TestScope:
    def test_of_results_after_two_kinds_of_inspections_is_asked_for(self):
        text = "部门内检查41家次，跨部门检查62家次，下达指令50份，查处隐患656项，立案7起。"

        (finding,) = found(text, "L04")
        assert finding.severity.value == "warning"
        assert "合计103家次" in finding.message
        assert "后写的3个结果" in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            "部门内检查41家次，跨部门检查62家次，以上检查共下达指令50份。",
            "部门内检查41家次，下达指令30份；跨部门检查62家次。",
            "部门内检查41家次，跨部门检查62家次。下达指令50份。",
        ],
    )
    def test_that_is_told_is_silent(self, text):
        assert found(text, "L04") == []


class TestVague:
    def test_numbers_are_told_once_with_their_count(self):
        (finding,) = found(report("发放海报2000余套、折页3000余份，受众近6000人次。"), "L15")

        assert (finding.severity.value, finding.quote) == ("info", "2000余套")
        assert "有3处" in finding.message

    @pytest.mark.parametrize("body", ["执法人员不少于2人。", "发放折页3000份。"])
    def test_a_minimum_or_an_exact_number_is_none(self, body):
        assert found(report(body), "L15") == []


class TestPhrases:
    @pytest.mark.parametrize(
        ("rule", "body", "quote"),
        [
            ("L16", "典型案例报送位居全市第一。", "位居全市第一"),
            ("L16", "答题活动全市排名第3名。", "全市排名第3名"),
            ("L16", "报名数位列全市前三。", "位列全市前三"),
            ("L16", "监管做法走在全国前列。", "走在全国前列"),
            ("L17", "2019年至今，行政处罚零复议。", "2019年至今，行政处罚零"),
            ("L17", "连续五年没有发生较大事故。", "连续五年没有"),
            ("L22", "对配合的企业进行自由裁量的下限处罚。", "进行自由裁量的下限处罚"),
            ("L22", "对轻微违法一律不予处罚。", "一律不予处罚"),
            ("L22", "超额完成罚款任务。", "超额完成罚款任务"),
        ],
    )
    def test_that_a_reader_will_ask_about_are_told(self, rule, body, quote):
        assert [f.quote for f in found(report(body), rule)] == [quote]

    @pytest.mark.parametrize(
        ("rule", "body"),
        [
            ("L16", "据示政通报〔2024〕3号，案卷评查得分全区第一。"),
            ("L16", "落实第一责任人职责，第一批次培训完成。"),
            ("L17", "落实《示例纲要（2021—2025年）》，2024年以来没有发生复议。"),
            ("L17", "2021年9月1日以来施行的规定有所调整。"),
            ("L22", "不得下达罚款任务，不得一律从重。"),
            ("L22", "《关于禁止下达罚款指标的通知》已转发。"),
        ],
    )
    def test_with_a_source_or_another_meaning_are_silent(self, rule, body):
        assert found(report(body), rule) == []

    def test_of_filings_counted_as_licences_is_told(self):
        text = "办理行政审批190件，其中许可165件、备案25件。"

        assert [f.severity.value for f in found(text, "L22")] == ["info"]


class TestPersonalData:
    """个人信息保护法 25: personal information is not made public."""

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("举报人身份证号11010519491231002X。", "11010519491231002X"),
            ("联系电话13900000000。", "13900000000"),
            ("奖金汇入账号6222020000000000000。", "6222020000000000000"),
            ("住址：示例区示例路12号。", "住址：示例区示例路12号"),
        ],
    )
    def test_is_an_error_and_is_not_repeated(self, text, quote):
        findings = found(text, "L21")

        assert [(f.severity.value, f.quote) for f in findings] == [("error", quote)]
        assert quote not in findings[0].message

    @pytest.mark.parametrize(
        "text",
        [
            "统一社会信用代码91999901MA00000001。",
            "值班电话000-88880000。",
            "编号202405060000000001。",
        ],
    )
    def test_of_others_is_no_matter(self, text):
        assert told(text, "L21") == []

    @pytest.mark.parametrize(
        ("number", "holds"),
        [
            ("11010519491231002X", True),
            ("110105194912310021", False),
            ("110105194913310022", False),
        ],
    )
    def test_identity_number_carries_its_check_digit(self, number, holds):
        assert is_identity(number) is holds


class TestOfficers:
    """行政处罚法 42: 执法人员不得少于两人。"""

    def test_fewer_than_two_for_a_trip_are_a_warning(self):
        assert told("全年出动30车次、45人次。", "L23") == [("warning", "30车次、45人次")]

    @pytest.mark.parametrize(
        "text", ["共出动30车次、累计派出60人次。", "出动14组28人次。", "车间有3组设备、4人值守。"]
    )
    def test_two_or_more_are_silent(self, text):
        assert found(text, "L23") == []
