"""What of this room falls on days: visits to be made and made, terms of orders, re-inspections."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import AppointmentKind
from zhunsheng.inspection.models import (
    Inspection,
    InspectionOfficer,
    InspectionScheme,
    RectificationOrder,
    Reinspection,
)
from zhunsheng.inspection.queries.lists import of_ended, reinspection_days, visible
from zhunsheng.inspection.rules import reinspection_due
from zhunsheng.kernel.act import Viewer


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day of an inspection: what falls on it, at which entity, and which officers it takes."""

    on: date
    kind: AppointmentKind
    inspection: UUID
    entity: UUID
    entity_name: str
    officers: tuple[UUID, ...]
    checklists: tuple[str, ...] = ()


def appointments(
    viewer: Viewer, since: date, until: date, *, on: date, officers: Collection[UUID] | None = None
) -> tuple[Appointment, ...]:
    """
    Return what falls on the days of a period, of these officers or of all; five queries.

    ``on`` is the day whose rule gives the term of a re-inspection.
    """
    made = Q(visited_on__gte=since, visited_on__lte=until)
    waiting = Q(visited_on=None, withdrawn_on=None)
    planned = waiting & Q(planned_on__gte=since, planned_on__lte=until)
    rows = _with_people(
        viewer, _of_officers(viewer, visible(viewer).filter(made | planned), officers)
    )
    days = [(row.visited_on or row.planned_on, _visit_kind(row), row) for row in rows]
    days += _terms(viewer, since, until, on, officers)
    lists = _checklists(viewer, {row.id for _, _, row in days})
    found = [_appointment(row, day, kind, lists.get(row.id, ())) for day, kind, row in days]
    return tuple(sorted(found, key=lambda one: (one.on, one.kind.value, one.entity_name)))


def _checklists(scope: Scope, inspections: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Return the checklists that the last scheme of each inspection names; one query."""
    rows = InspectionScheme.objects.of(scope).filter(inspection_id__in=list(inspections))
    return {row.inspection_id: row.checklist_keys for row in rows.order_by("number")}


def _visit_kind(row: Inspection) -> AppointmentKind:
    return AppointmentKind.VISIT if row.visited_on is None else AppointmentKind.VISITED


def _appointment(
    row: Inspection, day: date | None, kind: AppointmentKind, checklists: tuple[str, ...]
) -> Appointment:
    assert day is not None
    return Appointment(
        on=day,
        kind=kind,
        inspection=row.id,
        entity=row.entity_id,
        entity_name=row.entity.name,
        officers=tuple(one.officer_id for one in row.officer_rows.all()),
        checklists=checklists,
    )


def _of_officers(
    scope: Scope, rows: QuerySet[Inspection], officers: Collection[UUID] | None
) -> QuerySet[Inspection]:
    if officers is None:
        return rows
    sent = InspectionOfficer.objects.of(scope).filter(
        inspection=OuterRef("pk"), officer_id__in=list(officers)
    )
    return rows.filter(Exists(sent))


def _with_people(scope: Scope, rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    sent = InspectionOfficer.objects.of(scope).order_by("place")
    related = rows.select_related("entity", "order").prefetch_related(
        Prefetch("officer_rows", sent)
    )
    return related.defer("situation")


def _terms(
    viewer: Viewer, since: date, until: date, on: date, officers: Collection[UUID] | None
) -> Iterable[tuple[date | None, AppointmentKind, Inspection]]:
    """Return the ends of terms of open orders, and by when each is to be looked at again."""
    done = Reinspection.objects.of(viewer).filter(order=OuterRef("pk"), all_done=True)
    waiting = RectificationOrder.objects.of(viewer).filter(~Exists(done))
    waiting = waiting.exclude(of_ended(viewer, on, "inspection__entity_id"))
    rows = visible(viewer).filter(id__in=waiting.values("inspection_id"))
    days = reinspection_days(viewer, on)
    for row in _with_people(viewer, _of_officers(viewer, rows, officers)):
        end = row.order.current_due_on
        for day, kind in (
            (end, AppointmentKind.TERM),
            (reinspection_due(end, days), AppointmentKind.REINSPECTION),
        ):
            if since <= day <= until:
                yield day, kind, row
