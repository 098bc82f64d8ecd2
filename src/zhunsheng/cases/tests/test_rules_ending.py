"""What speaks against standing still and against the end of a case."""

from __future__ import annotations

import pytest

from zhunsheng.cases.choices import (
    SuspensionGround,
    TerminationGround,
)
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.rules import turning
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.limits import CitedLimit
from zhunsheng.cases.tests.test_rules_turning import APPROVED, DAY, OPENED, REPORTED, acts


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

    def test_names_a_rule_that_stops_the_term_or_lets_the_term_run(self) -> None:
        draft = turning.SuspensionDraft(SuspensionGround.FORCE_MAJEURE, "示例理由", "GBF-2018-118")
        assert turning.suspension_findings(draft, None) == ()
        wrong = turning.suspension_findings(draft, CitedLimit("NORMATIVE"))
        assert [one.code for one in wrong] == ["suspension.basis_stops_nothing"]
        longer = turning.suspension_findings(draft, CitedLimit("RULE", grants=True))
        assert [one.code for one in longer] == ["suspension.basis_stops_nothing"]
        assert turning.suspension_findings(draft, CitedLimit("RULE", stops=True)) == ()


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
