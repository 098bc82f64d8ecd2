"""What came of the visits of a draw: the bureau's own inspections, the lines of departments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from zhunsheng.accounts.records import Scope
from zhunsheng.draw.models import PartnerResult
from zhunsheng.inspection import queries as inspections
from zhunsheng.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection of the bureau on the ground of a draw: when it was, how many findings."""

    inspection: UUID
    visited_on: date | None
    findings: int


def partner_results(viewer: Scope, draw_id: UUID) -> list[PartnerResult]:
    """Return what the departments of a joint draw reported, unit by unit, oldest first."""
    rows = PartnerResult.objects.of(viewer).filter(draw_id=draw_id)
    return list(rows.select_related("drawn__entity").order_by("drawn__rank", "partner", "number"))


def partner_result(viewer: Scope, result_id: UUID) -> PartnerResult:
    """
    Return one reported result with its draw and its unit.

    :raises PartnerResult.DoesNotExist: if the bureau has none of this id
    """
    rows = PartnerResult.objects.of(viewer).select_related("draw", "drawn__entity")
    row: PartnerResult = rows.get(id=result_id)
    return row


def standing_results(viewer: Scope) -> QuerySet[PartnerResult]:
    """Return the lines that count: of each department on each unit the last."""
    mine: QuerySet[PartnerResult] = PartnerResult.objects.of(viewer).filter(drawn__isnull=False)
    same = PartnerResult.objects.of(viewer).filter(
        drawn=OuterRef("drawn"), partner=OuterRef("partner")
    )
    last = same.order_by("-number").values("id")[:1]
    return mine.filter(id=Subquery(last)).select_related("draw", "drawn__entity")


def own_visits(viewer: Scope, draw_id: UUID) -> dict[UUID, Visit]:
    """
    Return the bureau's own inspections on the ground of a draw by unit.

    A visit at the unit that is kept is one at the drawn unit merged into it; four queries.
    """
    rows: list[Any] = list(inspections.of_source(viewer, draw_id))
    counts = inspections.findings_counts(viewer, [row.id for row in rows])
    visits = {row.entity_id: Visit(row.id, row.visited_on, counts.get(row.id, 0)) for row in rows}
    family = registry.families(viewer, visits)
    return {one: visits[asked[0]] for one, asked in family.items()} | visits
