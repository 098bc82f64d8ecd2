"""Who was sent on an inspection, and who carries on from the visit."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.models import Inspection, InspectionOfficer, InspectionSuccessor


def officer_ids(scope: Scope, *inspections: UUID) -> tuple[UUID, ...]:
    """Return the officers who were sent on inspections, each one's in order; one query."""
    rows = InspectionOfficer.objects.of(scope).filter(inspection_id__in=inspections)
    return tuple(rows.order_by("inspection_id", "place").values_list("officer_id", flat=True))


def named_on(scope: Scope, user: UUID) -> Q:
    """Match the inspections on which an account's officer was sent, or was named to carry on."""
    sent = InspectionOfficer.objects.of(scope).filter(officer__user_id=user)
    after = InspectionSuccessor.objects.of(scope).filter(officer__user_id=user)
    return Q(id__in=sent.values("inspection_id")) | Q(id__in=after.values("inspection_id"))


def successor_ids(scope: Scope, *inspections: UUID) -> tuple[UUID, ...]:
    """Return all who were ever named to carry on from visits; one query."""
    rows = InspectionSuccessor.objects.of(scope).filter(inspection_id__in=inspections)
    return tuple(
        rows.order_by("inspection_id", "turn", "place").values_list("officer_id", flat=True)
    )


def acting_ids(scope: Scope, inspection: Inspection, on: date) -> tuple[UUID, ...]:
    """Return who acts on an inspection on a day: the last named to carry on, else who was sent."""
    rows = InspectionSuccessor.objects.of(scope).filter(inspection=inspection, handed_on__lte=on)
    named = rows.order_by("turn", "place") if inspection.visited_on else ()
    turns: dict[int, list[UUID]] = {}
    for one in named:
        turns.setdefault(one.turn, []).append(one.officer_id)
    return tuple(turns[max(turns)]) if turns else officer_ids(scope, inspection.id)
