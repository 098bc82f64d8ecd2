"""Where a case stands: the numbers that hold for it, its facts, its terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from zhunsheng.cases.choices import FilingBody, HearingOutcome
from zhunsheng.cases.queries import anew, booked, dues, investigating, lengths, owing
from zhunsheng.cases.queries.files import CaseFile, course_of
from zhunsheng.cases.queries.limitation import limitation_of
from zhunsheng.cases.queries.shapes import Item, waiting_handlers
from zhunsheng.cases.rules.amounts import intended, notice_covers
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.filing import is_heavy
from zhunsheng.cases.rules.measures import call_for_hearing, imposed_rows, is_grave
from zhunsheng.cases.rules.owing import Debt, next_due, surcharge_owed_fen
from zhunsheng.cases.rules.terms import (
    Policy,
    Term,
    TermDays,
    is_over,
    running_terms,
    starts_of,
    term_days,
)
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inquiry.choices import PreservationStage
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import PartyKind
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.workforce import rules as officers

#: What says that a bureau files its heavy penalties with a body.
FILED_BY: Final = {
    FilingBody.UPPER_BUREAU: "penalty.heavy_filing",
    FilingBody.JUSTICE: "penalty.heavy_filing_justice",
}


def policy(*, on: date, jurisdiction: str, party: PartyKind) -> Policy:
    """Return the legal numbers and the bureau's choices that hold on a day for a kind of party."""

    def value(key: str, name: str = "") -> int:
        return lawbook.parameter(key, on=on, jurisdiction=jurisdiction).integer(name)

    hearing = lawbook.parameter("penalty.hearing_fine_threshold", on=on, jurisdiction=jurisdiction)
    stop = lawbook.parameter(inquiry.EXPERT_STOP, on=on, jurisdiction=jurisdiction)
    return Policy(
        review_every_case=bool(value("penalty.review_every_case")),
        hearing_threshold_fen=hearing.integer(party.value),
        hearing_threshold_verified=hearing.verified,
        heavy_fine_fen=value("penalty.heavy_fine", party.value),
        summary_ceiling_fen=value("penalty.summary_fine_ceiling", party.value),
        representation_days=value("penalty.representation_days"),
        representation_most_days=value("penalty.representation_days_most"),
        hearing_request_days=value("penalty.hearing_request_limit"),
        hearing_notice_days=value("penalty.hearing_notice_before"),
        decision_days=value("penalty.decision_limit"),
        delivery_days=value("penalty.delivery_limit"),
        payment_days=value("penalty.payment_limit"),
        public_notice_days=value("delivery.public_notice_days"),
        first_check=bool(value("penalty.first_check")),
        case_committee=bool(value("penalty.case_committee")),
        endorsement=bool(value("penalty.endorsement")),
        closing_request=bool(value("penalty.closing_request")),
        crime_decision_days=value("transfer.decision_limit"),
        crime_handover_hours=value("transfer.to_police"),
        limitation_years=value("penalty.limitation", "NORMAL"),
        limitation_years_harmful=value("penalty.limitation", "HARMFUL"),
        filing_bodies=frozenset(one.value for one, key in FILED_BY.items() if value(key)),
        police_stops_term=bool(value("penalty.police_stops_term")),
        expert_stop_verified=stop.verified,
        interview_required=bool(value("penalty.interview_required")),
    )


def policy_of(file: CaseFile, *, on: date) -> Policy:
    """Return the policy that holds for a case on a day."""
    party = PartyKind(file.case.party_kind)
    return policy(on=on, jurisdiction=file.bureau.jurisdiction, party=party)


def terms_law(file: CaseFile, facts: CaseFacts, *, on: date) -> Policy:
    """Return the policy of a day with each term in the version of the day from which it runs."""
    starts, told = starts_of(facts), file.last("prior_notice")
    stop, handed = file.pending.stops[-1:], facts.day_of("crime_handover")
    called = facts.day_of("hearing_notice")
    begun = {
        "decision": ("penalty.decision_limit", starts.opened),
        "representation": ("penalty.representation_days", told.on if told else None),
        "hearing_window": ("penalty.hearing_request_limit", starts.told),
        "hearing_notice_delivery": ("penalty.hearing_notice_before", called),
        "decision_delivery": ("penalty.delivery_limit", starts.decided),
        "payment": ("penalty.payment_limit", starts.delivered),
    }
    waited = lengths.number(file, inquiry.EXPERT_STOP, stop[0].since if stop else on)
    held = {key: lengths.number(file, name, day or on) for key, (name, day) in begun.items()}
    sources = {key: (one.basis, one.verified) for key, one in held.items()}
    return replace(
        policy_of(file, on=on),
        decision_days=held["decision"].integer(),
        representation_days=held["representation"].integer(),
        hearing_request_days=held["hearing_window"].integer(),
        hearing_notice_days=held["hearing_notice_delivery"].integer(),
        delivery_days=held["decision_delivery"].integer(),
        payment_days=held["payment"].integer(),
        sources=sources | lengths.source_of_term(file),
        police_stops_term=bool(
            lengths.number(file, "penalty.police_stops_term", handed or on).integer()
        ),
        expert_stop_verified=waited.verified,
    )


def facts_of(file: CaseFile, *, on: date) -> CaseFacts:
    """Return the facts of a case on a day, as its guards look at them."""
    fine, case = file.resolved_fen, file.case
    decided = file.last("decision") or file.last("on_the_spot")
    ended = decided or file.last("no_penalty")
    # What led to a decision stays under the law of its day.
    settled = ended.on if ended else on
    policies, today = policy_of(file, on=settled), policy_of(file, on=on)
    imposed = file.imposed_fen if decided else fine
    proposal = file.data("proposal")
    lapsed = [one for one in file.handlers if not officers.credential_valid(one, on)]
    passed, is_open = limitation_of(file, on=settled)
    most = policies.heavy_fine_fen
    grave = any(is_grave(one, threshold_fen=most) for one in imposed_rows(proposal))
    facts = CaseFacts(
        acts=course_of(file.acts).acts,
        on=on,
        **_parties(file),
        **file.lacking,
        street_case=case.unit_id is not None,
        delegation_valid=file.delegation_valid,
        handlers=officers.persons(file.handlers),
        certified=officers.persons(file.handlers) - len(lapsed),
        lapsed=frozenset(one.name for one in lapsed),
        interested=frozenset(o.name for o in file.handlers if o.id in file.interested),
        **acted_by(file, on=on),
        limitation_passed=passed,
        limitation_open=is_open,
        evidence_items=len(file.evidence),
        preservation_open=PreservationStage.RUNNING in file.pending.open,
        preservation_lapsed=PreservationStage.LAPSED in file.pending.open,
        experts_awaited=frozenset(one.institution for one in file.pending.awaited),
        review_every_case=policies.review_every_case,
        deviates=bool(proposal.get("deviates")),
        spares=bool(proposal.get("spares") or file.reviewed_doubt),
        special_ground=bool(proposal.get("special_ground")),
        complex_case=bool(proposal.get("complex_case")),
        hearing_right=_hearing_right(file, policies),
        heavy=max(file.proposal_fen, fine) >= most or grave,
        grave=grave,
        heavy_decided=decided is not None and is_heavy(file.data(decided.step), most),
        notice_covers_proposal=_notice_covers(file),
        later_evidence=frozenset(one.name for one in later_items(file)),
        later_evidence_explained=bool(file.data("review_request").get("later_evidence")),
        voter_aside=investigating.voter_aside(file),
        discussed_otherwise=file.discussed_otherwise,
        first_check_required=policies.first_check,
        committee_required=policies.case_committee,
        endorsement_required=policies.endorsement,
        endorser_lacking=file.endorser_lacking,
        by_endorsed=policies.endorsement
        and not file.endorser_lacking
        and investigating.by_endorsed(file),
        by_reviewed=file.by in investigating.reviewers(file),
        recusal_awaited=bool(waiting_handlers((file.lead or file).acts)),
        signed_before=investigating.signed_before(file),
        closing_request_required=today.closing_request,
        hearing_notice_days=today.hearing_notice_days,
        crime_decision_days=today.crime_decision_days,
        crime_handover_hours=today.crime_handover_hours,
        limitation_years=policies.limitation_years,
        limitation_years_harmful=policies.limitation_years_harmful,
        filing_bodies=policies.filing_bodies,
        withdrawn_before_filing=dues.withdrawn_before_filing(file),
        fine_imposed=imposed > 0 if decided or proposal else True,
        paid_in_full=bool(decided) and file.paid_fen >= imposed,
        gains_imposed=owing.gains_fen(file.acts) > 0,
        gains_left_fen=owing.gains_left_fen(file.acts),
        originals_lacking=file.originals_lacking,
        holds_sealed_things=file.holds_sealed_things,
        supply_is_cut=file.supply_is_cut,
        reinspection_missing=file.reinspection_missing,
        cash_out=owing.cash_out_fen(file.acts) > 0,
        paper_awaited=any(one.lacks for one in booked.payments(file.acts)),
    )
    days = days_of(file, facts, on=on)
    owed = debt_of(file, days, on=on)
    surcharge = surcharge_owed_fen(owed, until=on)
    fell = investigating.review_fell(file)
    hashes = file.hashes if file.last("review_request") else ()
    return replace(
        facts,
        review_is_current=file.is_current("legal_review", Outcome.AGREED.value, hashes)
        and not fell,
        request_is_current=file.is_current("review_request", "", hashes)
        and not _decided_since_request(file)
        and not fell,
        review_fell=fell,
        representation_over=is_over(days.representation, on),
        representation_until=days.representation,
        hearing_until=days.hearing_window,
        hearing_window_over=is_over(days.hearing_window, on),
        hearing_notice_until=days.hearing_notice,
        hearing_notice_late=_is_called_late(facts, days),
        decision_term_over=is_over(days.decision, on),
        surcharge_owed=surcharge > 0,
        surcharge_fen=surcharge,
        refund_fen=owing.refund_owed_fen(file.acts, owed, until=on),
    )


def _is_called_late(facts: CaseFacts, days: TermDays) -> bool:
    """Return whether the notice of a hearing reached the party too late, or nobody can tell."""
    if not facts.last("hearing_notice_delivery") > facts.last("hearing_notice"):
        return False
    served = facts.day_of("hearing_notice_delivery")
    return days.hearing_notice is None or served is None or served > days.hearing_notice


def acted_by(file: CaseFile, *, on: date) -> dict[str, Any]:
    """Return what the guards look at in who acts on a day (``ActedBy``)."""
    officer, reported = file.by_officer, file.last("annulment_report")
    holds_certificate = officer is not None and officers.credential_valid(officer, on)
    return {
        "by_handles": file.by in file.handling,
        "by_is_stranger": bool(file.by and file.last("opening"))
        and file.by not in file.present_users,
        "by_is_uncertified": file.by is not None and not holds_certificate,
        "by_has_lapsed": officer is not None and not holds_certificate,
        "by_has_interest": file.by in file.interested_users,
        "by_reported": reported is not None and file.by == reported.by_id,
    }


def _parties(file: CaseFile) -> dict[str, Any]:
    """Return what the guards look at in the files of the other parties of the case."""
    lead = file.lead
    return {
        "case_opened_on": file.opened_on if file.case.lead_id else None,
        "acts_alone": file.case.lead_id is not None and not file.with_case,
        "lead_is_opened": lead is not None and lead.is_opened,
        "lead_is_suspended": lead is not None and lead.is_suspended,
        "parties_waiting": frozenset(one.case.party_label for one in file.joined if one.waits),
        "parties_open": frozenset(one.case.party_label for one in file.joined if not one.has_ended),
    }


def debt_of(file: CaseFile, days: TermDays, *, on: date) -> Debt:
    """Return what the party owes under the decision, nothing where there is none."""
    fine, late = file.imposed_fen, (days.payment or on) + timedelta(days=1)
    laws = owing.surcharge_laws(since=late, until=on, jurisdiction=file.bureau.jurisdiction)
    return owing.debt(file.acts, fine_fen=fine, term_end=days.payment, laws=laws)


def debt(file: CaseFile, *, on: date) -> Debt:
    """Return what the party of a case owes under the decision up to a day."""
    return debt_of(file, days_of(file, facts_of(file, on=on), on=on), on=on)


def days_of(file: CaseFile, facts: CaseFacts, *, on: date, law: Policy | None = None) -> TermDays:
    """Return the last days of the terms of a case; ``law`` is that of its terms, if known."""
    law = law or terms_law(file, facts, on=on)
    told, called = file.data("prior_notice"), file.data("hearing_notice").get("hearing_on")
    stops, experts = lengths.stopped(file, facts)
    return term_days(
        facts,
        lawbook.site_calendar(),
        law,
        representation_days=int(told.get("representation_days", law.representation_days)),
        extended=lengths.extended(file),
        hearing_on=date.fromisoformat(called) if called else None,
        stops=stops,
        experts=experts,
    )


def terms_of(file: CaseFile, facts: CaseFacts, *, on: date) -> tuple[Term, ...]:
    """Return the running terms of a case on a day; a plan that was approved sets those of money."""
    law = terms_law(file, facts, on=on)
    days = days_of(file, facts, on=on, law=law)
    planned = next_due(debt_of(file, days, on=on)) if owing.plans(file.acts) else None
    days = replace(days, payment=planned.on) if planned else days
    running = running_terms(facts, lawbook.site_calendar(), law, days, on=on)
    return (*dues.started_terms(file, facts, on=on), *anew.anew_terms(file, facts, on=on), *running)


def _hearing_right(file: CaseFile, policies: Policy) -> bool:
    """A hearing that was offered stays offered; else the proposal decides, by the notice's law."""
    if file.data("prior_notice").get("hearing_offered"):
        return True
    told, proposed = file.last("prior_notice"), file.last("proposal")
    if told and proposed and told.sequence > proposed.sequence:
        policies = policy_of(file, on=told.on)
    kinds = imposed_rows(file.data("proposal"))
    threshold = policies.hearing_threshold_fen
    return file.proposal_fen >= threshold or call_for_hearing(kinds, threshold_fen=threshold)


def _notice_covers(file: CaseFile) -> bool:
    """What spares the party goes beyond no notice: no penalty is left to be told (44, 62)."""
    told, proposed = file.data("prior_notice"), file.data("proposal")
    if not told or not proposed or proposed.get("spares"):
        return True
    return notice_covers(intended(told), intended(proposed))


def later_items(file: CaseFile) -> tuple[Item, ...]:
    """Return the evidence that is new to the party since the last notice and a hearing on it."""
    told = file.last("prior_notice")
    if told is None:
        return ()
    known = set(file.data("prior_notice")["evidence"])
    for act, held in file.contents_of("hearing"):
        if act.sequence > told.sequence and act.outcome == HearingOutcome.HELD.value:
            known |= set(held.get("evidence", ()))
    return tuple(one for one in file.evidence if str(one.id) not in known)


def _decided_since_request(file: CaseFile) -> bool:
    """Return whether what a request of an earlier version kept undecided was decided since (56)."""
    return bool(file.data("review_request").get("undecided")) and not file.pending.open
