"""Acts on the parts of a draft and on the units that they list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max

from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.planning import events, queries, rules
from zhunsheng.planning.choices import KeyCriterion, Phrase
from zhunsheng.planning.models import AnnualPlan, PlanPart, PlanUnit
from zhunsheng.planning.rules import PartDraft, SectorDraft, Stratum, UnitDraft
from zhunsheng.planning.services.locking import changed, open_plan
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import RiskClass, Sector


@act
def set_part(
    *, ctx: Act, plan: UUID, part: PartDraft, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Enter a part of the plan behind the others, or change the one of that number.

    :raises StepRefused: if the contents are fixed already, a number is left out, or key units
        were to be drawn
    :raises Stale: if the plan changed since the form was opened
    """
    row = open_plan(ctx, plan, version)
    numbers = PlanPart.objects.of(ctx).filter(plan=row).aggregate(last=Max("number"))
    refuse_if(
        (
            *rules.part_findings(part.kind, drawn=bool(part.rates)),
            *rules.place_findings(part.number, last=numbers["last"] or 0),
            *rules.part_bounds(part, officers=row.officers_count),
        )
    )
    write_part(ctx, row, part, place=0, on=on)
    recount(ctx, row, on)
    units = PlanPart.objects.of(ctx).get(plan=row, number=part.number).unit_count
    happened = events.PlanPartSet(
        label=part.label,
        units=units,
        visits_per_unit=part.visits_per_unit,
        days="" if part.days is None else Phrase.SET_DAYS.label.format(days=part.days),
    )
    changed(ctx, row, happened, on)
    return row


def write_part(ctx: Act, plan: AnnualPlan, part: PartDraft, *, place: int, on: date) -> PlanPart:
    """Write a part, over the one of its number if there is one, with its units counted."""
    strata = _strata(ctx, plan, part, on)
    values = {
        "label": part.label,
        "kind": part.kind.value,
        "sector": part.sector.value if part.sector else "",
        "unit_count": part.unit_count or 0,
        "visits_per_unit": part.visits_per_unit,
        "days": part.days,
        "cap": part.cap,
        "months": list(part.months),
        "is_counted": part.unit_count is None,
        "strata": [[one.risk.value, one.pool, one.rate] for one in strata],
        "special_ground": part.special_ground,
    }
    there = PlanPart.objects.of(ctx).filter(plan=plan, number=part.number)
    if not there.update(**values):
        PlanPart.objects.create(
            id=ctx.new_id("plan.part", place),
            bureau_id=ctx.bureau,
            plan=plan,
            number=part.number,
            **values,
        )
    written: PlanPart = there.get()
    _count(ctx, written)
    return written


def _strata(ctx: Act, plan: AnnualPlan, part: PartDraft, on: date) -> tuple[Stratum, ...]:
    """Return the risk classes to draw from, without the units that other ordinary parts list."""
    if not part.rates:
        return ()
    pools = queries.pool_of(ctx, plan, part.sector, number=part.number, on=on)
    return tuple(Stratum(risk, pools.get(risk, 0), rate) for risk, rate in part.rates)


def recount(ctx: Act, plan: AnnualPlan, on: date) -> None:
    """Count anew what the parts draw from, after a list of the plan changed; part of an act."""
    for part in PlanPart.objects.of(ctx).filter(plan=plan).exclude(strata=[]).order_by("number"):
        sector = Sector(part.sector) if part.sector else None
        pools = queries.pool_of(ctx, plan, sector, number=part.number, on=on)
        part.strata = [[risk, pools.get(RiskClass(risk), 0), rate] for risk, _, rate in part.strata]
        part.save(update_fields=["strata"])
        _count(ctx, part)


def _count(ctx: Act, part: PlanPart) -> None:
    """Count the units of a part whose number nobody stated."""
    if not part.is_counted:
        return
    drawn = sum(one.drawn for one in queries.strata_of(part))
    part.unit_count = drawn or PlanUnit.objects.of(ctx).filter(part=part).count()
    part.save(update_fields=["unit_count"])


@act
def remove_part(
    *, ctx: Act, plan: UUID, number: int, version: int | None = None, on: date
) -> AnnualPlan:
    """
    Take a part and its list of units out of a draft; those behind it move up by one.

    :raises StepRefused: if the contents are fixed already
    :raises Stale: if the plan changed since the form was opened
    :raises PlanPart.DoesNotExist: if the plan has no part of this number
    """
    row = open_plan(ctx, plan, version)
    part = PlanPart.objects.of(ctx).get(plan=row, number=number)
    PlanUnit.objects.of(ctx).filter(part=part).delete()
    PlanPart.objects.of(ctx).filter(id=part.id).delete()
    for one in PlanPart.objects.of(ctx).filter(plan=row, number__gt=number).order_by("number"):
        one.number -= 1
        one.save(update_fields=["number"])
    recount(ctx, row, on)
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

    :raises StepRefused: if the contents are fixed, the part is one of drawn units, a unit is
        unknown, of another sector, stands there already, or does not meet its criterion
    :raises Stale: if the plan changed since the form was opened
    :raises PlanPart.DoesNotExist: if the plan has no part of this number
    """
    row = open_plan(ctx, plan, version)
    return _list(ctx, row, PlanPart.objects.of(ctx).get(plan=row, number=part), units, on)


@act
def add_sector(
    *,
    ctx: Act,
    plan: UUID,
    part: int,
    draft: SectorDraft,
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    List in the part of that number every unit of its sector that no list of the plan bars.

    :raises StepRefused: if the contents are fixed, the part has no sector, nothing is left of it,
        or a unit does not meet the criterion that it is listed by
    :raises Stale: if the plan changed since the form was opened
    :raises PlanPart.DoesNotExist: if the plan has no part of this number
    """
    row = open_plan(ctx, plan, version)
    into = PlanPart.objects.of(ctx).get(plan=row, number=part)
    there = _of_sector(ctx, into, draft.risks, on)
    named = set(queries.barred_units(ctx, into).values_list("entity_id", flat=True))
    left = [one for one in there if one not in named]
    sector = into.sector_label if into.sector else ""
    refuse_if(rules.sector_findings(sector, draft.risks, there=len(there), left=len(left)))
    units = tuple(UnitDraft(one, draft.reasons, draft.months, draft.note) for one in left)
    return _list(ctx, row, into, units, on)


def _of_sector(
    ctx: Act, part: PlanPart, risks: tuple[RiskClass, ...], on: date
) -> tuple[UUID, ...]:
    """Return what the bureau inspects of the sector of a part, all or of these risk classes."""
    if not part.sector:
        return ()
    ids = registry.all_ids(ctx, Sector(part.sector), inspectable_on=on)
    if not risks:
        return ids
    wanted = {one for risk in risks for one, _, _ in registry.of_risk_class(ctx, risk, on=on)}
    return tuple(one for one in ids if one in wanted)


def _list(
    ctx: Act, row: AnnualPlan, into: PlanPart, units: tuple[UnitDraft, ...], on: date
) -> AnnualPlan:
    ids = [unit.entity for unit in units]
    known = registry.entities_by_ids(ctx.viewer, ids)
    listed = PlanUnit.objects.of(ctx).filter(part=into).values_list("entity_id", flat=True)
    names = {entity: one.name for entity, one in known.items()}
    found = rules.new_units_findings(ids, names=names, listed=set(listed))
    low = rules.criterion_findings(
        (known[unit.entity].name, RiskClass(known[unit.entity].risk_class))
        for unit in units
        if KeyCriterion.HIGHER_RISK in unit.reasons and unit.entity in known
    )
    kept = rules.listing_findings(
        into.kind_enum,
        into.label,
        Sector(into.sector) if into.sector else None,
        ((one.name, Sector(one.sector)) for one in known.values()),
    )
    refuse_if((*found, *rules.unit_bounds(units), *low, *kept))
    write_units(ctx, into, units)
    recount(ctx, row, on)
    happened = events.PlanUnitsAdded(label=into.label, count=len(units), digest=sha256_hex(ids))
    changed(ctx, row, happened, on)
    return row


def write_units(ctx: Act, part: PlanPart, units: Iterable[UnitDraft]) -> None:
    """List units in a part behind those that stand there, and count it."""
    there = PlanUnit.objects.of(ctx).filter(part=part)
    last = there.aggregate(last=Max("number"))["last"] or 0
    PlanUnit.objects.bulk_create(
        PlanUnit(
            id=ctx.new_id(f"plan.unit {part.number}", place),
            bureau_id=ctx.bureau,
            plan_id=part.plan_id,
            part=part,
            entity_id=unit.entity,
            number=last + place,
            months=list(unit.months),
            reasons=[reason.value for reason in unit.reasons],
            note=unit.note,
        )
        for place, unit in enumerate(units, start=1)
    )
    _count(ctx, part)


@act
def remove_units(
    *,
    ctx: Act,
    plan: UUID,
    part: int,
    units: tuple[UUID, ...],
    version: int | None = None,
    on: date,
) -> AnnualPlan:
    """
    Take business entities out of the list of the part of that number.

    :raises StepRefused: if the contents are fixed, none is named, or one does not stand there
    :raises Stale: if the plan changed since the form was opened
    :raises PlanPart.DoesNotExist: if the plan has no part of this number
    """
    row = open_plan(ctx, plan, version)
    out_of = PlanPart.objects.of(ctx).get(plan=row, number=part)
    rows = PlanUnit.objects.of(ctx).filter(part=out_of, entity_id__in=units)
    ids = sorted(rows.values_list("entity_id", flat=True))
    refuse_if(rules.removed_units_findings(len(set(units)), found=len(ids)))
    rows.delete()
    _count(ctx, out_of)
    recount(ctx, row, on)
    happened = events.PlanUnitsRemoved(label=out_of.label, count=len(ids), digest=sha256_hex(ids))
    changed(ctx, row, happened, on)
    return row
