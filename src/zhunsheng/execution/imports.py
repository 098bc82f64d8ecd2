"""Reading the list of bank and treasury: every row becomes a line, or the whole file is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from zhunsheng.cases.rules import receipt_key
from zhunsheng.execution.rules import Listed, bad_rows, tidy_code
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import NotAnAmount, parse_yuan
from zhunsheng.web import sheets
from zhunsheng.web.importing import Reading, RowReader, read_rows
from zhunsheng.web.sheets import Column

TITLE: Final = "罚款收缴清单"
GUIDE: Final = "填写说明"
NO_EBILL: Final = "没有票据号。请照清单填写。"
NOT_A_DAY: Final = "“{text}”不是日期。请写作 2026-01-15 的样式。"
OTHER_MONTH: Final = "缴款日期不在{month}。请只导入本月的清单。"
NOT_POSITIVE: Final = "金额应当大于零。退付不列入收缴清单。"
TWICE: Final = "票据号{ebill}与第{row}行相同。请核对清单。"
TAKEN: Final = "票据号{ebill}已在{month}的清单中。请核对清单。"

#: A day as banks write it; what follows it, such as an hour, is no part of it.
DAY: Final = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?", re.ASCII)

COLUMNS: Final = (
    Column("ebill", "票据号", required=True, example="SL0000000001", hint="电子缴款书号码"),
    Column("code", "缴款码", example="9999000020260001", hint="清单没有的留空"),
    Column("amount", "金额（元）", required=True, example="22,000.00"),
    Column("paid_on", "缴款日期", required=True, example="2026-12-01"),
)


def read(
    *,
    filename: str,
    content: bytes,
    year: int,
    month: int,
    label: str,
    taken: Mapping[str, str],
) -> Reading[Listed]:
    """
    Read a list of a month and write nothing; ``taken`` are e-bills in the lists of other months.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    seen: dict[str, int] = {}

    def one(row: RowReader) -> Listed:
        line = Listed(
            ebill=receipt_key(row.text("ebill")),
            code=tidy_code(row.text("code")),
            amount_fen=_amount(row),
            paid_on=_day(row, year, month, label),
        )
        if not line.ebill:
            row.wrong("ebill", NO_EBILL)
        elif line.ebill in seen:
            row.wrong("ebill", TWICE.format(ebill=line.ebill, row=seen[line.ebill]))
        elif line.ebill in taken:
            row.wrong("ebill", TAKEN.format(ebill=line.ebill, month=taken[line.ebill]))
        seen.setdefault(line.ebill, row.row.number)
        return line

    return read_rows(filename=filename, content=content, columns=COLUMNS, read=one)


def _amount(row: RowReader) -> int:
    try:
        amount = int(parse_yuan(row.text("amount")))
    except NotAnAmount as wrong:
        row.wrong("amount", f"{wrong}。")
        return 0
    if amount <= 0:
        row.wrong("amount", NOT_POSITIVE)
    return amount


def _day(row: RowReader, year: int, month: int, label: str) -> date:
    text = row.text("paid_on")
    day = _read_day(text)
    if day is None:
        row.wrong("paid_on", NOT_A_DAY.format(text=text))
        return date(year, month, 1)
    if (day.year, day.month) != (year, month):
        row.wrong("paid_on", OTHER_MONTH.format(month=label))
    return day


def _read_day(text: str) -> date | None:
    match = DAY.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def findings(reading: Reading[Listed]) -> tuple[Finding, ...]:
    """Return the refusal of a list with bad rows, each named by its number; nothing if none."""
    return bad_rows(
        len(reading.rejected), ((one.row, one.column, one.message) for one in reading.errors)
    )


def template() -> bytes:
    """Return the blank template as .xlsx."""
    return sheets.template_bytes(COLUMNS, title=TITLE, guide=GUIDE)
