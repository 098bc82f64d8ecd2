"""Reading what is due to several departments: a unit, a department, the days between."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.accounts.records import Scope
from zhunsheng.burden.rules import Due
from zhunsheng.registry import queries as registry
from zhunsheng.registry.rules import tidy_code
from zhunsheng.web import sheets
from zhunsheng.web.importing import Reading, RowReader, read_rows
from zhunsheng.web.sheets import Column

TITLE: Final = "待检查单位"
GUIDE: Final = "填写说明"
COLUMNS: Final = (
    Column("unit", "统一社会信用代码", required=True, example="91999901EXAM00010H"),
    Column("department", "部门", required=True, example="示例区应急管理局"),
    Column("first", "最早日期", required=True, example="2026-03-02", hint="如 2026-03-02"),
    Column("last", "最晚日期", required=True, example="2026-03-31", hint="如 2026-03-31"),
)
UNKNOWN: Final = "监管对象名录中没有统一社会信用代码{code}。请先登记该单位。"
NO_DEPARTMENT: Final = "未填写部门。请填写部门全称。"
NOT_A_DAY: Final = "“{text}”不是日期。请写作 2026-03-02 的样式。"
UPSIDE_DOWN: Final = "最晚日期早于最早日期。请核对后改正。"


def dues(scope: Scope, *, filename: str, content: bytes) -> Reading[Due]:
    """
    Read what is due; the unit of a due is the id of the entity as text.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    known = registry.ids_by_code(scope)

    def read(row: RowReader) -> Due:
        code = tidy_code(row.text("unit"))
        if code not in known:
            row.wrong("unit", UNKNOWN.format(code=code))
        if not row.text("department"):
            row.wrong("department", NO_DEPARTMENT)
        first, last = _day(row, "first"), _day(row, "last")
        if first > last:
            row.wrong("last", UPSIDE_DOWN)
        return Due(str(known.get(code, "")), row.text("department")[:60], first, last)

    return read_rows(filename=filename, content=content, columns=COLUMNS, read=read)


def _day(row: RowReader, key: str) -> date:
    text = row.text(key).replace("/", "-")
    try:
        return date.fromisoformat(text)
    except ValueError:
        row.wrong(key, NOT_A_DAY.format(text=text))
        return date.max if key == "last" else date.min


def template() -> bytes:
    """Return the blank template as .xlsx."""
    return sheets.template_bytes(COLUMNS, title=TITLE, guide=GUIDE)
