"""What reconsiderations, courts and the bureau itself made of decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import DecisionChange
from zhunsheng.cases.models import CaseAct


@dataclass(frozen=True, slots=True)
class Change:
    """A decision was changed, ended or found unlawful: by whose paper, and what is left to pay."""

    decision: UUID
    case: UUID
    kind: DecisionChange
    on: date
    body: str
    paper: str
    fine_fen: int


def changes(
    scope: Scope, *, decisions: Iterable[UUID] | None = None, as_of: date = date.max
) -> dict[UUID, Change]:
    """Return the last change of each decision by a day, of all or of those named; one query."""
    rows = CaseAct.objects.of(scope).filter(step="decision_changed", on__lte=as_of)
    if decisions is not None:
        rows = rows.filter(case__decision__in=list(decisions))
    found: dict[UUID, Change] = {}
    for row in rows.select_related("case__decision").order_by("sequence"):
        said = row.contents
        kind = DecisionChange(row.outcome)
        own = row.case.decision.id
        found[own] = Change(
            own, row.case_id, kind, row.on, said["body"], said["paper"], int(said["fine_fen"])
        )
    return found
