"""Lists of cases, single cases, and what is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import (
    CaseProcedure,
    DecisionKind,
    SourceKind,
    Stage,
)
from zhunsheng.cases.models import CaseAct, CaseOfficer, Decision, PenaltyCase
from zhunsheng.cases.queries import files, loading, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.terms import Term
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.workforce.rules import list_of

#: How far back another record on the same violation is pointed out to who enters one.
LATELY: Final = timedelta(days=30)
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


def remaking_of(viewer: Viewer, case: PenaltyCase) -> PenaltyCase | None:
    """Return the case that decides anew what this one decided, where the viewer may see one."""
    found: PenaltyCase | None = visible(viewer).filter(remade_of=case).first()
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
    return stage_after({act.step for act in facts.acts})


def stage_after(done: Collection[str]) -> Stage:
    """Return the stage of a file whose steps were taken."""
    return next((s for s, steps in STAGE_STEPS.items() if {*done} & {*steps}), Stage.CLUE)


def cases(viewer: Viewer, filters: CaseFilters | None = None) -> QuerySet[Any]:
    """
    Return the cases that the viewer may see, narrowed, newest first, with stage and decision.

    A case with several parties is one row, that of its first party; a text finds it by the others
    too. Of one entity a case is the row of that entity, whichever of the parties it is.
    """
    wanted = filters or CaseFilters()
    once = visible(viewer).filter(_once_for(wanted.entity))
    rows = with_stage(viewer, once.select_related("party", "decision"))
    rows = rows.order_by("-clue_on", "-id")
    if wanted.procedure is not None:
        rows = rows.filter(procedure=wanted.procedure.value)
    if wanted.stage is not None:
        rows = rows.filter(stage_code=wanted.stage.value)
    if wanted.handler is not None:
        named = CaseOfficer.objects.of(viewer).filter(case=OuterRef("pk"), officer=wanted.handler)
        rows = rows.filter(Exists(named))
    if wanted.year is not None:
        rows = rows.filter(Q(clue_on__year=wanted.year) | Q(decision__decided_on__year=wanted.year))
    if wanted.source_id is not None:
        rows = rows.filter(source_id=wanted.source_id)
    if not wanted.q.strip():
        return rows
    text = _text(viewer, wanted.q.strip())
    joined = PenaltyCase.objects.of(viewer).filter(text, lead=OuterRef("pk"))
    return rows.filter(text | Q(Exists(joined)))


def sources_among(scope: Scope, sources: Iterable[UUID]) -> frozenset[UUID]:
    """Return which of these records a case came from; one query."""
    rows = PenaltyCase.objects.of(scope).filter(source_id__in=list(sources))
    return frozenset(rows.values_list("source_id", flat=True))


def _once_for(entity: UUID | None) -> Q:
    """Return the condition under which a case of several parties is one row."""
    first = Q(lead__isnull=True)
    if entity is None:
        return first
    lead = registry.of_entity(entity, "lead__party")
    return registry.of_entity(entity, "party") & (first | ~lead)


def _text(scope: Scope, typed: str) -> Q:
    return (
        Q(number__contains=typed)
        | Q(id__in=documents.with_external_number(scope, "case", typed))
        | Q(decision__document__number__contains=typed)
        | Q(cause__contains=typed)
        | Q(party_name__contains=typed)
        | registry.told_by_code(typed, "party")
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """How many cases a filter gives, how many decisions they led to, their fines in fen."""

    cases: int
    decisions: int
    fine_fen: int


def totals(scope: Scope, rows: QuerySet[Any]) -> Totals:
    """
    Count the cases of a filter and the decisions on their parties, in three queries.

    A fine counts as far as it stands: a decision that fell or was changed has what was left of it.
    """
    ids = rows.order_by().values("id")
    made = Decision.objects.of(scope).filter(Q(case__in=ids) | Q(case__lead__in=ids))
    changed = changes_among(scope, Q(case__in=ids) | Q(case__lead__in=ids)).values()
    less = sum(one.case.decision.fine_fen - int(one.contents["fine_fen"]) for one in changed)
    sums = made.aggregate(
        count=Count("id"), fine=Sum("fine_fen", filter=Q(kind=DecisionKind.PENALTY.value))
    )
    return Totals(rows.count(), sums["count"], (sums["fine"] or 0) - less)


def changes_among(scope: Scope, among: Q) -> dict[UUID, CaseAct]:
    """Return the last act that changed the decision of each of some files; one query."""
    rows = CaseAct.objects.of(scope).filter(among, step="decision_changed")
    return {one.case_id: one for one in rows.order_by("sequence").select_related("case__decision")}


def handlers_of(scope: Scope, ids: list[UUID]) -> dict[UUID, str]:
    """Return the names of the handlers of many cases in one query."""
    found: dict[UUID, list[str]] = {}
    rows = CaseOfficer.objects.of(scope).filter(case_id__in=ids).order_by("id")
    for case_id, name in rows.values_list("case_id", "name"):
        found.setdefault(case_id, []).append(name)
    return {case_id: list_of(names) for case_id, names in found.items()}


def worked_on(viewer: Viewer, ids: Collection[UUID]) -> frozenset[UUID]:
    """
    Return those of some cases that the viewer handles now, or whose handlers' team is led so.

    A team whose head handles the case, or that has none, is led by the other heads of teams.
    """
    rows = CaseOfficer.objects.of(viewer).filter(case_id__in=ids)
    users: dict[UUID, set[UUID]] = {}
    units: dict[UUID, set[UUID]] = {}
    for case_id, user, unit in rows.values_list("case_id", "officer__user_id", "officer__unit_id"):
        users.setdefault(case_id, set()).add(user)
        units.setdefault(case_id, set()).add(unit)
    own = {case_id for case_id, named in users.items() if viewer.by.id in named}
    if viewer.by.holds(frozenset({Role.TEAM_HEAD.value})) and own != set(units):
        heads = accounts.holders(viewer, role=Role.TEAM_HEAD)
        for case_id, of in units.items():
            led = {one.id for one in heads if one.unit_id in of and one.id not in users[case_id]}
            own |= {case_id} if not led or viewer.by.id in led else set()
    return frozenset(own)


def file_of(viewer: Viewer, case_id: UUID, *, on: date) -> CaseFile:
    """
    Return the file of a case that the viewer may see.

    :raises PenaltyCase.DoesNotExist: if there is none
    """
    return loading.load(viewer, case(viewer, case_id), on=on)


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


def told_on(scope: Scope, case: UUID) -> date | None:
    """Return when the decision of a case reached the party, nothing where it did not yet."""
    told = CaseAct.objects.of(scope).filter(
        case_id=case, step__in=("decision_delivery", "on_the_spot")
    )
    found: date | None = told.order_by("sequence").values_list("on", flat=True).first()
    return found


@dataclass(frozen=True, slots=True)
class Alike:
    """A record on the same party and violation; ``may_open`` tells that the viewer sees it."""

    case: Any
    stage: Stage
    may_open: bool


def alike(
    viewer: Viewer, *, entity: UUID, violations: Collection[str], on: date
) -> tuple[Alike, ...]:
    """
    Return what was recorded lately on a party for one of these violations, newest first.

    Named are the open cases and what was found in the last ``LATELY``: of the whole bureau, also
    for a street, which opens its own alone. Two queries, three for a street.
    """
    ended = CaseAct.objects.of(viewer).filter(case=OuterRef("pk"), step__in=files.ENDING)
    rows = with_stage(viewer, PenaltyCase.objects.of(viewer).filter(party_id=entity))
    rows = rows.filter(Q(clue_on__gt=on - LATELY) | ~Exists(ended)).order_by("-clue_on", "-id")
    own = set(visible(viewer).filter(party_id=entity).values_list("id", flat=True))
    return tuple(
        Alike(row, Stage(row.stage_code), row.id in own)
        for row in rows
        if set(row.violation_keys) & set(violations)
    )


def alike_to(viewer: Viewer, case: PenaltyCase, *, on: date) -> tuple[Alike, ...]:
    """
    Return the other records on the party of a case for one of its violations (行政处罚法 29).

    Neither another party of the entity, nor the decision that fell and is made anew here, nor the
    case that makes this one anew, is a second fine of the same act.
    """
    found = alike(viewer, entity=case.party_id, violations=case.violation_keys, on=on)
    before = {one.case.id: one.case.remade_of_id for one in found}
    own, at = {case.id}, case.remade_of_id
    while at:
        own.add(at)
        at = before.get(at)
    return tuple(
        one
        for one in found
        if one.case.id not in own
        and one.case.remade_of_id not in own
        and same_party(one.case, case)
    )


def same_party(one: PenaltyCase, other: PenaltyCase) -> bool:
    """Return whether two cases of an entity are against the same party, whatever its name was."""
    if one.is_person_of or other.is_person_of:
        return str(one.party_name) == other.party_name
    return True


def open_cases(viewer: Viewer) -> QuerySet[PenaltyCase]:
    """Return the cases that are neither closed nor dropped, with their parties."""
    ended = CaseAct.objects.of(viewer).filter(case=OuterRef("pk"), step__in=files.ENDING)
    return visible(viewer).filter(~Exists(ended)).select_related("party", "remade_of__lead")
