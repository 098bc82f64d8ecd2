"""What a text states of the whole year, and of the year before: the ground of L18 and L24."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from zhunsheng.checker import vocabulary
from zhunsheng.checker.quantities import Quantity, quantities
from zhunsheng.checker.text import Paragraph
from zhunsheng.checker.vocabulary import Thing

_WHOLE: Final = (
    r"(?:全年|本年度?|年度内|(?:19|20)\d\d年(?:度)?|今年|全局|我局|共|累计|共计|总计)"
    r"[，]?(?:我局|全局)?(?:共|累计|共计|总共|依法)*"
)
_LAST: Final = re.compile(r"上一?年(?:度|同期)?|去年(?:同期)?")
_A_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年度?(?!\d{1,2}月)(?:同期)?")
_NOT_WHOLE: Final = re.compile(
    r"计划|其中|上半年|下半年|季度|\d月|每|行动|专项|活动|目标|力争|上年|去年|前年|同期|截至"
)
#: The year of a statement, in its own words or right before them: 2024年，我局全年检查……
_NAMED: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年度?[，]?(?:[我全]?[局区县市]|区局|县局|市局)?[，]?"
)
_NUMBER: Final = (
    r"(?P<number>(?<![\d.,])[近约]?\d[\d,.]{0,15}[余多]?[万亿]?[余多]?"
    r"[家户件起宗份项条处个次期场元人]次?)"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing with its number, as a clause states it, and the year that it names."""

    thing: Thing
    paragraph: Paragraph
    quantity: Quantity
    year: int | None = None


def stated(paragraphs: Iterable[Paragraph]) -> Iterator[Stated]:
    """Yield what each clause states of a whole year; about right numbers are left out."""
    yield from _matching(paragraphs, _WHOLE)


def begun(paragraphs: Iterable[Paragraph]) -> Iterator[Stated]:
    """Yield what a paragraph states in its first words, without saying of what time."""
    yield from _matching(paragraphs, "^")


def _matching(paragraphs: Iterable[Paragraph], whole: str) -> Iterator[Stated]:
    for paragraph in paragraphs:
        for thing, pattern in _patterns(whole):
            for match in pattern.finditer(paragraph.norm):
                start, _ = paragraph.sentence_at(match.start())
                lead = paragraph.norm[max(start, match.start() - 12) : match.end()]
                if _NOT_WHOLE.search(lead):
                    continue
                quantity = _read(paragraph, match, thing)
                if quantity is not None:
                    yield Stated(thing, paragraph, quantity, _year(paragraph.norm, start, match))


def _year(text: str, start: int, match: re.Match[str]) -> int | None:
    """Return the year that the words of a statement begin with, or that stands right before."""
    near = max(start, match.start() - 20)
    for named in _NAMED.finditer(text, near, match.start("number")):
        if named.start() <= match.start() <= named.end():
            return int(named["year"])
    return None


def of_last_year(paragraph: Paragraph) -> Iterator[tuple[int, Quantity]]:
    """
    Yield where a paragraph names last year, and the number that follows at once.

    A year is another's last year where the paragraph names the year after it too.
    """
    text = paragraph.norm
    years = [match for match in _A_YEAR.finditer(text) if f"{int(match[1]) + 1}年" in text]
    for match in (*_LAST.finditer(text), *years):
        found = next(quantities(paragraph.norm, match.end(), match.end() + 30), None)
        if found is not None and not re.search(
            r"[，。；]", paragraph.norm[match.end() : found.start]
        ):
            yield match.start(), found


@cache
def _patterns(whole: str) -> tuple[tuple[Thing, re.Pattern[str]], ...]:
    return tuple(
        (
            thing,
            re.compile(thing.pattern.replace("⟨whole⟩", whole).replace("⟨n⟩", _NUMBER)),
        )
        for thing in vocabulary.things()
    )


def _read(paragraph: Paragraph, match: re.Match[str], thing: Thing) -> Quantity | None:
    start, end = match.span("number")
    found = next(quantities(paragraph.norm, start, min(len(paragraph.norm), end + 2)), None)
    if found is None or found.is_vague or found.unit not in thing.units:
        return None
    return found
