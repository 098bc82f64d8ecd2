"""What the plan in force says of units that are to be inspected."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.rules import PlannedVisits
from zhunsheng.planning.choices import PartKind
from zhunsheng.planning.models import PlanPart, PlanUnit
from zhunsheng.planning.queries.plans import parts_of, plan_in_force, units_of
from zhunsheng.registry import queries as registry


def planned_visits(
    viewer: Scope, year: int, asked: Iterable[tuple[UUID, str]]
) -> dict[tuple[UUID, str], PlannedVisits]:
    """
    Return what the plan in force says of entities, each asked with the name of a campaign.

    A campaign inspects whom it covers: the list of its part, or its sector where it has no list.
    Without a name the ground is the plan itself, which inspects units by name or by special
    campaign in the same way. General parts are answered by draws. What is missing is not planned;
    five queries at most.
    """
    wanted = set(asked)
    row = plan_in_force(viewer, year)
    if row is None or not wanted:
        return {}
    parts = parts_of(viewer, row)
    units = _by_part(units_of(viewer, row))
    known = registry.entities_by_ids(viewer, {entity for entity, _ in wanted})
    campaigns = {part.label: part for part in parts if part.is_special}
    filled = {part for _, part in units}
    sectors = {one.sector: one for one in parts if _is_by_name(one) and one.id not in filled}
    found = {}
    for entity, campaign in wanted:
        part, own = campaigns.get(campaign), known.get(entity)
        unit = units.get((entity, part.id if part else None))
        if campaign:
            if part and part.id in filled:
                part = part if unit is not None else None
            elif part and part.sector:
                part = part if own is not None and own.sector == part.sector else None
        elif unit is not None:
            part = unit.part if _is_by_name(unit.part) else None
        else:
            part = (sectors.get(own.sector) or sectors.get("")) if own else None
        if part is not None:
            found[entity, campaign] = _of(part, unit)
    return found


def key_units(viewer: Scope, year: int) -> tuple[str, ...]:
    """Return the names of the key units that the plan in force lists; two queries."""
    row = plan_in_force(viewer, year)
    if row is None:
        return ()
    rows = units_of(viewer, row)
    return tuple(dict.fromkeys(one.entity.name for one in rows if _is_by_name(one.part)))


def _by_part(rows: Iterable[PlanUnit]) -> dict[tuple[UUID, UUID | None], PlanUnit]:
    """Return each listed unit by its part, and without one: there a campaign gives way."""
    found: dict[tuple[UUID, UUID | None], PlanUnit] = {}
    for one in sorted(rows, key=lambda unit: not unit.part.is_special):
        kept = one.entity.merged_into_id or one.entity_id
        found[kept, one.part_id] = found[kept, None] = one
    return found


def _is_by_name(part: PlanPart) -> bool:
    return part.kind_enum is PartKind.KEY or part.is_special


def _of(part: PlanPart, unit: PlanUnit | None) -> PlannedVisits:
    own = unit.months if unit is not None and unit.part_id == part.id else []
    return PlannedVisits(
        per_unit=part.visits_per_unit,
        months=tuple(sorted(own or part.months)),
        total=part.visits if part.is_special else None,
    )
