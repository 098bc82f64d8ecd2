"""L05 and L19: what a yearly report must hold."""

from __future__ import annotations

import pytest

from zhunsheng.checker.tests.samples import CLEAN_REPORT, found

PLAN = CLEAN_REPORT.split("（一）")[1].split("（二）")[0]


def with_plan(sentence: str) -> str:
    return CLEAN_REPORT.replace(PLAN, sentence + "\n")


def test_a_figure_that_is_left_to_the_office_in_so_many_words_is_not_missing():
    open_hint = "［请补充本年度行政许可的办理件数，没有办理的写明没有］"
    silent = CLEAN_REPORT.replace("办理行政许可33件，其中经营许可21件、变更12件。", "")

    assert "行政许可办理件数" in found(silent, "L05")[0].message
    assert found(silent.replace("（三）", f"{open_hint}\n（三）"), "L05") == []


class TestPlan:
    @pytest.mark.parametrize(
        ("sentence", "message"),
        [
            (
                "编制年度安全生产监督检查计划，共计划对88家重点单位进行监督检查。",
                "只写了计划数88家，全文没有写实际检查了多少、完成率是多少。",
            ),
            (
                "执法计划报区政府批准，计划检查230家次，有效推进监管。",
                "只写了计划数230家次，全文没有写实际检查了多少、完成率是多少。",
            ),
            (
                "编制《2024年安全生产监督检查计划》并报区政府同意，督促各科室严格执行。",
                "只写了监督检查计划，全文没有写实际检查了多少、完成率是多少。",
            ),
        ],
    )
    def test_without_results_is_an_error(self, sentence, message):
        findings = [f for f in found(with_plan(sentence), "L05") if f.severity == "error"]

        assert [(f.message, f.quote) for f in findings] == [
            (message, f"（一）{sentence}" if "（一）" in findings[0].quote else sentence)
        ]

    @pytest.mark.parametrize(
        "sentence",
        [
            "计划检查88家；实际检查90家。查出隐患20项，责令改正6份。",
            "按照年度执法计划，全年检查生产经营单位2100家，责令限期整改300次。",
            "根据年度执法计划，开展部门内执法检查36家次，下达整改指令12份。",
        ],
    )
    def test_with_results_is_silent(self, sentence):
        assert found(with_plan(sentence), "L05") == []


class TestRequiredFigures:
    @pytest.mark.parametrize(
        ("removed", "name"),
        [
            ("，罚款金额26.5万元", "罚款金额"),
            ("法制审核18件，", "法制审核件数"),
            ("办理行政许可33件，其中经营许可21件、变更12件。", "行政许可办理件数"),
        ],
    )
    def test_that_are_missing_are_named_in_one_warning(self, removed, name):
        findings = found(CLEAN_REPORT.replace(removed, ""), "L05")

        assert [(f.severity.value, f.message) for f in findings] == [
            ("warning", f"没有找到年度报告通常应有的数字：{name}。")
        ]

    @pytest.mark.parametrize("sentence", ["零复议。", "全年未发生行政诉讼。", "行政复议案件0件。"])
    def test_count_as_stated_where_the_text_says_none(self, sentence):
        text = CLEAN_REPORT.replace("没有发生行政复议和行政诉讼。", sentence)

        assert found(text, "L05") == []

    def test_are_not_asked_of_a_text_that_is_no_yearly_report(self):
        assert found("关于开展安全生产检查的通知\n各单位按照监督检查计划执行。", "L05") == []


class TestStructure:
    @pytest.mark.parametrize(
        ("heading", "told"),
        [
            ("二、存在的不足和原因", "缺少第二部分“存在的不足和原因”"),
            (
                "三、党政主要负责人履行推进法治建设第一责任人职责的有关情况",
                "缺少第三部分“党政主要负责人履行推进法治建设第一责任人职责的有关情况”",
            ),
            (
                "四、2025年推进法治政府建设的主要安排",
                "缺少第四部分“下一年度推进法治政府建设的主要安排”",
            ),
        ],
    )
    def test_with_a_missing_part_is_a_warning(self, heading, told):
        findings = found(CLEAN_REPORT.replace(heading + "\n", ""), "L19")

        assert [f.severity.value for f in findings] == ["warning"]
        assert findings[0].message.startswith(told)

    def test_says_where_the_matter_of_a_missing_part_is_treated(self):
        text = CLEAN_REPORT.replace(
            "三、党政主要负责人履行推进法治建设第一责任人职责的有关情况\n", ""
        ).replace("（二）严格", "（二）落实第一责任人职责，严格")

        assert "有关内容散见于第5段，没有单独成为一个部分。" in found(text, "L19")[0].message

    @pytest.mark.parametrize(
        "text",
        [
            CLEAN_REPORT,
            CLEAN_REPORT.replace("\n2025年2月", "五、其他需要报告的情况\n无。\n\n2025年2月"),
            CLEAN_REPORT.replace("一、", "1、 ")
            .replace("二、", "2、 ")
            .replace("三、", "3、 ")
            .replace("四、", "4、 "),
        ],
    )
    def test_with_four_or_five_parts_is_silent(self, text):
        assert found(text, "L19") == []

    def test_in_another_order_is_only_told(self):
        second = "二、存在的不足和原因\n一是基层人员变动频繁，原因是人员编制不足。\n"
        third = (
            "三、党政主要负责人履行推进法治建设第一责任人职责的有关情况\n"
            "主要负责人每季度听取一次法治工作汇报，全年4次。\n"
        )
        text = CLEAN_REPORT.replace(second + third, third + second)

        assert [(f.rule, f.severity.value) for f in found(text, "L19")] == [("L19", "info")]

    def test_without_causes_is_only_told(self):
        text = CLEAN_REPORT.replace("，原因是人员编制不足", "").replace("不足和原因", "不足")

        assert [(f.severity.value, f.message) for f in found(text, "L19")] == [
            ("info", "“存在的不足和原因”部分只写了不足，没有写原因。")
        ]
