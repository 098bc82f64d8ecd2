"""The document as a whole: its kind, its year, its headings and the part a paragraph lies in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.checker import vocabulary
from zhunsheng.checker.text import (
    HEADING_LIMIT,
    LEVEL_ONE,
    Block,
    Paragraph,
    PlacedTable,
    Table,
    paragraphs_of,
)

_TITLE_WITHIN: Final = 8  # a title stands within the first lines, after file data at most
_REPORT_TITLE: Final = re.compile(r"法[治制]政府建设.{0,20}(?:报告|情况|总结)")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
_NUMBER_MARK: Final = re.compile(rf"^{LEVEL_ONE.pattern}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level, and the part of the report it opens ("" = none known)."""

    paragraph: Paragraph
    part: str


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a rule may look at."""

    paragraphs: tuple[Paragraph, ...]
    prose: tuple[Paragraph, ...]  # the paragraphs that are not rows of a table
    tables: tuple[PlacedTable, ...]
    year: int | None
    title: Paragraph | None  # set where the text is a yearly report
    headings: tuple[Heading, ...]
    today: date | None = None  # the day of the check, where the caller has a clock

    @property
    def law_of(self) -> date | None:
        """Return the day whose law counts: the last of the year, without a year the present one."""
        return date(self.year, 12, 31) if self.year is not None else self.today

    @property
    def this_year(self) -> tuple[Paragraph, ...]:
        """Return the prose that speaks of the report's year, not of the next one."""
        return tuple(p for p in self.prose if self.part_of(p) != "next")

    def part_of(self, paragraph: Paragraph) -> str:
        """Name the part of the report in which a paragraph stands."""
        part = ""
        for heading in self.headings:
            if heading.paragraph.number > paragraph.number:
                break
            part = heading.part
        return part


def document(
    *, items: list[Block | Table], year: int | None, today: date | None = None
) -> Document:
    """Read the outline of a text."""
    paragraphs, tables = paragraphs_of(items)
    prose = tuple(p for p in paragraphs if p.row is None)
    title = next((p for p in prose[:_TITLE_WITHIN] if _is_title(p)), None)
    return Document(
        paragraphs=paragraphs,
        prose=prose,
        tables=tables,
        year=year if year is not None else _year_of(prose, title),
        title=title,
        headings=_headings(prose, title),
        today=today,
    )


def _is_title(paragraph: Paragraph) -> bool:
    return len(paragraph.norm) <= HEADING_LIMIT and bool(_REPORT_TITLE.search(paragraph.norm))


def _year_of(prose: tuple[Paragraph, ...], title: Paragraph | None) -> int | None:
    """Take the year from the title, else the year named most often in the first lines."""
    candidates = ([title] if title else []) + list(prose[:_TITLE_WITHIN])
    for paragraph in candidates:
        found = _YEAR.search(paragraph.norm[: HEADING_LIMIT * 2])
        if found and (paragraph is title or "年度" in paragraph.norm[:HEADING_LIMIT]):
            return int(found[1])
    counted = Counter(year for p in prose[:_TITLE_WITHIN] for year in _YEAR.findall(p.norm[:2000]))
    return int(counted.most_common(1)[0][0]) if counted else None


def _headings(prose: tuple[Paragraph, ...], title: Paragraph | None) -> tuple[Heading, ...]:
    found = [p for p in prose if p is not title and _is_level_one(p)]
    return tuple(Heading(p, _part_named_by(p.norm)) for p in found)


def _is_level_one(paragraph: Paragraph) -> bool:
    """Tell a heading such as 一、… from a sentence that only begins with a number."""
    line = paragraph.norm
    if not line or len(line) > HEADING_LIMIT or "。" in line[:-1]:
        return False
    if paragraph.is_heading or _NUMBER_MARK.match(paragraph.label):
        return True
    return bool(_NUMBER_MARK.match(line)) and (
        not line[0].isdecimal() or bool(_part_named_by(line))
    )


def _part_named_by(line: str) -> str:
    """Name the part that a heading opens; the most telling words decide."""
    order = ("duty", "problems", "next", "results")
    by_id = {part.id: part for part in vocabulary.parts()}
    return next((key for key in order if re.search(by_id[key].pattern, line)), "")
