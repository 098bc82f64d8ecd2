"""The page on which a pool is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import CONTRIBUTORS, DrawStep, PoolSide, grounds_of
from zhunsheng.draw.forms import PoolForm
from zhunsheng.draw.models import Draw
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import Exclusion, PoolDraft
from zhunsheng.draw.views.common import WRITE, crumbs, today
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.planning import queries as planning
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages

UNKNOWN_CODE = "所选名录中没有：{codes}。"
REASON_IS_MISSING = "有人员未列入名录，请选择事由并填写理由。"
TWICE = "以下单位填写了两行以上，事由不能并列：{codes}。每家单位只填一行。"
UNKNOWN_GROUND = "以下单位的事由不在所列事由之中：{codes}。可以填写：{grounds}。"
WRONG_DRAW = "重新抽取的前次抽取编号不对。请从前次抽取的页面重新进入。"


def _repeats(request: HttpRequest) -> UUID | None:
    text = request.GET.get("repeats", "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadRequest(WRONG_DRAW) from None


def _lists(
    viewer: Viewer, form: PoolForm, staff: dict[UUID, str]
) -> tuple[tuple[UUID, ...], tuple[Exclusion, ...]]:
    """Return the units of the pool and who is left out; what is missing is said at its field."""
    known = registry.entities_by_ids(viewer, queries.scope_units(viewer, form.scope))
    codes = {entity.credit_code or str(one): one for one, entity in known.items()}
    left_out = {code.upper(): reason for code, reason in form.cleaned_data["excluded"]}
    lines = [code.upper() for code, _ in form.cleaned_data["excluded"]]
    if twice := [code for code in left_out if lines.count(code) > 1]:
        form.add_error("excluded", TWICE.format(codes="、".join(twice)))
    if unknown := [code for code in left_out if code not in codes]:
        form.add_error("excluded", UNKNOWN_CODE.format(codes="、".join(unknown)))
    reason = form.cleaned_data["left_out_reason"].strip()
    ground = form.cleaned_data["left_out_ground"]
    absent = [one for one in staff if one not in set(form.chosen_officers)]
    if absent and not (reason and ground):
        form.add_error("left_out_reason", REASON_IS_MISSING)
    told = {code: rules.ground_told(why) for code, why in left_out.items() if code in codes}
    if without := [code for code, (named_ground, _) in told.items() if named_ground is None]:
        grounds = "、".join(one.label for one in grounds_of(PoolSide.UNIT))
        form.add_error("excluded", UNKNOWN_GROUND.format(codes="、".join(without), grounds=grounds))
    units = queries.barred_units(viewer, known, on=form.cleaned_data["on"])
    units |= {codes[code]: (one, why) for code, (one, why) in told.items() if one is not None}
    exclusions = [Exclusion(PoolSide.UNIT, one, *why) for one, why in units.items()]
    exclusions += [Exclusion(PoolSide.OFFICER, one, ground, reason) for one in absent if ground]
    return tuple(one for one in codes.values() if one not in units), tuple(exclusions)


def _former(viewer: Viewer, former: Draw) -> dict[str, object]:
    """Return what the form of a repetition begins with: what the former pool said."""
    pool = queries.head(former)
    out = [one for one in pool.exclusions if one.side is PoolSide.UNIT]
    known = registry.entities_by_ids(viewer, [UUID(one.id) for one in out])
    partners: dict[str, list[str]] = {name: [] for name in pool.partners}
    for one in pool.items:
        if one.department in partners:
            partners[one.department].append(one.name)
    lines = {known[UUID(one.id)].credit_code or one.id: one.reason for one in out}
    people = [one.reason for one in pool.exclusions if one.side is PoolSide.OFFICER]
    by_rates = any(one.rate for one in pool.strata)
    return {
        "title": pool.title,
        "kind": pool.kind,
        "items": [one.code for one in pool.items if one.code],
        "partners": "\n".join(f"{name} {'、'.join(items)}" for name, items in partners.items()),
        "visits_from": max(pool.visits_from, clock.today()),
        "visits_until": pool.visits_until,
        "sectors": list(pool.scope.sectors),
        "risk_classes": list(pool.scope.risk_classes),
        "excluded": "\n".join(f"{code} {reason}" for code, reason in lines.items()),
        "units_to_draw": None if by_rates else pool.units_to_draw,
        "by_rates": by_rates,
        "left_out_ground": rules.ground_told(next(iter(people), ""))[0],
        "left_out_reason": rules.ground_told(next(iter(people), ""))[1],
        "most_per_officer": pool.most_per_officer,
        "most_per_pair": pool.most_per_pair,
        "method": pool.seed_plan.method,
        "contributors": "\n".join(pool.seed_plan.contributors) or "\n".join(CONTRIBUTORS),
        "chosen": [one.id for one in pool.officers],
    }


def _draft(
    viewer: Viewer, form: PoolForm, staff: dict[UUID, str], repeats: UUID | None
) -> PoolDraft | None:
    """Return what the form wants to publish, nothing where a field is wrong."""
    if not form.is_valid():
        return None
    entities, exclusions = _lists(viewer, form, staff)
    data = form.cleaned_data
    if not form.is_valid():
        return None
    return PoolDraft(
        title=data["title"],
        kind=data["kind"],
        scope=form.scope,
        entities=entities,
        officers=form.chosen_officers,
        items=tuple(data["items"]),
        visits_from=data["visits_from"],
        visits_until=data["visits_until"],
        seed_plan=form.seed_plan,
        units_to_draw=data["units_to_draw"] or 0,
        rates=form.rates,
        exclusions=exclusions,
        partners=form.named_partners,
        most_per_officer=data["most_per_officer"],
        most_per_pair=data["most_per_pair"],
        repeats=repeats,
        repeat_reason=data.get("repeat_reason", ""),
    )


@pages.allow(*WRITE)
def pool(request: HttpRequest) -> HttpResponse:
    """Publish the pool of a draw; ``?repeats=`` names the draw that it repeats."""
    viewer, repeats = pages.viewer_of(request), _repeats(request)
    former = queries.draw(viewer, repeats) if repeats else None
    staff = queries.field_officers(viewer, on=clock.today())
    rates = queries.proposed_rates(viewer, on=clock.today())
    form = PoolForm(request.POST or None, initial=today(), rates=rates)
    listed = queries.published_items(viewer, on=clock.today())
    if former is not None:
        form.begin_with(_former(viewer, former))
    form.offer(
        staff.items(),
        listed[1] if listed else {},
        streets=queries.lent_officers(viewer, on=clock.today()).items(),
        repeats=former is not None,
    )
    outcome = None
    if request.method == "POST":
        draft = _draft(viewer, form, staff, repeats)

        def act(ctx: Act, data: Mapping[str, Any]) -> Draw:
            assert draft is not None  # a wrong form is not submitted
            return services.publish_pool(ctx=ctx, draft=draft, on=data["on"])

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
        "item_list": listed[0] if listed else "",
        "key_units": planning.key_units(viewer, clock.today().year),
    }
    return pages.show(request, "draw/pool.html", context, outcome=outcome)
