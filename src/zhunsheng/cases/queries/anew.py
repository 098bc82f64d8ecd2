"""Matters that are decided anew: the first decision, the term that was set, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.urls import reverse

from zhunsheng.cases.choices import DecisionChange, RemedyKind
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries import files
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.anew import REVIEWED, Fallen
from zhunsheng.cases.rules.facts import DECIDING, CaseFacts
from zhunsheng.cases.rules.terms import Term, term
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.duty import Duty
from zhunsheng.lawbook import queries as lawbook

STEP: Final = "remaking"
_ENDED: Final = tuple(one.value for one in DecisionChange if one.ends_the_decision)


def fallen_of(file: CaseFile) -> Fallen | None:
    """Return how the decision of a file lost its force, nothing where it did not."""
    changed = file.last("decision_changed")
    if changed is None or changed.outcome not in _ENDED:
        return None
    ended = next((a for a in file.acts[changed.sequence :] if a.step == "remedy_ended"), None)
    remedy = RemedyKind(ended.outcome) if ended else None
    return Fallen(DecisionChange(changed.outcome), changed.on, remedy)


def decided_number(file: CaseFile) -> str:
    """Return the number of the decision of a file."""
    decided = next(a for a in reversed(file.acts) if a.step in DECIDING)
    return str(decided.contents["number"])


def recorded_ground(file: CaseFile) -> str | None:
    """Return why the decision of a file was quashed, as the result of the remedy was entered."""
    return file.data("decision_changed").get("ground")


def anew_terms(file: CaseFile, facts: CaseFacts, *, on: date) -> tuple[Term, ...]:
    """
    Return the term that a paper sets for deciding anew, while nobody did.

    It runs in the file whose decision fell until the matter is taken up, then in the new one. It
    is what somebody read in the paper: no article says a number of days.
    """
    if file.case.remade_of_id:
        said, over = file.data("clue"), facts.is_decided or any(map(facts.done, files.ENDING))
    else:
        said, over = file.data("decision_changed"), facts.done(STEP)
    until = said.get("anew_until")
    if not until or over:
        return ()
    fallen = fallen_of(file)
    basis = Citation.parse(said["anew_basis"]) if "anew_basis" in said else REVIEWED
    return (
        term(
            lawbook.site_calendar(),
            key="anew",
            label=say("anew_term"),
            basis=fallen.basis if fallen else basis,
            due=date.fromisoformat(until),
            unit=DayUnit.CALENDAR,
            on=on,
            verified=False,
        ),
    )


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is to be decided anew by a day that a paper sets and nobody took up yet."""
    taken_up = CaseAct.objects.of(viewer).filter(case=OuterRef("case"), step=STEP)
    rows = CaseAct.objects.of(viewer).filter(
        ~Exists(taken_up), step="decision_changed", outcome__in=_ENDED, on__lte=on
    )
    asked = rows.filter(data__contains='"anew_until"').select_related("case")
    return tuple(_duties(asked.order_by("on", "id")))


def _duties(rows: Any) -> Iterator[Duty]:  # noqa: ANN401 # acts with their cases
    step = PENALTY_ORDINARY.step(STEP)
    for row in rows:
        yield Duty(
            key=f"cases.{STEP}:{row.case_id}",
            label=step.label,
            subject=" ".join(filter(None, (row.case.party_name, row.case.number))),
            due_on=date.fromisoformat(row.contents["anew_until"]),
            basis=step.basis,
            roles=step.actor,
            url=reverse("cases:act", args=[row.case_id, STEP]),
            action=say("handle"),
            verified=False,
        )
