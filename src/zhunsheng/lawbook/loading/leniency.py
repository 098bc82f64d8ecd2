"""Lists of lenient treatment with their conditions, from ``data/leniency/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook.choices import Harm, LeniencyKind
from zhunsheng.lawbook.loading.common import Row, documents
from zhunsheng.lawbook.loading.violations import conditions, violation_versions
from zhunsheng.lawbook.rules.leniency import Leniency
from zhunsheng.lawbook.rules.places import NATIONAL

_WANTED: Final = {
    "id",
    "title",
    "basis",
    "kind",
    "since",
    "source",
    "checked_on",
    "verified",
    "items",
}
_MAY: Final = {"jurisdiction", "until", "first", "harm", "when"}
_ITEM: Final = {"label"}
_ITEM_MAY: Final = {"violation", "place", "when", "first", "harm", "verified"}


@cache
def leniencies() -> Mapping[str, tuple[Leniency, ...]]:
    """
    Return the items of all lists by violation; under ``""`` those bound to none.

    :raises BadLawData: if a list does not keep its form, or names an unknown violation
    """
    loaded: dict[str, list[Leniency]] = {}
    for _, rows in documents("leniency"):
        for row in rows:
            for one in items(row):
                loaded.setdefault(one.violation, []).append(one)
    return {key: tuple(found) for key, found in loaded.items()}


def items(row: Row) -> Iterator[Leniency]:
    """
    Yield the items of a list.

    :raises BadLawData: if it does not keep its form, or names an unknown violation
    """
    row.only(_WANTED, _MAY)
    for number, part in enumerate(row["items"], start=1):
        part.only(_ITEM, _ITEM_MAY)
        key = part.get("violation", "")
        if key and key not in violation_versions():
            raise part.bad(f"no violation {key}")
        own: dict[str, Any] = {**row.get("when", {}), **part.get("when", {})}
        try:
            yield Leniency(
                list_id=row["id"],
                number=number,
                kind=LeniencyKind(row["kind"]),
                title=row["title"],
                label=part["label"],
                violation=key,
                basis=cite(row["basis"]),
                place=str(part.get("place", "")),
                jurisdiction=row.get("jurisdiction", NATIONAL),
                since=row["since"],
                until=row.get("until"),
                first=bool(part.get("first", row.get("first", False))),
                harm=Harm(part.get("harm", row.get("harm", "NONE"))),
                when=conditions(own, part),
                verified=bool(part.get("verified", row["verified"])),
                source=row["source"],
                checked_on=row["checked_on"],
            )
        except ValueError as problem:
            raise part.bad(str(problem)) from None
