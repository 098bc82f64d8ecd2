"""What is due in the archive: closed cases to file, requests to decide on, volumes to take back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.archive.choices import FILERS, KEEPERS, LENDERS, LoanState, Phrase
from zhunsheng.archive.models import Loan
from zhunsheng.archive.procedure import ARCHIVING, LENDING
from zhunsheng.archive.queries.loans import loan_lines, loans
from zhunsheng.archive.queries.volumes import waiting
from zhunsheng.archive.rules.guards import RECORDED
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.finding import NoLaw
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.remedies import queries as remedies
from zhunsheng.remedies.choices import RemedyScope

#: Within so many days after its end a case is filed; no rule of the state says it.
FILING_LIMIT: Final = "archive.filing_limit"


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """
    Return what is due in the archive on a day; a constant number of queries.

    A closed case about which a measure or a remedy still runs waits for it and is no duty.
    """
    return (*_filings(viewer, on), *_lendings(viewer, on))


def _filings(viewer: Viewer, on: date) -> Iterator[Duty]:
    place = accounts.bureau(viewer).jurisdiction
    running = _running(viewer)
    step = ARCHIVING.step("filing")
    for row in waiting(viewer):
        if running & {row.id, row.source_id}:
            continue
        try:
            limit = lawbook.parameter(FILING_LIMIT, on=row.closed_on, jurisdiction=place)
        except NoLaw:
            limit = None
        yield Duty(
            key=f"archive.filing:{row.id}",
            label=step.label,
            subject=" ".join(filter(None, (row.party_name, row.number))),
            due_on=_end(row.closed_on, limit) if limit else None,
            basis=RECORDED,
            roles=frozenset(role.value for role in FILERS),
            url=reverse("archive:file", args=[row.id]),
            action=Phrase.HANDLE.label,
            verified=limit is None or limit.verified,
            by_law=limit is not None and limit.verified,
        )


def _end(closed_on: date, limit: lawbook.ParameterValue) -> date:
    return calendar_end(start=closed_on, length=limit.integer(), unit=DayUnit.CALENDAR)


def _running(viewer: Viewer) -> frozenset[UUID]:
    """Return the cases and inspections about which a measure or a remedy runs; two queries."""
    held = remedies.remedies(viewer, remedies.RemedyFilters(scope=RemedyScope.OPEN))
    matters = compulsion.unfinished(viewer).values_list("matter_id", flat=True)
    own: Iterable[Any] = (row.case.root_id for row in held)
    return frozenset((*own, *matters))


def _lendings(viewer: Viewer, on: date) -> Iterator[Duty]:
    open_states = (LoanState.REQUESTED.value, LoanState.LENT.value)
    for line in loan_lines(tuple(loans(viewer).filter(state__in=open_states)), on=on):
        if line.row.state == LoanState.REQUESTED.value:
            yield _lending(line.row, "approval", None)
        elif line.overdue:
            yield _lending(line.row, "return", line.row.due_on)


def _lending(row: Loan, step: str, due_on: date | None) -> Duty:
    """Return the decision on a request, from the list where it is granted or not; or a return."""
    asked = step == "approval"
    return Duty(
        key=f"archive.{step}:{row.id}",
        label=LENDING.step(step).label,
        subject=f"{row.borrower} {row.volume}",
        due_on=due_on,
        basis=RECORDED,
        roles=frozenset(role.value for role in (LENDERS if asked else KEEPERS)),
        url=reverse("archive:loans"),
        action=Phrase.HANDLE.label,
        by_law=False,
    )
