"""Small parts of a DOCX: paragraphs, runs, ruled tables, page numbers, character spacing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from zhunsheng.documents.rendering.blocks import Align

FANG: Final = "仿宋_GB2312"
HEI: Final = "黑体"
KAI: Final = "楷体_GB2312"
SONG: Final = "宋体"
# 22 lines on the 225 mm between the margins.
LINE_POINTS: Final = 28.95
# 28 characters of 16 pt on 156 mm: each stands a quarter of a point (5 twips) closer.
_CONDENSED: Final = "-5"
_ALIGNED: Final = {
    "left": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A text in a cell with its font, side and size."""

    text: str
    font: str = FANG
    align: Align = "left"
    size: float = 11.5


def paragraph(
    word: WordDocument,
    *,
    align: Align = "left",
    indent: float = 0,
    exact: float | None = None,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    """Add an empty paragraph with an exact line height."""
    line = word.add_paragraph()
    shape(line, align=align, exact=exact or LINE_POINTS)
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
    if indent:
        # Two characters of whatever size the text has; points for programs that count none.
        line.paragraph_format.first_line_indent = Pt(indent)
        found = line._p.get_or_add_pPr().get_or_add_ind()
        found.set(qn("w:firstLineChars"), "200")
    return line


def shape(line: Paragraph, *, align: Align, exact: float) -> None:
    """Give a paragraph its side and its exact line height."""
    line.alignment = _ALIGNED[align]
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = Pt(exact)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)


def write(line: Paragraph, text: str, *, font: str, size: float | None = None) -> None:
    """Add a text to a paragraph in a font, for Chinese and Latin characters alike."""
    run = line.add_run(text)
    run.font.name = font
    properties = run._r.get_or_add_rPr().get_or_add_rFonts()
    properties.set(qn("w:eastAsia"), font)
    properties.set(qn("w:cs"), font)
    if size is not None:
        run.font.size = Pt(size)


def grid_table(word: WordDocument, *, rows: int, shares: Sequence[int], width_mm: int) -> Table:
    """Add a ruled table of fixed column widths."""
    table: Table = word.add_table(rows=rows, cols=len(shares), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    # The schema wants the margins of cells before the look of the table.
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(_cell_margins())
    widths = [Mm(width_mm * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        keep = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(keep)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _cell_margins() -> BaseOxmlElement:
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", "40"), ("left", "70"), ("bottom", "40"), ("right", "70")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), twips)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def fill_cell(cell: _Cell, *texts: Line) -> None:
    """Write lines into a cell, centred between its rules."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    parts = [(line, part) for line in texts for part in line.text.split("\n")]
    for number, (line, part) in enumerate(parts):
        target = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        shape(target, align=line.align, exact=line.size * 1.4)
        write(target, part, font=line.font, size=line.size)


def page_number(footer: _BaseHeaderFooter, *, right: bool) -> None:
    """Write — 1 — on the outer side, one character in."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    if right:
        line.paragraph_format.right_indent = Pt(14)
    else:
        line.paragraph_format.left_indent = Pt(14)
    write(line, "— ", font=SONG, size=14)
    run = line.add_run()
    run.font.name, run.font.size = SONG, Pt(14)
    for kind in ("begin", "", "end"):
        run._r.append(_field_part(kind))
    write(line, " —", font=SONG, size=14)


def _field_part(kind: str) -> OxmlElement:  # type: ignore[valid-type]  # a factory, used as a type by its stubs
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = "PAGE"
    return text


def ungrid(section: Section) -> None:
    """
    Take the grid of characters away.

    Programs read a grid each in its own way; exact line heights and the character spacing of
    the body give 22 lines and 28 characters in all of them.
    """
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)


def condense(properties: BaseOxmlElement) -> None:
    """Let the characters of a style stand a quarter of a point closer."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), _CONDENSED)
    # The schema wants the spacing after the fonts and before the size.
    properties.find(qn("w:rFonts")).addnext(spacing)
