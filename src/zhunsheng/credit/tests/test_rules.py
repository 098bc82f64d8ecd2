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
        assert codes("classification", replace(LARGE, fell=True)) == ["credit.no_record"]


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
            (replace(LARGE, fell=True), CreditState.FELL),
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
        assert "credit.not_shown" in codes("repair_request", replace(self.READY, fell=True))
