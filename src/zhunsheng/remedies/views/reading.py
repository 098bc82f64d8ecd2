"""Pages that show remedies: the list, one remedy, the evidence that was handed in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.kernel.act import Viewer
from zhunsheng.remedies import exports, queries, rules
from zhunsheng.remedies.choices import (
    Instance,
    RemedyKind,
)
from zhunsheng.remedies.forms import RemedyFilter
from zhunsheng.remedies.models import RemedyAct
from zhunsheng.remedies.procedure import FIRST, procedure_of
from zhunsheng.remedies.queries import RemedyFile
from zhunsheng.remedies.queries.material import handed_in
from zhunsheng.remedies.views.common import (
    READ,
    ROOM,
    TONES,
    head,
    may_write,
    running,
    tabs,
    timeline,
)
from zhunsheng.web import clock, pages, parts, tables

ANSWERS: Final = ("answer", "defence")
NO_ANSWER = "还没有提交答复或者答辩状，没有证据材料可以合成。"


@pages.allow(*READ)
@require_GET
def remedy_list(request: HttpRequest) -> HttpResponse:
    """List the reconsiderations and suits of the bureau."""
    viewer = pages.viewer_of(request)
    chosen = RemedyFilter(request.GET)
    wanted: dict[str, Any] = dict(chosen.chosen)
    page = tables.paginate(queries.remedies(viewer, queries.RemedyFilters(**wanted)), request)
    found = queries.lines(viewer, page.rows, on=clock.today())
    context = {
        "title": ROOM,
        "tabs": tabs(viewer, "list"),
        "filters": chosen,
        "page": page,
        "lines": [(line, TONES[line.stage]) for line in found],
        "may_write": may_write(viewer),
    }
    return pages.show(request, "remedies/list.html", context)


@pages.allow(*READ)
@require_GET
def remedy_detail(request: HttpRequest, remedy_id: UUID) -> HttpResponse:
    """Show a remedy: progress, terms, what was handed in, who attended, how it ended."""
    viewer, today = pages.viewer_of(request), clock.today()
    row = queries.remedy(viewer, remedy_id)
    file = queries.file_of(viewer, row)
    facts = queries.facts_for(viewer, file, on=today)
    place = accounts.bureau(viewer).jurisdiction
    stage = rules.stage_of(facts)
    answered = file.last(*ANSWERS)
    context = {
        **head(file),
        "row": row,
        "stage": (stage.label, TONES[stage]),
        "result": rules.outcome_of(facts),
        "track": _track(file, facts),
        "decision": queries.decision_number(file),
        "change": cases.change_of(viewer, row.case_id),
        "steps": _progress(file, facts),
        "terms": running(queries.terms_of(file, place)),
        "kept": [term for term in queries.terms_of(file, place) if term.done_on],
        "choices": _choices(file, facts, viewer),
        "answered": answered,
        "may_write": may_write(viewer),
        "material": handed_in(answered) if answered else (),
        "hearings": file.of("court_hearing", "review_hearing"),
        "stops": file.of("court_stop", "execution_stop"),
        "rulings": file.of("ruling"),
        "letters": list(queries.letters(viewer, about=row.id)),
        "others": [one for one in queries.of_cases(viewer, [row.case_id]) if one.id != row.id],
        "skipped_reconsideration": _skipped(viewer, file),
        "entries": list(timeline(viewer, ("remedy", row.id))),
    }
    return pages.show(request, "remedies/detail.html", context)


def _track(file: RemedyFile, facts: rules.RemedyFacts) -> tuple[str, str]:
    """Return by which procedure a reconsideration goes, or which instance a suit has reached."""
    if file.kind is RemedyKind.LITIGATION:
        second = facts.is_in_second_instance
        return "审级", (Instance.SECOND if second else Instance.FIRST).label
    return "审理程序", "简易程序" if file.remedy.simplified else "普通程序"


def _progress(file: RemedyFile, facts: rules.RemedyFacts) -> tuple[parts.ProgressStep, ...]:
    procedure, done = procedure_of(file.kind), {act.step for act in facts.acts}
    ahead = next((step.key for step in procedure.required(facts) if step.key not in done), "")
    marks = parts.progress_of(procedure=procedure, facts=facts, current=ahead)
    return tuple(mark for mark in marks if mark.state is not parts.StepState.NOT_NEEDED)


def _choices(file: RemedyFile, facts: rules.RemedyFacts, viewer: Viewer) -> parts.Choices:
    """Return what may be done now; the evidence is chosen in the form of the answer itself."""
    if facts.is_ended:
        return parts.Choices((), ())
    procedure = procedure_of(file.kind)
    urls = {
        step.key: reverse("remedies:act", args=[file.remedy.id, step.key])
        for step in procedure.steps
        if step.key != FIRST[file.kind]
    }
    known = replace(facts, evidence_items=1)
    found = parts.choices_of(procedure=procedure, facts=known, by=viewer.by, urls=urls)
    return parts.Choices(found.allowed, ())


def _skipped(viewer: Viewer, file: RemedyFile) -> bool:
    """Tell whether a suit came about a decision on the spot without reconsideration (23)."""
    row = file.remedy
    if file.kind is not RemedyKind.LITIGATION:
        return False
    if row.case.procedure != CaseProcedure.SUMMARY.value:
        return False
    first = RemedyKind.RECONSIDERATION.value
    return all(one.kind != first for one in queries.of_cases(viewer, [row.case_id]))


@pages.allow(*READ)
@require_GET
def bundle(request: HttpRequest, remedy_id: UUID) -> HttpResponse:
    """Hand out the evidence of the answer as one PDF."""
    viewer = pages.viewer_of(request)
    row = queries.remedy(viewer, remedy_id)
    file = queries.file_of(viewer, row)
    answered: RemedyAct | None = file.last(*ANSWERS)
    if answered is None:
        raise Http404(NO_ANSWER)
    try:
        content = exports.bundle_pdf(viewer, file, answered)
    except (FontMissing, NotPrintable) as problem:
        raise Http404(str(problem)) from problem
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{row.number}证据材料.pdf"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=name) or "inline"
    )
    return response
