"""What each open case waits for: its next required step, or the party; many cases at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries import loading, standing
from zhunsheng.cases.queries.files import CaseFile, Kin
from zhunsheng.cases.queries.records import open_cases
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import (
    committee_agreed,
    discussion_is_last,
    first_check_passed,
    review_has_passed,
)
from zhunsheng.cases.rules.hearing import (
    later_evidence_is_told,
    later_evidence_was_heard,
    notice_covers_proposal,
)
from zhunsheng.cases.rules.returned import is_sent_back
from zhunsheng.cases.rules.terms import Term, term
from zhunsheng.evidence import queries as evidence
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.lawbook import queries as lawbook

#: Reasons that the form of the step itself asks for: they do not make a case wait.
ASKED_WITH_THE_STEP: Final = ("case.officers.", "case.evidence.none", "case.by.")
#: Repeatable steps that no change of the file asks for: who handles, pays or files takes them.
AT_WILL: Final = frozenset({"proposal", "payment"})
#: Steps that come again when the file changed; their guards say exactly when.
AGAIN: Final = frozenset(
    step.key for step in PENALTY_ORDINARY.steps if step.repeatable and not step.optional
).difference(AT_WILL)
#: Code of the finding that the last review returned the case for correction.
RETURNED: Final = "case.review.returned"
#: Code of the finding that another party's file must end before the case.
KIN_OPEN: Final = "case.party.open"
#: Checks of a proposal inside of the bureau, with the guard that tells why one did not agree.
CHECKS: Final = {"first_check": first_check_passed, "committee": committee_agreed}
#: What the party must have been told; what a notice that was given covers need not be told anew.
TOLD: Final = (notice_covers_proposal, later_evidence_is_told, later_evidence_was_heard)
#: Terms within which the matter is decided.
DECIDED_BY: Final = ("decision", "anew")
#: Terms within which the party may act, or must pay: until they end the bureau waits.
PARTY_TERMS: Final = ("representation", "hearing_window", "payment")


@dataclass(frozen=True, slots=True)
class Upcoming:
    """
    What an open case waits for.

    ``step`` is the next required step of the bureau, nothing while the party has its term or
    something stands in the way; ``term`` is the term that runs towards it, of a hearing the day
    for which it was called. ``obstacle`` is what stands in the way of the next step, while the
    term to decide runs on; ``opinion`` the one that returned the case for correction.
    ``handlers`` are the accounts of those who handle the case; ``is_returned`` tells that it was
    sent back to them. ``open_kin`` are the files of the other parties
    that must end first, where nothing else stands in the way.
    """

    case: PenaltyCase
    step: Step[CaseFacts] | None
    term: Term | None
    handlers: frozenset[UUID] = frozenset()
    obstacle: Finding | None = None
    opinion: UUID | None = None
    is_returned: bool = False
    open_kin: tuple[PenaltyCase, ...] = ()

    @property
    def label(self) -> str:
        """What it waits for in words: a step, what stands in the way, or a term of the party."""
        if self.step is not None:
            return self.step.label
        if self.obstacle is not None:
            return self.obstacle.message
        return self.term.label if self.term else ""


def upcoming(viewer: Viewer, *, on: date) -> tuple[Upcoming, ...]:
    """Return what every open case that the viewer may see waits for; at most thirteen queries."""
    return waits_of(viewer, open_cases(viewer).order_by("clue_on", "id"), on=on)


def waits_of(viewer: Viewer, cases: Iterable[PenaltyCase], *, on: date) -> tuple[Upcoming, ...]:
    """Return what these open cases, read with their parties, wait for; at most twelve queries."""
    rows = {row.id: row for row in cases}
    family = {**_relatives(viewer, rows), **rows}
    acts = loading.acts_by_case(viewer, family)
    sources = {row.id: row.source_id for row in family.values()}
    sources |= {row.id: sources.get(row.lead_id) for row in rows.values() if row.lead_id}
    subjects = {one: loading.evidence_subjects(row, sources[one]) for one, row in rows.items()}
    items = evidence.catalogues(viewer, {one for own in subjects.values() for _, one in own})
    kin = _kin(family, acts)
    found = []
    for file in loading.files_of(viewer, tuple(rows.values()), acts, kin, subjects, on=on):
        items_of = (item for one in subjects[file.case.id] for item in items.get(one, ()))
        known = loading.decided_on(items_of, file.acts)
        found.append(_upcoming(replace(file, evidence=known), on=on))
    return tuple(found)


def _relatives(viewer: Viewer, rows: Mapping[UUID, PenaltyCase]) -> dict[UUID, PenaltyCase]:
    """Return the files of the other parties of these cases; one query."""
    leads = {row.root_id for row in rows.values()}
    others = PenaltyCase.objects.of(viewer).filter(Q(id__in=leads) | Q(lead__in=leads))
    return {row.id: row for row in others.exclude(id__in=rows)}


def _kin(
    rows: Mapping[UUID, PenaltyCase], acts: Mapping[UUID, tuple[CaseAct, ...]]
) -> dict[UUID, tuple[Kin, ...]]:
    """Return of each file what its guards ask of the others of its case."""
    found: dict[UUID, list[Kin]] = {one: [] for one in rows}
    for row in rows.values():
        lead = rows.get(row.root_id)
        if lead is not None and lead is not row:
            found[lead.id].append(Kin(row, acts[row.id]))
            found[row.id].append(Kin(lead, acts[lead.id]))
    return {one: tuple(kin) for one, kin in found.items()}


def _upcoming(file: CaseFile, *, on: date) -> Upcoming:
    facts = standing.facts_of(file, on=on)
    return replace(_waits_for(file, facts, on=on), is_returned=is_sent_back(facts))


def _waits_for(file: CaseFile, facts: CaseFacts, *, on: date) -> Upcoming:
    terms = {term.key: term for term in standing.terms_of(file, facts, on=on)}
    step = next_step(file, facts)
    if step is not None and step.key == "payment" and not _is_over(terms.get("payment"), on):
        step = None
    if step is None:
        return _waiting(file, facts, terms)
    if step.key == "hearing":
        return Upcoming(file.case, step, _hearing_day(file, step, on=on), file.handler_users)
    wanted = (step.key,) if step.key in terms and step.key != "decision" else DECIDED_BY
    return Upcoming(file.case, step, _nearest(terms, wanted), file.handler_users)


def _hearing_day(file: CaseFile, step: Step[CaseFacts], *, on: date) -> Term:
    """Return the day for which the hearing was called: it is held on that day, not by it."""
    return term(
        lawbook.site_calendar(),
        key=step.key,
        label=step.label,
        basis=step.basis,
        due=date.fromisoformat(file.data("hearing_notice")["hearing_on"]),
        unit=DayUnit.CALENDAR,
        on=on,
    )


def _waiting(file: CaseFile, facts: CaseFacts, terms: Mapping[str, Term]) -> Upcoming:
    """
    Return what a case without an open step waits for: the party, or its handlers.

    What was returned waits for its handlers even while the party has its term.
    """
    party, returned = _nearest(terms, PARTY_TERMS), returned_by(facts)
    if party is not None and returned is None:
        return Upcoming(file.case, None, party)
    found = returned or obstacle_of(file, facts)
    is_review = found is not None and found.code == RETURNED
    opinion = UUID(file.data("legal_review")["opinion"]) if is_review else None
    decided = _nearest(terms, DECIDED_BY)
    kin = open_kin(file, found)
    return Upcoming(file.case, None, decided, file.handler_users, found, opinion, open_kin=kin)


def open_kin(file: CaseFile, found: Finding | None) -> tuple[PenaltyCase, ...]:
    """Return the files of other parties that must end first, where a finding says so."""
    if found is None or found.code != KIN_OPEN:
        return ()
    return tuple(one.case for one in file.joined if not one.has_ended)


def returned_by(facts: CaseFacts) -> Finding | None:
    """Return what the review, the section or the committee returned and nobody mended yet."""
    review = review_has_passed(facts)
    if review is not None and review.code == RETURNED:
        return review
    checks = (guard(facts) for key, guard in CHECKS.items() if _is_checked(facts, key))
    return next((found for found in checks if found), None)


def _is_checked(facts: CaseFacts, key: str) -> bool:
    """Return whether a check spoke on the present proposal."""
    return facts.last(key) > facts.last("proposal")


def obstacle_of(file: CaseFile, facts: CaseFacts) -> Finding | None:
    """Return what stands in the way of the next required step."""
    reasons = (one for step in ahead(file.procedure, facts) for one in _reasons(file, step, facts))
    return next((one for one in reasons if ".needs." not in one.code), None)


def next_step(file: CaseFile, facts: CaseFacts) -> Step[CaseFacts] | None:
    """
    Return the first required step that may be taken: a new one before one that comes again.

    A suspected crime goes before: its terms are days and hours.
    """
    for waits, key in (
        (facts.crime_is_undecided, "crime_decision"),
        (facts.crime_awaits_handover, "crime_handover"),
    ):
        if waits and _is_open(file, step := file.procedure.step(key), facts):
            return step
    return next(
        (step for step in ahead(file.procedure, facts) if _is_open(file, step, facts)), None
    )


def ahead(procedure: Procedure[CaseFacts], facts: CaseFacts) -> Iterator[Step[CaseFacts]]:
    """Yield the required steps that are not taken yet, then those that come again."""
    done = {act.step for act in facts.acts}
    required = procedure.required(facts)
    yield from (step for step in required if step.key not in done)
    again = (step for step in required if step.key in done and step.key in AGAIN)
    # Lawful at any time, but asked for only when what was done no longer stands.
    stands = {
        "review_request": facts.request_is_current,
        "prior_notice": all(guard(facts) is None for guard in TOLD),
        "discussion": discussion_is_last(facts) is None,
        "hearing_notice": facts.hearing_notice_stands and not facts.hearing_notice_late,
        **{key: _is_checked(facts, key) for key in CHECKS},
    }
    yield from (step for step in again if not stands.get(step.key))


def _reasons(file: CaseFile, step: Step[CaseFacts], facts: CaseFacts) -> tuple[Finding, ...]:
    found = file.procedure.findings(step.key, facts)
    return tuple(one for one in found if not one.code.startswith(ASKED_WITH_THE_STEP))


def _is_open(file: CaseFile, step: Step[CaseFacts], facts: CaseFacts) -> bool:
    return not _reasons(file, step, facts)


def _is_over(term: Term | None, on: date) -> bool:
    return term is not None and term.due is not None and term.due < on


def _nearest(terms: Mapping[str, Term], wanted: Iterable[str]) -> Term | None:
    found = (terms[key] for key in wanted if key in terms)
    return min(found, key=lambda one: one.due or date.max, default=None)
