"""Legal numbers, one a file, each value dated, from ``data/parameters/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.lawbook.loading.common import Row, documents


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

    def integer(self, name: str = "") -> int:
        """Return the number called ``name``."""
        return self.value[name]


@cache
def parameters() -> Mapping[str, tuple[ParameterValue, ...]]:
    """
    Return the dated values of every parameter by key, oldest first.

    :raises BadLawData: if a file does not keep its form or its dates do not ascend
    """
    loaded: dict[str, tuple[ParameterValue, ...]] = {}
    for _, row in documents("parameters"):
        row.only({"key", "label", "unit", "values"}, {"used_by"})
        values = tuple(_value(row, item) for item in row["values"])
        order = [(v.jurisdiction, v.since) for v in values]
        if sorted(order) != order or len(set(order)) != len(order):
            raise row.bad("dates of one jurisdiction ascend")
        loaded[row["key"]] = values
    return loaded


def _value(row: Row, item: Row) -> ParameterValue:
    wanted = {"since", "value", "basis", "source", "checked_on", "verified"}
    item.only(wanted, {"jurisdiction"})
    value = dict(item["value"]) if isinstance(item["value"], dict) else {"": item["value"]}
    if not all(isinstance(number, int) for number in value.values()):
        raise item.bad("a legal number is an integer")
    return ParameterValue(
        key=row["key"],
        label=row["label"],
        unit=row["unit"],
        since=item["since"],
        jurisdiction=item.get("jurisdiction", "CN"),
        value=value,
        basis=cite(item["basis"]),
        source=item["source"],
        checked_on=item["checked_on"],
        verified=item["verified"],
        used_by=row.get("used_by", ""),
    )
