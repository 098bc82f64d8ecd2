"""
PDF/A-2b from a paper, by Typst.

The compiler, its fonts and the template are made once per process and used again: a warm page
takes milliseconds. The same paper gives the same bytes: the file's date is the paper's date,
and Typst derives the file's identity from its content.
"""

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Final

import pypdfium2 as pdfium
from typst import Compiler, TypstError

from zhunsheng.documents.rendering.blocks import Paper, Plain, to_plain
from zhunsheng.documents.rendering.fonts import Faces, faces, font_folder

_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_UNSHOWN: Final = re.compile(r'the text [`"]*(.*?)[`"]* could not be displayed')


class NotPrintable(Exception):
    """The paper cannot be set; the text says what to do."""


@dataclass(frozen=True, slots=True)
class _Press:
    compiler: Compiler
    template: bytes
    fonts: str
    lock: Lock


def render_pdf(doc: Paper, /, *, fonts: Path | None = None, closer: bool = True) -> bytes:
    """
    Set a paper as PDF/A-2b.

    `fonts` is the bureau's own font folder; without it the environment is asked. A character
    that no font can show is printed by its code, and a note under the paper says so. ``closer``
    lets the lines of a letter stand closer where that spares the page that its seal would take.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if the paper cannot be set for another reason
    """
    press = _press(fonts or font_folder())
    paper = to_plain(doc)
    try:
        return _fitted(press, paper, doc.date) if closer else _pressed(press, paper, doc.date)
    except TypstError as error:
        unshown = _unshown(error)
        if not unshown:
            raise NotPrintable(_UNKNOWN) from error
    try:
        return _pressed(press, _spelled(paper, unshown), doc.date)
    except TypstError as error:
        raise NotPrintable(_UNKNOWN) from error


def set_for(doc: Paper, /, *, pages: int, fonts: Path | None = None) -> dict[str, Plain]:
    """Return a paper as its template reads it, its lines as close as its known pages ask for."""
    paper = to_plain(doc)
    if not pages or not _is_sealed(paper):
        return paper
    plain = _pressed(_press(fonts or font_folder()), paper, doc.date)
    return {**paper, "tight": page_count(plain) > pages}


def _fitted(press: _Press, paper: dict[str, Plain], date: datetime.date) -> bytes:
    """Set a paper; with closer lines where that spares the page that its seal would take."""
    plain = _pressed(press, paper, date)
    pages = page_count(plain)
    if pages == 1 or not _is_sealed(paper):
        return plain
    tight = _pressed(press, {**paper, "tight": True}, date)
    return tight if page_count(tight) < pages else plain


def _is_sealed(paper: Mapping[str, Plain]) -> bool:
    """Return whether a paper is a letter with a seal, whose lines may stand closer."""
    blocks = paper["blocks"]
    assert isinstance(blocks, list)
    is_letter = paper["style"] == "official"
    return is_letter and any(isinstance(b, dict) and b["type"] == "seal" for b in blocks)


def page_count(content: bytes, /) -> int:
    """Return how many pages a PDF has, 0 where it cannot be read."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def _pressed(press: _Press, paper: dict[str, Plain], date: datetime.date) -> bytes:
    # One compiler serves one caller at a time.
    with press.lock:
        return typeset(
            press.compiler, press.template, {"paper": paper}, fonts=press.fonts, date=date
        )


def typeset(
    compiler: Compiler,
    source: bytes,
    told: Mapping[str, object],
    /,
    *,
    fonts: str,
    date: datetime.date,
    archival: bool = True,
) -> bytes:
    """
    Set a template with what it is told, as one PDF that bears the date; the same gives the same.

    ``archival`` asks for PDF/A-2b, which the compiler keeps only without foreign PDFs.

    :raises TypstError: if the template, or a file that it takes in, cannot be set
    :raises NotPrintable: if it comes to anything but one file
    """
    noon = datetime.datetime.combine(date, datetime.time(12), tzinfo=datetime.UTC)
    inputs = {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}
    result = compiler.compile(
        source,
        format="pdf",
        sys_inputs={**inputs, "fonts": fonts},
        pdf_standards="a-2b" if archival else [],
        timestamp=int(noon.timestamp()),
    )
    if not isinstance(result, bytes):
        raise NotPrintable(_UNKNOWN)
    return result


def _unshown(error: TypstError) -> frozenset[str]:
    """Give the characters that no font can show; the compiler names all of them at once."""
    named = _UNSHOWN.findall(f"{error.message} {error.diagnostic}")
    texts = (_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in named)
    return frozenset(one for text in texts for one in text if not one.isascii())


def _spelled(paper: dict[str, Plain], unshown: frozenset[str]) -> dict[str, Plain]:
    """Put a character's code in its place wherever it stands, and say so under the paper."""
    codes = {ord(one): f"〔U+{ord(one):04X}〕" for one in unshown}

    def told(value: Plain) -> Plain:
        if isinstance(value, str):
            return value.translate(codes)
        if isinstance(value, list):
            return [told(item) for item in value]
        if isinstance(value, dict):
            return {key: told(item) for key, item in value.items()}
        return value

    spelled = {key: told(value) for key, value in paper.items()}
    blocks = spelled["blocks"]
    if isinstance(blocks, list):
        blocks.append({"type": "note", "text": _SPELLED.format(count=len(unshown))})
    return spelled


def substitution(*, fonts: Path | None = None) -> str:
    """
    Say which fonts of official papers are replaced by which, or nothing.

    :raises FontMissing: if no usable font is installed
    """
    return faces(fonts or font_folder()).substitution


@lru_cache(maxsize=4)
def _press(folder: Path | None) -> _Press:
    chosen = faces(folder)
    compiler = Compiler(font_paths=chosen.fonts, ignore_system_fonts=True)
    return _Press(compiler, template("paper.typ"), font_inputs(chosen), Lock())


def template(*names: str) -> bytes:
    """Return the functions that set a paper, with the templates of these names after them."""
    folder = files("zhunsheng.documents.rendering")
    return b"\n".join(folder.joinpath(name).read_bytes() for name in ("setting.typ", *names))


def font_inputs(chosen: Faces) -> str:
    """Return the faces of a paper as its template reads them."""
    return json.dumps(
        {
            "fang": chosen.fang,
            "biao": chosen.biao,
            "hei": chosen.hei,
            "kai": chosen.kai,
            "song": chosen.song,
            "thin": chosen.title_is_thin,
            "substitution": chosen.substitution,
        },
        ensure_ascii=False,
    )


_SPELLED: Final = (
    "本件有{count}个字符现有字体不能显示，已用统一码编号标出，如〔U+XXXX〕；原字符见DOCX文件。"
)
_UNKNOWN: Final = "文书排版失败，PDF没有生成；文书内容和编号不受影响。请把文书编号告诉系统管理员。"
