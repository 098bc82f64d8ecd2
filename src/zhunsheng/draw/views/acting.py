"""Pages of the acts of a draw: publish the pool, bind the seed, run, note a partner's result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import DrawStep, PoolSide
from zhunsheng.draw.forms import PartnerForm, PoolForm, SeedForm
from zhunsheng.draw.models import Draw
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import Exclusion
from zhunsheng.draw.views.common import WRITE, act_page, crumbs, today
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages
from zhunsheng.web.forms import DatedForm
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import credential_valid

UNKNOWN_CODE = "所选名录中没有：{codes}。"
REASON_IS_MISSING = "有人员未列入名录，请填写理由。"
WRONG_DRAW = "重新抽取的前次抽取编号不对。请从前次抽取的页面重新进入。"


def _repeats(request: HttpRequest) -> UUID | None:
    text = request.GET.get("repeats", "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadRequest(WRONG_DRAW) from None


def _codes(viewer: Viewer, form: PoolForm) -> dict[str, UUID]:
    """Return the ids of the units of the chosen sectors and risk classes by code (or id)."""
    rows = registry.entities(viewer)
    if sectors := form.cleaned_data["sectors"]:
        rows = rows.filter(sector__in=sectors)
    if classes := form.cleaned_data["risk_classes"]:
        rows = rows.filter(risk_class__in=classes)
    return {code or str(one): one for one, code in rows.values_list("id", "credit_code")}


def _lists(
    viewer: Viewer, form: PoolForm, staff: dict[UUID, str]
) -> tuple[tuple[UUID, ...], tuple[Exclusion, ...]]:
    """Return the units of the pool and who is left out; what is missing is said at its field."""
    codes = _codes(viewer, form)
    left_out = {code.upper(): reason for code, reason in form.cleaned_data["excluded"]}
    if unknown := [code for code in left_out if code not in codes]:
        form.add_error("excluded", UNKNOWN_CODE.format(codes="、".join(unknown)))
    reason = form.cleaned_data["left_out_reason"].strip()
    absent = [one for one in staff if one not in set(form.chosen_officers)]
    if absent and not reason:
        form.add_error("left_out_reason", REASON_IS_MISSING)
    exclusions = [
        Exclusion(PoolSide.UNIT, codes[code], why)
        for code, why in left_out.items()
        if code in codes
    ]
    exclusions += [Exclusion(PoolSide.OFFICER, one, reason) for one in absent]
    pooled = tuple(one for code, one in codes.items() if code not in left_out)
    return pooled, tuple(exclusions)


@pages.allow(*WRITE)
def pool(request: HttpRequest) -> HttpResponse:
    """Publish the pool of a draw; ``?repeats=`` names the draw that it repeats."""
    viewer, repeats = pages.viewer_of(request), _repeats(request)
    former = queries.draw(viewer, repeats) if repeats else None
    known = workforce.all_officer_facts(viewer)
    staff = {one.id: one.name for one in known if credential_valid(one, clock.today())}
    form = PoolForm(request.POST or None, initial=today())
    form.offer(staff.items(), repeats=former is not None)
    outcome = None
    if request.method == "POST":
        empty: tuple[tuple[UUID, ...], tuple[Exclusion, ...]] = ((), ())
        entities, exclusions = _lists(viewer, form, staff) if form.is_valid() else empty

        def act(ctx: Act, data: Mapping[str, Any]) -> Draw:
            return services.publish_pool(
                ctx=replace(ctx, late_reason=data["late_reason"].strip()),
                title=data["title"],
                kind=data["kind"],
                entities=entities,
                officers=form.chosen_officers,
                units_to_draw=data["units_to_draw"],
                exclusions=exclusions,
                partners=form.named_partners,
                commitments=form.promised,
                most_per_officer=data["most_per_officer"],
                repeats=repeats,
                repeat_reason=data.get("repeat_reason", ""),
                on=data["on"],
            )

        outcome = pages.submit(request, form=form, act=act)
        if outcome.done:
            label = RANDOM_DRAW.step(DrawStep.POOL.value).label
            return pages.go(request, "draw:detail", outcome.result.id, label=label)
    context = {
        "title": "重新抽取：公布名录" if former else "公布名录",
        "crumbs": crumbs(former, "公布名录"),
        "form": form,
        "back": reverse("draw:list"),
        "button": "公布名录",
        "consequence": "名录、规则和校验值随即固定，不能改动；以后才能确定种子。",
        "basis": rules.DRAWS,
        "facts": (("前次抽取", former.title),) if former else (),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*WRITE)
def seed(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Bind the seed."""
    form = SeedForm(request.POST or None, initial=today())

    def service(ctx: Act, data: Mapping[str, Any]) -> Draw:
        return services.bind_seed(ctx=ctx, draw=draw_id, contributions=form.given, on=data["on"])

    return act_page(
        request,
        queries.draw(pages.viewer_of(request), draw_id),
        title=RANDOM_DRAW.step(DrawStep.SEED.value).label,
        form=form,
        service=service,
        consequence="种子由各方内容和名录校验值算出，确定后不能更换。",
        basis=rules.DRAWS,
    )


@pages.allow(*WRITE)
def run(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Run the draw."""

    def service(ctx: Act, data: Mapping[str, Any]) -> Draw:
        return services.run_draw(ctx=ctx, draw=draw_id, on=data["on"])

    return act_page(
        request,
        queries.draw(pages.viewer_of(request), draw_id),
        title=RANDOM_DRAW.step(DrawStep.RUN.value).label,
        form=DatedForm(request.POST or None, initial=today()),
        service=service,
        consequence="结果由名录和种子唯一确定，任何人都可以重新计算。",
        basis=rules.DRAWS,
    )


@pages.allow(*WRITE)
def partner_result(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Note what a department of a joint draw reports."""
    row = queries.draw(pages.viewer_of(request), draw_id)
    form = PartnerForm(request.POST or None, initial=today())
    form.offer(queries.pool(row).partners)

    def service(ctx: Act, data: Mapping[str, Any]) -> object:
        return services.note_partner_result(
            ctx=ctx,
            draw=draw_id,
            partner=data["partner"],
            result=data["result"],
            on=data["on"],
        )

    return act_page(
        request,
        row,
        title="登记部门反馈",
        form=form,
        service=service,
        consequence="各部门对自己的检查事项负责。",
        basis=rules.DRAWS,
    )
