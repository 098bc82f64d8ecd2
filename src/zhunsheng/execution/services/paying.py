"""Acts on money: the payment code, cash that is passed on, money given back."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.execution import rules
from zhunsheng.execution.documents import contents
from zhunsheng.execution.documents.contents import say
from zhunsheng.execution.events import (
    CashBanked,
    CashHandedIn,
    CodeIssued,
    CodeVoided,
    FineRefunded,
    RefundApproved,
)
from zhunsheng.execution.models import Execution, PaymentCode, Refund
from zhunsheng.execution.queries import files
from zhunsheng.execution.services import base
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.money import yuan_text


@act
def issue_payment_code(
    *, ctx: Act, case: UUID, draft: rules.CodeDraft, on: date, version: int | None = None
) -> Execution:
    """
    Enter the code of the non-tax revenue system under which the party pays.

    :raises StepRefused: with every reason: no code, used before, more than is owed, too early
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    draft = replace(draft, code=rules.tidy_code(draft.code))
    extra = rules.code_findings(
        draft,
        owed_fen=files.standing(file, on=on).owed_under(draft.kind),
        open_fen=file.open_codes_fen(draft.kind),
        is_used=PaymentCode.objects.of(ctx).filter(code=draft.code).exists(),
        decided_on=file.fined.decided_on,
        on=on,
    )
    base.permit(ctx, file, "payment_code", on=on, extra=extra)
    amount = yuan_text(draft.amount_fen)
    happened = CodeIssued(draft.kind.label, draft.code, amount, draft.amount_fen)
    row = base.take(ctx, file, "payment_code", happened, on=on, data=asdict(draft))
    same = PaymentCode.objects.of(ctx).filter(code=draft.code).select_related("execution")
    with once(lambda: last_acts(ctx, ("case", same.get().execution.case_id))):
        PaymentCode.objects.create(
            id=ctx.new_id("payment.code"),
            bureau_id=ctx.bureau,
            execution=row,
            kind=draft.kind.value,
            code=draft.code,
            amount_fen=draft.amount_fen,
            issued_on=on,
        )
    return row


@act
def void_payment_code(
    *, ctx: Act, case: UUID, draft: rules.VoidDraft, on: date, version: int | None = None
) -> Execution:
    """
    Void a payment code that was not paid, so that another can take its place.

    :raises StepRefused: with every reason: no such code, voided or paid before, no reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    state = next((one.state for one in file.codes if one.number == draft.code), None)
    extra = rules.void_findings(draft, state=state)
    base.permit(ctx, file, "payment_code_void", on=on, extra=extra)
    happened = CodeVoided(draft.code, draft.reason.strip())
    return base.take(ctx, file, "payment_code_void", happened, on=on, data=asdict(draft))


@act
def hand_in_cash(
    *, ctx: Act, case: UUID, draft: rules.CashDraft, on: date, version: int | None = None
) -> Execution:
    """
    Record that what was taken on the spot reached the bureau.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    found = files.standing(file, on=on)
    extra = rules.cash_findings(draft, on=on, since=found.cash_taken_on)
    base.permit(ctx, file, "cash_handed_in", on=on, extra=extra)
    data = {"amount_fen": found.cash_out_fen, "receipt": draft.receipt}
    happened = CashHandedIn(yuan_text(found.cash_out_fen), found.cash_out_fen, draft.receipt)
    return base.take(ctx, file, "cash_handed_in", happened, on=on, data=data)


@act
def bank_cash(
    *, ctx: Act, case: UUID, draft: rules.CashDraft, on: date, version: int | None = None
) -> Execution:
    """
    Record that what was handed in reached the bank.

    Cash that was entered after its day counts for that day once who banks it, another than who
    entered it, read number and day from the counterfoil (70, 72).

    :raises StepRefused: with every reason: a counterfoil that shows nothing of the case
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    found = files.standing(file, on=on)
    draft = replace(draft, counterfoil=case_rules.receipt_key(draft.counterfoil))
    extra = (
        *rules.cash_findings(draft, on=on, since=found.cash_handed_on),
        *rules.counterfoil_findings(draft, files.late_cash(file), by=ctx.by.id),
    )
    base.permit(ctx, file, "cash_banked", on=on, extra=extra)
    day = draft.counterfoil_on
    seen = (draft.counterfoil, day) if day else None
    case_acts.note_cash_banked(ctx, file.fined.file, found.cash_in_fen, on=on, counterfoil=seen)
    data = {"amount_fen": found.cash_in_fen, "receipt": draft.receipt}
    amount, told = yuan_text(found.cash_in_fen), contents.counterfoil_told(draft)
    happened = CashBanked(amount, found.cash_in_fen, draft.receipt, counterfoil=told)
    return base.take(ctx, file, "cash_banked", happened, on=on, data=data)


@act
def approve_refund(
    *, ctx: Act, case: UUID, draft: rules.RefundApprovalDraft, on: date, version: int | None = None
) -> Execution:
    """
    Approve that what is owed to the party goes back, as a second hand beside the cashier's.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "refund_approval", on=on)
    owed = files.standing(file, on=on).refund_owed_fen
    opinion = draft.opinion.strip().rstrip("。") or say("refund_opinion")
    happened = RefundApproved(yuan_text(owed), owed, opinion)
    data = {"amount_fen": owed, "opinion": opinion, "by": str(ctx.by.id)}
    return base.take(ctx, file, "refund_approval", happened, on=on, data=data)


@act
def refund(
    *, ctx: Act, case: UUID, draft: rules.RefundDraft, on: date, version: int | None = None
) -> Execution:
    """
    Record that money was given back, with the interest on what a decision took that fell since.

    The interest is counted from each payment to the day on which it goes back.

    :raises StepRefused: with every reason: nothing to give back, more than that, a used number,
        no approval, no rate
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    draft = replace(draft, ebill=case_rules.receipt_key(draft.ebill))
    approved, approval = file.last("refund_approval"), file.data("refund_approval")
    extra = rules.refund_findings(
        draft,
        owed_fen=files.standing(file, on=on).refund_owed_fen,
        approved_fen=int(approval.get("amount_fen", 0)),
        approved_on=approved.on if approved else None,
        by_approver=approval.get("by") == str(ctx.by.id),
        is_used=Refund.objects.of(ctx).filter(key=draft.ebill).exists(),
        changed_on=file.fined.changed_on,
        on=on,
    )
    base.permit(ctx, file, "refund", on=on, extra=extra)
    interest = files.refund_interest_fen(file, draft, on=on)
    told = contents.interest_told(draft, interest)
    happened = FineRefunded(yuan_text(draft.amount_fen), draft.amount_fen, draft.ebill, told)
    case_acts.note_refund(ctx, file.fined.file, draft.amount_fen, interest, on=on)
    data = {**asdict(draft), "interest_fen": interest}
    row = base.take(ctx, file, "refund", happened, on=on, data=data)
    same = Refund.objects.of(ctx).filter(ebill=draft.ebill).select_related("execution")
    with once(lambda: last_acts(ctx, ("case", same.get().execution.case_id))):
        Refund.objects.create(
            id=ctx.new_id("refund"),
            bureau_id=ctx.bureau,
            execution=row,
            amount_fen=draft.amount_fen,
            ebill=draft.ebill,
            key=draft.ebill,
            refunded_on=on,
        )
    return row
