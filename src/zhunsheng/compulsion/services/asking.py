"""Before a measure: asked for, begun in an urgency, approved, given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.compulsion import queries
from zhunsheng.compulsion.choices import Phrase
from zhunsheng.compulsion.events import (
    MeasureAbandoned,
    MeasureApproved,
    MeasureApprovedAfterwards,
    MeasureConfirmed,
    MeasureRequested,
    MeasureStartedUrgently,
)
from zhunsheng.compulsion.models import Measure, MeasureOfficer
from zhunsheng.compulsion.procedure import procedure_of
from zhunsheng.compulsion.queries import Course, MeasureFile, People
from zhunsheng.compulsion.rules import Matter, MeasureDraft, MeasureFacts, Order
from zhunsheng.compulsion.services import base, contents
from zhunsheng.documents import services as documents
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import StepRefused, refuse_if
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import dated_back, role_finding
from zhunsheng.registry import queries as registry


@act
def request_measure(*, ctx: Act, draft: MeasureDraft, at: datetime, on: date) -> Measure:
    """
    Ask the head for a measure in a matter.

    :raises StepRefused: with every reason against this measure, these officers and this time
    """
    file = _asked(ctx, draft, "request", at=at, on=on)
    happened = MeasureRequested(file.measure.entity.name, draft.kind.label, draft.necessity)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.measure


@act
def start_urgently(*, ctx: Act, draft: MeasureDraft, at: datetime, on: date) -> Measure:
    """
    Begin sealing or seizing in an urgency, before the head could approve it (行政强制法 19).

    :raises StepRefused: with every reason, the missing explanation of the urgency included
    """
    file = _asked(ctx, replace(draft, urgent=True), "urgent_start", at=at, on=on)
    name = file.measure.entity.name
    happened = MeasureStartedUrgently(name, draft.kind.label, draft.urgent_reason.strip())
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.measure


def _asked(ctx: Act, draft: MeasureDraft, step: str, *, at: datetime, on: date) -> MeasureFile:
    """Write a new measure with its officers and its first act where the law allows it."""
    procedure = procedure_of(draft.kind)
    found = queries.matter(ctx.viewer, draft.matter_kind, draft.matter)
    who = queries.people(ctx, draft.officers, found.entity if found else None, found, on=on)
    order, scan = _order(ctx, draft, found, on)
    facts = _facts(ctx, draft, found, who, at=at, on=on)
    facts = replace(facts, order_known=order is not None or scan is not None)
    declared = procedure.step(step)
    late = dated_back(declared, on=on, entered_on=ctx.day)
    findings = (*role_finding(declared, ctx.by), *procedure.findings(step, facts), *late)
    refuse_if(findings)
    if found is None:
        raise StepRefused(findings)
    row = _row(ctx, draft, found)
    row.order_on, row.order_scan_id = order.made_on if order else None, scan
    row.save(force_insert=True)
    MeasureOfficer.objects.bulk_create(
        MeasureOfficer(
            id=ctx.new_id("measure.officer", place),
            bureau_id=ctx.bureau,
            measure=row,
            officer_id=officer.id,
            place=place,
        )
        for place, officer in enumerate(who.officers)
    )
    file = MeasureFile(row, Course(row, accounts.bureau(ctx).jurisdiction), who, (), found)
    base.take(ctx, file, step, on=on, at=at, data={"asked_by": str(ctx.by.id)})
    return file


def _order(
    ctx: Act, draft: MeasureDraft, found: Matter | None, on: date
) -> tuple[Order | None, UUID | None]:
    """Return the defied order as a room recorded it, or else the document that holds it."""
    if draft.kind.seals or found is None:
        return None, None
    known = queries.orders(ctx.viewer, found.entity)
    order = queries.order_of(known, draft.defied_order, draft.order_number, on)
    held = {one.id for one in queries.scans(ctx.viewer, draft.matter_kind, draft.matter)}
    return order, draft.order_scan if order is None and draft.order_scan in held else None


def _facts(
    ctx: Act, draft: MeasureDraft, found: Matter | None, who: People, *, at: datetime, on: date
) -> MeasureFacts:
    return MeasureFacts(
        on=on,
        at=at,
        at_is_of_the_day=queries.is_of_day(at, on),
        recorded_at=ctx.at,
        kind=draft.kind,
        ground=draft.ground,
        ground_in_force=queries.ground_is_in_force(draft.kind, draft.ground, on),
        matter_known=found is not None,
        matter_is_open=found is None or found.is_open,
        matter_is_suspended=found is not None and found.is_suspended,
        matter_is_with_police=found is not None and found.is_with_police,
        officers=who.officers,
        officers_unknown=who.unknown,
        interested=who.interested,
        delegates=who.delegates,
        by_delegate=queries.is_delegate(ctx.by),
        by_has_interest=who.by_has_interest,
        by_is_uncertified=queries.is_uncertified(who, on),
        urgent=draft.urgent,
        urgent_reason_given=explains(draft.urgent_reason),
        reason_given=explains(draft.facts) and explains(draft.necessity),
        order_named=bool(draft.defied_order and draft.order_number.strip()),
        hazard_named=explains(draft.hazard),
        serves_residents=draft.serves_residents,
    )


def _row(ctx: Act, draft: MeasureDraft, found: Matter) -> Measure:
    row = Measure(
        id=ctx.new_id("measure"),
        bureau_id=ctx.bureau,
        kind=draft.kind.value,
        matter_kind=draft.matter_kind.value,
        matter_id=draft.matter,
        ground=draft.ground.value if draft.ground else "",
        facts=draft.facts.strip(),
        necessity=draft.necessity.strip(),
        objects_text=draft.objects.strip(),
        defied_order=draft.defied_order.value if draft.defied_order else "",
        order_number=draft.order_number.strip(),
        hazard=draft.hazard.strip(),
        supplier=draft.supplier.strip(),
        serves_residents=draft.serves_residents,
        urgent=draft.urgent,
        urgent_reason=draft.urgent_reason.strip(),
    )
    row.entity = registry.entity(ctx, found.entity)
    return row


@act
def approve(
    *, ctx: Act, measure: UUID, opinion: str, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Approve a measure before it is taken; a cut of supply is the chief's alone.

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    base.permit(ctx, file, "approval", on=on, at=at)
    answer = opinion.strip() or Phrase.AGREED.label
    content = contents.approval(file, answer, by=ctx.by.name, on=on)
    paper = documents.issue(
        ctx, kind="measure_approval", subject=base.subject(file), content=content, on=on
    )
    data: dict[str, object] = {"opinion": answer}
    if not file.course.kind.seals:
        decided = documents.issue(
            ctx,
            kind="power_cut_decision",
            subject=base.subject(file),
            content=contents.cut_decision(ctx, file),
            on=on,
        )
        data["decision_number"] = decided.number
    base.take(ctx, file, "approval", on=on, at=at, data=data, document=paper)
    happened = MeasureApproved(
        file.measure.entity.name, file.measure.kind_label, ctx.by.name, paper.number
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.measure


@act
def confirm(
    *, ctx: Act, measure: UUID, reason: str, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Confirm as the chief that the danger is real still, where a cut was approved long ago (70.1).

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    return _reasoned(ctx, file, "confirmation", MeasureConfirmed, reason, at=at, on=on)


@act
def approve_afterwards(
    *, ctx: Act, measure: UUID, opinion: str, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Make up the approval of an urgent measure within the hours of the law.

    :raises StepRefused: with every reason, the hours that have passed included
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    base.permit(ctx, file, "late_approval", on=on, at=at)
    answer = opinion.strip() or Phrase.AGREED_AFTERWARDS.label
    content = contents.approval(file, answer, by=ctx.by.name, on=on)
    paper = documents.issue(
        ctx, kind="measure_approval", subject=base.subject(file), content=content, on=on
    )
    base.take(ctx, file, "late_approval", on=on, at=at, data={"opinion": answer}, document=paper)
    happened = MeasureApprovedAfterwards(
        file.measure.entity.name, file.measure.kind_label, ctx.by.name, paper.number
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.measure


@act
def abandon(
    *, ctx: Act, measure: UUID, reason: str, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Refuse a measure, or give up one that was not taken yet.

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    return _reasoned(ctx, file, "abandonment", MeasureAbandoned, reason, at=at, on=on)


def _reasoned(
    ctx: Act,
    file: MeasureFile,
    step: str,
    event: type[MeasureConfirmed | MeasureAbandoned],
    reason: str,
    *,
    at: datetime,
    on: date,
) -> Measure:
    """Take a step that needs its reason and nothing more."""
    why = reason.strip()
    base.permit(ctx, file, step, on=on, at=at, reason_given=explains(why))
    base.take(ctx, file, step, on=on, at=at, data={"reason": why})
    happened = event(file.measure.entity.name, file.measure.kind_label, ctx.by.name, why)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.measure
