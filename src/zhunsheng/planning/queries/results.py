"""The plan against what was done: visits per part, month and unit, with the rows behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection import queries as inspection
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.queries import VisitDay
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Row
from zhunsheng.planning.choices import PartKind
from zhunsheng.planning.models import AnnualPlan, PlanPart, PlanUnit
from zhunsheng.planning.queries.difference import months_text
from zhunsheng.planning.queries.plans import parts_of, plan_in_force, units_of
from zhunsheng.planning.rules import MONTHS, answers
from zhunsheng.registry import queries as registry

ENTITY = "registry.businessentity:"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of the year: its row, and its day, ground and campaign."""

    row: Row
    day: VisitDay


@dataclass(frozen=True, slots=True)
class PartProgress:
    """A part with what was planned and done: rows of visits, units visited at least once."""

    part: PlanPart
    planned_units: int
    planned_visits: int
    made: tuple[Visit, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the visits."""
        return tuple(visit.row for visit in self.made)

    @property
    def by_month(self) -> tuple[int, ...]:
        """Visits made in January to December."""
        found = Counter(visit.day.on.month for visit in self.made)
        return tuple(found[month] for month in MONTHS)

    @property
    def visits(self) -> int:
        """Visits made to units of the part."""
        return len(self.made)

    @property
    def units(self) -> int:
        """Units of the part that were visited."""
        return len({visit.row.distinct for visit in self.made})

    @property
    def percent(self) -> int:
        """Units visited of a hundred planned, never above 100."""
        return min(100, self.units * 100 // self.planned_units) if self.planned_units else 0


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """
    A unit listed by name with the visits planned and made on the ground of its part.

    Its ``key`` is that of the entity that it counts as: lists that repeat a unit share it.
    """

    unit: PlanUnit
    key: str
    planned: int
    rows: tuple[Row, ...]

    @property
    def when(self) -> str:
        """The months of the unit, else those of its part, as they are printed."""
        return months_text(self.unit.months_meant)

    @property
    def is_key(self) -> bool:
        """Whether the unit is inspected by name."""
        return self.unit.part.kind_enum is PartKind.KEY


@dataclass(frozen=True, slots=True)
class Progress:
    """A year's plan against its results."""

    year: int
    parts: tuple[PartProgress, ...]
    listed: tuple[UnitProgress, ...] = ()

    @property
    def repeated(self) -> int:
        """How often lists name a unit that one named already."""
        return len(self.listed) - len({one.key for one in self.listed})

    @property
    def planned_units(self) -> int:
        """Units of all parts; one that several lists name counts once."""
        return sum(part.planned_units for part in self.parts) - self.repeated

    @property
    def planned_visits(self) -> int:
        """Visits of all parts."""
        return sum(part.planned_visits for part in self.parts)

    @property
    def unit_rows(self) -> tuple[Row, ...]:
        """
        A row of each unit that was visited, counted as it is planned.

        Once in all lists together; once in each part without a list, which states a number alone.
        """
        named = {one.unit.part_id for one in self.listed}
        found = {
            (None if part.part.id in named else part.part.id, row.distinct): row
            for part in self.parts
            for row in part.rows
        }
        return tuple(found.values())

    @property
    def units(self) -> int:
        """Units of the plan that were visited."""
        return len(self.unit_rows)

    @property
    def visits(self) -> int:
        """Visits made under the plan."""
        return len({row.key for part in self.parts for row in part.rows})

    @property
    def percent(self) -> int:
        """Units visited of a hundred planned; what a part has above its number helps no other."""
        above = sum(max(0, part.units - part.planned_units) for part in self.parts)
        return max(0, self.units - above) * 100 // self.planned_units if self.planned_units else 0

    @property
    def unvisited(self) -> tuple[UnitProgress, ...]:
        """Key units that were not visited yet."""
        return tuple(one for one in self.listed if one.is_key and not one.rows)

    @property
    def unvisited_units(self) -> tuple[PlanUnit, ...]:
        """The same, each once though several lists wait for it."""
        found: dict[str, PlanUnit] = {}
        for one in self.unvisited:
            found.setdefault(one.key, one.unit)
        return tuple(found.values())


def progress(viewer: Viewer, year: int) -> Progress:
    """
    Return the plan in force against the visits of the year; nothing before its approval.

    A part with a list counts visits to the listed units; one without counts visits to units of
    its sector that no list names. Key parts are answered by visits on the ground of the plan,
    general parts by visits on the ground of a draw, special campaigns by visits of their name.
    """
    row = plan_in_force(viewer, year)
    return Progress(year, ()) if row is None else progress_of(viewer, row)


def progress_of(viewer: Viewer, row: AnnualPlan) -> Progress:
    """Return a plan against the visits of its year; a constant number of queries."""
    parts = parts_of(viewer, row)
    units = units_of(viewer, row)
    listed: dict[UUID, set[str]] = {part.id: set() for part in parts}
    for unit in units:
        listed[unit.part_id].add(unit_key(unit))
    visits = _made(viewer, row.year, parts)
    sectors = _sectors(viewer, parts, listed, visits)
    ordinary = [listed[one.id] for one in parts if not one.is_special]
    everywhere = set[str]().union(*ordinary)
    found = {}
    for part in parts:
        own = listed[part.id]
        made = tuple(
            v
            for v in visits[part.id]
            if (v.row.distinct in own if own else _is_of(part, v.row, sectors, everywhere))
        )
        found[part.id] = PartProgress(part, part.unit_count, part.visits, made)
    return Progress(row.year, tuple(found.values()), _listed(units, found))


def unit_key(unit: PlanUnit, moved: Mapping[UUID, UUID] = MappingProxyType({})) -> str:
    """Return the key of a listed unit; one that was merged is the entity that is kept."""
    now = unit.entity.merged_into_id or unit.entity_id
    return f"{ENTITY}{moved.get(unit.entity_id, now)}"


def _listed(units: list[PlanUnit], parts: Mapping[UUID, PartProgress]) -> tuple[UnitProgress, ...]:
    rows: dict[tuple[UUID, str], list[Row]] = {}
    for part_id, part in parts.items():
        for row in part.rows:
            rows.setdefault((part_id, row.distinct), []).append(row)
    return tuple(
        UnitProgress(
            unit=unit,
            key=unit_key(unit),
            planned=unit.part.visits_per_unit,
            rows=tuple(rows.get((unit.part_id, unit_key(unit)), ())),
        )
        for unit in units
    )


def unvisited_units(viewer: Scope, row: AnnualPlan, as_of: date) -> tuple[PlanUnit, ...]:
    """
    Return the units listed in key parts that no visit of the year answers by a day.

    They are ``Progress.unvisited_units``, found without reading the visits.
    """
    since, until = date(row.year, 1, 1), min(date(row.year, 12, 31), as_of)
    moved = registry.moved_since(viewer, as_of)
    parts = parts_of(viewer, row)
    campaigns = _campaigns(parts)
    visited = inspection.visited_grounds(viewer, since, until, as_of=as_of)
    known = {
        part.id: {f"{ENTITY}{v[0]}" for v in visited if _answers(part, *v[1:], campaigns)}
        for part in parts
        if part.kind_enum is PartKind.KEY
    }
    found: dict[str, PlanUnit] = {}
    for unit in units_of(viewer, row):
        key_now = unit_key(unit, moved)
        if unit.part_id in known and key_now not in known[unit.part_id]:
            found.setdefault(key_now, unit)
    return tuple(found.values())


def _campaigns(parts: Iterable[PlanPart]) -> frozenset[str]:
    return frozenset(part.label for part in parts if part.is_special)


def _answers(part: PlanPart, ground: BasisKind, campaign: str, campaigns: frozenset[str]) -> bool:
    special = part.label if part.is_special else ""
    return answers(ground, campaign, kind=part.kind_enum, special=special, campaigns=campaigns)


def _made(viewer: Scope, year: int, parts: list[PlanPart]) -> dict[UUID, tuple[Visit, ...]]:
    """Return for each part the visits that may answer it; two queries."""
    since, until = date(year, 1, 1), date(year, 12, 31)
    days = inspection.visit_days(viewer, since, until)
    rows = inspection.inspected_entity_rows(viewer, since, until)
    visits, campaigns = [Visit(row, days[row.key]) for row in rows], _campaigns(parts)
    return {
        part.id: tuple(v for v in visits if _answers(part, v.day.ground, v.day.campaign, campaigns))
        for part in parts
    }


def _sectors(
    viewer: Scope,
    parts: Iterable[PlanPart],
    listed: Mapping[UUID, set[str]],
    made: Mapping[UUID, tuple[Visit, ...]],
) -> dict[str, str]:
    """Return the sector of each visited unit, where a part without a list asks for it."""
    if not any(part.sector and not listed[part.id] for part in parts):
        return {}
    ids = {visit.row.distinct for visits in made.values() for visit in visits}
    known = registry.entities_by_ids(viewer, [UUID(one.removeprefix(ENTITY)) for one in ids])
    return {f"{ENTITY}{one}": entity.sector for one, entity in known.items()}


def _is_of(part: PlanPart, visit: Row, sectors: dict[str, str], listed: set[str]) -> bool:
    if visit.distinct in listed:
        return False
    return not part.sector or sectors.get(visit.distinct) == part.sector
