"""L01 where no word announces the parts: 检查企业150家次，矿山30家次、工贸50家次、危化60家次。"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
#: Two kinds that the law or a plan divides everything into.
_PAIRS: Final = ({"简易程序", "普通程序"}, {"重点检查", "一般检查"})


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
        if not begins or not _EVERYTHING.search(lead) or is_compared(text, total):
            continue
        parts, stop = _list(text, total, end)
        if parts and not REMAINDER.search(text[stop:end]) and text[stop : stop + 1] != "等":
            yield from judge(
                Listing(paragraph, Kind.COMPLETE, total, parts, True, total.start, stop)
            )


def _list(text: str, total: Quantity, end: int) -> tuple[tuple[Part, ...], int]:
    """Return the parts that the clause after a total lists, none where it is no list; its end."""
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
    labels = [part.label for part in found]
    divides = len(found) >= FEWEST and all(
        _KIND.search(label) and len(label) <= LABEL_LIMIT for label in labels
    )
    return (tuple(found), place) if divides or set(labels) in _PAIRS else ((), stop)
