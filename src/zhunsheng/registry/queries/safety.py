"""Fatal accidents and trial runs of units."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.registry.models import SafetyRecord
from zhunsheng.registry.queries.merged import of_entity


def safety_records(scope: Scope, *, on: date) -> QuerySet[SafetyRecord]:
    """Return what was noted by a day of the safety of units and not withdrawn by it."""
    rows: QuerySet[SafetyRecord] = SafetyRecord.objects.of(scope).filter(noted_on__lte=on)
    stands = Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)
    return rows.filter(stands).order_by("-since", "id")


def safety_history(scope: Scope, entity: UUID) -> QuerySet[SafetyRecord]:
    """Return all that was noted of an entity and of what was merged into it, withdrawn or not."""
    rows: QuerySet[SafetyRecord] = SafetyRecord.objects.of(scope).filter(of_entity(entity))
    return rows.order_by("-since", "id")


def safety_record(scope: Scope, record_id: UUID) -> SafetyRecord:
    """
    Return a record of the bureau with its entity.

    :raises SafetyRecord.DoesNotExist: if the bureau has none of this id
    """
    row: SafetyRecord = SafetyRecord.objects.of(scope).select_related("entity").get(id=record_id)
    return row
