"""L15: a report should state the number of the record, not 余, 多 or 近."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, quantities
from zhunsheng.checker.text import Paragraph

_ABOUT: Final = re.compile(r"余|多|近|约|超|逾|来(?=[百千万亿]?\D)")
_A_RULE: Final = re.compile(r"不少于|至少|不低于|以上|以内|以下|近平|最近")


def check(document: Document) -> Iterator[Hit]:
    """Tell once, at the first place, how many numbers of a yearly report are only about right."""
    if document.title is None:
        return
    found = [
        (paragraph, quantity)
        for paragraph in document.this_year
        for quantity in quantities(paragraph.norm)
        if _is_vague(paragraph, quantity)
    ]
    if not found:
        return
    (paragraph, first), count = found[0], len(found)
    quoted = paragraph.norm[first.start : first.end]
    yield Hit(
        rule="L15",
        severity=Severity.INFO,
        message=f"有{count}处数字只写了约数，首处为“{quoted}”。",
        suggestion="有台账、发放单、签到表等记录的，写实际数；确无记录的，写明是估计数。",
        paragraph=paragraph,
        start=first.start,
        end=first.end,
    )


def _is_vague(paragraph: Paragraph, quantity: Quantity) -> bool:
    written = paragraph.norm[quantity.start : quantity.end]
    return (
        quantity.is_vague
        and bool(quantity.unit)
        and bool(_ABOUT.search(written) and not _A_RULE.search(written))
    )
