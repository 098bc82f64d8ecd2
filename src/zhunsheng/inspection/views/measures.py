"""Pages of what follows a visit on the spot: photos, measures, the return to work; dispatch log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.forms import LiftingForm, MeasureForm, PhotoForm
from zhunsheng.inspection.forms.fields import MonthField
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import deciders
from zhunsheng.inspection.views.common import (
    FIELD,
    HEAD,
    READ,
    act_page,
    crumbs,
    found,
    sent_choices,
)
from zhunsheng.kernel.act import Act
from zhunsheng.web import clock, pages, tables
from zhunsheng.web.forms import LateForm
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as workforce


class DispatchFilter(tables.FilterForm):
    """The month of the dispatch log."""

    month = MonthField(label="月份")


@pages.allow(*FIELD)
def add_photo(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Keep a photo of a finding."""
    row = found(request, inspection_id)
    form = PhotoForm(request.POST or None, request.FILES or None, initial={"on": clock.today()})
    form.offer(queries.findings_of(pages.viewer_of(request), row.pk))

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        return services.add_photo(
            ctx=ctx,
            inspection=row.pk,
            finding=data["finding"],
            file=Upload(data["photo"].name, data["photo"].read()),
            version=pages.version_of(request),
            on=data["on"],
        )

    text = "照片存入证据目录，随检查记录移送案件，不能再改。"
    return _acted(request, row, step="photo", form=form, act=act, consequence=text)


@pages.allow(*FIELD)
def decide_measure(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Decide measures on the spot."""
    row = found(request, inspection_id)
    viewer = pages.viewer_of(request)
    acting = workforce.officer_facts(viewer, queries.acting_ids(viewer, row, clock.today()))
    sent = [one.id for one in deciders(acting)]
    form = MeasureForm(request.POST or None, initial={"on": clock.today(), "officers": sent})
    form.offer(queries.findings_of(viewer, row.pk), sent_choices(viewer, sent, on=clock.today()))

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        return services.decide_measure(
            ctx=ctx,
            inspection=row.pk,
            draft=form.draft,
            version=pages.version_of(request),
            on=data["on"],
        )

    text = "提交后生成现场处理措施决定书，当场交付；隐患排除后经审查同意方可恢复。"
    return _acted(request, row, step="on_site_measure", form=form, act=act, consequence=text)


@pages.allow(*HEAD)
def lift_measure(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Agree that work or use goes on."""
    row = found(request, inspection_id)
    measures = queries.measures_of(pages.viewer_of(request), row)
    form = LiftingForm(request.POST or None, initial={"on": clock.today()})
    form.offer(one for one in measures if one.lifted_on is None)

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        return services.lift_measure(
            ctx=ctx,
            measure=data["measure"],
            note=data["note"],
            version=pages.version_of(request),
            on=data["on"],
        )

    text = "同意恢复后，该项措施解除。"
    return _acted(request, row, step="measure_lifting", form=form, act=act, consequence=text)


def _acted(
    request: HttpRequest,
    row: Inspection,
    *,
    step: str,
    form: LateForm,
    act: Callable[[Act, Mapping[str, Any]], object],
    consequence: str,
) -> HttpResponse:
    """Show the form of an act on an inspection, or do it."""
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(request, form=form, act=act)
        if outcome.done:
            label = INSPECTION.step(step).label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    context = act_page(row, step=step, form=form, consequence=consequence)
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*READ)
def dispatch_log(request: HttpRequest) -> HttpResponse:
    """Show who went out with which cars, with the sums of the month."""
    viewer = pages.viewer_of(request)
    form = DispatchFilter(request.GET)
    rows = queries.dispatches(viewer, month=form.chosen.get("month"))
    page = tables.paginate(rows, request)
    ids = [one.inspection_id for one in page.rows]
    names = queries.officer_names(viewer, ids)
    context = {
        "title": "出动登记",
        "crumbs": crumbs(label="出动登记"),
        "filters": form,
        "page": page,
        "sums": rows.order_by().aggregate(cars=Sum("car_count"), people=Sum("people_count")),
        "lines": [(one, names.get(one.inspection_id, "")) for one in page.rows],
    }
    return pages.show(request, "inspection/dispatches.html", context)
