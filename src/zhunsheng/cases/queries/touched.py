"""Open cases that an article touches: by their violations, or by a step that was taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.cases.choices import CaseProcedure, Stage
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.procedure import procedure_of
from zhunsheng.cases.queries.records import open_cases, with_stage
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook

#: So many are listed; the count names all.
MOST_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class TouchedCase:
    """An open case, and how the article touches it."""

    case: PenaltyCase
    stage: Stage
    is_breached: bool
    is_ground: bool
    steps: tuple[str, ...]


def touched(viewer: Viewer, place: Citation) -> tuple[TouchedCase, ...]:
    """Return the open cases that the viewer may see and an article touches, newest first."""
    rows = list(with_stage(viewer, open_cases(viewer)).order_by("-clue_on", "-id"))
    taken = _steps_taken(viewer, place, rows)
    law: dict[tuple[str, date], tuple[bool, bool]] = {}
    found = []
    for row in rows:
        cited = [_cited(law, key, row.law_day, place) for key in row.violation_keys]
        breached = any(breach for breach, _ in cited)
        ground = any(penalty for _, penalty in cited)
        steps = taken.get(row.id, ())
        if breached or ground or steps:
            found.append(TouchedCase(row, Stage(row.stage_code), breached, ground, steps))
    return tuple(found)


def _cited(
    law: dict[tuple[str, date], tuple[bool, bool]], key: str, day: date, place: Citation
) -> tuple[bool, bool]:
    """Return whether a violation breaches the article, and whether the article punishes it."""
    if (key, day) not in law:
        try:
            row = lawbook.violation(key, on=day)
        except lawbook.NoSuchLaw:
            law[key, day] = (False, False)
        else:
            law[key, day] = (row.breach.lies_in(place), row.penalty.lies_in(place))
    return law[key, day]


def _steps_taken(
    viewer: Viewer, place: Citation, rows: Iterable[PenaltyCase]
) -> Mapping[UUID, tuple[str, ...]]:
    """Return for each case the labels of its steps that rest on the article, in one query."""
    resting = {one: _resting(one, place) for one in CaseProcedure}
    of = {row.id: resting[CaseProcedure(row.procedure)] for row in rows}
    keys = {key for steps in resting.values() for key in steps}
    acts = CaseAct.objects.of(viewer).filter(case_id__in=of, step__in=keys).order_by("sequence")
    found: dict[UUID, dict[str, None]] = {}
    for case_id, step in acts.values_list("case_id", "step"):
        if step in of[case_id]:
            found.setdefault(case_id, {})[of[case_id][step]] = None
    return {case_id: tuple(labels) for case_id, labels in found.items()}


def _resting(kind: CaseProcedure, place: Citation) -> Mapping[str, str]:
    """Return the steps of a procedure whose basis or term lies in the article, by key."""
    return {
        step.key: step.label
        for step in procedure_of(kind).steps
        if step.basis.lies_in(place) or (step.deadline and step.deadline.basis.lies_in(place))
    }
