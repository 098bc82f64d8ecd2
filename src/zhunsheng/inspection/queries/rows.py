"""Rows behind the figures of statistics: one query each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, BasisKind, HazardGrade
from zhunsheng.inspection.models import (
    Dispatch,
    Inspection,
    InspectionFinding,
    RectificationOrder,
    Reinspection,
)
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import page_of

_BASES = [basis.value for basis in ENFORCEMENT_BASES]


def _url(inspection_id: UUID) -> str:
    return page_of("inspection:detail", inspection_id)


def _bases(basis_kind: BasisKind | None) -> list[str]:
    """Return the grounds that are counted: one, or all of enforcement (never 指导服务)."""
    return [basis_kind.value] if basis_kind else _BASES


def _visits(
    scope: Scope, since: date, until: date, basis_kind: BasisKind | None, campaign: str
) -> QuerySet[Inspection]:
    rows = Inspection.objects.of(scope).filter(
        visited_on__gte=since, visited_on__lte=until, basis_kind__in=_bases(basis_kind)
    )
    rows = rows.filter(campaign=campaign) if campaign else rows
    return rows.order_by("visited_on", "id")


def visit_rows(
    viewer: Scope,
    since: date,
    until: date,
    basis_kind: BasisKind | None = None,
    *,
    campaign: str = "",
) -> tuple[Row, ...]:
    """Return one row for each visit of the period (家次); service visits only when asked for."""
    return _visit_rows(_visits(viewer, since, until, basis_kind, campaign), distinct=False)


def inspected_entity_rows(
    viewer: Scope,
    since: date,
    until: date,
    basis_kind: BasisKind | None = None,
    *,
    campaign: str = "",
) -> tuple[Row, ...]:
    """Return one row for each visit, which counts once for each entity (家)."""
    return _visit_rows(_visits(viewer, since, until, basis_kind, campaign), distinct=True)


def _visit_rows(rows: QuerySet[Inspection], *, distinct: bool) -> tuple[Row, ...]:
    # An entity and what was merged into it are one (家).
    kept = rows.annotate(kept=Coalesce("entity__merged_into_id", "entity_id"))
    columns: tuple[str, ...] = ("id", "visited_on", "entity__name", "kept")
    found: Iterable[tuple[UUID, date, str, UUID]] = kept.values_list(*columns)
    return tuple(
        Row(
            key=f"inspection.inspection:{one}",
            label=f"{day.isoformat()} {name}",
            url=_url(one),
            distinct=f"registry.businessentity:{entity}" if distinct else "",
        )
        for one, day, name, entity in found
    )


def order_rows(
    viewer: Scope, since: date, until: date, basis_kind: BasisKind | None = None
) -> tuple[Row, ...]:
    """Return one row for each order to put right that was issued in the period (份、次)."""
    rows = RectificationOrder.objects.of(viewer).filter(
        issued_on__gte=since, issued_on__lte=until, inspection__basis_kind__in=_bases(basis_kind)
    )
    columns = ("id", "document__number", "inspection__entity__name", "inspection_id")
    return _rows("inspection.rectificationorder", rows.order_by("issued_on", "id"), columns)


def finding_rows(
    viewer: Scope,
    since: date,
    until: date,
    basis_kind: BasisKind | None = None,
    *,
    grade: HazardGrade | None = None,
) -> tuple[Row, ...]:
    """Return one row for each finding of the visits of the period (项)."""
    rows = InspectionFinding.objects.of(viewer).filter(
        inspection__visited_on__gte=since,
        inspection__visited_on__lte=until,
        inspection__basis_kind__in=_bases(basis_kind),
    )
    if grade is not None:
        rows = rows.filter(grade=grade.value)
    columns = ("id", "inspection__entity__name", "description", "inspection_id")
    ordered = rows.order_by("inspection__visited_on", "inspection_id", "number")
    return _rows("inspection.inspectionfinding", ordered, columns)


def major_hazard_rows(
    viewer: Scope, since: date, until: date, basis_kind: BasisKind | None = None
) -> tuple[Row, ...]:
    """Return one row for each major hazard found in the period (项)."""
    return finding_rows(viewer, since, until, basis_kind, grade=HazardGrade.MAJOR)


def dispatch_rows(
    viewer: Scope, since: date, until: date, *, people: bool = False
) -> tuple[Row, ...]:
    """Return one row for each visit of the period with a dispatch, weighed by cars or people."""
    rows = Dispatch.objects.of(viewer).filter(
        inspection__visited_on__gte=since, inspection__visited_on__lte=until
    )
    found: Iterable[tuple[UUID, UUID, date, str, int]] = rows.order_by(
        "inspection__visited_on", "id"
    ).values_list(
        "id",
        "inspection_id",
        "inspection__visited_on",
        "inspection__entity__name",
        "people_count" if people else "car_count",
    )
    return tuple(
        Row(
            key=f"inspection.dispatch:{one}",
            weight=count,
            label=f"{day.isoformat()} {name}",
            url=_url(inspection),
        )
        for one, inspection, day, name, count in found
    )


def reinspection_rows(viewer: Scope, since: date, until: date) -> tuple[Row, ...]:
    """Return one row for each re-inspection of the period (次)."""
    rows = Reinspection.objects.of(viewer).filter(on__gte=since, on__lte=until)
    columns = (
        "id",
        "document__number",
        "order__inspection__entity__name",
        "order__inspection_id",
    )
    return _rows("inspection.reinspection", rows.order_by("on", "id"), columns)


def rectified_order_rows(viewer: Scope, since: date, until: date) -> tuple[Row, ...]:
    """Return one row for each order of the period whose matters were all found put right (份)."""
    rows = RectificationOrder.objects.of(viewer).filter(
        issued_on__gte=since, issued_on__lte=until, reinspections__all_done=True
    )
    columns = ("id", "document__number", "inspection__entity__name", "inspection_id")
    return _rows("inspection.rectificationorder", rows.order_by("issued_on", "id"), columns)


def _rows(kind: str, rows: QuerySet[Any], columns: tuple[str, str, str, str]) -> tuple[Row, ...]:
    found: Iterable[tuple[UUID, str, str, UUID]] = rows.values_list(*columns)
    return tuple(
        Row(key=f"{kind}:{one}", label=f"{first} {second}", url=_url(inspection))
        for one, first, second, inspection in found
    )


@dataclass(frozen=True, slots=True)
class VisitDay:
    """On which day a visit was made, and in which campaign, if in one."""

    on: date
    campaign: str


def visit_days(viewer: Scope, since: date, until: date) -> dict[str, VisitDay]:
    """Return day and campaign of each visit of the period by the key of its row; one query."""
    rows = Inspection.objects.of(viewer).filter(visited_on__gte=since, visited_on__lte=until)
    found = rows.values_list("id", "visited_on", "campaign")
    return {f"inspection.inspection:{one}": VisitDay(on, said) for one, on, said in found}
