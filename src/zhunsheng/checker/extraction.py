"""Figures that a text states: value, unit, what is counted, of which period, where, how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from zhunsheng.checker import vocabulary
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph
from zhunsheng.checker.vocabulary import Known

_SUBJECT: Final = re.compile(r"[^，。；：、！？（）\t]*$")
_SUBJECT_LIMIT: Final = 24
_LEAD: Final = 40
_SCOPES: Final = re.compile(
    r"全年|本年度?|年度内|今年|上年度?|去年|同期|[上下]半年|[一二三四1-4]季度|\d{1,2}月|(?:19|20)\d\d年"
    r"|截至|计划|其中|累计|每年|每季度?|每月"
)
_LAST_YEAR: Final = frozenset(("上年", "上年度", "去年", "同期"))
_PLANNED: Final = re.compile(r"计划|列[为入]|拟|力争|目标|应检")
_FILLER: Final = re.compile(r"^(?:共计|合计|总计|共|分别|其中|并|及|和|有|为|达|约|已|约)+$")
_N: Final = r"(?P<number>(?<![\d.,])[近约]?\d[\d,.]{0,15}[余多]?[万亿]?)"

# How surely a number is read: what is known of it adds up, a rule of thumb and no probability.
BASE: Final = Decimal("0.40")
FOR_UNIT: Final = Decimal("0.20")
FOR_SUBJECT: Final = Decimal("0.10")
FOR_SCOPE: Final = Decimal("0.10")
FOR_KEY: Final = Decimal("0.15")
WHERE_VAGUE: Final = Decimal("0.50")


@dataclass(frozen=True, slots=True)
class Extracted:
    """One number of a text."""

    value: Decimal  # in single units, money in 元
    unit: str
    is_vague: bool
    subject: str
    scope: str
    key: str  # of the figure of the statistics room that it is, "" where none is known
    confidence: Decimal
    quote: str
    place: str


def figures(document: Document) -> Iterator[Extracted]:
    """Yield every counted number in reading order; a plan's numbers are marked by their scope."""
    for paragraph in document.paragraphs:
        keys = _keys(paragraph)
        for quantity in quantities(paragraph.norm):
            yield _figure(document, paragraph, quantity, keys)


def _figure(
    document: Document, paragraph: Paragraph, quantity: Quantity, keys: dict[int, Known]
) -> Extracted:
    start, _ = paragraph.sentence_at(quantity.start)
    lead = paragraph.norm[start : quantity.start]
    subject, scope = _subject(lead), _scope(lead)
    if document.part_of(paragraph) == "next":
        scope = "、".join(filter(None, (scope, "下一年度")))
    known = keys.get(quantity.start)
    is_other_year = "下一年度" in scope or bool(_LAST_YEAR & set(scope.split("、")))
    key = known.key if known and not is_other_year else ""
    return Extracted(
        value=quantity.value,
        unit=quantity.unit,
        is_vague=quantity.is_vague,
        subject=subject,
        scope=scope,
        key=key,
        confidence=_confidence(quantity, subject, scope, key),
        quote=paragraph.quote(quantity.start, quantity.end),
        place=paragraph.place(quantity.start, quantity.end),
    )


def _confidence(quantity: Quantity, subject: str, scope: str, key: str) -> Decimal:
    found = BASE
    found += FOR_UNIT if quantity.unit else 0
    found += FOR_SUBJECT if subject else 0
    found += FOR_SCOPE if scope else 0
    found += FOR_KEY if key else 0
    return (found * WHERE_VAGUE if quantity.is_vague else found).quantize(BASE)


def _subject(lead: str) -> str:
    """Return the words before a number, back to the mark that parts them from others."""
    text = lead
    while text:
        match = _SUBJECT.search(text)
        words = match[0] if match else ""
        if words and not _FILLER.match(words) and not any(quantities(f"{words}。")):
            return words[-_SUBJECT_LIMIT:]
        text = text[: len(text) - len(words) - 1]
    return ""


def _scope(lead: str) -> str:
    """Return the words of time and extent that stand before a number in its sentence."""
    return "、".join(dict.fromkeys(_SCOPES.findall(lead[-_LEAD * 2 :])))


@cache
def _patterns() -> tuple[tuple[Known, re.Pattern[str]], ...]:
    return tuple(
        (
            known,
            re.compile(known.pattern.replace("⟨n⟩", rf"{_N}(?={'|'.join(known.units)})")),
        )
        for known in vocabulary.known()
    )


def _keys(paragraph: Paragraph) -> dict[int, Known]:
    """Return for the place of a number which figure it is; the first row that fits names it."""
    found: dict[int, Known] = {}
    taken: set[str] = set()
    for known, pattern in _patterns():
        for match in pattern.finditer(paragraph.norm):
            place = match.start("number")
            quantity = next(quantities(paragraph.norm, place), None)
            if quantity is None or quantity.start != place or quantity.unit not in known.units:
                continue
            start, _ = paragraph.sentence_at(place)
            lead = paragraph.norm[max(start, match.start() - _LEAD) : place]
            clause = lead[max(lead.rfind(mark) for mark in "，；") + 1 :]
            if known.unless and re.search(known.unless, clause):
                continue
            fits = bool(_PLANNED.search(clause)) is known.is_planned
            if fits and place not in found and known.key not in taken:
                found[place] = known
                taken.add(known.key)
    return found


def to_row(figure: Extracted) -> dict[str, object]:
    """Return a figure as values of JSON; numbers are text, so that no digit is lost."""
    return {
        "value": plain(figure.value),
        "unit": figure.unit,
        "is_vague": figure.is_vague,
        "subject": figure.subject,
        "scope": figure.scope,
        "key": figure.key,
        "confidence": str(figure.confidence),
        "quote": figure.quote,
        "place": figure.place,
    }
