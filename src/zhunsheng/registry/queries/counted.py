"""Rows behind the figures of the registry: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.registry.choices import CEASED, OperationStep, RiskClass
from zhunsheng.registry.models import BusinessEntity, OperationChange, RiskChange
from zhunsheng.registry.queries.merged import merges_on
from zhunsheng.web.linked import Linked, linked

_PAGE: Final = "registry:detail"


def entity_rows(viewer: Scope, as_of: date) -> dict[str, Linked]:
    """
    Return the entities that were registered by a day, by the code of their risk class (家).

    Class and merges are those of the day, whatever was changed after it.
    """
    later = RiskChange.objects.of(viewer).filter(entity_id=OuterRef("pk"), on__gt=as_of)
    first = Subquery(later.order_by("on", "id").values("before")[:1])
    rows = _by_themselves(viewer, as_of).filter(registered_on__lte=as_of)
    held = rows.annotate(held=Coalesce(first, "risk_class")).order_by("pinyin_key", "id")
    every = linked("registry.businessentity", _PAGE, held, "id", "id", "name")
    return {risk.value: every.where(held=risk.value) for risk in RiskClass}


def _by_themselves(viewer: Scope, as_of: date) -> QuerySet[BusinessEntity]:
    """Return the entities that were not merged into another one on a day."""
    merged = merges_on(viewer, as_of).filter(duplicate_id=OuterRef("pk"))
    rows: QuerySet[BusinessEntity] = BusinessEntity.objects.of(viewer).filter(~Exists(merged))
    return rows


def registered_rows(viewer: Scope, since: date, until: date, as_of: date) -> Linked:
    """Return the entities that were entered in a period, merged as they were on a day (家)."""
    rows = _by_themselves(viewer, as_of).filter(registered_on__range=(since, until))
    ordered = rows.order_by("registered_on", "id")
    columns = ("id", "id", "name")
    return linked("registry.businessentity", _PAGE, ordered, *columns)


def closed_rows(viewer: Scope, since: date, until: date) -> Linked:
    """
    Return the times that an entity ceased to operate in a period (家次).

    The striking off of one that had closed already, or the other way round, is no further time.
    """
    ceased = [one.value for one in CEASED]
    steps = OperationChange.objects.of(viewer)
    earlier = Q(on__lt=OuterRef("on")) | Q(on=OuterRef("on"), id__lt=OuterRef("id"))
    before = steps.filter(earlier, entity_id=OuterRef("entity_id")).order_by("-on", "-id")
    rows = steps.filter(on__range=(since, until), step__in=ceased)
    first = rows.annotate(before=Subquery(before.values("step")[:1])).filter(
        Q(before=None) | Q(before=OperationStep.RESUMED.value)
    )
    ordered = first.order_by("on", "id")
    columns = ("id", "entity_id", "on", "entity__name")
    return linked("registry.operationchange", _PAGE, ordered, *columns)


CARRIED: Final[Carried] = {
    "registry.businessentity": (
        BusinessEntity,
        {Dimension.STREET: "street", Dimension.SECTOR: "sector"},
    ),
    "registry.operationchange": (
        OperationChange,
        {Dimension.STREET: "entity__street", Dimension.SECTOR: "entity__sector"},
    ),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
