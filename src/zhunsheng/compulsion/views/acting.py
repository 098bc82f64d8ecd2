"""Pages on which something is done: ask for a measure, take any step of one."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.compulsion import queries
from zhunsheng.compulsion.choices import MatterKind
from zhunsheng.compulsion.forms.acting import (
    MORE_ROWS,
    ROWS_AT_FIRST,
    CutSceneForm,
    ItemRows,
    SceneForm,
)
from zhunsheng.compulsion.forms.base import Known, StepForm
from zhunsheng.compulsion.procedure import POWER_CUT, SEAL_SEIZE
from zhunsheng.compulsion.queries import MeasureFile
from zhunsheng.compulsion.rules import Matter
from zhunsheng.compulsion.views.acts import ACT_PAGES, REQUEST_PAGES, ActPage
from zhunsheng.compulsion.views.common import (
    ASK,
    READ,
    clocks,
    crumbs,
    known_of,
    matter_url,
)
from zhunsheng.compulsion.views.reading import record_facts
from zhunsheng.kernel.procedure import Step, role_finding
from zhunsheng.web import clock, pages, parts
from zhunsheng.web import forms as fields

MORE: Final = "more"
ROWS: Final = "rows"
EXECUTION: Final = "execution"


def _matter(request: HttpRequest, kind: str, matter_id: UUID) -> Matter:
    """Return the matter of the address that the reader may see."""
    found = next((one for one in MatterKind if one.value == kind), None)
    told = queries.matter(pages.viewer_of(request), found, matter_id) if found else None
    if told is None:
        raise Http404
    return told


@pages.allow(*ASK)
def request_measure(
    request: HttpRequest, group: str, matter_kind: str, matter_id: UUID
) -> HttpResponse:
    """Ask for a measure in a matter, or begin one in an urgency."""
    page = REQUEST_PAGES.get(group)
    if page is None:
        raise Http404
    viewer = pages.viewer_of(request)
    told = _matter(request, matter_kind, matter_id)
    form = page.form(request.POST or None, known=known_of(viewer, matter=told, said=request.POST))
    declared = (POWER_CUT if group == "cut" else SEAL_SEIZE).step(page.step)
    _at_once(request, declared, form)
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: page.service(
                ctx=ctx,
                draft=form.draft(told.kind, told.id),
                at=form.at(ctx),
                on=data["on"],
            ),
        )
        if outcome.done:
            return pages.go(request, "compulsion:detail", outcome.result.pk, label=page.title)
    context = {
        "title": page.title,
        "subtitle": told.entity_name,
        "crumbs": crumbs(label=page.title),
        "form": form,
        "back": matter_url(viewer, told.kind.value, told.id),
        "button": page.title,
        "consequence": page.consequence,
        "basis": declared.basis,
        "facts": (
            ("当事人", told.entity_name),
            ("所属事项", f"{told.kind.label} {told.label}"),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*READ)
def measure_act(request: HttpRequest, measure_id: UUID, step: str) -> HttpResponse:
    """Take one step of a measure: the same view for every step, driven by its declaration."""
    viewer = pages.viewer_of(request)
    page = ACT_PAGES.get(step)
    file = queries.file_of(viewer, measure_id)
    if page is None or step not in {one.key for one in file.procedure.steps}:
        raise Http404
    known = known_of(viewer, file, said=request.POST)
    if step == EXECUTION:
        return _execution(request, file, page, known)
    form = page.form(request.POST or None, request.FILES or None, known=known)
    _at_once(request, file.procedure.step(step), form)
    outcome = None
    if request.method == "POST":
        outcome = _submitted(request, file, page, form)
        if outcome.done:
            return _done(request, file, step)
    return _shown(request, file, step, form, outcome)


def _at_once(request: HttpRequest, declared: Step[Any], form: StepForm) -> None:
    """Ask for neither day nor time of what is done when it is entered."""
    if declared.of_today:
        form.done_at_once(fields.day_of(request.POST, clock.today()))


def _execution(
    request: HttpRequest, file: MeasureFile, page: ActPage, known: Known
) -> HttpResponse:
    """Record what was done on the spot; a button adds rows to the list and keeps what was typed."""
    seals = file.course.kind.seals
    kind = SceneForm if seals else CutSceneForm
    posted, outcome = request.method == "POST", None
    form = kind(request.POST if posted and MORE not in request.POST else None, known=known)
    rows = ItemRows(request.POST if posted else None, shown=_count(request))
    if MORE in request.POST:
        form = kind(initial=_kept(form, request), known=known)
        rows = rows.unbound(more=MORE_ROWS)
    elif posted:
        if seals:
            form.needs(rows)
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: page.service(
                ctx=ctx,
                measure=file.measure.pk,
                draft=form.scene(rows.drafts if seals else ()),
                at=form.at(ctx),
                version=data["version"],
                on=data["on"],
            ),
        )
        if outcome.done:
            return _done(request, file, EXECUTION)
    more = {"rows": rows, "more": MORE, "rows_name": ROWS} if seals else {}
    return _shown(request, file, EXECUTION, form, outcome, **more)


def _count(request: HttpRequest) -> int:
    text = request.POST.get(ROWS, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else ROWS_AT_FIRST


def _kept(form: StepForm, request: HttpRequest) -> dict[str, object]:
    """Return what was typed, for a page that is shown again without acting."""
    return {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in form.fields.items()
    }


def _submitted(
    request: HttpRequest, file: MeasureFile, page: ActPage, form: StepForm
) -> pages.Outcome[Any]:
    return pages.submit_on_record(
        request,
        form=form,
        act=lambda ctx, data: page.service(
            ctx=ctx,
            measure=file.measure.pk,
            at=form.at(ctx),
            version=data["version"],
            on=data["on"],
            **form.values,
        ),
    )


def _done(request: HttpRequest, file: MeasureFile, step: str) -> HttpResponse:
    label = file.procedure.step(step).label
    return pages.go(request, "compulsion:detail", file.measure.pk, label=label)


def _shown(
    request: HttpRequest,
    file: MeasureFile,
    step: str,
    form: StepForm,
    outcome: pages.Outcome[Any] | None,
    **more: object,
) -> HttpResponse:
    """Show the form of a step, and above it what hinders the act already."""
    viewer, now = pages.viewer_of(request), clock.now()
    declared, page = file.procedure.step(step), ACT_PAGES[step]
    facts = queries.facts_of(file, on=clock.today(), at=now, by=viewer.by, now=now)
    findings = (*role_finding(declared, viewer.by), *file.procedure.findings(step, facts))
    context = {
        "title": declared.label,
        "crumbs": crumbs(file, declared.label),
        "form": form,
        "version": file.measure.version,
        "back": reverse("compulsion:detail", args=[file.measure.pk]),
        "button": page.button or declared.label,
        "consequence": page.consequence,
        "basis": declared.basis,
        "facts": record_facts(file),
        "terms": clocks(file.course, now),
        "refused": (parts.RefusedAct(declared.label, findings),)
        if findings and outcome is None
        else (),
        **more,
    }
    return pages.show(request, "compulsion/act.html", context, outcome=outcome)
