"""What else is known of a unit in a list: that it closed, who inspects it, its own cap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.burden import queries as burden
from zhunsheng.planning.models import PlanUnit
from zhunsheng.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit on a day: whether it closed, is another level's, or was merged; its cap if set."""

    closed_on: date | None
    other_body: str
    kept: str
    cap: int | None


def standings(
    viewer: Scope, units: Iterable[PlanUnit], *, year: int, on: date
) -> dict[UUID, Standing]:
    """Return what is known of listed units on a day, by entity; a constant number of queries."""
    rows = list(units)
    ids = [unit.entity_id for unit in rows]
    known = registry.standings(viewer, ids, on=on)
    visited = burden.standings(viewer, ids, year=year, on=on)
    return {
        unit.entity_id: Standing(
            closed_on=known[unit.entity_id].closed_on,
            other_body=known[unit.entity_id].other_body,
            kept=known[unit.entity_id].kept,
            cap=cap.most if (cap := visited[unit.entity_id].cap) else None,
        )
        for unit in rows
    }
