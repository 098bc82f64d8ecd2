"""What is due in this room: visits, orders, re-inspections, approvals to be made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from zhunsheng.inspection.choices import ENFORCEMENT_BASES, DutyKind
from zhunsheng.inspection.models import (
    Inspection,
    InspectionFinding,
    RectificationOrder,
    Reinspection,
)
from zhunsheng.inspection.queries.facts import (
    RESULT_TOLD,
    place,
    result_is_due,
    sees_own_unit_only,
)
from zhunsheng.inspection.queries.lists import (
    REINSPECTION_LIMIT,
    of_ended,
    reinspection_days,
    visible,
)
from zhunsheng.inspection.queries.sourced import interests
from zhunsheng.inspection.queries.visited import standing_stops
from zhunsheng.inspection.rules import HAZARD_POWER, ORDER_POWER, reinspection_due
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.duty import Duty
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce


@dataclass(frozen=True, slots=True)
class DueReinspection:
    """An order that waits for its re-inspection: the end of its term and the bureau's own day."""

    order: RectificationOrder
    inspection_id: UUID
    entity_name: str
    term_ends_on: date
    due_on: date


def due_reinspections(viewer: Viewer, on: date) -> list[DueReinspection]:
    """
    Return the orders that wait for a re-inspection, the most urgent first; two queries.

    An order whose matters are not all put right keeps waiting, until its party ends.
    """
    done = Reinspection.objects.of(viewer).filter(order=OuterRef("pk"), all_done=True)
    rows = RectificationOrder.objects.of(viewer).filter(~Exists(done))
    rows = rows.exclude(of_ended(viewer, on, "inspection__entity_id"))
    if sees_own_unit_only(viewer.by):
        rows = rows.filter(inspection__in=visible(viewer))
    days = reinspection_days(viewer, on)
    found = [
        DueReinspection(
            order=row,
            inspection_id=row.inspection_id,
            entity_name=row.inspection.entity.name,
            term_ends_on=row.current_due_on,
            due_on=reinspection_due(row.current_due_on, days),
        )
        for row in rows.select_related("inspection__entity").order_by("id")
    ]
    return sorted(found, key=lambda due: due.due_on)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is due in this room on a day, the most urgent first."""
    found = [
        *_visits(viewer),
        *_orders(viewer, on),
        *_reinspections(viewer, on),
        *_approvals(viewer),
        *_results(viewer, on),
        *_liftings(viewer),
    ]
    last = date.max
    return tuple(sorted(found, key=lambda duty: (duty.due_on or last, duty.key)))


def _visits(viewer: Viewer) -> list[Duty]:
    rows = visible(viewer).filter(visited_on=None, withdrawn_on=None).select_related("entity")
    return [
        _duty(DutyKind.VISIT, row, row.planned_on, cite("GBF-2024-54"), "visit")
        for row in rows.defer("situation")
    ]


def _orders(viewer: Viewer, on: date) -> list[Duty]:
    """Visits whose findings still need an order; nobody is left to order where a unit ended."""
    unsettled = InspectionFinding.objects.of(viewer).filter(
        inspection=OuterRef("pk"), immediate_fix=False
    )
    rows = visible(viewer).filter(
        Exists(unsettled),
        visited_on__isnull=False,
        order=None,
        basis_kind__in=[basis.value for basis in ENFORCEMENT_BASES],
    )
    found = list(rows.select_related("entity").defer("situation"))
    ended = registry.ended_units(viewer, {row.entity_id for row in found}, on=on) if found else {}
    return [
        _duty(DutyKind.ORDER, row, None, ORDER_POWER, "order")
        for row in found
        if row.entity_id not in ended
    ]


def _reinspections(viewer: Viewer, on: date) -> list[Duty]:
    """Orders to look at again, for everybody but who stands back from the unit (行政处罚法 43)."""
    limit = lawbook.parameter(REINSPECTION_LIMIT, on=on, jurisdiction=place(viewer))
    return [
        Duty(
            key=f"inspection.reinspection:{due.order.pk}",
            label=DutyKind.REINSPECTION.label,
            subject=due.entity_name,
            due_on=due.due_on,
            basis=limit.basis,
            roles=DutyKind.REINSPECTION.roles,
            url=reverse("inspection:reinspection", args=[due.inspection_id]),
            action=DutyKind.REINSPECTION.action,
            verified=limit.verified,
        )
        for due in _of_others(viewer, due_reinspections(viewer, on), on)
    ]


def _of_others(viewer: Viewer, found: list[DueReinspection], on: date) -> list[DueReinspection]:
    own = workforce.officer_of_user(viewer, viewer.by.id) if found else None
    if own is None:
        return found
    units = {one.order.inspection.entity_id for one in found}
    barred = {unit for _, unit in interests(viewer, units, [own.id], on=on)}
    return [one for one in found if one.order.inspection.entity_id not in barred]


def _approvals(viewer: Viewer) -> list[Duty]:
    rows = visible(viewer).filter(urgent_on__isnull=False, approved_on=None, withdrawn_on=None)
    return [
        _duty(DutyKind.LATE_APPROVAL, row, None, cite("GBF-2024-54"), "late_approval")
        for row in rows.select_related("entity").defer("situation")
    ]


def _results(viewer: Viewer, on: date) -> list[Duty]:
    """Visits whose result the entity was not told; those that wait for an order come after it."""
    if not result_is_due(viewer, on):
        return []
    since = lawbook.parameter(RESULT_TOLD, on=on, jurisdiction=place(viewer)).since
    unsettled = InspectionFinding.objects.of(viewer).filter(
        inspection=OuterRef("pk"), immediate_fix=False
    )
    rows = (
        visible(viewer)
        .filter(
            ~Exists(unsettled) | Q(order__isnull=False),
            visited_on__gte=since,
            result_notice=None,
            basis_kind__in=[basis.value for basis in ENFORCEMENT_BASES],
        )
        .exclude(of_ended(viewer, on, "entity_id"))
    )
    return [
        _duty(DutyKind.RESULT_NOTICE, row, None, cite("GBF-2024-54"), "result_notice")
        for row in rows.select_related("entity").defer("situation")
    ]


def _liftings(viewer: Viewer) -> list[Duty]:
    """Visits with a stop whose hazards are removed: work goes on with consent (65.1(3)) alone."""
    removed = {row.pk: row for row, still_open in standing_stops(viewer) if not still_open}
    return [
        _duty(DutyKind.MEASURE_LIFTING, row, None, HAZARD_POWER, "lifting")
        for row in removed.values()
    ]


def _duty(kind: DutyKind, row: Inspection, due_on: date | None, basis: Citation, key: str) -> Duty:
    return Duty(
        key=f"inspection.{key}:{row.pk}",
        label=kind.label,
        subject=row.entity.name,
        due_on=due_on,
        basis=basis,
        roles=kind.roles,
        url=reverse(f"inspection:{key}", args=[row.pk]),
        action=kind.action,
    )
