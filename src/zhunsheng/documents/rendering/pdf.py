"""
PDF/A-2b from a paper, by Typst.

The compiler, its fonts and the template are made once per process and used again: a warm page
takes milliseconds. The same paper gives the same bytes: the file's date is the paper's date,
and Typst derives the file's identity from its content.
"""

import datetime
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Final

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


def render_pdf(doc: Paper, /, *, fonts: Path | None = None) -> bytes:
    """
    Set a paper as PDF/A-2b.

    `fonts` is the bureau's own font folder; without it the environment is asked. A character
    that no font can show is printed by its code, and a note under the paper says so.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if the paper cannot be set for another reason
    """
    press = _press(fonts or font_folder())
    noon = datetime.datetime.combine(doc.date, datetime.time(12), tzinfo=datetime.UTC)
    paper = to_plain(doc)
    try:
        return _pressed(press, paper, noon)
    except TypstError as error:
        unshown = _unshown(error)
        if not unshown:
            raise NotPrintable(_UNKNOWN) from error
    try:
        return _pressed(press, _spelled(paper, unshown), noon)
    except TypstError as error:
        raise NotPrintable(_UNKNOWN) from error


def _pressed(press: _Press, paper: dict[str, Plain], at: datetime.datetime) -> bytes:
    inputs = {"paper": json.dumps(paper, ensure_ascii=False), "fonts": press.fonts}
    # One compiler serves one caller at a time.
    with press.lock:
        result = press.compiler.compile(
            press.template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards="a-2b",
            timestamp=int(at.timestamp()),
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
    template = files("zhunsheng.documents.rendering").joinpath("paper.typ").read_bytes()
    compiler = Compiler(font_paths=chosen.fonts, ignore_system_fonts=True)
    return _Press(compiler, template, font_inputs(chosen), Lock())


def font_inputs(chosen: Faces) -> str:
    """Return the families of a paper as the template reads them."""
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
