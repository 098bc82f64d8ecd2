"""Pages that fill a draft: begin, officers, days, parts, units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.kernel.act import Act
from zhunsheng.planning import queries, rules, services
from zhunsheng.planning.choices import KeyCriterion
from zhunsheng.planning.forms import BasicsForm, DaysForm, DraftForm, PartForm, UnitsForm
from zhunsheng.planning.models import AnnualPlan, PlanPart
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.views.common import WRITE, act_page, crumbs, found, today
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import Sector
from zhunsheng.web import clock, pages
from zhunsheng.web.forms import DatedForm

DRAFT = ANNUAL_PLAN.step("draft")
UNKNOWN_CODE = "监管对象名录中没有：{codes}。"
NO_SECTOR = "该检查任务没有填写行业领域，请改填统一社会信用代码。"


@pages.allow(*WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin the plan of a year."""
    form = DraftForm(request.POST or None, initial={**today(), "year": clock.today().year})
    outcome = None
    if request.method == "POST":

        def act(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
            late = replace(ctx, late_reason=data["late_reason"].strip())
            return services.draft_plan(ctx=late, draft=form.draft, on=data["on"])

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
    }

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        names = ("officers", "staff", "stated_units", "goals", "version", "on")
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
def days(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Enter the officer-days of the fixed items."""
    plan = found(request, plan_id)
    entered = queries.days_of(pages.viewer_of(request), plan)
    initial = {**today(), **{item.value: count for item, count in entered}}
    form = DaysForm(request.POST or None, initial=initial)

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.set_days(
            ctx=ctx, plan=plan.id, days=form.days, version=data["version"], on=data["on"]
        )

    return act_page(
        request,
        plan,
        title="填写工作日",
        form=form,
        service=service,
        consequence="监督检查工作日 I = S − O − X 随之重新计算。",
        basis=rules.ARITHMETIC,
        template="planning/days.html",
    )


def _part_initial(part: PlanPart) -> dict[str, object]:
    return {
        "number": part.number,
        "label": part.label,
        "kind": part.kind_enum,
        "sector": Sector(part.sector) if part.sector else None,
        "unit_count": part.unit_count,
        "visits_per_unit": part.visits_per_unit,
        "days": part.days,
    }


@pages.allow(*WRITE)
def part(request: HttpRequest, plan_id: UUID, number: int = 0) -> HttpResponse:
    """Enter a part of the plan, or change one."""
    plan = found(request, plan_id)
    there = queries.parts_of(pages.viewer_of(request), plan)
    given = next((one for one in there if one.number == number), None)
    initial: dict[str, object] = {"number": max((p.number for p in there), default=0) + 1}
    initial = {**today(), **(_part_initial(given) if given else initial)}
    form = PartForm(request.POST or None, initial=initial)

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.set_part(
            ctx=ctx, plan=plan.id, part=form.draft, version=data["version"], on=data["on"]
        )

    return act_page(
        request,
        plan,
        title="修改检查任务" if given else "添加检查任务",
        form=form,
        service=service,
        consequence="序号与已有任务相同的，替换该任务。",
        basis=rules.DUTY_TO_PLAN,
    )


@pages.allow(*WRITE)
def remove_part(request: HttpRequest, plan_id: UUID, number: int) -> HttpResponse:
    """Take a part out of a draft."""
    plan = found(request, plan_id)

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.remove_part(
            ctx=ctx, plan=plan.id, number=number, version=data["version"], on=data["on"]
        )

    return act_page(
        request,
        plan,
        title="删除检查任务",
        form=DatedForm(request.POST or None, initial=today()),
        service=service,
        consequence=f"第 {number} 项任务和所列单位从草稿中删除。",
        basis=rules.RULES,
    )


def _resolved(request: HttpRequest, form: UnitsForm, part: PlanPart) -> tuple[UUID, ...]:
    """Return the entities meant; a code that nobody has is said beside its field."""
    viewer = pages.viewer_of(request)
    if form.cleaned_data["whole_sector"]:
        if not part.sector:
            form.add_error("whole_sector", NO_SECTOR)
            return ()
        return registry.all_ids(viewer, Sector(part.sector))
    codes = form.typed_codes
    rows = registry.entities(viewer).filter(credit_code__in=codes)
    known = dict(rows.values_list("credit_code", "id"))
    unknown = [code for code in codes if code not in known]
    if unknown:
        form.add_error("codes", UNKNOWN_CODE.format(codes="、".join(unknown)))
    return tuple(known[code] for code in codes if code in known)


@pages.allow(*WRITE)
def units(request: HttpRequest, plan_id: UUID, number: int) -> HttpResponse:
    """List units by name in a part."""
    plan = found(request, plan_id)
    there = queries.parts_of(pages.viewer_of(request), plan)
    into = next((one for one in there if one.number == number), None)
    if into is None:
        raise PlanPart.DoesNotExist
    form = UnitsForm(request.POST or None, initial=today())
    ids = _resolved(request, form, into) if request.method == "POST" and form.is_valid() else ()

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        reasons = tuple(KeyCriterion(code) for code in data["reasons"])
        months = tuple(int(month) for month in data["months"])
        listed = tuple(services.UnitDraft(one, reasons, months) for one in ids)
        return services.add_units(
            ctx=ctx, plan=plan.id, part=number, units=listed, version=data["version"], on=data["on"]
        )

    return act_page(
        request,
        plan,
        title="列入单位",
        form=form,
        service=service,
        consequence=f"列入“{into.label}”，名单家数须与载明的 {into.unit_count} 家一致。",
        basis=rules.PRINCIPLES,
    )
