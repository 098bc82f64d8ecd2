"""What the record itself shows on a question before anybody answers it; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhunsheng.kernel.citation import Citation
from zhunsheng.legalreview.choices import CheckState, Question


@dataclass(frozen=True, slots=True)
class Check:
    """
    One thing that a machine looked up for a question.

    ``place`` names where the record shows it (``evidence``, ``papers``, ``fines``, ``timeline``),
    so that the page can link there.
    """

    question: Question
    state: CheckState
    text: str
    basis: Citation
    place: str = ""


def by_question(checks: Iterable[Check]) -> Mapping[Question, tuple[Check, ...]]:
    """Return the checks of every question, the gravest first."""
    order = list(CheckState)
    found: dict[Question, list[Check]] = {question: [] for question in Question}
    for check in checks:
        found[check.question].append(check)
    return {
        question: tuple(sorted(rows, key=lambda row: -order.index(row.state)))
        for question, rows in found.items()
    }
