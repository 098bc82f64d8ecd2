"""The violations that a finding may be, grouped as officers look for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.inspection.rules import HAZARD_POWER
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.rules.law import Violation

GENERAL: Final = "general"
GENERAL_LABEL: Final = "各行业通用检查项目"
OTHERS: Final = "{instrument}（其他）"

Group = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of violations: ``near`` belong to the visit, ``far`` to other sectors."""

    near: tuple[Group, ...]
    far: tuple[Group, ...]


def violation_groups(*, checklist: str, sector: str, on: date) -> Groups:
    """
    Return the violations in force on a day, each in one group.

    Near are those of the checklist chosen, of the checklists of the unit's sector (by its printed
    name), of the general one, and what else the law on work safety punishes. What other
    instruments punish is far.
    """
    left = dict(lawbook.violations(on=on))
    near = [*_of_checklists(left, checklist, sector)]
    by_instrument: dict[str, list[tuple[str, str]]] = {}
    for key, one in sorted(left.items(), key=lambda pair: (pair[1].penalty, pair[0])):
        by_instrument.setdefault(one.penalty.instrument, []).append((key, one.label))
    own = by_instrument.pop(HAZARD_POWER.instrument, [])
    if own:
        near.append((_named(left, own), own))
    return Groups(tuple(near), tuple((_named(left, rows), rows) for rows in by_instrument.values()))


def _of_checklists(left: dict[str, Violation], checklist: str, sector: str) -> Iterator[Group]:
    """Take the violations of the checklists that belong to the visit out of those left."""
    known = lawbook.checklists()
    of_sector = (key for key, one in known.items() if one.sector.startswith(sector))
    every = {item.id: item for one in known.values() for item in one.items}.values()
    for key in dict.fromkeys((checklist, *of_sector, GENERAL)):
        items = (item.violation for item in every if item.checklist == key)
        rows = [(one, left.pop(one).label) for one in dict.fromkeys(items) if one in left]
        if rows:
            yield known[key].label if key in known else GENERAL_LABEL, rows


def _named(left: dict[str, Violation], rows: Iterable[tuple[str, str]]) -> str:
    first = next(iter(rows))[0]
    short = lawbook.instrument(left[first].penalty).short
    return OTHERS.format(instrument=short)
