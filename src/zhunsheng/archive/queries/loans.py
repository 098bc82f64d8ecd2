"""Reads of loans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.archive.choices import FOLDER_READERS, INSIDERS, LoanState, SourceOfPaper
from zhunsheng.archive.models import FiledPaper, Loan, Volume
from zhunsheng.archive.rules import LoanFacts, is_overdue
from zhunsheng.cases import queries as cases
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import Folder
from zhunsheng.documents.rules import place_in_file
from zhunsheng.kernel.act import Act, Actor, Viewer
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.finding import NoLaw
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook

#: For so many days at most a volume is lent; no rule of the state says it.
LOAN_LIMIT: Final = "archive.loan_limit"
_INSIDERS: Final = frozenset(role.value for role in INSIDERS)
#: Which steps a loan has been through, by its state.
_STEPS = {
    LoanState.REQUESTED: ("request",),
    LoanState.LENT: ("request", "approval"),
    LoanState.REFUSED: ("request", "refusal"),
    LoanState.RETURNED: ("request", "approval", "return"),
}


class Paper(Protocol):
    """A document, as its pages hold it."""

    id: UUID
    kind: str
    subject_kind: str
    subject_id: UUID


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


def may_read_inner(viewer: Viewer, volume: Volume, *, on: date) -> bool:
    """
    Return whether somebody may read the inner folder of a volume on a day.

    Its keepers, the legal section and the heads may, and who handled the case; others on an
    approved loan of their own that names the inner folder and has not run out. Another body that
    supervises the bureau never may.
    """
    return _may_read(viewer, volume, on=on, with_inner=True)


def may_read_main(viewer: Viewer, volume: Volume, *, on: date) -> bool:
    """Return whether somebody may read a main folder as a whole: as the inner one, on any loan."""
    return _may_read(viewer, volume, on=on)


def _may_read(viewer: Viewer, volume: Volume, *, on: date, **lent: bool) -> bool:
    if not viewer.by.holds(_INSIDERS):
        return False
    if viewer.by.holds(frozenset(role.value for role in FOLDER_READERS)):
        return True
    loans = Loan.objects.of(viewer).filter(
        volume=volume,
        requested_by=viewer.by.id,
        state=LoanState.LENT.value,
        decided_on__lte=on,
        due_on__gte=on,
        **lent,
    )
    return loans.exists() or viewer.by.id in cases.file_of(viewer, volume.case_id, on=on).handling


def is_insider(by: Actor) -> bool:
    """Return whether what is inner to an open case is told to somebody."""
    return by.holds(_INSIDERS)


def inner_of_case(viewer: Viewer, case: UUID, *, on: date) -> bool:
    """
    Return whether somebody may read what is inner to a case, on paper or told by a page.

    Until the file is put away it is open to the bureau; a street, or a supervisor, never reads it.
    """
    if not is_insider(viewer.by):
        return False
    rows = list(Volume.objects.of(viewer).filter(case_id=case))
    return not rows or any(may_read_inner(viewer, row, on=on) for row in rows)


def inner_document(viewer: Viewer, row: Paper, *, on: date) -> bool | None:
    """
    Return whether somebody may open a document of an inner folder; nothing where it is none.

    A paper that is not put away is inner by its kind.
    """
    filed = FiledPaper.objects.of(viewer).filter(
        folder=Folder.INNER.value, source=SourceOfPaper.DOCUMENT.value, source_id=row.id
    )
    paper = filed.select_related("volume").first()
    if paper is not None:
        return may_read_inner(viewer, paper.volume, on=on)
    declared = documents.kinds().get(row.kind)
    place = place_in_file(row.kind, declared.catalogue if declared else "")
    is_inner = row.subject_kind == "case" and place.folder is Folder.INNER
    return False if is_inner and not inner_of_case(viewer, row.subject_id, on=on) else None


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
