"""Pages of the papers beside a visit: the scheme before it, the notice of its result after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import HandingManner
from zhunsheng.inspection.forms import ResultForm, SchemeForm
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.views.common import FIELD, act_page, found
from zhunsheng.web import clock, pages

#: The page of each paper's step.
TEMPLATES: Final = {"scheme": "inspection/scheme.html", "result_notice": "inspection/result.html"}


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
    text = "提交后生成现场检查方案，供检查时使用；以后改变的重新编制，以最后一份为准。"
    more = {"earlier": queries.earlier_findings(viewer, row)}
    return _paper(request, row, "scheme", form, services.make_scheme, text, more)


@pages.allow(*FIELD)
def tell_result(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Tell the entity what a visit found."""
    row = found(request, inspection_id)
    said = {"on": clock.today(), "manner": HandingManner.ON_SITE, "recipient": row.site_head}
    form = ResultForm(request.POST or None, initial=said)
    text = "提交后生成检查结果告知书，载明每项问题怎样处理；未发现问题的也告知。"
    more = {"findings": queries.findings_of(pages.viewer_of(request), row.pk)}
    return _paper(request, row, "result_notice", form, services.tell_result, text, more)


def _paper(
    request: HttpRequest,
    row: Inspection,
    step: str,
    form: SchemeForm | ResultForm,
    service: Callable[..., object],
    consequence: str,
    more: Mapping[str, object],
) -> HttpResponse:
    """Show the form of a paper of a visit, or issue the paper and return to the visit."""
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: service(
                ctx=ctx,
                inspection=row.pk,
                draft=form.draft,
                version=pages.version_of(request),
                on=form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            label = INSPECTION.step(step).label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    context = {**act_page(row, step=step, form=form, consequence=consequence), **more}
    return pages.show(request, TEMPLATES[step], context, outcome=outcome)
