"""What else is known of a unit in a list: that it closed, who inspects it, its own cap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.burden import queries as burden
from zhunsheng.planning.models import PlanUnit
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import EnforcementLevel

ABOVE: Final = (EnforcementLevel.PROVINCE, EnforcementLevel.CITY)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit on a day: closed or not, another level's or not, and its cap where one is set."""

    closed_on: date | None
    other_body: str
    cap: int | None


def standings(
    viewer: Scope, units: Iterable[PlanUnit], *, year: int, on: date
) -> dict[UUID, Standing]:
    """Return what is known of listed units on a day, by entity; a constant number of queries."""
    rows = list(units)
    ids = [unit.entity_id for unit in rows]
    closed = registry.closed_units(viewer, ids, on=on)
    visited = burden.standings(viewer, ids, year=year, on=on)
    return {
        unit.entity_id: Standing(
            closed_on=closed.get(unit.entity_id),
            other_body=_above(unit.entity.enforcement_level),
            cap=cap.most if (cap := visited[unit.entity_id].cap) else None,
        )
        for unit in rows
    }


def _above(level: str) -> str:
    found = EnforcementLevel(level)
    return found.label if found in ABOVE else ""
