"""What taking evidence leaves open for a matter: preservations undecided, days of an expert."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.inquiry.choices import PreservationStage
from zhunsheng.inquiry.models import ExpertCommission
from zhunsheng.inquiry.queries.preserved import OPEN, lines_where
from zhunsheng.inquiry.rules import Stop
from zhunsheng.lawbook import queries as lawbook

EXPERT_STOP = "penalty.expert_stop"


@dataclass(frozen=True, slots=True)
class Pending:
    """
    What a matter waits for on a day.

    ``open`` are the stages of preservations on which no decision was made, ``stops`` the times in
    which an expert worked.
    """

    open: frozenset[PreservationStage] = frozenset()
    stops: tuple[Stop, ...] = ()

    def with_(self, other: Pending) -> Pending:
        """Return what both matters wait for together."""
        return Pending(self.open | other.open, (*self.stops, *other.stops))


NOTHING = Pending()


def pending(
    scope: Scope, kind: str, subject_ids: Iterable[UUID], *, on: date
) -> dict[UUID, Pending]:
    """Return what each matter of a kind waits for, by its id; two queries."""
    ids = list(subject_ids)
    stages: dict[UUID, set[PreservationStage]] = {}
    for line in lines_where(scope, on=on, subject_kind=kind, subject_id__in=ids):
        stages.setdefault(line.row.subject_id, set()).add(line.stage)
    stops = _stops(scope, kind, ids)
    return {
        one: Pending(frozenset(stages.get(one, ())) & OPEN, tuple(stops.get(one, ())))
        for one in ids
    }


def stops(scope: Scope, subject: tuple[str, UUID]) -> tuple[Stop, ...]:
    """Return the times in which the matter waited for an expert, as its clock may count them."""
    return tuple(_stops(scope, subject[0], [subject[1]]).get(subject[1], ()))


def _stops(scope: Scope, kind: str, ids: list[UUID]) -> dict[UUID, list[Stop]]:
    rows = ExpertCommission.objects.of(scope).filter(subject_kind=kind, subject_id__in=ids)
    found: dict[UUID, list[Stop]] = {}
    for one, since, until in rows.order_by("on", "id").values_list(
        "subject_id", "on", "result__on"
    ):
        basis = lawbook.parameter(EXPERT_STOP, on=since).basis
        found.setdefault(one, []).append(Stop(since, until, basis))
    return found
