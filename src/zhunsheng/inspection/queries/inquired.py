"""An inspection as the room of inquiry sees it: its entity, its officers, whether it is open."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from zhunsheng.inquiry.rules import Subject
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.queries.above import referred_cases
from zhunsheng.inspection.queries.acting import acting_ids
from zhunsheng.inspection.queries.facts import order_of, reinspections_of
from zhunsheng.inspection.queries.lists import visible
from zhunsheng.kernel.act import Act, Viewer


def inquired(scope: Act | Viewer, subject_id: UUID, *, hold: bool) -> Subject:
    """
    Return an inspection as a subject of inquiry; with ``hold``, locked for the act.

    Evidence may join it until everything that was ordered is put right.

    :raises Inspection.DoesNotExist: if the reader may see none of this id
    """
    viewer = scope.viewer if isinstance(scope, Act) else scope
    rows = visible(viewer).select_related("entity", "order")
    if hold:
        rows = rows.select_for_update(of=("self",))
    row: Inspection = rows.get(id=subject_id)
    again = reinspections_of(scope, order_of(row))
    entity = row.party
    return Subject(
        kind="inspection",
        id=row.id,
        title=" ".join((entity.name, row.kind_label)),
        number="",
        party=row.entity_id,
        party_name=entity.name,
        party_code=entity.credit_code,
        party_address=entity.address,
        party_representative=entity.legal_representative,
        party_phone=entity.phone,
        url=reverse("inspection:detail", args=[row.id]),
        since=row.urgent_on or row.approved_on or row.planned_on or date.min,
        handlers=acting_ids(scope, row, date.max),
        followers=frozenset(
            officer
            for case in referred_cases(viewer, row.id)
            if case.stands
            for officer in case.handlers
        ),
        is_open=not any(one.all_done for one in again),
    )
