"""The public face: order, clean texts, and any text whatever."""

from __future__ import annotations

import re
from cProfile import Profile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.checker import arithmetic, outline, rules
from zhunsheng.checker.check import check_text
from zhunsheng.checker.quantities import chinese_number, plain, quantities
from zhunsheng.checker.tests.samples import CLEAN_REPORT, report
from zhunsheng.checker.text import blocks_of_lines, normalise

WORDS = (
    "其中", "：", "，", "、", "。", "（", "）", "家", "件", "万元", "3", "41", "5月6日",
    "2月30日", "2024年", "合计", "共计", "分别为", "20个工作日内", "公示", "处罚决定",
    "法治审核", "示应急【2021】8号", "[bookmark:x]", "一、", "举措", "不足", "第一责任人",
    "一百二十", "余", "近", "次", "\n", "\t", "审核", "各", "%", "\uff11\uff12",
)  # fmt: skip
PIECES = st.sampled_from(WORDS)


class TestCheck:
    def test_of_a_clean_report_says_nothing(self):
        assert check_text(text=CLEAN_REPORT) == ()

    @pytest.mark.parametrize("year", range(2018, 2027))
    def test_of_a_clean_report_says_nothing_in_any_year(self, year):
        text = report("组织演练2次。", year=year).replace("2023〕12号", f"{year}〕12号")

        assert check_text(text=text) == ()

    @pytest.mark.parametrize(
        "text",
        [
            "全年受理举报25件，其中核实12件，不属实13件，发放奖励3.5万元。",
            "全局现有执法人员28人，其中持证26人，法制审核人员2人。",
            "立案查处60起，同比增长20%，其中一般程序45起，简易程序15起，罚款合计102.3万元。",
            "召开党委会6次、专题会3次、安委会4次，共13次会议研究安全生产工作。",
            "全年开展应急演练3次（4月、6月、9月各1次）。",
            "审核重大执法决定12件，作出行政处罚决定45件，其中一般程序12件、简易程序33件。",
            "发放宣传册5000份、海报300张、折页800份，共计5800份。",
            "执法人员持证率100%，按5%以上配备法制审核人员，共有2名。",
            "1—6月检查100家次，7—12月检查150家次，全年共检查250家次。",
            "共派车12车次、累计出动24人次、走访商场9座、工厂33家。",
        ],
    )
    def test_of_a_sentence_that_holds_says_nothing(self, text):
        assert check_text(text=text, year=2024) == ()

    def test_tells_findings_in_reading_order(self):
        text = "甲。\n落实法治审核。检查5家（甲1家、乙3家）。\n见示办[2020]1号。"

        assert [f.rule for f in check_text(text=text)] == ["L12", "L01", "L13"]

    def test_takes_the_year_from_its_caller(self):
        text = "行政处罚决定自作出之日起15个工作日内公示。"

        assert "在2019年适用" in check_text(text=text, year=2019)[0].message

    @given(st.text(max_size=400))
    @settings(max_examples=150, deadline=None)
    def test_never_fails_on_any_text(self, text):
        for finding in check_text(text=text):
            assert finding.quote in text

    @given(st.lists(PIECES, max_size=80).map("".join))
    @settings(max_examples=300, deadline=None)
    def test_never_fails_on_words_of_the_trade(self, text):
        for finding in check_text(text=text):
            assert finding.quote in text
            assert finding.message.endswith("。")


class TestEffort:
    """The work grows with the text, not faster: doubled text, about doubled steps."""

    @pytest.mark.parametrize(
        "unit",
        [
            "其中甲1家、",
            "检查1家，",
            "（其中",
            "5月6日",
            "：1家",
            "共1家",
            "9",
            "一",
            "公示20日内",
            "《“",
        ],
    )
    def test_of_a_long_text_is_linear(self, unit):
        short, long = (_calls(unit * (size // len(unit))) for size in (5_000, 10_000))

        assert long <= 2.5 * short + 10_000

    def test_of_a_search_for_subsets_is_capped(self):
        values = [f"甲{index}类{2**index}件" for index in range(1, 31)]
        findings = check_text(text=f"办理3件，分别为{'、'.join(values)}。")

        assert [f.rule for f in findings] == ["L01"]
        assert arithmetic.SEARCH_LIMIT == 3_000


def _calls(text: str) -> int:
    """Count the Python function calls that a check makes."""
    with Profile(builtins=False) as counted:
        document = outline.document(items=list(blocks_of_lines(text)), year=2024)
        for rule in rules.ALL:
            list(rule(document))
    return sum(entry.callcount for entry in counted.getstats())


class TestNormalised:
    @given(st.text(max_size=200))
    @settings(deadline=None)
    def test_characters_lead_back_to_where_they_stood(self, text):
        norm, offsets = normalise(text)

        assert len(norm) == len(offsets)
        assert list(offsets) == sorted(offsets)

    @pytest.mark.parametrize(
        ("raw", "norm"),
        [
            ("\uff11\uff12 家", "12家"),
            ("(一)检查,整改;处罚:3家", "（一）检查，整改；处罚：3家"),
            ("1,234家，1，234家", "1,234家，1，234家"),
            ("时间14:30 共3 5", "时间14:30共3 5"),
        ],
    )
    def test_has_one_form_for_each_mark(self, raw, norm):
        assert normalise(raw)[0] == norm


class TestQuantity:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1,234家次", [("1234", "家次", False)]),
            ("11.3万元", [("113000", "元", False)]),
            ("三十余场次", [("30", "场次", True)]),
            ("近6000人（次）", [("6000", "人（次）", True)]),
            ("50多万元、11万余人次", [("500000", "元", True), ("110000", "人次", True)]),
            ("一百二十项", [("120", "项", False)]),
            ("第3名、2024年5月6日、5·12、5G、第三项、一起、3月份", []),
            ("三项制度、二十届、20个工作日", []),
        ],
    )
    def test_is_read_with_its_unit(self, text, expected):
        found = [(plain(q.value), q.unit, q.is_vague) for q in quantities(text)]

        assert found == expected

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零五", 105),
            ("两千三百", 2300),
            ("二〇二四", 2024),
            ("十百", None),
            ("五六", 56),
        ],
    )
    def test_in_chinese_numerals_has_its_value(self, text, value):
        assert chinese_number(text) == value


def test_every_rule_module_is_in_the_list():
    names = sorted(re.sub(r".*\.", "", rule.__module__) for rule in rules.ALL)

    assert names == sorted(
        path.stem
        for path in Path(rules.__file__).parent.glob("*.py")
        if path.stem not in ("__init__", "stated")
    )
