"""Paragraphs, automatic numbers and tables of a Word file."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

import docx as python_docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from zhunsheng.checker.reading.numbering import Numbering
from zhunsheng.checker.reading.problem import PARAGRAPHS, TOO_MANY, Unreadable
from zhunsheng.checker.text import Block, Table

UNPACKED_LIMIT: Final = 400 * 1024 * 1024
XML_LIMIT: Final = 64 * 1024 * 1024  # a text of two thousand pages has a third of it
_CHUNK: Final = 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE: Final = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    SyntaxError,  # lxml's syntax error is one
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    AttributeError,  # python-docx on a part of the wrong kind
)
_CONTENTS_STYLE: Final = ("toc", "目录")


def read(data: bytes) -> list[Block | Table]:
    """
    Read a Word file: what a reader sees, deleted text and tables of contents left out.

    :raises Unreadable: where it is encrypted, of the old format, or damaged
    """
    if data.startswith(_OLE):
        raise Unreadable(
            "文件加了密码，或者是改了扩展名的旧版Word文件，请解除密码并另存为.docx后再查。"
        )
    return opened(data)[1]


def opened(data: bytes) -> tuple[Any, list[Block | Table]]:
    """
    Open a Word file: the document, and its paragraphs and tables with their elements.

    :raises Unreadable: where it is damaged
    """
    try:
        _check_size(data)
        document: Any = python_docx.Document(io.BytesIO(data))
        if sum(1 for _ in document.element.body.iter(qn("w:p"))) > 5 * PARAGRAPHS:
            raise Unreadable(TOO_MANY)
        return document, list(_Reader(document).items(document.element.body))
    except _DAMAGE as error:
        raise Unreadable("Word文件损坏，请用Word或者WPS打开并另存后再查。") from error


def _check_size(data: bytes) -> None:
    """Refuse an archive that unpacks to far more than a document holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
            raise Unreadable("文件解开后过大，请压缩图片后再查。")
        if any(
            e.filename.endswith((".xml", ".rels")) and e.file_size > XML_LIMIT
            for e in archive.infolist()
        ):
            raise Unreadable(TOO_MANY)
        for entry in archive.infolist():
            # A stated size may be a lie: no byte beyond it is unpacked, and the sum must agree.
            with archive.open(entry) as unpacked:
                while unpacked.read(_CHUNK):
                    pass


class _Reader:
    """Walks the body of a document in reading order."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx is published untyped
        self._styles: dict[str, Any] = {style.style_id: style for style in document.styles}
        self._numbering = Numbering.of(document)

    def items(self, container: Any) -> Iterator[Block | Table]:  # noqa: ANN401 - as above
        """Yield the paragraphs and tables of a container."""
        for element in container:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
                yield from self.items(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:  # noqa: ANN401 - as above
        style = self._style_of(element)
        name = str(style.name).lower() if style is not None and style.name else ""
        if name.startswith(_CONTENTS_STYLE):
            return
        label = self._numbering.label(element, style)
        heading = name in ("heading 1", "标题 1", "标题1") or _outline_level(element) == 0
        text = text_of(element)
        if text.strip():
            yield Block(text, label=label, is_heading=heading, source=element)
        for box in element.iter(qn("w:txbxContent")):
            if not any(_is_fallback(above) for above in box.iterancestors()):
                for item in self.items(box):
                    if isinstance(item, Block):
                        yield item

    def _style_of(self, element: Any) -> Any:  # noqa: ANN401 - as above
        properties = element.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        return self._styles.get(named.get(qn("w:val"))) if named is not None else None

    def _table(self, element: Any) -> Iterator[Block | Table]:  # noqa: ANN401 - as above
        rows = [(tuple(_cells(row)), row) for row in element.iter(qn("w:tr"))]
        kept = [(cells, row) for cells, row in rows if any(cell.strip() for cell in cells)]
        longest = max((len(cell) for cells, _ in kept for cell in cells), default=0)
        if longest > 200 or all(len(cells) == 1 for cells, _ in kept):
            for cells, row in kept:
                lines = (line for cell in cells for line in cell.splitlines() if line)
                yield from (Block(line, source=row) for line in lines)
        elif kept:
            yield Table(tuple(cells for cells, _ in kept), sources=tuple(row for _, row in kept))


def _is_fallback(element: Any) -> bool:  # noqa: ANN401 - as above
    return str(element.tag).endswith("}Fallback")


def _outline_level(element: Any) -> int | None:  # noqa: ANN401 - as above
    properties = element.find(qn("w:pPr"))
    level = properties.find(qn("w:outlineLvl")) if properties is not None else None
    return int(level.get(qn("w:val"), "9")) if level is not None else None


def _cells(row: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield the texts of a row; a cell over several columns is followed by empty ones."""
    for cell in row.iterchildren(qn("w:tc")):
        yield "\n".join(text_of(paragraph) for paragraph in cell.iter(qn("w:p"))).strip()
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        extra = int(span.get(qn("w:val"), "1")) - 1 if span is not None else 0
        yield from [""] * min(max(extra, 0), 50)


def text_of(paragraph: Any) -> str:  # noqa: ANN401 - as above
    """Join the runs of a paragraph; text boxes are paragraphs of their own, deletions are gone."""
    pieces: list[str] = []
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        owner = next(above for above in element.iterancestors() if above.tag == qn("w:p"))
        if owner is not paragraph:
            continue
        if element.tag == qn("w:t"):
            pieces.append(element.text or "")
        else:
            pieces.append("-" if element.tag == qn("w:noBreakHyphen") else " ")
    return "".join(pieces)
