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

from zhunsheng.documents.rendering.blocks import Paper, to_plain
from zhunsheng.documents.rendering.fonts import Faces, faces, font_folder

_UNSHOWN: Final = re.compile(r'the text [`"]*(.*?)[`"]* could not be displayed')


class NotPrintable(Exception):
    """The paper holds something that no font at hand can show; the text says what to do."""


@dataclass(frozen=True, slots=True)
class _Press:
    compiler: Compiler
    template: bytes
    fonts: str
    lock: Lock


def render_pdf(doc: Paper, /, *, fonts: Path | None = None) -> bytes:
    """
    Set a paper as PDF/A-2b.

    `fonts` is the bureau's own font folder; without it the environment is asked.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if a character is in none of the fonts
    """
    press = _press(fonts or font_folder())
    noon = datetime.datetime.combine(doc.date, datetime.time(12), tzinfo=datetime.UTC)
    inputs = {"paper": json.dumps(to_plain(doc), ensure_ascii=False), "fonts": press.fonts}
    try:
        # One compiler serves one caller at a time.
        with press.lock:
            result = press.compiler.compile(
                press.template,
                format="pdf",
                sys_inputs=inputs,
                pdf_standards="a-2b",
                timestamp=int(noon.timestamp()),
            )
    except TypstError as error:
        raise _explained(error) from error
    if not isinstance(result, bytes):
        raise NotPrintable(_UNKNOWN)
    return result


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
    return _Press(compiler, template, _font_inputs(chosen), Lock())


def _font_inputs(chosen: Faces) -> str:
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


_UNKNOWN: Final = "文书排版失败，PDF没有生成；文书内容和编号不受影响。请把文书编号告诉系统管理员。"


def _explained(error: TypstError) -> NotPrintable:
    found = _UNSHOWN.search(error.message)
    if found is None:
        return NotPrintable(_UNKNOWN)
    shown = f"“{found.group(1)}”" if found.group(1) else ""
    return NotPrintable(
        f"文书中有现有字体不能显示的字符{shown}，PDF没有生成。"
        "请把含有这个字的字体文件放进字体文件夹（ZHUNSHENG_FONT_DIR）后再试，或者下载DOCX。"
    )
