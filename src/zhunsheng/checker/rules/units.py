"""L03: one thing is counted in one unit, and 家, 家次, 人, 人次 are kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph

_CLAUSE: Final = re.compile(r"[^，。；！？：]+")
_PENALTY: Final = re.compile(r"处罚|罚款(?!金额)")
_NOT_PENALTY: Final = re.compile(
    r"计划|上年|去年|同比|其中|培训|免于|免予|不予|清单|简易|当场|听证|复议|许可|金额|人员"
)
_PENALTY_UNITS: Final = frozenset(("件", "起", "宗", "例", "家", "户", "份"))
_BY_UNIT: Final = frozenset(("家", "户"))
_YEARLY_INSPECTION: Final = re.compile(
    r"(?:全年|本年度?|年度内|累计)[^。；]{0,40}(?:检查|抽查)(?!计划)"
)
_PLANNED: Final = re.compile(r"计划|完成率|应检|拟")
_REACHED: Final = re.compile(r"覆盖|参与|参加|受众|受教育|发动|培训|答题|惠及")
_MIXED: Final = {
    "人（次）": ("人", "人次"),
    "家（次）": ("家", "家次"),
}
CLAUSE_LIMIT: Final = 200


def check(document: Document) -> Iterator[Hit]:
    """Check the units of the prose; what only a yearly report owes is asked of it alone."""
    counted = [
        (paragraph, match, quantity)
        for paragraph in document.this_year
        for match in _CLAUSE.finditer(paragraph.norm)
        for quantity in quantities(
            paragraph.norm, match.start(), min(match.end(), match.start() + CLAUSE_LIMIT)
        )
    ]
    yield from _two_in_one(counted)
    if document.title is None:
        return
    yield from _penalties(counted)
    yield from _inspections(counted)
    yield from _people(counted)


Counted = tuple[Paragraph, re.Match[str], Quantity]


def _two_in_one(counted: list[Counted]) -> Iterator[Hit]:
    for paragraph, _, quantity in counted:
        pair = _MIXED.get(quantity.unit)
        if pair is not None:
            one, times = pair
            yield _hit(
                paragraph,
                quantity,
                f"单位写作“{quantity.unit}”，分不清是{one}还是{times}。",
                f"按同一{one}只计一次的写“{one}”，每次都计的写“{times}”。",
            )


def _penalties(counted: list[Counted]) -> Iterator[Hit]:
    """Tell where penalties are counted by units in one place and by cases in another."""
    found = [
        (paragraph, quantity)
        for paragraph, match, quantity in counted
        if quantity.unit in _PENALTY_UNITS
        and _PENALTY.search(match[0])
        and not _NOT_PENALTY.search(match[0])
    ]
    by_unit = [each for each in found if each[1].unit in _BY_UNIT]
    by_case = [each for each in found if each[1].unit not in _BY_UNIT]
    if by_unit and by_case:
        (paragraph, first), (_, second) = by_unit[0], by_case[0]
        yield _hit(
            paragraph,
            first,
            f"处罚一处以“{first.unit}”计（{_told(first)}），一处以“{second.unit}”计（{_told(second)}），口径不一。",
            "被处罚的单位写“家”（同一单位只计一次），案件写“件”，决定书写“份”，三者分别写明。",
        )


def _inspections(counted: list[Counted]) -> Iterator[Hit]:
    """Tell where a year's inspections are counted by units or by visits alone."""
    made = [
        (paragraph, quantity)
        for paragraph, match, quantity in counted
        if quantity.unit in ("家", "家次", "户", "户次")
        and re.search(r"检查|抽查|涉及", match[0])
        and not _PLANNED.search(match[0])
    ]
    visits = [each for each in made if each[1].family == "家次"]
    yearly = [
        (paragraph, quantity)
        for paragraph, quantity in made
        if quantity.family == "家"
        and _YEARLY_INSPECTION.search(_sentence(paragraph, quantity))
        and not _PLANNED.search(_sentence(paragraph, quantity))
    ]
    if yearly and not visits:
        paragraph, quantity = yearly[0]
        yield _hit(
            paragraph,
            quantity,
            f"全年检查写{_told(quantity)}，没有写家次，分不清同一单位检查几次时怎样计。",
            "检查对象数写“家”（同一单位只计一次），检查次数写“家次”，两个数字都写。",
        )
    elif visits and not [each for each in made if each[1].family == "家"]:
        paragraph, quantity = visits[0]
        yield _hit(
            paragraph,
            quantity,
            f"检查只写了家次（{_told(quantity)}），没有写涉及多少家。",
            "检查对象数写“家”（同一单位只计一次），检查次数写“家次”，两个数字都写。",
        )


def _people(counted: list[Counted]) -> Iterator[Hit]:
    """Tell where people reached are counted by heads here and by times there."""
    reached = [
        (paragraph, quantity)
        for paragraph, match, quantity in counted
        if quantity.family in ("人", "人次", "名") and _REACHED.search(match[0])
    ]
    heads = [each for each in reached if each[1].unit == "人" and each[1].value >= 1000]
    times = [each for each in reached if each[1].unit == "人次"]
    if heads and times:
        (paragraph, first), (_, second) = heads[0], times[0]
        yield _hit(
            paragraph,
            first,
            f"宣传培训的受众一处以“人”计（{_told(first)}），一处以“人次”计（{_told(second)}）。",
            "大型活动的受众一般写“人次”；确按人头统计的写“人”，并写明统计方法。",
        )


def _sentence(paragraph: Paragraph, quantity: Quantity) -> str:
    start, end = paragraph.sentence_at(quantity.start)
    return paragraph.norm[
        max(start, quantity.start - CLAUSE_LIMIT) : min(end, quantity.end + CLAUSE_LIMIT)
    ]


def _told(quantity: Quantity) -> str:
    more = "余" if quantity.is_vague else ""
    return f"{plain(quantity.value / quantity.scale)}{more}{quantity.unit_shown}"


def _hit(paragraph: Paragraph, quantity: Quantity, message: str, suggestion: str) -> Hit:
    """A unit is asked about, never held wrong: each hit of this rule is an INFO."""
    return Hit("L03", Severity.INFO, message, suggestion, paragraph, quantity.start, quantity.end)
