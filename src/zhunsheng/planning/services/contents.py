"""Acts on a draft as a whole: begin it, its officers, goals and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.planning import events, queries, rules
from zhunsheng.planning.choices import DayItem, ItemClass, Phrase, PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanDays, PlanTeam
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.queries import UnitOfficers
from zhunsheng.planning.rules import PlanDraft
from zhunsheng.planning.services.locking import changed, note_step, open_plan


@act
def draft_plan(*, ctx: Act, draft: PlanDraft, on: date) -> AnnualPlan:
    """
    Draft the plan of a year.

    :raises StepRefused: if the year has a plan already, or the actor may not draft
    :raises Stale: if somebody else drafted the plan of the year at the same moment
    """
    return begin(ctx, draft, on)


def begin(ctx: Act, draft: PlanDraft, on: date) -> AnnualPlan:
    """
    Write the draft of a year's plan, for the acts that begin one.

    :raises StepRefused: if the year has a plan already, or the actor may not draft
    :raises Stale: if somebody else drafted the plan of the year at the same moment
    """
    refuse_if(rules.draft_bounds(draft, on))
    same = AnnualPlan.objects.of(ctx).filter(year=draft.year)
    step = ANNUAL_PLAN.step(PlanStep.DRAFT.value)
    refuse_if((*role_finding(step, ctx.by), *rules.year_findings(draft.year, same.exists())))
    counted = queries.officers_by_unit(ctx, on=on) if draft.officers is None else ()
    officers = draft.officers or sum(one.officers for one in counted)
    with once(lambda: last_acts(ctx, ("plan", same.get().id))):
        plan: AnnualPlan = AnnualPlan.objects.create(
            id=ctx.new_id("plan"),
            bureau_id=ctx.bureau,
            year=draft.year,
            officers_count=officers,
            staff_count=draft.staff,
            stated_units=draft.stated_units,
            goals=draft.goals,
            safeguards=draft.safeguards,
            told_approved_on=draft.told_approved_on,
            told_approval_number=draft.told_approval_number,
        )
    _write_teams(ctx, plan, counted)
    note_step(ctx, plan, PlanStep.DRAFT, on)
    changed(ctx, plan, events.PlanDrafted(title=plan.title, officers=officers), on)
    return plan


def _write_teams(ctx: Act, plan: AnnualPlan, counted: Iterable[UnitOfficers]) -> None:
    PlanTeam.objects.of(ctx).filter(plan=plan).delete()
    PlanTeam.objects.bulk_create(
        PlanTeam(
            id=ctx.new_id("plan.team", place),
            bureau_id=ctx.bureau,
            plan=plan,
            unit_id=one.unit,
            officers=one.officers,
        )
        for place, one in enumerate(counted)
    )


@act
def set_basics(
    *,
    ctx: Act,
    plan: UUID,
    officers: int,
    staff: int | None = None,
    stated_units: int | None = None,
    goals: str = "",
    safeguards: str = "",
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    Set the number of officers, the stated total, the goals and the safeguards of a draft.

    :raises StepRefused: if the contents are fixed already
    :raises Stale: if the plan changed since the form was opened
    """
    row = open_plan(ctx, plan, version)
    refuse_if(rules.basics_bounds(officers=officers, staff=staff, stated_units=stated_units))
    people, total = row.officers_count, row.stated_units
    row.officers_count, row.staff_count = officers, staff
    row.stated_units, row.goals, row.safeguards = stated_units, goals, safeguards
    row.save(update_fields=["officers_count", "staff_count", "stated_units", "goals", "safeguards"])
    happened: list[object] = []
    if people != officers:
        happened.append(events.PlanBasicsChanged(before=people, after=officers))
    if total != stated_units:
        happened.append(events.PlanStatedChanged(_stated(total), _stated(stated_units)))
    first, *more = happened or [events.PlanTextsChanged()]
    changed(ctx, row, first, on)
    for one in more:
        record(ctx, one, on=on, subject=("plan", row.id))
    return row


def _stated(total: int | None) -> str:
    return Phrase.NOT_STATED.label if total is None else Phrase.UNITS.label.format(count=total)


@act
def count_officers(*, ctx: Act, plan: UUID, version: int | None = None, on: date) -> AnnualPlan:
    """
    Count the officers of each unit anew: those whose credential is valid on the day.

    :raises StepRefused: if the contents are fixed already
    :raises Stale: if the plan changed since the form was opened
    """
    row = open_plan(ctx, plan, version)
    counted = queries.officers_by_unit(ctx, on=on)
    before = row.officers_count
    row.officers_count = sum(one.officers for one in counted)
    row.save(update_fields=["officers_count"])
    _write_teams(ctx, row, counted)
    happened = events.PlanBasicsChanged(before=before, after=row.officers_count)
    changed(ctx, row, happened, on)
    return row


@act
def set_days(
    *,
    ctx: Act,
    plan: UUID,
    days: tuple[tuple[DayItem, int], ...],
    unit: UUID | None = None,
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    Set the officer-days of items of other enforcement and of no enforcement; others stay.

    Without ``unit`` they are those of the bureau as a whole.

    :raises StepRefused: if the contents are fixed already, or the unit is not the bureau's own
    :raises Stale: if the plan changed since the form was opened
    """
    row = open_plan(ctx, plan, version)
    if unit is not None:
        refuse_if(rules.unit_findings(known=unit in own_units(ctx)))
    people = _people(ctx, row, unit)
    refuse_if(rules.days_bounds(((item.label, value) for item, value in days), officers=people))
    given = {**queries.unit_days_of(ctx, row).get(unit, {}), **dict(days)}
    write_days(ctx, row, given, unit=unit)
    happened = events.PlanDaysSet(
        other=rules.class_days(given.items(), ItemClass.OTHER_ENFORCEMENT),
        not_enforcement=rules.class_days(given.items(), ItemClass.NOT_ENFORCEMENT),
    )
    changed(ctx, row, happened, on)
    return row


def _people(ctx: Act, plan: AnnualPlan, unit: UUID | None) -> int:
    """Return the officers who have the days of a unit, or of the bureau as a whole."""
    if unit is None:
        return plan.officers_count
    team = PlanTeam.objects.of(ctx).filter(plan=plan, unit_id=unit).first()
    return team.officers if team else 0


def own_units(ctx: Act) -> dict[UUID, str]:
    """Return the names of the bureau's own units by id; delegated streets are none."""
    return {
        unit.id: unit.name for unit in accounts.units(ctx) if unit.kind != UnitKind.STREET.value
    }


def write_days(
    ctx: Act, plan: AnnualPlan, days: Mapping[DayItem, int], *, unit: UUID | None
) -> None:
    """Put the days of a unit, or of the bureau as a whole, in the place of those before."""
    PlanDays.objects.of(ctx).filter(plan=plan, unit_id=unit).delete()
    PlanDays.objects.bulk_create(
        PlanDays(
            id=ctx.new_id(f"plan.days {unit or ''}".strip(), place),
            bureau_id=ctx.bureau,
            plan=plan,
            unit_id=unit,
            item=item.value,
            days=days[item],
        )
        for place, item in enumerate(DayItem)
        if item in days
    )
