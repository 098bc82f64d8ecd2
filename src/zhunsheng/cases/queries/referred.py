"""Which cases the violations of one inspection became."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef

from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries.records import visible
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer


def referred(viewer: Viewer, inspection_id: UUID) -> tuple[inspections.ReferredCase, ...]:
    """Return every case of an inspection, the first one first; three queries."""
    dropped = CaseAct.objects.of(viewer).filter(case=OuterRef("pk"), step="not_opened")
    rows = PenaltyCase.objects.of(viewer).filter(
        source=SourceKind.INSPECTION.value, source_id=inspection_id
    )
    own = set(visible(viewer).filter(source_id=inspection_id).values_list("id", flat=True))
    return tuple(
        inspections.ReferredCase(
            row.id,
            row.number or row.cause,
            row.party_name,
            frozenset(row.violation_keys),
            stands=not row.was_dropped,
            may_open=row.id in own,
            handlers=frozenset(one.officer_id for one in row.handlers.all()),
        )
        for row in rows.annotate(was_dropped=Exists(dropped))
        .order_by("clue_on", "id")
        .prefetch_related("handlers")
    )


def referred_before(
    viewer: Viewer,
    *,
    source: SourceKind,
    source_id: UUID | None,
    party: str,
    violations: Collection[str],
) -> tuple[str, ...]:
    """Return the cases that hold one of these violations of the inspection against the party."""
    if source is not SourceKind.INSPECTION or source_id is None:
        return ()
    return tuple(
        one.label
        for one in referred(viewer, source_id)
        if one.stands and one.party == party and one.violations & set(violations)
    )
