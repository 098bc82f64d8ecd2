"""What taking evidence leaves open for a matter: preservations undecided, experts at work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.inquiry.choices import PreservationStage, Taking
from zhunsheng.inquiry.models import ExpertCommission
from zhunsheng.inquiry.procedure import ADVANCE_PRESERVATION, INQUIRY
from zhunsheng.inquiry.queries.preserved import OPEN, Line, awaited_of, duty_of, lines_where
from zhunsheng.inquiry.queries.taken import is_awaited, result_of, with_turns
from zhunsheng.inquiry.rules import Stop
from zhunsheng.kernel.duty import Duty
from zhunsheng.lawbook import queries as lawbook

EXPERT_STOP = "penalty.expert_stop"
EXPERT_LONGEST = "penalty.expert_longest"
#: The papers that are made where evidence is taken or preserved; a notice that only calls somebody
#: to an interview is no evidence.
PAPERS: Final = frozenset(
    kind
    for procedure in (INQUIRY, ADVANCE_PRESERVATION)
    for step in procedure.steps
    if step.key != Taking.CALL.value
    for kind in step.documents
)


@dataclass(frozen=True, slots=True)
class Pending:
    """
    What a matter waits for on a day.

    ``kept`` are the preservations on which something is still to be done, from the request on;
    ``stops`` the times in which an expert worked, ``awaited`` the opinions still to come.
    """

    kept: tuple[Line, ...] = ()
    stops: tuple[Stop, ...] = ()
    awaited: tuple[ExpertCommission, ...] = ()

    @property
    def open(self) -> frozenset[PreservationStage]:
        """Stages of the preservations that were carried out and on which no decision was made."""
        return frozenset(one.stage for one in self.kept) & OPEN

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What is to be done next on each preservation, and the opinions to fetch."""
        return (*map(duty_of, self.kept), *map(awaited_of, self.awaited))


NOTHING = Pending()


def pending(scope: Scope, subject_ids: Iterable[UUID], *, on: date) -> dict[UUID, Pending]:
    """Return what each matter waits for, by its id; three queries."""
    ids = list(subject_ids)
    kept: dict[UUID, list[Line]] = {}
    for line in lines_where(scope, on=on, subject_id__in=ids):
        if line.is_unsettled:
            kept.setdefault(line.row.subject_id, []).append(line)
    asked = _commissions(scope, ids)
    return {
        one: Pending(
            tuple(kept.get(one, ())),
            tuple(map(_stop, asked.get(one, ()))),
            tuple(row for row in asked.get(one, ()) if is_awaited(row)),
        )
        for one in ids
    }


def stops(scope: Scope, subject: tuple[str, UUID]) -> tuple[Stop, ...]:
    """Return the times in which the matter waited for an expert, as its clock may count them."""
    asked = _commissions(scope, [subject[1]])
    return tuple(map(_stop, asked.get(subject[1], ())))


def _commissions(scope: Scope, ids: list[UUID]) -> dict[UUID, list[ExpertCommission]]:
    rows = ExpertCommission.objects.of(scope).filter(subject_id__in=ids).select_related("bureau")
    found: dict[UUID, list[ExpertCommission]] = {}
    for row in with_turns(rows):
        found.setdefault(row.subject_id, []).append(row)
    return found


def expert_longest(scope: Scope, on: date) -> int:
    """Return how many days an expert may be given at most."""
    place = accounts.bureau(scope).jurisdiction
    return lawbook.parameter(EXPERT_LONGEST, on=on, jurisdiction=place).integer()


def _stop(row: ExpertCommission) -> Stop:
    """
    Return the time for which a commission lets a clock wait: to its end, or the day agreed.

    It ends where its opinion came or was given up; one that agreed on no day lets none wait before.
    """
    end = result_of(row) or row.ended
    place = row.bureau.jurisdiction
    basis = lawbook.parameter(EXPERT_STOP, on=row.on, jurisdiction=place).basis
    ends = [one for one in (end.on if end else None, row.agreed_on) if one is not None]
    return Stop(row.on, min(ends, default=row.on), basis)
