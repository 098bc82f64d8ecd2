"""Pages that fill a draft as a whole: begin, basics, officers, days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.kernel.act import Act
from zhunsheng.planning import queries, rules, services
from zhunsheng.planning.forms import BasicsForm, DaysForm, DraftForm
from zhunsheng.planning.models import AnnualPlan, PlanTeam
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.views.common import WRITE, act_page, crumbs, found, today
from zhunsheng.web import clock, pages, parts
from zhunsheng.web.forms import DatedForm

DRAFT = ANNUAL_PLAN.step("draft")


@pages.allow(*WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin the plan of a year."""
    form = DraftForm(request.POST or None, initial={**today(), "year": clock.today().year})
    outcome = None
    if request.method == "POST":

        def act(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
            return services.draft_plan(ctx=ctx, draft=form.draft, on=data["on"])

        outcome = pages.submit(request, form=form, act=act)
        if outcome.done:
            return pages.go(request, "planning:detail", outcome.result.id, label=DRAFT.label)
    context = {
        "title": DRAFT.label,
        "crumbs": crumbs(label=DRAFT.label),
        "form": form,
        "back": reverse("planning:list"),
        "button": DRAFT.label,
        "consequence": "随后填写工作日和检查任务，合计由系统计算。",
        "basis": DRAFT.basis,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*WRITE)
def basics(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Change officers, stated total and goals of a draft."""
    plan = found(request, plan_id)
    initial = {
        **today(),
        "officers": plan.officers_count,
        "staff": plan.staff_count,
        "stated_units": plan.stated_units,
        "goals": plan.goals,
        "safeguards": plan.safeguards,
    }

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        names = ("officers", "staff", "stated_units", "goals", "safeguards", "version", "on")
        return services.set_basics(ctx=ctx, plan=plan.id, **{name: data[name] for name in names})

    return act_page(
        request,
        plan,
        title="修改人员数和目标",
        form=BasicsForm(request.POST or None, initial=initial),
        service=service,
        consequence="总法定工作日 S = D × N 随之重新计算。",
        basis=rules.ARITHMETIC,
    )


@pages.allow(*WRITE)
def officers(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Count the officers of a draft in the workforce."""
    plan = found(request, plan_id)
    counted = queries.officers_by_unit(pages.viewer_of(request), on=clock.today())

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.count_officers(
            ctx=ctx, plan=plan.id, version=data["version"], on=data["on"]
        )

    return act_page(
        request,
        plan,
        title="按执法队伍计数",
        form=DatedForm(request.POST or None, initial=today()),
        service=service,
        consequence="行政执法人员数改为各机构持有效证件人员之和。",
        basis=rules.FACTORS,
        more={
            "facts": (
                ("计划载明", f"{plan.officers_count} 人"),
                *((one.name, f"{one.officers} 人") for one in counted),
                ("今天持有效证件", f"{sum(one.officers for one in counted)} 人"),
            )
        },
    )


@pages.allow(*WRITE)
def days(request: HttpRequest, plan_id: UUID, unit_id: UUID | None = None) -> HttpResponse:
    """Enter the officer-days of the fixed items, of a unit or of the bureau as a whole."""
    plan, viewer = found(request, plan_id), pages.viewer_of(request)
    entered = queries.unit_days_of(viewer, plan)
    teams = {team.unit_id: team for team in queries.teams_of(viewer, plan)}
    if unit_id is not None and unit_id not in teams:
        raise PlanTeam.DoesNotExist
    initial = {**today(), **{item.value: n for item, n in entered.get(unit_id, {}).items()}}
    form = DaysForm(
        request.POST or None,
        initial=initial,
        # Where units of the bureau have days of their own, theirs are proposed, not once more.
        proposals={} if teams and not unit_id else queries.proposals(viewer, plan, unit_id),
    )

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.set_days(
            ctx=ctx,
            plan=plan.id,
            days=form.days,
            unit=unit_id,
            version=data["version"],
            on=data["on"],
        )

    where = reverse("planning:days", args=[plan.id])
    tabs = [parts.Tab("机关统筹", where, active=unit_id is None)]
    tabs += [
        parts.Tab(
            team.unit.name,
            reverse("planning:unit_days", args=[plan.id, one]),
            active=one == unit_id,
        )
        for one, team in teams.items()
    ]
    year = queries.year_days(plan.year)
    return act_page(
        request,
        plan,
        title="填写工作日",
        form=form,
        service=service,
        consequence="监督检查工作日 I = S − O − X 随之重新计算。",
        basis=rules.ARITHMETIC,
        template="planning/days.html",
        more={
            "tabs": tabs if teams else (),
            "team": teams.get(unit_id) if unit_id else None,
            "working_days": year.working_days if year else None,
        },
    )
