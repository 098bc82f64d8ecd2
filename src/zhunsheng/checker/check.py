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


def check_text(*, text: str, year: int | None = None) -> tuple[ReportFinding, ...]:
    """
    Check a text that somebody wrote; ``year`` overrides the year that the title states.

    Findings on the whole text come first, the others in reading order.
    """
    return _check([*blocks_of_lines(text)], year)


def check_file(*, path: Path, year: int | None = None) -> tuple[ReportFinding, ...]:
    """
    Check a file (.txt, .docx, .pdf, .html).

    :raises Unreadable: with a Chinese sentence, where the file cannot be read as text
    """
    return _check(reading.read(path), year)


def _check(items: list[Block | Table], year: int | None) -> tuple[ReportFinding, ...]:
    document = outline.document(items=items, year=year)
    hits = [hit for rule in rules.ALL for hit in rule(document)]
    return tuple(hit.finding() for hit in sorted(hits, key=lambda hit: hit.order))
