"""The row that an act works on, locked, and checked against the version of the form."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from zhunsheng.inspection.models import Inspection
from zhunsheng.journal.queries import last_acts
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import same_version

_PAPERS = ("record_document__content", "order__document__content")


def locked(
    ctx: Act, inspection_id: UUID, version: int | None, *, papers: bool = True
) -> Inspection:
    """
    Return the inspection with its entity, locked for the act; with order and papers, if asked.

    :raises Stale: if it changed since the form was opened
    :raises Inspection.DoesNotExist: if the bureau has none of this id
    """
    rows = Inspection.objects.of(ctx).select_for_update(of=("self",)).select_related("entity")
    if papers:
        related = ("order", "order__document", "record_document", "result_notice")
        rows = rows.select_related(*related).defer(*_PAPERS)
    found: Inspection = rows.get(id=inspection_id)
    same_version(found.version, version, partial(last_acts, ctx, ("inspection", found.id)))
    return found


def changed(inspection: Inspection, *columns: str) -> None:
    """Store the columns and count the version up, so that an older form is noticed."""
    inspection.version += 1
    inspection.save(update_fields=["version", *columns])
