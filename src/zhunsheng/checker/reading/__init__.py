"""Reading files: a path in, paragraphs and tables out, or one clear sentence why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from zhunsheng.checker.reading import docx, html, pdf, plain
from zhunsheng.checker.reading.problem import PARAGRAPHS, TOO_MANY, Unreadable
from zhunsheng.checker.text import Block, Table, blocks_of_lines

__all__ = [
    "SIZE_LIMIT",
    "SUPPORTED",
    "Unreadable",
    "bytes_of",
    "read",
    "read_bytes",
    "read_text",
]

SIZE_LIMIT: Final = 50 * 1024 * 1024
TEXT_LIMIT: Final = 20 * 1024 * 1024
_TOO_LARGE: Final = "文件超过50MB，请压缩图片或者拆分后再查。"
SUPPORTED: Final = ".txt、.docx、.pdf、.html"
SCAN_LIMIT: Final = 10  # a file with fewer characters holds no text

_READERS: Final[dict[str, Callable[[bytes], list[Block | Table]]]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": plain.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
    ".html": html.read,
    ".htm": html.read,
}
_HINTS: Final = {
    ".doc": "这是旧版Word格式，请在Word或者WPS中另存为.docx后再查。",
    ".wps": "这是WPS文字格式，请另存为.docx后再查。",
    ".ofd": "暂不能读取OFD，请导出为PDF或者.docx后再查。",
    ".xlsx": "这是电子表格，请把要查的内容另存为.docx或者.html后再查。",
    ".xls": "这是电子表格，请把要查的内容另存为.docx或者.html后再查。",
    ".zip": "这是压缩包，请解压后逐个检查其中的文件。",
    ".rar": "这是压缩包，请解压后逐个检查其中的文件。",
}


def read(path: Path) -> list[Block | Table]:
    """
    Read a file into paragraphs and tables.

    :raises Unreadable: where the file is missing, empty, too large, damaged, encrypted, binary,
        scanned without text, or of a type that is not known
    """
    return read_bytes(path.name, bytes_of(path))


def read_bytes(name: str, data: bytes, most: int = TEXT_LIMIT) -> list[Block | Table]:
    """
    Read what a file of this name holds, ``most`` characters of text at most.

    :raises Unreadable: as ``read`` does
    """
    suffix = Path(name).suffix.lower()
    if len(data) > SIZE_LIMIT:
        raise Unreadable(_TOO_LARGE)
    if not data.strip():
        raise Unreadable("文件是空的。")
    reader = _READERS.get(suffix)
    if reader is None:
        hint = _HINTS.get(suffix, f"能检查的文件类型是{SUPPORTED}，请转换后再查。")
        raise Unreadable(f"不认识的文件类型“{suffix or '无扩展名'}”：{hint}")
    items = reader(data)
    size = sum(_size(item) for item in items)
    if size > most:
        raise Unreadable(f"文件中的文字超过{most // 10_000}万字，请拆分后再查。")
    if size == 0:
        raise Unreadable("文件里没有文字。")
    return _limited(items)


def read_text(text: str) -> list[Block | Table]:
    """
    Read a text that somebody pasted.

    :raises Unreadable: where it has too many lines
    """
    return _limited([*blocks_of_lines(text)])


def _limited(items: list[Block | Table]) -> list[Block | Table]:
    """Refuse what would keep the checker busy for minutes: no report has as many paragraphs."""
    rows = sum(1 if isinstance(item, Block) else len(item.rows) for item in items)
    if rows > PARAGRAPHS:
        raise Unreadable(TOO_MANY)
    return items


def _size(item: Block | Table) -> int:
    if isinstance(item, Block):
        return len(item.text.strip())
    return sum(len(cell.strip()) for row in item.rows for cell in row)


def bytes_of(path: Path) -> bytes:
    """
    Read the bytes of a file of a sensible size.

    :raises Unreadable: where there is none, or it may not or cannot be read
    """
    try:
        if path.is_dir():
            raise Unreadable("这是一个文件夹，请指明其中的文件。")
        if not path.exists():
            raise Unreadable("文件不存在，请核对路径和文件名。")
        if not path.is_file():
            raise Unreadable("这不是普通文件，无法读取。")
        if path.stat().st_size > SIZE_LIMIT:
            raise Unreadable(_TOO_LARGE)
        return path.read_bytes()
    except PermissionError as error:
        raise Unreadable("没有读取这个文件的权限。") from error
    except (OSError, ValueError) as error:
        raise Unreadable("文件无法打开，请核对路径，或者重新拷贝一份再查。") from error
