"""What compulsory measures ask of an inspection that they serve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from zhunsheng.compulsion.choices import DefiedOrder, MatterKind
from zhunsheng.compulsion.rules import Matter, Order
from zhunsheng.inspection.choices import OnSiteMeasureKind
from zhunsheng.inspection.models import Inspection, OnSiteMeasure
from zhunsheng.inspection.queries.facts import order_of
from zhunsheng.inspection.queries.lists import finished_orders, visible
from zhunsheng.kernel.act import Viewer

#: What an on-site measure orders, as the power to stop a supply names it (安全生产法 70).
STOPS: Final = {
    OnSiteMeasureKind.TEMPORARY_SUSPENSION.value: DefiedOrder.SUSPENSION,
    OnSiteMeasureKind.STOP_USE.value: DefiedOrder.USE_STOP,
}


def stop_orders(viewer: Viewer, entity: UUID) -> Iterator[Order]:
    """
    Yield the on-site measures that stop an entity's work or use and hold still; one query.

    Called through ``settings.ZHUNSHENG_ORDERS``.
    """
    rows = OnSiteMeasure.objects.of(viewer).filter(inspection__entity=entity, lifted_on=None)
    for one in rows.select_related("document").defer("document__content").order_by("id"):
        kinds = frozenset(STOPS[code] for code in one.kinds.split(",") if code in STOPS)
        if kinds:
            yield Order(kinds, one.document.number, one.decided_on)


def matter(viewer: Viewer, inspection_id: UUID) -> Matter | None:
    """Return an inspection as the matter of a measure, nothing where the viewer sees none."""
    rows = visible(viewer).select_related("entity", "order").defer("situation")
    row: Inspection | None = rows.filter(id=inspection_id).first()
    if row is None:
        return None
    order = order_of(row)
    day = row.visited_on or row.urgent_on or row.planned_on or row.approved_on
    return Matter(
        kind=MatterKind.INSPECTION,
        id=row.id,
        entity=row.entity_id,
        entity_name=row.entity.name,
        label=day.isoformat() if day else "",
        is_open=row.withdrawn_on is None
        and row.is_enforcement
        and (order is None or not finished_orders(viewer, [order.id])),
    )
