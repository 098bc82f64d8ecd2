"""Acts of lending: ask for a volume, decide on it, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from zhunsheng.archive import queries
from zhunsheng.archive.choices import LoanState
from zhunsheng.archive.events import LoanDecided, LoanRequested, LoanReturned
from zhunsheng.archive.models import Loan
from zhunsheng.archive.procedure import LENDING
from zhunsheng.archive.rules import LoanFacts
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit


@dataclass(frozen=True, slots=True)
class LoanDraft:
    """Who asks for a volume, what of it, what for, until when."""

    borrower: str
    purpose: str
    due_on: date
    outside: bool = False
    with_inner: bool = False


@act
def request_loan(*, ctx: Act, volume: UUID, draft: LoanDraft, on: date) -> Loan:
    """
    Ask for a volume of the archive.

    :raises StepRefused: with every reason: no purpose, due before today, due too late, the inner
        folder outside
    """
    row = queries.volume(ctx, volume)
    facts = LoanFacts(
        on=on,
        due_on=draft.due_on,
        latest_due=queries.latest_due(ctx, on=on),
        filed_on=row.filed_on,
        has_purpose=explains(draft.purpose),
        outside=draft.outside,
        with_inner=draft.with_inner,
    )
    permit(LENDING, "request", facts, by=ctx.by)
    loan: Loan = Loan.objects.create(
        id=ctx.new_id("archive.loan"),
        bureau_id=ctx.bureau,
        volume=row,
        borrower=draft.borrower.strip() or ctx.by.name,
        outside=draft.outside,
        with_inner=draft.with_inner,
        purpose=draft.purpose.strip(),
        requested_by_id=ctx.by.id,
        requested_on=on,
        due_on=draft.due_on,
        state=LoanState.REQUESTED.value,
    )
    happened = LoanRequested(
        number=str(row),
        borrower=loan.borrower,
        folders=loan.folders_label,
        purpose=loan.purpose,
        due=draft.due_on.isoformat(),
    )
    record(ctx, happened, on=on, subject=("case", row.case_id))
    return loan


@act
def approve_loan(*, ctx: Act, loan: UUID, on: date) -> Loan:
    """
    Approve a request; the volume is out from this day.

    :raises StepRefused: with every reason: own request, decided before, the volume is out
    :raises Stale: if the volume was lent to somebody else at the same moment
    """
    return _decided(ctx, loan, "approval", LoanState.LENT, on)


@act
def refuse_loan(*, ctx: Act, loan: UUID, on: date) -> Loan:
    """
    Refuse a request.

    :raises StepRefused: if it was decided before
    """
    return _decided(ctx, loan, "refusal", LoanState.REFUSED, on)


@act
def return_loan(*, ctx: Act, loan: UUID, on: date) -> Loan:
    """
    Take a volume back.

    :raises StepRefused: if it was not lent, or came back before
    """
    row = _locked(ctx, loan)
    permit(LENDING, "return", queries.loan_facts(ctx, row, on=on), by=ctx.by)
    row.state, row.returned_to, row.returned_on = LoanState.RETURNED.value, ctx.by.name, on
    row.save(update_fields=["state", "returned_to", "returned_on"])
    happened = LoanReturned(number=str(row.volume), borrower=row.borrower, taken_by=ctx.by.name)
    record(ctx, happened, on=on, subject=("case", row.volume.case_id))
    return row


def _locked(ctx: Act, loan: UUID) -> Loan:
    rows = Loan.objects.of(ctx).select_related("volume").select_for_update(of=("self",))
    found: Loan = rows.get(id=loan)
    return found


def _decided(ctx: Act, loan: UUID, step: str, state: LoanState, on: date) -> Loan:
    row = _locked(ctx, loan)
    permit(LENDING, step, queries.loan_facts(ctx, row, on=on), by=ctx.by)
    row.state, row.decided_by, row.decided_on = state.value, ctx.by.name, on
    with once(partial(last_acts, ctx, ("case", row.volume.case_id))):
        row.save(update_fields=["state", "decided_by", "decided_on"])
    happened = LoanDecided(
        number=str(row.volume), borrower=row.borrower, decision=LENDING.step(step).label
    )
    record(ctx, happened, on=on, subject=("case", row.volume.case_id))
    return row
