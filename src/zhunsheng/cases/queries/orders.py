"""What the record of the source inspection proves about an order to rectify."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.shapes import Item
from zhunsheng.cases.rules.stages import StagedViolation, ran_out
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce import queries as workforce


def is_inspection_of(
    viewer: Viewer, source: SourceKind, source_id: UUID | None, party: UUID
) -> bool:
    """Return whether the inspection named as a source is one of the party; no inspection is."""
    if source is not SourceKind.INSPECTION or source_id is None:
        return True
    try:
        return inspections.inspection(viewer, source_id).entity_id == party
    except ObjectDoesNotExist:
        return False


def inspectors_of(viewer: Viewer, case: PenaltyCase) -> frozenset[UUID]:
    """Return the accounts of the officers who made the inspection that a case came from."""
    if case.source != SourceKind.INSPECTION.value or case.source_id is None:
        return frozenset()
    sent = workforce.officer_facts(viewer, inspections.officer_ids(viewer, case.source_id))
    return frozenset(one.user_id for one in sent if one.user_id)


def staged(rows: Iterable[lawbook.Violation]) -> tuple[StagedViolation, ...]:
    """Return the violations as the stages of their fines look at them."""
    return tuple(
        StagedViolation(row.key, row.label, row.penalty, row.has_second, row.order_first)
        for row in rows
    )


def unrectified(
    viewer: Viewer,
    case: PenaltyCase,
    *,
    on: date,
    evidence: Iterable[Item] = (),
    named: UUID | None = None,
) -> frozenset[str]:
    """
    Return the violations of a case whose order to rectify is proven to have run out unrectified.

    In a case that comes from an inspection its order and re-inspections prove it, matter by
    matter. In any other case it is a document that is ``named`` as that order, stands in the
    catalogue of this case, and was obtained by the day of the act; which term and which
    violations it states, only its reader sees.
    """
    if case.source != SourceKind.INSPECTION.value or case.source_id is None:
        documents = {
            item.id
            for item in evidence
            if item.kind == EvidenceKind.DOCUMENTARY.value
            and item.subject_id == case.id
            and item.obtained_on <= on
        }
        return frozenset(case.violation_keys) if named in documents else frozenset()
    try:
        found = inspections.inspection(viewer, case.source_id)
    except ObjectDoesNotExist:
        return frozenset()
    order = inspections.order_of(found)
    if order is None:
        return frozenset()
    results: dict[UUID, list[tuple[date, bool]]] = {}
    for row in inspections.all_results_of(viewer, found.id):
        results.setdefault(row.finding_id, []).append((row.reinspection.on, row.is_done))
    return frozenset(
        matter.violation_key
        for matter in inspections.findings_of(viewer, found.id)
        if matter.violation_key in case.violation_keys
        and not matter.immediate_fix
        and ran_out(due_on=order.current_due_on, results=results.get(matter.id, []), on=on)
    )
