"""
Many papers and files as one PDF: cover, catalogue, then every piece with its page number.

A PDF is taken in as it is, page by page, a picture fills a page, and what cannot be printed has a
slip in its place that says where the original is. The PDF has a bookmark for each piece. It is an
ordinary PDF 1.7: the compiler does not take foreign PDFs into PDF/A.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Final

from typst import Compiler, TypstError

from zhunsheng.documents.rendering.fonts import faces, font_folder
from zhunsheng.documents.rendering.pdf import NotPrintable, font_inputs, page_count, typeset

#: The first bytes of what can be bound, and the ending under which the compiler knows it.
_KNOWN: Final = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpg"))
_FAILED: Final = "证据材料合成失败，PDF没有生成；目录和原件不受影响。请把编号告诉系统管理员。"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its name, what it proves, its file, and what a slip says where it has none."""

    name: str
    proves: str
    content: bytes | None
    slip: str = ""
    own: bool = False

    @property
    def ending(self) -> str:
        """What the file is by its content, empty where it cannot be bound."""
        start = (self.content or b"")[:8]
        return next((ending for magic, ending in _KNOWN if start.startswith(magic)), "")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is bound: title, whose it is, of which day, what the cover tells, the pieces."""

    title: str
    issuer: str
    date: datetime.date
    fields: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    digest: str = ""


def render_bundle(bundle: Bundle, /, *, fonts: Path | None = None, unbound: str = "") -> bytes:
    """
    Bind a bundle as one PDF.

    A foreign PDF that the compiler does not read gets a slip that says ``unbound``.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if it cannot be bound for another reason
    """
    try:
        return _bound(bundle, fonts or font_folder())
    except TypstError:
        pass
    slips = tuple(p if p.own else replace(p, content=None, slip=unbound) for p in bundle.pieces)
    try:
        return _bound(replace(bundle, pieces=slips), fonts or font_folder())
    except TypstError as error:
        raise NotPrintable(_FAILED) from error


def _bound(bundle: Bundle, folder: Path | None) -> bytes:
    chosen = faces(folder)
    template = files("zhunsheng.documents.rendering").joinpath("bundle.typ").read_bytes()
    with tempfile.TemporaryDirectory(prefix="zhunsheng-bundle-") as place:
        root = Path(place)
        told = {
            "title": bundle.title,
            "issuer": bundle.issuer,
            "date": bundle.date.isoformat(),
            "fields": bundle.fields,
            "digest": bundle.digest,
            "pieces": [_plain(root, n, one) for n, one in enumerate(bundle.pieces, start=1)],
        }
        compiler = Compiler(root=place, font_paths=chosen.fonts, ignore_system_fonts=True)
        return typeset(
            compiler,
            template,
            {"bundle": told},
            fonts=font_inputs(chosen),
            date=bundle.date,
            archival=False,
        )


def _plain(root: Path, number: int, piece: Piece) -> dict[str, object]:
    """Write the file of a piece beside the template and name its sheets."""
    sheets = list(_sheets(root, number, piece))
    return {"name": piece.name, "proves": piece.proves, "sheets": sheets}


def _sheets(root: Path, number: int, piece: Piece) -> Iterator[dict[str, object]]:
    count = page_count(piece.content) if piece.ending == "pdf" and piece.content else 0
    if not piece.ending or not piece.content or (piece.ending == "pdf" and not count):
        yield {"file": "", "page": 0, "text": piece.slip}
        return
    name = f"piece-{number}.{piece.ending}"
    (root / name).write_bytes(piece.content)
    pages: Sequence[int] = range(1, count + 1) if count else (0,)
    for page in pages:
        yield {"file": f"/{name}", "page": page, "text": ""}
