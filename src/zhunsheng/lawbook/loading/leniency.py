"""Lists of lenient treatment with their conditions, from ``data/leniency/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhunsheng.lawbook.choices import Harm, LeniencyKind
from zhunsheng.lawbook.loading.common import Once, Row, rows
from zhunsheng.lawbook.loading.instruments import cited
from zhunsheng.lawbook.loading.reading import BadLawData, loader
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


@loader
def leniencies() -> Mapping[str, tuple[Leniency, ...]]:
    """
    Return the items of all lists by violation; under ``""`` those bound to none.

    A list of the site takes the place of the program's of the same id.

    :raises BadLawData: if a list does not keep its form, or names an unknown violation
    """
    lists: dict[str, tuple[Leniency, ...]] = {}
    once = Once()
    for row in rows("leniency"):
        with row.within():
            lists[once.named(row, "id")] = tuple(items(row))
    loaded: dict[str, list[Leniency]] = {}
    for one in (one for found in lists.values() for one in found):
        loaded.setdefault(one.violation, []).append(one)
    return {key: tuple(found) for key, found in loaded.items()}


def items(row: Row) -> Iterator[Leniency]:
    """
    Yield the items of a list.

    :raises BadLawData: if it does not keep its form, or names an unknown violation
    """
    row.only(_WANTED, _MAY)
    basis, since = cited(row, "basis"), row.day("since")
    until, verified = row.last_day("until", since), row.flag("verified", False)
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
                basis=basis,
                place=str(part.get("place", "")),
                jurisdiction=row.get("jurisdiction", NATIONAL),
                since=since,
                until=until,
                first=bool(part.get("first", row.get("first", False))),
                harm=Harm(part.get("harm", row.get("harm", "NONE"))),
                when=conditions(own, part),
                verified=part.flag("verified", verified),
                source=row["source"],
                checked_on=row.day("checked_on"),
            )
        except BadLawData:
            raise
        except ValueError as problem:
            raise part.bad(str(problem)) from None
