"""What there is to publish: decisions, draws, inspections and plans, read from their rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases import queries as cases
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Measure, PartyKind
from zhunsheng.planning import queries as planning
from zhunsheng.planning.choices import PlanStep
from zhunsheng.publication import rules
from zhunsheng.publication.choices import Disclosed, PenaltyWord, PublicationKind
from zhunsheng.publication.models import Publication, Withdrawal
from zhunsheng.publication.queries import drawn
from zhunsheng.publication.queries.matters import (
    Matter,
    NothingToPublish,
    Snapshot,
    Terms,
    term_start,
)

APPROVE: Final = PlanStep.APPROVE.value


def _decisions(viewer: Scope, *, on_persons: bool, as_of: date = date.max) -> QuerySet[Any]:
    """Return the decisions that are to be published; what a change bars no longer is."""
    rows = cases.decisions_for_publication(viewer, since=date.min, until=date.max)
    rows = cases.publishable(viewer, rows, as_of=as_of)
    person = Q(case__party_kind=PartyKind.PERSON.value)
    return rows.filter(person if on_persons else ~person)


def stands(change: cases.Change | None) -> bool:
    """Return whether a decision may stand published after a change: as it was changed to."""
    return change is None or not change.kind.bars_publicity


def _unpublished(
    viewer: Scope, kind: PublicationKind, rows: QuerySet[Any], as_of: date
) -> QuerySet[Any]:
    """Return the rows that are not out; what was withdrawn to be corrected waits anew."""
    rounds = _rounds(viewer, kind)
    out = rounds.filter(Q(withdrawal=None) | Q(withdrawal__withdrawn_on__gt=as_of))
    found = _withdrawn(rows, rounds, as_of)
    return found.filter(~Exists(out.filter(published_on__lte=as_of)))


def _rounds(viewer: Scope, kind: PublicationKind) -> QuerySet[Publication]:
    found: QuerySet[Publication] = Publication.objects.of(viewer)
    return found.filter(kind=kind.value, subject_id=OuterRef("pk"))


def _withdrawn(
    rows: QuerySet[Any], rounds: QuerySet[Publication], as_of: date = date.max
) -> QuerySet[Any]:
    """Let each row tell when it was last withdrawn by a day; from then its term runs anew."""
    back = rounds.filter(withdrawal__withdrawn_on__lte=as_of).order_by("-round")
    last = back.values("withdrawal__withdrawn_on")[:1]
    found: QuerySet[Any] = rows.annotate(taken_back_on=Subquery(last))
    return found


def _decision_matters(rows: Iterable[Any], jurisdiction: str) -> tuple[Matter, ...]:
    terms = Terms(PublicationKind.DECISION, jurisdiction)
    return tuple(
        Matter(
            kind=PublicationKind.DECISION,
            subject=row.id,
            title=rules.mask_text(row.case.titled),  # a cause may be typed
            number=row.document.number,
            party=row.case.named,
            decided_on=row.decided_on,
            due_on=terms.end(term_start(row, row.decided_on)),
            basis=terms.basis(row.decided_on),
            party_is_person=row.case.party_kind == PartyKind.PERSON.value,
            page=("cases:detail", row.case_id),
        )
        for row in rows
    )


def _decision(viewer: Viewer, subject: UUID) -> tuple[Matter, Snapshot]:
    rows = cases.decisions_for_publication(viewer, since=date.min, until=date.max)
    row = rows.get(id=subject)
    bureau = accounts.bureau(viewer)
    change = cases.changes(viewer, decisions=[subject]).get(subject)
    found = replace(_decision_matters([row], bureau.jurisdiction)[0], stands=stands(change))
    case, party = row.case, row.case.entity
    fine_fen = change.fine_fen if change else row.fine_fen
    warns = change.warns(before=row.warning) if change else row.warning
    kinds = change.measures if change and change.measures is not None else row.measures
    violations = cases.applied_in(viewer, case)
    cited = dict.fromkeys(lawbook.full_label(violation.penalty) for violation in violations)
    facts = cases.facts_of_decision(viewer, case)
    people = (party.legal_representative, party.person_in_charge)
    # The representative of a unit is a field of its registration; beside a person it is a stranger.
    representative = "" if found.party_is_person else party.legal_representative
    fields = (
        (Disclosed.PARTY, case.named),
        (Disclosed.CREDIT_CODE, party.credit_code),
        (Disclosed.LEGAL_REPRESENTATIVE, representative),
        (Disclosed.NUMBER, found.number),
        (Disclosed.CAUSE, PenaltyWord.LIST.label.join(dict.fromkeys(v.label for v in violations))),
        (Disclosed.FACTS, rules.mask_text(facts, people)),
        (Disclosed.BASIS, PenaltyWord.LIST.label.join(cited)),
        (Disclosed.PENALTY_KIND, _kinds(fine_fen, warns, kinds)),
        (Disclosed.CONTENT, _contents(fine_fen, warns, kinds)),
        (Disclosed.FINE, yuan_text(fine_fen)),
        (Disclosed.DECIDED_ON, row.decided_on.isoformat()),
        (Disclosed.AGENCY, bureau.name),
        (Disclosed.AGENCY_CODE, bureau.division_code),
    )
    return found, Snapshot(found.kind, found.title, fields)


def _kinds(fine_fen: int, warning: bool, measures: Iterable[Mapping[str, Any]]) -> str:
    words = [PenaltyWord.WARNING] * warning + [PenaltyWord.FINE] * (fine_fen > 0)
    others = (Measure(one["kind"]).label for one in measures)
    return PenaltyWord.LIST.label.join((*(word.label for word in words), *others))


def _contents(fine_fen: int, warning: bool, measures: Iterable[Mapping[str, Any]]) -> str:
    texts = [PenaltyWord.WARNING.label] * warning
    if fine_fen:
        texts.append(PenaltyWord.FINE_OF.label.format(amount=yuan_text(fine_fen)))
    texts += map(cases.measure_text, measures)
    return PenaltyWord.AND.label.join(texts)


def _inspection_result(viewer: Viewer, subject: UUID) -> tuple[Matter, Snapshot]:
    row = inspections.inspection(viewer, subject)
    if row.visited_on is None:
        raise NothingToPublish(str(subject))
    bureau = accounts.bureau(viewer)
    kind = PublicationKind.INSPECTION_RESULT
    found = drawn.visit_matter(row, *Terms(kind, bureau.jurisdiction).of(row.visited_on))
    count = len(inspections.findings_of(viewer, subject))
    result = PenaltyWord.NOTHING_FOUND
    if count:
        ordered = getattr(row, "order", None) is not None
        result = PenaltyWord.FOUND_AND_ORDERED if ordered else PenaltyWord.FOUND
    fields = (
        (Disclosed.PARTY, row.party.name),
        (Disclosed.CREDIT_CODE, row.party.credit_code),
        (Disclosed.VISITED_ON, row.visited_on.isoformat()),
        (Disclosed.RESULT, result.label.format(count=count)),
        (Disclosed.AGENCY, bureau.name),
        (Disclosed.AGENCY_CODE, bureau.division_code),
    )
    return found, Snapshot(kind, found.title, fields)


def _plan(viewer: Viewer, subject: UUID) -> tuple[Matter, Snapshot]:
    row = planning.plan_by_id(viewer, subject)
    acts = planning.standing_acts(planning.acts_of(viewer, row))
    approved = [act for act in acts if act.step == APPROVE]
    if not approved:
        raise NothingToPublish(str(subject))
    bureau = accounts.bureau(viewer)
    kind, day = PublicationKind.PLAN, approved[0].on
    found = _plan_matter(row, day, Terms(kind, bureau.jurisdiction))
    units, visits = planning.totals(viewer, row)
    parts = planning.parts_of(viewer, row)
    fields = (
        (Disclosed.TITLE, row.title),
        (Disclosed.YEAR, str(row.year)),
        (Disclosed.PLAN_UNITS, str(units)),
        (Disclosed.PLAN_VISITS, str(visits)),
        (Disclosed.PLAN_PARTS, planning.parts_text(parts)),
        (Disclosed.APPROVED_ON, day.isoformat()),
        (Disclosed.AGENCY, bureau.name),
        (Disclosed.AGENCY_CODE, bureau.division_code),
    )
    return found, Snapshot(kind, row.title, fields)


def _plan_matter(row: Any, day: date, terms: Terms) -> Matter:  # noqa: ANN401  # a row of planning
    kind, page = PublicationKind.PLAN, ("planning:detail", row.id)
    due_on, basis = terms.end(term_start(row, day)), terms.basis(day)
    return Matter(kind, row.id, row.title, "", "", day, due_on, basis, page=page)


Reader = Callable[[Viewer, UUID], tuple[Matter, Snapshot]]
_READERS: Final[dict[PublicationKind, Reader]] = {
    PublicationKind.DECISION: _decision,
    PublicationKind.INSPECTION_RESULT: _inspection_result,
    PublicationKind.DRAW_RESULT: drawn.draw_result,
    PublicationKind.DEPARTMENT_RESULT: drawn.department_result,
    PublicationKind.PLAN: _plan,
}


def matter(viewer: Viewer, kind: PublicationKind, subject: UUID) -> tuple[Matter, Snapshot]:
    """
    Return a matter and what the public will see of it; what was withdrawn is due anew.

    :raises NothingToPublish: if the bureau has no such matter, or it is not decided yet
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise NothingToPublish(kind.value)
    try:
        found, snapshot = reader(viewer, subject)
    except ObjectDoesNotExist:
        raise NothingToPublish(f"{kind.value} {subject}") from None
    back = Withdrawal.objects.of(viewer).filter(
        publication__kind=kind.value, publication__subject_id=subject
    )
    last = back.order_by("-publication__round").values_list("withdrawn_on", flat=True).first()
    if last is not None:
        terms = Terms(kind, accounts.bureau(viewer).jurisdiction)
        found = replace(found, due_on=terms.end(last))
    return found, snapshot


_PAGES: Final = {
    PublicationKind.INSPECTION_RESULT: "inspection:detail",
    PublicationKind.DRAW_RESULT: "draw:detail",
    PublicationKind.PLAN: "planning:detail",
}


def page_of(viewer: Viewer, kind: PublicationKind, subject: UUID) -> str:
    """Return the page of the matter behind a publication, empty where another room shows it."""
    if kind is PublicationKind.DECISION:
        rows = cases.decisions_for_publication(viewer, since=date.min, until=date.max)
        found = rows.filter(id=subject).values_list("case_id", flat=True).first()
        return reverse("cases:detail", args=[found]) if found else ""
    return reverse(_PAGES[kind], args=[subject]) if kind in _PAGES else ""


def open_matters(
    viewer: Viewer,
    *,
    due_from: date | None = None,
    decided_until: date = date.max,
    as_of: date = date.max,
) -> tuple[Matter, ...]:
    """
    Return the matters of this room that were not published by a day, chosen by the database.

    ``due_from`` leaves out decisions and visits whose term ended before that day.
    """
    place = accounts.bureau(viewer).jurisdiction
    decisions = _decisions(viewer, on_persons=False, as_of=as_of).filter(
        decided_on__lte=decided_until
    )
    decisions = _unpublished(viewer, PublicationKind.DECISION, decisions, as_of)
    visits = drawn.visits(viewer).filter(visited_on__lte=decided_until)
    asked = [decisions]
    if due_from is not None:
        # The term of what was withdrawn runs anew, however old the decision or the visit is.
        back = _withdrawn_subjects(viewer)
        first = Terms(PublicationKind.DECISION, place).first(due_from)
        anew = decisions.filter(decided_on__lt=first, id__in=back)
        asked = [anew, decisions.filter(decided_on__gte=first)]
        first = Terms(PublicationKind.INSPECTION_RESULT, place).first(due_from)
        visits = visits.filter(Q(visited_on__gte=first) | Q(id__in=back))
    results = _unpublished(viewer, PublicationKind.DRAW_RESULT, drawn.drawn(viewer), as_of)
    visits = _unpublished(viewer, PublicationKind.INSPECTION_RESULT, visits, as_of)
    lines = drawn.lines(viewer)
    reported = _unpublished(viewer, PublicationKind.DEPARTMENT_RESULT, lines, as_of)
    plans = planning.approved_plans(viewer, until=decided_until, as_of=as_of)
    plans = _unpublished(viewer, PublicationKind.PLAN, plans, as_of)
    planned = Terms(PublicationKind.PLAN, place)
    return (
        *(one for rows in asked for one in _decision_matters(_alone(rows), place)),
        *drawn.draw_matters(viewer, results, place),
        *drawn.visit_matters(visits, place),
        *drawn.line_matters(reported, place),
        *(_plan_matter(row, row.approved_on, planned) for row in plans),
    )


def _alone(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Read of decisions what a matter says, without papers and facts."""
    case = ("cause", "party_name", "party_kind", "is_person_of")
    columns = (*(f"case__{one}" for one in case), "document__number")
    names = ("case__party__name", "case__party__merged_into__name")
    alone = rows.select_related(None).select_related("case__party__merged_into", "document")
    return alone.only("decided_on", *columns, *names)


def _withdrawn_subjects(viewer: Scope) -> list[UUID]:
    """Return the matters that were withdrawn once or more: few, where those published are many."""
    rows = Withdrawal.objects.of(viewer).order_by()
    return list(rows.values_list("publication__subject_id", flat=True))


def personal_matters(viewer: Viewer) -> tuple[Matter, ...]:
    """Return the decisions against natural persons, which stay off the site."""
    place = accounts.bureau(viewer).jurisdiction
    rows = _decisions(viewer, on_persons=True)
    return _decision_matters(_withdrawn(rows, _rounds(viewer, PublicationKind.DECISION)), place)
