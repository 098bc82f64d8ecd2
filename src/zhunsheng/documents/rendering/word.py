"""
DOCX from a paper, by python-docx, in the fonts that official papers name.

The file is set with 28 characters a line and 22 lines a page. The same paper
gives the same bytes: dates inside are the paper's date, and the parts of the archive carry one
fixed instant.
"""

import datetime
import io
import zipfile
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable

from zhunsheng.documents.rendering.blocks import (
    Bars,
    Block,
    Column,
    Fields,
    Heading,
    Note,
    Opinion,
    PageBreak,
    Paper,
    Para,
    Seal,
    Signatures,
    Table,
    from_plain,
    to_plain,
)
from zhunsheng.documents.rendering.wordparts import (
    FANG,
    HEI,
    KAI,
    Line,
    condense,
    fill_cell,
    grid_table,
    page_number,
    paragraph,
    ungrid,
    write,
)

_ZIP_INSTANT: Final = (1980, 1, 1, 0, 0, 0)
_TITLE: Final = "方正小标宋简体"
_TEXT_WIDTH_MM: Final = 156
_WIDE_WIDTH_MM: Final = 225
# In the middle of what is left of the line, a date ends some four characters before its edge.
_SEAL_INDENT_MM: Final = 74
# Two characters, in points.
_INDENT: Final = 31.5
_FORM_INDENT: Final = 23.0


def render_docx(doc: Paper, /) -> bytes:
    """Write a paper as DOCX, byte for byte the same for the same paper."""
    paper = from_plain(to_plain(doc))
    word = Document()
    _prepare(word, paper)
    _head(word, paper)
    before: Block | None = None
    for block in paper.blocks:
        follows = isinstance(before, Fields) and isinstance(block, Signatures)
        if follows and paper.style == "form":
            _keep_rows(word.tables[-1])
        elif isinstance(block, Seal | Signatures) and word.paragraphs:
            _keep_text_with_seal(word)
        before = block
        _write_block(word, block, form=paper.style == "form")
    _end_on_paragraph(word)
    return _stable(word)


def _keep_rows(table: WordTable) -> None:
    """Keep the rows before signatures together and with them: none stands alone on a page."""
    for line in (line for row in table.rows for cell in row.cells for line in cell.paragraphs):
        line.paragraph_format.keep_with_next = True


def _keep_text_with_seal(word: WordDocument) -> None:
    """Keep the last text on the page of the seal, with the names of the annexes between them."""
    for line in reversed(word.paragraphs):
        line.paragraph_format.keep_with_next = True
        if line.text.strip() and not line.text.startswith("附件"):
            return


def _prepare(word: WordDocument, paper: Paper) -> None:
    form = paper.style == "form"
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = (Mm(28), Mm(27)) if form else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(15 if form else 25)  # the dashes 7 mm under the type area
    ungrid(section)
    word.settings.odd_and_even_pages_header_footer = True
    page_number(section.footer, right=True)
    page_number(section.even_page_footer, right=False)
    normal = word.styles["Normal"]
    normal.font.name = FANG
    normal.font.size = Pt(11.5 if form else 16)
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
    if not form:
        condense(properties)
    core = word.core_properties
    noon = datetime.datetime.combine(paper.date, datetime.time(12), tzinfo=datetime.UTC)
    core.title, core.author, core.last_modified_by = paper.title, paper.issuer, paper.issuer
    core.subject, core.comments, core.language = paper.number, "", "zh-CN"
    core.created = core.modified = noon.replace(tzinfo=None)


def _head(word: WordDocument, paper: Paper) -> None:
    form = paper.style == "form"
    size = 18.0 if form else 22.0
    over = [paper.issuer] if paper.masthead else []
    for text in [*over, *paper.title.split("\n")]:
        write(
            paragraph(word, align="center", exact=30 if form else 36), text, font=_TITLE, size=size
        )
    if paper.number:
        line = paragraph(word, align="right" if form else "center", after=6 if form else 18)
        write(line, paper.number, font=FANG)


def _write_block(word: WordDocument, block: Block, *, form: bool) -> None:
    match block:
        case Heading() | Para() | Note():
            _text(word, block, form=form)
        case Fields():
            _fields(word, block, form=form)
        case Table():
            _table(word, block, form=form)
        case Bars():
            _table(word, _as_table(block), form=form)
        case Opinion():
            _opinion(word, block)
        case Signatures() | Seal():
            _closing(word, block, form=form)
        case PageBreak():
            paragraph(word).paragraph_format.page_break_before = True


def _as_table(block: Bars) -> Table:
    rows = tuple((bar.label, bar.text) for bar in block.bars)
    return Table((Column("", 60), Column("", 40)), rows, caption=block.caption)


def _text(word: WordDocument, block: Heading | Para | Note, *, form: bool) -> None:
    if isinstance(block, Heading):
        _heading(word, block, form=form)
        return
    if isinstance(block, Para):
        _para(word, block, form=form)
        return
    for number, text in enumerate(block.text.split("\n")):
        line = paragraph(word, exact=15, before=0 if number else 6)
        write(line, text, font=FANG, size=9 if form else 10.5)


def _heading(word: WordDocument, block: Heading, *, form: bool) -> None:
    font = {0: HEI, 1: HEI, 2: KAI}.get(block.level, FANG)
    line = paragraph(
        word, indent=0 if form or block.level == 0 else _INDENT, exact=18 if form else None
    )
    line.paragraph_format.keep_with_next = True
    write(line, block.text, font=font)


def _para(word: WordDocument, block: Para, *, form: bool) -> None:
    for number, text in enumerate(block.text.split("\n")):
        if not text and not block.lead:
            continue
        indented = block.indent and block.align == "left"
        indent = (_FORM_INDENT if form else _INDENT) if indented else 0
        line = paragraph(word, align=block.align, indent=indent, exact=20 if form else None)
        if number == 0 and block.lead:
            write(line, block.lead, font=KAI)
        write(line, text, font=FANG)


def _fields(word: WordDocument, block: Fields, *, form: bool) -> None:
    if form:
        _field_cells(word, block)
        return
    for label, value in block.rows:
        line = paragraph(word)
        write(line, f"{label}：", font=HEI)
        write(line, value.replace("\n", "；"), font=FANG)


def _field_cells(word: WordDocument, block: Fields) -> None:
    pairs = block.columns == 2
    shares = (37, 61, 37, 65) if pairs else (37, 163)
    count = -(-len(block.rows) // block.columns)
    table = grid_table(word, rows=count, shares=shares, width_mm=_TEXT_WIDTH_MM)
    for number, (label, value) in enumerate(block.rows):
        row, place = divmod(number, block.columns)
        fill_cell(table.cell(row, place * 2), Line(label, HEI, "center"))
        target = table.cell(row, place * 2 + 1)
        if pairs and number == len(block.rows) - 1 and place == 0:
            target = target.merge(table.cell(row, 3))
        fill_cell(target, Line(value))


def _table(word: WordDocument, block: Table, *, form: bool) -> None:
    if block.wide:
        _turned(word, sideways=True)
    size = 10.5 if form or len(block.columns) > 4 else 12.0
    if block.caption:
        write(paragraph(word, align="center", exact=20), block.caption, font=HEI, size=size)
    rows = [*block.rows, *([block.total] if block.total else [])]
    table = grid_table(
        word,
        rows=1 + len(rows),
        shares=_shares(block.columns),
        width_mm=_WIDE_WIDTH_MM if block.wide else _TEXT_WIDTH_MM,
    )
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for place, column in enumerate(block.columns):
        fill_cell(head.cells[place], Line(column.label, HEI, "center", size))
    for number, row in enumerate(rows, start=1):
        font = HEI if block.total and number == len(rows) else FANG
        for cell, text, column in zip(table.rows[number].cells, row, block.columns, strict=True):
            fill_cell(cell, Line(text, font, column.align, size))
    if block.wide:
        _turned(word, sideways=False)


def _shares(columns: tuple[Column, ...]) -> tuple[int, ...]:
    return tuple(column.width or 1 for column in columns)


def _opinion(word: WordDocument, block: Opinion) -> None:
    table = grid_table(word, rows=1, shares=(37, 163), width_mm=_TEXT_WIDTH_MM)
    fill_cell(table.cell(0, 0), Line(block.role, HEI, "center"))
    signature = block.signature or "＿＿＿＿＿＿"
    dated = block.dated or "　　年　　月　　日"
    cell = table.cell(0, 1)
    fill_cell(cell, Line(block.text), Line(f"签名：{signature}　　{dated}", align="right"))


def _closing(word: WordDocument, block: Signatures | Seal, *, form: bool) -> None:
    if isinstance(block, Signatures):
        for label, name in block.rows:
            line = paragraph(word, before=6, exact=20 if form else None)
            stops = line.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(_TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
            line.alignment = WD_ALIGN_PARAGRAPH.LEFT
            write(line, f"{label}：{name or '＿＿＿＿＿＿'}\t　年　月　日", font=FANG)
        return
    for number, text in enumerate((block.issuer, block.date, "（印章）")):
        line = paragraph(word, align="center", before=30 if number == 0 else 0)
        line.paragraph_format.keep_with_next = number < 2
        line.paragraph_format.left_indent = Mm(_SEAL_INDENT_MM)
        write(line, text, font=FANG)


def _turned(word: WordDocument, *, sideways: bool) -> None:
    last = word.sections[-1]
    left, right, top, bottom = (
        last.left_margin,
        last.right_margin,
        last.top_margin,
        last.bottom_margin,
    )
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width = Mm(297 if sideways else 210)
    section.page_height = Mm(210 if sideways else 297)
    section.top_margin, section.bottom_margin = left, right
    section.left_margin, section.right_margin = top, bottom


def _end_on_paragraph(word: WordDocument) -> None:
    # Word asks for a paragraph after a table at the end of a section.
    if len(word.element.body) > 1 and word.element.body[-2].tag == qn("w:tbl"):
        write(paragraph(word, exact=2), "", font=FANG, size=1)


def _stable(word: WordDocument) -> bytes:
    raw = io.BytesIO()
    word.save(raw)
    result = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_ZIP_INSTANT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return result.getvalue()
