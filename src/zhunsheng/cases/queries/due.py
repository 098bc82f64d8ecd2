"""What is due in penalty cases beside their next step: matters made anew, recusals, annulments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries import anew, loading
from zhunsheng.cases.queries.records import open_cases, visible
from zhunsheng.cases.queries.shapes import waiting_handlers
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.duty import Duty


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is to be decided anew or confirmed, and the requests that nobody decided."""
    return (*anew.duties(viewer, on), *_recusals(viewer), *_unconfirmed(viewer))


def _recusals(viewer: Viewer) -> Iterator[Duty]:
    """Say where a person in charge decides whether a handler stands aside; at most two queries."""
    asked = CaseAct.objects.of(viewer).filter(step="recusal_request").values("case_id")
    rows = {
        row.id: row for row in open_cases(viewer).filter(id__in=asked).order_by("clue_on", "id")
    }
    if not rows:
        return
    for one, acts in loading.acts_by_case(viewer, rows).items():
        if waiting_handlers(acts):
            yield _to_take("recusal", rows[one])


def _unconfirmed(viewer: Viewer) -> Iterator[Duty]:
    """Say where a paper by which a decision fell waits for another to confirm it; one query."""
    entered = CaseAct.objects.of(viewer).filter(step="annulment_report")
    others = entered.exclude(by_id=viewer.by.id).values("case_id")
    rows = visible(viewer).filter(id__in=others, decision__annulment__isnull=True)
    for row in rows.order_by("clue_on", "id"):
        yield _to_take("annulment_confirmation", row)


def _to_take(key: str, row: PenaltyCase) -> Duty:
    """Return that a step waits in a case for who may take it."""
    step = PENALTY_ORDINARY.step(key)
    return Duty(
        key=f"cases.{key}:{row.id}",
        label=step.label,
        subject=" ".join(filter(None, (row.party_name, row.number))),
        due_on=None,
        basis=step.basis,
        roles=step.actor,
        url=reverse("cases:act", args=[row.id, key]),
        action=say("handle"),
    )
