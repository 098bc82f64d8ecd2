"""Pages that show what was taken: the list of preservations, a subject, one record."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.inquiry import queries
from zhunsheng.inquiry.choices import ON_A_COMMISSION, Keeping, PreservationStage, Taking
from zhunsheng.inquiry.forms.taking import PreservationFilter
from zhunsheng.inquiry.procedure import ADVANCE_PRESERVATION, INQUIRY
from zhunsheng.inquiry.queries import Line
from zhunsheng.inquiry.rules import Subject
from zhunsheng.inquiry.rules.facts import PRESERVATION
from zhunsheng.inquiry.views.common import READ, ROOM, crumbs, page_of, subject_of, tone_of
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.period import left
from zhunsheng.kernel.procedure import Step, role_finding
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import clock, pages, parts, tables

TABS: Final = (
    PreservationStage.REQUESTED,
    PreservationStage.APPROVED,
    PreservationStage.RUNNING,
    PreservationStage.LAPSED,
    PreservationStage.DISPOSED,
)
SUBJECT_LABELS: Final = {"case": "案件", "inspection": "行政检查"}


@pages.allow(*READ)
def preservation_list(request: HttpRequest) -> HttpResponse:
    """Show the preservations of the bureau with their terms, and the opinions awaited."""
    viewer, today = pages.viewer_of(request), clock.today()
    chosen = PreservationFilter(request.GET)
    wanted: dict[str, Any] = dict(chosen.chosen)
    every = queries.every_line(viewer, on=today)
    said = str(wanted.get("q", "")).strip()
    found = [one for one in every if said in f"{one.row.party_name} {one.row.items_text}"]
    stage = wanted.get("stage")
    shown = [one for one in found if stage in (None, one.stage)]
    page = tables.paginate(shown, request)
    context = {
        "title": ROOM,
        "filters": chosen,
        "tabs": _tabs(request, found, stage),
        "page": page,
        "lines": [(one, tone_of(one.stage), clock_of(one, today)) for one in page.rows],
        "commissions": queries.waiting_commissions(viewer),
    }
    return pages.show(request, "inquiry/list.html", context)


def _tabs(
    request: HttpRequest, found: list[Line], stage: PreservationStage | None
) -> tuple[parts.Tab, ...]:
    def url(code: str) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        query["stage"] = code
        if not code:
            del query["stage"]
        return f"?{query.urlencode()}"

    counts = Counter(line.stage for line in found)
    every = parts.Tab("全部", url(""), len(found), stage is None)
    return (
        every,
        *(
            parts.Tab(
                one.label,
                url(one.value),
                counts[one],
                stage is one,
                _tab_tone(one, counts[one]),
            )
            for one in TABS
        ),
    )


def _tab_tone(stage: PreservationStage, count: int) -> parts.Tone:
    is_late = stage is PreservationStage.LAPSED and count
    return parts.Tone.RED if is_late else parts.Tone.PLAIN


def clock_of(one: Line, today: date) -> parts.Clock | None:
    """Return the term within which a decision must be made, while it runs or after it."""
    if one.stage not in {PreservationStage.RUNNING, PreservationStage.LAPSED}:
        return None
    remains = left(lawbook.site_calendar(), due_on=one.until, on=today)
    workdays = remains.workdays if remains else None
    return parts.Clock(
        "对保存的证据作出处理",
        PRESERVATION,
        one.until,
        workdays,
        unit="个工作日",
        workdays_left=workdays,
    )


@pages.allow(*READ)
def subject(request: HttpRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Show everything that was taken for a case or an inspection, and what may be done next."""
    viewer, today = pages.viewer_of(request), clock.today()
    about = subject_of(request, kind, subject_id)
    context = {
        "title": ROOM,
        "subtitle": about.title,
        "crumbs": crumbs(about),
        "subject": about,
        "subject_label": SUBJECT_LABELS.get(kind, ""),
        **taken_of(viewer, about, today),
        "acts": acts_of(viewer, about),
        "turns": turns_of(viewer, about),
    }
    return pages.show(request, "inquiry/subject.html", context)


def taken_of(viewer: Viewer, about: Subject, today: date) -> dict[str, object]:
    """Return what was taken for a subject as its pages show it."""
    kept = queries.lines_of(viewer, about.key, on=today)
    return {
        "taken": queries.taken(viewer, about.key),
        "kept": [(one, tone_of(one.stage)) for one in kept],
        "terms": [term for one in kept if (term := clock_of(one, today))],
    }


def acts_of(viewer: Viewer, about: Subject) -> tuple[parts.NextAct, ...]:
    """Return the acts that the reader may begin on a subject."""
    if not about.takes_evidence:
        return ()
    steps: tuple[Step[Any], ...] = (
        *(step for step in INQUIRY.steps if Taking(step.key) not in ON_A_COMMISSION),
        ADVANCE_PRESERVATION.step(Keeping.REQUEST.value),
    )
    return tuple(
        parts.NextAct(
            step.label,
            step.basis,
            reverse("inquiry:act", args=[about.kind, about.id, step.key]),
        )
        for step in steps
        if not role_finding(step, viewer.by)
    )


def turns_of(viewer: Viewer, about: Subject) -> tuple[Step[Any], ...]:
    """Return what the reader may do on a commission; it is still ended once the matter is."""
    return tuple(
        step
        for step in INQUIRY.steps
        if Taking(step.key) in ON_A_COMMISSION
        and (about.is_open or step.key == Taking.END.value)
        and not role_finding(step, viewer.by)
    )


@pages.allow(*READ)
def interview(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Show one interview: who, when, by whom, question and answer."""
    viewer = pages.viewer_of(request)
    row = queries.interview(viewer, interview_id)
    about = queries.subject(viewer, row.subject_kind, row.subject_id)
    label = f"询问笔录（{row.person}）"
    context = {
        "title": f"{row.person}（第{row.round}次询问）",
        "subtitle": about.title,
        "crumbs": crumbs(about, label),
        "row": row,
        "subject": about,
        "subject_url": page_of(about),
    }
    return pages.show(request, "inquiry/interview.html", context)


@pages.allow(*READ)
def preservation(request: HttpRequest, preservation_id: UUID) -> HttpResponse:
    """Show one preservation: its list, its term, what was done and what may be done next."""
    viewer, today = pages.viewer_of(request), clock.today()
    row = queries.preservation(viewer, preservation_id)
    about = queries.subject(viewer, row.subject_kind, row.subject_id)
    now = queries.line(row, on=today)
    facts = queries.keeping_facts(viewer, row, about, on=today)
    urls = {
        step.key: reverse("inquiry:step", args=[row.id, step.key])
        for step in ADVANCE_PRESERVATION.steps[1:]
        if now.is_unsettled
    }
    term = clock_of(now, today)
    context = {
        "title": f"先行登记保存（第{row.number}次）",
        "subtitle": about.title,
        "crumbs": crumbs(about, f"先行登记保存（第{row.number}次）"),
        "row": row,
        "line": now,
        "handlers": queries.handler_names(viewer, about),
        "tone": tone_of(now.stage),
        "subject": about,
        "subject_url": page_of(about),
        "steps": [
            mark
            for mark in parts.progress_of(procedure=ADVANCE_PRESERVATION, facts=facts)
            if mark.state is not parts.StepState.NOT_NEEDED
        ],
        "choices": parts.choices_of(
            procedure=ADVANCE_PRESERVATION, facts=facts, by=viewer.by, urls=urls
        ),
        "terms": [term] if term else [],
        "has_papers": any(one.document for one in now.acts),
        "entries": [_entry(one) for one in reversed(now.acts)],
    }
    return pages.show(request, "inquiry/preservation.html", context)


def _entry(one: Any) -> parts.TimelineEntry:  # noqa: ANN401 # a row of the room
    step = ADVANCE_PRESERVATION.step(one.step)
    said = one.contents.get("reason") or one.contents.get("opinion") or ""
    text = f"{step.label}：{said}" if said else step.label
    return parts.TimelineEntry(at=one.on.isoformat(), text=text, by=one.by_name)
