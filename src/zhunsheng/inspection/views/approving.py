"""Pages of approval: approve, begin in an urgency, approve after, send other officers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import FormSet
from zhunsheng.inspection.forms import (
    COMPANIONS_AT_FIRST,
    ApprovalForm,
    CompanionRows,
    DayForm,
    EntitiesForm,
    OfficersForm,
    RequestForm,
    UrgentForm,
    WithdrawalForm,
)
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import InspectionRequest, RunDraw, VisitTally
from zhunsheng.inspection.views.common import (
    FIELD,
    HEAD,
    act_page,
    crumbs,
    found,
    kept,
    officer_choices,
    street_choices,
    successors,
)
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages
from zhunsheng.web.forms import day_of

R = TypeVar("R", bound=RequestForm)

SHOWN = 40
FIND = "find"


def _initial(request: HttpRequest, draw: RunDraw | None = None) -> dict[str, object]:
    """Return what a form starts with: what the page named that sent the reader here, a draw."""
    given = request.GET
    said: dict[str, object] = {
        **{name: given[name] for name in ("basis_kind", "basis_id", "source") if name in given},
        "on": clock.today(),
        "form_set": FormSet.HANDBOOK_2020,
    }
    return said | {"draw": draw.id, "basis_kind": draw.basis_kind} if draw else said


def _offered(form: R, viewer: Viewer, draws: Sequence[RunDraw]) -> R:
    form.offer(
        officers=officer_choices(viewer, clock.today()),
        units=street_choices(viewer),
        items=(powers.inspection_items(viewer, on=clock.today()) or {}).items(),
        campaigns=queries.plan_campaigns(viewer, clock.today().year) or (),
    )
    if isinstance(form, ApprovalForm):
        form.offer_draws(draws)
    return form


def _waiting(viewer: Viewer, draw: RunDraw | None) -> list[str]:
    """Return the drawn units whose inspection was not approved yet, none that was merged away."""
    if draw is None:
        return []
    done = {entity for _, entity in queries.approved_on_draws(viewer, [draw.id, *draw.repeats])}
    kept = registry.kept_of(viewer, draw.pairs)
    return [str(one) for one in draw.pairs if kept[one] == one and one not in done]


def _planned(request: HttpRequest) -> date | None:
    """Return the day that was typed for the visits, nothing where there is none to read."""
    try:
        return date.fromisoformat(request.POST.get("planned_on", ""))
    except ValueError:
        return None


def _entities(request: HttpRequest, draw: RunDraw | None) -> EntitiesForm:
    """Return the form of entities: those chosen already or drawn, and those the text finds."""
    viewer = pages.viewer_of(request)
    asked = request.GET.getlist("entity") or _waiting(viewer, draw)
    form = EntitiesForm(request.POST or None, initial={"entities": asked})
    given = request.POST.getlist("entities") or asked
    chosen = registry.entities_by_ids(viewer, form.ids(given))
    text = request.POST.get("text", "")
    rows = {row.id: row for row in chosen.values()}
    if text.strip():
        filters = registry.EntityFilters(text=text)
        rows |= {row.id: row for row in registry.entities(viewer, filters)[:SHOWN]}
    today = clock.today()
    tallies = queries.visit_tallies(viewer, rows, year=today.year, on=today)
    crowded = queries.crowded(viewer, rows, on=_planned(request) or today)
    form.offer(
        [(str(i), row.name, tallies.get(i, VisitTally()), crowded[i]) for i, row in rows.items()]
    )
    return form


def _requested(
    request: HttpRequest,
    make: type[R],
    *,
    step: str,
    button: str,
    consequence: str,
    act: Callable[[Act, tuple[InspectionRequest, ...], R], Any],
) -> HttpResponse:
    """Show the form of a request, find entities for it, or act on it."""
    viewer = pages.viewer_of(request)
    outcome: pages.Outcome[Any] | None = None
    draws = queries.draws_to_visit(viewer, clock.today())
    named = request.GET.get("draw", "")
    draw = next((one for one in draws if str(one.id) == named), None)
    entities = _entities(request, draw)
    people = CompanionRows(request.POST or None, shown=COMPANIONS_AT_FIRST)
    form = _offered(make(initial=_initial(request, draw)), viewer, draws)
    if FIND in request.POST:
        form = _offered(make(initial=kept(form, request)), viewer, draws)
        entities, people = entities.unbound(), people.unbound(more=0)
    elif request.method == "POST":
        form = _offered(make(request.POST), viewer, draws)
        form.needs(entities)
        form.needs_people(people)
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: act(
                ctx,
                tuple(form.request(one, people.drafts) for one in entities.chosen),
                form,
            ),
        )
        label = INSPECTION.step(step).label
        if outcome.done and outcome.result is not None:  # of one entity: on to its record
            return pages.go(request, "inspection:detail", outcome.result.pk, label=label)
        if outcome.done:
            return pages.go(request, "inspection:list", label=label)
    declared = INSPECTION.step(step)
    context = {
        "title": declared.label,
        "crumbs": crumbs(label=declared.label),
        "form": form,
        "entities": entities,
        "people": people,
        "find": FIND,
        "caps_url": pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["caps"]),
        "back": reverse("inspection:list"),
        "button": button,
        "consequence": consequence,
        "basis": declared.basis,
    }
    return pages.show(request, "inspection/request.html", context, outcome=outcome)


@pages.allow(*HEAD)
def approve(request: HttpRequest) -> HttpResponse:
    """Approve inspections of the entities chosen, by the officers chosen."""

    def act(ctx: Act, requests: tuple[InspectionRequest, ...], form: ApprovalForm) -> object:
        return services.approve_inspections(ctx=ctx, requests=requests, on=form.cleaned_data["on"])

    return _requested(
        request,
        ApprovalForm,
        step="approval",
        button="批准检查",
        consequence="批准后由选派的执法人员实施检查。",
        act=act,
    )


@pages.allow(*FIELD)
def start_urgent(request: HttpRequest) -> HttpResponse:
    """Begin an inspection in an urgency, before it is approved."""

    def act(ctx: Act, requests: tuple[InspectionRequest, ...], form: UrgentForm) -> object:
        return services.start_urgent(
            ctx=ctx,
            request=requests[0],
            urgency=form.cleaned_data["urgency"],
            reason=form.cleaned_data["reason"],
            on=form.cleaned_data["on"],
        )

    return _requested(
        request,
        UrgentForm,
        step="urgent_start",
        button="开始紧急检查",
        consequence="仅限情况紧急、来不及事先审批的检查；检查后由负责人补办审批。",
        act=act,
    )


@pages.allow(*HEAD)
def approve_afterwards(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Approve an inspection that began in an urgency."""
    row = found(request, inspection_id)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.approve_afterwards(
                ctx=ctx,
                inspection=row.pk,
                version=pages.version_of(request),
                on=form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            label = INSPECTION.step("late_approval").label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    context = act_page(row, step="late_approval", form=form, consequence=queries.urgency_of(row))
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*HEAD)
def withdraw_approval(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Take back the approval of an inspection that was not made."""
    row = found(request, inspection_id)
    form = WithdrawalForm(request.POST or None, initial={"on": clock.today()})
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.withdraw_approval(
                ctx=ctx,
                inspection=row.pk,
                reason=data["reason"],
                version=pages.version_of(request),
                on=data["on"],
            ),
        )
        if outcome.done:
            label = INSPECTION.step("approval_withdrawal").label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    text = "撤销后检查通知书作废，不得据以检查，也不计入年度上限。"
    context = act_page(row, step="approval_withdrawal", form=form, consequence=text)
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*HEAD)
def change_officers(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Send other officers on an inspection."""
    viewer, row = pages.viewer_of(request), found(request, inspection_id)
    form = _officers(request, viewer, row)
    form.offer(officers=officer_choices(viewer, clock.today()))
    text = "改派后由新的检查人员实施检查。"
    act = services.change_officers
    return _others(request, row, form, act, step="change_officers", consequence=text)


@pages.allow(*HEAD)
def hand_over(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Name who carries on from a visit."""
    text = (
        "改派后，责令整改、现场处理措施、复查、告知结果由新的人员办理，文书印其姓名和证号；"
        "现场检查记录仍是原检查人员。原检查人员应当回避、证件失效或者调离的，按本项办理。"
    )
    viewer, row = pages.viewer_of(request), found(request, inspection_id)
    form = _officers(request, viewer, row)
    offered = successors(viewer, row, clock.today())
    form.offer(officers=offered.choices, note=offered.note)
    act = services.hand_over
    return _others(request, row, form, act, step="handover", consequence=text)


def _officers(request: HttpRequest, viewer: Viewer, row: Inspection) -> OfficersForm:
    """Return the form of other officers, with those ticked who act now."""
    sent = queries.acting_ids(viewer, row, clock.today())
    return OfficersForm(request.POST or None, initial={"on": clock.today(), "officers": sent})


def _others(
    request: HttpRequest,
    row: Inspection,
    form: OfficersForm,
    act: Callable[..., Any],
    *,
    step: str,
    consequence: str,
) -> HttpResponse:
    """Show the form of other officers, or let them act."""
    if INSPECTION.step(step).of_today:
        form.done_at_once(day_of(request.POST, clock.today()))
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: act(
                ctx=ctx,
                inspection=row.pk,
                officers=tuple(form.cleaned_data["officers"]),
                reason=form.cleaned_data["reason"],
                version=pages.version_of(request),
                on=form.done_on or form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            label = INSPECTION.step(step).label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    context = act_page(row, step=step, form=form, consequence=consequence)
    return pages.show(request, "web/act.html", context, outcome=outcome)
