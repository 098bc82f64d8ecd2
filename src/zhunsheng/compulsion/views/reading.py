"""Pages that show measures: the list with its tabs, one measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from zhunsheng.compulsion import queries
from zhunsheng.compulsion.choices import StageGroup
from zhunsheng.compulsion.forms.asking import MeasureFilter
from zhunsheng.compulsion.queries import Course, MeasureFile
from zhunsheng.compulsion.rules import MeasureFacts
from zhunsheng.compulsion.views.acts import ACT_PAGES
from zhunsheng.compulsion.views.common import (
    READ,
    ROOM,
    TONES,
    clocks,
    crumbs,
    matter_url,
    title_of,
)
from zhunsheng.documents import queries as documents
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.web import clock, pages, parts, tables

#: So long before a term ends, what may prolong it stands open on the page.
NEAR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list."""

    course: Course
    stage: str
    tone: parts.Tone
    officers: str
    due_on: date | None
    left: int | None


@pages.allow(*READ)
def measure_list(request: HttpRequest) -> HttpResponse:
    """Show measures: those that wait, those in force with their clocks, those that ended."""
    viewer, today = pages.viewer_of(request), clock.today()
    form = MeasureFilter(request.GET)
    filters = queries.MeasureFilters(**form.chosen)
    group = next((g for g in StageGroup if g.value == request.GET.get("stage")), None)
    counts = queries.group_counts(viewer, filters)
    page = tables.paginate(queries.measures(viewer, replace(filters, group=group)), request)
    context = {
        "title": ROOM,
        "filters": form,
        "tabs": _tabs(request, counts, group),
        "page": page,
        "lines": lines(viewer, queries.courses(viewer, page.rows), today),
    }
    return pages.show(request, "compulsion/list.html", context)


def _tabs(
    request: HttpRequest, counts: dict[StageGroup, int], group: StageGroup | None
) -> tuple[parts.Tab, ...]:
    def url(key: str) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        query["stage"] = key
        return f"?{query.urlencode()}"

    every = parts.Tab("全部", url(""), sum(counts.values()), group is None)
    return (every, *(parts.Tab(g.label, url(g.value), counts[g], g is group) for g in StageGroup))


def lines(viewer: Viewer, found: Iterable[Course], today: date) -> tuple[Line, ...]:
    """Return measures as rows of a table."""
    shown = tuple(found)
    names = queries.officer_names(viewer, [one.measure.id for one in shown])
    return tuple(_line(one, names.get(one.measure.id, ""), today) for one in shown)


def _line(one: Course, officers: str, today: date) -> Line:
    stage = one.stage(today)
    due_on = None if one.ended else one.due_on
    left = (due_on - today).days if due_on else None
    return Line(one, stage.label, TONES[stage], officers, due_on, left)


@pages.allow(*READ)
def detail(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Show one measure: what happened, its list, its clocks, what may be done and what not yet."""
    viewer, now = pages.viewer_of(request), clock.now()
    today = clock.today()
    file = queries.file_of(viewer, measure_id)
    course, row = file.course, file.measure
    facts = queries.facts_of(file, on=today, at=now, by=viewer.by, now=now)
    stage = course.stage(today)
    scene = course.executed.contents if course.executed else {}
    context = {
        "title": title_of(file),
        "crumbs": crumbs(file),
        "measure": row,
        "matter": file.matter,
        "matter_url": matter_url(viewer, row.matter_kind, row.matter_id),
        "entity_url": reverse("registry:detail", args=[row.entity_id]),
        "officers": file.people.officers,
        "items": file.items,
        "course": course,
        "cut_facts": () if course.kind.seals else cut_facts(file),
        "scene": scene,
        "stage": stage,
        "tone": TONES[stage],
        "steps": _progress(file, facts),
        "choices": parts.choices_of(
            procedure=file.procedure,
            facts=facts,
            by=viewer.by,
            urls=_urls(file),
            near=_near(course, today),
        ),
        "papers": documents.documents_of(viewer, ("measure", row.pk)),
        "terms": clocks(course, now),
        "entries": _entries(viewer, row.pk),
    }
    return pages.show(request, "compulsion/detail.html", context)


def _progress(file: MeasureFile, facts: MeasureFacts) -> tuple[parts.ProgressStep, ...]:
    """Draw the procedure without the exceptions that this measure did not need."""
    drawn = parts.progress_of(procedure=file.procedure, facts=facts)
    return tuple(step for step in drawn if step.state is not parts.StepState.NOT_NEEDED)


def _near(course: Course, today: date) -> frozenset[str]:
    """Return the optional steps that are asked for while the term still runs, and ends soon."""
    ends = course.due_on is not None and today <= course.due_on <= today + NEAR
    return frozenset({"extension"}) if ends else frozenset()


def _urls(file: MeasureFile) -> dict[str, str]:
    """Return the addresses of the forms that still make sense for the measure."""
    course = file.course
    if course.ended is not None:
        return {}
    keys = {step.key for step in file.procedure.steps} & ACT_PAGES.keys()
    if course.executed is not None:
        keys -= {"abandonment", "confirmation"}
    else:
        keys -= {"testing", "testing_result", "extension", "handling", "restoration"}
    if file.measure.urgent and course.kind.seals:
        keys -= {"approval"}
    if not file.measure.urgent:
        keys -= {"report", "late_approval"}
    return {key: reverse("compulsion:act", args=[file.measure.pk, key]) for key in keys}


def _entries(viewer: Viewer, measure_id: UUID) -> Iterable[parts.TimelineEntry]:
    for entry in journal.timeline(viewer, [("measure", measure_id)]):
        late = f"（补记：{entry.late_reason}）" if entry.late_reason else ""
        at = entry.at.astimezone(SHANGHAI)
        shown = f"{at:%Y-%m-%d %H:%M}" if at.date() == entry.on else entry.on.isoformat()
        yield parts.TimelineEntry(shown, entry.sentence + late, entry.actor)


def record_facts(file: MeasureFile) -> tuple[tuple[str, Any], ...]:
    """Return what an act's page says of the measure it is about."""
    row = file.measure
    approved, executed = file.course.approved, file.course.executed
    return (
        ("当事人", row.entity.name),
        ("措施种类", row.kind_label),
        ("所属事项", f"{row.matter_label} {file.matter.label if file.matter else ''}"),
        ("法定情形", row.ground_label or f"拒不执行{row.order_label}"),
        *(() if file.course.kind.seals else cut_facts(file)),
        ("查明的情况", row.facts),
        ("理由", row.necessity),
        ("措施对象", row.objects_text or row.supplier),
        ("紧急情况", row.urgent_reason),
        ("批准", _at(approved.at) if approved else ""),
        ("实施", _at(executed.at) if executed else ""),
    )


def cut_facts(file: MeasureFile) -> tuple[tuple[str, Any], ...]:
    """Return what a cut answers: the order with its source, and the danger."""
    row, scan = file.measure, file.scan
    source: str = f"本系统记录，{row.order_on.isoformat()}作出" if row.order_on else ""
    if scan is not None:
        link = '系统外作出，见书证 <a href="{}">{} {}</a>'
        source = format_html(link, reverse("evidence:file", args=[scan.id]), scan.number, scan.name)
    standing = "" if file.order_known else "没有找到仍然有效的该决定"
    return (
        ("决定文号", row.order_number),
        ("决定来源", standing or source),
        ("现实危险", row.hazard),
    )


def _at(at: Any) -> str:  # noqa: ANN401 # an instant of an act
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
