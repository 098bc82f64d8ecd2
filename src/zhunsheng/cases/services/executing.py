"""Acts after a decision: deliver, receive payments, close."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from typing import Final
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.choices import CaseProcedure, CollectionWay, PaymentKind
from zhunsheng.cases.documents import closing
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.events import (
    CaseClosed,
    ClosingRequested,
    FinePaid,
    GainsPaid,
    PaymentPaperAdded,
    ReportedBack,
    SurchargePaid,
)
from zhunsheng.cases.models import Payment, PenaltyCase
from zhunsheng.cases.queries import booked, owing, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.keeping import enclosed_findings
from zhunsheng.cases.services import base
from zhunsheng.cases.services.notifying import consented, deliver, proof_findings
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Measure
from zhunsheng.web.uploads import Upload

PAID: Final = {
    PaymentKind.FINE: FinePaid,
    PaymentKind.SURCHARGE: SurchargePaid,
    PaymentKind.GAINS: GainsPaid,
}


@act
def deliver_decision(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.DeliveryDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record that the decision (with the notice on credit repair) reached the party.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    source = "decision" if file.last("decision") else "no_penalty"
    draft = consented(file, draft, on)
    extra = proof_findings(ctx, file, draft, on, papers_of=source, scan=scan)
    base.permit(ctx, file, "decision_delivery", on=on, extra=extra)
    deliver(ctx, file, draft, scan, step="decision_delivery", papers_of=source, on=on)
    return file.case


@act
def record_payment(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.PaymentDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> Payment:
    """
    Record a payment towards the fine, or towards what delay added by the day of payment.

    ``on`` is the day on which the money came in: what was owed then was owed rightly, though the
    decision fell since, and a refund is due (国家赔偿法 36). An earlier day than that of the entry
    is shown by the ``scan`` of the paper that bears it, which who closes the case is pointed to.

    :raises StepRefused: with every reason: an unexplained amount above what is owed, a receipt
        used before, money taken by an officer without a lawful ground, on another day, not of his
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True)
    reference = rules.receipt_key(draft.reference) if draft.way is CollectionWay.BANK else ""
    receipt = rules.receipt_key(draft.receipt) or reference
    draft = replace(draft, receipt=receipt, reference=reference)
    against = _payment_findings(ctx, file, draft, on)
    unshown = tuple(
        rules.voucher_findings(draft, on=on, entered_on=ctx.day, has_scan=scan is not None)
    ) or _unscanned(file, scan)
    base.permit(ctx, file, "payment", on=on, extra=(*against, *unshown))
    payment = Payment(
        id=ctx.new_id("payment"),
        bureau_id=ctx.bureau,
        case=file.case,
        kind=draft.kind.value,
        way=draft.way.value,
        amount_fen=draft.amount_fen,
        receipt=draft.receipt,
        reference=draft.reference,
        paid_on=on,
    )
    with once(lambda: last_acts(ctx, ("case", booked.booked(ctx, draft)[0].case_id))):
        payment.save(force_insert=True)
    data = {**asdict(draft), **_kept(ctx, file, scan, reference or receipt, on)}
    if draft.voucher_on and on < ctx.day:
        data["entered_on"] = ctx.day
    base.take(ctx, file, "payment", on=on, data=data, outcome=draft.kind.value)
    happened = PAID[draft.kind](
        payment=str(payment.id),
        amount=yuan_text(draft.amount_fen),
        amount_fen=draft.amount_fen,
        receipt=draft.receipt,
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return payment


@act
def add_payment_paper(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.PaperDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> Payment:
    """
    Add the bill, or the bank's reference, that came in later to the payment that it belongs to.

    ``scan`` shows it, for the file.

    :raises StepRefused: with every reason: no such payment, another amount, a number used before
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    held = booked.payments(file.acts)
    draft = replace(draft, number=rules.receipt_key(draft.number))
    one = next((row for row in held if row.number == draft.payment), None)
    used = one is not None and booked.is_number_used(ctx, case, one, draft.number)
    extra = rules.paper_findings(draft, held, number_used=used, on=on)
    base.permit(ctx, file, "payment_paper", on=on, extra=(*extra, *_unscanned(file, scan)))
    assert one is not None  # refused above
    payment = booked.row_of(ctx, case, one)
    if one.lacks_bill:
        payment.receipt = draft.number
    else:
        payment.reference = draft.number
    same = booked.under(ctx, {draft.number})
    with once(lambda: last_acts(ctx, ("case", same[0].case_id))):
        payment.save(update_fields=["receipt", "reference"])
    data = {**asdict(draft), **_kept(ctx, file, scan, draft.number, on)}
    base.take(ctx, file, "payment_paper", on=on, data=data)
    happened = PaymentPaperAdded(one.label, one.lacks, draft.number)
    record(ctx, happened, on=on, subject=base.subject(file))
    return payment


def _unscanned(file: CaseFile, scan: Upload | None) -> tuple[Finding, ...]:
    return enclosed_findings(say("voucher"), asked=file.asks_originals, has_scan=scan is not None)


def _kept(ctx: Act, file: CaseFile, scan: Upload | None, number: str, on: date) -> dict[str, str]:
    """Keep the scan of a paper; that of a transfer of fine and surcharge at once is kept once."""
    digest = sha256(scan.content).hexdigest() if scan else ""
    for _, said in file.contents_of("payment", "payment_paper"):
        is_same = number in (said.get("reference"), said.get("number"))
        if digest and is_same and said.get("proof_sha256") == digest:
            return {"proof": said["proof"], "proof_sha256": digest}
    name, proves = say("bill", number=number), say("bill_proves")
    return base.keep_proof(ctx, file.case.id, scan, name=name, proves=proves, on=on)


def _payment_findings(
    ctx: Act, file: CaseFile, draft: rules.PaymentDraft, on: date
) -> tuple[Finding, ...]:
    fine, facts = file.imposed_fen_on(on), standing.facts_of(file, on=on)
    delivered = file.last("decision_delivery") or file.last("on_the_spot")
    owed, debt = fine - file.paid_fen, standing.debt(file, on=on)
    surcharge = rules.surcharge_owed_fen(debt, until=on)
    if draft.kind is PaymentKind.SURCHARGE:
        owed = surcharge
    if draft.kind is PaymentKind.GAINS:
        known = [a for a in file.acts if a.step != "decision_changed" or a.on <= on]
        owed = owing.gains_left_fen(known)
    held = (*booked.payments(file.acts), *booked.beside(ctx, file.case, draft, on=on))
    most = lawbook.parameter(
        "penalty.on_the_spot_collection", on=on, jurisdiction=file.bureau.jurisdiction
    )
    return (
        *rules.bank_findings(draft, roles=ctx.by.roles),
        *rules.payment_findings(
            draft,
            owed_fen=owed,
            on=on,
            delivered_on=delivered.on if delivered else None,
            reckoned=rules.reckoned(debt, until=on),
            surcharge_fen=surcharge,
            receipt_used=booked.is_booked(ctx, file.case.id, draft, on=on),
            is_asked=draft.kind in owing.asked_kinds(file.acts, debt, until=on),
            alike=rules.same_money(draft, held, owed_fen=owed, on=on),
        ),
        *rules.collection_findings(
            draft,
            facts,
            fine_fen=fine,
            most_fen=most.integer(),
            told_code=file.data("on_the_spot").get("spot_ground") == "",
        ),
    )


@act
def request_closing(
    *, ctx: Act, case: UUID, draft: rules.ClosingRequestDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Ask for the closing of a case, as one of its handlers; the approval prints the request.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    facts = base.facts_of(file, on=on)
    unsaid = _correction_findings(ctx, file, facts, draft, on)
    base.permit(ctx, file, "closing_request", on=on, extra=unsaid)
    draft = replace(draft, opinion=draft.opinion.strip() or say("closing_opinion"))
    base.take(ctx, file, "closing_request", on=on, data=asdict(draft))
    record(ctx, ClosingRequested(draft.opinion), on=on, subject=base.subject(file))
    return file.case


@act
def close_case(
    *, ctx: Act, case: UUID, draft: rules.ClosingDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Close a case whose decision was delivered and whose fine is paid.

    Where the decision ordered to put it right, the closing says what came of that, who looked and
    when, unless the re-inspections show it (28.1).

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    facts = base.facts_of(file, on=on)
    draft = _as_asked(file, draft)
    unsaid = _correction_findings(ctx, file, facts, draft, on)
    kinds = [
        Measure(row["kind"]).label
        for row in owing.standing_kinds(file.acts)
        if not int(row["amount_fen"])
    ]
    ended = file.last("execution_ended")
    gave_up = ended is not None and ended.by_id == ctx.by.id
    unsaid = (
        *unsaid,
        *rules.performed_kinds_findings(draft, kinds),
        *rules.closer_findings(gave_up=gave_up),
    )
    base.permit(ctx, file, "closing", on=on, extra=unsaid)
    paper = None
    if file.case.procedure == CaseProcedure.ORDINARY.value:
        content = closing.closing(file, draft, by=ctx.by.name, on=on)
        paper = base.issue(ctx, file, "closing_approval", content, on=on)
    base.take(ctx, file, "closing", on=on, data=asdict(draft), document=paper)
    number = paper.number if paper else file.case.number
    record(ctx, CaseClosed(number=number), on=on, subject=base.subject(file))
    return file.case


def _as_asked(file: CaseFile, draft: rules.ClosingDraft) -> rules.ClosingDraft:
    """Complete what a closing says of the correction by what the request for it said."""
    said = draft.result is not None or draft.checked_on is not None or bool(draft.checked_by)
    asked = closing.corrected(file)
    draft = replace(draft, correction=draft.correction.strip() or asked.correction)
    if said:
        return draft
    checked = {name: getattr(asked, name) for name in ("result", "checked_on", "checked_by")}
    return replace(draft, **checked)


def _correction_findings(
    ctx: Act, file: CaseFile, facts: rules.CaseFacts, draft: rules.CorrectionDraft, on: date
) -> tuple[Finding, ...]:
    return rules.closing_findings(
        draft,
        order=closing.ordered(ctx.viewer, file, facts, on=on),
        on=on,
        officers=base.certified(ctx, draft.checked_on or on, street=file.case.unit_id),
    )


@act
def report_back(*, ctx: Act, case: UUID, on: date, version: int | None = None) -> PenaltyCase:
    """
    Report a decision on the spot to the bureau that it was made for.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "report_back", on=on)
    base.take(ctx, file, "report_back", on=on, data={})
    record(ctx, ReportedBack(), on=on, subject=base.subject(file))
    return file.case
