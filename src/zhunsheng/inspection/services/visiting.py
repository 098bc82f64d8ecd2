"""The visit: what the officers found on the spot, in one record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.documents import services as documents
from zhunsheng.inspection import queries, rules
from zhunsheng.inspection.events import VisitRecorded
from zhunsheng.inspection.models import Inspection, InspectionFinding, InspectionOfficer
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import FindingDraft, InspectionFacts, VisitRecord
from zhunsheng.inspection.services.contents import record_content
from zhunsheng.inspection.services.locking import changed, locked
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import SHANGHAI, Act
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import permit
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce import queries as workforce

_COLUMNS = (
    "place",
    "situation",
    "site_head",
    "site_head_post",
    "notice_shown",
    "certificates_shown",
    "recusal_told",
    "signed",
    "refusal_note",
    "witness",
    "recording",
    "helpers",
    "started_at",
    "ended_at",
)


@act
def record_visit(
    *, ctx: Act, inspection: UUID, visit: VisitRecord, version: int | None, on: date
) -> Inspection:
    """
    Record the visit of day ``on`` with its findings, and issue the record of inspection.

    :raises StepRefused: with every reason, required contents of the record included
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version, papers=False)
    sent = queries.officer_ids(ctx, row.id)
    went = visit.officers or sent
    officers = workforce.officer_facts(ctx, went)
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by, officers=officers)
    unapproved = frozenset(o.name for o in officers if o.id not in sent)
    unknown = len(set(went)) - len(officers)
    facts = replace(facts, unapproved=unapproved, officers_unknown=unknown)
    permit(INSPECTION, "visit", _with_visit(facts, visit, ctx), by=ctx.by)
    for column in _COLUMNS:
        setattr(row, column, getattr(visit, column))
    row.visited_on, row.items = on, visit.items or row.items
    found = [_finding(ctx, row, draft, n, on=on) for n, draft in enumerate(visit.findings, start=1)]
    row.record_document = documents.issue(
        ctx,
        kind="inspection_record",
        subject=("inspection", row.id),
        content=record_content(row, visit, officers, found, on),
        on=on,
    )
    changed(row, *_COLUMNS, "visited_on", "items", "record_document")
    stayed = set(sent) - set(went)
    if stayed:
        InspectionOfficer.objects.of(ctx).filter(inspection=row, officer_id__in=stayed).delete()
    InspectionFinding.objects.bulk_create(found)
    happened = VisitRecorded(
        entity=row.entity.name,
        findings=len(found),
        major=sum(f.is_major for f in found),
        number=row.record_document.number,
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return row


def _with_visit(facts: InspectionFacts, visit: VisitRecord, ctx: Act) -> InspectionFacts:
    days = {
        visit.started_at.astimezone(SHANGHAI).date(),
        visit.ended_at.astimezone(SHANGHAI).date(),
    }
    return replace(
        facts,
        notice_shown=visit.notice_shown,
        certificates_shown=visit.certificates_shown,
        recusal_told=visit.recusal_told,
        signed=visit.signed,
        refusal_noted=bool(visit.refusal_note.strip()),
        witness_named=bool(visit.witness.strip()),
        times_hold=days == {facts.on} and visit.started_at < visit.ended_at,
        ended_before_record=visit.ended_at <= ctx.at,
        unknown_violations=frozenset(
            filter(None, (_unknown(one, facts.on) for one in visit.findings))
        ),
    )


def _unknown(draft: FindingDraft, on: date) -> str:
    """Return the violation or rule that the lawbook does not hold, or nothing."""
    if draft.violation_key and draft.violation_key not in lawbook.violations(on=on):
        return draft.violation_key
    if not draft.basis:
        return ""
    try:
        lawbook.article(cite(draft.basis))
    except (ValueError, lawbook.NoSuchLaw):
        return draft.basis
    return ""


def _finding(
    ctx: Act, row: Inspection, draft: FindingDraft, number: int, *, on: date
) -> InspectionFinding:
    return InspectionFinding(
        id=ctx.new_id("finding", number),
        bureau_id=ctx.bureau,
        inspection=row,
        number=number,
        violation_key=draft.violation_key,
        basis=_basis(draft, on),
        description=draft.description,
        place=draft.place,
        grade=draft.grade.value,
        immediate_fix=draft.immediate_fix,
        requirement=draft.requirement,
    )


def _basis(draft: FindingDraft, on: date) -> str:
    if draft.basis:
        return draft.basis
    if draft.violation_key:
        return str(lawbook.violation(draft.violation_key, on=on).breach)
    return str(rules.HAZARD_DUTY)
