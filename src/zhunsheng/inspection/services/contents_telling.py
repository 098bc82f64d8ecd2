"""What the scheme of a visit and the notice of its result say, filled from records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import date_text
from zhunsheng.inspection import queries
from zhunsheng.inspection.choices import Phrase
from zhunsheng.inspection.models import Inspection, InspectionFinding, OnSiteMeasure
from zhunsheng.inspection.rules import ResultDraft, SchemeDraft
from zhunsheng.inspection.services.contents import (
    Content,
    Records,
    day_text,
    described,
    officers_said,
    or_not_given,
    sending,
)
from zhunsheng.inspection.services.papers import APPROVALS
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import OfficerFact


def scheme_content(
    ctx: Act,
    inspection: Inspection,
    officers: tuple[OfficerFact, ...],
    draft: SchemeDraft,
    *,
    on: date,
) -> Content:
    """Return what the scheme of a visit says (现场检查方案)."""
    entity, labels = inspection.party, lawbook.checklists()
    companions = queries.companions_of(ctx, inspection.id)
    said = sending(inspection, officers, companions, on)
    del said["inspection_kind"]
    return {
        **said,
        "party_address": or_not_given(entity.address),
        "party_contact": Phrase.CONTACT.label.format(
            name=or_not_given(entity.person_in_charge or entity.legal_representative),
            phone=or_not_given(entity.phone),
        ),
        "approval": _approval(ctx, inspection),
        "planned_on": day_text(inspection),
        "method": Phrase.ON_SITE.label,
        "checklists": Phrase.COMMA.label.join(labels[one].label for one in draft.checklists)
        or Phrase.NONE.label,
        "emphasis": draft.emphasis.strip(),
        "division": draft.division.strip(),
        "earlier": [
            {
                "visited_on": date_text(one.visited_on),
                "place": one.row.place,
                "description": one.row.description,
            }
            for one in queries.earlier_findings(Viewer(bureau=ctx.bureau, by=ctx.by), inspection)
            if not one.is_settled
        ],
    }


def _approval(ctx: Act, inspection: Inspection) -> str:
    if inspection.approved_on is None:
        return Phrase.AUTHORITY_URGENT.label
    issued = documents.documents_of(ctx, ("inspection", inspection.id))
    number = next((one.number for one in issued if one.kind in APPROVALS), "")
    day = date_text(inspection.approved_on)
    return Phrase.APPROVED_BY.label.format(
        name=inspection.approver_name, day=day, number=or_not_given(number)
    )


def result_content(
    ctx: Act,
    inspection: Inspection,
    officers: tuple[OfficerFact, ...],
    findings: list[InspectionFinding],
    draft: ResultDraft,
    on: date,
) -> Content:
    """
    Return what the entity is told of a visit (检查结果告知书): ``officers`` tell it.

    It names who visited as the record does, and who carries on where they are others.
    """
    assert inspection.visited_on is not None
    assert inspection.record_document is not None
    bureau, day = accounts.bureau(ctx), inspection.visited_on
    visited = workforce.officer_facts(ctx, queries.officer_ids(ctx, inspection.id))
    others = {one.id for one in officers} != {one.id for one in visited}
    measures = queries.measures_of(ctx, inspection)
    tally = queries.visit_tallies(ctx, [inspection.entity_id], year=day.year, on=day)
    return {
        "party_name": inspection.party.name,
        "inspected_on": day,
        "inspection_kind": inspection.kind_label,
        "record_number": inspection.record_document.number,
        "officers": _as_shown(inspection, visited, on),
        "handlers": officers_said(officers, on) if others else [],
        "items": inspection.items,
        "result": _result(findings),
        "findings": [
            {
                "number": str(one.number),
                "description": described(one),
                "handling": _handling(inspection, one, measures),
            }
            for one in findings
        ],
        "measures": [
            {
                "number": one.document.number,
                "measures": one.kinds_label,
                "scope": one.scope,
                "findings": one.findings_label,
                "state": _state(one),
            }
            for one in measures
        ],
        "advice": draft.advice.strip(),
        "visits": Phrase.VISITS_MADE.label.format(count=tally[inspection.entity_id].made),
        "manner": draft.manner.label,
        "recipient": draft.recipient.strip(),
        "contact": Phrase.CONTACT.label.format(name=officers[0].name, phone=bureau.phone),
        "supervision_contact": Phrase.SUPERVISION.label.format(government=bureau.government),
    }


def _as_shown(inspection: Inspection, officers: Iterable[OfficerFact], on: date) -> Records:
    """Return who visited, with the certificate that the record of the visit prints, if it does."""
    assert inspection.record_document is not None
    assert inspection.visited_on is not None
    rows = inspection.record_document.contents.get("officers", [])
    shown = {one["name"]: one["certificate"] for one in cast(Records, rows)}
    day = inspection.visited_on
    return [
        {"name": o.name, "certificate": o.number_on(day) or shown.get(o.name) or o.number_on(on)}
        for o in officers
    ]


def _result(findings: list[InspectionFinding]) -> str:
    if not findings:
        return Phrase.NOTHING_FOUND.label
    major = sum(one.is_major for one in findings)
    return Phrase.FOUND.label.format(count=len(findings), major=major)


def _handling(
    inspection: Inspection, finding: InspectionFinding, measures: Iterable[OnSiteMeasure]
) -> str:
    """Return all that becomes of a finding: measures on the spot, and what follows after them."""
    taken = [
        Phrase.MEASURED.label.format(measures=one.kinds_label, state=_state(one))
        for one in measures
        if finding.pk in {tied.finding_id for tied in one.finding_rows.all()}
    ]
    return Phrase.SEMICOLON.label.join((*taken, _following(inspection, finding)))


def _state(measure: OnSiteMeasure) -> str:
    """Return whether a measure holds when the entity is told of it."""
    if measure.lifted_on:
        return Phrase.MEASURE_LIFTED.label.format(day=date_text(measure.lifted_on))
    return (Phrase.MEASURE_HOLDS if measure.is_stop else Phrase.MEASURE_ORDERED).label


def _following(inspection: Inspection, finding: InspectionFinding) -> str:
    """Return what follows: it was put right, is ordered by a paper until a day, or advised."""
    order = queries.order_of(inspection)
    if finding.immediate_fix:
        return Phrase.CORRECTED.label
    if order is None:
        return Phrase.ADVISED.label
    day = date_text(finding.due_on or order.current_due_on)
    return Phrase.ORDERED.label.format(number=order.document.number, day=day)
