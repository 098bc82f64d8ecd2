"""Papers as neutral blocks, and their files: PDF/A-2b by Typst, DOCX by python-docx."""

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
from zhunsheng.documents.rendering.fonts import FontMissing
from zhunsheng.documents.rendering.pdf import NotPrintable, render_pdf, substitution
from zhunsheng.documents.rendering.word import render_docx

__all__ = [
    "Bar",
    "Bars",
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
    "Seal",
    "Signatures",
    "Table",
    "date_text",
    "render_docx",
    "render_pdf",
    "substitution",
]
