"""
Files of an annual report: DOCX, PDF and OFD in the layout of official documents, HTML, figures.

The public files leave out what stays inside the house.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.template.loader import render_to_string

from zhunsheng.annualreport import queries
from zhunsheng.annualreport.choices import Phrase
from zhunsheng.annualreport.models import Report
from zhunsheng.annualreport.rules import manifest_file
from zhunsheng.annualreport.rules.composing import Composed, Line, day_text
from zhunsheng.documents.rendering import blocks, render_docx, render_ofd, render_pdf

#: A line left free, as the standard asks for under the title and above the annexes.
BLANK: Final = blocks.Para("\u3000", indent=False)
#: Characters of a line of the paper.
ONE_LINE: Final = 28


def report_docx(report: Report) -> bytes:
    """
    Return the report as DOCX; the same report gives the same bytes.

    :raises FontMissing: if no usable font is installed
    """
    return render_docx(paper(report))


def report_pdf(report: Report) -> bytes:
    """
    Return the report as PDF/A; the same report gives the same bytes.

    :raises FontMissing: if no usable font is installed
    """
    return render_pdf(paper(report), closer=False)


def report_ofd(report: Report) -> bytes:
    """
    Return the report as OFD, page by page as the PDF; the same report gives the same bytes.

    :raises FontMissing: if no usable font is installed
    """
    return render_ofd(paper(report), closer=False)


def public_ofd(report: Report) -> bytes:
    """
    Return the report as it is published, as OFD.

    :raises FontMissing: if no usable font is installed
    """
    return render_ofd(paper(report, text=queries.text(report).public), closer=False)


def public_pdf(report: Report) -> bytes:
    """
    Return the report as it is published, as PDF/A.

    :raises FontMissing: if no usable font is installed
    """
    return render_pdf(paper(report, text=queries.text(report).public), closer=False)


def public_html(report: Report) -> bytes:
    """Return the report as it is published, as one page that any reader and screen reader opens."""
    text = queries.text(report).public
    said = blocks.numbered(_text(text))
    values = {
        "report": report,
        "bureau": report.contents["bureau_name"],
        "title": report.title.removeprefix(report.contents["bureau_name"]),
        "day": day_text(report.compiled_on),
        "lines": [(getattr(one, "level", 0), getattr(one, "text", "")) for one in said],
        "figures": queries.figure_lines(report, text),
        "annex_note": _annex_note(report.contents),
    }
    return render_to_string("annualreport/public.html", values).encode()


def text_lines(title: str, text: Composed) -> list[str]:
    """Return a text line by line with its title, headings numbered as they are printed."""
    return [title, *(str(getattr(one, "text", "")) for one in blocks.numbered(_text(text)))]


def figures_json(report: Report) -> bytes:
    """Return the manifest with its hash, for reading and for ``report verify``."""
    return manifest_file(report.contents, report.manifest_hash)


def paper(report: Report, *, text: Composed | None = None) -> blocks.Paper:
    """Return the report as neutral blocks: note, four parts, seal, annex of figures."""
    contents = report.contents
    text = text or queries.text(report)
    return blocks.Paper(
        # The name of the bureau stands on a line of its own, so that no word of the title breaks.
        title=report.title.removeprefix(contents["bureau_name"]),
        number="",
        issuer=contents["bureau_name"],
        date=report.compiled_on,
        blocks=(
            BLANK,
            *((_note(report.note),) if report.note else ()),
            *_text(text),
            BLANK,
            blocks.Para(f"{Phrase.ANNEX.label}{Phrase.COLON.label}{Phrase.ANNEX_TITLE.label}"),
            blocks.Seal(contents["bureau_name"], day_text(report.compiled_on)),
            *_annex(report, contents, text),
        ),
        masthead=True,
    )


def _note(text: str) -> blocks.Para:
    """Return the note under the title: a short one in the middle, a long one as a paragraph."""
    if len(text) <= ONE_LINE:
        return blocks.Para(text, align="center", indent=False)
    return blocks.Para(text)


def _text(text: Composed) -> list[blocks.Block]:
    found: list[blocks.Block] = [_block(line) for line in text.opening]
    for part in text.parts:
        found.append(blocks.Heading(part.heading, 1))
        found += [_block(line) for line in part.lines]
    return [*found, *(_block(line) for line in text.closing)]


def _block(line: Line) -> blocks.Block:
    return blocks.Heading(line.text, 2) if line.is_heading else blocks.Para(line.text)


def _annex(report: Report, contents: dict[str, Any], text: Composed) -> tuple[blocks.Block, ...]:
    columns = (
        blocks.Column(Phrase.FIGURE.label, 26),
        blocks.Column(Phrase.VALUE.label, 18, "right"),
        blocks.Column(Phrase.UNIT.label, 9, "center"),
        blocks.Column(Phrase.DEFINITION.label, 47),
    )
    rows = tuple(
        (one.label, one.text, one.unit, one.definition)
        for one in queries.figure_lines(report, text)
    )
    return (
        blocks.PageBreak(),
        blocks.Heading(Phrase.ANNEX.label, 0, numbered=False),
        BLANK,
        blocks.Para(Phrase.ANNEX_TITLE.label, align="center", indent=False),
        BLANK,
        blocks.Para(_annex_note(contents)),
        blocks.Table(columns, rows),
        blocks.Note(Phrase.HASH.label.format(hash=report.manifest_hash)),
    )


def _annex_note(contents: dict[str, Any]) -> str:
    days = {
        name: day_text(date.fromisoformat(contents[name])) for name in ("since", "until", "as_of")
    }
    return Phrase.ANNEX_NOTE.label.format(**days)
