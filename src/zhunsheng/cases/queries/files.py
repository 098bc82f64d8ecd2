"""The file of a case: everything that the rules look at, loaded with few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import CaseProcedure, SourceKind
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.procedure import procedure_of
from zhunsheng.cases.queries.shapes import Agency, Item
from zhunsheng.cases.rules.amounts import FineRange, Intended, notice_covers
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import FILE_CHANGES
from zhunsheng.cases.rules.terms import Policy, Term, TermDays, is_over, running_terms, term_days
from zhunsheng.evidence import queries as evidence
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.procedure import DoneAct, Procedure
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import PartyKind, Stage
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import rules as officers
from zhunsheng.workforce.rules import OfficerFact

FILE_STEPS = ("investigation", *FILE_CHANGES)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its acts and, where they were asked for, its handlers and its evidence."""

    case: PenaltyCase
    bureau: Agency
    acts: tuple[CaseAct, ...]
    handlers: tuple[OfficerFact, ...] = ()
    interested: frozenset[UUID] = frozenset()
    interested_users: frozenset[UUID] = frozenset()
    by: UUID | None = None
    evidence: tuple[Item, ...] = ()
    paid_fen: int = 0
    delegation_valid: bool = True
    _contents: dict[UUID, dict[str, Any]] = field(default_factory=dict, repr=False)

    @property
    def procedure(self) -> Procedure[CaseFacts]:
        """The declared procedure of the case."""
        return procedure_of(CaseProcedure(self.case.procedure))

    def last(self, step: str) -> CaseAct | None:
        """Return the last act of a step."""
        return next((act for act in reversed(self.acts) if act.step == step), None)

    def data(self, step: str) -> dict[str, Any]:
        """Return what the last act of a step brought, nothing where there is none."""
        act = self.last(step)
        if act is None:
            return {}
        if act.id not in self._contents:
            self._contents[act.id] = act.contents
        return self._contents[act.id]

    def with_handlers(self, viewer: Scope, ids: tuple[UUID, ...]) -> CaseFile:
        """Return the file with other handlers, as an opening names them."""
        return replace(self, handlers=workforce.officer_facts(viewer, ids))

    @property
    def handler_users(self) -> frozenset[UUID]:
        """Accounts of the handlers that the opening named."""
        rows = self.data("opening").get("handlers", [])
        return frozenset(UUID(row["user"]) for row in rows if row["user"])

    @property
    def handling(self) -> frozenset[UUID]:
        """Accounts of the handlers: as the opening named them, and as they are now if loaded."""
        return self.handler_users | {one.user_id for one in self.handlers if one.user_id}

    @property
    def handler_names(self) -> str:
        """Names of the handlers that the opening named, or of who decided on the spot."""
        named = self.data("opening").get("handlers") or self.data("on_the_spot").get("officers")
        return officers.list_of(row["name"] for row in named or [])

    @property
    def proposal_fen(self) -> int:
        """Amount of the current proposal."""
        return int(self.data("proposal").get("fine_fen", 0))

    @property
    def imposed_fen(self) -> int:
        """Fine that is owed by now: as decided, or as a reconsideration or a court left it."""
        decided = self.last("decision") or self.last("on_the_spot")
        left = self.data("decision_changed") or (decided.contents if decided else {})
        return int(left.get("fine_fen", 0))

    @property
    def notified_fen(self) -> int | None:
        """Amount that the party was told last, if it was told."""
        told = self.data("prior_notice")
        return int(told["fine_fen"]) if told else None

    @property
    def deviation_is_approved(self) -> bool:
        """Whether a leader approved that the current proposal leaves the benchmark."""
        approved, proposed = self.last("deviation_approval"), self.last("proposal")
        if approved is None or proposed is None or not self.data("proposal").get("deviates"):
            return False
        return approved.sequence > proposed.sequence

    @property
    def resolved_fen(self) -> int:
        """Amount of the discussion of the current proposal, or else the proposal's own."""
        discussed, proposed = self.last("discussion"), self.last("proposal")
        if discussed and proposed and discussed.sequence > proposed.sequence:
            return int(self.data("discussion")["fine_fen"])
        return self.proposal_fen

    @property
    def file_hash(self) -> str:
        """
        SHA-256 over what a legal review looks at.

        The last report and proposal, every statement and answer, the hearing, and the catalogue
        of evidence: any change of them changes the hash.
        """
        acts = [[act.step, act.sequence, act.data] for act in self.acts if act.step in FILE_STEPS]
        items = [
            [str(i.subject_id), i.number, i.name, i.kind, i.sha256, i.obtained_on, i.proves]
            for i in self.evidence
        ]
        return sha256_hex({"case": self.case.id, "acts": acts, "evidence": items})


def load(
    viewer: Act | Viewer,
    case: PenaltyCase,
    *,
    on: date,
    with_handlers: bool = True,
    with_evidence: bool = True,
) -> CaseFile:
    """Load the file of a case; what a step does not look at need not be loaded."""
    acts = tuple(CaseAct.objects.of(viewer).filter(case=case).order_by("sequence"))
    file = CaseFile(case, accounts.bureau(viewer), acts, by=viewer.by.id)
    paid = sum(int(a.contents["amount_fen"]) for a in acts if a.step == "payment")
    file = replace(file, paid_fen=paid)
    if with_handlers:
        named = file.data("opening").get("handlers") or file.data("on_the_spot").get("officers")
        if named:
            file = file.with_handlers(viewer, tuple(UUID(row["id"]) for row in named))
    barred = interested_in(viewer, case.party_id)
    if barred:
        users = (one.user_id for one in workforce.officer_facts(viewer, barred))
        known = frozenset(user for user in users if user)
        file = replace(file, interested=barred, interested_users=known)
    if with_evidence:
        file = replace(file, evidence=evidence_of(viewer, case))
    return file


def interested_in(viewer: Scope, party: UUID) -> frozenset[UUID]:
    """Return the officers with a declared interest in a party."""
    return frozenset(officer for officer, _ in workforce.interests(viewer, entity=party))


def evidence_of(viewer: Scope, case: PenaltyCase) -> tuple[Item, ...]:
    """Return the evidence of a case, after that of the inspection that it came from."""
    own = evidence.catalogue(viewer, ("case", case.id))
    if case.source != SourceKind.INSPECTION.value or case.source_id is None:
        return tuple(own)
    return (*evidence.catalogue(viewer, ("inspection", case.source_id)), *own)


def policy(*, on: date, jurisdiction: str, party: PartyKind) -> Policy:
    """Return the legal numbers and the bureau's choices that hold on a day for a kind of party."""

    def value(key: str, name: str = "") -> int:
        return lawbook.parameter(key, on=on, jurisdiction=jurisdiction).integer(name)

    hearing = lawbook.parameter("penalty.hearing_fine_threshold", on=on, jurisdiction=jurisdiction)
    term = lawbook.parameter("penalty.representation_days", on=on, jurisdiction=jurisdiction)
    return Policy(
        review_every_case=bool(value("penalty.review_every_case")),
        hearing_threshold_fen=hearing.integer(party.value),
        hearing_threshold_verified=hearing.verified,
        heavy_fine_fen=value("penalty.heavy_fine", party.value),
        summary_ceiling_fen=value("penalty.summary_fine_ceiling", party.value),
        representation_days=term.integer(),
        representation_verified=term.verified,
        representation_most_days=value("penalty.representation_days_most"),
        hearing_request_days=value("penalty.hearing_request_limit"),
        hearing_notice_days=value("penalty.hearing_notice_before"),
        decision_days=value("penalty.decision_limit"),
        decision_most_days=value("penalty.decision_limit_most"),
        delivery_days=value("penalty.delivery_limit"),
        payment_days=value("penalty.payment_limit"),
        public_notice_days=value("delivery.public_notice_days"),
    )


def policy_of(file: CaseFile, *, on: date) -> Policy:
    """Return the policy that holds for a case on a day."""
    party = PartyKind(file.case.party_kind)
    return policy(on=on, jurisdiction=file.bureau.jurisdiction, party=party)


def limitation_passed(
    *, on: date, jurisdiction: str, ended_on: date | None, found_on: date, harmful: bool
) -> bool:
    """Return whether a violation was found after the term within which it may be punished."""
    if ended_on is None:
        return False
    term = lawbook.parameter("penalty.limitation", on=on, jurisdiction=jurisdiction)
    years = term.integer("HARMFUL" if harmful else "NORMAL")
    return found_on > calendar_end(start=ended_on, length=years, unit=DayUnit.YEAR)


def violations_of(case: PenaltyCase) -> tuple[lawbook.Violation, ...]:
    """
    Return the violations of a case in the versions of the day whose law applies.

    :raises NoSuchLaw: if the catalogue holds none of a violation for that day
    """
    return tuple(lawbook.violation(key, on=case.law_day) for key in case.violation_keys)


def applied_of(file: CaseFile, *, punished: bool = False) -> tuple[lawbook.Violation, ...]:
    """
    Return the violations of a case in the versions that its fines rest on.

    ``punished`` leaves out what is not punished by itself: spared, or absorbed by a higher fine.

    :raises NoSuchLaw: if the catalogue holds none of a violation for that day
    """
    kept = file.data("proposal") or file.data("on_the_spot")
    rows = kept.get("derivations", [])
    own = [row for row in rows if not (punished and (row["spared"] or row["absorbed"]))]
    return _applied(file.case, own or rows)


def applied_in(viewer: Scope, case: PenaltyCase) -> tuple[lawbook.Violation, ...]:
    """
    Return the violations of a case in the versions that its fines rest on; one query.

    :raises NoSuchLaw: if the catalogue holds none of a violation for that day
    """
    rows = CaseAct.objects.of(viewer).filter(case=case, step__in=("proposal", "on_the_spot"))
    last = rows.order_by("-sequence").first()
    return _applied(case, last.contents.get("derivations", []) if last else [])


def _applied(case: PenaltyCase, rows: list[dict[str, Any]]) -> tuple[lawbook.Violation, ...]:
    """Before there is a proposal with derivations, the law is that of the violation's day."""
    if not rows:
        return violations_of(case)
    return tuple(
        lawbook.violation(row["violation"], on=date.fromisoformat(row["law_since"])) for row in rows
    )


def fine_range(rows: Sequence[lawbook.Violation], *, late: bool = False) -> FineRange:
    """Return the statutory range of a fine for these violations together, as old acts need it."""
    spans = [row.span(_stage(row, late=late)) for row in rows]
    return FineRange(
        least=sum(least for least, _ in spans),
        most=sum(most for _, most in spans),
        basis=rows[0].penalty,
        verified=all(row.verified for row in rows),
        warning=any(row.warning for row in rows),
    )


def _stage(row: lawbook.Violation, *, late: bool) -> Stage:
    """Return the stage whose range counts; what needs an order first has the second alone."""
    second = row.order_first or (late and row.has_second)
    return Stage.SECOND if second else Stage.FIRST


def facts_of(file: CaseFile, *, on: date) -> CaseFacts:
    """Return the facts of a case on a day, as its guards look at them."""
    policies, case = policy_of(file, on=on), file.case
    fine = file.resolved_fen
    decided = file.last("decision") or file.last("on_the_spot")
    imposed = file.imposed_fen if decided else fine
    proposal = file.data("proposal")
    lapsed = [one for one in file.handlers if not officers.credential_valid(one, on)]
    facts = CaseFacts(
        acts=tuple(DoneAct(a.step, a.on, a.sequence, a.outcome) for a in file.acts),
        on=on,
        street_case=case.unit_id is not None,
        delegation_valid=file.delegation_valid,
        handlers=len({one.id for one in file.handlers}),
        certified=len({one.id for one in file.handlers}) - len(lapsed),
        lapsed=frozenset(one.name for one in lapsed),
        interested=frozenset(o.name for o in file.handlers if o.id in file.interested),
        by_handles=file.by in file.handling,
        by_is_stranger=bool(file.by and file.last("opening")) and file.by not in file.handling,
        by_has_interest=file.by in file.interested_users,
        limitation_passed=limitation_passed(
            on=on,
            jurisdiction=file.bureau.jurisdiction,
            ended_on=case.violation_ended_on,
            found_on=case.clue_on,
            harmful=case.harmful,
        ),
        evidence_items=len(file.evidence),
        review_every_case=policies.review_every_case,
        deviates=bool(proposal.get("deviates")),
        spares=bool(proposal.get("spares")),
        special_ground=bool(proposal.get("special_ground")),
        complex_case=bool(proposal.get("complex_case")),
        hearing_right=_hearing_right(file, policies),
        heavy=max(file.proposal_fen, fine) >= policies.heavy_fine_fen,
        notice_covers_proposal=_notice_covers(file),
        fine_imposed=imposed > 0 if decided or proposal else True,
        paid_in_full=bool(decided) and file.paid_fen >= imposed,
    )
    days = days_of(file, facts, policies)
    return replace(
        facts,
        review_is_current=_is_current(file, "legal_review", Outcome.AGREED.value),
        request_is_current=_is_current(file, "review_request", ""),
        representation_over=is_over(days.representation, on),
        representation_until=days.representation,
        hearing_window_over=is_over(days.hearing_window, on),
        decision_term_over=is_over(days.decision, on),
    )


def days_of(file: CaseFile, facts: CaseFacts, policies: Policy) -> TermDays:
    """Return the last days of the terms of a case."""
    told, extension = file.data("prior_notice"), file.data("extension")
    until = extension.get("until")
    return term_days(
        facts,
        lawbook.site_calendar(),
        policies,
        representation_days=int(told.get("representation_days", policies.representation_days)),
        extended_until=date.fromisoformat(until) if until else None,
    )


def terms_of(file: CaseFile, facts: CaseFacts, *, on: date) -> tuple[Term, ...]:
    """Return the running terms of a case on a day."""
    policies = policy_of(file, on=on)
    days = days_of(file, facts, policies)
    return running_terms(facts, lawbook.site_calendar(), policies, days, on=on)


def _hearing_right(file: CaseFile, policies: Policy) -> bool:
    """A hearing that was offered stays offered; before the notice the proposal decides."""
    told = file.data("prior_notice")
    return bool(told.get("hearing_offered")) or (
        file.proposal_fen >= policies.hearing_threshold_fen
    )


def _notice_covers(file: CaseFile) -> bool:
    told, proposed = file.data("prior_notice"), file.data("proposal")
    return not told or not proposed or notice_covers(_intended(told), _intended(proposed))


def _intended(data: dict[str, Any]) -> Intended:
    # A notice of before the stage was written into it is taken as one that named it.
    late = bool(data.get("late", True))
    law = tuple(f"{row['violation']} {row['law_since']}" for row in data.get("derivations", ()))
    return Intended(data["facts"], int(data["fine_fen"]), bool(data.get("warning")), late, law)


def _is_current(file: CaseFile, step: str, outcome: str) -> bool:
    act = file.last(step)
    if act is None or (outcome and act.outcome != outcome):
        return False
    bound: str = act.contents["bound_hash"]
    return bound == file.file_hash
