"""Forms of a draft's way: before the head, returned, approved, handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.annualreport import forms, queries, services
from zhunsheng.annualreport.choices import COMPILERS, ReportReceiver, ReportStep
from zhunsheng.annualreport.models import Report
from zhunsheng.annualreport.procedure import ANNUAL_REPORT
from zhunsheng.annualreport.views.common import home
from zhunsheng.kernel.act import Act
from zhunsheng.web import clock, pages, parts

Service = Callable[[Act, UUID, Mapping[str, Any]], Report]


@dataclass(frozen=True, slots=True)
class _Page:
    form: type[Form]
    act: Service
    consequence: str


PAGES: Final[Mapping[str, _Page]] = {
    ReportStep.SUBMIT.value: _Page(
        forms.SubmitForm,
        lambda ctx, row, _: services.submit_report(ctx=ctx, report=row, on=ctx.day),
        "提交后本稿出现在主要负责人的工作台，退回以前不能再送审其他稿。",
    ),
    ReportStep.RETURN.value: _Page(
        forms.ReturnForm,
        lambda ctx, row, data: services.return_report(
            ctx=ctx, report=row, reason=data["reason"], on=ctx.day
        ),
        "提交后本稿不再审定；办公室按意见修改文字，重新编制一稿后送审。",
    ),
    ReportStep.APPROVE.value: _Page(
        forms.SubmitForm,
        lambda ctx, row, _: services.approve_report(ctx=ctx, report=row, on=ctx.day),
        "提交后只有本稿可以报送和公开，以本稿的校验值为准；以前审定的各稿即被替代。",
    ),
    ReportStep.HAND_IN.value: _Page(
        forms.HandInForm,
        lambda ctx, row, data: services.hand_in_report(
            ctx=ctx,
            report=row,
            receiver=ReportReceiver(data["receiver"]),
            receipt=data["receipt"],
            reason=data["reason"],
            on=data["on"],
        ),
        "提交后登记报送，时限按报送日期核对。",
    ),
}


@pages.allow(*COMPILERS)
def report_step(request: HttpRequest, report_id: UUID, step: str) -> HttpResponse:
    """Show the form of a step of a draft, or take the step and return to the draft."""
    page = PAGES.get(step)
    if page is None:
        raise Http404
    row = queries.report(pages.viewer_of(request), report_id)
    declared = ANNUAL_REPORT.step(step)
    begin = {"on": clock.today(), "receiver": request.GET.get("receiver", "")}
    form = page.form(request.POST or None, initial=begin)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request, form=form, act=lambda ctx, data: page.act(ctx, row.id, data)
        )
        if outcome.done:
            return pages.go(request, "annualreport:detail", row.id, label=declared.label)
    back = reverse("annualreport:detail", args=[row.id])
    context = {
        "title": declared.label,
        "subtitle": row.title,
        "crumbs": (home(), parts.Crumb(f"{row.year}年度", back), parts.Crumb(declared.label)),
        "form": form,
        "back": back,
        "button": declared.label,
        "consequence": page.consequence,
        "basis": declared.basis,
        "facts": (
            ("报告", row.title),
            ("稿次", f"第{row.round}稿"),
            ("数据截至", row.as_of.isoformat()),
            ("编制人", row.compiled_by),
            ("校验值", f"{row.manifest_hash[:16]}…"),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
