"""L01 in tables: does the row (or column) of totals add up?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from zhunsheng.checker.arithmetic import Part, addition, explanation
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity
from zhunsheng.checker.text import PlacedTable, normalise

_GRAND: Final = re.compile(r"^(?:合计|总计|总数|共计)(?:（.*）)?$")
_SUBTOTAL: Final = re.compile(r"^小计")
_SKIPPED_ROW: Final = re.compile(r"^其中|占比|比例|同比|增长|备注|说明|^注")
_SKIPPED_COLUMN: Final = re.compile(
    r"序号|编号|占比|比例|率|%|同比|增长|年份|年度|日期|时间|其中|备注|频次"
)
_CELL: Final = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6})?([^\d]{0,4})$")
_EMPTY: Final = frozenset(("", "-", "—", "——", "／", "/", "0"))
CELLS_LIMIT: Final = 200  # parts of one total; longer columns are compared without an explanation


def check(document: Document) -> Iterator[Hit]:
    """Check the totals of every table."""
    for table in document.tables:
        rows = [[normalise(cell)[0] for cell in row] for row in table.rows]
        yield from _total_rows(table, rows)
        yield from _total_columns(table, rows)


def _head(row: list[str]) -> str:
    """Return the first words of a row, its serial number left out."""
    return next((cell for cell in row[:3] if cell and not cell.isdecimal()), "")


def _number(cell: str) -> Decimal | None:
    if cell in _EMPTY:
        return Decimal(0)
    match = _CELL.match(cell)
    return Decimal(match[1].replace(",", "") + (match[2] or "")) if match else None


def _part(label: str, value: Decimal) -> Part:
    return Part(label, "", Quantity(value, "", 1, is_vague=False, start=0, end=0))


def _total_rows(table: PlacedTable, rows: list[list[str]]) -> Iterator[Hit]:
    """Check each 合计 and 小计 row against the rows above it."""
    begin = 1
    subtotals: list[int] = []
    for index, row in enumerate(rows):
        head = _head(row)
        if _SUBTOTAL.match(head):
            yield from _compare_rows(table, rows, index, list(range(begin, index)))
            subtotals.append(index)
            begin = index + 1
        elif _GRAND.match(head):
            above = [*subtotals, *range(begin, index)] if subtotals else list(range(begin, index))
            below = list(range(index + 1, len(rows)))
            yield from _compare_rows(table, rows, index, above if len(above) >= 2 else below)
            begin, subtotals = index + 1, []


def _compare_rows(
    table: PlacedTable, rows: list[list[str]], total_row: int, sources: list[int]
) -> Iterator[Hit]:
    kept = [i for i in sources if not _SKIPPED_ROW.search(_head(rows[i])) and _has_number(rows[i])]
    if len(kept) < 2 or len({len(rows[i]) for i in [total_row, *kept]}) > 1:
        return
    header = rows[0] if len(rows[0]) == len(rows[total_row]) else []
    for column in range(1, len(rows[total_row])):
        name = header[column] if header else f"第{column + 1}列"
        cell = rows[total_row][column]
        values = [_number(rows[i][column]) for i in kept]
        if _SKIPPED_COLUMN.search(name) or cell in _EMPTY - {"0"}:
            continue
        total = _number(cell)
        if total is None or any(value is None for value in values):
            continue
        parts = [_part(_head(rows[i]), v) for i, v in zip(kept, values, strict=True) if v]
        yield from _mismatch(table, total_row, f"“{name}”一列", total, parts)


def _has_number(row: list[str]) -> bool:
    return any(cell not in _EMPTY and _number(cell) is not None for cell in row[1:])


def _total_columns(table: PlacedTable, rows: list[list[str]]) -> Iterator[Hit]:
    """Check a 合计 column against the other columns, where all count the same thing."""
    header = rows[0] if rows else []
    totals = [i for i, name in enumerate(header) if _GRAND.match(name) or _SUBTOTAL.match(name)]
    if len(totals) != 1 or any(re.search(r"[（元]", name) for name in header):
        return
    column = totals[0]
    others = [
        i
        for i, name in enumerate(header)
        if i not in (0, column) and name and not _SKIPPED_COLUMN.search(name)
    ]
    for index, row in enumerate(rows[1:], start=1):
        if len(row) != len(header) or row[column] in _EMPTY:
            continue
        total = _number(row[column])
        numbers = [(header[i], _number(row[i])) for i in others]
        parts = [_part(name, value) for name, value in numbers if value]
        if total is None or len(parts) < 2 or any(value is None for _, value in numbers):
            continue
        yield from _mismatch(table, index, f"“{_head(row)}”一行", total, parts)


def _mismatch(
    table: PlacedTable, row: int, where: str, total: Decimal, parts: list[Part]
) -> Iterator[Hit]:
    made = sum((part.value for part in parts), Decimal(0))
    if made == total or not parts:
        return
    stated = Quantity(total, "", 1, is_vague=False, start=0, end=0)
    listed = tuple(parts)
    message = (
        f"表中{where}合计写{stated.shown(total)}，各部分相加为{stated.shown(made)}："
        f"{addition(listed, stated)}"
    )
    found = explanation(listed, stated) if len(listed) <= CELLS_LIMIT else ""
    message += f"；{found}。" if found else f"，相差{stated.shown(abs(total - made))}。"
    paragraph = table.paragraphs[row]
    yield Hit(
        rule="L01",
        severity=Severity.ERROR,
        message=message,
        suggestion=f"核对各行数字；分项无误的，合计应为{stated.shown(made)}。",
        paragraph=paragraph,
        start=0,
        end=len(paragraph.norm),
    )
