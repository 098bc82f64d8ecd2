"""The route of a day: where an officer goes, in an order that saves way, and what to know there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from zhunsheng.desk.choices import CHECKLISTS_OF
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.registry import rules as places
from zhunsheng.registry.choices import Sector
from zhunsheng.registry.rules import Point


@dataclass(frozen=True, slots=True)
class Stop:
    """
    A place of the route: the entity, what is done there, what to bring and what is still open.

    ``number`` is its place on the way, 0 where no site of it has a point; ``metres`` lead to it
    from the stop before, as the crow flies.
    """

    entity: Any
    site: str
    address: str
    errands: tuple[inspections.Appointment, ...]
    checklists: tuple[str, ...]
    findings: tuple[Any, ...] = ()
    point: Point | None = None
    number: int = 0
    metres: int | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The stops of a day in order, those without a point last, and the metres between them."""

    stops: tuple[Stop, ...] = ()
    metres: int = 0
    points: tuple[Point, ...] = field(default=())


def route(viewer: Viewer, officer: UUID, *, on: date) -> Route:
    """Return the way of an officer on a day; a constant number of queries."""
    errands: dict[UUID, list[inspections.Appointment]] = {}
    for one in inspections.appointments(viewer, on, on, on=on, officers=[officer]):
        errands.setdefault(one.entity, []).append(one)
    if not errands:
        return Route()
    entities = registry.entities_by_ids(viewer, errands)
    sites = registry.first_sites(viewer, errands)
    still_open: dict[UUID, list[Any]] = {}
    family = registry.families(viewer, errands)
    for row in inspections.open_findings(viewer, errands):
        for unit in family[row.inspection.entity_id]:
            still_open.setdefault(unit, []).append(row)
    stops = [
        _stop(entities[one], sites.get(one), tuple(errands[one]), still_open.get(one, ()))
        for one in errands
    ]
    return _in_order(stops)


def _stop(
    entity: Any,  # noqa: ANN401  # a row of the registry
    site: Any,  # noqa: ANN401  # a site or nothing
    errands: tuple[inspections.Appointment, ...],
    findings: Iterable[Any],
) -> Stop:
    return Stop(
        entity=entity,
        site=site.name if site else "",
        address=(site.address if site else "") or entity.address,
        errands=errands,
        checklists=_checklists(lawbook.checklists(), entity, errands),
        findings=tuple(findings),
        point=site.point if site else None,
    )


def _checklists(
    known: Mapping[str, Any],
    entity: Any,  # noqa: ANN401  # a row of the registry
    errands: Sequence[inspections.Appointment],
) -> tuple[str, ...]:
    """Return the checklists that the scheme names; those of the sector where there is none."""
    named = dict.fromkeys(key for one in errands for key in one.checklists)
    if not named:
        named = dict.fromkeys(CHECKLISTS_OF.get(Sector(entity.sector), ()))
    return tuple(known[key].label for key in named if key in known)


def _in_order(stops: Sequence[Stop]) -> Route:
    placed = [one for one in stops if one.point is not None]
    points = [one.point for one in placed if one.point is not None]
    way = places.shortest_way(points)
    legs = [places.metres_between(points[a], points[b]) for a, b in pairwise(way)]
    ordered = [
        replace(placed[one], number=number, metres=legs[number - 2] if number > 1 else None)
        for number, one in enumerate(way, start=1)
    ]
    rest = [one for one in stops if one.point is None]
    return Route((*ordered, *rest), sum(legs), tuple(points[one] for one in way))
