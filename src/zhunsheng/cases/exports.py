"""The file of earlier offences for other sites (no name, no number); the list of cases."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import Any, Final

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.queries import Upcoming, offences
from zhunsheng.cases.queries.parties import Others
from zhunsheng.cases.rules import exchange
from zhunsheng.kernel.money import yuan_text
from zhunsheng.web.tablefiles import Table, write_sheets

CASES: Final = "行政处罚案件"
HEADINGS: Final = (
    "案号",
    "当事人",
    "案由",
    "程序",
    "阶段",
    "承办人",
    "发现日期",
    "下一步",
    "期限",
    "剩余日数",
    "罚款（元）",
)
WIDTHS: Final = (26, 32, 48, 12, 16, 20, 12, 20, 12, 10, 14)
#: What a spreadsheet would take for a formula when it opens a .csv.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its bytes, and how many rows it holds, withdraws and leaves out."""

    content: bytes
    digest: str
    rows: int
    withdrawn: int
    left_out: int


def offence_file(scope: Scope, *, made_at: datetime, since: date | None) -> Made:
    """
    Return the list of the bureau's decisions that count as earlier offences, from a day on.

    What lost its force is left out, and withdrawn where an earlier list may have held it. Natural
    persons are left out: the record holds no identity that could be compared.

    :raises StepRefused: if the site shares no key with others, or a weak one
    """
    rows = offences.to_tell(scope, since=since)
    codes = offences.identities_of(scope, [row.case for row in rows])
    told = [(row, codes[row.case.id]) for row in rows]
    withdrawn = offences.annulled(scope)
    listed = [
        exchange.Offence(str(row.id), code, tuple(row.case.violation_keys), row.decided_on)
        for row, code in told
        if code
    ]
    content = exchange.written(
        offences.exchange_key(),
        origin=accounts.bureau(scope).division_code,
        made_at=made_at,
        covers_since=since,
        offences=listed,
        annulled=withdrawn,
    )
    left_out = len(told) - len(listed)
    digest = exchange.digest_of(content)
    return Made(content, digest, len(listed), len(withdrawn), left_out)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as the list shows it: its row, stage, handlers, and what it waits for."""

    case: Any  # a case with stage and decision
    stage: str
    handlers: str
    waits: Upcoming | None
    others: Others


def cases_sheet(lines: Iterable[CaseLine]) -> bytes:
    """Return the list of cases as .xlsx."""
    return write_sheets((Table(CASES, HEADINGS, tuple(map(_cells, lines)), WIDTHS),))


def cases_csv(lines: Iterable[CaseLine]) -> bytes:
    """Return the list of cases as .csv in UTF-8 with a mark, as spreadsheets expect it."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(HEADINGS)
    writer.writerows([_harmless(cell) for cell in _cells(line)] for line in lines)
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(cell: str | int) -> str | int:
    """Keep a text from being opened as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _cells(line: CaseLine) -> tuple[str | int, ...]:
    case, waits = line.case, line.waits
    term = waits.term if waits else None
    return (
        case.number,
        "、".join((case.party_name, *line.others.names)),
        case.cause,
        case.procedure_label,
        line.stage,
        line.handlers,
        case.clue_on.isoformat(),
        waits.label if waits else "",
        term.due.isoformat() if term and term.due else "",
        "" if term is None or term.left is None else term.left,
        yuan_text(line.others.fine_fen) if line.others.is_fined else "",
    )
