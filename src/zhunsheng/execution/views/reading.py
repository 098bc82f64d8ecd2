"""Pages that show executions: the list, one execution, its card on the page of the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases.choices import PROOFS
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.execution import queries
from zhunsheng.execution.choices import ExecutionState
from zhunsheng.execution.procedure import EXECUTION
from zhunsheng.execution.queries import ExecutionFile
from zhunsheng.execution.views.common import (
    READ,
    ROOM,
    computed,
    crumbs,
    terms,
    tone,
)
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import cite
from zhunsheng.web import clock, pages, parts, tables

OPEN_VIEW: Final = "open"
NOTHING_OWED: Final = "决定已经失效，不再缴纳"
RECEIPT: Final = "delivery_receipt"
#: Kinds of papers that an execution makes; the page of the case shows the rest.
PAPERS: Final = frozenset(k for step in EXECUTION.steps for k in step.documents) - {RECEIPT}
#: Steps of the case whose papers an execution rests on.
RESTS_ON: Final = frozenset({"on_the_spot", "decision", "decision_delivery"})


@pages.allow(*READ)
@require_GET
def execution_list(request: HttpRequest) -> HttpResponse:
    """List the fines and gains that are not settled, overdue ones first."""
    viewer, today = pages.viewer_of(request), clock.today()
    rows = queries.lines(viewer, on=today)
    chosen = request.GET.get("view", OPEN_VIEW)
    known = {OPEN_VIEW, *(state.value for state in ExecutionState)}
    chosen = chosen if chosen in known else OPEN_VIEW
    shown = [one for one in rows if _is_shown(one, chosen)]
    context = {
        "title": ROOM,
        "tabs": _tabs(rows, chosen),
        "page": tables.paginate([(one, tone(one.standing.state)) for one in shown], request),
        "unpaid": sum(one.standing.unpaid_fen for one in shown),
        "gains": sum(one.standing.gains_left_fen for one in shown),
        "surcharge": sum(one.standing.surcharge_owed_fen for one in shown),
        "refund": sum(one.standing.refund_owed_fen for one in shown),
        "months_url": pages.open_to(viewer.by, "execution:months"),
    }
    return pages.show(request, "execution/list.html", context)


def _is_shown(line: queries.Line, chosen: str) -> bool:
    return line.is_open if chosen == OPEN_VIEW else line.standing.state.value == chosen


def _tabs(rows: Iterable[queries.Line], chosen: str) -> tuple[parts.Tab, ...]:
    held = list(rows)
    here = reverse("execution:list")
    opened = sum(one.is_open for one in held)
    found = [parts.Tab("未了结", here, opened, chosen == OPEN_VIEW)]
    for state in ExecutionState:
        count = sum(one.standing.state is state for one in held)
        if not count and chosen != state.value:
            continue
        url = f"{here}?view={state.value}"
        found.append(parts.Tab(state.label, url, count, chosen == state.value, tone(state)))
    return tuple(found)


def shown(viewer: Viewer, file: ExecutionFile, *, today: date) -> dict[str, Any]:
    """Return what the page and the card show of an execution."""
    found = queries.standing(file, on=today)
    facts = queries.facts_of(file, on=today)
    case = file.fined.case
    urls = {
        step.key: reverse("execution:act", args=[case.id, step.key]) for step in EXECUTION.steps
    }
    choices = parts.choices_of(procedure=EXECUTION, facts=facts, by=viewer.by, urls=urls)
    has_fallen = file.fined.annulment is not None
    return {
        "case": case,
        "file": file,
        "standing": found,
        "has_fallen": has_fallen,
        "fallen": NOTHING_OWED,
        "state": (found.state.label, tone(found.state)),
        "spans": () if has_fallen else computed(found),
        "choices": choices,
        "basis": cite("APL-2021:72.1(1)"),
    }


@pages.allow(*READ)
@require_GET
def detail(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show an execution: what is owed and how it was counted, the plan, the court, what is next."""
    viewer, today = pages.viewer_of(request), clock.today()
    file = queries.load(viewer, case_id, on=today)
    case = file.fined.case
    found = queries.standing(file, on=today)
    acts = (*file.acts, *(one for one in file.fined.file.acts if one.step in RESTS_ON))
    made = {one.document_id for one in acts}
    papers = [
        one
        for one in documents.documents_of(viewer, ("case", case.id))
        if one.kind in PAPERS or one.id in made
    ]
    context = {
        **shown(viewer, file, today=today),
        "title": ROOM,
        "subtitle": case.number or case.party_name,
        "crumbs": crumbs(file),
        "payments": cases.payments_of(viewer, case.id),
        "dues": plan_lines(file, today),
        "stops": file.fined.debt.stops,
        "terms": terms(viewer, found, today),
        "papers": papers,
        "closed_papers": documents.closed_to(viewer, papers, on=today),
        "proofs": evidence.catalogue(viewer, (PROOFS, case.id)),
        "why_no_court": _why_no_court(file, today),
        "entries": _entries(file),
    }
    return pages.show(request, "execution/detail.html", context)


@dataclass(frozen=True, slots=True)
class DueLine:
    """A part of what is owed: its day, its amount, whether it is paid or late."""

    number: int
    due: case_rules.Due
    state: str
    tone: parts.Tone


def plan_lines(file: ExecutionFile, today: date) -> tuple[DueLine, ...]:
    """Return the days and amounts that hold now, each with how it stands."""
    debt = file.fined.debt
    if file.fined.annulment is not None:
        return ()
    asked = debt.fine_fen - sum(one.amount_fen for one in debt.dues)
    found = []
    for number, due in enumerate(debt.dues, start=1):
        asked += due.amount_fen
        state, colour = "未到期", parts.Tone.NEUTRAL
        if asked <= debt.paid_fen:
            state, colour = "已缴清", parts.Tone.GREEN
        elif due.on < today:
            state, colour = f"逾期{(today - due.on).days}日", parts.Tone.RED
        found.append(DueLine(number, due, state, colour))
    return tuple(found)


def _why_no_court(file: ExecutionFile, today: date) -> tuple[parts.RefusedAct, ...]:
    """Return why the court may not be asked yet, while something is owed and late."""
    facts = queries.facts_of(file, on=today)
    if not facts.owes or facts.in_court or not facts.is_overdue:
        return ()
    found = EXECUTION.findings("court_application", facts)
    step = EXECUTION.step("court_application")
    return (parts.RefusedAct(step.label, found),) if found else ()


def _entries(file: ExecutionFile) -> Iterable[parts.TimelineEntry]:
    """Return the acts of the execution, newest first; the case's timeline has the sentences."""
    for act in reversed(file.acts):
        number = str(act.contents.get("number", ""))
        label = EXECUTION.step(act.step).label
        text = f"{label} {number}" if number else label
        yield parts.TimelineEntry(act.on.isoformat(), text, act.by_name)


@pages.allow(*READ)
@require_GET
def card(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what is owed in short: a part of the page of the case, or a page by itself."""
    viewer, today = pages.viewer_of(request), clock.today()
    file = queries.load(viewer, case_id, on=today)
    found = queries.standing(file, on=today)
    context = {
        **shown(viewer, file, today=today),
        "frame": "cases/bare.html" if "HX-Request" in request.headers else "web/base.html",
        "title": ROOM,
        "crumbs": crumbs(file, ROOM),
        "next_due": found.next_due,
    }
    return pages.show(request, "execution/card.html", context)
