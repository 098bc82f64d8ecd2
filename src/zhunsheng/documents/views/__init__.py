"""Pages of documents."""

from zhunsheng.documents.views.numbers import numbers, reserve, series, void
from zhunsheng.documents.views.reading import document, document_file, documents, kinds
from zhunsheng.documents.views.registers import (
    attach,
    forms,
    hand_out,
    original_file,
    return_block,
    seal,
    seals,
)

__all__ = [
    "attach",
    "document",
    "document_file",
    "documents",
    "forms",
    "hand_out",
    "kinds",
    "numbers",
    "original_file",
    "reserve",
    "return_block",
    "seal",
    "seals",
    "series",
    "void",
]
