"""The plan against what was done: visits per part with the rows behind them; figures; duties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection import queries as inspection
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.figure import Figure, FigureUnit, Row
from zhunsheng.planning import rules
from zhunsheng.planning.choices import (
    DRAFTERS,
    DutyKind,
    FigureText,
    PartKind,
    Phrase,
    PlanStep,
)
from zhunsheng.planning.models import AnnualPlan, PlanPart, PlanUnit
from zhunsheng.planning.queries.plans import (
    acts_of,
    parts_of,
    plan,
    plan_in_force,
    running_amendment,
    standing_acts,
)
from zhunsheng.registry import queries as registry

ENTITY = "registry.businessentity:"
#: Key parts are answered by visits of the plan, general ones by draws.
BASES = {
    PartKind.KEY: (BasisKind.PLAN,),
    PartKind.GENERAL: (BasisKind.OWN_DRAW, BasisKind.JOINT_DRAW),
}


@dataclass(frozen=True, slots=True)
class PartProgress:
    """A part with what was planned and done: rows of visits, units visited at least once."""

    part: PlanPart
    planned_units: int
    planned_visits: int
    rows: tuple[Row, ...]

    @property
    def visits(self) -> int:
        """Visits made to units of the part."""
        return len(self.rows)

    @property
    def units(self) -> int:
        """Units of the part that were visited."""
        return len({row.distinct for row in self.rows})

    @property
    def percent(self) -> int:
        """Units visited of a hundred planned, never above 100."""
        return min(100, self.units * 100 // self.planned_units) if self.planned_units else 0


@dataclass(frozen=True, slots=True)
class Progress:
    """A year's plan against its results."""

    year: int
    parts: tuple[PartProgress, ...]

    @property
    def planned_units(self) -> int:
        """Units of all parts."""
        return sum(part.planned_units for part in self.parts)

    @property
    def planned_visits(self) -> int:
        """Visits of all parts."""
        return sum(part.planned_visits for part in self.parts)

    @property
    def units(self) -> int:
        """Units of the plan that were visited; each counts once."""
        return len({row.distinct for part in self.parts for row in part.rows})

    @property
    def visits(self) -> int:
        """Visits made under the plan."""
        return len({row.key for part in self.parts for row in part.rows})

    @property
    def percent(self) -> int:
        """Units visited of a hundred planned, never above 100."""
        return min(100, self.units * 100 // self.planned_units) if self.planned_units else 0


def progress(viewer: Viewer, year: int) -> Progress:
    """
    Return the plan in force against the visits of the year; nothing before its approval.

    A part with a list counts visits to the listed units; one without counts visits to units of
    its sector that no list names. Key parts are answered by visits on the ground of the plan,
    general parts by visits on the ground of a draw.
    """
    row = plan_in_force(viewer, year)
    return Progress(year, ()) if row is None else progress_of(viewer, row)


def progress_of(viewer: Viewer, row: AnnualPlan) -> Progress:
    """Return a plan against the visits of its year."""
    parts = parts_of(viewer, row)
    listed: dict[UUID, set[str]] = {part.id: set() for part in parts}
    named = PlanUnit.objects.of(viewer).filter(plan=row)
    for part_id, entity in named.values_list("part_id", "entity_id"):
        listed[part_id].add(f"{ENTITY}{entity}")
    rows = {kind: _visits(viewer, row.year, bases) for kind, bases in BASES.items()}
    sectors = _sectors(viewer, parts, listed, rows)
    everywhere = set().union(*listed.values()) if listed else set()
    found = []
    for part in parts:
        visits = rows[part.kind_enum]
        own = listed[part.id]
        if own:
            mine = tuple(v for v in visits if v.distinct in own)
        else:
            mine = tuple(v for v in visits if _is_of(part, v, sectors, everywhere))
        found.append(PartProgress(part, part.unit_count, part.visits, mine))
    return Progress(row.year, tuple(found))


def _visits(viewer: Scope, year: int, bases: Iterable[BasisKind]) -> tuple[Row, ...]:
    since, until = date(year, 1, 1), date(year, 12, 31)
    found: list[Row] = []
    for basis in bases:
        found += inspection.inspected_entity_rows(viewer, since, until, basis)
    return tuple(found)


def _sectors(
    viewer: Scope,
    parts: Iterable[PlanPart],
    listed: dict[UUID, set[str]],
    rows: dict[PartKind, tuple[Row, ...]],
) -> dict[str, str]:
    """Return the sector of each visited unit, where a part without a list asks for it."""
    if not any(part.sector and not listed[part.id] for part in parts):
        return {}
    ids = {row.distinct for visits in rows.values() for row in visits}
    known = registry.entities_by_ids(viewer, [UUID(one.removeprefix(ENTITY)) for one in ids])
    return {f"{ENTITY}{one}": entity.sector for one, entity in known.items()}


def _is_of(part: PlanPart, visit: Row, sectors: dict[str, str], listed: set[str]) -> bool:
    if visit.distinct in listed:
        return False
    return not part.sector or sectors.get(visit.distinct) == part.sector


def planned_unit_rows(viewer: Scope, since: date, until: date) -> tuple[Row, ...]:
    """
    Return one row per part of the plans in force of the years touched, weighed by its units (家).

    A part may state a number without a list, so the part is the record that is counted.
    """
    return _part_rows(_parts_in_force(viewer, since, until), weigh_visits=False)


def planned_visit_rows(viewer: Scope, since: date, until: date) -> tuple[Row, ...]:
    """Return one row per part of the plans in force, weighed by its visits (家次)."""
    return _part_rows(_parts_in_force(viewer, since, until), weigh_visits=True)


def _parts_in_force(viewer: Scope, since: date, until: date) -> Iterable[PlanPart]:
    """Return the parts of each year's latest approved plan."""
    parts = PlanPart.objects.of(viewer).select_related("plan")
    parts = parts.filter(plan__year__in=range(since.year, until.year + 1))
    parts = parts.filter(plan__acts__step=PlanStep.APPROVE.value)
    return parts.exclude(plan__amendments__acts__step=PlanStep.APPROVE.value)


def _part_rows(parts: Iterable[PlanPart], *, weigh_visits: bool) -> tuple[Row, ...]:
    ordered = sorted(parts, key=lambda part: (part.plan.year, part.number))
    return tuple(
        Row(
            key=f"planning.planpart:{part.id}",
            weight=part.visits if weigh_visits else part.unit_count,
            label=f"{part.plan.year} {part.label}",
            url=reverse("planning:detail", args=[part.plan_id]),
        )
        for part in ordered
    )


def plan_figures(viewer: Viewer, year: int, *, as_of: date) -> tuple[Figure, ...]:
    """Return the figures of a year's plan: planned units and visits with their rows, and done."""
    since, until = date(year, 1, 1), date(year, 12, 31)
    found = progress(viewer, year)
    done = {row.key: row for part in found.parts for row in part.rows}
    sources: tuple[tuple[FigureText, FigureUnit, tuple[Row, ...]], ...] = (
        (FigureText.PLANNED_UNITS, FigureUnit.ENTITY, planned_unit_rows(viewer, since, until)),
        (FigureText.PLANNED_VISITS, FigureUnit.VISIT, planned_visit_rows(viewer, since, until)),
        (FigureText.VISITED_UNITS, FigureUnit.ENTITY, tuple(done.values())),
    )
    return tuple(
        Figure(
            key=text.value,
            label=text.label,
            unit=unit,
            definition=text.definition,
            scope=str(year),
            basis=rules.DUTY_TO_PLAN,
            as_of=as_of,
            rows=rows,
        )
        for text, unit, rows in sources
    )


_NEXT = (
    (PlanStep.SUBMIT, DutyKind.SUBMIT, rules.RULES),
    (PlanStep.APPROVE, DutyKind.APPROVE, rules.RULES),
    (PlanStep.FILE_UPPER, DutyKind.FILE_UPPER, rules.KEY_UNITS_YEARLY),
    (PlanStep.FILE_JUSTICE, DutyKind.FILE_JUSTICE, rules.INSPECTIONS_OF_ENTERPRISES),
    (PlanStep.PUBLISH, DutyKind.PUBLISH, rules.INSPECTIONS_OF_ENTERPRISES),
)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what the plan of the running year still waits for; dates are practice, not law."""
    row = plan_in_force(viewer, on.year) or plan(viewer, on.year)
    if row is None:
        where = reverse("planning:list")
        year = Phrase.YEAR.label.format(year=on.year)
        return (_duty(DutyKind.DRAFT, year, on.year, rules.DUTY_TO_PLAN, where, "new"),)
    amendment = running_amendment(viewer, row)
    more = _waits(viewer, amendment) if amendment else ()
    return (*_waits(viewer, row), *more)


def _waits(viewer: Viewer, row: AnnualPlan) -> tuple[Duty, ...]:
    """Return what one version still waits for."""
    done = {act.step for act in standing_acts(acts_of(viewer, row))}
    where = reverse("planning:detail", args=[row.id])
    approved = PlanStep.APPROVE.value in done
    before = {PlanStep.SUBMIT, PlanStep.APPROVE}
    waiting = [n for n in _NEXT if n[0].value not in done and (n[0] in before or approved)]
    shown = waiting if approved else waiting[:1]
    return tuple(_duty(k, row.title, row.year, basis, where, str(row.id)) for _, k, basis in shown)


def _duty(kind: DutyKind, title: str, year: int, basis: Citation, url: str, key: str) -> Duty:
    return Duty(
        key=f"planning.{kind.value.lower()}:{key}",
        label=kind.label,
        subject=title,
        due_on=date(year, *rules.APPROVED_BY_MONTH_DAY),
        basis=basis,
        roles=frozenset(role.value for role in DRAFTERS),
        url=url,
        action=kind.action,
        verified=False,
    )
