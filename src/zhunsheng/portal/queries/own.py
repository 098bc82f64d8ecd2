"""
What an enterprise sees of itself at its own account, and of no other.

Visits that are approved and still to come are not among it: nobody is warned of a visit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.burden import queries as burden
from zhunsheng.burden.rules import Cap
from zhunsheng.cases import queries as cases
from zhunsheng.documents import queries as documents
from zhunsheng.draw import queries as draw
from zhunsheng.inspection import queries as inspection
from zhunsheng.inspection.choices import BasisKind, InspectionKind, Phrase
from zhunsheng.kernel.act import Viewer
from zhunsheng.publication import queries as publication
from zhunsheng.registry import queries as registry
from zhunsheng.visitcode import queries as visitcode

#: The papers of a visit that the enterprise is handed, as a day brings them; a scheme is inner.
HANDED: Final = (
    "inspection_record",
    "inspection_transcript",
    "service_record",
    "on_site_measure_decision",
    "rectification_order",
    "reinspection_opinion",
    "inspection_result_notice",
)


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term that still runs or ran out: how many items of a visit are to be put right by it."""

    due_on: date
    items: int
    visited_on: date
    order: Any


@dataclass(frozen=True, slots=True)
class OwnVisit:
    """A visit as the enterprise sees it: what it came to, its papers, whether it counted."""

    on: date
    kind: str
    ground: str
    officers: str
    counts: bool | None
    findings: int
    papers: tuple[Any, ...]
    terms: tuple[OwnTerm, ...]
    was_ordered: bool
    code_url: str


@dataclass(frozen=True, slots=True)
class Own:
    """An enterprise in a year: visits against its cap, what is due, what is published of it."""

    entity: Any
    year: int
    cap: Cap | None
    counted: int
    visits: tuple[OwnVisit, ...]
    stops: tuple[Any, ...]
    published: tuple[Any, ...]
    supervision: str

    @property
    def without_code(self) -> bool:
        """Whether a visit showed no code, so that the complaint goes on paper (54号)."""
        return any(not one.code_url for one in self.visits)

    @property
    def left(self) -> int | None:
        """How many visits that count the cap still leaves, nothing where no cap holds."""
        return None if self.cap is None else max(0, self.cap.most - self.counted)

    @property
    def due(self) -> tuple[OwnTerm, ...]:
        """What is still to be put right by which day, the most urgent first."""
        waiting = [term for one in self.visits for term in one.terms]
        return tuple(sorted(waiting, key=lambda one: one.due_on))


def own(viewer: Viewer, *, on: date) -> Own | None:
    """
    Return what the enterprise of the account sees of itself; None where the account names none.

    The entity follows from the account alone, never from an address.
    """
    entity = registry.linked_entity(viewer, viewer.by.id)
    if entity is None:
        return None
    stands = burden.standings(viewer, [entity.id], year=on.year, on=on)[entity.id]
    counted = {mark.id for mark in stands.made}
    rows: list[Any] = inspection.visits_of_entity(viewer, entity.id)
    subjects = [*(row.id for row in rows), *_subjects(viewer, entity.id)]
    return Own(
        entity=entity,
        year=on.year,
        cap=stands.cap if stands.is_enterprise else None,
        counted=len(stands.made) + stands.again,
        visits=_visits(viewer, rows, counted, on),
        stops=_stops(viewer, rows, on),
        published=tuple(publication.published(viewer).filter(subject_id__in=subjects)),
        supervision=Phrase.SUPERVISION.label.format(government=accounts.bureau(viewer).government),
    )


def suspended_since(viewer: Viewer) -> date | None:
    """Return since when the link of the account is suspended; None where it stands."""
    return registry.suspended_since(viewer, viewer.by.id)


def _subjects(viewer: Viewer, entity: UUID) -> list[UUID]:
    """Return the decisions on a unit, never on a person of it, and the results of departments."""
    rows = cases.decisions_for_publication(viewer, since=date.min, until=date.max)
    of_unit = rows.filter(registry.of_entity(entity, "case__party"))
    decided = [row.id for row in of_unit if not row.case.is_person_of]
    told = draw.standing_results(viewer).filter(registry.of_entity(entity, "drawn__entity"))
    return [*decided, *told.values_list("id", flat=True)]


def _visits(viewer: Viewer, rows: list[Any], counted: set[UUID], on: date) -> tuple[OwnVisit, ...]:
    """Return the visits of this year and the last, and earlier ones that still ask for a thing."""
    terms = _terms(viewer, rows, on)
    told = [row for row in rows if row.visited_on.year >= on.year - 1 or row.id in terms]
    ids = [row.id for row in told]
    names, shown = inspection.officer_names(viewer, ids), visitcode.shown_among(viewer, ids)
    papers, bureau = _papers(viewer, ids), accounts.bureau(viewer)
    return tuple(
        OwnVisit(
            on=row.visited_on,
            kind=InspectionKind(row.kind).label,
            ground=BasisKind(row.basis_kind).label,
            officers=names.get(row.id, ""),
            counts=row.id in counted if row.visited_on.year == on.year else None,
            findings=row.findings_count or 0,
            papers=tuple(papers.get(row.id, ())),
            terms=terms.get(row.id, ()),
            was_ordered=hasattr(row, "order"),
            code_url=visitcode.public_url(bureau, row.id) if row.id in shown else "",
        )
        for row in told
    )


def _stops(viewer: Viewer, rows: list[Any], on: date) -> tuple[Any, ...]:
    """Return the measures that stop work or use: all that hold, then those lifted of late."""
    found = inspection.measures_among(viewer, [row.id for row in rows])
    stops = [one for one in found if one.is_stop]
    lifted = [one for one in stops if one.lifted_on and one.lifted_on.year >= on.year - 1]
    return (*(one for one in stops if one.lifted_on is None), *lifted)


def _terms(viewer: Viewer, rows: list[Any], on: date) -> dict[UUID, tuple[OwnTerm, ...]]:
    """
    Return by visit what its order still asks for, one term for all items of a day.

    An order ends with its unit.
    """
    ended = registry.ended_units(viewer, on=on)
    open_rows = inspection.open_findings(viewer, {row.entity_id for row in rows})
    days: dict[UUID, Counter[date]] = defaultdict(Counter)
    for one in open_rows:
        if one.due_on:
            days[one.inspection_id][one.due_on] += 1
    return {
        row.id: tuple(
            OwnTerm(day, items, row.visited_on, row.order.document)
            for day, items in sorted(days[row.id].items())
        )
        for row in rows
        if row.id in days and hasattr(row, "order") and row.entity_id not in ended
    }


def _papers(viewer: Viewer, visits: list[UUID]) -> dict[UUID, list[Any]]:
    """Return by visit the papers that were handed over, in the order they were issued."""
    held = documents.documents_of_many(viewer, [("inspection", one) for one in visits])
    handed = [one for one in held if one.kind in HANDED]
    found: dict[UUID, list[Any]] = defaultdict(list)
    for one in sorted(handed, key=lambda row: (row.issued_on, HANDED.index(row.kind))):
        found[one.subject_id].append(one)
    return found
