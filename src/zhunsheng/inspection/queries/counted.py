"""Further rows behind the figures of inspections: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhunsheng.accounts.choices import Dimension, UnitKind
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.inspection.choices import (
    ENFORCEMENT_BASES,
    BasisKind,
    CompanionKind,
    HazardGrade,
    VisitTrait,
)
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
from zhunsheng.registry import queries as registry
from zhunsheng.web.linked import Linked, linked

_BASES: Final = [basis.value for basis in ENFORCEMENT_BASES]
_PAGE: Final = "inspection:detail"
#: Keys of groups beside codes of grounds and traits.
ALL: Final = "ALL"
ENTITIES: Final = "ENTITIES"
FIXED: Final = "FIXED"


def visit_groups(viewer: Scope, since: date, until: date, as_of: date) -> dict[str, Linked]:
    """
    Return the visits of a period by ground and by trait, counted together.

    ``ALL`` are the visits of enforcement, ``ENTITIES`` the same, of which those of one entity
    count once; traits are told of visits of enforcement alone. One row stands in many groups.
    An entity and what was merged into it by the day of the statistics are one (家).
    """
    rows = Inspection.objects.of(viewer).filter(visited_on__range=(since, until))
    every = _visits(rows)
    kept = rows.annotate(kept=registry.kept_on(viewer, as_of))
    own = _visits(kept.filter(basis_kind__in=_BASES))
    return {
        ALL: own,
        ENTITIES: own.once_for("kept", "registry.businessentity:"),
        **{basis.value: every.where(basis_kind=basis.value) for basis in BasisKind},
        **{f"trait.{trait.value}": own.where(held) for trait, held in _traits(viewer).items()},
    }


def _visits(rows: QuerySet[Inspection]) -> Linked:
    columns = ("id", "id", "visited_on", "entity__name")
    return linked("inspection.inspection", _PAGE, rows.order_by("visited_on", "id"), *columns)


def _traits(scope: Scope) -> dict[VisitTrait, Q]:
    found = InspectionFinding.objects.of(scope).filter(inspection=OuterRef("pk"))
    return {
        VisitTrait.STREET: Q(unit__kind=UnitKind.STREET.value),
        VisitTrait.URGENT: Q(urgent_on__isnull=False),
        VisitTrait.CLEAN: ~Q(Exists(found)),
        VisitTrait.UNSIGNED: ~Q(refusal_note=""),
        VisitTrait.RECORDED: ~Q(recording=""),
        VisitTrait.CAMPAIGN: ~Q(campaign=""),
    }


def finding_groups(viewer: Scope, since: date, until: date) -> dict[str, Linked]:
    """Return the findings of the enforcement visits of a period, by grade, and what was fixed."""
    rows = InspectionFinding.objects.of(viewer).filter(
        inspection__visited_on__range=(since, until), inspection__basis_kind__in=_BASES
    )
    every = linked(
        "inspection.inspectionfinding",
        _PAGE,
        rows.order_by("inspection__visited_on", "inspection_id", "number"),
        *("id", "inspection_id", "inspection__entity__name", "description"),
    )
    return {
        ALL: every,
        FIXED: every.where(immediate_fix=True),
        **{grade.value: every.where(grade=grade.value) for grade in HazardGrade},
    }


def withdrawn_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the approved inspections that were withdrawn in the period (次)."""
    rows = Inspection.objects.of(viewer).filter(withdrawn_on__range=(since, until))
    ordered = rows.order_by("withdrawn_on", "id")
    columns = ("id", "id", "withdrawn_on", "entity__name")
    return linked("inspection.inspection", _PAGE, ordered, *columns)


def extension_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the extensions of terms to put right that were granted in the period (次)."""
    rows = OrderExtension.objects.of(viewer).filter(granted_on__range=(since, until))
    ordered = rows.order_by("granted_on", "id")
    names = ("order__document__number", "order__inspection__entity__name")
    columns = ("id", "order__inspection_id", *names)
    return linked("inspection.orderextension", _PAGE, ordered, *columns)


def done_reinspection_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the re-inspections of the period that found all put right (次)."""
    rows = Reinspection.objects.of(viewer).filter(on__range=(since, until), all_done=True)
    columns = ("id", "order__inspection_id", "document__number", "order__inspection__entity__name")
    return linked("inspection.reinspection", _PAGE, rows.order_by("on", "id"), *columns)


def on_site_rows(viewer: Scope, since: date, until: date, *, lifted: bool = False) -> Linked:
    """Return the decisions on measures on the spot, by the day of decision or of lifting (份)."""
    day = "lifted_on" if lifted else "decided_on"
    rows = OnSiteMeasure.objects.of(viewer).filter(**{f"{day}__range": (since, until)})
    columns = ("id", "inspection_id", day, "inspection__entity__name", "scope")
    return linked("inspection.onsitemeasure", _PAGE, rows.order_by(day, "id"), *columns)


def result_notice_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the notices of results given to entities in the period (份)."""
    rows = ResultNotice.objects.of(viewer).filter(told_on__range=(since, until))
    columns = ("id", "inspection_id", "told_on", "inspection__entity__name")
    return linked("inspection.resultnotice", _PAGE, rows.order_by("told_on", "id"), *columns)


def expert_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the experts who came to the visits of the period (人次)."""
    rows = InspectionCompanion.objects.of(viewer).filter(
        inspection__visited_on__range=(since, until), kind=CompanionKind.EXPERT.value, came=True
    )
    ordered = rows.order_by("inspection__visited_on", "id")
    names = ("inspection__visited_on", "name", "inspection__entity__name")
    return linked("inspection.inspectioncompanion", _PAGE, ordered, "id", "inspection_id", *names)


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


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)


def campaigns(viewer: Scope) -> tuple[str, ...]:
    """Return the names of the campaigns in which was inspected."""
    rows = Inspection.objects.of(viewer).exclude(campaign="").order_by("campaign")
    return tuple(rows.values_list("campaign", flat=True).distinct())
