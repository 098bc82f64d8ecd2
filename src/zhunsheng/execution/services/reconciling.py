"""Acts on a month: take in the list of bank and treasury, conclude the comparison."""

from __future__ import annotations

from datetime import date
from functools import partial
from hashlib import sha256

from zhunsheng.accounts import services as founding
from zhunsheng.execution import imports, rules
from zhunsheng.execution.choices import RECONCILERS
from zhunsheng.execution.events import ListImported, MonthConcluded
from zhunsheng.execution.models import BankLine, Reconciliation
from zhunsheng.execution.queries import monthly
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding, refuse_if, same_version


@act
def import_list(
    *,
    ctx: Act,
    year: int,
    month: int,
    filename: str,
    content: bytes,
    on: date,
    version: int | None = None,
) -> Reconciliation:
    """
    Take in the month's list of bank and treasury as a whole; a new one takes its place.

    :raises UnreadableSheet: if the file as a whole cannot be read
    :raises StepRefused: with every bad row by its number, or if the month is concluded
    :raises Stale: if the month changed since the form was opened
    """
    row = _held(ctx, year, month, version)
    concluded = row is not None and row.concluded_on is not None
    refuse_if((*_role(ctx), *rules.concluded_findings(is_concluded=concluded)))
    label = monthly.month_label(year, month)
    taken = monthly.listed_elsewhere(ctx, year, month)
    reading = imports.read(
        filename=filename, content=content, year=year, month=month, label=label, taken=taken
    )
    refuse_if(imports.findings(reading))
    digest = sha256(content).hexdigest()
    if row is None:
        row = Reconciliation(
            id=ctx.new_id("reconciliation"), bureau_id=ctx.bureau, year=year, month=month
        )
    row.filename, row.digest = filename[:200], digest
    row.imported_on, row.imported_by = on, ctx.by.name
    row.version += 1
    row.save()
    BankLine.objects.of(ctx).filter(reconciliation=row).delete()
    BankLine.objects.bulk_create(
        BankLine(
            id=ctx.new_id("bank.line", number),
            bureau_id=ctx.bureau,
            reconciliation=row,
            number=number,
            code=line.code,
            ebill=line.ebill,
            amount_fen=line.amount_fen,
            paid_on=line.paid_on,
        )
        for number, line in enumerate(reading.good, start=1)
    )
    happened = ListImported(label, row.filename, digest, len(reading.good))
    record(ctx, happened, on=on, subject=("reconciliation", row.id))
    return row


@act
def conclude_month(
    *, ctx: Act, year: int, month: int, note: str, on: date, version: int | None = None
) -> Reconciliation:
    """
    Conclude the comparison of a month; a later change shows as a difference from its digest.

    :raises StepRefused: if the month is not over, has no list, is concluded, or differs unexplained
    :raises Stale: if the month changed since the form was opened
    """
    row = _held(ctx, year, month, version)
    found = monthly.month_of(ctx, year, month)
    refuse_if(
        (
            *_role(ctx),
            *rules.concluded_findings(is_concluded=found.is_concluded),
            *rules.conclusion_findings(
                found.matches,
                note=note,
                on=on,
                last_day=found.last_day,
                is_imported=row is not None,
            ),
        )
    )
    assert row is not None
    row.concluded_on, row.concluded_by = on, ctx.by.name
    row.concluded_digest, row.note = found.digest, note.strip()
    row.version += 1
    row.save()
    happened = MonthConcluded(found.label, found.sound, len(found.differing), found.digest)
    record(ctx, happened, on=on, subject=("reconciliation", row.id))
    return row


def _held(ctx: Act, year: int, month: int, version: int | None) -> Reconciliation | None:
    """Hold the bureau, so that two lists of one month follow each other, and return the month."""
    founding.hold_bureau(ctx)
    row = monthly.reconciliation(ctx, year, month)
    subject = ("reconciliation", row.id if row else ctx.bureau)
    same_version(row.version if row else 0, version, partial(last_acts, ctx, subject))
    return row


def _role(ctx: Act) -> tuple[Finding, ...]:
    roles = frozenset(role.value for role in RECONCILERS)
    return rules.cashier_findings(may=ctx.by.holds(roles), roles=roles)
