"""Approval: the head of the bureau sends officers; an urgency is approved afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.inspection import queries
from zhunsheng.inspection.choices import KIND_OF, BasisKind, Phrase
from zhunsheng.inspection.events import (
    ApprovalLapsed,
    InspectionApproved,
    InspectionApprovedAfterwards,
    InspectionHandedOver,
    InspectionWithdrawn,
    OfficersChanged,
    UrgentInspectionStarted,
)
from zhunsheng.inspection.models import (
    Inspection,
    InspectionCompanion,
    InspectionOfficer,
    InspectionSuccessor,
)
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import (
    InspectionRequest,
    VisitTally,
    nothing_requested,
)
from zhunsheng.inspection.services.known import Known, named_draws
from zhunsheng.inspection.services.locking import changed, locked
from zhunsheng.inspection.services.papers import (
    Sending,
    approval_number,
    issue_approvals,
    issue_notices,
)
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import dated_back, permit, role_finding
from zhunsheng.lawbook.loading import urgencies
from zhunsheng.registry import services as registry_acts
from zhunsheng.workforce import queries as workforce

_SLICE = 500


@act
def approve_inspections(
    *, ctx: Act, requests: tuple[InspectionRequest, ...], on: date
) -> Inspection | None:
    """
    Approve one inspection or many in one act; all are approved, or none.

    Returns the inspection where there is one request, nothing where there are more.

    :raises StepRefused: with every reason against every request
    """
    rows = approve(ctx, requests=requests, on=on)
    return rows[0] if len(rows) == 1 else None


def approve(ctx: Act, *, requests: Sequence[InspectionRequest], on: date) -> list[Inspection]:
    """
    Approve inspections as part of an act; ids are ``ctx.new_id("inspection", n)``.

    :raises StepRefused: with every reason against every request, and where nothing is requested
    """
    registry_acts.hold_entities(ctx, {request.entity for request in requests})
    requests = _with_drawn_officers(ctx, requests)
    known = Known(ctx, requests, on)
    step = INSPECTION.step("approval")
    found = [*role_finding(step, ctx.by), *([] if requests else [nothing_requested()])]
    for request, often in zip(requests, queries.frequencies(ctx, requests, on), strict=True):
        found += known.findings(request, often)
    late = dated_back(step, on=on, entered_on=ctx.day)
    refuse_if(tuple(dict.fromkeys((*found, *late))))
    rows = [_row(ctx, request, number) for number, request in enumerate(requests)]
    for row, request in zip(rows, requests, strict=True):
        known.join(row, request)
        row.approved_on, row.approver_id, row.approver_name = on, ctx.by.id, ctx.by.name
        row.approved_at = ctx.at
    Inspection.objects.bulk_create(rows, batch_size=_SLICE)
    pairs = list(zip(rows, requests, strict=True))
    _send(ctx, [(row, request.officers) for row, request in pairs])
    named = _name_companions(ctx, pairs)
    sent = [Sending(row, known.sent(one), known.visits(one), named[row.id]) for row, one in pairs]
    issue_notices(ctx, sent, on=on, approvals=issue_approvals(ctx, sent, on=on))
    for row, request in pairs:
        happened = InspectionApproved(
            entity=known.name(request),
            kind=row.kind_label,
            officers=known.officer_names(request),
            approver=ctx.by.name,
        )
        record(ctx, happened, on=on, subject=("inspection", row.id))
    return rows


@act
def start_urgent(
    *, ctx: Act, request: InspectionRequest, urgency: str, reason: str, on: date
) -> Inspection:
    """
    Begin an inspection in an urgency, before the head could approve it.

    ``urgency`` is the key of a listed situation, ``reason`` says what it was on the spot.

    :raises StepRefused: with every reason, the missing explanation of the urgency included
    """
    registry_acts.hold_entities(ctx, {request.entity})
    known = Known(ctx, (request,), on)
    (often,) = queries.frequencies(ctx, (request,), on, urgent=True)
    facts = replace(
        known.facts(request),
        frequency=often,
        repeat_reason_given=explains(request.repeat_reason),
        urgent=True,
        urgent_reason_given=explains(reason),
        urgency_known=urgency in urgencies(),
        urgency_ordered=urgency in urgencies() and urgencies()[urgency].on_order,
        urgency_waits_since=queries.urgency_waits_since(ctx, request.entity),
    )
    permit(INSPECTION, "urgent_start", facts, by=ctx.by, on=on, entered_on=ctx.day)
    row = _row(ctx, request, 0)
    known.join(row, request)
    row.urgent_on, row.urgency, row.urgent_reason = on, urgency, reason.strip()
    row.save(force_insert=True)
    _send(ctx, [(row, request.officers)])
    named = _name_companions(ctx, [(row, request)])
    sent = Sending(row, known.sent(request), known.visits(request), named[row.id])
    issue_notices(ctx, [sent], on=on, approvals=[""])
    happened = UrgentInspectionStarted(entity=known.name(request), reason=queries.urgency_of(row))
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return row


@act
def approve_afterwards(*, ctx: Act, inspection: UUID, version: int | None, on: date) -> Inspection:
    """
    Approve an inspection that began in an urgency.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version)
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by)
    permit(INSPECTION, "late_approval", facts, by=ctx.by, on=on, entered_on=ctx.day)
    row.approved_on, row.approver_id, row.approver_name = on, ctx.by.id, ctx.by.name
    row.approved_at = ctx.at
    changed(row, "approved_on", "approved_at", "approver_id", "approver_name")
    named = queries.companions_of(ctx, row.id)
    issue_approvals(ctx, [Sending(row, facts.officers, _visits(ctx, row, on), named)], on=on)
    happened = InspectionApprovedAfterwards(entity=row.entity.name, approver=ctx.by.name)
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return row


@act
def withdraw_approval(
    *, ctx: Act, inspection: UUID, reason: str, version: int | None, on: date
) -> Inspection:
    """
    Take back an inspection that was not made: its notice is void, and it counts no more.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version)
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by)
    facts = replace(
        facts,
        reason_given=explains(reason),
        code_shown=queries.code_shown_at(ctx, row.id) is not None,
        visit_refused=queries.is_refused(ctx, row.id),
        visit_lost=queries.is_lost(ctx, row, by=ctx.by),
    )
    permit(INSPECTION, "approval_withdrawal", facts, by=ctx.by)
    row.withdrawn_on, row.withdrawal_reason = on, reason.strip()
    row.withdrawer_name = ctx.by.name
    changed(row, "withdrawn_on", "withdrawal_reason", "withdrawer_name")
    happened = InspectionWithdrawn(
        entity=row.entity.name, head=ctx.by.name, reason=row.withdrawal_reason
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return row


def lapse(ctx: Act, *, draw: UUID, title: str, on: date) -> None:
    """End, as part of an act, what was approved on a draw that stands no more and nobody began."""
    open_rows = queries.of_source(ctx, draw).filter(visited_on=None).select_related("entity")
    held = list(open_rows.select_for_update(of=("self",)))
    begun = queries.codes_shown(ctx, [row.id for row in held])
    for row in held:
        if row.id in begun:
            continue
        row.withdrawn_on = on
        row.withdrawal_reason = Phrase.LAPSED.label.format(draw=title)
        changed(row, "withdrawn_on", "withdrawal_reason")
        happened = ApprovalLapsed(entity=row.entity.name, draw=title)
        record(ctx, happened, on=on, subject=("inspection", row.id))


@act
def change_officers(
    *,
    ctx: Act,
    inspection: UUID,
    officers: tuple[UUID, ...],
    reason: str,
    version: int | None,
    on: date,
) -> Inspection:
    """
    Send other officers on an inspection that was not made yet.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version)
    sent = workforce.officer_facts(ctx, officers)
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by, officers=sent)
    stays = queries.who_may_go_on(ctx, row, on=on, by=ctx.by)
    unknown = len(set(officers)) - len(sent)
    facts = replace(
        facts,
        reason_given=explains(reason),
        officers_unknown=unknown,
        code_shown=queries.code_shown_at(ctx, row.id) is not None,
        visit_stopped=queries.is_stopped(ctx, row, on=on, by=ctx.by),
        left_out=frozenset(one.name for one in stays if one.id not in officers),
    )
    permit(INSPECTION, "change_officers", facts, by=ctx.by)
    # Who was sent before stays in the journal; the table holds who is sent now.
    InspectionOfficer.objects.of(ctx).filter(inspection=row).delete()
    _send(ctx, [(row, officers)])
    row.officers_sent_at = ctx.at
    changed(row, "officers_sent_at")
    named = queries.companions_of(ctx, row.id)
    going = Sending(row, sent, _visits(ctx, row, on), named)
    issue_notices(ctx, [going], on=on, approvals=[approval_number(ctx, row)])
    names = Phrase.COMMA.label.join(o.name for o in sent)
    happened = OfficersChanged(entity=row.entity.name, officers=names, reason=reason.strip())
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return row


@act
def hand_over(
    *,
    ctx: Act,
    inspection: UUID,
    officers: tuple[UUID, ...],
    reason: str,
    version: int | None,
    on: date,
) -> Inspection:
    """
    Name who carries on from a visit: orders, measures, re-inspections, the notice of the result.

    Its record keeps who visited.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version)
    named = workforce.officer_facts(ctx, officers)
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by, officers=named)
    unknown = len(set(officers)) - len(named)
    facts = replace(facts, reason_given=explains(reason), officers_unknown=unknown)
    permit(INSPECTION, "handover", facts, by=ctx.by, on=on, entered_on=ctx.day)
    last = row.successor_rows.order_by("turn").last()
    InspectionSuccessor.objects.bulk_create(
        InspectionSuccessor(
            id=ctx.new_id("inspection.successor", place),
            bureau_id=ctx.bureau,
            inspection=row,
            officer_id=officer,
            turn=last.turn + 1 if last else 1,
            place=place,
            handed_on=on,
        )
        for place, officer in enumerate(dict.fromkeys(officers))
    )
    changed(row)
    names = Phrase.COMMA.label.join(one.name for one in named)
    happened = InspectionHandedOver(entity=row.entity.name, officers=names, reason=reason.strip())
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return row


def _with_drawn_officers(
    ctx: Act, requests: Sequence[InspectionRequest]
) -> list[InspectionRequest]:
    """Let those go whom the draw sends, where a request names a draw and no officers."""
    draws = queries.run_draws(ctx, named_draws(requests))
    found = []
    for one in requests:
        draw = draws.get(one.basis_id) if one.basis_id and not one.officers else None
        found.append(replace(one, officers=draw.pairs.get(one.entity, ())) if draw else one)
    return found


def _visits(ctx: Act, row: Inspection, on: date) -> VisitTally:
    """Return how often the entity was visited in the year of the act."""
    return queries.visit_tallies(ctx, [row.entity_id], year=on.year, on=on)[row.entity_id]


def _row(ctx: Act, request: InspectionRequest, number: int) -> Inspection:
    deployed = request.basis_kind is BasisKind.SUPERIOR
    return Inspection(
        id=ctx.new_id("inspection", number),
        bureau_id=ctx.bureau,
        entity_id=request.entity,
        kind=KIND_OF[request.basis_kind].value,
        basis_kind=request.basis_kind.value,
        basis_id=request.basis_id,
        campaign=request.campaign,
        unit_id=request.unit,
        item_codes=",".join(dict.fromkeys(request.item_codes)),
        source=request.source.strip(),
        source_body=request.source_body.strip() if deployed else "",
        source_on=request.source_on if deployed else None,
        repeat_reason=request.repeat_reason.strip(),
        off_plan_reason=request.off_plan_reason.strip(),
        planned_on=request.planned_on,
        form_set=request.form_set.value,
    )


def _name_companions(
    ctx: Act, pairs: Sequence[tuple[Inspection, InspectionRequest]]
) -> dict[UUID, tuple[InspectionCompanion, ...]]:
    """Keep the experts and helpers that the head names, and return them by inspection."""
    named = {
        row.id: tuple(
            InspectionCompanion(
                id=ctx.new_id(f"inspection.companion:{row.id}", place),
                bureau_id=ctx.bureau,
                inspection=row,
                place=place,
                kind=one.kind.value,
                name=one.name,
                organization=one.organization,
            )
            for place, one in enumerate(request.companions, start=1)
        )
        for row, request in pairs
    }
    rows = [one for companions in named.values() for one in companions]
    InspectionCompanion.objects.bulk_create(rows, batch_size=_SLICE)
    return named


def _send(ctx: Act, sent: Sequence[tuple[Inspection, tuple[UUID, ...]]]) -> None:
    rows = [
        InspectionOfficer(
            id=ctx.new_id(f"inspection.officer:{row.id}", place),
            bureau_id=ctx.bureau,
            inspection=row,
            officer_id=officer,
            place=place,
        )
        for row, officers in sent
        for place, officer in enumerate(dict.fromkeys(officers))
    ]
    InspectionOfficer.objects.bulk_create(rows, batch_size=_SLICE)
