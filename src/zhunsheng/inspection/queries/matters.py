"""What compulsory measures ask of an inspection that they serve."""

from __future__ import annotations

from uuid import UUID

from zhunsheng.compulsion.choices import MatterKind
from zhunsheng.compulsion.rules import Matter
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.queries.facts import order_of
from zhunsheng.inspection.queries.lists import finished_orders, visible
from zhunsheng.kernel.act import Viewer


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
        and (order is None or not finished_orders(viewer, [order.id])),
    )
