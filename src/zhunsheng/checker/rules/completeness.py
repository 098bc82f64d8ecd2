"""L05: a plan needs its results, and a yearly report needs the figures that make it comparable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from zhunsheng.checker import vocabulary
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import quantities
from zhunsheng.checker.text import Paragraph

SENTENCE_LIMIT: Final = 1500
_N: Final = r"\d[\d,.]{0,15}[余多]?[百千万亿]?[余多]?"
_ZERO: Final = r"(?:没有|未|无|零|为零|0起|0件)"
_PLAN: Final = re.compile(r"(?:监督检查|执法检查|行政检查|执法)工?作?计划")
_PLANNED: Final = re.compile(
    r"计划(?:对|检查|监督检查|安排|抽查)|拟(?:对|检查)|(?:列入|纳入)[^，。]{0,12}计划"
)
_COUNTED_IN: Final = frozenset(("家", "家次", "次", "人次", "个", "件", "起", "%"))


def check(document: Document) -> Iterator[Hit]:
    """Check a yearly report; any other text is left alone."""
    if document.title is None:
        return
    unkept = _plan_without_results(document)
    if unkept is not None:
        yield unkept
    yield from _missing_figures(document)


def _plan_without_results(document: Document) -> Hit | None:
    plan: tuple[Paragraph, int, int] | None = None
    for paragraph in document.this_year:
        for start, end in paragraph.sentences():
            sentence = paragraph.norm[start : min(end, start + SENTENCE_LIMIT)]
            if _states_results(sentence):
                return None
            numbers = _PLANNED.search(sentence) is not None
            if (plan is None and _PLAN.search(sentence)) or (numbers and _PLAN.search(sentence)):
                plan = (paragraph, start, end)
    return _unkept(*plan) if plan else None


def _states_results(sentence: str) -> bool:
    """Tell whether a sentence counts inspections that were made, not planned."""
    for clause in re.split(r"[；]", sentence):
        planned = _PLANNED.search(clause)
        done = _figure("inspections").search(clause)
        if planned is None and done is not None:
            return True
        if planned is not None and re.search(r"实际|已完成|完成率|已检查", clause):
            return True
    return False


def _unkept(paragraph: Paragraph, start: int, end: int) -> Hit:
    sentence = paragraph.norm[start:end]
    planned = _PLANNED.search(sentence)
    counted = [q for q in quantities(sentence) if q.family in _COUNTED_IN and q.unit != "%"]
    after = [q for q in counted if planned and q.start >= planned.start()]
    stated = "只写了监督检查计划"
    if after:
        stated = f"只写了计划数{after[0].shown(after[0].value)}{after[0].unit_shown}"
    return Hit(
        rule="L05",
        severity=Severity.ERROR,
        message=f"{stated}，全文没有写实际检查了多少、完成率是多少。",
        suggestion="补写实际检查家次、完成率，没有完成的写明原因；没有检查的也请写明为零。",
        paragraph=paragraph,
        start=start,
        end=end,
    )


@cache
def _figure(key: str) -> re.Pattern[str]:
    pattern = next(figure.pattern for figure in vocabulary.figures() if figure.id == key)
    return re.compile(pattern.replace("⟨n⟩", _N).replace("⟨zero⟩", _ZERO))


def _missing_figures(document: Document) -> Iterator[Hit]:
    found: set[str] = set()
    for paragraph in document.paragraphs:
        if document.part_of(paragraph) == "next":
            continue
        for start, end in paragraph.sentences():
            sentence = paragraph.norm[start : min(end, start + SENTENCE_LIMIT)]
            for figure in vocabulary.figures():
                if figure.id not in found and _states(figure.id, sentence):
                    found.add(figure.id)
    missing = [figure.name for figure in vocabulary.figures() if figure.id not in found]
    if not missing or document.title is None:
        return
    yield Hit(
        rule="L05",
        severity=Severity.WARNING,
        message=f"没有找到年度报告通常应有的数字：{'、'.join(missing)}。",
        suggestion="补写这些数字；当年没有发生的写“0”或者“没有发生”，便于逐年和各地比较。",
        paragraph=document.title,
        start=0,
        end=len(document.title.norm),
    )


def _states(key: str, sentence: str) -> bool:
    """Tell whether a sentence states a figure, or leaves it open in so many words."""
    figure = next(figure for figure in vocabulary.figures() if figure.id == key)
    if figure.open and re.search(rf"\[请补充[^\]]*{figure.open}[^\]]*\]", sentence):
        return True
    if key == "inspections":
        return _states_results(sentence)
    return _figure(key).search(sentence) is not None
