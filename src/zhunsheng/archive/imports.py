"""Reading the numbers of the ministry's system: every row fits a record, or nothing is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.archive import rules
from zhunsheng.archive.queries.exchange import known_numbers
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.finding import Finding
from zhunsheng.web import sheets
from zhunsheng.web.importing import Reading, RowReader, read_rows
from zhunsheng.web.sheets import Column

TITLE: Final = "部系统编号"
GUIDE: Final = "填写说明"
UNKNOWN: Final = "本机关没有编号为“{text}”的案件或者文书。请核对编号。"
TWICE: Final = "与第{row}行重复。每个编号只列一行。"
TAKEN: Final = "部系统编号“{text}”已登记在另一案件或者文书上。请核对编号。"
DIFFERENT: Final = "该案件或者文书已登记部系统编号“{text}”。登记后不能更改，请核对。"

COLUMNS: Final = (
    Column(
        "own",
        "本局编号",
        required=True,
        example="（示）应急立〔2026〕1号",
        hint="立案编号或者文书编号",
    ),
    Column("external", "部系统编号", required=True, example="AJ2026000001"),
    Column("receipt", "回执号", example="HZ2026000001"),
    Column("party", "当事人", example="示例区晨安化工有限公司", hint="只供核对，导入时不读取"),
    Column("cause", "案由", example="未设置安全警示标志案", hint="只供核对，导入时不读取"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row that fits: the record, its number there, the receipt; ``is_new`` where it is news."""

    subject: tuple[str, UUID]
    external: str
    receipt: str
    is_new: bool


class _Known:
    """What the rows are compared with: records by number, numbers given before, rows above."""

    def __init__(self, viewer: Viewer, own: list[str], external: list[str]) -> None:
        self.records = known_numbers(viewer, own)
        self.taken = documents.external_numbers_taken(viewer, external)
        ids = [subject[1] for subject in self.records.values()]
        self.given = documents.external_numbers(viewer, ids)
        self.rows: dict[tuple[str, str], int] = {}


def read(viewer: Viewer, *, filename: str, content: bytes) -> Reading[Line | None]:
    """
    Read a sheet of numbers and write nothing.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    sheet = sheets.read_sheet(filename=filename, content=content, columns=COLUMNS)
    own = [sheet.value(row, "own") for row in sheet.rows]
    known = _Known(viewer, own, [sheet.value(row, "external") for row in sheet.rows])
    return read_rows(
        filename=filename, content=content, columns=COLUMNS, read=lambda row: _line(row, known)
    )


def findings(reading: Reading[Line | None]) -> tuple[Finding, ...]:
    """Return the refusal of a sheet with bad rows, each named by its number; nothing if none."""
    if not reading.errors:
        return ()
    named = (rules.bad_row(one.row, one.column, one.message) for one in reading.errors)
    return rules.bad_rows(len(reading.rejected), named)


def template() -> bytes:
    """Return the blank template as .xlsx."""
    return sheets.template_bytes(COLUMNS, title=TITLE, guide=GUIDE)


def _line(row: RowReader, known: _Known) -> Line | None:
    own, external = row.text("own"), row.text("external")
    for key, text in (("own", own), ("external", external)):
        seen = known.rows.setdefault((key, text), row.row.number)
        if seen != row.row.number:
            row.wrong(key, TWICE.format(row=seen))
    subject = known.records.get(own)
    if subject is None:
        row.wrong("own", UNKNOWN.format(text=own))
        return None
    if known.taken.get(external, subject[1]) != subject[1]:
        row.wrong("external", TAKEN.format(text=external))
    given = known.given.get(subject[1])
    if given is not None and given.number != external:
        row.wrong("external", DIFFERENT.format(text=given.number))
    return Line(subject, external, row.text("receipt"), given is None)
