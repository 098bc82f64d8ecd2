"""The list of executions, and what is due here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role, codes
from zhunsheng.execution.choices import (
    COLLECTORS,
    HANDLERS,
    LEADERS,
    OPEN,
    RECONCILERS,
    ExecutionState,
    Phrase,
)
from zhunsheng.execution.procedure import EXECUTION
from zhunsheng.execution.queries import files, monthly
from zhunsheng.execution.queries.files import ExecutionFile, Standing
from zhunsheng.execution.rules.matching import TREASURY
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.period import last_day, left
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry

_ORDER: Final = {state: place for place, state in enumerate(ExecutionState)}


@dataclass(frozen=True, slots=True)
class Line:
    """An execution as the list prints it."""

    file: ExecutionFile
    standing: Standing

    @property
    def is_open(self) -> bool:
        """Whether it asks for something still."""
        return self.standing.state in OPEN


def lines(viewer: Viewer, *, on: date) -> tuple[Line, ...]:
    """
    Return the executions that ask for something, overdue first, then by day; four queries.

    A case that is closed is left out, unless money is to be given back.
    """
    found = [Line(file, files.standing(file, on=on)) for file in files.of_all(viewer, on=on)]
    return tuple(sorted(found, key=_rank))


def _rank(line: Line) -> tuple[int, date]:
    due = line.standing.next_due
    last = due.on if due else line.standing.gains_due
    return _ORDER[line.standing.state], last or date.max


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """
    Return what is due: demands, the court, cash to pass on, money to give back, the month.

    A street is told of its own cases alone; the month is the bureau's.
    """
    found = [duty for line in lines(viewer, on=on) for duty in _duties(viewer, line, on)]
    if registry.sees_own_street_only(viewer):
        return tuple(found)
    return (*found, *_month_duty(viewer, on))


def _duties(viewer: Viewer, line: Line, on: date) -> Iterator[Duty]:
    file, found = line.file, line.standing
    facts = files.facts_of(file, on=on)
    if facts.request_pending:
        yield _duty(line, "deferral_decision", Phrase.ANSWER, None, codes(LEADERS))
    if facts.stands and facts.deferral_untold:
        yield _duty(line, "deferral_delivery", Phrase.DELIVER, None, codes(HANDLERS))
    if found.state is ExecutionState.REFUND_DUE:
        due = _refund_due(viewer, file, on)
        if facts.refund_is_approved:
            yield _duty(line, "refund", Phrase.REFUND, due, frozenset({Role.FINANCE.value}))
        else:
            yield _duty(line, "refund_approval", Phrase.APPROVE_REFUND, due, codes(LEADERS))
    if facts.court_closes and not EXECUTION.findings("court_application", facts):
        due = facts.court_closes
        yield _duty(line, "court_application", Phrase.APPLY, due, codes(LEADERS))
    elif _demand_is_due(found, facts.last("demand_notice") > 0 and not facts.must_demand_again):
        yield _duty(line, "demand_notice", Phrase.COLLECT, None, codes(HANDLERS))
    yield from _cash(viewer, line, on)


def _demand_is_due(found: Standing, is_demanded: bool) -> bool:
    late = {ExecutionState.OVERDUE, ExecutionState.SURCHARGE_DUE, ExecutionState.GAINS_DUE}
    return found.state in late and not is_demanded


def _cash(viewer: Viewer, line: Line, on: date) -> Iterator[Duty]:
    for step, label, due in _cash_dues(viewer, line.standing, on=on):
        roles = EXECUTION.step(step).actor if step == "cash_banked" else codes(COLLECTORS)
        yield _duty(line, step, label, due, roles)


def _cash_dues(
    viewer: Viewer, found: Standing, *, on: date
) -> Iterator[tuple[str, Phrase, date | None]]:
    """Yield the step that money taken on the spot waits for, and its last day (行政处罚法 71)."""
    if found.cash_out_fen > 0 and found.cash_taken_on:
        due = _workdays(viewer, "penalty.cash_to_agency", found.cash_taken_on, on)
        yield "cash_handed_in", Phrase.HAND_IN, due
    if found.cash_in_fen > 0 and found.cash_handed_on:
        due = _workdays(viewer, "penalty.cash_to_bank", found.cash_handed_on, on)
        yield "cash_banked", Phrase.BANK, due


@dataclass(frozen=True, slots=True)
class CashTerm:
    """A term of money taken on the spot: its last day, and the working days left."""

    label: str
    basis: Citation
    due: date | None
    left: int | None


def cash_terms(viewer: Viewer, case_id: UUID, *, on: date) -> tuple[CashTerm, ...]:
    """Return the terms of money taken on the spot of a case."""
    found = files.standing(files.load(viewer, case_id, on=on), on=on)
    return terms_of_cash(viewer, found, on=on)


def terms_of_cash(viewer: Viewer, found: Standing, *, on: date) -> tuple[CashTerm, ...]:
    """Return the terms of money taken on the spot, where it stands so."""
    calendar = lawbook.site_calendar()
    rows = [
        (step, label, due, left(calendar, due_on=due, on=on))
        for step, label, due in _cash_dues(viewer, found, on=on)
    ]
    return tuple(
        CashTerm(label.label, EXECUTION.step(step).basis, due, span.workdays if span else None)
        for step, label, due, span in rows
    )


def _refund_due(viewer: Viewer, file: ExecutionFile, on: date) -> date | None:
    """Return until when the bureau gives back what a change left it without right to."""
    changed = file.fined.changed_on
    if changed is None:
        return None
    place = accounts.bureau(viewer).jurisdiction
    length = lawbook.parameter("penalty.refund_limit", on=on, jurisdiction=place).integer()
    return changed + timedelta(days=length)


def _workdays(viewer: Viewer, key: str, since: date, on: date) -> date | None:
    place = accounts.bureau(viewer).jurisdiction
    length = lawbook.parameter(key, on=on, jurisdiction=place).integer()
    return last_day(lawbook.site_calendar(), start=since, length=length, unit=DayUnit.WORKING)


def _duty(line: Line, step: str, label: Phrase, due_on: date | None, roles: frozenset[str]) -> Duty:
    case = line.file.fined.case
    basis: Citation = EXECUTION.step(step).basis
    return Duty(
        key=f"execution.{step}:{case.id}",
        label=label.label,
        subject=" ".join(filter(None, (case.party_name, case.number))),
        due_on=due_on,
        basis=basis,
        roles=roles,
        url=reverse("execution:act", args=[case.id, step]),
        action=Phrase.HANDLE.label,
    )


def _month_duty(viewer: Viewer, on: date) -> Iterator[Duty]:
    """Say that the month before is not concluded, where it has payments or a list."""
    year, month = monthly.previous_month(on)
    found = monthly.month_of(viewer, year, month)
    if found.is_concluded or not (found.matches or found.row):
        return
    yield Duty(
        key=f"execution.month:{year}-{month:02d}",
        label=Phrase.RECONCILE.label,
        subject=found.label,
        due_on=None,
        basis=TREASURY,
        roles=codes(RECONCILERS),
        url=reverse("execution:month", args=[year, month]),
        action=Phrase.HANDLE.label,
    )
