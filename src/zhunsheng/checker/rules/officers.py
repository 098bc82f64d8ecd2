"""L23: inspections are made by two officers or more (行政处罚法 42), so trips say no fewer."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, quantities

_TRIPS: Final = frozenset(("车次", "组", "批次", "班次", "组次"))
_PEOPLE: Final = frozenset(("人次", "人", "名", "人（次）"))
_SENT: Final = re.compile(r"出动|派出|出车|派车|组织.{0,6}检查组|[成组][立成].{0,6}检查组")
_GROUP: Final = re.compile(r"[^，。；、]{0,4}组")
LEAST: Final = 2
NEAR: Final = 30


def check(document: Document) -> Iterator[Hit]:
    """Compare each number of trips or groups with the number of people sent with them."""
    for paragraph in document.prose:
        counted = list(quantities(paragraph.norm))
        for first, second in itertools.pairwise(counted):
            in_order = _is_trips(first, paragraph.norm)
            trips, people = (first, second) if in_order else (second, first)
            if not (in_order or _is_trips(second, paragraph.norm)):
                continue
            if not (_are_pair(trips, people) and second.start - first.end <= NEAR):
                continue
            before = paragraph.norm[max(0, first.start - NEAR) : first.start]
            if not _SENT.search(before) or people.value >= LEAST * trips.value:
                continue
            told = f"{trips.shown(trips.value)}{trips.unit_shown}"
            sent = f"{people.shown(people.value)}{people.unit_shown}"
            yield Hit(
                rule="L23",
                severity=Severity.WARNING,
                message=f"出动{told}、{sent}，平均不足两人，而执法人员不得少于两人（行政处罚法第四十二条）。",
                suggestion="核对出动登记：单人执法的不能作为执法检查；车次、人次写反的改正。",
                paragraph=paragraph,
                start=first.start,
                end=second.end,
            )


def _is_trips(quantity: Quantity, text: str) -> bool:
    """Tell whether cars or groups are counted, such as 车次, 12个检查组 or 检查组12个."""
    if quantity.unit != "个":
        return quantity.unit in _TRIPS
    return bool(_GROUP.match(text, quantity.end)) or text.endswith("组", 0, quantity.start)


def _are_pair(trips: Quantity, people: Quantity) -> bool:
    return people.unit in _PEOPLE and not trips.is_vague and not people.is_vague
