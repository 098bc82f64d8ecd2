"""Rows behind the figures of statistics: one query each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, BasisKind
from zhunsheng.inspection.models import (
    Dispatch,
    Inspection,
    RectificationOrder,
    Reinspection,
)
from zhunsheng.registry import queries as registry
from zhunsheng.web.linked import Linked, linked

_BASES: Final = [basis.value for basis in ENFORCEMENT_BASES]
_PAGE: Final = "inspection:detail"


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
) -> Linked:
    """Return one row for each visit of the period (家次); service visits only when asked for."""
    return _visit_rows(_visits(viewer, since, until, basis_kind, campaign))


def inspected_entity_rows(
    viewer: Scope,
    since: date,
    until: date,
    basis_kind: BasisKind | None = None,
    *,
    as_of: date | None = None,
) -> Linked:
    """
    Return one row for each visit, which counts once for an entity (家).

    An entity and what was merged into it by the day of the statistics are one; by now without one.
    """
    rows = _visits(viewer, since, until, basis_kind, "")
    kept = rows.annotate(kept=registry.kept_on(viewer, as_of))
    return _visit_rows(kept).once_for("kept", "registry.businessentity:")


def visited_grounds(
    viewer: Scope, since: date, until: date, *, as_of: date
) -> frozenset[tuple[UUID, BasisKind, str]]:
    """Return which entity was visited on which ground in which campaign; one query."""
    rows = _visits(viewer, since, until, None, "").order_by()
    kept = rows.annotate(kept=registry.kept_on(viewer, as_of))
    found = kept.values_list("kept", "basis_kind", "campaign").distinct()
    return frozenset((one, BasisKind(ground), said) for one, ground, said in found)


def _visit_rows(rows: QuerySet[Inspection]) -> Linked:
    columns = ("id", "id", "visited_on", "entity__name")
    return linked("inspection.inspection", _PAGE, rows, *columns)


def order_rows(
    viewer: Scope, since: date, until: date, basis_kind: BasisKind | None = None
) -> Linked:
    """Return one row for each order to put right that was issued in the period (份、次)."""
    rows = RectificationOrder.objects.of(viewer).filter(
        issued_on__gte=since, issued_on__lte=until, inspection__basis_kind__in=_bases(basis_kind)
    )
    columns = ("id", "inspection_id", "document__number", "inspection__entity__name")
    ordered = rows.order_by("issued_on", "id")
    return linked("inspection.rectificationorder", _PAGE, ordered, *columns)


def dispatch_rows(viewer: Scope, since: date, until: date, *, people: bool = False) -> Linked:
    """Return one row for each visit of the period with a dispatch, weighed by cars or people."""
    rows = Dispatch.objects.of(viewer).filter(
        inspection__visited_on__gte=since, inspection__visited_on__lte=until
    )
    columns = ("id", "inspection_id", "inspection__visited_on", "inspection__entity__name")
    ordered = rows.order_by("inspection__visited_on", "id")
    found = linked("inspection.dispatch", _PAGE, ordered, *columns)
    return found.weighed("people_count" if people else "car_count")


def reinspection_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return one row for each re-inspection of the period (次)."""
    rows = Reinspection.objects.of(viewer).filter(on__gte=since, on__lte=until)
    columns = ("id", "order__inspection_id", "document__number", "order__inspection__entity__name")
    return linked("inspection.reinspection", _PAGE, rows.order_by("on", "id"), *columns)


@dataclass(frozen=True, slots=True)
class VisitDay:
    """On which day and ground a visit was made, and in which campaign, if in one."""

    on: date
    ground: BasisKind
    campaign: str


def visit_days(viewer: Scope, since: date, until: date) -> dict[str, VisitDay]:
    """Return day, ground and campaign of each visit by the key of its row; one query."""
    rows = Inspection.objects.of(viewer).filter(visited_on__gte=since, visited_on__lte=until)
    found = rows.values_list("id", "visited_on", "basis_kind", "campaign")
    return {
        f"inspection.inspection:{one}": VisitDay(on, BasisKind(ground), said)
        for one, on, ground, said in found
    }
