"""The defects that an opinion may name, read from the file that a lawyer edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from zhunsheng.kernel.citation import Citation
from zhunsheng.legalreview.choices import Question


@dataclass(frozen=True, slots=True)
class DefectKind:
    """A defect that a review may name: its code, its question, its words, its article."""

    code: str
    question: Question
    label: str
    basis: Citation


@cache
def defects() -> Mapping[str, DefectKind]:
    """
    Return the defects by code, in the order of the file.

    :raises ValueError: if a code stands twice or a basis is no citation
    """
    text = files("zhunsheng.legalreview").joinpath("data", "defects.yaml").read_text("utf-8")
    found: dict[str, DefectKind] = {}
    for row in yaml.safe_load(text):
        if row["code"] in found:
            raise ValueError(f"defect {row['code']} stands twice")
        basis = Citation.parse(row["basis"])
        kind = DefectKind(row["code"], Question(row["question"]), row["label"], basis)
        found[kind.code] = kind
    return found


def defects_of(question: Question) -> tuple[DefectKind, ...]:
    """Return the defects of one question."""
    return tuple(kind for kind in defects().values() if kind.question is question)
