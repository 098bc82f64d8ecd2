"""How often a unit was punished for major hazards, as the ledger of closures counts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import DecisionKind, SourceKind
from zhunsheng.cases.models import CaseAct, Decision, PenaltyCase
from zhunsheng.cases.queries.fines import REASONED
from zhunsheng.cases.queries.offences import of_the_entity
from zhunsheng.cases.queries.records import decisions
from zhunsheng.inspection import queries as inspections
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Fact
from zhunsheng.lawbook.rules.ledger import ClosureLaw, Entry, Repeats, a_year_before, repeats


@dataclass(frozen=True, slots=True)
class ClosureLedger:
    """The repeats of major hazards up to a day, and the decisions behind them, newest first."""

    repeats: Repeats
    decisions: tuple[Decision, ...]


def closure_ledger(viewer: Scope, case: PenaltyCase, *, on: date) -> ClosureLedger:
    """
    Return how often the entity of a case was punished for a major hazard (安全生产法 113).

    A decision counts where the inspection that it came from graded a finding of its violation as
    a major hazard, or where its fine rests on that fact; one that lost its force does not.
    """
    since = a_year_before(on) + timedelta(days=1)
    rows = decisions(viewer, since=since, until=on, kind=DecisionKind.PENALTY)
    rows = of_the_entity(rows.filter(annulment__isnull=True, case__party_id=case.party_id))
    found = list(rows)
    major = _major(viewer, [row.case for row in found])
    held = tuple(row for row in reversed(found) if row.case_id in major)
    entries = [Entry(row.decided_on, True) for row in held]
    return ClosureLedger(repeats(entries, on=on, law=closure_law(viewer, on=on)), held)


def closure_law(viewer: Scope, *, on: date) -> ClosureLaw:
    """
    Return how many penalties for major hazards call for a closure by the law of a day (113).

    :raises NoSuchLaw: before the article was in force
    """
    place = accounts.bureau(viewer).jurisdiction

    def value(key: str) -> int:
        return lawbook.parameter(key, on=on, jurisdiction=place).integer()

    return ClosureLaw(
        days=value("penalty.closure_short_days"),
        in_days=value("penalty.closure_short_count"),
        in_a_year=value("penalty.closure_year_count"),
    )


def _major(viewer: Scope, cases: Iterable[PenaltyCase]) -> frozenset[UUID]:
    """Return the cases that a major hazard was behind; two queries."""
    held = {one.id: one for one in cases}
    visits = {
        one.id: one.source_id
        for one in held.values()
        if one.source == SourceKind.INSPECTION.value and one.source_id is not None
    }
    graded = inspections.major_violations(viewer, visits.values())
    found = {one for one, visit in visits.items() if _grades(graded, visit, held[one])}
    acts = CaseAct.objects.of(viewer).filter(case_id__in=held, step__in=REASONED)
    latest = {act.case_id: act.contents for act in acts.order_by("sequence")}
    return frozenset(found | {one for one, said in latest.items() if _rests_on_it(said)})


def _grades(graded: Mapping[UUID, set[str]], visit: UUID, case: PenaltyCase) -> bool:
    return bool(graded.get(visit, set()) & set(case.violation_keys))


def _rests_on_it(contents: Mapping[str, Any]) -> bool:
    fined = (one for one in contents.get("derivations", ()) if one["fine_fen"])
    return any(one["facts"].get(Fact.MAJOR_HAZARD.value) for one in fined)
