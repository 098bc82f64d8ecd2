"""The public face: check a text or a file and return what does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhunsheng.checker import manifest, outline, reading, rules
from zhunsheng.checker.finding import SEVERITY_LABELS, Hit, ReportFinding, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.reading import Unreadable
from zhunsheng.checker.text import Block, Table

__all__ = [
    "SEVERITY_LABELS",
    "Checked",
    "ReportFinding",
    "Severity",
    "Unreadable",
    "check_file",
    "check_text",
    "examine",
]

Items = list[Block | Table]


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that was checked; findings on the whole text come first, then in reading order."""

    document: Document
    hits: tuple[Hit, ...]

    @property
    def findings(self) -> tuple[ReportFinding, ...]:
        """Return what does not hold, with quote and place."""
        return tuple(hit.finding() for hit in self.hits)


def check_text(
    *, text: str, year: int | None = None, previous: str | None = None, today: date | None = None
) -> tuple[ReportFinding, ...]:
    """
    Check a text that somebody wrote; ``year`` overrides the year that the title states.

    ``previous`` is last year's report: what this one says of last year is compared with it.
    """
    last = reading.read_text(previous) if previous else None
    return examine(items=reading.read_text(text), year=year, previous=last, today=today).findings


def check_file(
    *, path: Path, year: int | None = None, previous: Path | None = None, today: date | None = None
) -> tuple[ReportFinding, ...]:
    """
    Check a file (.txt, .docx, .pdf, .html), beside last year's report where one is given.

    :raises Unreadable: with a Chinese sentence, where a file cannot be read as text
    """
    last = reading.read(previous) if previous is not None else None
    return examine(items=reading.read(path), year=year, previous=last, today=today).findings


def examine(
    *,
    items: Items,
    year: int | None = None,
    previous: Items | None = None,
    against: manifest.Manifest | None = None,
    today: date | None = None,
) -> Checked:
    """
    Check what was read, and keep the document beside the findings.

    ``previous`` is last year's report, ``against`` the manifest from which the text was printed;
    the law of ``today`` counts for a text that names no year.
    """
    document = outline.document(items=items, year=year, today=today)
    hits = [hit for rule in rules.ALL for hit in rule(document)]
    if previous is not None:
        last = outline.document(items=previous, year=None)
        hits.extend(rules.years.check_against(document, last))
    if against is not None:
        hits.extend(manifest.check_against(document, against))
    return Checked(document, tuple(sorted(hits, key=lambda hit: hit.order)))
