"""Hearings that were called: on which day, of which case, who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from zhunsheng.cases.models import CaseAct, CaseOfficer
from zhunsheng.cases.queries.records import visible
from zhunsheng.kernel.act import Viewer

#: How long before its day a hearing may be called.
CALLED_BEFORE: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class CalledHearing:
    """A hearing of a case: its day, the party, the officers who handle it, and who presides."""

    on: date
    case: UUID
    party: str
    handlers: tuple[UUID, ...]
    chair: UUID | None


def called_hearings(viewer: Viewer, since: date, until: date) -> tuple[CalledHearing, ...]:
    """Return the hearings of a period that the viewer may see, by day; two queries."""
    acts = CaseAct.objects.of(viewer).filter(
        step="hearing_notice", on__gte=since - CALLED_BEFORE, case__in=visible(viewer)
    )
    last = {act.case_id: act for act in acts.select_related("case").order_by("sequence")}
    handlers: dict[UUID, list[UUID]] = {}
    named = CaseOfficer.objects.of(viewer).filter(case__in=list(last)).order_by("id")
    for case, officer in named.values_list("case_id", "officer_id"):
        handlers.setdefault(case, []).append(officer)
    found = [_called(act, tuple(handlers.get(act.case_id, ()))) for act in last.values()]
    inside = [one for one in found if one is not None and since <= one.on <= until]
    return tuple(sorted(inside, key=lambda one: (one.on, one.party)))


def _called(act: CaseAct, handlers: tuple[UUID, ...]) -> CalledHearing | None:
    said = act.contents
    day, chair = str(said.get("hearing_on", "")), str(said.get("chair", ""))
    if not day:
        return None
    return CalledHearing(
        on=date.fromisoformat(day[:10]),
        case=act.case_id,
        party=act.case.party_name,
        handlers=handlers,
        chair=UUID(chair) if chair else None,
    )
