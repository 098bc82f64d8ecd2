"""What the newer rules say: rounded totals, working days, comparisons, remainders, headings."""

from __future__ import annotations

import pytest

from zhunsheng.checker.check import check_text
from zhunsheng.checker.tests.samples import CLEAN_REPORT, found, told


class TestRoundedTotals:
    def test_total_that_dropped_its_last_digits_is_told_as_cut(self):
        findings = found("罚款45.8万元，其中简易程序2.4万元、普通程序43.49万元。", "L01")

        assert [(f.severity.value, f.message) for f in findings] == [
            (
                "warning",
                "合计写45.8万元，各部分相加为45.89万元，"
                "按四舍五入应为45.9万元，原数是截去尾数得到的。",
            )
        ]

    def test_last_digit_of_rounded_parts_is_a_question(self):
        text = "罚款12.5万元，分别为简易程序6.2万元、普通程序6.2万元。"

        assert told(text, "L01")[0][0] == "warning"

    def test_more_than_rounding_explains_is_an_error(self):
        text = "罚款12.8万元，分别为简易程序6.2万元、普通程序6.2万元。"

        assert told(text, "L01")[0][0] == "error"


class TestWorkingDays:
    def test_are_the_whole_less_other_and_idle_days(self):
        text = "总法定工作日2500个。其他执法工作日1000个。非执法工作日680个。监督检查工作日900个。"

        assert [f.message for f in found(text, "L01")] == [
            "监督检查工作日写900，总法定工作日减去其他执法工作日、非执法工作日应为820"
            "（2500－1000－680＝820）。"
        ]

    @pytest.mark.parametrize(
        ("equation", "right"),
        [("12×248＝2967", "2976"), ("2976-800-1176=1100", "1000"), ("250日×10人＝2600", "2500")],
    )
    def test_equation_is_worked_out(self, equation, right):
        findings = found(f"测算为{equation}个工作日。", "L01")

        assert [f.message for f in findings] == [f"算式写{equation}，按左边计算应为{right}。"]

    @pytest.mark.parametrize(
        "text", ["扣分后为100－5×3＝85分。", "可查1400÷3＝466家。", "（250＋10）×2－20×3＝460天。"]
    )
    def test_right_equation_is_left_alone(self, text):
        assert found(text, "L01") == []

    @pytest.mark.parametrize(
        ("text", "severity", "message"),
        [
            (
                "执法人员12名，每人248个工作日，共计2967个工作日。",
                "error",
                "写2967天，按人数乘以天数应为2976天（12×248＝2976）。",
            ),
            (
                "总法定工作日2876个（12人×248天）。",
                "error",
                "写2876天，按人数乘以天数应为2976天（12×248＝2976）。",
            ),
            (
                "2025年每人法定工作日260天。",
                "warning",
                "法定工作日写260天，按国务院办公厅2025年放假安排，每人全年为248个工作日。",
            ),
        ],
    )
    def test_of_all_officers_are_their_number_times_the_days(self, text, severity, message):
        assert [(f.severity.value, f.message) for f in found(text, "L01")] == [(severity, message)]

    def test_of_a_year_without_a_calendar_are_not_judged(self):
        assert found("2035年每人法定工作日260天。", "L01") == []


class TestPartsWithoutAWordBeforeThem:
    def test_are_a_warning_that_says_what_does_fit(self):
        text = (
            "计划检查单位41家，非煤矿山5家、工商贸1家、危险化学品经营35家、烟花爆竹3家、化工7家。"
        )

        assert [(f.severity.value, f.message) for f in found(text, "L01")] == [
            (
                "warning",
                "合计写41家，各部分相加为51家：5＋1＋35＋3＋7＝51；"
                "5＋1＋35＝41，烟花爆竹3、化工7未计入。",
            )
        ]


class TestComparisons:
    def test_difference_and_percentage_are_each_named(self):
        text = "办理举报640件；与上年的700件相比增加60件，增长8.6%。"

        assert [f.message for f in found(text, "L18")] == [
            "写增加60件；由700件变为640件，应为减少60件。",
            "写增长8.6%；700件变为640件，应为下降8.6%。",
        ]

    def test_growth_of_another_thing_is_not_that_of_the_numbers(self):
        assert found("立案48件，上年为40件；罚款到账率同比增长12%。", "L18") == []

    def test_growth_of_rounded_numbers_leaves_room(self):
        assert found("发放资料1.2万份，比上年的1.1万份增长9.5%。", "L18") == []


class TestRemainders:
    def test_rest_is_the_whole_less_what_is_told(self):
        findings = found("发现隐患1256项，已整改1240项，其余61项正在整改。", "L01")

        assert [f.message for f in findings] == [
            "其余写61项，按前文应为16项（1256－1240＝16），数字相同而次序不同，疑前后两位写颠倒。"
        ]

    def test_quarters_are_compared_with_a_year_of_another_paragraph(self):
        text = "计划检查单位250家。\n第一季度60家，第二季度70家，第三季度65家，第四季度45家。"

        assert told(text, "L01")[0][0] == "warning"


class TestYearlyReport:
    def test_last_part_speaks_of_the_next_year(self):
        text = CLEAN_REPORT.replace("四、2025年推进", "四、2024年推进")

        assert [f.message for f in found(text, "L19")] == [
            "报告的年度是2024年，这一部分写的应是2025年，标题写了2024年。"
        ]

    def test_reviewed_cases_without_any_decision_are_asked_about(self):
        text = "示例区应急管理局2024年法治政府建设情况报告\n审核各类行政处罚案件16个。"

        assert [f.message for f in found(text, "L06")] == [
            "写了法制审核16个，没有写其中作出处罚决定、不予处罚和尚未决定的各有多少。"
        ]

    def test_title_mark_may_close_in_the_next_paragraph(self):
        text = "关于印发《示例市安全生产行政执法规定及其\n实施细则》的通知"

        assert [f for f in check_text(text=text) if f.rule == "L20"] == []
