"""The text with each finding at its place: paragraphs cut where findings begin and end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhunsheng.checker.check import Checked
from zhunsheng.checker.finding import SEVERITY_LABELS, Hit, ReportFinding, Severity
from zhunsheng.checker.text import Paragraph

#: A sign for each severity, so that a black print tells them apart.
SIGNS: Final = {Severity.ERROR: "✕", Severity.WARNING: "△", Severity.INFO: "○"}
_LINES: Final = re.compile(r"\s*[\r\n]\s*")  # a line break that tore a sentence apart
_ORDER: Final = tuple(SEVERITY_LABELS)


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its number in the list."""

    number: int
    finding: ReportFinding
    is_in_text: bool

    @property
    def label(self) -> str:
        """The severity in a word."""
        return SEVERITY_LABELS[self.finding.severity]

    @property
    def sign(self) -> str:
        """The severity as a sign."""
        return SIGNS[self.finding.severity]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same findings; ``notes`` are those that end with it."""

    text: str
    severity: str = ""  # the heaviest of the findings over it
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph, or a row of a table with its cells."""

    number: int
    cells: tuple[tuple[Piece, ...], ...]
    is_heading: bool
    is_row: bool
    starts_table: bool = False
    ends_table: bool = False
    label: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of a paragraph, which is one cell."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Copy:
    """A checked text ready to be shown: its findings, and the text with their marks."""

    notes: tuple[Note, ...]
    lines: tuple[Marked, ...]

    @property
    def counts(self) -> tuple[tuple[Severity, str, str, int], ...]:
        """Severity, its word, its sign, and how many findings there are of it."""
        return tuple(
            (
                severity,
                label,
                SIGNS[severity],
                sum(n.finding.severity is severity for n in self.notes),
            )
            for severity, label in SEVERITY_LABELS.items()
        )


def copy_of(checked: Checked) -> Copy:
    """Return a checked text with marks."""
    notes = tuple(
        Note(number, hit.finding(), hit.paragraph is not None)
        for number, hit in enumerate(checked.hits, start=1)
    )
    by_paragraph: dict[int, list[tuple[Hit, Note]]] = {}
    for hit, note in zip(checked.hits, notes, strict=True):
        if hit.paragraph is not None:
            by_paragraph.setdefault(id(hit.paragraph), []).append((hit, note))
    paragraphs = checked.document.paragraphs
    lines = tuple(
        _marked(paragraph, by_paragraph.get(id(paragraph), []), before, after)
        for paragraph, before, after in zip(
            paragraphs, (None, *paragraphs), (*paragraphs[1:], None), strict=False
        )
    )
    return Copy(notes, lines)


def _marked(
    paragraph: Paragraph,
    found: list[tuple[Hit, Note]],
    before: Paragraph | None,
    after: Paragraph | None,
) -> Marked:
    spans = [(*raw_span(paragraph, hit), note) for hit, note in found]
    row = paragraph.row
    return Marked(
        number=paragraph.number,
        cells=tuple(_cells(paragraph.raw, spans, is_row=row is not None)),
        is_heading=paragraph.is_heading,
        is_row=row is not None,
        starts_table=row is not None and (before is None or _table(before) != row[0]),
        ends_table=row is not None and (after is None or _table(after) != row[0]),
        label=paragraph.label,
    )


def _table(paragraph: Paragraph) -> int:
    return paragraph.row[0] if paragraph.row else 0


def raw_span(paragraph: Paragraph, hit: Hit) -> tuple[int, int]:
    """Return where a finding stands in the text as written; the paragraph where it names none."""
    if hit.start >= hit.end or not paragraph.norm:
        return 0, len(paragraph.raw)
    return paragraph.offsets[hit.start], paragraph.offsets[hit.end - 1] + 1


Span = tuple[int, int, Note]


def _cells(raw: str, spans: list[Span], *, is_row: bool) -> Iterator[tuple[Piece, ...]]:
    start = 0
    for cell in raw.split("\t") if is_row else [raw]:
        yield tuple(_pieces(raw, start, start + len(cell), spans))
        start += len(cell) + 1


def _pieces(raw: str, start: int, end: int, spans: list[Span]) -> Iterator[Piece]:
    inside = [span for span in spans if span[0] < end and span[1] > start]
    borders = {start, end, *(min(max(b, start), end) for s in inside for b in s[:2])}
    edges = sorted(borders)
    for left, right in itertools.pairwise(edges):
        over = [span for span in inside if span[0] < right and span[1] > left]
        ends = tuple(note for _, until, note in over if min(until, len(raw)) == right)
        severities = [note.finding.severity for _, _, note in over]
        heaviest = min(severities, key=_ORDER.index).value if severities else ""
        yield Piece(_LINES.sub("", raw[left:right]), heaviest, ends)
