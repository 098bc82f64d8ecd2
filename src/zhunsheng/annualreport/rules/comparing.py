"""The figures of this year's report beside those of last year's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhunsheng.kernel.figure import FigureUnit


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure in both manifests; amounts are in fen."""

    key: str
    label: str
    unit: FigureUnit
    last: int
    now: int

    @property
    def difference(self) -> int:
        """How much more it is now."""
        return self.now - self.last


def compared(
    last: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]
) -> tuple[Compared, ...]:
    """
    Return the figures that both manifests state under one definition, those that are none left out.

    What is defined otherwise, or in another unit, is not the same figure and is not compared.
    """
    before = {one["key"]: one for one in last}
    found = []
    for one in now:
        old = before.get(one["key"])
        if old is None or (old["unit"], old["definition"]) != (one["unit"], one["definition"]):
            continue
        if old["value"] or one["value"]:
            unit = FigureUnit[one["unit"]]
            found.append(Compared(one["key"], one["label"], unit, old["value"], one["value"]))
    return tuple(found)
