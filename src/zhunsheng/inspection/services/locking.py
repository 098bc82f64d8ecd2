"""The row that an act works on, locked, and checked against the version of the form."""

from __future__ import annotations

from uuid import UUID

from zhunsheng.inspection.models import Inspection
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Stale


def locked(ctx: Act, inspection_id: UUID, version: int | None) -> Inspection:
    """
    Return the inspection with its entity, order and record, locked for the act.

    :raises Stale: if it changed since the form was opened
    :raises Inspection.DoesNotExist: if the bureau has none of this id
    """
    rows = Inspection.objects.of(ctx).select_for_update(of=("self",))
    related = rows.select_related("entity", "order", "order__document", "record_document")
    texts = ("record_document__content", "order__document__content")
    found: Inspection = related.defer(*texts).get(id=inspection_id)
    if version is not None and version != found.version:
        raise Stale
    return found


def changed(inspection: Inspection, *columns: str) -> None:
    """Store the columns and count the version up, so that an older form is noticed."""
    inspection.version += 1
    inspection.save(update_fields=["version", *columns])
