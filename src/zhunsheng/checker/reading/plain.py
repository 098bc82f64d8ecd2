"""Plain text in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
import re
from typing import Final

from zhunsheng.checker.reading.problem import PARAGRAPHS, TOO_MANY, Unreadable
from zhunsheng.checker.text import Block, Table, blocks_of_lines

LINES: Final = 10 * PARAGRAPHS  # lines may be halves of sentences, which are joined
_BREAK: Final = re.compile(r"[\r\n]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_KNOWN: Final = re.compile(r"[\t\r\n\x20-\x7e\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_ENCODING: Final = "文字编码不是UTF-8、GB18030或者UTF-16，请另存为UTF-8编码的文本后再查。"
USUAL_SHARE: Final = 0.7  # of the wide characters; GB18030 has 0.78 to 1, Big5 0.2, EUC-JP 0.6
_OTHER_KINDS: Final = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NOT_TEXT: Final = (
    "这不是文本文件（可能是图片、程序或者改了扩展名的其他文件），"
    "请换成原来的扩展名或者导出为.txt、.docx。"
)


def read(data: bytes) -> list[Block | Table]:
    """Read a plain text file."""
    text = decoded(data)
    if len(_BREAK.findall(text)) > LINES:
        raise Unreadable(TOO_MANY)
    return [*blocks_of_lines(text)]


def decoded(data: bytes) -> str:
    """
    Decode text by its byte order mark, else as UTF-8, UTF-16 or GB18030.

    :raises Unreadable: where the bytes are no text
    """
    if data.lstrip().startswith(_OTHER_KINDS):
        raise Unreadable(_NOT_TEXT)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _text(data.decode(encoding, errors="replace"))
    if b"\x00" in data:
        return _without_mark(data)
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _text(_gb18030(data))


def _gb18030(data: bytes) -> str:
    """Read GB18030, and refuse what is Big5 or Shift-JIS: it decodes, to signs that nobody uses."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Unreadable(_ENCODING) from error
    if not _is_written(text):
        raise Unreadable(_ENCODING)
    return text


def _is_written(text: str) -> bool:
    """Tell whether nearly all characters beyond ASCII are common ones: no chance makes them so."""
    wide = [char for char in text if char > "\x7f"]
    return sum(1 for char in wide if _is_usual(char)) >= USUAL_SHARE * len(wide)


def _is_usual(char: str) -> bool:
    """Tell whether a character is one of the 3,755 common ones of GB 2312, or a mark of writing."""
    code = char.encode("gb18030")
    return (
        len(code) == 2 and code[1] >= 0xA1 and (0xA1 <= code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7)
    )


def _without_mark(data: bytes) -> str:
    """Read UTF-16 that came without a byte order mark."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_KNOWN.findall(text)) >= 0.9 * len(text) and _is_written(text):
            return _text(text)
    raise Unreadable(_NOT_TEXT)


def _text(text: str) -> str:
    """Refuse what decodes by chance but is no text."""
    if len(_CONTROL.findall(text)) > max(2, len(text) // 100):
        raise Unreadable(_NOT_TEXT)
    return text
