"""Class, terms, state and repair of a credit record (信用修复管理办法)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhunsheng.credit import rules
from zhunsheng.credit.choices import CreditClass, CreditState
from zhunsheng.credit.procedure import CREDIT_RECORD
from zhunsheng.credit.rules import CreditFacts, Policy
from zhunsheng.kernel.procedure import DoneAct

DECIDED = date(2026, 5, 29)
POLICY = Policy(
    minor_is_shown=False,
    minor_most=3,
    ordinary_least=3,
    ordinary_most=12,
    serious_least=12,
    serious_most=36,
    large_fine_fen=5_000_000,
    large_fine_verified=True,
)
LARGE = CreditFacts(
    on=DECIDED, decided_on=DECIDED, fine_fen=5_000_000, paid_fen=5_000_000, policy=POLICY
)


def codes(step: str, facts: CreditFacts) -> list[str]:
    return [finding.code for finding in CREDIT_RECORD.findings(step, facts)]


class TestClass:
    @pytest.mark.parametrize(
        ("facts", "wanted"),
        [
            (replace(LARGE, on_the_spot=True, fine_fen=300_000), CreditClass.MINOR),
            (replace(LARGE, fine_fen=0), CreditClass.MINOR),  # a warning alone
            (LARGE, CreditClass.ORDINARY),
            (replace(LARGE, fine_fen=4_999_999), None),  # the gap of the measures
            (replace(LARGE, policy=None), None),
        ],
    )
    def test_follows_from_the_decision_where_the_measures_say_so(self, facts, wanted):
        assert rules.derived_class(facts) is wanted

    def test_that_was_set_goes_before_what_is_derived_but_not_before_minor(self):
        serious = replace(LARGE, set_class=CreditClass.SERIOUS)
        assert rules.class_of(serious) is CreditClass.SERIOUS
        spot = replace(serious, on_the_spot=True)
        assert rules.class_of(spot) is CreditClass.MINOR

    def test_is_not_set_where_the_measures_fix_it_or_without_a_reason(self):
        assert codes("classification", replace(LARGE, on_the_spot=True)) == ["credit.class_fixed"]
        assert codes("classification", replace(LARGE, has_reason=False)) == ["credit.no_reason"]
        assert codes("classification", replace(LARGE, taken_off=True)) == ["credit.no_record"]


class TestTerms:
    def test_of_an_ordinary_record_are_three_months_and_a_year(self):
        terms = rules.terms_of(LARGE)
        assert terms == rules.Terms(date(2026, 8, 29), date(2027, 5, 29))

    def test_of_a_serious_record_are_one_and_three_years(self):
        terms = rules.terms_of(replace(LARGE, set_class=CreditClass.SERIOUS))
        assert terms == rules.Terms(date(2027, 5, 29), date(2029, 5, 29))

    def test_end_on_the_last_day_of_a_shorter_month(self):
        terms = rules.terms_of(replace(LARGE, decided_on=date(2026, 11, 30)))
        assert terms == rules.Terms(date(2027, 2, 28), date(2027, 11, 30))

    def test_of_a_minor_record_begin_at_once_and_end_after_three_months(self):
        terms = rules.terms_of(replace(LARGE, on_the_spot=True))
        assert terms == rules.Terms(DECIDED, date(2026, 8, 29))

    def test_count_from_the_decision_alone(self):
        undated = replace(LARGE, decided_on=None)
        assert rules.terms_of(undated) is None
        assert rules.state_of(undated) is CreditState.UNCLASSED


class TestState:
    @pytest.mark.parametrize(
        ("facts", "wanted"),
        [
            (LARGE, CreditState.SHOWN),
            (replace(LARGE, on=date(2027, 5, 29)), CreditState.SHOWN),
            (replace(LARGE, on=date(2027, 5, 30)), CreditState.EXPIRED),
            (replace(LARGE, fine_fen=4_999_999), CreditState.UNCLASSED),
            (replace(LARGE, on_the_spot=True), CreditState.NOT_SHOWN),
            (replace(LARGE, policy=None), CreditState.EARLIER_RULES),
            (replace(LARGE, party_is_person=True), CreditState.PERSON),
            (replace(LARGE, taken_off=True), CreditState.TAKEN_OFF),
            (replace(LARGE, acts=(DoneAct("repair_grant", DECIDED, 1),)), CreditState.REPAIRED),
        ],
    )
    def test_is_computed(self, facts, wanted):
        assert rules.state_of(facts) is wanted


class TestRepair:
    READY = replace(LARGE, on=date(2026, 8, 29), promises=True)
    ASKED = (DoneAct("repair_request", date(2026, 8, 29), 1),)

    def test_is_asked_for_from_the_end_of_the_least_term(self):
        assert codes("repair_request", self.READY) == []
        early = replace(self.READY, on=date(2026, 8, 28))
        assert codes("repair_request", early) == ["credit.least_term"]

    def test_needs_the_fine_paid_and_a_public_promise(self):
        poor = replace(self.READY, paid_fen=4_999_999, promises=False)
        assert codes("repair_request", poor) == ["credit.duty_open", "credit.no_promise"]

    def test_is_granted_on_a_request_alone_and_once(self):
        assert codes("repair_grant", self.READY) == ["credit.no_request"]
        asked = replace(self.READY, acts=self.ASKED)
        assert codes("repair_grant", asked) == []
        assert codes("repair_request", asked) == ["credit.asked_already"]
        done = replace(asked, acts=(*self.ASKED, DoneAct("repair_grant", date(2026, 8, 29), 2)))
        assert "credit_record.closed" in codes("repair_request", done)

    def test_may_be_asked_for_again_after_a_refusal(self):
        refused = (*self.ASKED, DoneAct("repair_refusal", date(2026, 8, 29), 2))
        assert codes("repair_request", replace(self.READY, acts=refused)) == []

    def test_is_not_for_what_is_not_shown(self):
        assert "credit.not_shown" in codes("repair_request", replace(self.READY, taken_off=True))

    @pytest.mark.parametrize(
        ("step", "changed", "wanted"),
        [
            ("repair_grant", {}, []),
            ("repair_grant", {"taken_off": True}, ["credit.not_shown"]),
            ("repair_grant", {"on": date(2026, 8, 28)}, ["credit.least_term"]),
            ("repair_grant", {"paid_fen": 4_999_999}, ["credit.duty_open"]),
            ("repair_refusal", {}, []),
            ("repair_refusal", {"acts": ()}, ["credit.no_request"]),
            ("repair_refusal", {"has_reason": False}, ["credit.no_reason"]),
        ],
    )
    def test_is_answered_under_the_conditions_of_the_measures(self, step, changed, wanted):
        """信用修复管理办法: shown, least term over, duty done; a refusal has its reason."""
        request = (DoneAct("repair_request", date(2026, 8, 1), 1),)
        asked = replace(self.READY, acts=request)
        assert codes(step, replace(asked, **changed)) == wanted

    def test_may_be_refused_again_after_another_request(self):
        steps = ("repair_request", "repair_refusal", "repair_request")
        day = date(2026, 8, 29)
        acts = tuple(DoneAct(step, day, number) for number, step in enumerate(steps, 1))
        assert codes("repair_refusal", replace(self.READY, acts=acts)) == []


class TestProcedure:
    def test_demands_no_step_by_itself(self):
        assert CREDIT_RECORD.required(LARGE) == ()

    def test_lets_a_class_be_set_again(self):
        acts = (DoneAct("classification", DECIDED, 1),)
        assert codes("classification", replace(LARGE, acts=acts)) == []

    @pytest.mark.parametrize(
        "step", ["classification", "repair_request", "repair_grant", "repair_refusal"]
    )
    def test_takes_no_step_before_the_decision_or_the_last_act(self, step):
        before = date(2026, 5, 28)
        assert "credit.out_of_order" in codes(step, replace(LARGE, on=before))
        late = replace(LARGE, acts=(DoneAct("classification", date(2026, 6, 1), 1),))
        assert "credit.out_of_order" in codes(step, replace(late, on=date(2026, 5, 31)))
        assert "credit.out_of_order" not in codes(step, replace(late, on=date(2026, 6, 1)))

    @pytest.mark.parametrize("step", ["classification", "repair_request"])
    def test_has_no_order_without_days(self, step):
        assert "credit.out_of_order" not in codes(step, CreditFacts(on=DECIDED))
        assert "credit.out_of_order" not in codes(step, CreditFacts(decided_on=DECIDED))


class TestFacts:
    def test_that_are_not_known_give_nobody_a_right(self):
        """A fine is none, nothing is paid, no promise is made, until a record says so."""
        assert rules.derived_class(CreditFacts(policy=POLICY)) is CreditClass.MINOR
        assert rules.duty_is_done(CreditFacts()) is None
        assert rules.duty_is_done(CreditFacts(fine_fen=1)) is not None
        assert rules.promise_is_given(CreditFacts()) is not None
