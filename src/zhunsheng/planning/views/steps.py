"""Pages of the steps of a plan: submit, return, approve, file, publish, amend, give up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhunsheng.kernel.act import Act
from zhunsheng.planning import rules, services
from zhunsheng.planning.choices import FILING_STEPS, FilingBody, PlanStep
from zhunsheng.planning.forms import (
    ApprovalForm,
    CorrectionForm,
    FilingForm,
    PublicationForm,
    ReasonForm,
)
from zhunsheng.planning.models import AnnualPlan
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.views.common import LEAD, WRITE, Service, act_page, found, today
from zhunsheng.web import pages, uploads
from zhunsheng.web.forms import DatedForm


def _step(
    request: HttpRequest,
    plan_id: UUID,
    step: PlanStep,
    form: type[DatedForm],
    service: Service,
    consequence: str,
) -> HttpResponse:
    declared = ANNUAL_PLAN.step(step.value)
    return act_page(
        request,
        found(request, plan_id),
        title=declared.label,
        form=form(request.POST or None, request.FILES or None, initial=today()),
        service=service,
        consequence=consequence,
        basis=declared.basis,
    )


@pages.allow(*LEAD)
def submit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Put the plan before the government."""

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.submit_plan(ctx=ctx, plan=plan_id, version=data["version"], on=data["on"])

    told = "报请后内容不能改动；合计不符的不能报请。"
    return _step(request, plan_id, PlanStep.SUBMIT, DatedForm, service, told)


@pages.allow(*WRITE)
def send_back(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Record that the plan came back for changes."""

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.return_plan(
            ctx=ctx,
            plan=plan_id,
            reason=data["reason"].strip(),
            version=data["version"],
            on=data["on"],
        )

    told = "退回后可以修改内容，修改后重新报请。"
    return _step(request, plan_id, PlanStep.RETURN, ReasonForm, service, told)


@pages.allow(*LEAD)
def approve(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Record the approval of the government."""

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.approve_plan(
            ctx=ctx,
            plan=plan_id,
            approval_number=data["approval_number"],
            scan=uploads.uploaded(data["scan"]),
            version=data["version"],
            on=data["on"],
        )

    told = "办理日期填写批准文件的日期。批准后按照计划实施检查。"
    return _step(request, plan_id, PlanStep.APPROVE, ApprovalForm, service, told)


@pages.allow(*LEAD)
def correct_approval(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Correct the number of the approval."""

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.correct_approval(
            ctx=ctx,
            plan=plan_id,
            approval_number=data["approval_number"],
            reason=data["reason"].strip(),
            version=data["version"],
            on=data["on"],
        )

    told = "原登记的文号和更正理由都留在办理经过中。"
    return _step(request, plan_id, PlanStep.CORRECT, CorrectionForm, service, told)


def _filing(request: HttpRequest, plan_id: UUID, body: FilingBody) -> HttpResponse:
    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.file_plan(
            ctx=ctx,
            plan=plan_id,
            body=body,
            receipt=data["receipt"],
            version=data["version"],
            on=data["on"],
        )

    told = "没有回执的可以留空。"
    return _step(request, plan_id, FILING_STEPS[body], FilingForm, service, told)


@pages.allow(*WRITE)
def file_upper(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Record the filing with the upper bureau."""
    return _filing(request, plan_id, FilingBody.UPPER_BUREAU)


@pages.allow(*WRITE)
def file_justice(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Record the filing with the justice department."""
    return _filing(request, plan_id, FilingBody.JUSTICE)


@pages.allow(*WRITE)
def publish(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Record the publication of the plan."""

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.publish_plan(
            ctx=ctx,
            plan=plan_id,
            place=data["place"].strip(),
            version=data["version"],
            on=data["on"],
        )

    told = (
        "登记在何处公布，便于企业知晓检查频次和上限。本系统的公众页面另在“公示”的待公示清单中办理。"
    )
    return _step(request, plan_id, PlanStep.PUBLISH, PublicationForm, service, told)


@pages.allow(*WRITE)
def give_up(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give up an amendment that is not approved."""

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.give_up_amendment(
            ctx=ctx,
            plan=plan_id,
            reason=data["reason"].strip(),
            version=data["version"],
            on=data["on"],
        )

    told = "该版本不再办理，原批准的计划继续有效。"
    return _step(request, plan_id, PlanStep.GIVE_UP, ReasonForm, service, told)


@pages.allow(*WRITE)
def amend(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Begin a new version of an approved plan."""

    def service(ctx: Act, data: Mapping[str, Any]) -> AnnualPlan:
        return services.amend_plan(
            ctx=ctx,
            plan=plan_id,
            reason=data["reason"].strip(),
            version=data["version"],
            on=data["on"],
        )

    return act_page(
        request,
        found(request, plan_id),
        title="调整计划",
        form=ReasonForm(request.POST or None, initial=today()),
        service=service,
        consequence="生成内容相同的新版本，修改后重新报请批准和备案；批准前原计划继续有效。",
        basis=rules.RULES,
    )
