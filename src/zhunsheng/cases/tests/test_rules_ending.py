"""What speaks against standing still and against the end of a case."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from zhunsheng.cases.choices import (
    PoliceReply,
    SuspensionGround,
    TerminationGround,
)
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.rules import guards, turning
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.limits import CitedLimit
from zhunsheng.kernel.procedure import DoneAct

DAY: Final = date(2025, 3, 3)
REPORTED = "crime_report"
APPROVED = "crime_decision=APPROVED"


def acts(*steps: str) -> tuple[DoneAct, ...]:
    named = (step.partition("=") for step in steps)
    return tuple(
        DoneAct(step, DAY, place, outcome) for place, (step, _, outcome) in enumerate(named, 1)
    )


BOTH: Final = frozenset({"UPPER_BUREAU", "JUSTICE"})
FILED: Final = ("filing=JUSTICE", "filing=UPPER_BUREAU")


def done(*steps: str, **values: Any) -> dict[str, Any]:
    return {"acts": acts(*steps), "on": DAY, **values}


#: Guard, facts that it refuses, facts that it lets pass, the code of the refusal.
TURNING: Final = [
    (guards.not_suspended, done("suspension"), done("suspension", "resumption"), "case.suspended"),
    (
        guards.is_suspended,
        done("suspension", "resumption"),
        done("suspension"),
        "case.not_suspended",
    ),
    (
        guards.is_suspended,
        {**done("suspension"), "lead_is_suspended": True},
        done("suspension"),
        "case.suspended.with_case",
    ),
    (
        guards.checks_were_made,
        {**done("investigation", "proposal"), "first_check_required": True},
        {**done("investigation"), "first_check_required": True},
        "case.checks.missing",
    ),
    (
        guards.not_suspended,
        {"lead_is_suspended": True},
        {},
        "case.suspended",
    ),
    (
        guards.not_with_police,
        done(REPORTED, APPROVED, "crime_handover", "crime_reply=OPENED"),
        done(REPORTED, APPROVED, "crime_handover", "crime_reply=NOT_OPENED"),
        "case.crime.with_police",
    ),
    (
        guards.police_have_answered,
        done(REPORTED, APPROVED, "crime_handover"),
        done(REPORTED, APPROVED, "crime_handover", "crime_reply=OPENED"),
        "case.crime.reply_awaited",
    ),
    (
        guards.crime_is_settled,
        done(REPORTED),
        done(REPORTED, "crime_decision=REFUSED"),
        "case.crime.undecided",
    ),
    (
        guards.crime_is_settled,
        done(REPORTED, APPROVED),
        done(REPORTED, APPROVED, "crime_handover"),
        "case.crime.not_handed_over",
    ),
    (
        guards.crime_is_reported,
        done(REPORTED, APPROVED),
        done(REPORTED, "crime_decision=REFUSED", REPORTED),
        "case.crime.nothing_reported",
    ),
    (
        guards.crime_was_approved,
        done(REPORTED, "crime_decision=REFUSED"),
        done(REPORTED, APPROVED),
        "case.crime.not_approved",
    ),
    (
        guards.crime_was_handed_over,
        done(REPORTED, APPROVED, "crime_handover", "crime_reply=RETURNED"),
        done(REPORTED, APPROVED, "crime_handover", "crime_reply=OPENED"),
        "case.crime.nothing_handed_over",
    ),
    (
        guards.replied_after_handover,
        done("crime_handover", on=date(2025, 3, 2)),
        done("crime_handover"),
        "case.crime.reply_too_early",
    ),
    (
        guards.first_check_passed,
        done("proposal", "first_check=AGREED", "proposal", first_check_required=True),
        done("proposal", "first_check=AGREED", first_check_required=True),
        "case.first_check.not_passed",
    ),
    (
        guards.committee_agreed,
        done("proposal", "committee=RETURNED", committee_required=True),
        done("proposal", "committee=AGREED", committee_required=True),
        "case.committee.not_agreed",
    ),
    (
        guards.sparing_is_submitted,
        done("sparing_submission", "representation"),
        done("representation", "sparing_submission"),
        "case.sparing.not_submitted",
    ),
    (
        guards.sparing_is_endorsed,
        done("sparing_submission", "sparing_endorsement=RETURNED", endorsement_required=True),
        done("sparing_submission", "sparing_endorsement=AGREED", endorsement_required=True),
        "case.sparing.not_endorsed",
    ),
    (
        guards.submission_is_current,
        done("submission", "representation"),
        done("representation", "submission"),
        "case.submission.stale",
    ),
    (
        guards.endorsement_stands,
        done("submission", "endorsement=AGREED", "hearing", endorsement_required=True),
        done("hearing", "submission", "endorsement=AGREED", endorsement_required=True),
        "case.endorsement.not_standing",
    ),
    (
        guards.not_noticed_before,
        done("proposal", "prior_notice"),
        done("prior_notice", "proposal"),
        "case.committee.after_notice",
    ),
    (
        guards.penalty_is_to_be_filed,
        done("no_penalty", filing_bodies=BOTH, heavy_decided=True),
        done("decision", filing_bodies=BOTH, heavy_decided=True),
        "case.filing.no_penalty",
    ),
    (
        guards.penalty_is_to_be_filed,
        done("decision", heavy_decided=True),
        done("decision", filing_bodies=BOTH, heavy_decided=True),
        "case.filing.not_asked",
    ),
    (
        guards.penalty_is_to_be_filed,
        done("decision", filing_bodies=BOTH),
        done("decision", filing_bodies=BOTH, heavy_decided=True),
        "case.filing.not_heavy",
    ),
    (
        guards.penalty_is_to_be_filed,
        done("decision", filing_bodies=BOTH, heavy_decided=True, withdrawn_before_filing=True),
        done("decision", filing_bodies=BOTH, heavy_decided=True),
        "case.filing.withdrawn",
    ),
    (
        guards.penalty_is_to_be_filed,
        done("decision", *FILED, filing_bodies=BOTH, heavy_decided=True),
        done("decision", "filing=JUSTICE", filing_bodies=BOTH, heavy_decided=True),
        "case.filing.done",
    ),
    (
        guards.filed_where_due,
        done("decision", "filing=JUSTICE", filing_bodies=BOTH, heavy_decided=True),
        done("decision", *FILED, filing_bodies=BOTH, heavy_decided=True),
        "case.filing.missing",
    ),
    (
        guards.filed_where_due,
        done("decision", "withdrawal", filing_bodies=BOTH, heavy_decided=True),
        done(
            *("decision", "withdrawal"),
            filing_bodies=BOTH,
            heavy_decided=True,
            withdrawn_before_filing=True,
        ),
        "case.filing.missing",
    ),
]


CRIMES: Final = {
    f"case.crime.{name}"
    for name in ("undecided", "not_handed_over", "with_police", "reply_awaited")
}


UNCHECKED: Final = {"case.first_check.not_passed", "case.committee.not_agreed"}


OPENED: Final = f"crime_reply={PoliceReply.OPENED.value}"


class TestSuspension:
    def test_holds_every_step_of_the_bureau_before_the_decision(self) -> None:
        facts = CaseFacts(acts=acts("clue", "opening", "suspension"), on=DAY)
        held = {
            step.key
            for step in PENALTY_ORDINARY.steps
            if "case.suspended" in {f.code for f in PENALTY_ORDINARY.findings(step.key, facts)}
        }
        assert held == {
            "investigation", "proposal", "deviation_approval", "review_request", "legal_review",
            "first_check", "committee", "prior_notice", "notice_delivery", "representation_answer",
            "hearing_notice", "hearing_notice_delivery", "hearing", "hearing_report", "submission",
            "endorsement", "transfer", "discussion", "decision", "no_penalty", "suspension",
            "sparing_submission", "sparing_endorsement",
            "joining", "opening",
        }  # fmt: skip

    def test_names_a_rule_that_grants_it_or_lets_the_term_run(self) -> None:
        draft = turning.SuspensionDraft(SuspensionGround.FORCE_MAJEURE, "示例理由", "GBF-2018-118")
        assert turning.suspension_findings(draft, None) == ()
        wrong = turning.suspension_findings(draft, CitedLimit("NORMATIVE"))
        assert [one.code for one in wrong] == ["suspension.basis_stops_nothing"]
        assert turning.suspension_findings(draft, CitedLimit("RULE", grants=True)) == ()


class TestTermination:
    """The ends beside a decision are not a way around one."""

    def test_for_a_crime_needs_the_police_to_have_opened(self) -> None:
        draft = turning.TerminationDraft(TerminationGround.CRIME, "示例理由")
        handed = ("opening", REPORTED, APPROVED, "crime_handover")
        waiting, opened = (CaseFacts(acts=acts(*handed, *more)) for more in ((), (OPENED,)))
        found = turning.termination_findings(draft, waiting)
        assert [one.code for one in found] == ["termination.police_did_not_open"]
        assert turning.termination_findings(draft, opened) == ()

    @pytest.mark.parametrize(
        "ground", [TerminationGround.NOT_ESTABLISHED, TerminationGround.WRONGLY_OPENED]
    )
    def test_after_the_report_does_not_replace_a_decision_not_to_punish(
        self, ground: TerminationGround
    ) -> None:
        """行政处罚法 57.1(3): after the investigation it is a decision, reviewed and delivered."""
        draft = turning.TerminationDraft(ground, "示例理由")
        found = turning.termination_findings(
            draft, CaseFacts(acts=acts("opening", "investigation"))
        )
        assert [one.code for one in found] == ["termination.needs_a_decision"]
        assert turning.termination_findings(draft, CaseFacts(acts=acts("opening"))) == ()

    def test_says_why(self) -> None:
        draft = turning.TerminationDraft(TerminationGround.LIMITATION, " ")
        passed = CaseFacts(acts=acts("opening"), limitation_passed=True)
        found = turning.termination_findings(draft, passed)
        assert [one.code for one in found] == ["termination.no_reason"]
        found = turning.termination_findings(draft, CaseFacts(acts=acts("opening")))
        assert [one.code for one in found][1:] == ["termination.limitation_not_passed"]
