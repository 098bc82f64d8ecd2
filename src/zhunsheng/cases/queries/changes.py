"""What reconsiderations, courts and the bureau itself made of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import DecisionChange, PaymentKind
from zhunsheng.cases.models import CaseAct, Decision, Payment

#: Changes after which a decision is public no more (行政处罚法 48.2).
BARRED: Final = tuple(kind.value for kind in DecisionChange if kind.bars_publicity)


@dataclass(frozen=True, slots=True)
class Left:
    """
    What the changes left of a decision: the last one's kind and paper, what is left to pay (fen).

    ``measures`` are the kinds beside fine and warning that they left, None where none of them names
    any; ``warning`` tells that a warning was left in place of what was heavier, ``no_warning`` that
    the warning was taken away. What a later change says nothing of stays as the one before left it.
    """

    kind: DecisionChange
    on: date
    body: str
    paper: str
    fine_fen: int
    measures: tuple[Mapping[str, Any], ...] | None
    warning: bool
    no_warning: bool

    def warns(self, *, before: bool) -> bool:
        """Return whether a warning stands after them."""
        return (before or self.warning) and not self.no_warning


@dataclass(frozen=True, slots=True)
class Change(Left):
    """A decision was changed, ended or found unlawful."""

    decision: UUID
    case: UUID


def left_of(acts: Iterable[CaseAct]) -> Left | None:
    """Return what the changes left of the decision of a file, None where it stands."""
    found: Left | None = None
    for act in acts:
        if act.step == "decision_changed":
            found = Left(**_after(found, act))
    return found


def _after(before: Left | None, act: CaseAct) -> dict[str, Any]:
    """Return what a change leaves of what the one before it left (行政复议法 63)."""
    said = act.contents
    warning, no_warning = bool(said.get("warning")), bool(said.get("no_warning"))
    if before and not (warning or no_warning):
        warning, no_warning = before.warning, before.no_warning
    measures = tuple(said["measures"]) if "measures" in said else before and before.measures
    return {
        "kind": DecisionChange(act.outcome),
        "on": act.on,
        "body": said["body"],
        "paper": said["paper"],
        "fine_fen": int(said["fine_fen"]),
        "measures": measures,
        "warning": warning,
        "no_warning": no_warning,
    }


def changes(
    scope: Scope,
    *,
    decisions: Iterable[UUID] | None = None,
    decided: tuple[date, date] | None = None,
    as_of: date = date.max,
) -> dict[UUID, Change]:
    """
    Return what changes by a day left of each decision; one query.

    It is of all, of those named, or of those that were decided in a period.
    """
    rows = CaseAct.objects.of(scope).filter(step="decision_changed", on__lte=as_of)
    if decisions is not None:
        rows = rows.filter(case__decision__in=list(decisions))
    if decided is not None:
        rows = rows.filter(case__decision__decided_on__range=decided)
    return _by_decision(rows)


def change_of(scope: Scope, case_id: UUID) -> Change | None:
    """Return what changes left of the decision of a case, nothing where it stands as decided."""
    rows = CaseAct.objects.of(scope).filter(step="decision_changed", case=case_id)
    return next(iter(_by_decision(rows).values()), None)


def _by_decision(rows: QuerySet[CaseAct]) -> dict[UUID, Change]:
    found: dict[UUID, Change] = {}
    for row in rows.select_related("case__decision").order_by("sequence"):
        own = row.case.decision.id
        found[own] = Change(**_after(found.get(own), row), decision=own, case=row.case_id)
    return found


def publishable(
    scope: Scope, rows: QuerySet[Decision], *, as_of: date = date.max
) -> QuerySet[Decision]:
    """Return the decisions among the rows that no change by a day bars from being public (48.2)."""
    barred = CaseAct.objects.of(scope).filter(
        case=OuterRef("case"), step="decision_changed", outcome__in=BARRED, on__lte=as_of
    )
    return rows.filter(~Exists(barred))


def paid_of(scope: Scope, cases: Iterable[UUID]) -> dict[UUID, int]:
    """Return what was paid of the fines of cases (fen), surcharges apart; one query."""
    fines = Payment.objects.of(scope).filter(kind=PaymentKind.FINE.value)
    rows = fines.filter(case__in=list(cases)).values("case")
    return {row["case"]: row["paid"] for row in rows.annotate(paid=Sum("amount_fen")).order_by()}
