"""Legal numbers, one a file, each value dated, from ``data/parameters/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook.loading.common import Once, Row, rows
from zhunsheng.lawbook.loading.instruments import cited
from zhunsheng.lawbook.loading.reading import loader


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """
    One dated value of a legal number; ``value`` holds integers by name (``""`` if only one).

    A number that no query reads says why in ``used_by``: ``page`` (it is only shown), or the
    constant of a pure rule that a test holds equal to it.
    """

    key: str
    label: str
    unit: str
    since: date
    jurisdiction: str
    value: Mapping[str, int]
    basis: Citation
    source: str
    checked_on: date
    verified: bool
    used_by: str = ""
    where: str = field(default="", compare=False)

    def integer(self, name: str = "") -> int:
        """Return the number called ``name``."""
        return self.value[name]


@loader
def parameters() -> Mapping[str, tuple[ParameterValue, ...]]:
    """
    Return the dated values of every parameter by key, of one jurisdiction oldest first.

    A value of the site stands beside the program's; one of the same day and place replaces it.

    :raises BadLawData: if a file does not keep its form or its dates do not ascend
    """
    loaded: dict[str, tuple[ParameterValue, ...]] = {}
    once = Once()
    for row in rows("parameters"):
        with row.within():
            row.only({"key", "label", "unit", "values"}, {"used_by"})
            key = once.named(row, "key")
            values = tuple(_values(row))
            _refuse_disorder(row, values)
            loaded[key] = _beside(row, loaded.get(key, ()), values)
    return loaded


def _values(row: Row) -> Iterator[ParameterValue]:
    for item in row["values"]:
        with item.within():
            yield _value(row, item)


def _refuse_disorder(row: Row, values: tuple[ParameterValue, ...]) -> None:
    order = [(v.jurisdiction, v.since) for v in values]
    if not order:
        raise row.bad("no value")
    if sorted(order) != order or len(set(order)) != len(order):
        raise row.bad("dates of one jurisdiction ascend")


def _beside(
    row: Row, held: tuple[ParameterValue, ...], values: tuple[ParameterValue, ...]
) -> tuple[ParameterValue, ...]:
    """Return the values held with those of a row over them."""
    if not held:
        return values
    if held[0].unit != row["unit"]:
        raise row.bad(f"unit {row['unit']}, held in {held[0].unit}")
    if names := {n for v in values for n in v.value} ^ {n for v in held for n in v.value}:
        raise row.bad(f"values of other names: {sorted(names)}")
    merged = {(v.jurisdiction, v.since): v for v in held}
    merged |= {(v.jurisdiction, v.since): replace(v, used_by=held[0].used_by) for v in values}
    return tuple(merged[place] for place in sorted(merged))


def _value(row: Row, item: Row) -> ParameterValue:
    wanted = {"since", "value", "basis", "source", "checked_on", "verified"}
    item.only(wanted, {"jurisdiction"})
    value = dict(item["value"]) if isinstance(item["value"], dict) else {"": item["value"]}
    if not all(type(number) is int for number in value.values()):
        raise item.bad("a legal number is an integer")
    return ParameterValue(
        key=row["key"],
        label=row["label"],
        unit=row["unit"],
        since=item.day("since"),
        jurisdiction=item.get("jurisdiction", "CN"),
        value=value,
        basis=cited(item, "basis"),
        source=item["source"],
        checked_on=item.day("checked_on"),
        verified=item.flag("verified", False),
        used_by=row.get("used_by", ""),
        where=item.where,
    )
