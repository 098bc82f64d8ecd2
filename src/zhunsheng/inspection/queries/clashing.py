"""Visits on record whose hours overlap those of one that is to be recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection, InspectionOfficer
from zhunsheng.inspection.rules import ClashingVisit
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.registry import queries as registry
from zhunsheng.workforce.rules import OfficerFact


def clashing(
    scope: Scope, row: Inspection, began: datetime, ended: datetime, officers: Sequence[OfficerFact]
) -> tuple[ClashingVisit, ...]:
    """Return the other visits in these hours by one of these officers or of the same entity."""
    names = {one.id: one.name for one in officers}
    family = registry.families(scope, [row.entity_id])
    on = began.astimezone(SHANGHAI).date()
    own = InspectionOfficer.objects.of(scope).filter(officer_id__in=list(names))
    found = (
        Inspection.objects.of(scope)
        .filter(
            Q(id__in=own.values("inspection_id")) | Q(entity_id__in=list(family)),
            # A visit may go on past midnight.
            visited_on__range=(on - timedelta(days=1), on + timedelta(days=1)),
            started_at__lt=ended,
            ended_at__gt=began,
        )
        .select_related("entity")
        .order_by("started_at", "id")
    )
    rows = [one for one in found if one.id != row.id]
    if not rows:
        return ()
    went: dict[UUID, list[str]] = {}
    both = own.filter(inspection_id__in=[one.id for one in rows]).order_by("place")
    for inspection, officer in both.values_list("inspection_id", "officer_id"):
        went.setdefault(inspection, []).append(names[officer])
    return tuple(
        ClashingVisit(
            entity=one.entity.name,
            began=one.started_at,
            ended=one.ended_at,
            officers=tuple(went.get(one.id, ())),
            same_entity=one.entity_id in family,
            ground=BasisKind(one.basis_kind),
        )
        for one in rows
    )
