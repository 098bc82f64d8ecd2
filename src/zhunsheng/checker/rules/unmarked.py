"""L01 where no word announces the parts: 检查企业150家次，矿山30家次、工贸50家次、危化60家次。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from zhunsheng.checker.arithmetic import Part
from zhunsheng.checker.comparison import is_compared
from zhunsheng.checker.finding import Hit
from zhunsheng.checker.listing import REMAINDER, Kind, Listing, judge
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, quantities
from zhunsheng.checker.text import Paragraph

FEWEST: Final = 3  # two things side by side are often no division
LABEL_LIMIT: Final = 14
LONGEST: Final = 600  # characters of a sentence; a longer one is none

#: A total of everything: its words name no kind of their own.
_EVERYTHING: Final = re.compile(
    r"(?:检查|抽查|办理|受理|核发|处罚|立案|查处|结案|处罚决定|安排|计划)(?:了|各类|各)?"
    r"(?:生产经营单位|企业|单位|场所|案件|行政许可|行政处罚案件)?(?:共|合计|共计|总计)?$"
)
#: What a part is called where it is a kind of thing and no deed.
_KIND: Final = re.compile(
    r"(?:企业|单位|行业|经营|生产|矿山|化工|危化|危险化学品|工贸|烟花爆竹|加油站|零售点|场所|商贸"
    r"|冶金|有色|机械|建材|纺织|轻工|粉尘涉爆|许可|备案|案件|其他|其它)$"
)
#: Words that announce the parts leave them to the rule of lists.
_BARE_LIST: Final = re.compile(r"，(?!其中|包括|包含|分别)")
_IN_LIST: Final = re.compile(r"、|其中|包括|含")
#: Two kinds that the law or a plan divides everything into.
_PAIRS: Final = ({"简易程序", "普通程序"}, {"重点检查", "一般检查"})

#: Ends of one and the same thing, of which each has one: more of them than things cannot be.
_OUTCOMES: Final = tuple(
    re.compile(words)
    for words in (
        r"废止|宣布失效|失效|修改|修订|继续有效|保留",
        r"予以公开|部分公开|不予公开|不予处理|无法提供|.{0,6}不存在",
        r"(?:决定)?维持|撤销|变更|确认违法|驳回.{0,6}|终止|调解|责令履行|不予受理",
        r"准予(?:许可)?|不予许可|不准予许可|.{0,3}撤回(?:申请)?|退回(?:补正)?",
        r"(?:评为)?(?:优秀|良好|合格|基本合格|不合格)",
    )
)

#: What was begun in an earlier year and ends in this one.
_CARRIED: Final = re.compile(r"结转|遗留|转入|积存|存量|上年|去年|往年|年初|期初")


def check(document: Document) -> Iterator[Hit]:
    """Check the prose, sentence by sentence."""
    for paragraph in document.prose:
        for start, end in paragraph.sentences():
            yield from _sentence(paragraph, start, end)


def _sentence(paragraph: Paragraph, start: int, end: int) -> Iterator[Hit]:
    """Take each total of everything with the list in the clause after it."""
    text = paragraph.norm
    if end - start > LONGEST or "（" in text[start:end]:
        return
    for total in quantities(text, start, end):
        lead = re.split(r"[，；：、]", text[start : total.start])[-1]
        begins = bool(_BARE_LIST.match(text, total.end))
        if not begins or is_compared(text, total):
            continue
        if not _EVERYTHING.search(lead):
            if not _IN_LIST.search(re.split(r"[，；：]", text[start : total.start])[-1]):
                yield from _outcomes(paragraph, total, end)
            continue
        parts, stop = _list(text, total, end)
        if parts and not REMAINDER.search(text[stop:end]) and text[stop : stop + 1] != "等":
            yield from judge(
                Listing(paragraph, Kind.COMPLETE, total, parts, True, total.start, stop)
            )


def _outcomes(paragraph: Paragraph, total: Quantity, end: int) -> Iterator[Hit]:
    """Tell where more ends are listed than there are things; fewer may still be open."""
    parts, stop = _elements(paragraph.norm, total, end)
    labels = [part.label for part in parts]
    together = len(parts) >= FEWEST and any(all(map(o.fullmatch, labels)) for o in _OUTCOMES)
    if not together:
        return
    whole = _with_carried(paragraph, total)
    if sum(part.value for part in parts) > whole.value:
        yield from judge(Listing(paragraph, Kind.COMPLETE, whole, parts, True, whole.start, stop))


def _with_carried(paragraph: Paragraph, total: Quantity) -> Quantity:
    """Add up what came in and what was carried over: 全年新收10件，上年结转3件 are thirteen."""
    start, _ = paragraph.sentence_at(total.start)
    told = [q for q in quantities(paragraph.norm, start, total.end) if q.unit == total.unit]
    if not _CARRIED.search(paragraph.norm, start, total.end):
        return total
    return replace(total, value=sum((q.value for q in told), Decimal(0)), start=told[0].start)


def _list(text: str, total: Quantity, end: int) -> tuple[tuple[Part, ...], int]:
    """Return the parts that the clause after a total divides it into, none where it does not."""
    parts, stop = _elements(text, total, end)
    labels = [part.label for part in parts]
    divides = len(parts) >= FEWEST and all(
        _KIND.search(label) and len(label) <= LABEL_LIMIT for label in labels
    )
    return (parts if divides or set(labels) in _PAIRS else ()), stop


def _elements(text: str, total: Quantity, end: int) -> tuple[tuple[Part, ...], int]:
    """Return what the clause after a total lists, none where it is no list; and its end."""
    first = total.end + 1
    clause = re.search(r"[，；。]|$", text[first:end])
    stop = first + (clause.start() if clause else 0)
    found, place = [], first
    for quantity in quantities(text, first, stop):
        label = text[place : quantity.start].lstrip("、")
        found.append(Part(label, text[place : place + 1], quantity))
        place = quantity.end
    rest = text[place:stop]
    if rest not in ("", "等") or any(part.quantity.unit != total.unit for part in found):
        return (), stop
    return tuple(found), place
