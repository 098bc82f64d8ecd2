"""Pages that show inspections: the list with its tabs, one inspection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.compulsion import queries as compulsion
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.inspection import queries
from zhunsheng.inspection.choices import CheckResult, InspectionStage
from zhunsheng.inspection.forms import InspectionFilter
from zhunsheng.inspection.models import FindingPhoto, Inspection, InspectionFinding
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import EARLY, InspectionFacts, deciders
from zhunsheng.inspection.rules.drawn import NOT_DRAWN
from zhunsheng.inspection.views.common import (
    READ,
    ROOM,
    ceased,
    crumbs,
    eligible,
    steps_in,
    street_choices,
    uncertified,
)
from zhunsheng.inspection.views.passing import passed_on
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import clock, pages, parts, tables
from zhunsheng.workforce.choices import DelegatedPower

_TABS = (
    (InspectionStage.PLANNED, "planned", parts.Tone.PLAIN),
    (InspectionStage.VISITED, "visited", parts.Tone.PLAIN),
    (InspectionStage.ORDERED, "ordered", parts.Tone.ORANGE),
    (InspectionStage.OVERDUE, "overdue", parts.Tone.RED),
    (InspectionStage.WITHDRAWN, "withdrawn", parts.Tone.PLAIN),
)
_TONES = {
    InspectionStage.PLANNED: parts.Tone.NEUTRAL,
    InspectionStage.VISITED: parts.Tone.GREEN,
    InspectionStage.ORDERED: parts.Tone.ORANGE,
    InspectionStage.OVERDUE: parts.Tone.RED,
    InspectionStage.FINISHED: parts.Tone.GREEN,
    InspectionStage.WITHDRAWN: parts.Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list."""

    row: Inspection
    officers: str
    findings: int
    stage: InspectionStage
    tone: parts.Tone


@pages.allow(*READ)
def inspection_list(request: HttpRequest) -> HttpResponse:
    """Show inspections: those to be made, made, to be re-inspected, and late."""
    viewer, today = pages.viewer_of(request), clock.today()
    form = InspectionFilter(request.GET)
    form.offer(units=street_choices(viewer))
    filters = queries.InspectionFilters(**form.chosen)
    stage = next((s for s, key, _ in _TABS if key == request.GET.get("stage")), None)
    counts = queries.stage_counts(viewer, filters, on=today)
    rows = queries.inspection_lines(viewer, replace(filters, stage=stage), on=today)
    page = tables.paginate(rows, request)
    context = {
        "title": ROOM,
        "filters": form,
        "counts": counts,
        "tabs": _tabs(request, counts, stage),
        "page": page,
        "lines": _lines(request, page.rows, today),
        "may_approve": viewer.by.holds(INSPECTION.step("approval").actor),
        "may_start": viewer.by.holds(INSPECTION.step("urgent_start").actor),
    }
    return pages.show(request, "inspection/list.html", context)


def _tabs(
    request: HttpRequest, counts: queries.StageCounts, stage: InspectionStage | None
) -> tuple[parts.Tab, ...]:
    def url(key: str) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        query["stage"] = key
        if not key:
            del query["stage"]
        return f"?{query.urlencode()}"

    total = counts.planned + counts.visited + counts.withdrawn
    every = parts.Tab("全部", url(""), total, stage is None)
    some = (
        parts.Tab(s.label, url(key), getattr(counts, key), s is stage, tone)
        for s, key, tone in _TABS
    )
    return (every, *some)


def _lines(request: HttpRequest, rows: Iterable[Inspection], today: date) -> tuple[Line, ...]:
    viewer = pages.viewer_of(request)
    shown = tuple(rows)
    names = queries.officer_names(viewer, [row.id for row in shown])
    found = queries.findings_counts(viewer, [row.id for row in shown])
    orders = {row.id: queries.order_of(row) for row in shown}
    finished = queries.finished_orders(viewer, [o.id for o in orders.values() if o], on=today)
    lines = []
    for row in shown:
        order = orders[row.id]
        done = order is not None and order.id in finished
        stage = queries.stage_of(row, all_done=done, on=today)
        lines.append(Line(row, names.get(row.id, ""), found.get(row.id, 0), stage, _TONES[stage]))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One row of the table of findings: the finding, its rule, how it stands."""

    row: InspectionFinding
    basis: str
    violation: str
    state: str
    tone: parts.Tone
    photos: tuple[FindingPhoto, ...] = ()


@pages.allow(*READ)
def detail(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Show one inspection: facts, findings, papers, terms, what may be done and what not yet."""
    viewer, today = pages.viewer_of(request), clock.today()
    row = queries.inspection(viewer, inspection_id)
    shown_at = queries.code_shown_at(viewer, row.pk)
    facts = replace(
        queries.facts_of(viewer, row, on=today, by=viewer.by),
        code_shown=shown_at is not None,
        visit_refused=queries.is_refused(viewer, row.pk),
        visit_lost=row.visited_on is None and queries.is_lost(viewer, row, by=viewer.by),
        visit_stopped=row.visited_on is None
        and queries.is_stopped(viewer, row, on=today, by=viewer.by),
    )
    order = queries.order_of(row)
    again = queries.reinspections_of(viewer, order)
    closed = facts.all_done or facts.ended_on is not None
    stage = queries.stage_of(row, all_done=closed, on=today)
    carried_on = bool(queries.successor_ids(viewer, row.pk))
    context = {
        "title": row.entity.name,
        "crumbs": crumbs(label=row.entity.name),
        "inspection": row,
        "order": order,
        "order_ended_on": None if facts.all_done else facts.ended_on,
        "ceased": ceased(viewer, row, today),
        "extensions": queries.extensions_of(viewer, order),
        "reinspections": again,
        "result_notice": queries.result_notice_of(row),
        "officers": queries.officer_names(viewer, [row.pk]).get(row.pk, ""),
        "uncertified": uncertified(viewer, row),
        "successors": "、".join(one.name for one in facts.officers) if carried_on else "",
        "stage": stage,
        "tone": _TONES[stage],
        "steps": _progress(facts),
        "shown_at": shown_at,
        "urgency": queries.urgency_of(row),
        "choices": _choices(viewer, row, facts),
        "findings": _findings(request, row),
        **_visited(viewer, row),
        "measures": compulsion.beside(
            viewer,
            ("inspection", row.pk),
            on=today,
            is_open=row.is_enforcement and not closed,
        ),
        "papers": _papers(viewer, row),
        "terms": _terms(row, closed, today),
        "early_url": _early_url(viewer, row, facts),
        "entries": _entries(request, row),
        **passed_on(viewer, row),
        "entry_url": pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["entry"], row.pk),
        "inquiry_url": pages.open_to(viewer.by, "inquiry:subject", "inspection", row.pk),
        "entity_url": reverse("registry:detail", args=[row.entity_id]),
    }
    return pages.show(request, "inspection/detail.html", context)


def _choices(viewer: Viewer, row: Inspection, facts: InspectionFacts) -> parts.Choices:
    """Return what may be done; who could withdraw an approval is told why it is too late for it."""
    urls = _urls(row, all_done=facts.all_done or facts.ended_on is not None)

    def asked(facts: InspectionFacts, key: str) -> InspectionFacts:
        """Leave to the form who is to go, and who of the bureau acts on what a street found."""
        if key in {"handover", "change_officers"}:
            free = replace(facts, interested=frozenset(), drawn=NOT_DRAWN)
            of_street = key == "change_officers" and row.unit_id is not None
            return free if of_street else replace(free, officers=eligible(viewer, facts.on))
        if key == "on_site_measure":
            return replace(facts, officers=deciders(facts.officers))
        if key not in {"order", "reinspection"} or not steps_in(viewer, row):
            return facts
        held = frozenset(DelegatedPower)
        others = tuple(replace(one, of_street=False) for one in facts.officers)
        return replace(
            facts,
            officers=others,
            actor_was_sent=True,
            delegated=held,
        )

    choices = parts.choices_of(
        procedure=INSPECTION, facts=facts, by=viewer.by, urls=urls, asked=asked
    )
    step = INSPECTION.step("approval_withdrawal")
    findings = INSPECTION.findings(step.key, facts) if step.key in urls else ()
    if not facts.code_shown or not findings or not viewer.by.holds(step.actor):
        return choices
    return replace(choices, refused=(*choices.refused, parts.RefusedAct(step.label, findings)))


def _visited(viewer: Viewer, row: Inspection) -> dict[str, object]:
    """Return what belongs to the visit: who was there, what was looked at, what stood before."""
    return {
        "companions": queries.companions_of(viewer, row.pk),
        "attendees": queries.attendees_of(viewer, row.pk),
        "checked": _checked(viewer, row),
        "dispatch": queries.dispatch_of(viewer, row.pk),
        "on_site": queries.measures_of(viewer, row),
        "earlier": queries.earlier_findings(viewer, row),
        "hazard_urls": _hazard_urls(viewer, row),
        "may_open_evidence": bool(pages.open_to(viewer.by, "evidence:file", row.pk))
        and evidence.reads_taken(viewer.by),
    }


def _checked(viewer: Viewer, row: Inspection) -> list[tuple[str, int]]:
    """Return how many items of the checklists were met, at fault, or not there."""
    counts = Counter(one.result for one in queries.checked_of(viewer, row.pk).values())
    return [(one.label, counts[one.value]) for one in CheckResult if counts[one.value]]


def _hazard_urls(viewer: Viewer, row: Inspection) -> list[tuple[int, str]]:
    """Return where the reader may propose the open major hazards that nobody proposed yet."""
    page = settings.ZHUNSHENG_PAGES["hazard"]
    major = {one.pk: one for one in queries.findings_of(viewer, row.pk) if one.is_major}
    for one in major.values():
        one.inspection = row
    still_open = queries.unsettled_among(viewer, major.values()) if major else frozenset()
    proposed = queries.verified_majors(viewer, still_open, clock.today()) if still_open else {}
    waiting = [one for one in major.values() if one.pk in still_open - proposed.keys()]
    urls = [(one.number, pages.open_to(viewer.by, page, one.pk)) for one in waiting]
    return [(number, url) for number, url in urls if url]


def _progress(facts: InspectionFacts) -> tuple[parts.ProgressStep, ...]:
    """Draw the procedure without the exceptions that this inspection did not need."""
    drawn = parts.progress_of(procedure=INSPECTION, facts=facts)
    # Before the visit nobody knows whether something is to be ordered: no step is called needless.
    always = {"visit", "order", "reinspection"} if facts.visited_on else {"visit"}
    return tuple(
        shown
        for step, shown in zip(INSPECTION.steps, drawn, strict=True)
        if step.key in always or shown.state is not parts.StepState.NOT_NEEDED
    )


def _urls(row: Inspection, *, all_done: bool) -> dict[str, str]:
    steps = {
        "change_officers": "officers",
        "handover": "handover",
        "approval_withdrawal": "withdrawal",
        "scheme": "scheme",
        "result_notice": "result_notice",
        "visit": "visit",
        "late_approval": "late_approval",
        "order": "order",
        "extension": "extension",
        "reinspection": "reinspection",
        "photo": "photo",
        "on_site_measure": "measure",
        "measure_lifting": "lifting",
    }
    if row.withdrawn_on:
        return {}
    urls = {step: reverse(f"inspection:{name}", args=[row.pk]) for step, name in steps.items()}
    if not row.is_enforcement:
        del urls["order"], urls["on_site_measure"], urls["handover"]
    if row.visited_on:
        del urls["change_officers"], urls["scheme"], urls["approval_withdrawal"]
    if queries.result_notice_of(row):
        del urls["result_notice"]
    if queries.order_of(row) is None or all_done:
        del urls["extension"]
    if all_done:
        del urls["reinspection"]
    if not row.is_urgent:
        del urls["late_approval"]
    return urls


def _early_url(viewer: Viewer, row: Inspection, facts: InspectionFacts) -> str:
    """Return where to look again before the term ends, where nothing else stands against it."""
    step = INSPECTION.step("reinspection")
    against = INSPECTION.findings(step.key, facts)
    if [one.code for one in against] != [EARLY] or not viewer.by.holds(step.actor):
        return ""
    return reverse("inspection:reinspection", args=[row.pk]) + "?early=1"


def _findings(request: HttpRequest, row: Inspection) -> tuple[FindingLine, ...]:
    viewer = pages.viewer_of(request)
    results = queries.results_of(viewer, row.pk)
    ordered = queries.order_of(row) is not None
    catalogue = lawbook.violations(on=row.visited_on or clock.today())
    photos = queries.photos_of(viewer, row.pk)
    lines = []
    for one in queries.findings_of(viewer, row.pk):
        known = catalogue.get(one.violation_key)
        last = results.get(one.pk)
        state, tone = "待责令整改", parts.Tone.ORANGE
        if not row.is_enforcement:
            state, tone = "已提示自行整改", parts.Tone.PLAIN
        elif one.immediate_fix:
            state, tone = "当场改正", parts.Tone.GREEN
        elif last is not None:
            state = last.result_label
            tone = parts.Tone.GREEN if last.is_done else parts.Tone.ORANGE
        elif ordered:
            state = "整改中"
        basis = lawbook.cite_label(cite(one.basis))
        label = known.label if known else ""
        shown = tuple(photos.get(one.pk, ()))
        lines.append(FindingLine(one, basis, label, state, tone, shown))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the inspection as the page links it."""

    url: str
    title: str
    number: str
    issued_on: date


def _papers(viewer: Viewer, row: Inspection) -> tuple[Paper, ...]:
    rows = documents.documents_of(viewer, ("inspection", row.pk))
    closed = documents.closed_to(viewer, rows, on=clock.today())
    return tuple(
        Paper(
            "" if p.pk in closed else reverse("documents:detail", args=[p.pk]),
            p.title,
            p.number,
            p.issued_on,
        )
        for p in rows
    )


def _terms(row: Inspection, all_done: bool, today: date) -> tuple[parts.Clock, ...]:
    order = queries.order_of(row)
    if order is None or all_done:
        return ()
    end = order.current_due_on
    term = queries.reinspection_term(order, today)
    note = "" if term.verified else "期限未经核实"
    left = (term.due_on - today).days
    return (
        parts.Clock("整改期限", INSPECTION.step("order").basis, end, (end - today).days),
        parts.Clock("整改复查", term.basis, term.due_on, left, note=note),
    )


def _entries(request: HttpRequest, row: Inspection) -> tuple[parts.TimelineEntry, ...]:
    entries = journal.timeline(pages.viewer_of(request), [("inspection", row.pk)])
    return tuple(
        parts.TimelineEntry(
            at=f"{e.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            text=e.sentence + (f"（补记：{e.late_reason}）" if e.late_reason else ""),
            by=e.actor,
        )
        for e in entries
    )
