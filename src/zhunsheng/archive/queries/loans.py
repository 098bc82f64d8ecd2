"""Reads of loans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.archive.choices import LoanState
from zhunsheng.archive.models import Loan, Volume
from zhunsheng.archive.rules import LoanFacts, is_overdue
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.finding import NoLaw
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook

#: For so many days at most a volume is lent; no rule of the state says it.
LOAN_LIMIT: Final = "archive.loan_limit"
#: Which steps a loan has been through, by its state.
_STEPS = {
    LoanState.REQUESTED: ("request",),
    LoanState.LENT: ("request", "approval"),
    LoanState.REFUSED: ("request", "refusal"),
    LoanState.RETURNED: ("request", "approval", "return"),
}


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A loan and whether it should have come back."""

    row: Loan
    overdue: bool


def loans(viewer: Scope) -> QuerySet[Loan]:
    """Return the loans with their volumes and cases, newest first."""
    rows: QuerySet[Loan] = Loan.objects.of(viewer).select_related("volume__case")
    return rows.order_by("-requested_on", "-id")


def loan(viewer: Scope, loan_id: UUID) -> Loan:
    """
    Return one loan of the bureau with its volume.

    :raises Loan.DoesNotExist: if the bureau has none of this id
    """
    found: Loan = Loan.objects.of(viewer).select_related("volume__case").get(id=loan_id)
    return found


def latest_due(viewer: Scope, *, on: date) -> date | None:
    """Return the last day until which a volume is lent from a day, None where no rule says it."""
    place = accounts.bureau(viewer).jurisdiction
    try:
        limit = lawbook.parameter(LOAN_LIMIT, on=on, jurisdiction=place)
    except NoLaw:
        return None
    return calendar_end(start=on, length=limit.integer(), unit=DayUnit.CALENDAR)


def loan_lines(rows: tuple[Loan, ...], *, on: date) -> list[LoanLine]:
    """Return loans with whether they are overdue on a day."""
    return [
        LoanLine(
            row,
            row.state == LoanState.LENT.value
            and is_overdue(due_on=row.due_on, returned=row.returned_on is not None, on=on),
        )
        for row in rows
    ]


def out_now(viewer: Scope, volume: Volume) -> Loan | None:
    """Return the loan on which a volume is out."""
    rows: QuerySet[Loan] = Loan.objects.of(viewer)
    return rows.filter(volume=volume, state=LoanState.LENT.value).first()


def loan_facts(ctx: Act, row: Loan, *, on: date) -> LoanFacts:
    """Return the facts of a loan on a day, as its guards look at them."""
    days = (row.requested_on, row.decided_on or row.requested_on, row.returned_on or date.max)
    dated = zip(_STEPS[LoanState(row.state)], days, strict=False)
    return LoanFacts(
        acts=tuple(DoneAct(step, day, n) for n, (step, day) in enumerate(dated, start=1)),
        on=on,
        due_on=row.due_on,
        is_out=out_now(ctx, row.volume) is not None,
        by_borrower=row.requested_by_id == ctx.by.id,
        outside=row.outside,
        with_inner=row.with_inner,
    )
