"""Benchmark tables made by the test itself, in the manner of the national one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter

from zhunsheng.lawbook.tables.columns import COLUMNS

HEADINGS = tuple(column.heading for column in COLUMNS)
KEYS = {column.key: place for place, column in enumerate(COLUMNS)}
Row = Mapping[str, object]


def row(**cells: object) -> Row:
    """Return a row of the first tier of welders without a licence, changed where asked."""
    start = {
        "number": 1,
        "violation": "safety.97-7",
        "model": "幅度",
        "tier": "A",
        "fact1": "涉及人次",
        "from1": 1,
        "below1": 3,
        "who": "单位",
        "stage": "责令限期改正并处罚",
        "least": 0,
        "most": 20000,
    }
    return {**start, **cells}


#: Three violations: tiers with both stages, multiples of gains, percents of income.
TABLE: tuple[Row, ...] = (
    row(),
    row(stage="逾期未改正", least=100000, most=120000),
    row(tier="B", from1=3, below1="", least=20000, most=100000),
    row(tier="B", from1=3, below1="", stage="逾期未改正", least=120000, most=200000),
    row(number=2, violation="safety.103-1", model="违法所得的倍数", fact1="违法所得",
        from1=100000, below1=300000, stage="", least=2, most=3),
    row(number=3, violation="accident.36-1", model="上一年年收入的比例", fact1="死亡人数",
        from1=1, below1=3, who="主要负责人", stage="", least=60, most=70),
)  # fmt: skip


def book(*sheets: tuple[str, Sequence[Row]], headings: Sequence[str] = HEADINGS) -> bytes:
    """Return an .xlsx with these sheets; a text that begins with = is a formula, days are days."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        made.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 - the same bytes twice
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, headings)
            for line, cells in enumerate(rows, start=1):
                for key, value in cells.items():
                    if isinstance(value, date):
                        sheet.write_datetime(line, KEYS[key], value, day)
                    else:
                        sheet.write(line, KEYS[key], value)
    return buffer.getvalue()


def xlsx(*rows: Row) -> bytes:
    """Return an .xlsx with one sheet of these rows."""
    return book(("裁量基准", rows))
