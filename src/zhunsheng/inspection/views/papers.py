"""Pages of the papers beside a visit: the scheme before it, the notice of its result after it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import HandingManner
from zhunsheng.inspection.forms import ResultForm, SchemeForm
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.views.common import FIELD, act_page, found
from zhunsheng.web import clock, pages


@pages.allow(*FIELD)
def make_scheme(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Write down how a visit is to be made."""
    viewer, row = pages.viewer_of(request), found(request, inspection_id)
    before = queries.schemes_of(viewer, row)
    said: dict[str, object] = {"on": clock.today()}
    if before:
        last = before[-1]
        said |= {
            "checklists": last.checklist_keys,
            "emphasis": last.emphasis,
            "division": last.division,
        }
    form = SchemeForm(request.POST or None, initial=said)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.make_scheme(
                ctx=ctx,
                inspection=row.pk,
                draft=form.draft,
                version=pages.version_of(request),
                on=form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            label = INSPECTION.step("scheme").label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    text = "提交后生成现场检查方案，供检查时使用；以后改变的重新编制，以最后一份为准。"
    context = act_page(row, step="scheme", form=form, consequence=text)
    context["earlier"] = queries.earlier_findings(viewer, row)
    return pages.show(request, "inspection/scheme.html", context, outcome=outcome)


@pages.allow(*FIELD)
def tell_result(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Tell the entity what a visit found."""
    row = found(request, inspection_id)
    said = {"on": clock.today(), "manner": HandingManner.ON_SITE, "recipient": row.site_head}
    form = ResultForm(request.POST or None, initial=said)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.tell_result(
                ctx=ctx,
                inspection=row.pk,
                draft=form.draft,
                version=pages.version_of(request),
                on=form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            label = INSPECTION.step("result_notice").label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    text = "提交后生成检查结果告知书，载明每项问题怎样处理；未发现问题的也告知。"
    context = act_page(row, step="result_notice", form=form, consequence=text)
    context["findings"] = queries.findings_of(pages.viewer_of(request), row.pk)
    return pages.show(request, "inspection/result.html", context, outcome=outcome)
