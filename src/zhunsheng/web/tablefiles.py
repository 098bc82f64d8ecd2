"""Writing spreadsheets: text stays text, numbers are numbers, and sums may live."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from zhunsheng.web.sheets import Column


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes: its formula without the sign of equality, and what it gives now."""

    text: str
    value: int | Decimal


Cell = str | int | Decimal | Formula


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet to write: its name, headings, rows of cells, widths in characters."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()


def write_sheets(tables: Iterable[Table], *, template: Sequence[Column] = ()) -> bytes:
    """
    Return an .xlsx with these sheets; text stays text, so that no cell becomes a formula.

    With ``template`` the choices of its columns are offered as lists in the first sheet.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # A fixed date keeps the same table the same bytes.
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001  # no instant: a constant of the format
        for number, table in enumerate(tables):
            _write(book, table, template if number == 0 else ())
    return buffer.getvalue()


def _write(book: xlsxwriter.Workbook, table: Table, template: Sequence[Column]) -> None:
    sheet = book.add_worksheet(table.name)
    head = book.add_format({"bold": True, "bg_color": "#E8EDF4", "border": 1, "valign": "vcenter"})
    text = book.add_format({"num_format": "@", "valign": "top"})
    numbers = {
        is_money: book.add_format({"num_format": shape, "valign": "top"})
        for is_money, shape in ((False, "0"), (True, "#,##0.00"))
    }
    for at, heading in enumerate(table.headings):
        sheet.write_string(0, at, heading, head)
        width = table.widths[at] if at < len(table.widths) else 16
        sheet.set_column(at, at, width, text)
    for line, row in enumerate(table.rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, Formula):
                shape = numbers[isinstance(cell.value, Decimal)]
                sheet.write_formula(line, at, f"={cell.text}", shape, str(cell.value))
            elif not isinstance(cell, str):
                sheet.write_number(line, at, cell, numbers[isinstance(cell, Decimal)])
            elif cell:
                sheet.write_string(line, at, cell, text)
    _offer(sheet, template)
    sheet.freeze_panes(1, 0)


def _offer(sheet: xlsxwriter.worksheet.Worksheet, template: Sequence[Column]) -> None:
    """Offer the choices of the columns of a template as lists."""
    for at, column in enumerate(template):
        if column.choices and len(",".join(column.choices)) <= 255:
            sheet.data_validation(
                1, at, 5000, at, {"validate": "list", "source": list(column.choices)}
            )
