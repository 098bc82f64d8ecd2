"""Pages of burden: caps and who is near them, publishing caps, the meter of one enterprise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts.choices import READERS
from zhunsheng.burden import forms, imports, queries, services
from zhunsheng.burden.choices import PLANNERS, PUBLISHERS, SEERS
from zhunsheng.burden.models import JointPlanRecord
from zhunsheng.burden.rules import Due, Standing
from zhunsheng.inspection.rules import FREQUENCY_RULE
from zhunsheng.kernel.act import Act
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts, tables, uploads
from zhunsheng.web.sheets import UnreadableSheet

ROOM = "入企频次"
PUBLISH = "公布检查频次上限"


def _home() -> parts.Crumb:
    return parts.Crumb(ROOM, reverse("burden:overview"))


@dataclass(frozen=True, slots=True)
class Line:
    """An enterprise with its standing, and the colour of what is left."""

    id: UUID
    name: str
    stands: Standing
    tone: parts.Tone


def _tone(stands: Standing) -> parts.Tone:
    if stands.left is None:
        return parts.Tone.NEUTRAL
    return parts.Tone.ORANGE if stands.left <= 1 else parts.Tone.GREEN


@pages.allow(*READERS)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show the caps that hold, what counts, and the enterprises that were inspected most."""
    viewer, today = pages.viewer_of(request), clock.today()
    above = queries.published_above(viewer, on=today)
    notice = queries.notice_in_force(viewer, year=today.year, on=today)
    own = notice.limits if notice else {}
    borne = queries.borne(viewer, year=today.year, on=today)
    ranked = sorted(borne, key=lambda one: (-borne[one].visits, -borne[one].counted, one))
    visited = sum(one.visits > 0 for one in borne.values())
    page = tables.paginate(ranked, request)
    named = registry.entities_by_ids(viewer, page.rows)
    context = {
        "title": ROOM,
        "subtitle": f"{today.year}年",
        "caps": [
            (label, above.get(key), own.get(key))
            for key, label in queries.class_labels().items()
            if key in above or key in own
        ],
        "notice": notice,
        "changes": queries.notice_changes(viewer, notice) if notice else (),
        "grounds": queries.grounds(viewer, on=today),
        "page": page,
        "lines": [Line(one, named[one].name, borne[one], _tone(borne[one])) for one in page.rows],
        "reached": sum(one.is_reached for one in borne.values()),
        "visited": visited,
        "unvisited": len(borne) - visited,
        "outside": sum(one.made_outside for one in borne.values()),
        "counted": sum(len(one.made) + one.again for one in borne.values()),
        "waiting": sum(one.awaited for one in borne.values()),
        "may_publish": viewer.by.holds(frozenset(role.value for role in PUBLISHERS)),
    }
    return pages.show(request, "burden/overview.html", context)


@pages.allow(*PUBLISHERS)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the caps of a year."""
    labels = queries.class_labels()
    form = forms.NoticeForm(
        request.POST or None, labels=labels, initial={"year": clock.today().year}
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.publish_caps(
                ctx=ctx, draft=forms.draft_of(data), on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "burden:overview", label=PUBLISH)
    context = {
        "title": PUBLISH,
        "crumbs": (_home(), parts.Crumb(PUBLISH)),
        "form": form,
        "back": reverse("burden:overview"),
        "button": "公布",
        "consequence": "公布后，达到上限的企业不再批准计入上限的检查。",
        "basis": FREQUENCY_RULE,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*SEERS)
@require_GET
def meter(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Show how often one enterprise was inspected in the year, against its cap."""
    viewer, today = pages.viewer_of(request), clock.today()
    row = registry.visible_entity(viewer, entity_id)
    stands = queries.standings(viewer, [row.id], year=today.year, on=today)[row.id]
    counted = [*stands.made, *stands.waiting]
    marks = [*((one, True) for one in counted), *((one, False) for one in stands.outside)]
    context = {
        "frame": "burden/bare.html" if "HX-Request" in request.headers else "web/base.html",
        "year_label": f"{stands.year}年",
        "left_label": f"还可检查{stands.left}次",
        "marks": sorted(marks, key=lambda one: one[0].visited_on or one[0].approved_for),
        "title": f"{row.name}{ROOM}",
        "crumbs": (
            parts.Crumb("监管对象", reverse("registry:list")),
            parts.Crumb(row.name, reverse("registry:detail", args=[row.id])),
            parts.Crumb(ROOM),
        ),
        "entity": row,
        "stands": stands,
        "tone": _tone(stands),
        "beside": queries.beside(viewer, row.id, year=today.year),
        "classed": registry.class_changes(viewer, row.id, year=today.year),
        "warnings": queries.warnings(viewer, row.id, on=today),
        "rule": FREQUENCY_RULE,
    }
    return pages.show(request, "burden/meter.html", context)


JOINT = "联合检查安排"
JOINT_NEW = "安排联合检查"
ROWS_WRONG = "第{row}行{column}：{message}"
SHOWN_FAULTS = 10


def _joint_home() -> parts.Crumb:
    return parts.Crumb(JOINT, reverse("burden:joint_list"))


@pages.allow(*READERS)
@require_GET
def joint_list(request: HttpRequest) -> HttpResponse:
    """Show the joint visits that were planned, with what they spare the enterprises."""
    viewer = pages.viewer_of(request)
    context = {
        "title": JOINT,
        "crumbs": (_home(), parts.Crumb(JOINT)),
        "page": tables.paginate(queries.joint_plans(viewer), request),
        "may_plan": viewer.by.holds(frozenset(role.value for role in PLANNERS)),
    }
    return pages.show(request, "burden/joint_list.html", context)


@pages.allow(*READERS)
@require_GET
def joint_detail(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show one plan: the visits by day, what no day was left for, the gain."""
    viewer = pages.viewer_of(request)
    row = queries.joint_plan(viewer, plan_id)
    page = tables.paginate(row.visits, request)
    ids = {UUID(unit) for _, unit, _ in page.rows} | {UUID(unit) for unit, _ in row.left}
    named = registry.entities_by_ids(viewer, ids)
    context = {
        "title": row.title,
        "subtitle": f"{row.first_on}至{row.last_on}",
        "crumbs": (_home(), _joint_home(), parts.Crumb(row.title)),
        "plan": row,
        "page": page,
        "lines": [(day, named[UUID(unit)], who) for day, unit, who in page.rows],
        "left": [(named[UUID(unit)], who) for unit, who in row.left],
    }
    return pages.show(request, "burden/joint_detail.html", context)


@pages.allow(*PLANNERS)
@require_GET
def joint_template(request: HttpRequest) -> HttpResponse:
    """Save the blank template of what is due."""
    return uploads.download(imports.template(), name="待检查单位模板.xlsx")


@pages.allow(*PLANNERS)
def joint_new(request: HttpRequest) -> HttpResponse:
    """Read what is due, find the least visits, and keep the plan."""
    form = forms.JointForm(request.POST or None, request.FILES or None)
    outcome = None
    if request.method == "POST":
        dues, digest = _dues(request, form)
        outcome = pages.submit(request, form=form, act=_planning(dues, digest))
        if outcome.done:
            return pages.go(request, "burden:joint_detail", outcome.result.id, label=JOINT_NEW)
    context = {
        "title": JOINT_NEW,
        "crumbs": (_home(), _joint_home(), parts.Crumb(JOINT_NEW)),
        "form": form,
        "back": reverse("burden:joint_list"),
        "button": "计算并保存",
        "consequence": "安排不代替审批，每次检查仍应逐一报批。",
        "basis": FREQUENCY_RULE,
    }
    return pages.show(request, "burden/joint_new.html", context, outcome=outcome)


def _dues(request: HttpRequest, form: forms.JointForm) -> tuple[tuple[Due, ...], str]:
    """Return what the sheet says is due, and its digest; what is wrong in it stands on the form."""
    if not form.is_valid():
        return (), ""
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        viewer = pages.viewer_of(request)
        reading = imports.dues(viewer, filename=file.name, content=content)
    except UnreadableSheet as reason:
        form.add_error("file", reason.message)
        return (), ""
    for error in reading.errors[:SHOWN_FAULTS]:
        text = ROWS_WRONG.format(row=error.row, column=error.column, message=error.message)
        form.add_error("file", text)
    return reading.good, sha256(content).hexdigest()


def _planning(
    dues: tuple[Due, ...], digest: str
) -> Callable[[Act, Mapping[str, Any]], JointPlanRecord]:
    def act(ctx: Act, data: Mapping[str, Any]) -> JointPlanRecord:
        draft = services.JointDraft(
            data["title"], data["first"], data["last"], data["capacity"], digest
        )
        days = queries.workdays(draft.first, draft.last)
        plan = queries.planned(dues, days, draft.capacity)
        return services.plan_joint_visits(ctx=ctx, draft=draft, dues=dues, plan=plan, on=ctx.day)

    return act
