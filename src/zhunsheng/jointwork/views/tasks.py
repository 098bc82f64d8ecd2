"""Pages of joint tasks: the list, one task, its acts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.jointwork import forms, queries, services
from zhunsheng.jointwork.choices import TaskStage
from zhunsheng.jointwork.procedure import JOINT_TASK
from zhunsheng.jointwork.queries import TaskFile
from zhunsheng.jointwork.rules import TaskDraft, TaskFacts
from zhunsheng.jointwork.rules import tasks as rules
from zhunsheng.jointwork.views.common import (
    ACT_STREET,
    DRAFT_TASK,
    SEE,
    ActPage,
    act_page,
    crumbs,
    new_page,
    street_choices,
    tabs,
    taking,
    timeline,
    today,
)
from zhunsheng.kernel.act import Viewer
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts, tables
from zhunsheng.web.forms import DatedForm
from zhunsheng.workforce import queries as workforce

TONES: Final = {
    TaskStage.DRAFTED: parts.Tone.ORANGE,
    TaskStage.REFUSED: parts.Tone.NEUTRAL,
    TaskStage.UNDERWAY: parts.Tone.PLAIN,
    TaskStage.OVER: parts.Tone.ORANGE,
    TaskStage.CLOSED: parts.Tone.GREEN,
}
#: Steps that are drawn as the way of a task; the others stand in its tables.
DRAWN: Final = ("joint_task_draft", "joint_task_approval", "joint_task_closing")


@pages.allow(*SEE)
def task_list(request: HttpRequest) -> HttpResponse:
    """List the joint tasks that the reader may see."""
    viewer, on = pages.viewer_of(request), clock.today()
    filters = forms.TaskFilter(request.GET)
    rows = queries.tasks(viewer, queries.TaskFilters(**filters.chosen))
    page = tables.paginate(rows, request)
    lines = []
    for row in page.rows:
        stage = rules.stage_of(queries.brief_facts(row, on=on))
        people = "、".join(one.name for one in row.participants.all())
        lines.append((row, people, stage, TONES[stage]))
    context = {
        "title": "联合执法任务",
        "tabs": tabs(viewer, "jointwork:tasks"),
        "filters": filters,
        "page": page,
        "lines": lines,
        "may_draft": bool(pages.open_to(viewer.by, "jointwork:task_new")),
    }
    return pages.show(request, "jointwork/tasks.html", context)


@pages.allow(*SEE)
def task_detail(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Show one task: who takes part, each unit with the own visit and what others found."""
    viewer, on = pages.viewer_of(request), clock.today()
    file = queries.task_file(viewer, queries.task(viewer, task_id))
    facts = replace(queries.task_facts(file, on=on), by_head=queries.is_head(viewer.by))
    stage, street = rules.stage_of(facts), queries.own_unit(viewer)
    shown = [one for one in file.participants if street in (None, one.unit_id)]
    page = tables.paginate(file.targets, request)
    context = {
        "title": file.task.title,
        "crumbs": crumbs(file.task.title),
        "row": file.task,
        "items": queries.items_label(viewer, file.task),
        "stage": stage,
        "tone": TONES[stage],
        "steps": _progress(facts),
        "people": file.participants,
        "targets": [
            (one, [(p.name, one.results.get(p.name)) for p in shown if _owes(p, one)])
            for one in page.rows
        ],
        "page": page,
        "own_visits": sum(1 for one in file.targets if one.visited_on),
        "by_street": street is not None,
        "closing": file.last("joint_task_closing", "joint_task_refusal"),
        "draw_url": _draw_url(viewer, file),
        "choices": parts.choices_of(
            procedure=JOINT_TASK,
            facts=facts,
            by=viewer.by,
            urls=_urls(file, stage, by_street=street is not None),
            asked=_asked,
        ),
        "entries": () if street else timeline(viewer, ("joint_task", task_id)),
    }
    return pages.show(request, "jointwork/task.html", context)


def _owes(one: Any, target: queries.Target) -> bool:  # noqa: ANN401  # a row of participants
    """Return whether a participant looks at a unit: a street at those in its own area."""
    return one.unit_id is None or one.unit_id == target.street


def _asked(facts: TaskFacts, step: str) -> TaskFacts:
    """Return the facts as the form will complete them: it asks why a line is missing."""
    return replace(facts, gap_reason_given=True) if step == "joint_task_closing" else facts


def _draw_url(viewer: Viewer, file: TaskFile) -> str:
    draw = file.task.draw_id
    return pages.open_to(viewer.by, "draw:detail", draw) if draw else ""


def _progress(facts: TaskFacts) -> tuple[parts.ProgressStep, ...]:
    drawn = parts.progress_of(procedure=JOINT_TASK, facts=facts)
    steps = zip(JOINT_TASK.steps, drawn, strict=True)
    return tuple(shown for step, shown in steps if step.key in DRAWN)


def _urls(file: TaskFile, stage: TaskStage, *, by_street: bool) -> dict[str, str]:
    if stage in {TaskStage.CLOSED, TaskStage.REFUSED}:
        return {}
    steps = set(OF_STREET if by_street else ACTS) - (
        {"joint_visits"} if file.task.draw_id else set()
    )
    if all(one.inspection for one in file.targets):
        steps -= {"joint_visits"}
    if not _reporters(file):
        steps -= {"participant_result"}
    return {key: reverse("jointwork:task_act", args=[file.task.pk, key]) for key in steps}


def _reporters(file: TaskFile) -> list[Any]:
    """Return the participants whose lines are entered here: not the departments of a draw."""
    drawn = file.task.draw_id is not None
    return [one for one in file.participants if not (drawn and queries.is_department(one))]


@pages.allow(*DRAFT_TASK)
def task_new(request: HttpRequest) -> HttpResponse:
    """Draft a joint task."""
    viewer = pages.viewer_of(request)
    streets, draws = street_choices(viewer), queries.open_draws(viewer)
    form = forms.TaskForm(request.POST or None, initial=_started(request, viewer))
    form.offer(
        draws=[(str(one), title) for one, title in draws],
        streets=[(str(one), name) for one, name in streets.items()],
        items=(powers.inspection_items(viewer, on=clock.today()) or {}).items(),
    )
    entities: tuple[UUID, ...] = ()
    if request.method == "POST" and form.is_valid():
        entities, unknown = registry.named(viewer, form.value("units"))
        form.name_unknown(unknown)

    def draft() -> TaskDraft:
        drawn = form.value("draw")
        departments = (
            queries.departments_of_draw(viewer, drawn) if drawn else form.value("departments")
        )
        return form.draft(departments=departments, entities=entities, streets=streets)

    return new_page(
        request,
        form=form,
        step=JOINT_TASK.step("joint_task_draft"),
        act=lambda ctx: services.draft_task(ctx=ctx, draft=draft(), on=form.value("on")),
        here=(),
        to="jointwork:task",
        consequence="由负责人批准后实施；本局的每一次检查仍然逐家批准，计入检查频次。",
    )


def _started(request: HttpRequest, viewer: Viewer) -> dict[str, object]:
    """Return what the form starts with: a unit that the page before named."""
    start = today()
    try:
        ids = [UUID(one) for one in request.GET.getlist("entity")]
    except ValueError as error:
        raise Http404 from error
    known = registry.entities_by_ids(viewer, ids)
    return start | {"units": "\n".join(known[one].name for one in ids if one in known)}


ACTS: Final[dict[str, ActPage]] = {
    "joint_task_approval": ActPage(
        DatedForm,
        taking("task", services.approve_task),
        "批准后通知参加单位；参加的街道（镇）登录即可看到本任务。",
    ),
    "joint_task_refusal": ActPage(
        forms.ReasonForm,
        taking("task", services.refuse_task, reason="text"),
        "提交后任务结束，不再实施。",
    ),
    "joint_visits": ActPage(
        forms.VisitsForm,
        taking("task", services.approve_visits, drafted=True),
        "提交后制作检查审批表和检查通知书；一家只检查一次，各单位同去。",
    ),
    "participant_result": ActPage(
        forms.LineForm,
        taking("task", services.enter_line, drafted=True),
        "作为参加单位的结果存档，不是本局发现的问题；重复登记的以最后一次为准。",
    ),
    "joint_task_closing": ActPage(
        forms.SummaryForm,
        taking("task", services.close_task, summary="text", gap_reason="gap_reason"),
        "提交后任务办结，不再登记结果。",
    ),
}
#: A street enters its own lines; all else is the bureau's.
OF_STREET: Final = frozenset({"participant_result"})


@pages.allow(*ACT_STREET)
def task_act(request: HttpRequest, task_id: UUID, task_step: str) -> HttpResponse:
    """Take a step on a joint task."""
    viewer = pages.viewer_of(request)
    street = queries.own_unit(viewer)
    if task_step not in ACTS or (street is not None and task_step not in OF_STREET):
        raise Http404
    file = queries.task_file(viewer, queries.task(viewer, task_id))
    row, page = file.task, ACTS[task_step]
    form = page.form(request.POST or None, initial=_initial(request, task_step))
    _offer(form, viewer, file, street)
    return act_page(
        request,
        record=row.pk,
        version=row.version,
        page=page,
        form=form,
        step=JOINT_TASK.step(task_step),
        subtitle=row.title,
        here=((row.title, reverse("jointwork:task", args=[row.pk])),),
        facts=(
            ("任务来源", row.ground_label),
            ("牵头部门", row.lead),
            ("参加单位", "、".join(one.name for one in file.participants)),
            ("任务期限", f"{row.first_on.isoformat()}至{row.last_on.isoformat()}"),
        ),
    )


def _initial(request: HttpRequest, step: str) -> dict[str, object]:
    start = today()
    if step == "participant_result":
        start |= {
            name: request.GET[name] for name in ("entity", "participant") if name in request.GET
        }
    return start


def _offer(form: object, viewer: Viewer, file: TaskFile, street: UUID | None) -> None:
    """Name what the form of a step lets choose."""
    if isinstance(form, forms.VisitsForm):
        on = clock.today()
        facts = (one for one in workforce.all_officer_facts(viewer) if not one.is_reviewer)
        form.offer(
            entities=[(str(t.entity), t.name) for t in file.targets if not t.inspection],
            officers=[(str(one.id), f"{one.name}（{one.number_on(on)}）") for one in facts],
        )
    if isinstance(form, forms.LineForm):
        people = [one for one in _reporters(file) if street in (None, one.unit_id)]
        form.offer(
            participants=[(str(one.id), one.name) for one in people],
            entities=[(str(one.entity), one.name) for one in file.targets],
        )
        if len(people) == 1:
            form.fields["participant"].initial = people[0].id
