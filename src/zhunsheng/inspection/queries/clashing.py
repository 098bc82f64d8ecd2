"""Visits and re-inspections on record whose hours overlap those that are to be recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection, InspectionOfficer, Reinspection
from zhunsheng.inspection.rules import ClashingVisit
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.registry import queries as registry
from zhunsheng.workforce.rules import OfficerFact


def clashing(
    scope: Scope, row: Inspection, began: datetime, ended: datetime, officers: Sequence[OfficerFact]
) -> tuple[ClashingVisit, ...]:
    """
    Return what else was done in these hours by one of these officers or at the same entity.

    A re-inspection counts where one of them made it elsewhere: beside a visit of its own entity it
    burdens nobody.
    """
    names = {one.id: one.name for one in officers}
    family = registry.families(scope, [row.entity_id])
    on = began.astimezone(SHANGHAI).date()
    # A visit may go on past midnight.
    days = (on - timedelta(days=1), on + timedelta(days=1))
    own = InspectionOfficer.objects.of(scope).filter(officer_id__in=list(names))
    found = (
        Inspection.objects.of(scope)
        .filter(
            Q(id__in=own.values("inspection_id")) | Q(entity_id__in=list(family)),
            visited_on__range=days,
            started_at__lt=ended,
            ended_at__gt=began,
        )
        .select_related("entity")
        .order_by("started_at", "id")
    )
    rows = [one for one in found if one.id != row.id]
    again = Reinspection.objects.of(scope).filter(
        on__range=days, began_at__lt=ended, ended_at__gt=began
    )
    others = again.exclude(order__inspection__entity_id__in=list(family))
    elsewhere = others.select_related("order__inspection__entity").order_by("began_at", "id")
    return (*_visits(rows, row, own, names, family), *_reinspections(elsewhere, names))


def _visits(
    rows: Sequence[Inspection],
    row: Inspection,
    own: QuerySet[InspectionOfficer],
    names: Mapping[UUID, str],
    family: Collection[UUID],
) -> Iterator[ClashingVisit]:
    went: dict[UUID, list[str]] = {}
    both = own.filter(inspection_id__in=[one.id for one in rows]).order_by("place")
    for inspection, officer in both.values_list("inspection_id", "officer_id"):
        went.setdefault(inspection, []).append(names[officer])
    for one in rows:
        assert one.started_at is not None
        assert one.ended_at is not None
        yield ClashingVisit(
            entity=one.entity.name,
            began=one.started_at,
            ended=one.ended_at,
            officers=tuple(went.get(one.id, ())),
            same_entity=one.entity_id in family,
            is_one_draw=one.basis_kind == row.basis_kind == BasisKind.JOINT_DRAW.value
            and one.basis_id == row.basis_id,
        )


def _reinspections(
    rows: Iterable[Reinspection], names: Mapping[UUID, str]
) -> Iterator[ClashingVisit]:
    for one in rows:
        went = tuple(name for officer, name in names.items() if str(officer) in one.officer_ids)
        if went and one.began_at and one.ended_at:
            entity = one.order.inspection.entity.name
            yield ClashingVisit(entity, one.began_at, one.ended_at, went, same_entity=False)
