"""Parts that the room of execution runs in its acts: a plan, a waiver, an end of the execution."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.documents import contents, parts
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.services import base
from zhunsheng.cases.services.notifying import delivery_proof_findings, server_names
from zhunsheng.documents.rules import Content
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.web.uploads import Upload


def hold_case(ctx: Act, case: UUID, *, on: date) -> CaseFile:
    """
    Lock a case for an act of a higher room and return its file.

    :raises PenaltyCase.DoesNotExist: if the bureau has none of this id
    """
    return base.begin(ctx, case, None, on=on, with_handlers=True)


def note_plan(ctx: Act, file: CaseFile, draft: rules.PlanDraft, *, on: date) -> None:
    """
    Write that a deferral or instalments were approved: from now on they say what is late.

    :raises StepRefused: with every reason
    """
    base.permit(ctx, file, "payment_plan", on=on)
    base.take(ctx, file, "payment_plan", on=on, data=asdict(draft))


def note_answer(ctx: Act, case: UUID, step: str, outcome: str, *, on: date) -> None:
    """
    Write that a request to pay later was answered, or the answer delivered: closing waits for it.

    :raises StepRefused: with every reason
    """
    file = hold_case(ctx, case, on=on)
    base.permit(ctx, file, step, on=on)
    base.take(ctx, file, step, on=on, data={}, outcome=outcome)


def note_waiver(ctx: Act, file: CaseFile, draft: rules.WaiverDraft, *, on: date) -> None:
    """
    Write what an agreement forgoes of the surcharge, if it is kept.

    :raises StepRefused: with every reason
    """
    base.permit(ctx, file, "surcharge_waiver", on=on)
    base.take(ctx, file, "surcharge_waiver", on=on, data=asdict(draft))


def note_cash_banked(
    ctx: Act,
    file: CaseFile,
    amount_fen: int,
    *,
    on: date,
    counterfoil: tuple[str, date] | None = None,
) -> None:
    """
    Write that money taken on the spot reached the bank, so that the case can be closed.

    ``counterfoil`` is number and day of the receipt of cash that was entered later, as compared.

    :raises StepRefused: with every reason
    """
    base.permit(ctx, file, "cash_banked", on=on)
    data: dict[str, object] = {"amount_fen": amount_fen}
    if counterfoil:
        data |= dict(zip(("counterfoil", "counterfoil_on"), counterfoil, strict=True))
    base.take(ctx, file, "cash_banked", on=on, data=data)


def note_refund(ctx: Act, file: CaseFile, amount_fen: int, interest_fen: int, *, on: date) -> None:
    """
    Write that money was given back to the party, with interest, so that the case can be closed.

    :raises StepRefused: with every reason
    """
    base.permit(ctx, file, "refund", on=on)
    data = {"amount_fen": amount_fen, "interest_fen": interest_fen}
    base.take(ctx, file, "refund", on=on, data=data)


def note_execution_ended(
    ctx: Act, file: CaseFile, draft: rules.ExecutionEndDraft, *, on: date
) -> None:
    """
    Write that the execution ended otherwise than by payment, so that the case can be closed.

    :raises StepRefused: with every reason
    """
    base.permit(ctx, file, "execution_ended", on=on)
    data = {"text": draft.text}
    base.take(ctx, file, "execution_ended", on=on, data=data, outcome=draft.outcome.value)


def party_content(file: CaseFile) -> Content:
    """Return what every paper to the party names: the party, whom to ask, the court."""
    told = {"contact": parts.contact(file), "court": parts.court(file)}
    return {**parts.party(file), **parts.addressed(file), **told}


def receipt_content(
    ctx: Act, file: CaseFile, draft: rules.DeliveryDraft, *, title: str, number: str, on: date
) -> Content:
    """Return the contents of the receipt of a paper that a higher room delivers."""
    papers, named = [(title, number)], server_names(ctx, draft)
    return contents.delivery(file, draft, papers=papers, servers=named, on=on)


def receipt_findings(
    ctx: Act,
    file: CaseFile,
    draft: rules.DeliveryDraft,
    *,
    issued_on: date | None,
    scan: Upload | None,
    on: date,
) -> tuple[Finding, ...]:
    """Return what the proof of such a delivery lacks."""
    return delivery_proof_findings(ctx, file, draft, on, issued_on=issued_on, scan=scan)
