"""Approval of a draft by the head, and handing it in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max

from zhunsheng.annualreport import events, queries, rules
from zhunsheng.annualreport.choices import ReportReceiver, ReportStep
from zhunsheng.annualreport.models import Report, ReportAct
from zhunsheng.annualreport.procedure import ANNUAL_REPORT
from zhunsheng.annualreport.rules import ReportFacts
from zhunsheng.annualreport.services import base
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import permit


@act
def submit_report(*, ctx: Act, report: UUID, on: date) -> Report:
    """
    Put a compiled draft before the head.

    :raises StepRefused: with every reason: open places, a shortcoming without a measure, a newer
        draft, submitted or returned already, a figure that no longer agrees with the records
    """
    row = base.locked(ctx, report)
    _permitted(ctx, row, ReportStep.SUBMIT, on, rules.moved_findings(queries.moved(row)))
    _note(ctx, row, ReportStep.SUBMIT, on)
    _told(ctx, row, events.ReportSubmitted(row.year, row.round, row.manifest_hash), on)
    return row


@act
def return_report(*, ctx: Act, report: UUID, reason: str, on: date) -> Report:
    """
    Give a draft back to the office with what is to be changed; a new draft is compiled then.

    :raises StepRefused: if it does not lie before the head, or no reason is said
    """
    row = base.locked(ctx, report)
    _permitted(ctx, row, ReportStep.RETURN, on, rules.reason_findings(reason))
    _note(ctx, row, ReportStep.RETURN, on, note=reason.strip())
    _told(ctx, row, events.ReportReturned(row.year, row.round, reason.strip()), on)
    return row


@act
def approve_report(*, ctx: Act, report: UUID, on: date) -> Report:
    """
    Approve a draft: figures and text of this hash, and no other, are handed in and published.

    A draft that was approved before is overtaken by it.

    :raises StepRefused: if it does not lie before the head, or its figures no longer agree
    """
    row = base.locked(ctx, report)
    moved = rules.moved_findings(queries.moved(row))
    facts = _permitted(ctx, row, ReportStep.APPROVE, on, moved)
    _note(ctx, row, ReportStep.APPROVE, on, content_hash=facts.content_hash)
    _told(ctx, row, events.ReportApproved(row.year, row.round, facts.content_hash), on)
    return row


@act
def hand_in_report(
    *,
    ctx: Act,
    report: UUID,
    receiver: ReportReceiver,
    receipt: str,
    on: date,
    reason: str = "",
) -> Report:
    """
    Record that the approved report was handed in, with the receipt of whom it was handed in to.

    Where an earlier draft was handed in there, this one corrects it, and ``reason`` says why.

    :raises StepRefused: if it is not approved or overtaken, was handed in there already, has no
        receipt, or corrects without a reason
    """
    row = base.locked(ctx, report)
    there = queries.handed_in(row)
    corrects = queries.handed_in_before(row, receiver.value)
    wrong = rules.receipt_findings(
        receiver=receiver.value,
        handed_in=there,
        receipt=receipt,
        corrects=corrects,
        reason=reason,
    )
    _permitted(ctx, row, ReportStep.HAND_IN, on, wrong)
    said, why = receipt.strip(), reason.strip() if corrects else ""
    _note(ctx, row, ReportStep.HAND_IN, on, receiver=receiver.value, receipt=said, note=why)
    first = events.ReportHandedIn(row.year, row.round, receiver.label, said)
    again = events.ReportCorrected(row.year, row.round, receiver.label, corrects, why, said)
    _told(ctx, row, again if corrects else first, on)
    return row


def _permitted(
    ctx: Act, row: Report, step: ReportStep, on: date, extra: tuple[Finding, ...] = ()
) -> ReportFacts:
    facts = queries.facts_of(ctx, year=row.year, on=on, row=row)
    permit(ANNUAL_REPORT, step.value, facts, by=ctx.by, extra=extra, on=on, entered_on=ctx.day)
    return facts


def _note(ctx: Act, row: Report, step: ReportStep, on: date, **said: str) -> None:
    last = queries.acts(row).aggregate(last=Max("sequence"))["last"]
    ReportAct.objects.create(
        id=ctx.new_id("report.act"),
        bureau_id=ctx.bureau,
        report=row,
        sequence=(last or 0) + 1,
        step=step.value,
        on=on,
        by_name=ctx.by.name,
        **{"content_hash": row.manifest_hash, **said},
    )


def _told(ctx: Act, row: Report, happened: object, on: date) -> None:
    record(ctx, happened, on=on, subject=("report", row.id))
