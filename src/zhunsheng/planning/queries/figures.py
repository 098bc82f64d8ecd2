"""Figures of the plans in force with their rows, and what a plan still waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts.choices import Dimension, Role
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.figure import Row
from zhunsheng.planning import rules
from zhunsheng.planning.choices import (
    DRAFTERS,
    SUBMITTERS,
    DutyKind,
    PartKind,
    Phrase,
    PlanStep,
)
from zhunsheng.planning.models import AnnualPlan, PlanPart, PlanUnit
from zhunsheng.planning.queries.plans import (
    acts_of,
    plan,
    plan_in_force,
    running_amendment,
    standing_acts,
)
from zhunsheng.planning.queries.results import Progress, unit_key, unvisited_units
from zhunsheng.planning.queries.staff import limits
from zhunsheng.registry import queries as registry
from zhunsheng.web.linked import linked_rows


def planned_unit_rows(
    viewer: Scope, year: int, kind: PartKind | None = None, *, as_of: date | None = None
) -> tuple[Row, ...]:
    """
    Return one row per part of the plan in force of a year, of a kind or all, weighed by units (家).

    A part may state a number without a list, so the part is the record that is counted. A unit
    that several lists name weighs in the first of them; what was merged by a day is one.
    """
    parts = [one for one in _parts_in_force(viewer, year) if kind in (None, one.kind_enum)]
    moved = registry.moved_since(viewer, as_of) if as_of else {}
    units = PlanUnit.objects.of(viewer).filter(part__in=parts).select_related("entity")
    seen: set[str] = set()
    repeated: Counter[UUID] = Counter()
    for unit in units.order_by("part__number", "number"):
        key = unit_key(unit, moved)
        repeated[unit.part_id] += key in seen
        seen.add(key)
    return tuple(
        _part_row(part, part.unit_count - repeated[part.id], repeated[part.id]) for part in parts
    )


def planned_visit_rows(viewer: Scope, year: int) -> tuple[Row, ...]:
    """Return one row per part of the plan in force of a year, weighed by its visits (家次)."""
    return tuple(_part_row(part, part.visits) for part in _parts_in_force(viewer, year))


def _parts_in_force(viewer: Scope, year: int) -> Iterable[PlanPart]:
    """Return the parts of a year's latest approved plan in order."""
    parts = PlanPart.objects.of(viewer).select_related("plan").filter(plan__year=year)
    parts = parts.filter(plan__acts__step=PlanStep.APPROVE.value)
    parts = parts.exclude(plan__amendments__acts__step=PlanStep.APPROVE.value)
    return parts.order_by("number")


def _part_row(part: PlanPart, weight: int, repeated: int = 0) -> Row:
    told = Phrase.LISTED_TWICE if repeated else Phrase.LISTED
    return Row(
        key=f"planning.planpart:{part.id}",
        weight=weight,
        label=told.label.format(year=part.plan.year, label=part.label, count=repeated),
        url=reverse("planning:detail", args=[part.plan_id]),
    )


_NEXT = (
    (PlanStep.SUBMIT, DutyKind.SUBMIT, rules.RULES),
    (PlanStep.APPROVE, DutyKind.APPROVE, rules.RULES),
    (PlanStep.FILE_UPPER, DutyKind.FILE_UPPER, rules.KEY_UNITS_YEARLY),
    (PlanStep.FILE_JUSTICE, DutyKind.FILE_JUSTICE, rules.INSPECTIONS_OF_ENTERPRISES),
    (PlanStep.PUBLISH, DutyKind.PUBLISH, rules.INSPECTIONS_OF_ENTERPRISES),
)


#: Steps that only who answers for the bureau may take.
_ROLES: Final = {PlanStep.SUBMIT: SUBMITTERS, PlanStep.APPROVE: SUBMITTERS}


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what the plan of the running year still waits for; dates are practice, not law."""
    row = plan_in_force(viewer, on.year) or plan(viewer, on.year)
    if row is None:
        where = reverse("planning:list")
        year = Phrase.YEAR.label.format(year=on.year)
        due = _due(viewer, on.year)
        return (_duty(DutyKind.DRAFT, year, due, rules.DUTY_TO_PLAN, where, "new"),)
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
    due = None if row.replaces_id else _due(viewer, row.year)
    return tuple(
        _duty(kind, row.title, due, basis, where, str(row.id), _ROLES.get(step, DRAFTERS))
        for step, kind, basis in shown
    )


def _due(viewer: Viewer, year: int) -> date | None:
    """Return by when a year's plan is usually approved; an amendment comes when it is needed."""
    return limits(viewer, on=date(year, 1, 1)).approved_by(year)


def _duty(
    kind: DutyKind,
    title: str,
    due: date | None,
    basis: Citation,
    url: str,
    key: str,
    roles: frozenset[Role] = DRAFTERS,
) -> Duty:
    return Duty(
        key=f"planning.{kind.value.lower()}:{key}",
        label=kind.label,
        subject=title,
        due_on=due,
        basis=basis,
        roles=frozenset(role.value for role in roles),
        url=url,
        action=kind.action,
        verified=False,
    )


def unvisited_key_rows(viewer: Viewer, year: int, as_of: date) -> tuple[Row, ...]:
    """Return the units that key parts of a year name and that were not visited by a day (家)."""
    row = plan_in_force(viewer, year)
    return _unit_rows(unvisited_units(viewer, row, as_of)) if row else ()


def unvisited_rows(found: Progress) -> tuple[Row, ...]:
    """Return the same of a plan that was read with its results."""
    return _unit_rows(found.unvisited_units)


def _unit_rows(units: Iterable[PlanUnit]) -> tuple[Row, ...]:
    return linked_rows(
        "planning.planunit",
        "planning:results",
        ((one.id, one.plan_id, one.part.label, one.entity.name) for one in units),
    )


CARRIED: Final[Carried] = {
    "planning.planunit": (
        PlanUnit,
        {Dimension.STREET: "entity__street", Dimension.SECTOR: "entity__sector"},
    ),
    "planning.planpart": (PlanPart, {Dimension.SECTOR: "sector"}),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
