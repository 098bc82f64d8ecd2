"""The visit: what the officers found on the spot, in one record."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from zhunsheng.inspection import queries, rules
from zhunsheng.inspection.choices import CheckResult, HazardGrade, Phrase
from zhunsheng.inspection.events import VisitRecorded
from zhunsheng.inspection.models import (
    Attendee,
    CheckedItem,
    Dispatch,
    Inspection,
    InspectionCompanion,
    InspectionFinding,
    InspectionOfficer,
)
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import (
    FindingDraft,
    InspectionFacts,
    VisitRecord,
)
from zhunsheng.inspection.services.contents import (
    code_text,
    companions_text,
    minute_of,
    moved_text,
    photos_text,
    record_content,
    unanswered_text,
)
from zhunsheng.inspection.services.locking import changed, locked
from zhunsheng.inspection.services.papers import admit_paper, issue_record
from zhunsheng.inspection.services.photos import admit_photos, keep_photos
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import SHANGHAI, Act
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.names import are_outsiders, explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import services as registry
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import services as workforce_acts

#: A visit may go on past midnight, but not for a whole day.
LONGEST_VISIT: Final = timedelta(hours=20)

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
    "started_at",
    "ended_at",
)


@act
def record_visit(
    *,
    ctx: Act,
    inspection: UUID,
    visit: VisitRecord,
    version: int | None,
    on: date,
    photos: tuple[tuple[int, str, bytes], ...] = (),
) -> Inspection:
    """
    Record the visit of day ``on`` with its findings, and issue the record of inspection.

    ``photos`` become evidence of the inspection: each is the number of its finding (from 1, in
    the order of the visit), the name of the file, and the file.

    :raises StepRefused: with every reason, required contents of the record included
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version, papers=False)
    sent = queries.officer_ids(ctx, row.id)
    went = visit.officers or sent
    # Records of one unit or one officer come one by one, each seeing the hours of the last.
    registry.hold_entities(ctx, {row.entity_id})
    workforce_acts.hold_officers(ctx, went)
    officers = workforce.officer_facts(ctx, went)
    facts = queries.visit_facts(ctx, row, on=on, by=ctx.by, officers=officers)
    unapproved = frozenset(o.name for o in officers if o.id not in sent)
    unknown = len(set(went)) - len(officers)
    named = queries.companions_of(ctx, row.id)
    came = [one for one in named if one.id in visit.companions]
    facts = replace(
        facts,
        unapproved=unapproved,
        officers_unknown=unknown,
        companions_unnamed=len(set(visit.companions)) - len(came),
        visit_refused=queries.is_refused(ctx, row.id),
        clashes=queries.clashing(ctx, row, visit.started_at, visit.ended_at, officers),
    )
    shown_at = queries.code_shown_at(ctx, row.id)
    facts = _with_visit(facts, visit, ctx, shown_at)
    permit(INSPECTION, "visit", facts, by=ctx.by)
    moved = moved_text(row, visit) if row.planned_on not in {None, on} else ""
    visit = replace(visit, situation=moved + visit.situation + unanswered_text(visit))
    for column in _COLUMNS:
        setattr(row, column, getattr(visit, column))
    row.visited_on = on
    row.helpers = companions_text(came)
    found = [_finding(ctx, row, draft, n, on=on) for n, draft in enumerate(visit.findings, start=1)]
    names = tuple(one.name for one in officers)
    shown = admit_photos(ctx, row, found, photos, obtained_by=names, on=on)
    content = record_content(row, visit, officers, found, on)
    content |= {"photos": photos_text(shown), "entry_code": code_text(visit, shown_at)}
    row.record_document = issue_record(ctx, row, content, on=on)
    if row.is_enforcement:
        paper = row.record_document
        admit_paper(ctx, row, paper, Phrase.RECORD_PROVES, officers=officers, on=on)
    changed(row, *_COLUMNS, "visited_on", "helpers", "record_document")
    stayed = set(sent) - set(went)
    if stayed:
        InspectionOfficer.objects.of(ctx).filter(inspection=row, officer_id__in=stayed).delete()
    InspectionFinding.objects.bulk_create(found)
    _keep_details(ctx, row, visit, came, people=len(officers))
    happened = VisitRecorded(
        entity=row.entity.name,
        findings=len(found),
        major=sum(f.is_major for f in found),
        number=row.record_document.number,
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    keep_photos(ctx, row, shown, on=on)
    return row


def _keep_details(
    ctx: Act,
    row: Inspection,
    visit: VisitRecord,
    came: list[InspectionCompanion],
    *,
    people: int,
) -> None:
    """Keep who was there, what was looked at, and how the officers went out."""
    if came:
        ids = [one.id for one in came]
        InspectionCompanion.objects.of(ctx).filter(id__in=ids).update(came=True)
    Attendee.objects.bulk_create(
        Attendee(
            id=ctx.new_id("attendee", place),
            bureau_id=ctx.bureau,
            inspection=row,
            place=place,
            role=one.role.value,
            name=one.name,
            post=one.post,
        )
        for place, one in enumerate(visit.attendees, start=1)
    )
    CheckedItem.objects.bulk_create(
        CheckedItem(
            id=ctx.new_id("checked", place),
            bureau_id=ctx.bureau,
            inspection=row,
            item=one.item,
            result=one.result.value,
        )
        for place, one in enumerate(visit.checked)
    )
    if visit.dispatch is not None:
        Dispatch.objects.create(
            id=ctx.new_id("dispatch"),
            bureau_id=ctx.bureau,
            inspection=row,
            cars=Phrase.COMMA.label.join(visit.dispatch.cars),
            car_count=len(visit.dispatch.cars),
            people_count=people + len(came),
            left_at=visit.dispatch.left_at,
            returned_at=visit.dispatch.returned_at,
        )


def _with_visit(
    facts: InspectionFacts, visit: VisitRecord, ctx: Act, shown_at: datetime | None
) -> InspectionFacts:
    began = visit.started_at.astimezone(SHANGHAI)
    length = visit.ended_at - visit.started_at
    return replace(
        facts,
        notice_shown=visit.notice_shown,
        certificates_shown=visit.certificates_shown,
        recusal_told=visit.recusal_told,
        other_day_reason_given=explains(visit.other_day_reason),
        signed=visit.signed,
        refusal_noted=explains(visit.refusal_note),
        witness_named=bool(visit.witness)
        and are_outsiders(visit.witness, staff=workforce.staff(ctx)),
        started_at=began,
        approved_at=facts.approved_at and facts.approved_at.astimezone(SHANGHAI),
        sent_at=facts.sent_at and minute_of(facts.sent_at.astimezone(SHANGHAI)),
        began_before_code=shown_at is not None
        and visit.started_at < minute_of(shown_at) < visit.ended_at,
        times_hold=began.date() == facts.on and timedelta() < length <= LONGEST_VISIT,
        ended_before_record=visit.ended_at <= ctx.at,
        unknown_violations=frozenset(
            filter(None, (_unknown(one, facts.on) for one in visit.findings))
        ),
        majors_unjudged=sum(
            one.grade is HazardGrade.MAJOR and not rules.names_a_clause(one.standard)
            for one in visit.findings
        ),
        majors_closed_at_once=sum(
            one.grade is HazardGrade.MAJOR and one.immediate_fix for one in visit.findings
        ),
        checklist_empty=0 if visit.checked else visit.unanswered,
        items_unknown=_unknown_items(visit, facts.on),
        faults_unmatched=_unmatched(visit),
        dispatch_holds=_dispatch_holds(visit, ctx),
    )


def _unknown_items(visit: VisitRecord, on: date) -> frozenset[str]:
    """Return the items that no checklist holds on the day, and those that stand twice."""
    said = Counter(one.item for one in visit.checked)
    known = lawbook.checked_items(said, on=on)
    return frozenset(item for item, times in said.items() if times > 1 or item not in known)


def _unmatched(visit: VisitRecord) -> int:
    """Count the items at fault without a finding, and findings whose item is not at fault."""
    faults = {one.item for one in visit.checked if one.result is CheckResult.FAULT}
    described = {one.item for one in visit.findings if one.item}
    return len(faults ^ described)


def _dispatch_holds(visit: VisitRecord, ctx: Act) -> bool:
    one = visit.dispatch
    if one is None:
        return True
    back = one.returned_at or max(visit.ended_at, one.left_at)
    return one.left_at <= visit.started_at and visit.ended_at <= back <= max(ctx.at, visit.ended_at)


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
        item=draft.item,
        violation_key=draft.violation_key,
        basis=_basis(draft, on),
        description=draft.description,
        place=draft.place,
        grade=draft.grade.value,
        standard=draft.standard.strip() if draft.grade is HazardGrade.MAJOR else "",
        immediate_fix=draft.immediate_fix,
        requirement=draft.requirement,
    )


def _basis(draft: FindingDraft, on: date) -> str:
    if draft.basis:
        return draft.basis
    if draft.violation_key:
        return str(lawbook.violation(draft.violation_key, on=on).breach)
    return str(rules.HAZARD_DUTY)
