"""Acts on the contents of a plan: draft, days, parts, units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.planning import events, queries, rules
from zhunsheng.planning.choices import DayItem, ItemClass, KeyCriterion, PartKind, PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanDays, PlanPart, PlanUnit
from zhunsheng.planning.procedure import ANNUAL_PLAN
from zhunsheng.planning.services.locking import changed, note_step, open_plan
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import Sector


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """
    What a plan begins with.

    Without ``officers`` those are counted whose credential is valid on the day of the draft.
    ``stated_units`` is a total that a text or an order from above states; it is compared with
    the sum of the parts, never used for it.
    """

    year: int
    officers: int | None = None
    staff: int | None = None
    stated_units: int | None = None
    goals: str = ""


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part of the plan; without ``days`` it shares in the days that the others leave."""

    number: int
    label: str
    kind: PartKind
    unit_count: int
    visits_per_unit: int = 1
    sector: Sector | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit listed by name: why it is a key unit, in which months it is to be inspected."""

    entity: UUID
    reasons: tuple[KeyCriterion, ...] = ()
    months: tuple[int, ...] = ()
    note: str = ""


@act
def draft_plan(*, ctx: Act, draft: PlanDraft, on: date) -> AnnualPlan:
    """
    Draft the plan of a year.

    :raises StepRefused: if the year has a plan already, or the actor may not draft
    """
    exists = AnnualPlan.objects.of(ctx).filter(year=draft.year).exists()
    step = ANNUAL_PLAN.step(PlanStep.DRAFT.value)
    refuse_if((*role_finding(step, ctx.by), *rules.year_findings(draft.year, exists)))
    officers = draft.officers
    if officers is None:
        officers = queries.certified_officers(ctx, on=on)
    plan: AnnualPlan = AnnualPlan.objects.create(
        id=ctx.new_id("plan"),
        bureau_id=ctx.bureau,
        year=draft.year,
        officers_count=officers,
        staff_count=draft.staff,
        stated_units=draft.stated_units,
        goals=draft.goals,
    )
    note_step(ctx, plan, PlanStep.DRAFT, on)
    changed(ctx, plan, events.PlanDrafted(title=plan.title, officers=officers), on)
    return plan


@act
def set_basics(
    *,
    ctx: Act,
    plan: UUID,
    officers: int,
    staff: int | None = None,
    stated_units: int | None = None,
    goals: str = "",
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    Set the number of officers, the stated total and the goals of a draft.

    :raises StepRefused: if the contents are fixed already
    :raises Stale: if the plan changed since the form was opened
    """
    row = open_plan(ctx, plan, version)
    before = row.officers_count
    row.officers_count, row.staff_count = officers, staff
    row.stated_units, row.goals = stated_units, goals
    row.save(update_fields=["officers_count", "staff_count", "stated_units", "goals"])
    changed(ctx, row, events.PlanBasicsChanged(before=before, after=officers), on)
    return row


@act
def set_days(
    *,
    ctx: Act,
    plan: UUID,
    days: tuple[tuple[DayItem, int], ...],
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    Set the officer-days of items of other enforcement and of no enforcement; others stay.

    :raises StepRefused: if the contents are fixed already
    :raises Stale: if the plan changed since the form was opened
    """
    row = open_plan(ctx, plan, version)
    given = dict(days)
    kept = PlanDays.objects.of(ctx).filter(plan=row)
    given = {**{DayItem(d.item): d.days for d in kept}, **given}
    kept.delete()
    PlanDays.objects.bulk_create(
        PlanDays(
            id=ctx.new_id("plan.days", place),
            bureau_id=ctx.bureau,
            plan=row,
            item=item.value,
            days=given[item],
        )
        for place, item in enumerate(DayItem)
        if item in given
    )
    happened = events.PlanDaysSet(
        other=rules.class_days(given.items(), ItemClass.OTHER_ENFORCEMENT),
        not_enforcement=rules.class_days(given.items(), ItemClass.NOT_ENFORCEMENT),
    )
    changed(ctx, row, happened, on)
    return row


@act
def set_part(
    *, ctx: Act, plan: UUID, part: PartDraft, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Enter a part of the plan, or change the one of that number.

    :raises StepRefused: if the contents are fixed already
    :raises Stale: if the plan changed since the form was opened
    """
    row = open_plan(ctx, plan, version)
    values = {
        "label": part.label,
        "kind": part.kind.value,
        "sector": part.sector.value if part.sector else "",
        "unit_count": part.unit_count,
        "visits_per_unit": part.visits_per_unit,
        "days": part.days,
    }
    existing = PlanPart.objects.of(ctx).filter(plan=row, number=part.number)
    if not existing.update(**values):
        PlanPart.objects.create(
            id=ctx.new_id("plan.part"),
            bureau_id=ctx.bureau,
            plan=row,
            number=part.number,
            **values,
        )
    happened = events.PlanPartSet(
        label=part.label, units=part.unit_count, visits_per_unit=part.visits_per_unit
    )
    changed(ctx, row, happened, on)
    return row


@act
def remove_part(
    *, ctx: Act, plan: UUID, number: int, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Take a part and its list of units out of a draft.

    :raises StepRefused: if the contents are fixed already
    :raises Stale: if the plan changed since the form was opened
    :raises PlanPart.DoesNotExist: if the plan has no part of this number
    """
    row = open_plan(ctx, plan, version)
    part = PlanPart.objects.of(ctx).get(plan=row, number=number)
    PlanUnit.objects.of(ctx).filter(part=part).delete()
    PlanPart.objects.of(ctx).filter(id=part.id).delete()
    changed(ctx, row, events.PlanPartRemoved(label=part.label), on)
    return row


@act
def add_units(
    *,
    ctx: Act,
    plan: UUID,
    part: int,
    units: tuple[UnitDraft, ...],
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    List units by name in the part of that number.

    :raises StepRefused: if the contents are fixed, a unit is unknown, or it stands there already
    :raises Stale: if the plan changed since the form was opened
    :raises PlanPart.DoesNotExist: if the plan has no part of this number
    """
    row = open_plan(ctx, plan, version)
    into = PlanPart.objects.of(ctx).get(plan=row, number=part)
    ids = [unit.entity for unit in units]
    known = registry.entities_by_ids(ctx.viewer, ids)
    there = PlanUnit.objects.of(ctx).filter(part=into)
    listed = set(there.values_list("entity_id", flat=True))
    names = {entity: one.name for entity, one in known.items()}
    refuse_if(rules.new_units_findings(ids, names=names, listed=listed))
    last = there.aggregate(last=Max("number"))["last"] or 0
    PlanUnit.objects.bulk_create(
        PlanUnit(
            id=ctx.new_id("plan.unit", place),
            bureau_id=ctx.bureau,
            plan=row,
            part=into,
            entity_id=unit.entity,
            number=last + place,
            months=list(unit.months),
            reasons=[reason.value for reason in unit.reasons],
            note=unit.note,
        )
        for place, unit in enumerate(units, start=1)
    )
    happened = events.PlanUnitsAdded(label=into.label, count=len(units), digest=sha256_hex(ids))
    changed(ctx, row, happened, on)
    return row
