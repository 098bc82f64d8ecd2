"""What the papers of a measure say, filled from records: nothing is entered twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from zhunsheng.accounts import queries as accounts
from zhunsheng.compulsion import rules
from zhunsheng.compulsion.choices import Ground, HandlingKind, Phrase
from zhunsheng.compulsion.models import MeasureItem
from zhunsheng.compulsion.queries import MeasureFile
from zhunsheng.compulsion.rules import HandlingDraft, ReceiptDraft, SceneDraft, TestPeriod
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import date_text, moment_text
from zhunsheng.kernel.act import Act
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce.rules import list_of

Records = list[dict[str, str]]
Content = dict[str, str | date | Records]
_HANDLED = {
    HandlingKind.CONFISCATION: Phrase.CONFISCATED,
    HandlingKind.DESTRUCTION: Phrase.DESTROYED,
    HandlingKind.HANDOVER: Phrase.HANDED_OVER,
}


def _or_not_given(text: str) -> str:
    return text or Phrase.NOT_GIVEN.label


def _party(file: MeasureFile) -> Content:
    entity = file.measure.party
    return {
        "party_name": entity.name,
        "party_code": _or_not_given(entity.credit_code),
        "party_address": _or_not_given(entity.address),
        "party_representative": _or_not_given(entity.legal_representative),
    }


def _officers(file: MeasureFile, on: date) -> Records:
    return [{"name": o.name, "certificate": o.number_on(on)} for o in file.people.officers]


def _basis(file: MeasureFile) -> str:
    """Return the articles that a measure rests on: the power, and the way it is used."""
    ground = Ground(file.measure.ground) if file.measure.ground else None
    named = [rules.power_of(file.course.kind, ground)]
    if file.course.kind.seals:
        named.append(rules.STEPS)
    return Phrase.COMMA.label.join(lawbook.full_label(one) for one in named)


def _remedies(ctx: Act) -> Content:
    return {
        "reconsideration_body": accounts.bureau(ctx).government,
        "court": Phrase.COURT.label,
    }


def _contact(ctx: Act, file: MeasureFile) -> str:
    bureau = accounts.bureau(ctx)
    return Phrase.CONTACT.label.format(name=file.people.officers[0].name, phone=bureau.phone)


def _number_of(file: MeasureFile, step: str) -> str:
    """Return the number of the decision that a step made."""
    act = file.course.last(step)
    told = act.contents if act else {}
    return str(told.get("decision_number") or told.get("number", ""))


def _why(file: MeasureFile) -> str:
    """Return what an approval says of the reasons: of an urgency, or of an order defied."""
    row = file.measure
    if not file.course.kind.seals:
        order = Phrase.DEFIED.label.format(order=row.order_label, number=row.order_number)
        return Phrase.AND_SO.label.join(filter(None, (order, row.hazard, row.necessity)))
    return row.necessity


def approval(file: MeasureFile, opinion: str, *, by: str, on: date) -> Content:
    """Return what the approval of a measure says (行政强制措施审批表)."""
    row = file.measure
    urgent = Phrase.STARTED_URGENTLY.label.format(reason=row.urgent_reason) if row.urgent else ""
    asked = file.course.acts[0]
    return {
        **_party(file),
        "measure_kind": row.kind_label,
        "matter": row.matter_label,
        "objects": row.objects_text or row.ground_label or row.supplier,
        "facts": row.facts,
        "reason": _why(file),
        "urgency": urgent,
        "basis": _basis(file),
        "officers": _officers(file, on),
        "applicant_name": asked.by_name,
        "applied_at": moment_text(asked.at),
        "approval_opinion": opinion,
        "approver_name": by,
        "approved_on": on,
    }


def scene_record(
    file: MeasureFile,
    draft: SceneDraft,
    items: Iterable[MeasureItem],
    *,
    at: datetime,
    on: date,
) -> Content:
    """Return what the record of the spot says (行政强制措施现场笔录)."""
    present = Phrase.PRESENT if draft.party_present else Phrase.ABSENT
    told = Phrase.TOLD.label if draft.certificates_shown and draft.rights_told else ""
    signing = Phrase.SIGNED.label
    if not draft.signed:
        signing = Phrase.REFUSED.label.format(note=draft.refusal_note)
    return {
        **_party(file),
        "measure_kind": file.measure.kind_label,
        "place": draft.place,
        "started_at": moment_text(at),
        "ended_at": moment_text(draft.ended_at),
        "officers": _officers(file, on),
        "attendant": draft.attendant,
        "presence": present.label.format(witness=draft.witness),
        "told": told,
        "statement": draft.statement.strip() or Phrase.NO_STATEMENT.label,
        "items": _rows(items),
        "recording": draft.recording,
        "signing": signing,
        "witness": draft.witness,
    }


def _rows(items: Iterable[MeasureItem]) -> Records:
    return [
        {
            "number": str(one.number),
            "name": one.name,
            "quantity": one.quantity_text,
            "features": one.features,
            "place": one.place,
            "keeper": one.keeper,
        }
        for one in items
    ]


def decision(
    ctx: Act, file: MeasureFile, items: Iterable[MeasureItem], days_before: int, *, on: date
) -> Content:
    """Return what the decision to seal or seize says; days of before are of its term (24, 25)."""
    row = file.measure
    limit = file.course.parameter("compulsion.seizure_limit", on).integer() - days_before
    return {
        **_party(file),
        "measure_kind": row.kind_label,
        "facts": row.facts,
        "reason": row.necessity,
        "ground": row.ground_label,
        "basis": _basis(file),
        "term": _term(limit, on, rules.term_end(on, limit)),
        "items": _rows(items),
        "contact": _contact(ctx, file),
        **_remedies(ctx),
    }


def _term(days: int, after: date, until: date) -> str:
    return Phrase.FROM_TO.label.format(days=days, start=date_text(after), end=date_text(until))


def item_list(
    file: MeasureFile, draft: SceneDraft, items: Iterable[MeasureItem], number: str
) -> Content:
    """Return the list that goes with a decision to seal or seize."""
    return {
        "party_name": file.measure.party.name,
        "measure_kind": file.measure.kind_label,
        "decision_number": number,
        "items": _rows(items),
        "attendant": draft.attendant,
    }


def testing_notice(ctx: Act, file: MeasureFile, matter: str, period: TestPeriod) -> Content:
    """Return what the party is told of a test and its days (25.3)."""
    return {
        "party_name": file.measure.party.name,
        "measure_kind": file.measure.kind_label,
        "decision_number": _number_of(file, "execution"),
        "matter": matter,
        "first": period.first,
        "last": period.last,
        "contact": _contact(ctx, file),
    }


def extension(
    ctx: Act, file: MeasureFile, days: int, why: str, *, before: date, until: date
) -> Content:
    """Return what the decision on a longer term says (25.2)."""
    return {
        "party_name": file.measure.party.name,
        "measure_kind": file.measure.kind_label,
        "decision_number": _number_of(file, "execution"),
        "before": before,
        "reason": why,
        "days": str(days),
        "until": until,
        **_remedies(ctx),
    }


def handling(ctx: Act, file: MeasureFile, draft: HandlingDraft) -> Content:
    """Return what the decision on sealed or seized things says (27, 28)."""
    kind = file.measure.kind_label
    released = draft.kind is HandlingKind.RELEASE
    result = Phrase.RELEASED if released else _HANDLED[draft.kind]
    why = draft.ground.label if draft.ground else draft.kind.label
    return {
        "party_name": file.measure.party.name,
        "measure_kind": kind,
        "decision_number": _number_of(file, "execution"),
        "reason": why if released else rules.clause(file.measure.facts),
        "basis": lawbook.full_label(rules.RELEASE if released else rules.HANDLING),
        "result": result.label.format(kind=kind, paper=draft.paper.strip()),
        "note": draft.note.strip(),
        "items": _rows(file.items),
        "receiver": draft.receiver.strip(),
        **_remedies(ctx),
    }


def cut_decision(ctx: Act, file: MeasureFile) -> Content:
    """Return what the decision to stop a supply says (安全生产法 70)."""
    row = file.measure
    reason = Phrase.EMERGENCY.label.format(reason=row.urgent_reason) if row.urgent else ""
    return {
        **_party(file),
        "measure_kind": row.kind_label,
        "facts": row.facts,
        "defied_order": row.order_label,
        "order_number": row.order_number,
        "hazard": row.hazard,
        "basis": _basis(file),
        "emergency": reason,
        **_remedies(ctx),
    }


def cut_notice(ctx: Act, file: MeasureFile, *, planned_at: datetime, at: datetime) -> Content:
    """Return what supplier and entity are told before a supply is stopped."""
    row = file.measure
    return {
        "supplier": _or_not_given(row.supplier),
        "party_name": row.party.name,
        "party_address": _or_not_given(row.party.address),
        "measure_kind": row.kind_label,
        "decision_number": _number_of(file, "approval"),
        "noticed_at": moment_text(at),
        "planned_at": moment_text(planned_at),
        "basis": _basis(file),
        "contact": _contact(ctx, file),
    }


def receipt(ctx: Act, file: MeasureFile, draft: ReceiptDraft, *, at: datetime) -> Content:
    """Return what the receipt of a notice says (送达回证)."""
    noticed = file.course.last("notice")
    assert noticed is not None
    assert noticed.document_id is not None
    paper = documents.document(ctx, noticed.document_id)
    signed = draft.receiver.strip()
    return {
        "recipient": file.measure.party.name,
        "place": draft.place.strip() or _or_not_given(file.measure.party.address),
        "papers": [{"title": paper.title, "number": paper.number, "copies": "1"}],
        "manner": (Phrase.DIRECT if signed else Phrase.LEFT).label,
        "delivered_at": moment_text(at),
        "receiver": signed,
        "relation": draft.relation.label if draft.relation else "",
        "refusal": draft.refusal.strip(),
        "witness": draft.witness.strip(),
        "servers": list_of(one.name for one in file.people.officers),
    }


def restoration(ctx: Act, file: MeasureFile, why: str, *, at: datetime) -> Content:
    """Return what supplier and entity are told when a supply is restored."""
    row = file.measure
    return {
        "supplier": _or_not_given(row.supplier),
        "party_name": row.party.name,
        "measure_kind": row.kind_label,
        "decision_number": _number_of(file, "approval"),
        "reason": why,
        "restored_at": moment_text(at),
        "basis": _basis(file),
        "contact": _contact(ctx, file),
    }
