"""Papers as neutral blocks, and their files: PDF/A-2b by Typst, OFD from it, DOCX."""

from zhunsheng.documents.rendering.blocks import (
    Bar,
    Bars,
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
    date_text,
)
from zhunsheng.documents.rendering.bundle import Bundle, Piece, render_bundle
from zhunsheng.documents.rendering.fonts import FontMissing
from zhunsheng.documents.rendering.ofd import render_ofd
from zhunsheng.documents.rendering.pdf import NotPrintable, page_count, render_pdf, substitution
from zhunsheng.documents.rendering.word import render_docx

__all__ = [
    "Bar",
    "Bars",
    "Bundle",
    "Column",
    "Fields",
    "FontMissing",
    "Heading",
    "NotPrintable",
    "Note",
    "Opinion",
    "PageBreak",
    "Paper",
    "Para",
    "Piece",
    "Seal",
    "Signatures",
    "Table",
    "date_text",
    "page_count",
    "render_bundle",
    "render_docx",
    "render_ofd",
    "render_pdf",
    "substitution",
]
