"""A reason that says that nothing went before contradicts the record (行政处罚法 5.2, 40)."""

from __future__ import annotations

import pytest

from zhunsheng.cases.rules.repeats import speaks_of_a_first


@pytest.mark.parametrize(
    "words",
    [
        "当事人此前未受过行政处罚，可以从轻。",
        "当事人未曾受到行政处罚。",
        "以前没有被处罚过。",
        "未因安全生产违法行为受过行政处罚。",
        "无违法前科",
        "没有前科",
        "没有违法记录",
        "无行政处罚记录。",
        "以前没有违法",
        "从未发生违法行为。",
        "以前没有因违法被罚过。",
        "该企业一贯守法",
        "该公司首次被行政处罚",
        "首次因该行为受到行政处罚",
        "初次受罚",
        "第一次被罚",
        "首次违规",
        "初次实施违法",
        "属初次 违法",
        "系第一次",
    ],
)
def test_a_reason_says_that_nothing_went_before(words: str) -> None:
    assert speaks_of_a_first(words)


@pytest.mark.parametrize(
    "words",
    [
        "当事人并非没有违法记录。",
        "不能认定为首次违法。",
        "当事人曾因同类行为受过行政处罚。",
        "首次检查时已经告知，第一次复查仍未整改。",
        "违法行为发生后没有造成后果。",
        "该检查为首次检查。",
        "当事人没有违法所得。",
        "对该行为没有受到行政处罚以外的处理。",
        "有违法记录",
        "不存在违法所得记录",
        "此前未受过刑事处罚",
        "没有处罚依据。",
        "对同一行为其他机关没有处罚。",
        "当事人没有被其他机关处罚。",
        "该单位未被处罚的其他行为。",
        "未按规定整改被处罚。",
    ],
)
def test_a_reason_says_something_else(words: str) -> None:
    assert not speaks_of_a_first(words)
