"""What words of minutes resolve, and what they only speak of (行政处罚法 57.2, 47)."""

from __future__ import annotations

import pytest

from zhunsheng.cases.rules import minuted

NOT_SPARED = (
    "当事人不属于不予处罚的情形，同意。",
    "当事人不具备免予处罚条件，同意处罚。",
    "不应免予处罚，同意承办人意见。",
    "不能免罚，同意。",
    "当事人违法情节不构成不予处罚情形。",
    "不存在法定的不予处罚情形，同意处罚。",
    "当事人不予处罚的请求不予支持，同意处罚。",
    "不予处罚的理由不充分。",
    "不同意不予处罚。",
    "对其主要负责人不予处罚。",
    "经补充调查后，同意处罚，执行完毕后结案。",
)
SPARED = (
    "对当事人不予处罚。",
    "属于不予处罚的情形。",
    "同意不予处罚的意见。",
    "本案不成立，结案。",
    "只给予批评教育。",
    "决定给予警告，不罚款。",
    "主要负责人决定不予处罚",
    "没有造成后果不予处罚。",
)
#: A sentence, and the amounts that it names as what is fined.
FINED: tuple[tuple[str, set[int]], ...] = (
    ("罚款幅度为5万元以上20万元以下，罚款6万元适当。", {6_000_000}),
    ("法定最高罚款10万元，本案罚款6万元，幅度适当。", {6_000_000}),
    ("处5万元以上20万元以下罚款，同意处6万元罚款。", {6_000_000}),
    ("处5万元至20万元罚款。", set()),
    ("法定幅度5万元以上20万元以下，6万元适当。", set()),
    ("违法所得2000元。", set()),
    ("直接经济损失2000元，同意处罚。", set()),
    ("当事人请求减至3万元的意见不予采纳。", set()),
    ("当事人请求减至3万元不能采纳。", set()),
    ("不同意减至3万元，罚款6万元。", {6_000_000}),
    ("对其负责人罚款2万元另案办理。", set()),
    ("第一项罚款1万元，第二项罚款5万元，合计罚款6万元。", {6_000_000}),
    ("原拟罚款6万元，减为5.4万元。", {5_400_000}),
    ("当事人年收入60000元，逾期不缴纳的每日按3%加处罚款。", set()),
    ("罚款5万4千元", {5_400_000}),
    ("罚款￥1000", {100_000}),
    ("罚款1,000", {100_000}),
    ("罚款1，000元", {100_000}),
    ("罚 款 1 0 0 0 元。", {100_000}),
    ("罚款壹仟圆整", {100_000}),
    ("处人民币陆万元罚款", {6_000_000}),
    ("决定给予1000元的罚款", {100_000}),
    ("数额定为6.5 万元。", {6_500_000}),
    ("主张减为五万四千元", {5_400_000}),
)


@pytest.mark.parametrize("words", NOT_SPARED)
def test_who_denies_a_ground_spares_nobody(words: str) -> None:
    assert not minuted.says_spared(words)
    assert not minuted.says_postponed(words)


@pytest.mark.parametrize("words", SPARED)
def test_who_spares_says_so(words: str) -> None:
    assert minuted.says_spared(words)


@pytest.mark.parametrize(("words", "amounts"), FINED)
def test_what_is_fined_stands_beside_the_fine(words: str, amounts: set[int]) -> None:
    assert minuted.fined_amounts(words) == amounts


@pytest.mark.parametrize(
    ("words", "postponed", "part"),
    [
        ("暂缓处罚，待补充调查后再议。", True, False),
        ("当事人申请暂缓缴纳罚款，另行办理。", False, False),
        ("减半处罚。", False, True),
        ("决定按拟处理意见的百分之五十罚款。", False, True),
        ("不应减半处罚。", False, False),
    ],
)
def test_what_is_left_open_or_halved_is_told(words: str, postponed: bool, part: bool) -> None:
    assert (minuted.says_postponed(words), minuted.says_a_part(words)) == (postponed, part)
