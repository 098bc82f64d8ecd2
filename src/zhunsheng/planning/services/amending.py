"""Amendment: a new version of an approved plan, which is approved and filed anew."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max

from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import permit, role_finding
from zhunsheng.planning import events, queries, rules
from zhunsheng.planning.choices import PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanDays, PlanPart, PlanTeam, PlanUnit
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.services.locking import changed, locked, note_step


@act
def amend_plan(
    *, ctx: Act, plan: UUID, reason: str, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Begin a new version of an approved plan with the same contents; it is approved anew.

    The approved version stays in force until the new one is approved.

    :raises StepRefused: if the plan is not approved, is replaced, or is being amended already
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    facts = queries.facts_of(ctx, row, on=on)
    step = ANNUAL_PLAN.step(PlanStep.DRAFT.value)
    refuse_if(
        (
            *role_finding(step, ctx.by),
            *rules.amendment_findings(facts),
            *rules.reason_findings(reason),
        )
    )
    new: AnnualPlan = AnnualPlan.objects.create(
        id=ctx.new_id("plan"),
        bureau_id=ctx.bureau,
        year=row.year,
        plan_version=_last_version(ctx, row.year) + 1,
        officers_count=row.officers_count,
        staff_count=row.staff_count,
        stated_units=row.stated_units,
        goals=row.goals,
        safeguards=row.safeguards,
        replaces=row,
        amendment_reason=reason,
    )
    _copy_contents(ctx, row, new)
    note_step(ctx, new, PlanStep.DRAFT, on, note=reason)
    changed(ctx, new, events.PlanAmended(title=new.title, reason=reason), on)
    return new


@act
def give_up_amendment(
    *, ctx: Act, plan: UUID, reason: str, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Give up an amendment that is not approved; its number is not used again.

    :raises StepRefused: if the version amends nothing, is approved, or was given up already
    :raises Stale: if the plan changed since the form was opened
    """
    row = locked(ctx, plan, version)
    facts, why = queries.facts_of(ctx, row, on=on), rules.reason_findings(reason)
    permit(ANNUAL_PLAN, PlanStep.GIVE_UP.value, facts, by=ctx.by, extra=why)
    note_step(ctx, row, PlanStep.GIVE_UP, on, note=reason)
    changed(ctx, row, events.AmendmentGivenUp(title=row.title, reason=reason), on)
    return row


def _last_version(ctx: Act, year: int) -> int:
    rows = AnnualPlan.objects.of(ctx).filter(year=year)
    return int(rows.aggregate(last=Max("plan_version"))["last"])


def _copy_contents(ctx: Act, old: AnnualPlan, new: AnnualPlan) -> None:
    teams = list(PlanTeam.objects.of(ctx).filter(plan=old).order_by("unit_id"))
    days = list(PlanDays.objects.of(ctx).filter(plan=old).order_by("unit_id", "item"))
    parts = list(PlanPart.objects.of(ctx).filter(plan=old).order_by("number"))
    units = list(PlanUnit.objects.of(ctx).filter(plan=old).order_by("part__number", "number"))
    part_ids = {p.id: ctx.new_id("plan.part", n) for n, p in enumerate(parts)}
    for number, team in enumerate(teams):
        team.id, team.plan = ctx.new_id("plan.team", number), new
    PlanTeam.objects.bulk_create(teams)
    for number, day in enumerate(days):
        day.id, day.plan = ctx.new_id("plan.days", number), new
    PlanDays.objects.bulk_create(days)
    for part in parts:
        part.id, part.plan = part_ids[part.id], new
    PlanPart.objects.bulk_create(parts)
    for number, unit in enumerate(units):
        unit.id, unit.plan = ctx.new_id("plan.unit", number), new
        unit.part_id = part_ids[unit.part_id]
    PlanUnit.objects.bulk_create(units)
