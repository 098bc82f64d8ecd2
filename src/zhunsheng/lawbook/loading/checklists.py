"""Checklists by sector, from ``data/checklists/``; one that others include is none of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from zhunsheng.lawbook.loading.common import Once, Row, rows
from zhunsheng.lawbook.loading.instruments import cited
from zhunsheng.lawbook.loading.reading import loader
from zhunsheng.lawbook.loading.violations import violation_versions
from zhunsheng.lawbook.rules.checklists import Checklist, ChecklistItem

_WANTED: Final = {"key", "label", "sector", "source", "checked_on", "items"}
_MAY: Final = {"includes", "verified"}
_ITEM: Final = {"number", "part", "check", "fault", "violation"}
_ITEM_MAY: Final = {"major", "verified"}


@loader
def checklists() -> Mapping[str, Checklist]:
    """
    Return the checklists by key, each with the items of those that it includes.

    A checklist of the site takes the place of the program's of the same key.

    :raises BadLawData: if one does not keep its form, or names an unknown violation or checklist
    """
    stated: dict[str, Row] = {}
    once = Once()
    for row in rows("checklists"):
        with row.within():
            stated[once.named(row, "key")] = row
    included = {key for row in stated.values() for key in row.get("includes", ())}
    loaded: dict[str, Checklist] = {}
    for key, row in stated.items():
        with row.within():
            found = _checklist(row, stated)
            if key not in included:
                loaded[key] = found
    return loaded


def _checklist(row: Row, stated: Mapping[str, Row]) -> Checklist:
    row.only(_WANTED, _MAY)
    found: list[ChecklistItem] = []
    for name in (*row.get("includes", ()), row["key"]):
        if name not in stated:
            raise row.bad(f"includes: no checklist {name}")
        found += _items(stated[name])
    return Checklist(
        key=row["key"],
        label=row["label"],
        sector=row["sector"],
        items=tuple(found),
        source=row["source"],
        checked_on=row.day("checked_on"),
    )


def _items(row: Row) -> Iterator[ChecklistItem]:
    verified, seen = row.flag("verified", False), set()
    for part in row["items"]:
        part.only(_ITEM, _ITEM_MAY)
        if type(part["number"]) is not int or part["number"] in seen:
            raise part.bad(f"number: {part['number']} is no number, or stands twice")
        seen.add(part["number"])
        if part["violation"] not in violation_versions():
            raise part.bad(f"no violation {part['violation']}")
        yield ChecklistItem(
            checklist=row["key"],
            number=part["number"],
            part=part["part"],
            check=part["check"],
            fault=part["fault"],
            violation=part["violation"],
            major=cited(part, "major") if "major" in part else None,
            verified=part.flag("verified", verified),
        )
