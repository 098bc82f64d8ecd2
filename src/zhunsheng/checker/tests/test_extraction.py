"""Figures that a text states, and the skeleton of a scenario from them."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml

from zhunsheng.checker import baseline, outline, reading
from zhunsheng.checker.extraction import figures, to_row
from zhunsheng.checker.tests.samples import CLEAN_REPORT, report


def extracted(text):
    return list(figures(outline.document(items=reading.read_text(text), year=None)))


def keys(text):
    return {figure.key: figure.quote for figure in extracted(text) if figure.key}


class TestFigures:
    def test_have_value_unit_subject_scope_and_place(self):
        (figure,) = extracted("全年下达责令限期整改指令书45份。")

        assert to_row(figure) == {
            "value": "45",
            "unit": "份",
            "is_vague": False,
            "subject": "全年下达责令限期整改指令书",
            "scope": "全年",
            "key": "inspection.orders",
            "confidence": "0.95",
            "quote": "45份",
            "place": "第1段第14至16字",
        }

    @pytest.mark.parametrize(
        ("text", "value", "unit"),
        [
            ("罚款金额11.3万元。", "113000", "元"),
            ("培训三十余场次。", "30", "场次"),
            ("罚款1.2亿元。", "120000000", "元"),
            ("检查1,234家次。", "1234", "家次"),
        ],
    )
    def test_are_in_single_units(self, text, value, unit):
        (figure,) = extracted(text)

        assert (figure.value, figure.unit) == (Decimal(value), unit)

    def test_are_less_sure_where_they_are_about_right_or_name_no_unit(self):
        (sure, about) = extracted("全年检查120家次。\n全年检查120余家次。")
        _, bare = extracted("全年检查120家次（其中矿山5）。")

        assert (sure.confidence, about.confidence) == (Decimal("0.95"), Decimal("0.48"))
        assert bare.confidence < sure.confidence

    @pytest.mark.parametrize(
        ("text", "key", "quote"),
        [
            ("全年检查生产经营单位2334家。", "inspection.entities", "2334家"),
            ("全年实施行政检查2510家次。", "inspection.visits", "2510家次"),
            ("计划检查41家。", "planning.key_units", "41家"),
            ("开展部门内“双随机、一公开”检查41家次。", "inspection.own_draw_visits", "41家次"),
            ("开展跨部门“双随机”检查共计62家次。", "inspection.joint_draw_visits", "62家次"),
            ("查处违法违规行为和事故隐患656项。", "inspection.findings", "656项"),
            ("适用简易程序处罚380起。", "cases.summary_decided", "380起"),
            ("适用一般程序处罚20起。", "cases.ordinary_decided", "20起"),
            ("罚款金额129.338万元。", "cases.fines", "129.338万元"),
            ("审核各类行政处罚案件16个。", "cases.reviewed", "16个"),
            ("举行听证会2起。", "cases.hearings", "2起"),
            ("立案查处7起。", "cases.opened", "7起"),
            ("现有持证执法人员41名。", "workforce.officers", "41名"),
        ],
    )
    def test_are_known_by_the_words_before_them(self, text, key, quote):
        assert keys(text) == {key: quote}

    @pytest.mark.parametrize(
        "text",
        [
            "上年检查310家次。",
            "计划罚款5万元。",
            "送达处罚决定书18份。",
            "审核后给予处罚12件。",
            "依申请公开政府信息2件。",
            "培训执法人员41人参加。",
        ],
    )
    def test_are_not_taken_for_others(self, text):
        assert keys(text) == {}

    def test_of_the_next_year_are_no_figures_of_this_one(self):
        text = CLEAN_REPORT.replace("加强执法培训", "检查企业150家次")

        assert [f.scope for f in extracted(text) if f.quote == "150家次"] == [
            "2025年、计划、下一年度"
        ]
        assert keys(text).get("inspection.visits") is None


class TestSkeleton:
    def test_holds_what_is_stated_and_names_what_is_assumed(self):
        text = report("全年实施行政检查120家次。立案查处18起，罚款金额26.5万元。")

        row = yaml.safe_load(baseline.skeleton(extracted(text), title="示例"))

        assert row["stated"]["inspection.visits"] == 120
        assert row["planned_visits"] == 120
        assert row["stated"]["cases.fines"] == 26_500_000
        assert row["ordinary_fines"] == 26_500_000
        assert row["orders"] == 45
        assert row["invented"]["举行听证"] == "报告未载明，暂写0"
        assert row["invented"]["普通程序罚款金额"] == "报告未载明，按罚款总额写265000元"
        assert "责令限期整改指令书" not in row["invented"]

    def test_states_no_number_that_is_only_about_right(self):
        row = yaml.safe_load(baseline.skeleton(extracted("全年检查120余家次。"), title="示例"))

        assert row["stated"] == {}
