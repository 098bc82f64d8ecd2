"""The criteria of key units as the rules on the plan list them; read from data/criteria.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from zhunsheng.kernel.citation import Citation
from zhunsheng.planning.choices import KeyCriterion

_FILE: Final = Path(__file__).parents[1] / "data" / "criteria.yaml"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: its mark in the list (①…⑦), what it means, whether its text was read."""

    code: KeyCriterion
    mark: str
    says: str
    basis: Citation
    verified: bool

    @property
    def label(self) -> str:
        """The mark and the name, as forms and papers print them."""
        return f"{self.mark}{self.code.label}"


@cache
def criteria() -> dict[KeyCriterion, Criterion]:
    """
    Return every criterion by its code, in the order of the list.

    :raises ValueError: if the file leaves a criterion out or names an unknown one
    """
    rows = yaml.safe_load(_FILE.read_text("utf-8"))
    found = [
        Criterion(
            code=KeyCriterion(row["code"]),
            mark=row["mark"],
            says=row["says"],
            basis=Citation.parse(row["basis"]),
            verified=row["verified"],
        )
        for row in rows
    ]
    if {one.code for one in found} != set(KeyCriterion):
        raise ValueError("criteria.yaml leaves a criterion out")
    return {one.code: one for one in found}
