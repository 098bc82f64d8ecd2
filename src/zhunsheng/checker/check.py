"""The public face: check a text or a file and return what does not hold."""

from __future__ import annotations

from pathlib import Path

from zhunsheng.checker import outline, reading, rules
from zhunsheng.checker.finding import SEVERITY_LABELS, ReportFinding, Severity
from zhunsheng.checker.reading import Unreadable
from zhunsheng.checker.text import Block, Table, blocks_of_lines

__all__ = [
    "SEVERITY_LABELS",
    "ReportFinding",
    "Severity",
    "Unreadable",
    "check_file",
    "check_text",
]


def check_text(
    *, text: str, year: int | None = None, previous: str | None = None
) -> tuple[ReportFinding, ...]:
    """
    Check a text that somebody wrote; ``year`` overrides the year that the title states.

    ``previous`` is last year's report: what this one says of last year is compared with it.
    Findings on the whole text come first, the others in reading order.
    """
    last: list[Block | Table] | None = [*blocks_of_lines(previous)] if previous else None
    return _check([*blocks_of_lines(text)], year, last)


def check_file(
    *, path: Path, year: int | None = None, previous: Path | None = None
) -> tuple[ReportFinding, ...]:
    """
    Check a file (.txt, .docx, .pdf, .html), beside last year's report where one is given.

    :raises Unreadable: with a Chinese sentence, where a file cannot be read as text
    """
    last = reading.read(previous) if previous is not None else None
    return _check(reading.read(path), year, last)


def _check(
    items: list[Block | Table], year: int | None, previous: list[Block | Table] | None
) -> tuple[ReportFinding, ...]:
    document = outline.document(items=items, year=year)
    hits = [hit for rule in rules.ALL for hit in rule(document)]
    if previous is not None:
        last = outline.document(items=previous, year=None)
        hits.extend(rules.years.check_against(document, last))
    return tuple(hit.finding() for hit in sorted(hits, key=lambda hit: hit.order))
