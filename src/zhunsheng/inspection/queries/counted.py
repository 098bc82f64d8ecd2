"""Further rows behind the figures of inspections: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from zhunsheng.accounts.choices import Dimension, UnitKind
from zhunsheng.accounts.records import Carried, Scope, keys_within
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, CompanionKind, VisitTrait
from zhunsheng.inspection.models import (
    Dispatch,
    Inspection,
    InspectionCompanion,
    InspectionFinding,
    OnSiteMeasure,
    OrderExtension,
    RectificationOrder,
    Reinspection,
    ResultNotice,
)
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import linked_rows

Rows = tuple[Row, ...]

_BASES: Final = [basis.value for basis in ENFORCEMENT_BASES]
_PAGE: Final = "inspection:detail"
_TRAITS: Final = {
    VisitTrait.STREET: Q(unit__kind=UnitKind.STREET.value),
    VisitTrait.URGENT: Q(urgent_on__isnull=False),
    VisitTrait.CLEAN: Q(findings__isnull=True),
    VisitTrait.UNSIGNED: ~Q(refusal_note=""),
    VisitTrait.RECORDED: ~Q(recording=""),
    VisitTrait.CAMPAIGN: ~Q(campaign=""),
}


def traited_visit_rows(viewer: Scope, since: date, until: date, trait: VisitTrait) -> Rows:
    """Return one row for each enforcement visit of the period that has a trait (家次)."""
    rows = Inspection.objects.of(viewer).filter(
        _TRAITS[trait], visited_on__range=(since, until), basis_kind__in=_BASES
    )
    found = rows.order_by("visited_on", "id").values_list("id", "id", "visited_on", "entity__name")
    return linked_rows("inspection.inspection", _PAGE, found)


def withdrawn_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the approved inspections that were withdrawn in the period (次)."""
    rows = Inspection.objects.of(viewer).filter(withdrawn_on__range=(since, until))
    found = rows.order_by("withdrawn_on", "id").values_list(
        "id", "id", "withdrawn_on", "entity__name"
    )
    return linked_rows("inspection.inspection", _PAGE, found)


def fixed_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the findings of the period that were put right on the spot (项)."""
    rows = InspectionFinding.objects.of(viewer).filter(
        inspection__visited_on__range=(since, until),
        inspection__basis_kind__in=_BASES,
        immediate_fix=True,
    )
    found = rows.order_by("inspection__visited_on", "inspection_id", "number").values_list(
        "id", "inspection_id", "inspection__entity__name", "description"
    )
    return linked_rows("inspection.inspectionfinding", _PAGE, found)


def extension_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the extensions of terms to put right that were granted in the period (次)."""
    rows = OrderExtension.objects.of(viewer).filter(granted_on__range=(since, until))
    found = rows.order_by("granted_on", "id").values_list(
        "id",
        "order__inspection_id",
        "order__document__number",
        "order__inspection__entity__name",
    )
    return linked_rows("inspection.orderextension", _PAGE, found)


def done_reinspection_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the re-inspections of the period that found all put right (次)."""
    rows = Reinspection.objects.of(viewer).filter(on__range=(since, until), all_done=True)
    found = rows.order_by("on", "id").values_list(
        "id", "order__inspection_id", "document__number", "order__inspection__entity__name"
    )
    return linked_rows("inspection.reinspection", _PAGE, found)


def on_site_rows(viewer: Scope, since: date, until: date, *, lifted: bool = False) -> Rows:
    """Return the decisions on measures on the spot, by the day of decision or of lifting (份)."""
    day = "lifted_on" if lifted else "decided_on"
    rows = OnSiteMeasure.objects.of(viewer).filter(**{f"{day}__range": (since, until)})
    found = rows.order_by(day, "id").values_list(
        "id", "inspection_id", day, "inspection__entity__name", "scope"
    )
    return linked_rows("inspection.onsitemeasure", _PAGE, found)


def result_notice_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the notices of results given to entities in the period (份)."""
    rows = ResultNotice.objects.of(viewer).filter(told_on__range=(since, until))
    found = rows.order_by("told_on", "id").values_list(
        "id", "inspection_id", "told_on", "inspection__entity__name"
    )
    return linked_rows("inspection.resultnotice", _PAGE, found)


def expert_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the experts who came to the visits of the period (人次)."""
    rows = InspectionCompanion.objects.of(viewer).filter(
        inspection__visited_on__range=(since, until), kind=CompanionKind.EXPERT.value, came=True
    )
    found = rows.order_by("inspection__visited_on", "id").values_list(
        "id", "inspection_id", "inspection__visited_on", "name", "inspection__entity__name"
    )
    return linked_rows("inspection.inspectioncompanion", _PAGE, found)


def _of(path: str) -> dict[Dimension, str]:
    return {
        Dimension.STREET: f"{path}entity__street",
        Dimension.OFFICER: f"{path}officers",
        Dimension.SECTOR: f"{path}entity__sector",
        Dimension.CAMPAIGN: f"{path}campaign",
    }


CARRIED: Final[Carried] = {
    "inspection.inspection": (Inspection, _of("")),
    "inspection.inspectionfinding": (InspectionFinding, _of("inspection__")),
    "inspection.inspectioncompanion": (InspectionCompanion, _of("inspection__")),
    "inspection.dispatch": (Dispatch, _of("inspection__")),
    "inspection.onsitemeasure": (OnSiteMeasure, _of("inspection__")),
    "inspection.orderextension": (OrderExtension, _of("order__inspection__")),
    "inspection.rectificationorder": (RectificationOrder, _of("inspection__")),
    "inspection.reinspection": (Reinspection, _of("order__inspection__")),
    "inspection.resultnotice": (ResultNotice, _of("inspection__")),
}


def row_keys(
    viewer: Scope, record: str, dimension: Dimension, value: str | UUID
) -> frozenset[str] | None:
    """Return the keys of the records that a figure is cut to; None where they do not carry it."""
    return keys_within(viewer, CARRIED, record, dimension, value)


def campaigns(viewer: Scope) -> tuple[str, ...]:
    """Return the names of the campaigns in which was inspected."""
    rows = Inspection.objects.of(viewer).exclude(campaign="").order_by("campaign")
    return tuple(rows.values_list("campaign", flat=True).distinct())
