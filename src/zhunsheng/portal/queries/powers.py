"""Published power lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.portal.choices import PowerExplanation
from zhunsheng.portal.queries.places import NotPublished, Place
from zhunsheng.powers import exports as power_sheets
from zhunsheng.powers import queries as power_lists
from zhunsheng.powers import rules as power_rules
from zhunsheng.powers.choices import ListStage, PowerKind
from zhunsheng.powers.rules import PowerFacts


@dataclass(frozen=True, slots=True)
class KindOfPower:
    """A kind of items with what it is in plain words, and how many a list has."""

    kind: PowerKind
    explanation: str
    count: int


@dataclass(frozen=True, slots=True)
class PublicList:
    """A published power list: where it stands, its items, the other published versions."""

    line: power_lists.VersionLine
    items: tuple[PowerFacts, ...]
    kinds: tuple[KindOfPower, ...]
    others: tuple[power_lists.VersionLine, ...]


def power_list(where: Place, *, on: date, list_id: UUID | None = None) -> PublicList | None:
    """
    Return a published list as it was adopted: the one asked for, else the one in force, or none.

    :raises NotPublished: if the list asked for is not published
    """
    lines = power_lists.published_versions(where, on=on)
    shown = [line for line in lines if line.row.id == list_id] if list_id else _newest_first(lines)
    if list_id and not shown:
        raise NotPublished(str(list_id))
    if not shown:
        return None
    items = power_lists.items_of(where, shown[0].row)
    kinds = tuple(
        KindOfPower(one.kind, PowerExplanation[one.kind.name].label, one.count)
        for one in power_rules.kind_counts(items)
    )
    others = tuple(line for line in lines if line.row.id != shown[0].row.id)
    return PublicList(shown[0], items, kinds, others)


def _newest_first(
    lines: tuple[power_lists.VersionLine, ...],
) -> list[power_lists.VersionLine]:
    """Return lists with the one in force before those that wait or were replaced."""
    return sorted(lines, key=lambda line: line.stage is not ListStage.IN_FORCE)


def power(where: Place, list_id: UUID, code: str, *, on: date) -> tuple[PublicList, PowerFacts]:
    """
    Return an item of a published list, with the list.

    :raises NotPublished: if the list is not published, or has no such item
    """
    found = power_list(where, on=on, list_id=list_id)
    for one in found.items if found else ():
        if found and one.code == code:
            return found, one
    raise NotPublished(code)


def power_bases(item: PowerFacts, *, on: date) -> tuple[power_lists.BasisLine, ...]:
    """Return the bases of an item with what the lawbook says of each on a day."""
    return power_lists.basis_lines(item, on=on)


def power_violations(item: PowerFacts) -> Any:  # noqa: ANN401  # violations of the lawbook
    """Return the violations that an item lets the bureau punish."""
    return power_lists.violation_lines(item)


def power_sheet(found: PublicList) -> bytes:
    """Return a published list as a sheet."""
    return power_sheets.items_sheet(found.items)
