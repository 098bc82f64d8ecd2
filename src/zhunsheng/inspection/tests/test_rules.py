"""The rules of an inspection, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import InspectionFacts
from zhunsheng.inspection.rules.papers import facts_of_findings
from zhunsheng.kernel.act import Actor, ActorKind
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.kernel.procedure import DoneAct, permit
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import OfficerFact

APPROVED = date(2025, 9, 5)
VISITED = date(2025, 9, 8)
DUE = date(2025, 9, 22)


def officer(number: int, until: date = date(2027, 12, 31)) -> OfficerFact:
    return OfficerFact(
        id=UUID(int=number),
        user_id=None,
        name=f"示例{number}",
        credential_number=f"SL{number}",
        valid_from=date(2024, 1, 1),
        valid_until=until,
        unit_id=None,
    )


PAIR = (officer(1), officer(2))
BEFORE_VISIT = InspectionFacts(
    on=VISITED,
    acts=(DoneAct("approval", APPROVED, 1),),
    officers=PAIR,
    approved_on=APPROVED,
)
AFTER_VISIT = replace(
    BEFORE_VISIT,
    acts=(*BEFORE_VISIT.acts, DoneAct("visit", VISITED, 2)),
    visited_on=VISITED,
    unsettled=2,
    new_due_on=DUE,
)
AFTER_ORDER = replace(
    AFTER_VISIT,
    on=DUE,
    acts=(*AFTER_VISIT.acts, DoneAct("order", VISITED, 3)),
    unsettled=0,
    ordered_on=VISITED,
    due_on=DUE,
    running_due_on=DUE,
    new_due_on=None,
)


def codes(step: str, facts: InspectionFacts) -> list[str]:
    return [finding.code for finding in INSPECTION.findings(step, facts)]


class TestVisit:
    def test_is_lawful_after_approval_by_two_certified_officers(self):
        assert codes("visit", BEFORE_VISIT) == []

    def test_waits_for_the_approval(self):
        facts = replace(BEFORE_VISIT, acts=(), approved_on=None)
        assert codes("visit", facts) == ["inspection.visit.needs.approval"]

    def test_does_not_wait_for_the_approval_in_an_urgency(self):
        start = (DoneAct("urgent_start", VISITED, 1),)
        facts = replace(BEFORE_VISIT, acts=start, approved_on=None, urgent=True)
        assert codes("visit", facts) == []

    def test_is_refused_on_a_day_before_its_approval(self):
        facts = replace(BEFORE_VISIT, on=date(2025, 9, 4))
        assert codes("visit", facts) == ["inspection.visit.before_approval"]

    def test_is_lawful_on_the_day_of_its_approval(self):
        assert codes("visit", replace(BEFORE_VISIT, on=APPROVED)) == []

    def test_is_refused_to_one_officer(self):
        facts = replace(BEFORE_VISIT, officers=PAIR[:1])
        assert codes("visit", facts) == ["officers.fewer_than_two"]

    def test_names_everybody_whose_certificate_has_lapsed(self):
        lapsed = date(2025, 9, 7)
        facts = replace(BEFORE_VISIT, officers=(officer(1, lapsed), officer(2, lapsed)))
        (finding,) = INSPECTION.findings("visit", facts)
        assert "示例1" in finding.message
        assert "示例2" in finding.message
        assert str(finding.basis) == "APL-2021:42.1"

    def test_is_lawful_on_the_last_day_of_a_certificate(self):
        facts = replace(BEFORE_VISIT, officers=(officer(1, VISITED), officer(2)))
        assert codes("visit", facts) == []

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"interested": frozenset({"示例1"})}, "inspection.officer.interested"),
            ({"unapproved": frozenset({"示例9"})}, "inspection.officer.unapproved"),
            ({"officers_unknown": 1}, "inspection.officer.unknown"),
            ({"notice_shown": False}, "inspection.visit.no_notice"),
            ({"certificates_shown": False}, "inspection.visit.no_certificate_shown"),
            ({"recusal_told": False}, "inspection.visit.recusal_untold"),
            ({"times_hold": False}, "inspection.visit.times"),
            ({"ended_before_record": False}, "inspection.visit.not_ended"),
            ({"signed": False, "refusal_noted": True}, "inspection.visit.unwitnessed"),
            ({"signed": False, "witness_named": True}, "inspection.visit.unsigned"),
            ({"unknown_violations": frozenset({"x.1"})}, "inspection.finding.unknown_violation"),
            ({"actor_is_of_unit": False}, "inspection.unit.foreign"),
        ],
    )
    def test_names_what_is_missing(self, changes: dict[str, Any], code: str):
        assert codes("visit", replace(BEFORE_VISIT, **changes)) == [code]

    def test_takes_a_refusal_to_sign_with_note_and_witness(self):
        facts = replace(BEFORE_VISIT, signed=False, refusal_noted=True, witness_named=True)
        assert codes("visit", facts) == []

    def test_of_a_street_needs_the_power_to_inspect(self):
        facts = replace(
            BEFORE_VISIT,
            officers=tuple(replace(one, unit_id=UUID(int=9)) for one in PAIR),
            entity_street=UUID(int=9),
            acting_street=UUID(int=9),
            delegated=frozenset(DelegatedPower) - {DelegatedPower.INSPECTION},
        )
        assert codes("visit", facts) == ["inspection.delegation.inspection"]

    def test_is_refused_a_second_time(self):
        assert codes("visit", AFTER_VISIT) == ["inspection.visit.done_already"]

    def test_gives_all_reasons_at_once(self):
        facts = replace(BEFORE_VISIT, officers=(), notice_shown=False, recusal_told=False)
        assert codes("visit", facts) == [
            "officers.fewer_than_two",
            "inspection.visit.no_notice",
            "inspection.visit.recusal_untold",
        ]


class TestOrder:
    def test_is_lawful_for_unsettled_findings(self):
        assert codes("order", AFTER_VISIT) == []

    def test_waits_for_the_visit(self):
        assert codes("order", BEFORE_VISIT) == ["inspection.order.needs.visit"]

    def test_is_refused_where_nothing_is_unsettled(self):
        facts = replace(AFTER_VISIT, unsettled=0)
        assert codes("order", facts) == ["inspection.order.nothing_unsettled"]

    @pytest.mark.parametrize("due_on", [date(2025, 9, 1), VISITED])
    def test_is_refused_with_a_term_that_ends_no_later_than_the_visit(self, due_on: date):
        facts = replace(AFTER_VISIT, new_due_on=due_on)
        assert codes("order", facts) == ["inspection.order.due_before_visit"]

    def test_is_refused_with_a_term_that_ends_on_the_day_of_a_later_order(self):
        facts = replace(AFTER_VISIT, on=DUE)
        assert codes("order", facts) == ["inspection.order.due_before_visit"]

    def test_is_refused_on_a_day_before_the_visit(self):
        facts = replace(AFTER_VISIT, on=date(2025, 9, 7))
        assert codes("order", facts) == ["inspection.order.before_visit"]

    def test_is_required_by_a_finding_that_was_not_put_right(self):
        keys = [step.key for step in INSPECTION.required(AFTER_VISIT)]
        assert keys == ["approval", "visit", "order", "reinspection"]

    def test_is_not_required_where_nothing_was_found(self):
        keys = [step.key for step in INSPECTION.required(replace(AFTER_VISIT, unsettled=0))]
        assert keys == ["approval", "visit"]


class TestExtension:
    def test_is_lawful_up_to_the_last_day_of_the_term(self):
        assert codes("extension", replace(AFTER_ORDER, new_due_on=date(2025, 9, 30))) == []

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"on": date(2025, 9, 23), "running_due_on": None}, "inspection.extension.late"),
            ({"new_due_on": DUE}, "inspection.extension.not_longer"),
            ({"reason_given": False}, "inspection.extension.no_reason"),
            ({"all_done": True}, "inspection.order.finished"),
        ],
    )
    def test_is_refused(self, changes: dict[str, Any], code: str):
        facts = replace(AFTER_ORDER, new_due_on=date(2025, 9, 30))
        assert codes("extension", replace(facts, **changes)) == [code]


class TestReinspection:
    def test_is_lawful_after_an_order(self):
        assert codes("reinspection", AFTER_ORDER) == []

    def test_is_refused_without_an_order(self):
        assert codes("reinspection", AFTER_VISIT) == ["inspection.reinspection.needs.order"]
        settled = replace(AFTER_VISIT, unsettled=0)
        assert codes("reinspection", settled) == ["inspection.order.missing"]

    def test_may_be_repeated_until_all_is_done(self):
        again = (*AFTER_ORDER.acts, DoneAct("reinspection", DUE, 4, "OPEN"))
        assert codes("reinspection", replace(AFTER_ORDER, acts=again)) == []
        facts = replace(AFTER_ORDER, acts=again, all_done=True)
        assert codes("reinspection", facts) == ["inspection.order.finished"]

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"on": date(2025, 9, 7)}, "inspection.reinspection.before_order"),
            ({"results_missing": 1}, "inspection.reinspection.incomplete"),
            ({"results_foreign": 1}, "inspection.reinspection.incomplete"),
            ({"officers": PAIR[:1]}, "officers.fewer_than_two"),
        ],
    )
    def test_is_refused(self, changes: dict[str, Any], code: str):
        assert codes("reinspection", replace(AFTER_ORDER, **changes)) == [code]


class TestApproval:
    def test_is_for_the_heads_of_the_bureau_alone(self):
        facts = InspectionFacts(on=APPROVED, officers=PAIR)
        for role in (Role.CHIEF, Role.DEPUTY_HEAD):
            permit(INSPECTION, "approval", facts, by=somebody(role))
        with pytest.raises(StepRefused) as refused:
            permit(INSPECTION, "approval", facts, by=somebody(Role.TEAM_HEAD))
        assert [f.code for f in refused.value.findings] == ["step.approval.wrong_role"]

    def test_is_made_up_after_an_urgent_start_alone(self):
        facts = InspectionFacts(on=VISITED, officers=PAIR)
        assert codes("late_approval", facts) == ["inspection.late_approval.not_urgent"]


def somebody(role: Role) -> Actor:
    return Actor(ActorKind.OFFICER, UUID(int=9), "示例", frozenset({role.value}))


class TestBasis:
    def test_of_every_step_stands_in_the_lawbook(self):
        for step in INSPECTION.steps:
            assert lawbook.instrument(step.basis).title
            if step.basis.article:
                assert lawbook.article(step.basis).says


class TestFactsOfAClue:
    def test_are_one_sentence_for_each_finding_with_day_and_place(self) -> None:
        """行政处罚法 40: the facts are found, each where and when it was."""
        found = facts_of_findings(
            date(2025, 9, 8), [("甲类仓库", "灭火器失效"), ("卸货区", "卸货区没有警示标志。")]
        )
        assert found == (
            "2025年9月8日检查发现，甲类仓库：灭火器失效。2025年9月8日检查发现，卸货区没有警示标志。"
        )
