"""L04: where two kinds of inspections are told and then results, say whose results they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, quantities
from zhunsheng.checker.text import Paragraph

_CLAUSE: Final = re.compile(r"[^，。；！？]+")
_INSPECTED: Final = re.compile(r"检查|抽查|巡查")
_RESULT: Final = re.compile(r"下达|查处|查出|发现|立案|罚款|责令|整改|处罚")
_SAID: Final = re.compile(
    r"合计|共计检查|总计|以上|上述|两项|两类|两者|分别|前者|后者|其中|累计|全年共|半年|季度|上年|去年"
)
SENTENCE_LIMIT: Final = 1500
FEWEST: Final = 2
_INSPECTIONS: Final = frozenset(("家", "家次"))


def check(document: Document) -> Iterator[Hit]:
    """Check each sentence of the prose."""
    for paragraph in document.prose:
        for start, end in paragraph.sentences():
            yield from _sentence(paragraph, start, min(end, start + SENTENCE_LIMIT))


def _sentence(paragraph: Paragraph, start: int, end: int) -> Iterator[Hit]:
    inspected: list[Quantity] = []
    results: list[Quantity] = []
    for clause in _CLAUSE.finditer(paragraph.norm, start, end):
        counted = list(quantities(paragraph.norm, clause.start(), clause.end()))
        if not counted:
            continue
        if _RESULT.search(clause[0]) and len(inspected) >= FEWEST:
            results.append(counted[-1])
        elif _RESULT.search(clause[0]) and inspected and counted[-1].family not in _INSPECTIONS:
            return  # each kind has its results behind it
        elif _INSPECTED.search(clause[0]) and counted[-1].family in _INSPECTIONS:
            inspected.append(counted[-1])
    # 企业230家、412家次 are one inspection, counted twice.
    kinds = max(Counter(each.unit for each in inspected).values(), default=0)
    if kinds < FEWEST or not results or _SAID.search(paragraph.norm[start:end]):
        return
    whole = sum(each.value for each in inspected)
    listed = "、".join(f"{each.shown(each.value)}{each.unit_shown}" for each in inspected)
    told = f"{inspected[-1].shown(whole)}{inspected[-1].unit_shown}"  # type: ignore[arg-type]
    yield Hit(
        rule="L04",
        severity=Severity.WARNING,
        message=(
            f"先写了检查{listed}，后写的{len(results)}个结果没有说明属于哪一类检查，"
            f"还是合计{told}的结果。"
        ),
        suggestion=f"写明范围，例如“以上检查合计{told}，共……”，或者把结果分别写在各类检查之后。",
        paragraph=paragraph,
        start=inspected[0].start,
        end=results[-1].end,
    )
