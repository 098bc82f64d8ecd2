"""What the documents of an inspection say, filled from records: nothing is entered twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from zhunsheng.documents.rules import date_text, moment_text
from zhunsheng.inspection import queries
from zhunsheng.inspection.choices import (
    BasisKind,
    CheckResult,
    HazardGrade,
    Phrase,
)
from zhunsheng.inspection.models import (
    FindingPhoto,
    Inspection,
    InspectionCompanion,
    InspectionFinding,
)
from zhunsheng.inspection.rules import (
    INSPECTION_POWER,
    PLAN_DUTY,
    VisitRecord,
    VisitTally,
)
from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce.rules import OfficerFact

Records = list[dict[str, str]]
Content = dict[str, str | date | Records]


class Agency(Protocol):
    """The bureau that sends officers."""

    @property
    def phone(self) -> str:
        """Its telephone."""
        ...

    @property
    def government(self) -> str:
        """The government that it belongs to."""
        ...


def or_not_given(text: str) -> str:
    """Return a text, or that it was not given."""
    return text or Phrase.NOT_GIVEN.label


def officers_said(officers: Iterable[OfficerFact], on: date) -> Records:
    """Return officers by name, each with the certificate of the day."""
    return [{"name": o.name, "certificate": o.number_on(on)} for o in officers]


def companions_text(companions: Iterable[InspectionCompanion]) -> str:
    """Return experts and helpers by name, each with the organisation, or that there are none."""
    said = [
        Phrase.COMPANION.label.format(
            kind=one.kind_label, name=one.name, organization=one.organization or Phrase.OWN.label
        )
        for one in companions
    ]
    return Phrase.COMMA.label.join(said) or Phrase.NONE.label


def basis_text(finding: InspectionFinding) -> str:
    """Return the rule that a finding breaks with its full title."""
    return lawbook.full_label(cite(finding.basis))


def described(finding: InspectionFinding) -> str:
    """Return a finding as it is printed; a major hazard with the clause that makes it one."""
    if not finding.standard:
        return finding.description
    return Phrase.MAJOR_BY.label.format(description=finding.description, standard=finding.standard)


def requirement_text(finding: InspectionFinding) -> str:
    """Return what is required: as typed, or what the item of the checklist or the rule asks."""
    if finding.requirement:
        return finding.requirement
    major = finding.grade == HazardGrade.MAJOR.value
    how = (Phrase.FIX_AT_ONCE if major else Phrase.FIX_IN_TERM).label
    checks = [
        item.check
        for one in lawbook.checklists().values()
        for item in one.items
        if item.id == finding.item
    ]
    if checks:
        return how + Phrase.FIX_ITEM.label.format(check=checks[0])
    return how + Phrase.FIX_RULE.label.format(basis=basis_text(finding))


def sending(
    inspection: Inspection,
    officers: tuple[OfficerFact, ...],
    companions: Sequence[InspectionCompanion],
    on: date,
) -> Content:
    """Return what approval and notice both say: whom, why, what, who is sent."""
    planned = BasisKind(inspection.basis_kind) is BasisKind.PLAN
    bases = (PLAN_DUTY, INSPECTION_POWER) if planned else (INSPECTION_POWER,)
    source = inspection.basis_label
    day = inspection.source_on
    paper = (inspection.source_body, inspection.source, date_text(day) if day else "")
    told = Phrase.COMMA.label.join(filter(None, (inspection.campaign, *paper)))
    if told:
        source = Phrase.SOURCE.label.format(basis=source, campaign=told)
    return {
        "party_name": inspection.party.name,
        "source": source,
        "inspection_kind": inspection.kind_label,
        "basis": Phrase.COMMA.label.join(lawbook.full_label(one) for one in bases),
        "items": inspection.items or Phrase.MATTERS.label,
        "officers": officers_said(officers, on),
        "helpers": companions_text(companions),
    }


def day_text(inspection: Inspection) -> str:
    """Return the day that an inspection is planned for, or that it is left open."""
    day = inspection.urgent_on or inspection.planned_on
    return date_text(day) if day else Phrase.DAY_OPEN.label


def _visits_so_far(visits: VisitTally) -> str:
    form = Phrase.VISITS_SO_FAR if visits.cap is None else Phrase.VISITS_AND_CAP
    return form.label.format(
        count=visits.made,
        counted=visits.counted,
        waiting=visits.waiting,
        cap=visits.cap,
        left=visits.left,
    )


def approval_content(
    inspection: Inspection,
    officers: tuple[OfficerFact, ...],
    companions: Sequence[InspectionCompanion],
    *,
    visits: VisitTally,
    on: date,
) -> Content:
    """
    Return what the approval of an inspection says (行政检查审批表).

    ``visits`` were made in the year. The first of the officers handles it (承办人): the form names
    them, and they write the opinion and the day by hand. The record knows the approver, and the
    reasons that were entered.
    """
    entity, answer = inspection.party, Phrase.AGREED
    reasons = (
        (Phrase.REPEATED, inspection.repeat_reason),
        (Phrase.OFF_PLAN, inspection.off_plan_reason),
    )
    said = [form.label.format(reason=reason) for form, reason in reasons if reason]
    opinion = Phrase.SEMICOLON.label.join(said)
    if inspection.urgent_on is not None:
        day = date_text(inspection.urgent_on)
        reason = queries.urgency_of(inspection)
        opinion = Phrase.STARTED_URGENTLY.label.format(day=day, reason=reason)
        answer = Phrase.AGREED_AFTERWARDS
    return {
        **sending(inspection, officers, companions, on),
        "party_code": or_not_given(entity.credit_code),
        "party_address": or_not_given(entity.address),
        "inspection_count": _visits_so_far(visits),
        "planned_on": day_text(inspection),
        "method": Phrase.ON_SITE.label,
        "applicant_opinion": opinion,
        "applicant_name": officers[0].name if officers else "",
        "approval_opinion": answer.label,
        "approver_name": inspection.approver_name,
        "approved_on": on,
    }


def notice_content(
    bureau: Agency,
    inspection: Inspection,
    officers: tuple[OfficerFact, ...],
    companions: Sequence[InspectionCompanion],
    *,
    visits: VisitTally,
    approval_number: str,
    on: date,
) -> Content:
    """Return what the notice of an inspection says (行政检查通知书); no number in an urgency."""
    authority = Phrase.AUTHORITY.label.format(number=approval_number)
    return {
        **sending(inspection, officers, companions, on),
        "started_on": day_text(inspection),
        "inspection_count": _visits_so_far(visits),
        "authority": authority if approval_number else Phrase.AUTHORITY_URGENT.label,
        "contact": Phrase.CONTACT.label.format(name=officers[0].name, phone=bureau.phone),
        "supervision_contact": Phrase.SUPERVISION.label.format(government=bureau.government),
    }


def record_content(
    inspection: Inspection,
    visit: VisitRecord,
    officers: tuple[OfficerFact, ...],
    findings: list[InspectionFinding],
    on: date,
) -> Content:
    """Return what the record of the visit says (现场检查记录)."""
    entity = inspection.party
    refused = Phrase.REFUSED.label.format(note=visit.refusal_note, witness=visit.witness)
    return {
        "party_name": entity.name,
        "party_code": or_not_given(entity.credit_code),
        "party_address": or_not_given(entity.address),
        "party_representative": or_not_given(
            entity.legal_representative or entity.person_in_charge
        ),
        "party_post": or_not_given(visit.site_head_post),
        "party_phone": or_not_given(entity.phone),
        "place": visit.place,
        "started_at": moment_text(visit.started_at),
        "ended_at": moment_text(visit.ended_at),
        "officers": officers_said(officers, on),
        "companions": inspection.helpers,
        "attendees": _attendees(visit),
        "identity_shown": Phrase.IDENTITY_SHOWN.label,
        "items": inspection.items or Phrase.MATTERS.label,
        "situation": _situation(visit, findings),
        "findings": [
            {
                "number": str(f.number),
                "place": f.place,
                "description": described(f),
                "basis": basis_text(f),
            }
            for f in findings
        ],
        "handling": _handling(inspection, findings),
        "recording": visit.recording,
        "refusal": Phrase.NONE.label if visit.signed else refused,
        "site_head": visit.site_head,
    }


def photos_text(photos: Iterable[FindingPhoto]) -> str:
    """Return which items of evidence show which finding, or that there are no photos."""
    shown: dict[int, list[str]] = {}
    for one in photos:
        shown.setdefault(one.finding.number, []).append(one.evidence.number)
    said = [
        Phrase.PHOTOS_OF.label.format(number=number, items=Phrase.COMMA.label.join(items))
        for number, items in shown.items()
    ]
    return Phrase.SEMICOLON.label.join(said) or Phrase.NONE.label


def minute_of(at: datetime) -> datetime:
    """Return the minute of an instant, as times of a record are written."""
    return at.replace(second=0, microsecond=0)


def code_text(visit: VisitRecord, shown_at: datetime | None) -> str:
    """Return when the code was shown on entry, or why it was not."""
    if shown_at is not None:
        is_late = minute_of(shown_at) >= visit.ended_at
        form = Phrase.CODE_SHOWN_LATE if is_late else Phrase.CODE_SHOWN
        return form.label.format(at=moment_text(shown_at))
    reason = visit.no_code_reason.strip() or Phrase.NO_REASON.label
    return Phrase.CODE_NOT_SHOWN.label.format(reason=reason)


def _attendees(visit: VisitRecord) -> str:
    said = [
        (Phrase.ATTENDEE_WITH_POST if one.post.strip() else Phrase.ATTENDEE).label.format(
            role=one.role.label, name=one.name, post=one.post.strip()
        )
        for one in visit.attendees
    ]
    return Phrase.COMMA.label.join(said) or Phrase.NONE.label


def moved_text(inspection: Inspection, visit: VisitRecord) -> str:
    """Return why a visit was made on another day than its notice names; empty where it was not."""
    if inspection.planned_on is None or not visit.other_day_reason.strip():
        return ""
    return Phrase.MOVED.label.format(
        day=date_text(inspection.planned_on), reason=visit.other_day_reason.strip()
    )


def unanswered_text(visit: VisitRecord) -> str:
    """Return how many items of the chosen checklist were left open; empty where none was."""
    return Phrase.UNANSWERED.label.format(count=visit.unanswered) if visit.unanswered else ""


def _situation(visit: VisitRecord, findings: list[InspectionFinding]) -> str:
    """Return what the officers typed, with how many items of the checklists they looked at."""
    said = visit.situation or ("" if findings or visit.checked else Phrase.NOTHING_FOUND.label)
    if not visit.checked:
        return said
    results = Counter(one.result for one in visit.checked)
    counts = {result.value.lower(): results[result] for result in CheckResult}
    return said + Phrase.CHECKED.label.format(count=len(visit.checked), **counts)


def _handling(inspection: Inspection, findings: list[InspectionFinding]) -> str:
    if not findings:
        return Phrase.NOTHING_FOUND.label
    if not inspection.is_enforcement:
        return Phrase.IMPROVE.label
    if all(f.immediate_fix for f in findings):
        return Phrase.FIXED_ON_SITE.label
    return Phrase.ORDER_FOLLOWS.label
