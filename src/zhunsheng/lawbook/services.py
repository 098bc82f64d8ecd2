"""Acts of the lawbook: import, adopt and withdraw a bureau's own benchmark table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from zhunsheng.accounts import services as accounts
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.procedure import permit
from zhunsheng.lawbook.choices import TableStep
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.events import BenchmarksAdopted, BenchmarksImported, BenchmarksWithdrawn
from zhunsheng.lawbook.models import BenchmarkAct, BenchmarkTable
from zhunsheng.lawbook.procedure import BENCHMARK_TABLE
from zhunsheng.lawbook.rules import own
from zhunsheng.lawbook.tables import queries
from zhunsheng.lawbook.tables.content import Head
from zhunsheng.lawbook.tables.queries import OwnTable
from zhunsheng.lawbook.tables.reading import BadRow, read_table

SUBJECT = "benchmark_table"


@dataclass(frozen=True, slots=True)
class TableDraft:
    """
    What a table states for all its rows.

    ``instrument`` is its id in the lawbook, empty where the lawbook does not hold it; ``verified``
    tells that somebody compared the file with the text as it was issued.
    """

    title: str
    number: str
    jurisdiction: str
    since: date
    until: date | None = None
    instrument: str = ""
    verified: bool = False
    replaces: UUID | None = None


class BadRows(Exception):
    """A spreadsheet has rows that cannot be taken; ``rows`` names every one, nothing is kept."""

    def __init__(self, rows: tuple[BadRow, ...]) -> None:
        super().__init__(f"{len(rows)} bad rows")
        self.rows = rows


@act
def import_benchmarks(
    *, ctx: Act, draft: TableDraft, filename: str, content: bytes, on: date
) -> BenchmarkTable:
    """
    Keep a spreadsheet as a benchmark table that waits for its adoption.

    :raises StepRefused: if the same file was imported before, or the actor may not
    :raises UnreadableSheet: if the file as a whole cannot be read
    :raises BadRows: if a row is wrong; then none is kept
    """
    accounts.hold_bureau(ctx)
    file_digest = sha256(content).hexdigest()
    facts = queries.facts_of_file(
        ctx,
        file_digest=file_digest,
        jurisdiction=draft.jurisdiction,
        since=draft.since,
        until=draft.until,
        replaces=draft.replaces,
        on=on,
    )
    permit(BENCHMARK_TABLE, TableStep.IMPORT.value, facts, by=ctx.by)
    found = read_table(filename=filename, content=content, head=_head(draft, on))
    if found.bad:
        raise BadRows(found.bad)
    violations = [row["violation"] for row in found.kept]
    table: BenchmarkTable = BenchmarkTable.objects.create(
        id=ctx.new_id(SUBJECT),
        bureau_id=ctx.bureau,
        title=draft.title,
        number=draft.number,
        instrument=draft.instrument,
        jurisdiction=draft.jurisdiction,
        since=draft.since,
        until=draft.until,
        verified=draft.verified,
        replaces_id=draft.replaces,
        rows=list(found.kept),
        violations=violations,
        rows_read=found.rows_read,
        filename=filename[:200],
        file_digest=file_digest,
        content_digest=sha256_hex(list(found.kept)),
    )
    _note(ctx, table, TableStep.IMPORT, 1, on)
    happened = BenchmarksImported(
        title=table.title,
        filename=table.filename,
        rows=table.rows_read,
        violations=len(violations),
        file_digest=table.file_digest,
        content_digest=table.content_digest,
    )
    record(ctx, happened, on=on, subject=(SUBJECT, table.id))
    return table


@act
def adopt_benchmarks(*, ctx: Act, table: UUID, on: date) -> BenchmarkTable:
    """
    Put a table in force; it decides from its own first day, at the earliest from this one.

    :raises StepRefused: with every reason: who imported it does not adopt it, another table stands
    """
    one = _locked(ctx, table)
    facts = queries.facts_of(ctx, one, on=on, by=ctx.by)
    permit(BENCHMARK_TABLE, TableStep.ADOPTION.value, facts, by=ctx.by)
    _note(ctx, one.table, TableStep.ADOPTION, len(one.acts) + 1, on)
    replaced = one.table.replaces_id
    happened = BenchmarksAdopted(
        title=one.table.title,
        since=max(one.table.since, on).isoformat(),
        replacing=_replacing(ctx, replaced) if replaced else "",
        content_digest=one.table.content_digest,
    )
    record(ctx, happened, on=on, subject=(SUBJECT, one.table.id))
    return one.table


@act
def withdraw_benchmarks(*, ctx: Act, table: UUID, reason: str, on: date) -> BenchmarkTable:
    """
    Withdraw a table; it decides no more from this day on.

    :raises StepRefused: with every reason, such as that a head must withdraw what is in force
    """
    one = _locked(ctx, table)
    facts = queries.facts_of(ctx, one, on=on, by=ctx.by)
    permit(BENCHMARK_TABLE, TableStep.WITHDRAWAL.value, facts, by=ctx.by)
    _note(ctx, one.table, TableStep.WITHDRAWAL, len(one.acts) + 1, on, reason=reason)
    happened = BenchmarksWithdrawn(title=one.table.title, reason=reason)
    record(ctx, happened, on=on, subject=(SUBJECT, one.table.id))
    return one.table


def _locked(ctx: Act, table: UUID) -> OwnTable:
    """Return a table; acts on the tables of a bureau wait for each other."""
    rows = BenchmarkTable.objects.of(ctx).select_for_update().order_by("id")
    list(rows.values_list("id", flat=True))
    return queries.own_table(ctx, table)


def _replacing(ctx: Act, table: UUID) -> str:
    return say("table.replacing", title=queries.own_table(ctx, table).table.title)


def _head(draft: TableDraft, on: date) -> Head:
    return Head(
        id="0",
        basis=draft.instrument or str(own.BASIS),
        said="",
        jurisdiction=draft.jurisdiction,
        since=draft.since,
        until=draft.until,
        source="",
        checked_on=on,
        verified=draft.verified,
    )


def _note(
    ctx: Act, table: BenchmarkTable, step: TableStep, number: int, on: date, *, reason: str = ""
) -> None:
    BenchmarkAct.objects.create(
        id=ctx.new_id(f"{SUBJECT}.act"),
        bureau_id=ctx.bureau,
        table=table,
        sequence=number,
        step=step.value,
        on=on,
        reason=reason,
        by=ctx.by.id,
        by_name=ctx.by.name,
    )
