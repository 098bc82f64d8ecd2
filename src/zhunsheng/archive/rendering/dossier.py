"""
One PDF/A-2b of a whole folder, by Typst: papers set anew, scans as pictures, a bookmark each.

Everything is set in one pass by one compiler, because PDF/A holds for a file as a whole: files
that keep to it, joined by a tool that knows nothing of it, do not. A file from outside is never
taken over as PDF.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pypdfium2
from PIL import Image
from typst import Compiler, TypstError

from zhunsheng.documents.rendering import NotPrintable, Paper
from zhunsheng.documents.rendering.fonts import faces, font_folder
from zhunsheng.documents.rendering.pdf import font_inputs, set_for, template, typeset

#: The compiler holds every picture unpacked, some 2.5 MB a page: two dossiers wait for each other.
_ONE_AT_A_TIME: Final = Lock()
_FAILED: Final = "案卷排版失败，PDF没有生成；案卷内容不受影响。请把档案号告诉系统管理员。"


class DossierChanged(Exception):
    """A paper no longer has the pages that the catalogue gives it; the text names it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A part of a dossier: a paper, or the pictures of a scan, in a folder below the root.

    ``first`` is the number of its first page, 0 for what is not numbered; ``pages`` is how many
    the catalogue gives it, 0 where any number is right.
    """

    title: str
    first: int = 0
    pages: int = 0
    paper: Paper | None = None
    images: tuple[Path, ...] = ()


def render_dossier(
    pieces: Sequence[Piece],
    /,
    *,
    title: str,
    issuer: str,
    date: datetime.date,
    root: Path,
    fonts: Path | None = None,
) -> bytes:
    """
    Set the pieces as one PDF/A-2b.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if it cannot be set
    :raises DossierChanged: if a piece has other pages than the catalogue says
    """
    chosen = faces(fonts or font_folder())
    compiler = Compiler(root=root, font_paths=chosen.fonts, ignore_system_fonts=True)
    own = files("zhunsheng.archive.rendering").joinpath("dossier.typ").read_bytes()
    told = {
        "title": title,
        "issuer": issuer,
        "date": date.isoformat(),
        "pieces": [_plain(piece, root) for piece in pieces],
    }
    source = template() + b"\n" + own
    try:
        with _ONE_AT_A_TIME:
            result = typeset(
                compiler, source, {"dossier": told}, fonts=font_inputs(chosen), date=date
            )
    except TypstError as error:
        raise NotPrintable(_FAILED) from error
    _check(result, pieces)
    return result


def _plain(piece: Piece, root: Path) -> dict[str, object]:
    pictures = [
        {"path": f"/{path.relative_to(root)}", "wide": _wide(path)} for path in piece.images
    ]
    paper = set_for(piece.paper, pages=piece.pages) if piece.paper else None
    return {"title": piece.title, "first": piece.first, "paper": paper, "images": pictures}


def _wide(path: Path) -> bool:
    with Image.open(path) as picture:
        return picture.width > picture.height


def _check(data: bytes, pieces: Sequence[Piece]) -> None:
    """See that every bookmark leads to where the catalogue says that the paper begins."""
    document: Any = pypdfium2.PdfDocument(data)
    try:
        begins = [mark.get_dest().get_index() for mark in document.get_toc()]
        ends = [*begins[1:], len(document)]
    finally:
        document.close()
    for piece, begin, end in zip(pieces, begins, ends, strict=True):
        if piece.pages and end - begin != piece.pages:
            raise DossierChanged(piece.title)
