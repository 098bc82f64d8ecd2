"""Fines that were decided, as the assessment of a benchmark looks at them: without any name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import DecisionKind
from zhunsheng.cases.models import CaseAct, CaseOfficer, Decision
from zhunsheng.cases.queries.records import decisions
from zhunsheng.lawbook.choices import Degree, Fact, Liable, Stage

#: The steps whose contents tell how the amount was reached.
REASONED: Final = ("proposal", "on_the_spot")


@dataclass(frozen=True, slots=True)
class DerivedFine:
    """What the proposal derived for one violation: who answers, at which stage, on which facts."""

    violation: str
    who: Liable
    stage: Stage
    facts: Mapping[Fact, int]
    fine_fen: int
    mitigated: bool = False


@dataclass(frozen=True, slots=True)
class DecidedFine:
    """
    A fine that was decided; people, places and firms by id alone.

    ``derived`` is empty where the proposal recorded no facts; a violation that was spared, or
    absorbed by another of the same act, has no fine and is not in it.
    """

    case: UUID
    procedure: str
    violations: tuple[str, ...]
    law_day: date
    decided_on: date
    late: bool
    mitigated: bool
    fine_fen: int
    street: UUID | None
    employees: int | None
    handlers: tuple[UUID, ...] = ()
    derived: tuple[DerivedFine, ...] = field(default=())


def decided_fines(viewer: Scope, *, since: date, until: date) -> tuple[DecidedFine, ...]:
    """
    Return the fines decided in a period with what decided them, oldest first; three queries.

    A decision that lost its force is left out.
    """
    rows = decisions(viewer, since=since, until=until, kind=DecisionKind.PENALTY)
    rows = rows.filter(annulment__isnull=True)
    found = [row for row in rows if row.fine_fen > 0]
    ids = [row.case_id for row in found]
    handlers: dict[UUID, list[UUID]] = {}
    named = CaseOfficer.objects.of(viewer).filter(case_id__in=ids).order_by("id")
    for case_id, officer in named.values_list("case_id", "officer_id"):
        handlers.setdefault(case_id, []).append(officer)
    reasons: dict[UUID, dict[str, Any]] = {}
    acts = CaseAct.objects.of(viewer).filter(case_id__in=ids, step__in=REASONED)
    for act in acts.order_by("sequence"):
        reasons[act.case_id] = act.contents
    return tuple(
        _fine(row, tuple(handlers.get(row.case_id, ())), reasons.get(row.case_id, {}))
        for row in found
    )


def _fine(row: Decision, handlers: tuple[UUID, ...], reasons: Mapping[str, Any]) -> DecidedFine:
    case = row.case
    derived = reasons.get("derivations", ())
    degrees = {one["degree"] for one in derived}
    return DecidedFine(
        case=case.id,
        procedure=row.procedure,
        violations=tuple(case.violation_keys),
        law_day=case.law_day,
        decided_on=row.decided_on,
        late=bool(reasons.get("late")),
        mitigated=Degree.MITIGATED.value in degrees,
        fine_fen=row.fine_fen,
        street=case.party.street_id,
        employees=case.party.employees,
        handlers=handlers,
        derived=tuple(_derived(one) for one in derived if int(one["fine_fen"]) > 0),
    )


def _derived(one: Mapping[str, Any]) -> DerivedFine:
    return DerivedFine(
        violation=one["violation"],
        who=Liable(one["who"]),
        stage=Stage(one["stage"]),
        facts={Fact(name): int(value) for name, value in one.get("facts", {}).items()},
        fine_fen=int(one["fine_fen"]),
        mitigated=one.get("degree") == Degree.MITIGATED.value,
    )
