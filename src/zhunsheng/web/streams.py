"""
Reading a sheet too large for the memory: rows come one by one, in slices of the file.

``sheets`` reads a file whole and keeps within 20,000 rows. Here the XML of the first sheet is cut
between rows, and each piece is read as a small file of its own, so that the memory holds one piece
at a time, however wide the sheet. The limits hold before a piece is read.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath
from typing import IO, Final
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from zhunsheng.web import sheets
from zhunsheng.web.sheets import UnreadableSheet

#: Rows of one piece: few enough for the memory, many enough that shared texts are read seldom.
PIECE_ROWS: Final = 20_000
CHUNK: Final = 4 * 1024 * 1024
#: How many times its packed size a part may have; texts of offices stay far below.
MOST_RATIO: Final = 200
#: Shared texts are read again with each piece, so that they have a limit of their own.
MOST_SHARED: Final = 256 * 1024 * 1024
TOO_DENSE = "文件解开后异常庞大，不像正常填写的表格。请用办公软件打开后另存为新文件，再重新上传。"
TOO_LARGE = "文件超过{megabytes}兆字节。请只保留要导入的工作表和列，或者分成几个文件导入。"
TOO_MANY_ROWS = "表格超过{rows}行（含表格末尾的空白格式行）。请删除空白行或者分成几个文件导入。"

_SHEET_DATA = re.compile(rb"<(\w+:)?sheetData\s*>")
_ROW_OF_CELL = re.compile(rb' r="[A-Z]{1,3}([0-9]{1,7})"')
#: A cell beyond the hundredth column: CW and later.
_WIDE = re.compile(rb' r="(?:[A-Z]{3}|[D-Z][A-Z]|C[W-Z])[0-9]')
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: bytes as it comes, bytes unpacked, rows."""

    packed: int
    unpacked: int
    rows: int

    @property
    def too_large(self) -> str:
        """What is said of a file beyond the bytes."""
        return TOO_LARGE.format(megabytes=self.packed // 1024 // 1024)


WHOLE: Final = Limits(sheets.MOST_BYTES, sheets.MOST_UNPACKED, sheets.MOST_ROWS)
LARGE: Final = Limits(80 * 1024 * 1024, 1024 * 1024 * 1024, 250_000)


def rows_of(filename: str, content: bytes, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """
    Yield the rows of the first sheet with their numbers in the file (from 1), cells as text.

    :raises UnreadableSheet: if it is no .xlsx or .csv, damaged, or beyond the limits
    """
    if not content.strip():
        raise UnreadableSheet(sheets.EMPTY_FILE)
    if len(content) > limits.packed:
        raise UnreadableSheet(limits.too_large)
    if not content.startswith(b"PK"):
        rows = sheets.rows_of(filename, content)
        yield from ((number, list(row)) for number, row in enumerate(rows, start=1))
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from _xlsx_rows(archive, limits)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, ElementTree.ParseError):
        raise UnreadableSheet(sheets.DAMAGED) from None
    except (NotImplementedError, RuntimeError):
        raise UnreadableSheet(sheets.OLD_OR_LOCKED) from None


def _xlsx_rows(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise UnreadableSheet(limits.too_large)
    if any(_is_bomb(entry) for entry in entries):
        raise UnreadableSheet(TOO_DENSE)
    # The reader lets other threads run: while one piece is taken in, the next is read.
    with ThreadPoolExecutor(1) as reader:
        books = _books(archive, limits)
        ahead = reader.submit(next, books, None)
        while (book := ahead.result()) is not None:
            ahead = reader.submit(next, books, None)
            yield from _rows(book)


def _books(archive: zipfile.ZipFile, limits: Limits) -> Iterator[CalamineSheet]:
    """Yield the pieces of the first sheet, each read; the limits hold before that."""
    path = _first_sheet(archive)
    frame = _Frame(archive, path)
    total = 0
    with archive.open(path) as source:
        for piece in _pieces(source):
            piece.refuse_gaps()
            total += len(piece.places)
            if total > limits.rows + sheets.HEADING_ROWS:
                raise UnreadableSheet(TOO_MANY_ROWS.format(rows=limits.rows))
            yield _sheet_of(frame, piece)


def _sheet_of(frame: _Frame, piece: _Piece) -> CalamineSheet:
    """
    Read one piece; its XML and the shared texts are let go before its rows are taken in.

    :raises UnreadableSheet: if it is damaged
    """
    file = frame.book(piece)
    piece.rows.clear()
    try:
        return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    except (CalamineError, ValueError):
        raise UnreadableSheet(sheets.DAMAGED) from None


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Return whether a part of a file unpacks to more than anybody can have typed into it."""
    if entry.filename.endswith("sharedStrings.xml") and entry.file_size > MOST_SHARED:
        return True
    return entry.file_size > CHUNK and entry.file_size > MOST_RATIO * max(1, entry.compress_size)


@dataclass(slots=True)
class _Piece:
    """Some rows of a sheet as XML: what stands before, whole rows, the prefix of the tags."""

    head: bytes
    prefix: bytes
    rows: list[bytes] = field(default_factory=list)
    places: set[bytes] = field(default_factory=set)

    def add(self, rows: bytes) -> None:
        """
        Take rows in, and refuse cells far out: a reader would lay out all that lies between.

        :raises UnreadableSheet: for a cell beyond the columns, or one that does not say its place
        """
        if _WIDE.search(rows):
            raise UnreadableSheet(sheets.TOO_MANY_COLUMNS)
        found = _ROW_OF_CELL.findall(rows)
        cells = sum(rows.count(b"<" + self.prefix + tag) for tag in (b"c ", b"c>", b"c/"))
        if cells > len(found):
            raise UnreadableSheet(sheets.DAMAGED)
        self.rows.append(rows)
        self.places.update(found)

    def refuse_gaps(self) -> None:
        """
        Refuse rows that lie far apart.

        A piece of narrow rows holds many; what counts is how many lie between them.

        :raises UnreadableSheet: if more rows are missing between those of a piece than two pieces
        """
        numbers = [int(one) for one in self.places]
        if numbers and max(numbers) - min(numbers) - len(numbers) > 2 * PIECE_ROWS:
            raise UnreadableSheet(TOO_MANY_ROWS.format(rows=LARGE.rows))


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """Return the path of the first sheet in the file, as the workbook names it."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  # no entity is expanded from within an archive that is bounded; expat limits expansion
    first = next(one for one in book.iter() if one.tag.rpartition("}")[2] == "sheet")
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # as above
    target = next(one.get("Target", "") for one in links if one.get("Id") == first.get(_RELATION))
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _pieces(source: IO[bytes]) -> Iterator[_Piece]:
    """Cut the XML of a sheet between rows."""
    text = b""
    while (start := _SHEET_DATA.search(text)) is None:
        more = source.read(CHUNK)
        if not more or len(text) > CHUNK:
            return
        text += more
    head, prefix = text[: start.end()], start[1] or b""
    row_end = b"</" + prefix + b"row>"
    piece, text = _Piece(head, prefix), text[start.end() :]
    while more := source.read(CHUNK):
        text += more
        cut = text.rfind(row_end) + len(row_end)
        if cut < len(row_end):
            if len(text) > 2 * CHUNK:
                raise UnreadableSheet(sheets.TOO_MANY_COLUMNS)
            continue
        piece.add(text[:cut])
        text = text[cut:]
        if len(piece.places) >= PIECE_ROWS:
            yield piece
            piece = _Piece(head, prefix)
    piece.add(text.partition(b"</" + prefix + b"sheetData")[0])
    yield piece


class _Frame:
    """All of a file but its sheets, packed once, ready to hold one piece of its first sheet."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._path = path
        base = BytesIO()
        with zipfile.ZipFile(base, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            for entry in archive.infolist():
                if not entry.filename.startswith("xl/worksheets/"):
                    made.writestr(entry.filename, archive.read(entry))
        self._base = base.getvalue()

    def book(self, piece: _Piece) -> BytesIO:
        """Return a file whose first sheet holds the rows of a piece alone."""
        out = BytesIO()
        out.write(self._base)
        with zipfile.ZipFile(out, "a") as made, made.open(self._path, "w") as sheet:
            sheet.write(piece.head)
            for rows in piece.rows:
                sheet.write(rows)
            sheet.write(piece.prefix.join((b"</", b"sheetData></", b"worksheet>")))
        out.seek(0)
        return out


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    if sheet.start is None:
        return
    # The reader begins at the first row of the file, whatever row a piece begins with.
    first, text = sheet.start[0], sheets.cell_text
    for number, row in enumerate(islice(sheet.iter_rows(), first, None), start=first + 1):
        yield number, [c if type(c) is str else text(c) for c in row]
