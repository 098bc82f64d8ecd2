"""Rows behind the figures of the registry: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, keys_within
from zhunsheng.kernel.figure import Row
from zhunsheng.registry.choices import OperationStep, RiskClass
from zhunsheng.registry.models import BusinessEntity, OperationChange
from zhunsheng.web.linked import linked_rows

Rows = tuple[Row, ...]

_PAGE: Final = "registry:detail"


def entity_rows(viewer: Scope, as_of: date) -> dict[str, Rows]:
    """Return the entities that were registered by a day, by the code of their risk class (家)."""
    rows = BusinessEntity.objects.of(viewer).filter(registered_on__lte=as_of, merged_into=None)
    found = rows.order_by("pinyin_key", "id").values_list("risk_class", "id", "name")
    held: dict[str, list[tuple[UUID, UUID, str]]] = {one.value: [] for one in RiskClass}
    for risk, one, name in found:
        held[risk].append((one, one, name))
    return {risk: linked_rows("registry.businessentity", _PAGE, own) for risk, own in held.items()}


def registered_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the entities that were entered in a period (家)."""
    rows = BusinessEntity.objects.of(viewer).filter(
        registered_on__range=(since, until), merged_into=None
    )
    found = rows.order_by("registered_on", "id").values_list("id", "id", "name")
    return linked_rows("registry.businessentity", _PAGE, found)


def closed_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the times that an entity ceased to operate in a period (家次)."""
    rows = OperationChange.objects.of(viewer).filter(
        on__range=(since, until), step=OperationStep.CLOSED.value
    )
    found = rows.order_by("on", "id").values_list("id", "entity_id", "on", "entity__name")
    return linked_rows("registry.operationchange", _PAGE, found)


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


def row_keys(
    viewer: Scope, record: str, dimension: Dimension, value: str | UUID
) -> frozenset[str] | None:
    """Return the keys of the records that a figure is cut to; None where they do not carry it."""
    return keys_within(viewer, CARRIED, record, dimension, value)
