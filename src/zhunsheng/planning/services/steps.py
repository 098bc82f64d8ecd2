"""Steps of a plan: submit, return, approve, file, publish."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import says
from zhunsheng.kernel.procedure import permit
from zhunsheng.planning import events, queries, rules
from zhunsheng.planning.choices import FILING_STEPS, FilingBody, PlanStep
from zhunsheng.planning.models import AnnualPlan
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.services.locking import changed, locked, note_step


@act
def submit_plan(*, ctx: Act, plan: UUID, version: int | None = None, on: date) -> AnnualPlan:
    """
    Put the plan before the government of the same level.

    :raises StepRefused: with every sum that does not hold
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    facts = queries.facts_of(ctx, row, on=on)
    permit(ANNUAL_PLAN, PlanStep.SUBMIT.value, facts, by=ctx.by)
    content = queries.content_hash(ctx, row)
    note_step(ctx, row, PlanStep.SUBMIT, on, content_hash=content)
    happened = events.PlanSubmitted(
        units=rules.unit_total(facts), visits=rules.visit_total(facts), content_hash=content
    )
    changed(ctx, row, happened, on)
    return row


@act
def return_plan(
    *, ctx: Act, plan: UUID, reason: str, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Record that a plan came back for changes before it was approved.

    :raises StepRefused: if it was not submitted, or is approved
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    facts, why = queries.facts_of(ctx, row, on=on), rules.reason_findings(reason)
    permit(ANNUAL_PLAN, PlanStep.RETURN.value, facts, by=ctx.by, extra=why)
    note_step(ctx, row, PlanStep.RETURN, on, note=reason)
    changed(ctx, row, events.PlanReturned(reason=reason), on)
    return row


@act
def approve_plan(
    *, ctx: Act, plan: UUID, approval_number: str, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Record the approval of the government: its number, and its day as ``on``.

    :raises StepRefused: if the plan was not submitted, a sum does not hold, or no number is given
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    given = says(approval_number)
    facts = queries.facts_of(ctx, row, on=on, approval_number_given=given)
    wrong = rules.number_findings(approval_number)
    permit(ANNUAL_PLAN, PlanStep.APPROVE.value, facts, by=ctx.by, extra=wrong)
    content = queries.content_hash(ctx, row)
    note_step(ctx, row, PlanStep.APPROVE, on, number=approval_number.strip(), content_hash=content)
    happened = events.PlanApproved(approval_number=approval_number.strip(), content_hash=content)
    changed(ctx, row, happened, on)
    return row


@act
def file_plan(
    *,
    ctx: Act,
    plan: UUID,
    body: FilingBody,
    receipt: str,
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    File the approved plan with the upper bureau or with the justice department.

    :raises StepRefused: if it is not approved, or was filed with this body already
    :raises Stale: if the plan changed since the form was opened
    """
    step = FILING_STEPS[body]
    row = locked(ctx, plan, version)
    permit(ANNUAL_PLAN, step.value, queries.facts_of(ctx, row, on=on), by=ctx.by)
    note_step(ctx, row, step, on, number=receipt.strip())
    changed(ctx, row, events.PlanFiled(body=body.label, receipt=receipt.strip()), on)
    return row


@act
def publish_plan(
    *, ctx: Act, plan: UUID, place: str, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Record the publication of the approved plan and where it can be read.

    :raises StepRefused: if it is not approved, or was published already
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    permit(ANNUAL_PLAN, PlanStep.PUBLISH.value, queries.facts_of(ctx, row, on=on), by=ctx.by)
    note_step(ctx, row, PlanStep.PUBLISH, on, note=place)
    changed(ctx, row, events.PlanPublished(place=place), on)
    return row
