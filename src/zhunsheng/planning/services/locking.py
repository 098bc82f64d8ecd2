"""The plan that an act works on, locked and checked; its steps; its events."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Max

from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if, same_version
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.planning import queries, rules
from zhunsheng.planning.choices import PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanAct
from zhunsheng.planning.procedure import ANNUAL_PLAN


def locked(ctx: Act, plan: UUID, version: int | None) -> AnnualPlan:
    """
    Return the plan, locked for the act.

    :raises Stale: if it changed since the form was opened
    :raises AnnualPlan.DoesNotExist: if the bureau has none of this id
    """
    row: AnnualPlan = AnnualPlan.objects.of(ctx).select_for_update().get(id=plan)
    same_version(row.version, version, partial(last_acts, ctx, ("plan", row.id)))
    return row


def open_plan(ctx: Act, plan: UUID, version: int | None) -> AnnualPlan:
    """
    Return the plan, locked, where its contents may still be changed by the actor.

    :raises StepRefused: if they are fixed, or the actor may not draft
    :raises Stale: if it changed since the form was opened
    """
    row = locked(ctx, plan, version)
    step = ANNUAL_PLAN.step(PlanStep.DRAFT.value)
    fixed = rules.contents_are_open(queries.stage_facts(ctx, row, on=ctx.day))
    refuse_if((*role_finding(step, ctx.by), *((fixed,) if fixed else ())))
    return row


def note_step(
    ctx: Act,
    plan: AnnualPlan,
    step: PlanStep,
    on: date,
    *,
    number: str = "",
    note: str = "",
    content_hash: str = "",
    scan: str = "",
) -> None:
    """Add a step to what was done with the plan."""
    last = PlanAct.objects.of(ctx).filter(plan=plan).aggregate(last=Max("sequence"))["last"]
    PlanAct.objects.create(
        id=ctx.new_id("plan.act"),
        bureau_id=ctx.bureau,
        plan=plan,
        sequence=(last or 0) + 1,
        step=step.value,
        on=on,
        number=number,
        note=note,
        content_hash=content_hash,
        scan=scan,
        by_name=ctx.by.name,
    )


def changed(ctx: Act, plan: AnnualPlan, happened: object, on: date) -> None:
    """Count the version up, so that an older form is noticed, and record what happened."""
    plan.version += 1
    plan.save(update_fields=["version"])
    record(ctx, happened, on=on, subject=("plan", plan.id))
