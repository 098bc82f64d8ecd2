"""L12: the words of the law as the law writes them; the list is ``data/terms.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhunsheng.checker import vocabulary
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.text import Paragraph
from zhunsheng.checker.vocabulary import Term


def check(document: Document) -> Iterator[Hit]:
    """Look for every wrong form in every paragraph."""
    for paragraph in document.paragraphs:
        for term, pattern in _terms():
            for match in pattern.finditer(paragraph.norm):
                if _applies(term, paragraph, match):
                    yield _wrong(term, paragraph, match)


@cache
def _terms() -> tuple[tuple[Term, re.Pattern[str]], ...]:
    return tuple((term, term.compiled()) for term in vocabulary.terms())


def _applies(term: Term, paragraph: Paragraph, match: re.Match[str]) -> bool:
    if not term.context and not term.unless:
        return True
    start, end = paragraph.sentence_at(match.start())
    sentence = paragraph.norm[max(start, match.start() - 300) : min(end, match.end() + 300)]
    if term.unless and re.search(term.unless, sentence):
        return False
    return not term.context or re.search(term.context, sentence) is not None


def _wrong(term: Term, paragraph: Paragraph, match: re.Match[str]) -> Hit:
    verdict = "宜改" if term.severity == Severity.INFO else "用词有误"
    return Hit(
        rule="L12",
        severity=Severity(term.severity),
        message=f"“{match[0]}”{verdict}：{term.reason}",
        suggestion=term.right if "。" in term.right else f"改为“{term.right}”。",
        paragraph=paragraph,
        start=match.start(),
        end=match.end(),
    )
