"""Plain text in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
import re
from typing import Final

from zhunsheng.checker.reading.problem import Unreadable
from zhunsheng.checker.text import Block, Table, blocks_of_lines

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_KNOWN: Final = re.compile(r"[\t\r\n\x20-\x7e\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_NOT_TEXT: Final = (
    "这不是文本文件（可能是图片、程序或者改了扩展名的其他文件），"
    "请换成原来的扩展名或者导出为.txt、.docx。"
)


def read(data: bytes) -> list[Block | Table]:
    """Read a plain text file."""
    return [*blocks_of_lines(decoded(data))]


def decoded(data: bytes) -> str:
    """
    Decode text by its byte order mark, else as UTF-8, UTF-16 or GB18030.

    :raises Unreadable: where the bytes are no text
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _text(data.decode(encoding, errors="replace"))
    if b"\x00" in data:
        return _without_mark(data)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _text(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码不是UTF-8、GB18030或者UTF-16，请另存为UTF-8编码的文本后再查。")


def _without_mark(data: bytes) -> str:
    """Read UTF-16 that came without a byte order mark."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_KNOWN.findall(text)) >= 0.9 * len(text):
            return _text(text)
    raise Unreadable(_NOT_TEXT)


def _text(text: str) -> str:
    """Refuse what decodes by chance but is no text."""
    if len(_CONTROL.findall(text)) > max(2, len(text) // 100):
        raise Unreadable(_NOT_TEXT)
    return text
