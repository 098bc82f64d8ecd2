"""What the record of the source inspection proves about an order to rectify."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import Item
from zhunsheng.cases.rules import stages
from zhunsheng.cases.rules.paying import Ordered
from zhunsheng.cases.rules.terms import Term
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry

#: The term of the order of a decision to put it right.
CORRECTED_BY: Final = "correction"


def is_inspection_of(
    viewer: Viewer, source: SourceKind, source_id: UUID | None, party: UUID
) -> bool:
    """
    Return whether the inspection named as a source is one of the party; no inspection is.

    Entries that were merged are one party.
    """
    if source is not SourceKind.INSPECTION or source_id is None:
        return True
    try:
        visited = inspections.inspection(viewer, source_id).entity_id
    except ObjectDoesNotExist:
        return False
    return visited == party or visited in registry.family(viewer, party)


def is_advice(viewer: Viewer, source: SourceKind, source_id: UUID | None) -> bool:
    """Return whether the inspection named as a source is no enforcement; no inspection is not."""
    if source is not SourceKind.INSPECTION or source_id is None:
        return False
    try:
        return not inspections.inspection(viewer, source_id).is_enforcement
    except ObjectDoesNotExist:
        return False


def unapproved_on(viewer: Viewer, source: SourceKind, source_id: UUID | None) -> date | None:
    """Return the day of the urgent inspection named as a source that no head approved yet."""
    if source is not SourceKind.INSPECTION or source_id is None:
        return None
    try:
        row = inspections.inspection(viewer, source_id)
    except ObjectDoesNotExist:
        return None
    return row.urgent_on if row.approved_on is None else None


def found_on(viewer: Viewer, source: SourceKind, source_id: UUID | None, *, on: date) -> date:
    """Return the day of discovery of a clue of the day: that of its inspection, or else its own."""
    if source is not SourceKind.INSPECTION or source_id is None:
        return on
    return min(on, inspections.inspection(viewer, source_id).visited_on or on)


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
            and item.subject_id in (case.id, case.remade_of_id)
            and item.obtained_on <= on
        }
        return frozenset(case.violation_keys) if named in documents else frozenset()
    return standing(viewer, case, on=on).expired


@dataclass(frozen=True, slots=True)
class Standing:
    """The violations whose order ran out unrectified, and those that were put right in time."""

    expired: frozenset[str] = frozenset()
    put_right: frozenset[str] = frozenset()


def standing(viewer: Viewer, case: PenaltyCase, *, on: date) -> Standing:
    """
    Return what the order of the inspection that a case comes from proves of its violations.

    A violation is put right where every matter of it was; what was put right on the spot was in
    time.
    """
    expired: set[str] = set()
    still_open: set[str] = set()
    done: set[str] = set()
    for one in _matters(viewer, case):
        due, results = one.due_on, one.results
        if not one.fixed_at_once and stages.ran_out(due_on=due, results=results, on=on):
            expired.add(one.violation)
        in_time = one.fixed_at_once or stages.put_right(due_on=due, results=results, on=on)
        (done if in_time else still_open).add(one.violation)
    return Standing(frozenset(expired), frozenset(done - still_open))


def correction(file: CaseFile) -> Ordered | None:
    """Return the order of the decision to put it right: its day and its last day, if any."""
    made = file.last("on_the_spot") or file.last("decision")
    if made is None:
        return None
    until = made.contents.get("correct_until")
    return Ordered(made.on, date.fromisoformat(until) if until else None)


def all_put_right(viewer: Viewer, case: PenaltyCase, *, on: date) -> bool:
    """Return whether the record shows on a day that every violation of a case was put right."""
    done: dict[str, bool] = {}
    for one in _matters(viewer, case):
        found = one.fixed_at_once or stages.is_done(results=one.results, on=on)
        done[one.violation] = done.get(one.violation, True) and found
    return done.keys() == set(case.violation_keys) and all(done.values())


def still_running(
    viewer: Viewer, file: CaseFile, terms: Iterable[Term], *, on: date
) -> tuple[Term, ...]:
    """Return terms without the day of an order that re-inspections show to be obeyed (28.1)."""
    found = tuple(terms)
    ordered = any(one.key == CORRECTED_BY for one in found)
    if not ordered or not all_put_right(viewer, file.case, on=on):
        return found
    return tuple(one for one in found if one.key != CORRECTED_BY)


@dataclass(frozen=True, slots=True)
class _Matter:
    """A matter of the order: its violation, its term, the days on which it was found again."""

    violation: str
    fixed_at_once: bool
    due_on: date
    results: tuple[tuple[date, bool], ...]


def _matters(viewer: Viewer, case: PenaltyCase) -> tuple[_Matter, ...]:
    """Return the matters of this case in the order of the inspection that it comes from."""
    if case.source != SourceKind.INSPECTION.value or case.source_id is None:
        return ()
    try:
        found = inspections.inspection(viewer, case.source_id)
    except ObjectDoesNotExist:
        return ()
    order = inspections.order_of(found)
    if order is None:
        return ()
    results: dict[UUID, list[tuple[date, bool]]] = {}
    for row in inspections.all_results_of(viewer, found.id):
        results.setdefault(row.finding_id, []).append((row.reinspection.on, row.is_done))
    return tuple(
        _Matter(
            matter.violation_key,
            matter.immediate_fix,
            matter.due_on or order.current_due_on,
            tuple(results.get(matter.id, ())),
        )
        for matter in inspections.findings_of(viewer, found.id)
        if matter.violation_key in case.violation_keys
    )
