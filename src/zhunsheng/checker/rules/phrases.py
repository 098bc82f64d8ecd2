"""L16, L17 and L22: phrases that a reader will ask about; the lists are `data/phrases.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker import vocabulary
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.text import Paragraph

_TITLE_OF_A_WORK: Final = re.compile(r"《[^《》]{1,80}》")


def check(document: Document) -> Iterator[Hit]:
    """Check the prose of a yearly report, and what any text says of its policy."""
    for paragraph in document.prose:
        if paragraph is document.title:
            continue
        taken = {"": [match.span() for match in _TITLE_OF_A_WORK.finditer(paragraph.norm)]}
        for phrase in vocabulary.phrases():
            if phrase.reports_only and document.title is None:
                continue
            if phrase.this_year_only and document.part_of(paragraph) == "next":
                continue
            own = taken.setdefault(phrase.rule, [])
            for hit in _hits(paragraph, phrase, taken[""] + own, document.year):
                own.append((hit.start, hit.end))
                yield hit


def _hits(
    paragraph: Paragraph, phrase: vocabulary.Phrase, taken: list[tuple[int, int]], year: int | None
) -> Iterator[Hit]:
    for match in phrase.compiled().finditer(paragraph.norm):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        start, end = paragraph.sentence_at(match.start())
        sentence = paragraph.norm[start:end]
        if phrase.unless and re.search(phrase.unless, sentence):
            continue
        named = match.groupdict().get("year")
        if named and (year is None or int(named) >= year):
            continue
        yield Hit(
            rule=phrase.rule,
            severity=Severity(phrase.severity),
            message=f"“{match[0]}”：{phrase.reason}",
            suggestion=phrase.suggestion,
            paragraph=paragraph,
            start=match.start(),
            end=match.end(),
        )
