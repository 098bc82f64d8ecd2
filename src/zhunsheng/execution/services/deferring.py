"""Acts on paying later or in parts, and on what an agreement forgoes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.execution import rules
from zhunsheng.execution.choices import DeferralResult
from zhunsheng.execution.documents import contents
from zhunsheng.execution.events import DeferralDecided, DeferralRequested, ExecutionAgreed
from zhunsheng.execution.models import Execution
from zhunsheng.execution.queries import files
from zhunsheng.execution.services import base
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web.uploads import Upload

#: The letter that tells the party of each answer.
LETTERS: Final = {
    DeferralResult.APPROVED.value: "deferral_letter",
    DeferralResult.REFUSED.value: "deferral_refusal",
}


@act
def request_deferral(
    *, ctx: Act, case: UUID, draft: rules.RequestDraft, on: date, version: int | None = None
) -> Execution:
    """
    Record that the party asked in writing to pay later or in parts.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    extra = rules.request_findings(draft, told_on=file.fined.told_on, on=on)
    base.permit(ctx, file, "deferral_request", on=on, extra=extra)
    happened = DeferralRequested(by=draft.by)
    return base.take(ctx, file, "deferral_request", happened, on=on, data=asdict(draft))


@act
def decide_deferral(
    *, ctx: Act, case: UUID, draft: rules.DeferralDraft, on: date, version: int | None = None
) -> Execution:
    """
    Approve that the party pays later or in parts, on which days how much, or refuse it.

    :raises StepRefused: with every reason: sums that do not add up, days out of order or too late
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    found = files.standing(file, on=on)
    base.permit(
        ctx,
        file,
        "deferral_decision",
        on=on,
        extra=_deferral_findings(ctx, draft, file.fined.debt, on),
    )
    approved = draft.result is DeferralResult.APPROVED
    if approved:
        plan = case_rules.PlanDraft(draft.dues)
        case_acts.note_plan(ctx, file.fined.file, plan, on=on)
    result = draft.result.value
    case_acts.note_answer(ctx, case, "deferral_decision", result, on=on)
    form = contents.deferral_approval(file, draft, found, by=ctx.by.name, on=on)
    base.issue(ctx, file, "deferral_approval", form, on=on)
    letter = contents.deferral_letter(file, draft, found, on=on)
    if approved:
        paper = base.issue(ctx, file, "deferral_letter", letter, on=on)
    else:
        paper = base.issue(ctx, file, "deferral_refusal", letter, on=on)
    happened = DeferralDecided(
        result=draft.result.label,
        number=paper.number,
        plan=contents.plan_text(draft.dues) if approved else draft.opinion,
    )
    return base.take(
        ctx,
        file,
        "deferral_decision",
        happened,
        on=on,
        data=asdict(draft),
        outcome=result,
        document=paper,
    )


@act
def deliver_deferral(
    *,
    ctx: Act,
    case: UUID,
    draft: case_rules.DeliveryDraft,
    proof: Upload | None = None,
    on: date,
    version: int | None = None,
) -> Execution:
    """
    Record that the answer to a request reached the party, with the proof of the way.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    answer = file.last("deferral_decision")
    kind = LETTERS[answer.outcome if answer else DeferralResult.APPROVED.value]
    made = ("deferral_decision", kind)
    row = base.deliver(ctx, file, draft, "deferral_delivery", made, scan=proof, on=on)
    if file.fined.file.last("deferral_decision"):
        case_acts.note_answer(ctx, case, "deferral_delivery", draft.way.value, on=on)
    return row


def _deferral_findings(
    ctx: Act, draft: rules.DeferralDraft, debt: case_rules.Debt, on: date
) -> tuple[Finding, ...]:
    months = _months(ctx, "penalty.deferral_longest", on)
    return rules.deferral_findings(draft, debt=debt, on=on, months=months)


def _months(ctx: Act, key: str, on: date) -> int:
    place = accounts.bureau(ctx).jurisdiction
    return lawbook.parameter(key, on=on, jurisdiction=place).integer()


@act
def agree(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.AgreementDraft,
    proof: Upload | None,
    on: date,
    version: int | None = None,
) -> Execution:
    """
    Record an agreement that forgoes a part of the surcharge if the rest is paid by a day.

    ``proof`` is the scan of the signed agreement, with what shows the remedial measures.

    :raises StepRefused: with every reason: no remedial measures, no proof, more than the surcharge
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    owed = files.standing(file, on=on).surcharge_owed_fen
    extra = rules.agreement_findings(
        draft,
        owed_fen=owed,
        on=on,
        has_proof=proof is not None,
        latest=rules.latest_day(on, _months(ctx, "penalty.agreement_longest", on)),
    )
    base.permit(ctx, file, "agreement", on=on, extra=extra)
    kept = base.keep_proof(ctx, file, "agreement", proof, on=on)
    waiver = case_rules.WaiverDraft(draft.waived_fen, draft.pay_by)
    case_acts.note_waiver(ctx, file.fined.file, waiver, on=on)
    happened = ExecutionAgreed(
        yuan_text(draft.waived_fen), draft.waived_fen, draft.pay_by.isoformat()
    )
    return base.take(ctx, file, "agreement", happened, on=on, data={**asdict(draft), **kept})
