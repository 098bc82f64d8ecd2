"""The text as a Word file with a comment at each finding: the reader's own file, or a new one."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from typing import Any, Final

import docx as python_docx
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.run import Run

from zhunsheng.checker.check import Checked
from zhunsheng.checker.finding import SEVERITY_LABELS, Hit, ReportFinding
from zhunsheng.checker.reading.docx import opened, text_of
from zhunsheng.checker.text import Paragraph, paragraphs_of
from zhunsheng.checker.writing.marks import raw_span

AUTHOR: Final = "准绳文稿核查"
INITIALS: Final = "核查"
FACE: Final = "仿宋"
SIZE: Final = Pt(16)
#: Characters that no XML takes are shown as damaged.
_XML: Final = dict.fromkeys(
    (
        *(code for code in range(32) if code not in (9, 10, 13)),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ),
    "\ufffd",
)


def commented(checked: Checked, *, data: bytes) -> bytes:
    """
    Return the Word file that was read with a comment at each finding; its looks are untouched.

    ``checked`` was read from the same bytes: paragraphs of both readings follow one another alike.

    :raises Unreadable: where the file is damaged
    """
    document, items = opened(data)
    own, _ = paragraphs_of(items)
    return _with_comments(document, checked, [paragraph.source for paragraph in own])


def laid_out(checked: Checked) -> bytes:
    """Return a new Word file of a text that came in another form, with the comments."""
    document = python_docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FACE, SIZE
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)
    sources: list[Any] = []
    table: Any = None
    for paragraph in checked.document.paragraphs:
        if paragraph.row is None:
            sources.append(_new_paragraph(document, paragraph)._p)
            continue
        cells = paragraph.raw.split("\t")
        if paragraph.row[1] == 1 or table is None:
            table = document.add_table(rows=0, cols=len(cells))
            table.style = "Table Grid"
        while len(table.columns) < len(cells):
            table.add_column(SIZE * 4)
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text.translate(_XML)
        sources.append(row._tr)
    return _with_comments(document, checked, sources)


def _new_paragraph(document: Any, paragraph: Paragraph) -> Any:  # noqa: ANN401 - published untyped
    new = document.add_paragraph()
    lines = (line.strip() for line in paragraph.raw.translate(_XML).splitlines())
    run = new.add_run(paragraph.label + "".join(lines))
    run.bold = paragraph.is_heading or None
    return new


def _with_comments(document: Any, checked: Checked, sources: list[Any]) -> bytes:  # noqa: ANN401
    places = {
        id(paragraph): source
        for paragraph, source in zip(checked.document.paragraphs, sources, strict=True)
    }
    first = next((p for p in checked.document.paragraphs if p.norm), None)
    for hit in checked.hits:
        paragraph = hit.paragraph or first
        if paragraph is None:
            continue
        runs = list(_runs(places[id(paragraph)], paragraph, hit))
        if runs:
            _comment(document, runs, hit.finding())
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _comment(document: Any, runs: list[Any], finding: ReportFinding) -> None:  # noqa: ANN401
    label = SEVERITY_LABELS[finding.severity]
    text = f"【{label}】{finding.rule}　{finding.message}\n建议：{finding.suggestion}"
    ends = [Run(runs[0], document), Run(runs[-1], document)]
    comment = document.add_comment(
        ends, text=text.translate(_XML), author=AUTHOR, initials=INITIALS
    )
    comment.paragraphs[0]._p.getparent().attrib.pop(qn("w:date"), None)  # the room has no clock


def _runs(source: Any, paragraph: Paragraph, hit: Hit) -> Iterator[Any]:  # noqa: ANN401
    """Yield the runs that print the words of a finding, cut at its ends."""
    elements = [source] if source.tag == qn("w:p") else list(source.iter(qn("w:p")))
    quote = "" if hit.paragraph is None else paragraph.raw[slice(*raw_span(paragraph, hit))]
    for element in elements:
        start, end = _found(element, paragraph, hit, quote)
        if end > start:
            yield from _cut(element, start, end)
            return
    for element in elements:  # words over several cells, or no words: the first that prints any
        if text_of(element).strip():
            yield from _cut(element, 0, len(text_of(element)))
            return


def _found(element: Any, paragraph: Paragraph, hit: Hit, quote: str) -> tuple[int, int]:  # noqa: ANN401
    text = text_of(element)
    if text == paragraph.raw and hit.paragraph is not None:
        return raw_span(paragraph, hit)
    bare = "".join(line.strip() for line in quote.translate(_XML).splitlines()).replace("\t", " ")
    before = paragraph.norm[: hit.start].count(paragraph.norm[hit.start : hit.end] or "\0")
    start = -1
    for _ in range(before + 1):
        start = text.find(bare, start + 1) if bare else -1
        if start < 0:
            start = text.find(bare) if bare else -1
            break
    return (start, start + len(bare)) if start >= 0 else (0, 0)


def _cut(element: Any, start: int, end: int) -> Iterator[Any]:  # noqa: ANN401
    """Yield the runs between two places of a paragraph's text, cutting those at its ends."""
    at = 0
    for run in list(element.iter(qn("w:r"))):
        owner = next(above for above in run.iterancestors() if above.tag == qn("w:p"))
        if owner is not element:
            continue
        length = len(text_of_run(run))
        left, right = max(start - at, 0), min(end - at, length)
        at += length
        if length == 0 or left >= right:
            continue
        if left > 0:
            run = _split(run, left)
        if run is not None and right < length:
            _split(run, right - left)
        if run is not None:
            yield run


def text_of_run(run: Any) -> str:  # noqa: ANN401
    """Return what a run prints, as ``text_of`` reads it."""
    pieces = []
    for child in run:
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in (qn("w:tab"), qn("w:br")):
            pieces.append(" ")
        elif child.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
    return "".join(pieces)


def _split(run: Any, at: int) -> Any:  # noqa: ANN401
    """Cut a run in two and return the second; both keep the looks of the run."""
    second = copy.deepcopy(run)
    run.addnext(second)
    _keep(run, 0, at)
    _keep(second, at, 1 << 30)
    return second


def _keep(run: Any, start: int, end: int) -> None:  # noqa: ANN401
    """Leave in a run what it prints between two places."""
    at = 0
    for child in list(run):
        if child.tag == qn("w:rPr"):
            continue
        text = child.text or "" if child.tag == qn("w:t") else None
        length = len(text) if text is not None else _width(child)
        left, right = max(start - at, 0), min(end - at, length)
        at += length
        if text is not None and left < right:
            child.text = text[left:right]
            child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif left >= right and (length or start > 0):
            run.remove(child)


def _width(child: Any) -> int:  # noqa: ANN401
    return int(child.tag in (qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")))
