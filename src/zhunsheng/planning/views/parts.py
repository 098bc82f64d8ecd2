"""Pages that fill the parts of a draft and the lists of their units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhunsheng.kernel.act import Act
from zhunsheng.planning import queries, rules, services
from zhunsheng.planning.choices import KeyCriterion
from zhunsheng.planning.forms import CodesForm, PartForm, RemoveUnitsForm, UnitsForm
from zhunsheng.planning.models import AnnualPlan, PlanPart
from zhunsheng.planning.views.common import WRITE, act_page, found, today
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.web import clock, pages
from zhunsheng.web.forms import DatedForm

#: How many units are proposed at once.
SHOWN = 50
UNKNOWN_CODE = "监管对象名录中没有：{codes}。"


def _part_initial(part: PlanPart) -> dict[str, object]:
    return {
        "label": part.label,
        "kind": part.kind_enum,
        "sector": Sector(part.sector) if part.sector else None,
        "unit_count": None if part.is_counted else part.unit_count,
        "visits_per_unit": part.visits_per_unit,
        "days": part.days,
        "cap": part.cap,
        "special_ground": part.special_ground,
        "months": [str(month) for month in part.months],
        **{f"rate_{risk}": rate for risk, _, rate in part.strata},
    }


@pages.allow(*WRITE)
def part(request: HttpRequest, plan_id: UUID, number: int = 0) -> HttpResponse:
    """Enter a part of the plan, or change one."""
    plan = found(request, plan_id)
    there = queries.parts_of(pages.viewer_of(request), plan)
    given = next((one for one in there if one.number == number), None)
    place = given.number if given else max((p.number for p in there), default=0) + 1
    initial = {**today(), **(_part_initial(given) if given else {})}
    sector = Sector(given.sector) if given and given.sector else None
    pools = registry.counts_by_risk(pages.viewer_of(request), sector, on=clock.today())
    form = PartForm(request.POST or None, initial=initial, pools=pools)

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.set_part(
            ctx=ctx, plan=plan.id, part=form.draft(place), version=data["version"], on=data["on"]
        )

    return act_page(
        request,
        plan,
        title="修改检查任务" if given else "添加检查任务",
        form=form,
        service=service,
        consequence=f"列为第 {place} 项任务。",
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
        consequence=f"第 {number} 项任务和所列单位从草稿中删除，其后的任务序号依次前移。",
        basis=rules.RULES,
    )


def _part_of(request: HttpRequest, plan: AnnualPlan, number: int) -> PlanPart:
    """
    Return the part of a number.

    :raises PlanPart.DoesNotExist: if the plan has none
    """
    there = queries.parts_of(pages.viewer_of(request), plan)
    part = next((one for one in there if one.number == number), None)
    if part is None:
        raise PlanPart.DoesNotExist
    return part


def _coded(request: HttpRequest, form: CodesForm) -> tuple[UUID, ...]:
    """
    Return the entities of the codes typed, or of the names of those without a code.

    What nobody has is said beside the field.
    """
    typed = form.typed_codes
    found, unknown = registry.named(pages.viewer_of(request), typed)
    if unknown:
        form.add_error("codes", UNKNOWN_CODE.format(codes="、".join(unknown)))
    return found


@pages.allow(*WRITE)
def units(request: HttpRequest, plan_id: UUID, number: int) -> HttpResponse:
    """List units by name in a part; those that the record makes key units are proposed."""
    viewer, plan = pages.viewer_of(request), found(request, plan_id)
    into = _part_of(request, plan, number)
    given = {"codes": request.GET.get("codes", "")[:120], "reasons": request.GET.getlist("reasons")}
    form = UnitsForm(request.POST or None, initial={**today(), **given})
    typed = request.method == "POST" and form.is_valid() and not form.cleaned_data["whole_sector"]
    ids = _coded(request, form) if typed else ()

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        where = {"plan": plan.id, "part": number, "version": data["version"], "on": data["on"]}
        reasons = tuple(KeyCriterion(code) for code in data["reasons"])
        months = tuple(int(month) for month in data["months"])
        why = (reasons, months, data["note"].strip())
        if data["whole_sector"]:
            risks = tuple(RiskClass(code) for code in data["risks"])
            return services.add_sector(ctx=ctx, draft=services.SectorDraft(risks, *why), **where)
        listed = tuple(services.UnitDraft(one, *why) for one in ids)
        return services.add_units(ctx=ctx, units=listed, **where)

    stated = "由系统按名单计数" if into.is_counted else f"须与载明的 {into.unit_count} 家一致"
    return act_page(
        request,
        plan,
        title="列入单位",
        form=form,
        service=service,
        consequence=f"列入“{into.label}”，名单家数{stated}。已在本计划其他名单中的单位不重复列入。",
        basis=rules.PRINCIPLES,
        template="planning/units.html",
        more={
            "criteria": rules.criteria().values(),
            "into": into,
            "scope": f"尚未列入本计划，限{into.sector_label}" if into.sector else "尚未列入本计划",
            "proposed": queries.proposed_units(viewer, into, on=clock.today())[:SHOWN],
        },
    )


@pages.allow(*WRITE)
def remove_units(request: HttpRequest, plan_id: UUID, number: int) -> HttpResponse:
    """Take units out of the list of a part."""
    plan = found(request, plan_id)
    out_of = _part_of(request, plan, number)
    initial = {**today(), "codes": request.GET.get("code", "")[:120]}
    form = RemoveUnitsForm(request.POST or None, initial=initial)
    ids: tuple[UUID, ...] = ()
    if request.method == "POST" and form.is_valid():
        everything = form.cleaned_data["everything"]
        ids = _listed_in(request, out_of) if everything else _coded(request, form)

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.remove_units(
            ctx=ctx, plan=plan.id, part=number, units=ids, version=data["version"], on=data["on"]
        )

    return act_page(
        request,
        plan,
        title="移出单位",
        form=form,
        service=service,
        consequence=f"从“{out_of.label}”的名单中移出，计划内的家次随之重新计算。",
        basis=rules.PRINCIPLES,
    )


def _listed_in(request: HttpRequest, part: PlanPart) -> tuple[UUID, ...]:
    rows = queries.units_of(pages.viewer_of(request), part.plan)
    return tuple(unit.entity_id for unit in rows if unit.part_id == part.id)
