"""What departments found at the units of a draw, as it was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhunsheng.draw import queries as draws
from zhunsheng.portal.queries.places import Place
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import Disclosed, PublicationKind


@dataclass(frozen=True, slots=True)
class Result:
    """What a department found at a drawn unit, as it was published."""

    department: str
    items: str
    visited_on: str
    said: str


def results(where: Place, draw_id: UUID) -> dict[UUID, list[Result]]:
    """Return by unit what was published of the visits of a draw; five queries."""
    visits = draws.own_visits(where, draw_id)
    lines: list[Any] = draws.partner_results(where, draw_id)
    entities = {visit.inspection: entity for entity, visit in visits.items()}
    entities |= {one.id: one.drawn.entity_id for one in lines if one.drawn_id}
    kinds = [PublicationKind.INSPECTION_RESULT.value, PublicationKind.DEPARTMENT_RESULT.value]
    rows = publication.published(where).filter(kind__in=kinds, subject_id__in=list(entities))
    found: dict[UUID, list[Result]] = {}
    for row in rows:
        said = {code: value for code, _, value in row.contents["fields"]}
        result = Result(
            department=said.get(Disclosed.DEPARTMENT.value, said[Disclosed.AGENCY.value]),
            items=said.get(Disclosed.ITEMS.value, ""),
            visited_on=said[Disclosed.VISITED_ON.value],
            said=said[Disclosed.RESULT.value],
        )
        found.setdefault(entities[row.subject_id], []).append(result)
    return found
