"""
Spreadsheets at the edge: reading what somebody uploads, writing what somebody downloads.

A file is read as rows of text, whatever made it. What cannot be read as a whole is refused with
one Chinese sentence (``UnreadableSheet``); what is wrong in a row is for the room to say. The
limits below hold before the file is unpacked, so that a small file cannot fill the memory.
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from zhunsheng.web.tablefiles import Cell, Table, write_sheets

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
#: What stands in place of a sign that no table holds; a text with one such in so few is no text.
LOST: Final = "\ufffd"
MOST_NULS: Final = 20
HEADING_ROWS: Final = 10
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TOO_LARGE = "文件超过10兆字节。请只保留要导入的工作表和列，或者分成几个文件导入。"
EMPTY_FILE = "文件是空的。请下载模板，填写后再上传。"
NO_ROWS = "表头以下没有内容。请在表头之下逐行填写后再上传。"
OLD_OR_LOCKED = "文件是旧版.xls格式或者加了密码。请在表格软件中另存为不加密的.xlsx后再上传。"
NOT_A_SHEET = "文件不是.xlsx或.csv表格。请用下载的模板填写后再上传。"
DAMAGED = "文件已损坏，无法打开。请在表格软件中重新打开并另存为.xlsx后再上传。"
TOO_MANY_ROWS = "表格超过20000行（含表格末尾的空白格式行）。请删除空白行或者分成几个文件导入。"
TOO_MANY_COLUMNS = "表格超过100列。请只保留模板中的列。"
LOST_SIGN = "含有无法识别的字符。请在该格重新键入后再上传。"
UNKNOWN_TEXT = "无法识别.csv文件的文字编码。请另存为UTF-8或GB18030编码的.csv，或者另存为.xlsx。"
WRONG_HEADINGS = "表头缺少：{missing}。请使用下载的模板，列的先后不限。"
TWICE = "表头“{heading}”出现了两次。请只保留一列后再上传。"
COMMA = "、"

_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,7})(\d{1,12})["']""")
_MARKS = re.compile(r"[\s*＊:：]|（必填）|\(必填\)")


class UnreadableSheet(Exception):
    """A file cannot be read as a whole; ``message`` says in Chinese why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template: its key, its heading, whether it must be there, an example."""

    key: str
    heading: str
    required: bool = False
    example: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it was typed: its number in the file (from 1) and its cells as text."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in a row: its number, the heading of the column, what, and what to do."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet whose headings were found; ``places`` maps the key of a column to its position."""

    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    places: Mapping[str, int]
    ignored: tuple[str, ...]

    def value(self, row: SheetRow, key: str) -> str:
        """Return the tidied text of a row in a column, empty where the file lacks the column."""
        place = self.places.get(key)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


def read_sheet(*, filename: str, content: bytes, columns: Sequence[Column]) -> Sheet:
    """
    Read the first sheet of an .xlsx or a .csv and find the columns by their headings.

    :raises UnreadableSheet: if it is no such file, damaged, too large, empty, or lacks headings
    """
    if not content.strip():
        raise UnreadableSheet(EMPTY_FILE)
    if len(content) > MOST_BYTES:
        raise UnreadableSheet(TOO_LARGE)
    return _with_headings(rows_of(filename, content), columns)


def read_book(
    *, filename: str, content: bytes, columns: Sequence[Column]
) -> tuple[tuple[str, Sheet], ...]:
    """
    Read every sheet of an .xlsx that has one of the required headings; a .csv is one sheet.

    :raises UnreadableSheet: if the file cannot be read, no sheet has rows, or headings are missing
    """
    if not content.startswith(b"PK") or len(content) > MOST_BYTES:
        return (("", read_sheet(filename=filename, content=content, columns=columns)),)
    required = {_tidy(column.heading) for column in columns if column.required}
    book = _opened(content)
    meant = [
        (name, rows)
        for name, rows in book
        if any(_tidy(cell) in required for row in rows[:HEADING_ROWS] for cell in row)
    ]
    found, empty = [], None
    for name, rows in meant or book[:1]:
        try:
            found.append((name, _with_headings(rows, columns)))
        except UnreadableSheet as reason:
            if reason.message != NO_ROWS:
                raise
            empty = reason
    if not found and empty is not None:
        raise empty
    return tuple(found)


def rows_of(filename: str, content: bytes) -> list[tuple[str, ...]]:
    """Return the rows of the first sheet as text, or raise UnreadableSheet where it is none."""
    if content.startswith(b"PK"):
        return _xlsx_rows(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableSheet(OLD_OR_LOCKED)
    ending = filename.lower().rpartition(".")[2]
    if ending in {"xlsx", "xlsm"}:
        raise UnreadableSheet(DAMAGED)
    if ending not in {"csv", "txt"}:
        raise UnreadableSheet(NOT_A_SHEET)
    return _csv_rows(content)


def _xlsx_rows(content: bytes) -> list[tuple[str, ...]]:
    return _opened(content)[0][1]


def _opened(content: bytes) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return the sheets of an .xlsx by name, each as rows of text."""
    _refuse_bombs(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        raw = [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError):
        raise UnreadableSheet(DAMAGED) from None
    if not raw:
        raise UnreadableSheet(EMPTY_FILE)
    return [(name, [tuple(map(cell_text, row)) for row in rows]) for name, rows in raw]


def _refuse_bombs(content: bytes) -> None:
    """Refuse a file that would unpack into too much, before anything is kept of it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise UnreadableSheet(TOO_LARGE)
            for entry in entries:
                _refuse_wide_sheet(archive, entry)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError):
        raise UnreadableSheet(DAMAGED) from None
    except (NotImplementedError, RuntimeError):
        raise UnreadableSheet(OLD_OR_LOCKED) from None


def _refuse_wide_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    # No byte beyond the size that the entry states is unpacked: a stated size may be a lie.
    with archive.open(entry) as unpacked:
        text = unpacked.read(entry.file_size + 1)
    if entry.filename.endswith(".rels") or b"sheetData" not in text[:200_000]:
        return
    _refuse_places(text)
    rows = _ROW.split(text)
    if len(rows) > MOST_ROWS + HEADING_ROWS:
        raise UnreadableSheet(TOO_MANY_ROWS)
    if any(len(_CELL.findall(row)) > MOST_COLUMNS for row in rows):
        raise UnreadableSheet(TOO_MANY_COLUMNS)


def _refuse_places(text: bytes) -> None:
    for letters, digits in set(_PLACE.findall(text)):
        if int(digits) > MOST_ROWS + HEADING_ROWS:
            raise UnreadableSheet(TOO_MANY_ROWS)
        if _column_number(letters) > MOST_COLUMNS:
            raise UnreadableSheet(TOO_MANY_COLUMNS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def cell_text(cell: object) -> str:
    """Return a cell as the text that somebody would type for it."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _csv_rows(content: bytes) -> list[tuple[str, ...]]:
    text = _decoded(content)
    if text.count("\0") * MOST_NULS > len(text):
        raise UnreadableSheet(NOT_A_SHEET)
    text = text.replace("\0", LOST)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        rows = [tuple(row) for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        raise UnreadableSheet(DAMAGED) from None
    if len(rows) > MOST_ROWS + HEADING_ROWS:
        raise UnreadableSheet(TOO_MANY_ROWS)
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise UnreadableSheet(TOO_MANY_COLUMNS)
    return rows


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSheet(UNKNOWN_TEXT)


def _tidy(heading: str) -> str:
    return _MARKS.sub("", heading)


def _with_headings(rows: list[tuple[str, ...]], columns: Sequence[Column]) -> Sheet:
    """Take what stands below the headings; a title may precede them."""
    head, found = headings_of(rows[:HEADING_ROWS], columns)
    body = tuple(
        SheetRow(number, cells)
        for number, cells in enumerate(rows[head + 1 :], start=head + 2)
        if any(cell.strip() for cell in cells)
    )
    if not body:
        raise UnreadableSheet(NO_ROWS)
    return replace(found, rows=body)


def headings_of(first: Sequence[Sequence[str]], columns: Sequence[Column]) -> tuple[int, Sheet]:
    """
    Find the headings among the first rows: the place of their row, and a sheet without rows.

    :raises UnreadableSheet: if there is no row, or a required heading is missing or there twice
    """
    known = {_tidy(column.heading): column for column in columns}
    head = max(
        range(len(first)),
        key=lambda at: sum(_tidy(cell) in known for cell in first[at]),
        default=None,
    )
    if head is None:
        raise UnreadableSheet(EMPTY_FILE)
    headings = tuple(_tidy(cell) for cell in first[head])
    _refuse_headings(headings, columns)
    places = {known[text].key: at for at, text in enumerate(headings) if text in known}
    ignored = tuple(text for text in headings if text and text not in known)
    return head, Sheet(headings, (), places, ignored)


def _refuse_headings(headings: tuple[str, ...], columns: Sequence[Column]) -> None:
    missing = [c.heading for c in columns if c.required and _tidy(c.heading) not in headings]
    if missing:
        raise UnreadableSheet(WRONG_HEADINGS.format(missing=COMMA.join(missing)))
    for column in columns:
        if headings.count(_tidy(column.heading)) > 1:
            raise UnreadableSheet(TWICE.format(heading=column.heading))


def template_bytes(columns: Sequence[Column], *, title: str, guide: str) -> bytes:
    """Return a blank template: headings with one example row, and a sheet that explains them."""
    marked = tuple(c.heading + ("*" if c.required else "") for c in columns)
    blank = Table(title, marked, (), tuple(max(12, len(c.heading) * 3) for c in columns))
    lines = tuple(
        (c.heading, "必填" if c.required else "选填", c.example, c.hint or COMMA.join(c.choices))
        for c in columns
    )
    explained = Table(guide, ("列", "要求", "示例", "填写说明"), lines, (20, 8, 30, 80))
    return write_sheets((blank, explained), template=columns)


def error_sheet(
    *,
    headings: Sequence[str],
    rejected: Iterable[tuple[int, Sequence[str]]],
    errors: Iterable[tuple[int, str, str]],
) -> bytes:
    """
    Return the rows that were not taken as they were typed, each with what is wrong.

    The sheet may be mended and uploaded again as it is: the columns in front are ignored.
    """
    said: dict[int, list[tuple[str, str]]] = {}
    for row, column, message in errors:
        said.setdefault(row, []).append((column, message))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            number,
            COMMA.join(dict.fromkeys(column for column, _ in said.get(number, []) if column)),
            "\n".join(message for _, message in said.get(number, [])),
            *cells,
        )
        for number, cells in rejected
    )
    front = ("原文件行号", "问题所在列", "问题与处理办法")
    table = Table("未导入的行", (*front, *headings), rows, (10, 20, 60))
    return write_sheets((table,))
