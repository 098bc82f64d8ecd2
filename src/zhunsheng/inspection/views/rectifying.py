"""Pages of rectification: order, extend, re-inspect."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.forms import ExtensionForm, OrderForm, ReinspectionForm
from zhunsheng.inspection.models import Inspection, RectificationOrder
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import PROPOSED_TERM
from zhunsheng.inspection.views.common import (
    FIELD,
    HEAD,
    act_page,
    found,
    orderers,
    reinspectors,
)
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.web import clock, pages
from zhunsheng.web.forms import day_of
from zhunsheng.web.uploads import uploaded

#: What a re-inspection rests on, and why it is not approved and shows no code of its own.
NO_APPROVAL = (
    "提交后生成整改复查意见书。复查依据责令限期整改指令书，只看所列问题，是已批准检查的后续，"
    "本系统不要求另行审批和亮码（国办发〔2024〕54号对复查有无专门规定尚待核实，所在地另有规定的从其规定）；"
    "进入现场应当出示执法证件，查看其他事项属于新的检查，应当另行审批并亮码入企。"
)


def _order(row: Inspection) -> RectificationOrder:
    order = queries.order_of(row)
    if order is None:
        raise Http404
    return order


def _done(request: HttpRequest, row: Inspection, step: str) -> HttpResponse:
    return pages.go(request, "inspection:detail", row.pk, label=INSPECTION.step(step).label)


@pages.allow(*FIELD)
def issue_order(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Order the findings of a visit to be put right."""
    viewer, row = pages.viewer_of(request), found(request, inspection_id)
    today = clock.today()
    facts = queries.facts_of(viewer, row, on=today, by=viewer.by)
    if row.visited_on is None or facts.ordered_on is not None:
        refuse_if(INSPECTION.findings("order", facts))
    initial = {"on": today, "due_on": today + PROPOSED_TERM}
    form = OrderForm(request.POST or None, request.FILES or None, initial=initial)
    form.offer(
        queries.unsettled_findings(viewer, row),
        orderers(viewer, row, day_of(request.POST, today)),
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.issue_order(
                ctx=ctx,
                inspection=row.pk,
                due_on=form.cleaned_data["due_on"],
                terms=form.terms,
                officers=tuple(form.cleaned_data.get("officers", ())),
                scan=uploaded(form.cleaned_data.get("scan")),
                version=pages.version_of(request),
                on=form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            return _done(request, row, "order")
    text = "提交后生成责令限期整改指令书，列入下面全部问题。"
    context = act_page(row, step="order", form=form, consequence=text)
    context["findings"] = queries.unsettled_findings(viewer, row)
    return pages.show(request, "inspection/order.html", context, outcome=outcome)


@pages.allow(*HEAD)
def extend_order(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Extend the term of an order."""
    row = found(request, inspection_id)
    order = _order(row)
    form = ExtensionForm(request.POST or None, initial={"on": clock.today()})
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.extend_order(
                ctx=ctx,
                order=order.pk,
                until=form.cleaned_data["until"],
                reason=form.cleaned_data["reason"],
                version=pages.version_of(request),
                on=form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            return _done(request, row, "extension")
    text = "尚未届满且早于所填日期的各项期限，均延至所填日期；已经届满的不延长。"
    context = act_page(row, step="extension", form=form, consequence=text)
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*FIELD)
def reinspect(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Record what a re-inspection found of every ordered matter."""
    viewer, row = pages.viewer_of(request), found(request, inspection_id)
    order = _order(row)
    initial = {
        "on": clock.today(),
        "officers": queries.acting_ids(viewer, row, clock.today()),
        "site_head": row.site_head,
        "requested": "early" in request.GET,
    }
    form = ReinspectionForm(request.POST or None, initial=initial)
    form.offer(
        officers=reinspectors(viewer, row, day_of(request.POST, clock.today())),
        findings=queries.unsettled_findings(viewer, row),
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.reinspect(
                ctx=ctx,
                order=order.pk,
                results=form.lines,
                officers=tuple(form.cleaned_data["officers"]),
                site_head=form.cleaned_data["site_head"],
                requested=form.early,
                hours=form.hours,
                version=pages.version_of(request),
                on=form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            return _done(request, row, "reinspection")
    text = NO_APPROVAL
    context = act_page(row, step="reinspection", form=form, consequence=text)
    return pages.show(request, "web/act.html", context, outcome=outcome)
