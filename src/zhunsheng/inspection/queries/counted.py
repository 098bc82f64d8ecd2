"""Further rows behind the figures of inspections: one query each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

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
#: Keys of groups beside codes of grounds and traits.
ALL: Final = "ALL"
ENTITIES: Final = "ENTITIES"
FIXED: Final = "FIXED"


def visit_groups(viewer: Scope, since: date, until: date) -> dict[str, Rows]:
    """
    Return the visits of a period by ground and by trait; one query for all that is counted.

    ``ALL`` are the visits of enforcement, ``ENTITIES`` the same, of which those of one entity
    count once; traits are told of visits of enforcement alone. One row stands in many groups.
    """
    rows = Inspection.objects.of(viewer).filter(visited_on__range=(since, until))
    own = InspectionFinding.objects.of(viewer).filter(inspection=OuterRef("pk"))
    rows = rows.annotate(
        kept=Coalesce("entity__merged_into_id", "entity_id"), has_findings=Exists(own)
    )
    columns = ("id", "id", "visited_on", "entity__name")
    told = ("kept", "basis_kind", "has_findings", "unit__kind", "urgent_on")
    more = ("refusal_note", "recording", "campaign")
    found = list(rows.order_by("visited_on", "id").values_list(*columns, *told, *more))
    linked = linked_rows("inspection.inspection", _PAGE, (one[:4] for one in found))
    groups: dict[str, list[Row]] = {}
    for row, one in zip(linked, found, strict=True):
        for name in _groups_of(*one[5:]):
            groups.setdefault(name, []).append(row)
        if one[5] in _BASES:
            counted = replace(row, distinct=f"registry.businessentity:{one[4]}")
            groups.setdefault(ENTITIES, []).append(counted)
    return {name: tuple(own) for name, own in groups.items()}


def _groups_of(
    basis: str,
    has_findings: bool,
    unit: str | None,
    urgent: date | None,
    refusal: str,
    recording: str,
    campaign: str,
) -> Iterator[str]:
    yield basis
    if basis not in _BASES:
        return
    yield ALL
    traits = {
        VisitTrait.STREET: unit == UnitKind.STREET.value,
        VisitTrait.URGENT: urgent is not None,
        VisitTrait.CLEAN: not has_findings,
        VisitTrait.UNSIGNED: bool(refusal),
        VisitTrait.RECORDED: bool(recording),
        VisitTrait.CAMPAIGN: bool(campaign),
    }
    yield from (f"trait.{trait.value}" for trait, holds in traits.items() if holds)


def finding_groups(viewer: Scope, since: date, until: date) -> dict[str, Rows]:
    """Return the findings of the enforcement visits of a period, by grade, and what was fixed."""
    rows = InspectionFinding.objects.of(viewer).filter(
        inspection__visited_on__range=(since, until), inspection__basis_kind__in=_BASES
    )
    columns = ("id", "inspection_id", "inspection__entity__name", "description")
    ordered = rows.order_by("inspection__visited_on", "inspection_id", "number")
    found = list(ordered.values_list(*columns, "grade", "immediate_fix"))
    linked = linked_rows("inspection.inspectionfinding", _PAGE, (one[:4] for one in found))
    groups: dict[str, list[Row]] = {}
    for row, (*_, grade, fixed) in zip(linked, found, strict=True):
        for name in (ALL, grade, *((FIXED,) if fixed else ())):
            groups.setdefault(name, []).append(row)
    return {name: tuple(own) for name, own in groups.items()}


def withdrawn_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the approved inspections that were withdrawn in the period (次)."""
    rows = Inspection.objects.of(viewer).filter(withdrawn_on__range=(since, until))
    found = rows.order_by("withdrawn_on", "id").values_list(
        "id", "id", "withdrawn_on", "entity__name"
    )
    return linked_rows("inspection.inspection", _PAGE, found)


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
