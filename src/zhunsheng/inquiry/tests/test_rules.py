"""Guards of taking evidence and of advance preservation, on facts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from zhunsheng.inquiry import rules
from zhunsheng.inquiry.choices import (
    ON_A_COMMISSION,
    PROPOSABLE,
    Capacity,
    DisposalKind,
    Keeping,
    PreservationStage,
    Taking,
)
from zhunsheng.inquiry.procedure import ADVANCE_PRESERVATION, INQUIRY
from zhunsheng.inquiry.rules import PreservationFacts, TakingFacts
from zhunsheng.kernel.days import Calendar
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.workforce.rules import OfficerFact

DAY = date(2025, 3, 3)
CALENDAR = Calendar.load()
#: A number whose check digit is 1.
WRONG = "999900199003033120"


def officer(number: int, *, until: date = date(2027, 12, 31)) -> OfficerFact:
    key = UUID(int=number)
    name = f"示例{number}"
    return OfficerFact(key, key, name, f"SL{number}", date(2024, 1, 1), until, None)


TAKING = TakingFacts(on=DAY, subject_since=DAY, officers=(officer(1), officer(2)))
KEEPING = PreservationFacts(on=DAY, subject_since=DAY, officers=(officer(1), officer(2)))
EVERY = {Taking.CALL, Taking.INTERVIEW, Taking.SCENE, Taking.SAMPLING, Taking.COMMISSION}
AGREEING = {Taking.COMMISSION, Taking.EXTENSION}
TURNING = {Taking.EXTENSION, Taking.END}
SPOT = {Taking.INTERVIEW, Taking.SCENE, Taking.SAMPLING}
REQUEST, NOTICE = DoneAct(Keeping.REQUEST.value, DAY, 1), DoneAct(Keeping.NOTICE.value, DAY, 3)
APPROVAL = DoneAct(Keeping.APPROVAL.value, DAY, 2)
PROPOSAL = DoneAct(Keeping.PROPOSAL.value, DAY, 4)


def codes(step: Taking, **changes: object) -> set[str]:
    found = INQUIRY.findings(step.value, replace(TAKING, **changes))  # type: ignore[arg-type] # any fact
    return {finding.code for finding in found}


def kept(step: Keeping, **changes: object) -> set[str]:
    found = ADVANCE_PRESERVATION.findings(step.value, replace(KEEPING, **changes))  # type: ignore[arg-type] # any fact
    return {finding.code for finding in found}


class TestTaking:
    @pytest.mark.parametrize("step", Taking)
    def test_is_lawful_where_everything_holds(self, step: Taking):
        assert codes(step) == set()

    @pytest.mark.parametrize(
        ("changes", "code", "steps"),
        [
            (
                {"subject_is_open": False},
                "inquiry.subject.closed",
                {*EVERY, Taking.RESULT, Taking.EXTENSION},
            ),
            ({"subject_is_suspended": True}, "inquiry.subject.suspended", EVERY),
            ({"subject_is_with_police": True}, "inquiry.subject.with_police", EVERY),
            ({"subject_since": date(2025, 3, 4)}, "inquiry.subject.not_begun", EVERY),
            ({"officers_unknown": 1}, "inquiry.officer.unknown", EVERY),
            ({"officers": (officer(1),)}, "officers.fewer_than_two", EVERY),
            ({"interested": frozenset({"示例1"})}, "inquiry.officer.interested", EVERY),
            ({"actor_takes_part": False}, "inquiry.actor.absent", {*EVERY, Taking.RESULT}),
            ({"place_named": False}, "inquiry.place.missing", {*SPOT, Taking.CALL}),
            ({"times_hold": False}, "inquiry.times", SPOT),
            ({"has_ended": False}, "inquiry.not_ended", SPOT),
            ({"proof_told": False}, "inquiry.proof_untold", SPOT),
            ({"certificates_shown": False}, "inquiry.no_certificate_shown", SPOT),
            ({"recusal_told": False}, "inquiry.recusal_untold", SPOT),
            ({"person_named": False}, "inquiry.person.missing", {Taking.CALL, Taking.INTERVIEW}),
            (
                {"id_number": "999900199003033120"},
                "inquiry.person.identity_wrong",
                {Taking.INTERVIEW},
            ),
            ({"called_ahead": False}, "inquiry.call.past", {Taking.CALL}),
            ({"called_person_is_same": False}, "inquiry.call.other", {Taking.INTERVIEW}),
            ({"called_on": date(2025, 3, 4)}, "inquiry.call.other", {Taking.INTERVIEW}),
            ({"rights_told": False}, "inquiry.rights_untold", {Taking.INTERVIEW}),
            ({"answers": 0}, "inquiry.answers", {Taking.INTERVIEW}),
            ({"unanswered": 1}, "inquiry.answers", {Taking.INTERVIEW}),
            ({"read_back": False}, "inquiry.not_read_back", {Taking.INTERVIEW}),
            (
                {"busy": frozenset({"询问示例3"})},
                "inquiry.overlaps",
                SPOT,
            ),
            ({"findings_given": False}, "inquiry.scene.empty", {Taking.SCENE}),
            ({"samples": 0}, "inquiry.sampling.list", {Taking.SAMPLING}),
            ({"uncounted": 1}, "inquiry.sampling.list", {Taking.SAMPLING}),
            ({"copy_left": False}, "inquiry.sampling.no_copy", {Taking.SAMPLING}),
            ({"institution_named": False}, "inquiry.expert.nobody", {Taking.COMMISSION}),
            ({"questions_asked": False}, "inquiry.expert.question", {Taking.COMMISSION}),
            ({"materials_listed": False}, "inquiry.expert.question", {Taking.COMMISSION}),
            ({"expert_days": None}, "inquiry.expert.no_end", AGREEING),
            ({"expert_days": 91}, "inquiry.expert.no_end", AGREEING),
            ({"result_known": True}, "inquiry.expert.answered", set(ON_A_COMMISSION)),
            ({"is_given_up": True}, "inquiry.expert.answered", set(ON_A_COMMISSION)),
            ({"agreed_on": date(2025, 3, 4)}, "inquiry.expert.not_later", {Taking.EXTENSION}),
            ({"agreed_on": date(2025, 3, 2)}, "inquiry.expert.over", {Taking.EXTENSION}),
            ({"actor_asked": True}, "inquiry.expert.approver_asked", {Taking.EXTENSION}),
            ({"reason_given": False}, "inquiry.expert.no_reason", TURNING),
            ({"actor_handles": False}, "inquiry.actor.no_handler", {Taking.END}),
            ({"commissioned_on": date(2025, 3, 4)}, "inquiry.expert.early", {Taking.RESULT}),
            ({"conclusion_given": False}, "inquiry.expert.empty", {Taking.RESULT}),
            ({"report_attached": False}, "inquiry.expert.empty", {Taking.RESULT}),
        ],
    )
    def test_is_refused_by_each_guard_where_it_belongs(
        self, changes: dict[str, object], code: str, steps: set[Taking]
    ):
        assert {step for step in Taking if codes(step, **changes) == {code}} == steps

    def test_is_moved_or_given_up_by_nobody_with_an_interest(self):
        """行政处罚法 43: who has an interest neither approves nor gives up."""
        found = {step: codes(step, actor_has_interest=True) for step in TURNING}
        assert found == {
            Taking.EXTENSION: {"inquiry.approver.interested"},
            Taking.END: {"inquiry.actor.interested"},
        }

    @pytest.mark.parametrize("until", [date(2025, 3, 3), date(2025, 3, 2)])
    def test_needs_certificates_valid_on_the_day(self, until: date):
        """行政处罚法 42: the day after a certificate ended the officer may not ask."""
        lapsed = (officer(1), officer(2, until=until))
        assert bool(codes(Taking.INTERVIEW, officers=lapsed)) is (until < DAY)

    def test_needs_a_signature_or_a_witnessed_refusal(self):
        unsigned = {"signed": False, "refusal_noted": False}
        assert codes(Taking.INTERVIEW, **unsigned) == {"inquiry.unsigned", "inquiry.unwitnessed"}
        noted = {"signed": False, "refusal_noted": True}
        assert codes(Taking.INTERVIEW, **noted) == {"inquiry.unwitnessed"}
        assert codes(Taking.INTERVIEW, **noted, witness_named=True) == set()

    @pytest.mark.parametrize("step", [Taking.SCENE, Taking.SAMPLING])
    def test_needs_a_witness_where_nobody_of_the_party_is_present(self, step: Taking):
        assert codes(step, party_present=False) == {"inquiry.unwitnessed"}
        assert codes(step, party_present=False, signed=False, witness_named=True) == set()

    def test_tells_the_kind_of_evidence_by_who_speaks(self):
        own = {one for one in Capacity if one.evidence.value == "PARTY_STATEMENT"}
        assert own == {Capacity.PARTY, Capacity.LEGAL_REPRESENTATIVE}


class TestPreservation:
    def test_goes_from_request_to_decision(self):
        """行政处罚法 56: approved by a person in charge, notified, decided on."""
        assert kept(Keeping.REQUEST) == set()
        assert kept(Keeping.APPROVAL, acts=(REQUEST,)) == set()
        assert kept(Keeping.NOTICE, acts=(REQUEST, APPROVAL)) == set()
        assert kept(Keeping.PROPOSAL, acts=(REQUEST, APPROVAL, NOTICE)) == set()
        assert kept(Keeping.DISPOSAL, acts=(REQUEST, APPROVAL, NOTICE, PROPOSAL)) == set()

    def test_is_not_carried_out_without_approval_nor_decided_without_notice(self):
        needs = "advance_preservation"
        assert kept(Keeping.NOTICE, acts=(REQUEST,)) == {
            f"{needs}.preservation_notice.needs.preservation_approval"
        }
        assert kept(Keeping.PROPOSAL, acts=(REQUEST, APPROVAL)) == {
            f"{needs}.disposal_proposal.needs.preservation_notice"
        }
        assert kept(Keeping.DISPOSAL, acts=(REQUEST, APPROVAL, NOTICE)) == {
            f"{needs}.disposal.needs.disposal_proposal"
        }

    @pytest.mark.parametrize(
        ("step", "acts", "changes", "code"),
        [
            (Keeping.REQUEST, (), {"reason_given": False}, "preservation.no_reason"),
            (Keeping.REQUEST, (), {"items": 0}, "preservation.list"),
            (Keeping.REQUEST, (), {"uncounted": 1}, "preservation.list"),
            (Keeping.REQUEST, (), {"keeper_named": False}, "preservation.no_keeper"),
            (Keeping.REQUEST, (), {"officers": (officer(1),)}, "officers.fewer_than_two"),
            (Keeping.APPROVAL, (REQUEST,), {"actor_asked": True}, "preservation.approver.asked"),
            (
                Keeping.APPROVAL,
                (REQUEST,),
                {"actor_has_interest": True},
                "inquiry.approver.interested",
            ),
            (
                Keeping.APPROVAL,
                (REQUEST,),
                {"on": date(2025, 3, 2)},
                "preservation.out_of_order",
            ),
            (Keeping.REFUSAL, (REQUEST, APPROVAL), {}, "preservation.approved_already"),
            (Keeping.REFUSAL, (REQUEST,), {"reason_given": False}, "preservation.end.no_reason"),
            (
                Keeping.WITHDRAWAL,
                (REQUEST, APPROVAL, NOTICE),
                {},
                "preservation.carried_out",
            ),
            (
                Keeping.NOTICE,
                (REQUEST, APPROVAL),
                {"certificates_shown": False},
                "preservation.no_certificate_shown",
            ),
            (Keeping.NOTICE, (REQUEST, APPROVAL), {"signed": False}, "preservation.not_received"),
            (
                Keeping.NOTICE,
                (REQUEST, APPROVAL),
                {"signed": False, "refusal_noted": True},
                "preservation.not_received",
            ),
            (
                Keeping.PROPOSAL,
                (REQUEST, APPROVAL, NOTICE),
                {"undisposed": 1},
                "preservation.undisposed",
            ),
        ],
    )
    def test_is_refused_by_each_guard(
        self,
        step: Keeping,
        acts: tuple[DoneAct, ...],
        changes: dict[str, object],
        code: str,
    ):
        assert kept(step, acts=acts, **changes) == {code}

    def test_may_be_handed_over_before_a_witness(self):
        changes = {"signed": False, "refusal_noted": True, "witness_named": True}
        assert kept(Keeping.NOTICE, acts=(REQUEST, APPROVAL), **changes) == set()

    @pytest.mark.parametrize(
        ("kind", "free"),
        [(kind, kind in {"GIVEN_BACK", "RELEASED"}) for kind in PROPOSABLE],
    )
    @pytest.mark.parametrize("step", [Keeping.PROPOSAL, Keeping.DISPOSAL])
    def test_ends_by_itself_after_the_term_so_that_only_a_release_remains(
        self, step: Keeping, kind: DisposalKind, free: bool
    ):
        """行政处罚法 56: what was not decided within seven days is free."""
        acts = (REQUEST, APPROVAL, NOTICE, PROPOSAL)
        changes = {"acts": acts, "disposals": frozenset({kind}), "until": date(2025, 3, 12)}
        assert kept(step, **changes, on=date(2025, 3, 12)) == set()
        late = kept(step, **changes, on=date(2025, 3, 13))
        assert late == (set() if free else {"preservation.lapsed"})

    def test_stands_where_its_acts_brought_it(self):
        def stage(*acts: DoneAct, on: date = DAY) -> PreservationStage:
            facts = replace(KEEPING, acts=acts, on=on, until=date(2025, 3, 12))
            return rules.stage_of(facts)

        assert stage(REQUEST) is PreservationStage.REQUESTED
        assert stage(REQUEST, APPROVAL) is PreservationStage.APPROVED
        assert stage(REQUEST, APPROVAL, NOTICE) is PreservationStage.RUNNING
        assert stage(REQUEST, APPROVAL, NOTICE, on=date(2025, 3, 13)) is PreservationStage.LAPSED
        for step, ends in (
            (Keeping.DISPOSAL, PreservationStage.DISPOSED),
            (Keeping.REFUSAL, PreservationStage.REFUSED),
            (Keeping.WITHDRAWAL, PreservationStage.WITHDRAWN),
        ):
            last = DoneAct(step.value, DAY, 4)
            assert stage(REQUEST, APPROVAL, NOTICE, last, on=date(2025, 4, 1)) is ends


class TestTerm:
    @pytest.mark.parametrize(
        ("noticed_on", "until"),
        [
            (date(2025, 3, 3), date(2025, 3, 12)),  # a plain week
            (date(2025, 3, 7), date(2025, 3, 18)),  # from a Friday
            (date(2025, 3, 8), date(2025, 3, 18)),  # from a Saturday: the day is not counted
            (date(2025, 4, 1), date(2025, 4, 11)),  # over 清明节, 4 to 6 April
            (date(2025, 4, 25), date(2025, 5, 8)),  # 27 April made up, 1 to 5 May free
            (date(2025, 9, 26), date(2025, 10, 13)),  # 28 Sep and 11 Oct made up, 1 to 8 Oct free
            (
                date(2025, 1, 24),
                date(2025, 2, 10),
            ),  # 春节: 26 Jan and 8 Feb made up
            (date(2025, 12, 29), date(2026, 1, 8)),  # over the end of the year, 4 Jan made up
            (date(2026, 2, 12), date(2026, 2, 28)),  # 春节: 14 and 28 Feb made up
        ],
    )
    def test_is_seven_working_days_from_the_day_after_the_notice(
        self, noticed_on: date, until: date
    ):
        """行政处罚法 56 and 85: seven days are working days."""
        assert rules.term_end(CALENDAR, noticed_on=noticed_on, days=7) == until

    def test_is_unknown_while_the_holidays_of_its_year_are_unpublished(self):
        assert rules.term_end(CALENDAR, noticed_on=date(2031, 3, 3), days=7) is None
