"""Circumstances that make a penalty lighter or heavier, from ``data/circumstances.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook.choices import FactorEffect
from zhunsheng.lawbook.loading.common import parsed
from zhunsheng.lawbook.rules.facts import Circumstance


@cache
def circumstances() -> Mapping[str, Circumstance]:
    """
    Return the circumstances that the lawbook knows by key.

    :raises BadLawData: if a row does not keep its form
    """
    file = files("zhunsheng.lawbook") / "data" / "circumstances.yaml"
    loaded: dict[str, Circumstance] = {}
    for row in parsed(file.read_text("utf-8"), file=file.name):
        row.only({"key", "label", "effect", "basis", "verified"}, set())
        loaded[row["key"]] = Circumstance(
            key=row["key"],
            label=row["label"],
            effect=FactorEffect(row["effect"]),
            basis=cite(row["basis"]),
            verified=bool(row["verified"]),
        )
    return loaded
