"""Steps of a plan: submit, return, approve, file, publish."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import scan_findings
from zhunsheng.documents.services import keep_file
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says
from zhunsheng.kernel.procedure import permit
from zhunsheng.planning import events, queries, rules
from zhunsheng.planning.choices import FILING_STEPS, FilingBody, PlanStep
from zhunsheng.planning.models import AnnualPlan
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.services.locking import changed, locked, note_step
from zhunsheng.web.uploads import Upload


@act
def submit_plan(*, ctx: Act, plan: UUID, version: int | None = None, on: date) -> AnnualPlan:
    """
    Put the plan before the government of the same level.

    :raises StepRefused: with every sum that does not hold, if it draws other units than the
        register holds, or if it is dated before its contents
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    facts = queries.facts_of(ctx, row, on=on)
    late = rules.submission_findings(facts, entered=ctx.day)
    wrong = (*late, *queries.pool_findings(ctx, row, facts, on=on))
    permit(ANNUAL_PLAN, PlanStep.SUBMIT.value, facts, by=ctx.by, extra=wrong)
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
    *,
    ctx: Act,
    plan: UUID,
    approval_number: str,
    scan: Upload | None,
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    Record the approval of the government: its number, its day as ``on``, its paper as a scan.

    :raises StepRefused: if the plan was not submitted, a sum does not hold, the number is none of
        an official paper, or the paper is not shown
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    given = says(approval_number)
    facts = queries.facts_of(ctx, row, on=on, approval_number_given=given)
    wrong = (
        *rules.number_findings(approval_number),
        *_of_former(ctx, row, approval_number, on),
        *_paper(scan),
    )
    permit(ANNUAL_PLAN, PlanStep.APPROVE.value, facts, by=ctx.by, extra=wrong)
    content = queries.content_hash(ctx, row)
    note_step(
        ctx,
        row,
        PlanStep.APPROVE,
        on,
        number=approval_number.strip(),
        content_hash=content,
        scan=keep_file(scan.content) if scan else "",
    )
    happened = events.PlanApproved(approval_number=approval_number.strip(), content_hash=content)
    changed(ctx, row, happened, on)
    return row


def _of_former(ctx: Act, row: AnnualPlan, number: str, on: date) -> tuple[Finding, ...]:
    """Look at the approval of the plan that is amended, if one is."""
    former = queries.approval(ctx, row.replaces) if row.replaces else None
    if former is None:
        return ()
    return rules.former_findings(number, on, former_number=former.number, former_on=former.on)


def _paper(scan: Upload | None) -> tuple[Finding, ...]:
    """Look at the scan of the approval."""
    if scan is None:
        return rules.paper_findings(has_scan=False)
    seen = documents.read_scan(scan.content)
    return scan_findings(seen, filename=scan.filename, size=len(scan.content))


@act
def correct_approval(
    *,
    ctx: Act,
    plan: UUID,
    approval_number: str,
    reason: str,
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    Correct the number under which the approval was entered; the wrong one stays in the record.

    :raises StepRefused: if the plan is not approved, the number is none or the same, or no reason
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    given = says(approval_number)
    facts = queries.facts_of(ctx, row, on=on, approval_number_given=given)
    held = queries.approval(ctx, row)
    before = held.number if held else ""
    wrong = (
        *rules.number_findings(approval_number),
        *rules.correction_findings(before, approval_number),
        *rules.reason_findings(reason),
    )
    permit(ANNUAL_PLAN, PlanStep.CORRECT.value, facts, by=ctx.by, extra=wrong)
    after = approval_number.strip()
    note_step(ctx, row, PlanStep.CORRECT, on, number=after, note=reason)
    changed(ctx, row, events.ApprovalCorrected(before=before, after=after, reason=reason), on)
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
