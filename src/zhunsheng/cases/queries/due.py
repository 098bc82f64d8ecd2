"""What is due in penalty cases beside their next step: matters made anew, recusals asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries import anew, loading
from zhunsheng.cases.queries.records import open_cases
from zhunsheng.cases.queries.shapes import waiting_handlers
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.duty import Duty


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is to be decided anew, and the requests of handlers that nobody decided."""
    return (*anew.duties(viewer, on), *_recusals(viewer))


def _recusals(viewer: Viewer) -> Iterator[Duty]:
    """Say where a person in charge decides whether a handler stands aside; at most two queries."""
    asked = CaseAct.objects.of(viewer).filter(step="recusal_request").values("case_id")
    rows = {
        row.id: row for row in open_cases(viewer).filter(id__in=asked).order_by("clue_on", "id")
    }
    if not rows:
        return
    step = PENALTY_ORDINARY.step("recusal")
    for one, acts in loading.acts_by_case(viewer, rows).items():
        if waiting_handlers(acts):
            yield Duty(
                key=f"cases.recusal:{one}",
                label=step.label,
                subject=" ".join(filter(None, (rows[one].party_name, rows[one].number))),
                due_on=None,
                basis=step.basis,
                roles=step.actor,
                url=reverse("cases:act", args=[one, "recusal"]),
                action=say("handle"),
            )
