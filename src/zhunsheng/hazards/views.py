"""Pages of major hazards: the list, one hazard, its acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts.choices import HEADS, READERS
from zhunsheng.hazards import queries, services
from zhunsheng.hazards.choices import HANDLERS, HazardStage
from zhunsheng.hazards.forms import (
    DecisionForm,
    DeclinedForm,
    ExtensionForm,
    FollowUpForm,
    ListingForm,
    ProposalForm,
    VerificationForm,
)
from zhunsheng.hazards.procedure import LISTED_HAZARD
from zhunsheng.hazards.queries import Standing
from zhunsheng.inspection import queries as inspections
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import SHANGHAI, Act, Viewer
from zhunsheng.web import clock, pages, parts, tables
from zhunsheng.web.forms import LateForm, day_of

ROOM: Final = "重大隐患督办"
READ: Final = tuple(sorted(role.value for role in READERS))
HEAD: Final = tuple(sorted(role.value for role in HEADS))
HANDLE: Final = tuple(sorted(role.value for role in HANDLERS))
_TONES: Final = {
    HazardStage.PROPOSED: parts.Tone.NEUTRAL,
    HazardStage.DECLINED: parts.Tone.NEUTRAL,
    HazardStage.LISTED: parts.Tone.ORANGE,
    HazardStage.PAST_TERM: parts.Tone.RED,
    HazardStage.VERIFIED: parts.Tone.GREEN,
    HazardStage.DELISTED: parts.Tone.GREEN,
}


@pages.allow(*READ)
def hazard_list(request: HttpRequest) -> HttpResponse:
    """Show the hazards proposed and listed, and the major findings that nobody proposed yet."""
    viewer, today = pages.viewer_of(request), clock.today()
    page = tables.paginate(queries.hazards(viewer), request)
    lines = [queries.standing(row, on=today) for row in page.rows]
    may = viewer.by.holds(frozenset(HEAD))
    context = {
        "title": ROOM,
        "page": page,
        "lines": [(one, _TONES[one.stage]) for one in lines],
        "open": queries.open_major_findings(viewer),
        "may_propose": may,
    }
    return pages.show(request, "hazards/list.html", context)


@pages.allow(*READ)
def detail(request: HttpRequest, hazard_id: UUID) -> HttpResponse:
    """Show one hazard: what was found, what others decided, what officers saw since."""
    viewer, today = pages.viewer_of(request), clock.today()
    one = queries.hazard(viewer, hazard_id, on=today)
    context = {
        "title": one.row.finding.inspection.entity.name,
        "crumbs": _crumbs(label=one.row.finding.inspection.entity.name),
        "one": one,
        "tone": _TONES[one.stage],
        "due_on": one.facts.due_on,
        "steps": _progress(one),
        "choices": parts.choices_of(
            procedure=LISTED_HAZARD,
            facts=queries.before_delisting(viewer, one, by=viewer.by),
            by=viewer.by,
            urls=_urls(one),
        ),
        "terms": _terms(one),
        "entries": _entries(viewer, hazard_id),
    }
    return pages.show(request, "hazards/detail.html", context)


#: The way of a hazard as it is drawn; what is recorded beside it stands in the tables.
_DRAWN: Final = ("listing_proposal", "listing", "hazard_verification", "delisting")


def _progress(one: Standing) -> tuple[parts.ProgressStep, ...]:
    drawn = parts.progress_of(procedure=LISTED_HAZARD, facts=one.facts)
    steps = zip(LISTED_HAZARD.steps, drawn, strict=True)
    return tuple(shown for step, shown in steps if step.key in _DRAWN)


def _urls(one: Standing) -> dict[str, str]:
    if one.stage in {HazardStage.DELISTED, HazardStage.DECLINED}:
        return {}
    steps = [key for key in _ACTS if (key in _ANSWERS) == (one.row.listed_on is None)]
    return {key: reverse("hazards:act", args=[one.row.pk, key]) for key in steps}


def _terms(one: Standing) -> tuple[parts.Clock, ...]:
    end = one.facts.due_on
    if end is None or one.stage is HazardStage.DELISTED:
        return ()
    return (parts.Clock("治理期限", LISTED_HAZARD.basis, end, (end - one.facts.on).days),)


def _entries(viewer: Viewer, hazard_id: UUID) -> tuple[parts.TimelineEntry, ...]:
    return tuple(
        parts.TimelineEntry(
            at=f"{e.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            text=e.sentence + (f"（补记：{e.late_reason}）" if e.late_reason else ""),
            by=e.actor,
        )
        for e in journal.timeline(viewer, [("major_hazard", hazard_id)])
    )


def _crumbs(one: Standing | None = None, label: str = "") -> tuple[parts.Crumb, ...]:
    here = [parts.Crumb(ROOM, reverse("hazards:list"))]
    if one is not None:
        name = one.row.finding.inspection.entity.name
        here.append(parts.Crumb(name, reverse("hazards:detail", args=[one.row.pk])))
    return (*here, parts.Crumb(label))


@pages.allow(*HEAD)
def propose(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Propose a major hazard of an inspection for listing."""
    viewer = pages.viewer_of(request)
    found, outcome = inspections.finding(viewer, finding_id), None
    form = ProposalForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.propose(
                ctx=ctx, finding=found.pk, reason=data["reason"], on=data["on"]
            ),
        )
        if outcome.done:
            step = LISTED_HAZARD.step("listing_proposal")
            return pages.go(request, "hazards:detail", outcome.result.pk, label=step.label)
    step = LISTED_HAZARD.step("listing_proposal")
    context = {
        "title": step.label,
        "subtitle": found.inspection.entity.name,
        "crumbs": _crumbs(label=step.label),
        "form": form,
        "back": reverse("inspection:detail", args=[found.inspection_id]),
        "button": step.label,
        "consequence": "是否挂牌由安全生产委员会或者人民政府决定；责令整改不因提请而停止。",
        "basis": step.basis,
        "facts": (
            ("被检查单位", found.inspection.entity.name),
            ("检查日期", str(found.inspection.visited_on or "")),
            ("存在的问题", found.description),
            ("部位", found.place),
            ("等级", found.grade_label),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@dataclass(frozen=True, slots=True)
class _Act:
    """The form of a step, what it does, and what the page says will happen."""

    form: type[LateForm]
    run: Callable[[Act, Standing, int, Any], object]
    consequence: str


def _decide(service: Callable[..., object]) -> Callable[[Act, Standing, int, Any], object]:
    def run(ctx: Act, one: Standing, version: int, form: DecisionForm) -> object:
        return service(
            ctx=ctx,
            hazard=one.row.pk,
            decision=form.decision,
            version=version,
            on=form.cleaned_data["on"],
        )

    return run


def _follow_up(ctx: Act, one: Standing, version: int, form: FollowUpForm) -> object:
    data = form.cleaned_data
    return services.follow_up(
        ctx=ctx, hazard=one.row.pk, text=data["text"], version=version, on=data["on"]
    )


def _verify(ctx: Act, one: Standing, version: int, form: VerificationForm) -> object:
    data = form.cleaned_data
    return services.verify(
        ctx=ctx,
        hazard=one.row.pk,
        officers=tuple(data["officers"]),
        is_removed=data["is_removed"],
        text=data["text"],
        version=version,
        on=data["on"],
    )


_ANSWERS: Final = frozenset({"listing", "listing_declined"})
_ACTS: Final[dict[str, _Act]] = {
    "listing": _Act(
        ListingForm, _decide(services.record_listing), "登记后按期限跟踪督办，消除后核验。"
    ),
    "listing_declined": _Act(
        DeclinedForm, _decide(services.record_refusal), "责令整改继续有效，按原期限复查。"
    ),
    "hazard_follow_up": _Act(FollowUpForm, _follow_up, "列入督办经过。"),
    "term_extension": _Act(
        ExtensionForm, _decide(services.record_extension), "治理期限延至所填日期。"
    ),
    "hazard_verification": _Act(
        VerificationForm,
        _verify,
        "由到场核验的人员登记。认定已消除的，应当有原检查人员以外的执法人员参加（法律未规定，未核实），"
        "再报决定机关摘牌，由另一名人员登记；未消除的继续督办。",
    ),
    "delisting": _Act(DecisionForm, _decide(services.record_delisting), "登记后督办结束。"),
}


@pages.allow(*HANDLE)
def act(request: HttpRequest, hazard_id: UUID, hazard_step: str) -> HttpResponse:
    """Take a step on a hazard."""
    if hazard_step not in _ACTS:
        raise Http404
    viewer, outcome = pages.viewer_of(request), None
    one = queries.hazard(viewer, hazard_id, on=clock.today())
    declared, step = _ACTS[hazard_step], LISTED_HAZARD.step(hazard_step)
    form = declared.form(request.POST or None, initial=_initial(one))
    if isinstance(form, VerificationForm):
        form.offer(queries.verifiers(viewer, one.row, on=day_of(request.POST, clock.today())))
    if request.method == "POST":
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: declared.run(ctx, one, data["version"], form),
        )
        if outcome.done:
            return pages.go(request, "hazards:detail", one.row.pk, label=step.label)
    finding = one.row.finding
    context = {
        "title": step.label,
        "subtitle": finding.inspection.entity.name,
        "crumbs": _crumbs(one, step.label),
        "form": form,
        "version": one.row.version,
        "back": reverse("hazards:detail", args=[one.row.pk]),
        "button": step.label,
        "consequence": declared.consequence,
        "basis": step.basis,
        "facts": (
            ("被检查单位", finding.inspection.entity.name),
            ("存在的问题", finding.description),
            ("提请日期", one.row.proposed_on.isoformat()),
            ("挂牌决定", one.row.decision_number),
            ("治理期限", one.facts.due_on.isoformat() if one.facts.due_on else ""),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _initial(one: Standing) -> dict[str, object]:
    body = {"body": one.row.body} if one.row.body else {}
    return {"on": clock.today(), **body}
