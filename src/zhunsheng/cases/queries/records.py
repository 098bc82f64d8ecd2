"""Lists of cases, single cases, and what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import CaseProcedure, DecisionKind, SourceKind, Stage
from zhunsheng.cases.models import CaseAct, CaseOfficer, Decision, PenaltyCase
from zhunsheng.cases.queries import files, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.terms import Term
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.workforce.rules import list_of

#: Steps after which a case is no longer open.
ENDING: Final = ("closing", "not_opened", "termination", "transfer")
#: Stages from the last to the first, each with the steps that bring a case into it.
STAGE_STEPS: Mapping[Stage, tuple[str, ...]] = {
    Stage.CLOSED: ("closing",),
    Stage.TERMINATED: ("termination",),
    Stage.TRANSFERRED: ("transfer",),
    Stage.NOT_OPENED: ("not_opened",),
    Stage.EXECUTION: ("decision_delivery", "on_the_spot"),
    Stage.DECIDED: ("decision", "no_penalty"),
    Stage.NOTICE: ("prior_notice",),
    Stage.REVIEW: ("proposal",),
    Stage.INVESTIGATION: ("opening",),
}


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What a list of cases is narrowed to."""

    q: str = ""
    procedure: CaseProcedure | None = None
    stage: Stage | None = None
    handler: UUID | None = None
    year: int | None = None
    entity: UUID | None = None
    source_id: UUID | None = None


def visible(viewer: Viewer) -> QuerySet[PenaltyCase]:
    """Return the cases that the viewer may see: all, or what the own street did or handed up."""
    rows: QuerySet[PenaltyCase] = PenaltyCase.objects.of(viewer)
    if registry.sees_own_street_only(viewer):
        own = accounts.user(viewer, viewer.by.id).unit_id or viewer.by.id
        handed_up = Q(source=SourceKind.HANDED_UP.value, party__street_id=own)
        return rows.filter(Q(unit_id=own) | handed_up)
    return rows


def case(viewer: Viewer, case_id: UUID) -> PenaltyCase:
    """
    Return one case that the viewer may see, with its party.

    :raises PenaltyCase.DoesNotExist: if there is none
    """
    found: PenaltyCase = visible(viewer).select_related("party", "unit").get(id=case_id)
    return found


def with_stage(scope: Scope, rows: QuerySet[PenaltyCase]) -> QuerySet[Any]:
    """Return the rows with ``stage_code``, computed from their acts."""
    whens = [
        When(
            Exists(CaseAct.objects.of(scope).filter(case=OuterRef("pk"), step__in=steps)),
            then=Value(stage.value),
        )
        for stage, steps in STAGE_STEPS.items()
    ]
    return rows.annotate(
        stage_code=Case(*whens, default=Value(Stage.CLUE.value), output_field=CharField())
    )


def stage_of(facts: CaseFacts) -> Stage:
    """Return the stage of a case from its acts."""
    done = {act.step for act in facts.acts}
    return next((s for s, steps in STAGE_STEPS.items() if done & set(steps)), Stage.CLUE)


def cases(viewer: Viewer, filters: CaseFilters | None = None) -> QuerySet[Any]:
    """Return the cases that the viewer may see, narrowed, newest first, with stage and decision."""
    wanted = filters or CaseFilters()
    rows = with_stage(viewer, visible(viewer).select_related("party", "decision"))
    rows = rows.order_by("-clue_on", "-id")
    if wanted.procedure is not None:
        rows = rows.filter(procedure=wanted.procedure.value)
    if wanted.stage is not None:
        rows = rows.filter(stage_code=wanted.stage.value)
    if wanted.handler is not None:
        named = CaseOfficer.objects.of(viewer).filter(case=OuterRef("pk"), officer=wanted.handler)
        rows = rows.filter(Exists(named))
    if wanted.year is not None:
        rows = rows.filter(clue_on__year=wanted.year)
    if wanted.entity is not None:
        rows = rows.filter(party_id=wanted.entity)
    if wanted.source_id is not None:
        rows = rows.filter(source_id=wanted.source_id)
    return rows.filter(_text(wanted.q)) if wanted.q.strip() else rows


def _text(text: str) -> Q:
    typed = text.strip()
    return (
        Q(number__contains=typed)
        | Q(cause__contains=typed)
        | Q(party_name__contains=typed)
        | Q(party__credit_code__startswith=typed.upper())
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """How many cases a filter gives, how many are decided, and the fines decided in fen."""

    cases: int
    decided: int
    fine_fen: int


def totals(scope: Scope, rows: QuerySet[Any]) -> Totals:
    """Count the cases of a filter and add up the fines decided, in two queries."""
    decided = Decision.objects.of(scope).filter(case__in=rows.order_by().values("id"))
    sums = decided.filter(kind=DecisionKind.PENALTY.value).aggregate(fine=Sum("fine_fen"))
    return Totals(rows.count(), decided.count(), sums["fine"] or 0)


def handlers_of(scope: Scope, ids: list[UUID]) -> dict[UUID, str]:
    """Return the names of the handlers of many cases in one query."""
    found: dict[UUID, list[str]] = {}
    rows = CaseOfficer.objects.of(scope).filter(case_id__in=ids).order_by("id")
    for case_id, name in rows.values_list("case_id", "name"):
        found.setdefault(case_id, []).append(name)
    return {case_id: list_of(names) for case_id, names in found.items()}


def file_of(viewer: Viewer, case_id: UUID, *, on: date) -> CaseFile:
    """
    Return the file of a case that the viewer may see.

    :raises PenaltyCase.DoesNotExist: if there is none
    """
    return files.load(viewer, case(viewer, case_id), on=on)


def facts_of(viewer: Viewer, case_id: UUID, *, on: date) -> CaseFacts:
    """Return the facts of a case on a day, as its guards look at them."""
    return standing.facts_of(file_of(viewer, case_id, on=on), on=on)


def clocks(viewer: Viewer, case_id: UUID, *, on: date) -> tuple[Term, ...]:
    """Return the running terms of a case on a day."""
    file = file_of(viewer, case_id, on=on)
    return standing.terms_of(file, standing.facts_of(file, on=on), on=on)


def decisions(
    viewer: Scope,
    *,
    since: date,
    until: date,
    procedure: CaseProcedure | None = None,
    kind: DecisionKind | None = None,
) -> QuerySet[Decision]:
    """Return the decisions of a period with case, party and paper, oldest first."""
    rows: QuerySet[Decision] = Decision.objects.of(viewer).filter(decided_on__range=(since, until))
    if procedure is not None:
        rows = rows.filter(procedure=procedure.value)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    return rows.select_related("case__party", "document").order_by("decided_on", "id")


def decisions_for_publication(viewer: Scope, *, since: date, until: date) -> QuerySet[Decision]:
    """Return the decisions to punish of a period, which the duty to publish looks at."""
    return decisions(viewer, since=since, until=until, kind=DecisionKind.PENALTY)


def punished_before(scope: Scope, case: PenaltyCase, *, same_source: bool) -> tuple[str, ...]:
    """
    Return the numbers of the cases in which the party was punished for one of these violations.

    ``same_source`` keeps those that come from the very same inspection or other source record;
    without it they are a warning: a violation may be committed again. A decision that lost its
    force stands in nobody's way.
    """
    if same_source and case.source_id is None:
        return ()
    rows = PenaltyCase.objects.of(scope).filter(
        party_id=case.party_id,
        party_name=case.party_name,
        decision__kind=DecisionKind.PENALTY.value,
        decision__annulment__isnull=True,
    )
    if same_source:
        rows = rows.filter(source=case.source, source_id=case.source_id)
    found = rows.exclude(id=case.id).order_by("number").values_list("number", "violation_keys")
    return tuple(number for number, keys in found if set(keys) & set(case.violation_keys))


def open_cases(viewer: Viewer) -> QuerySet[PenaltyCase]:
    """Return the cases that are neither closed nor dropped, with their parties."""
    ended = CaseAct.objects.of(viewer).filter(case=OuterRef("pk"), step__in=ENDING)
    return visible(viewer).filter(~Exists(ended)).select_related("party")
