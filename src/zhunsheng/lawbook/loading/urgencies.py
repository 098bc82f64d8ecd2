"""Situations that cannot wait for an approval, from ``data/urgencies.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook.loading.common import parsed
from zhunsheng.lawbook.rules.urgencies import Urgency


@cache
def urgencies() -> Mapping[str, Urgency]:
    """
    Return the situations that the lawbook knows by key.

    :raises BadLawData: if a row does not keep its form
    """
    file = files("zhunsheng.lawbook") / "data" / "urgencies.yaml"
    loaded: dict[str, Urgency] = {}
    for row in parsed(file.read_text("utf-8"), file=file.name):
        row.only({"key", "label", "basis", "on_order", "verified"}, set())
        loaded[row["key"]] = Urgency(
            key=row["key"],
            label=row["label"],
            basis=cite(row["basis"]),
            on_order=row.flag("on_order", False),
            verified=row.flag("verified", False),
        )
    return loaded
