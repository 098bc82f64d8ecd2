"""
What an enterprise sees of itself at its own account, and of no other.

Visits that are approved and still to come are not among it: nobody is warned of a visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.burden import queries as burden
from zhunsheng.burden.rules import Cap
from zhunsheng.cases import queries as cases
from zhunsheng.draw import queries as draw
from zhunsheng.inspection import queries as inspection
from zhunsheng.inspection.choices import BasisKind, InspectionKind
from zhunsheng.kernel.act import Viewer
from zhunsheng.publication import queries as publication
from zhunsheng.registry import queries as registry
from zhunsheng.visitcode import queries as visitcode


@dataclass(frozen=True, slots=True)
class OwnVisit:
    """A visit as the enterprise sees it: what it came to, its papers, whether it counted."""

    on: date
    kind: str
    ground: str
    officers: str
    counts: bool | None
    findings: int
    papers: tuple[tuple[str, str], ...]
    due_on: date | None
    is_done: bool
    code_url: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be put right."""
        return self.due_on is not None and not self.is_done


@dataclass(frozen=True, slots=True)
class Own:
    """An enterprise in a year: visits against its cap, what is due, what is published of it."""

    entity: Any
    year: int
    cap: Cap | None
    counted: int
    visits: tuple[OwnVisit, ...]
    published: tuple[Any, ...]

    @property
    def left(self) -> int | None:
        """How many visits that count the cap still leaves, nothing where no cap holds."""
        return None if self.cap is None else max(0, self.cap.most - self.counted)

    @property
    def due(self) -> tuple[OwnVisit, ...]:
        """The visits after which something is still to be put right, the most urgent first."""
        waiting = [one for one in self.visits if one.is_open]
        return tuple(sorted(waiting, key=lambda one: one.due_on or date.max))


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
        published=tuple(publication.published(viewer).filter(subject_id__in=subjects)),
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
    orders = {row.id: row.order.id for row in rows if hasattr(row, "order")}
    done = inspection.finished_orders(viewer, orders.values(), on=on)
    ids = [row.id for row in rows]
    names, shown = inspection.officer_names(viewer, ids), visitcode.shown_among(viewer, ids)
    bureau = accounts.bureau(viewer)
    found = []
    for row in rows:
        order = getattr(row, "order", None)
        is_done = order is None or order.id in done
        if row.visited_on.year < on.year - 1 and is_done:
            continue
        found.append(
            OwnVisit(
                on=row.visited_on,
                kind=InspectionKind(row.kind).label,
                ground=BasisKind(row.basis_kind).label,
                officers=names.get(row.id, ""),
                counts=row.id in counted if row.visited_on.year == on.year else None,
                findings=row.findings_count or 0,
                papers=_papers(row, order),
                due_on=order.current_due_on if order else None,
                is_done=is_done,
                code_url=visitcode.public_url(bureau, row.id) if row.id in shown else "",
            )
        )
    return tuple(found)


def _papers(row: Any, order: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401  # rows of inspection
    """Return title and number of what was handed over: the record of the visit, the order."""
    held = (row.record_document, order.document if order else None)
    return tuple((one.title, one.number) for one in held if one is not None)
