"""L19: the four parts of the yearly report (厅字〔2019〕28号); a fifth part is no fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker import vocabulary
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document, Heading
from zhunsheng.checker.text import Paragraph
from zhunsheng.checker.vocabulary import Part

_CAUSE: Final = re.compile(r"原因|由于|因为|因此|受.{0,10}影响|导致|主要是|[,，]因")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_NUMERALS: Final = "一二三四"


def check(document: Document) -> Iterator[Hit]:
    """Check the parts of a yearly report; any other text is left alone."""
    if document.title is None:
        return
    opened = {heading.part: heading for heading in reversed(document.headings) if heading.part}
    for index, part in enumerate(vocabulary.parts()):
        if part.id not in opened:
            yield _missing(document, document.title, index, part)
    yield from _swapped(opened)
    yield from _other_year(document, opened)
    if "problems" in opened:
        yield from _no_causes(document, opened["problems"])


def _missing(document: Document, title: Paragraph, index: int, part: Part) -> Hit:
    traces = re.compile(part.traces)
    elsewhere = next((p for p in document.prose if p is not title and traces.search(p.norm)), None)
    told = "全文也没有找到相应内容。"
    if elsewhere is not None:
        told = f"有关内容散见于第{elsewhere.number}段，没有单独成为一个部分。"
    if not document.headings:
        told = "没有找到一级标题（一、二、三、四）。" + told
    return Hit(
        rule="L19",
        severity=Severity.WARNING,
        message=f"缺少第{_NUMERALS[index]}部分“{part.name}”：{told}",
        suggestion=f"按厅字〔2019〕28号规定的四项内容，单列“{part.name}”。",
        paragraph=elsewhere or title,
        start=0,
        end=min(len((elsewhere or title).norm), 60),
    )


def _swapped(opened: dict[str, Heading]) -> Iterator[Hit]:
    """Tell of another order; the rule names the parts and does not force their order."""
    usual = [opened[part.id] for part in vocabulary.parts() if part.id in opened]
    actual = sorted(usual, key=lambda heading: heading.paragraph.number)
    if usual == actual:
        return
    moved = next(a for a, b in zip(actual, usual, strict=True) if a is not b)
    names = {part.id: part.name for part in vocabulary.parts()}
    order = " → ".join(names[heading.part] for heading in actual)
    yield Hit(
        rule="L19",
        severity=Severity.INFO,
        message=f"各部分的顺序与通常的顺序不同：{order}。",
        suggestion="内容齐全即可；为便于对照，可以按通常的顺序排列。",
        paragraph=moved.paragraph,
        start=0,
        end=len(moved.paragraph.norm),
    )


def _other_year(document: Document, opened: dict[str, Heading]) -> Iterator[Hit]:
    """Tell where the heading of the results, or of the next year's work, names another year."""
    for part, year in (("results", document.year), ("next", (document.year or 0) + 1)):
        if document.year is None or part not in opened:
            continue
        paragraph = opened[part].paragraph
        named = [int(each) for each in _YEAR.findall(paragraph.norm)]
        if named and year not in named:
            yield Hit(
                rule="L19",
                severity=Severity.WARNING,
                message=(
                    f"报告的年度是{document.year}年，这一部分写的应是{year}年，"
                    f"标题写了{'、'.join(str(each) for each in named)}年。"
                ),
                suggestion=f"核对后改为{year}年。",
                paragraph=paragraph,
                start=0,
                end=len(paragraph.norm),
            )


def _no_causes(document: Document, heading: Heading) -> Iterator[Hit]:
    own = heading.paragraph
    if "原因" in own.norm:
        return  # the heading promises causes; whether a sentence is one is for a reader to say
    body = [p.norm for p in document.prose if p is not own and document.part_of(p) == "problems"]
    if any(_CAUSE.search(text) for text in body):
        return
    yield Hit(
        rule="L19",
        severity=Severity.INFO,
        message="“存在的不足和原因”部分只写了不足，没有写原因。",
        suggestion="逐条补写原因，便于下一年度对症安排。",
        paragraph=heading.paragraph,
        start=0,
        end=len(heading.paragraph.norm),
    )
