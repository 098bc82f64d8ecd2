"""Where a case turns: what each guard refuses and lets pass, without a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, Final

import pytest

from zhunsheng.cases.choices import (
    PoliceReply,
)
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.rules import guards
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import turning as own
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


class TestGuard:
    @pytest.mark.parametrize(("guard", "refused", "passed", "code"), TURNING)
    def test_refuses_on_its_facts_alone(self, guard, refused, passed, code) -> None:
        found = guard(CaseFacts(**refused))
        assert found is not None
        assert found.code == code
        assert guard(CaseFacts(**passed)) is None

    def test_stands_in_the_table_above(self) -> None:
        declared = {
            name
            for name, one in vars(own).items()
            if getattr(one, "__annotations__", {}).get("return") == "Finding | None"
            and one.__module__ == own.__name__
        }
        assert declared == {row[0].__name__ for row in TURNING}

    @pytest.mark.parametrize("required", ["first_check", "committee", "endorsement"])
    def test_of_an_inner_check_asks_for_nothing_where_the_bureau_has_none(self, required) -> None:
        facts = CaseFacts(acts=acts("proposal", f"{required}=RETURNED"), on=DAY)
        for guard in (own.first_check_passed, own.committee_agreed, own.endorsement_stands):
            assert guard(facts) is None


class TestSigned:
    """行政处罚法 57.1: who signs has the present file before them."""

    @pytest.mark.parametrize(
        ("guard", "step", "taken"),
        [
            (own.submission_is_current, "submission", ("submission",)),
            (own.endorsement_stands, "endorsement", ("submission", "endorsement=AGREED")),
            (own.sparing_is_submitted, "sparing_submission", ("sparing_submission",)),
            (
                own.sparing_is_endorsed,
                "sparing_endorsement",
                ("sparing_submission", "sparing_endorsement=AGREED"),
            ),
        ],
    )
    def test_on_an_older_file_does_not_stand(self, guard, step, taken) -> None:
        facts = CaseFacts(acts=acts(*taken), endorsement_required=True, on=DAY)
        assert guard(facts) is None
        assert guard(replace(facts, signed_before=frozenset({step}))) is not None
        assert guard(replace(facts, signed_before=frozenset({"discussion"}))) is None


class TestNobodyLeftToEndorse:
    """行政处罚法 43, 57.1: who stands aside signs nothing, and the case is decided all the same."""

    LACKING: Final = CaseFacts(
        endorsement_required=True, endorser_lacking=True, spares=True, on=DAY
    )

    def test_is_no_signature_of_a_deputy_waited_for(self) -> None:
        assert own.submission_is_due(self.LACKING)
        assert own.sparing_submission_is_due(self.LACKING)
        assert not own.endorsement_is_due(self.LACKING)
        assert not own.sparing_is_signed(self.LACKING)

    @pytest.mark.parametrize(
        ("guard", "step", "code"),
        [
            (own.endorsement_stands, "submission", "case.submission.stale"),
            (own.sparing_is_endorsed, "sparing_submission", "case.sparing.not_submitted"),
        ],
    )
    def test_the_submission_is_of_the_present_case(self, guard, step, code) -> None:
        assert guard(replace(self.LACKING, acts=acts(step))) is None
        stale = guard(replace(self.LACKING, acts=acts(step, "representation")))
        assert stale.code == code


class TestCrime:
    """行政处罚法 27: what is with the police, or on its way there, is not punished meanwhile."""

    WAYS: Final = [
        (),
        (REPORTED,),
        (REPORTED, "crime_decision=REFUSED"),
        (REPORTED, APPROVED),
        (REPORTED, APPROVED, "crime_handover"),
        (REPORTED, APPROVED, "crime_handover", "crime_reply=OPENED"),
        (REPORTED, APPROVED, "crime_handover", "crime_reply=NOT_OPENED"),
        (REPORTED, APPROVED, "crime_handover", "crime_reply=RETURNED"),
    ]
    FREE: Final = {(), WAYS[2], WAYS[6], WAYS[7]}

    @pytest.mark.parametrize(
        ("first", "then", "step"),
        list(product(WAYS, WAYS, ["decision", "no_penalty", "closing"])),
    )
    def test_leaves_a_case_to_the_bureau_only_where_it_is_settled(self, first, then, step) -> None:
        if first not in self.FREE and then:
            return  # a second report is refused: the next test
        facts = CaseFacts(acts=acts("opening", *first, *then), on=DAY)
        found = {one.code for one in PENALTY_ORDINARY.findings(step, facts)}
        free = self.FREE | ({self.WAYS[5]} if step == "closing" else set())
        assert bool(found & CRIMES) is ((then or first) not in free)

    @pytest.mark.parametrize("way", WAYS)
    def test_is_reported_anew_only_where_the_last_report_is_settled(self, way) -> None:
        facts = CaseFacts(acts=acts("opening", *way), on=DAY)
        found = {one.code for one in PENALTY_ORDINARY.findings(REPORTED, facts)}
        assert bool(found & CRIMES) is (way not in self.FREE)


_BARS: Final = ("undecided", "not_handed_over", "with_police", "reply_awaited")
CRIMES: Final = {f"case.crime.{name}" for name in _BARS}


class TestInnerCheck:
    """行政处罚法 57.1: what is decided is what section and committee looked at."""

    def test_of_an_older_proposal_lets_nobody_decide_the_present_one(self) -> None:
        checked = ("proposal", "first_check=AGREED", "committee=AGREED", "prior_notice")
        for again, expected in (((), set()), (("proposal",), UNCHECKED)):
            facts = CaseFacts(
                acts=acts("opening", *checked, *again),
                on=DAY,
                first_check_required=True,
                committee_required=True,
            )
            found = {one.code for one in PENALTY_ORDINARY.findings("decision", facts)}
            assert found & UNCHECKED == expected


UNCHECKED: Final = {"case.first_check.not_passed", "case.committee.not_agreed"}


OPENED: Final = f"crime_reply={PoliceReply.OPENED.value}"
