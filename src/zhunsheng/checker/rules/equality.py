"""
L06: cases reviewed, decided, delivered and published are one set, or the remainder has a name.

Only inside the ordinary procedure: summary decisions need neither opening nor review
(行政处罚法 51, 58), reviewed cases may end without a penalty, and decisions of December are
published in January. So a gap is a question, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Final

from zhunsheng.checker import vocabulary
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph

_CLAUSE: Final = re.compile(r"[^，。；！？、：（）]+")
_CASE_UNITS: Final = frozenset(("件", "个", "份", "家"))
_NOT_THIS: Final = re.compile(
    r"计划|上年|去年|同比|其中|每|不少于|力争|培训|检查|隐患|(?:19|20)\d\d年以来|累计|平均|两名|指令|[“”《》]"
)
_REMAINDER: Final = re.compile(
    r"不予(?:行政)?处罚|终止|免予处罚|免于处罚|移送|撤案|撤销立案|撤回|未公示|不予公示|不公示|暂未|尚未|尚在|其余|其他|结转|跨年"
    r"|简易程序|当场|正在|次年|依法不予公开|不公开|个人"
)
_PUNISHED: Final = re.compile(r"立案|处罚|罚款|罚没")
_NOT_PUNISHED: Final = re.compile(r"审核|听证|培训|清单|评查")
REMAINDERS_LIMIT: Final = 8
FIGURES_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """The size of a set of cases as a clause states it."""

    concept: str
    name: str
    quantity: Quantity
    paragraph: Paragraph


def check(document: Document) -> Iterator[Hit]:
    """Compare the stated sizes of the sets of cases."""
    stated = _stated(document)
    sets = [_whole(stated, concept.id) for concept in vocabulary.concepts()]
    known = [figure for figure in sets if figure is not None]
    if document.title is not None and [figure.concept for figure in known] == ["reviewed"]:
        yield from _only_reviewed(document, known[0])
    if len({figure.quantity.value for figure in known}) < 2:
        return
    paragraphs = {figure.paragraph.number: figure.paragraph for figure in known}
    if _remainder_is_named(known, list(paragraphs.values())):
        return
    yield _gap(known)


def _only_reviewed(document: Document, reviewed: Stated) -> Iterator[Hit]:
    """Ask what became of reviewed cases where a yearly report counts no case and no decision."""
    for paragraph in document.this_year:
        for match in _CLAUSE.finditer(paragraph.norm):
            if not _PUNISHED.search(match[0]) or _NOT_PUNISHED.search(match[0]):
                continue
            if any(q.unit for q in quantities(paragraph.norm, match.start(), match.end())):
                return
    told = f"{plain(reviewed.quantity.value)}{reviewed.quantity.unit_shown}"
    yield Hit(
        rule="L06",
        severity=Severity.WARNING,
        message=f"写了法制审核{told}，没有写其中作出处罚决定、不予处罚和尚未决定的各有多少。",
        suggestion="补写作出处罚决定的件数，并写明与审核件数的差额是什么。",
        paragraph=reviewed.paragraph,
        start=reviewed.quantity.start,
        end=reviewed.quantity.end,
    )


def _stated(document: Document) -> list[Stated]:
    found: list[Stated] = []
    for paragraph in document.this_year:
        for match in _CLAUSE.finditer(paragraph.norm):
            clause = match[0]
            if len(found) >= FIGURES_LIMIT or _NOT_THIS.search(clause):
                continue
            counted = [
                q
                for q in quantities(paragraph.norm, match.start(), match.end())
                if q.family in _CASE_UNITS and not q.is_vague
            ]
            concept = _concept(clause) if len(counted) == 1 else None
            if concept is not None:
                found.append(Stated(concept.id, concept.name, counted[0], paragraph))
    return found


@cache
def _patterns() -> tuple[tuple[vocabulary.Concept, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            concept,
            re.compile(concept.pattern),
            re.compile(concept.unless) if concept.unless else None,
        )
        for concept in vocabulary.concepts()
    )


def _concept(clause: str) -> vocabulary.Concept | None:
    for concept, pattern, unless in _patterns():
        if pattern.search(clause):
            return None if unless and unless.search(clause) else concept
    return None


def _whole(stated: list[Stated], concept: str) -> Stated | None:
    """Take the largest figure of a set: the others speak of parts of it."""
    own = [figure for figure in stated if figure.concept == concept]
    return max(own, key=lambda figure: figure.quantity.value) if own else None


def _remainder_is_named(known: list[Stated], paragraphs: list[Paragraph]) -> bool:
    """Tell whether the text names what makes the difference, and whether its number fits."""
    numbers: list[Decimal] = []
    is_mentioned = False
    for paragraph in paragraphs:
        for match in _CLAUSE.finditer(paragraph.norm):
            if not _REMAINDER.search(match[0]):
                continue
            is_mentioned = True
            numbers += [q.value for q in quantities(paragraph.norm, match.start(), match.end())]
    if not numbers:
        return is_mentioned
    # A set may lack some cases and hold others (summary ones besides, open ones not yet).
    sums = {Decimal(0)}
    for number in numbers[:REMAINDERS_LIMIT]:
        sums |= {known_sum + sign * number for known_sum in sums for sign in (1, -1)}
    values = [figure.quantity.value for figure in known]
    differences = {abs(a - b) for a, b in combinations(values, 2)} - {Decimal(0)}
    return differences <= sums


def _gap(known: list[Stated]) -> Hit:
    listed = "、".join(
        f"{figure.name}{plain(figure.quantity.value)}{figure.quantity.unit_shown}"
        for figure in known
    )
    values = [figure.quantity.value for figure in known]
    odd = min(
        known, key=lambda figure: (values.count(figure.quantity.value), figure.quantity.value)
    )
    return Hit(
        rule="L06",
        severity=Severity.WARNING,
        message=(
            f"同一批案件的几个数字不一致：{listed}，"
            f"最多相差{plain(max(values) - min(values))}，文中没有说明差在哪里。"
        ),
        suggestion=(
            "写明差额是什么，例如审核后不予处罚、移送司法机关、"
            "按规定不公示或者跨年送达公示的件数；适用简易程序的另行写明。"
        ),
        paragraph=odd.paragraph,
        start=odd.quantity.start,
        end=odd.quantity.end,
    )
