"""Guards and inputs of the execution, each just inside and just outside; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from zhunsheng.cases.choices import (
    ExecutionOutcome,
    PaymentKind,
)
from zhunsheng.cases.rules import (
    Debt,
    Due,
    Paid,
    SurchargeLaw,
    Timetable,
)
from zhunsheng.execution import rules
from zhunsheng.execution.choices import DeferralResult, MatchState
from zhunsheng.execution.forms import DemandForm, Known
from zhunsheng.execution.procedure import EXECUTION
from zhunsheng.execution.rules import ExecutionFacts, Listed, Recorded
from zhunsheng.kernel.procedure import DoneAct

ON = date(2025, 3, 20)
BEFORE, LATER = date(2025, 3, 19), date(2025, 4, 20)
YEAR_ON = date(2026, 3, 20)
OWED = Debt(200_000, (Timetable(date.min, (Due(ON, 200_000),)),), (SurchargeLaw(3, 100),))
LATE = ExecutionFacts(on=ON, is_late=True, surcharge_owed=True)


def done(*steps: str, outcome: str = "") -> tuple[DoneAct, ...]:
    return tuple(DoneAct(step, ON, number, outcome) for number, step in enumerate(steps, 1))


def codes(step: str, facts: ExecutionFacts) -> list[str]:
    return [finding.code for finding in EXECUTION.findings(step, facts)]


class TestDeferral:
    def test_needs_a_request_and_a_fine_that_is_unpaid(self):
        assert codes("deferral_decision", LATE) == ["execution.nothing_asked_for"]
        asked = replace(LATE, acts=done("deferral_request"))
        assert codes("deferral_decision", asked) == []
        assert codes("deferral_decision", replace(asked, is_unpaid=False)) == [
            "execution.fine_is_paid"
        ]

    def test_is_not_asked_for_twice_nor_decided_by_a_handler(self):
        asked = replace(LATE, acts=done("deferral_request"))
        assert codes("deferral_request", asked) == ["execution.request_pending"]
        assert codes("deferral_decision", replace(asked, by_handles=True)) == ["case.by.handler"]

    @pytest.mark.parametrize(
        ("dues", "expected"),
        [
            ((("2025-04-20", 100_000), ("2025-05-20", 100_000)), []),
            ((("2026-03-20", 200_000),), []),
            ((("2026-03-21", 200_000),), ["plan.too_long"]),
            ((("2025-04-20", 100_000), ("2025-05-20", 99_999)), ["plan.sum_differs"]),
            ((("2025-04-20", 100_000), ("2025-04-20", 100_000)), ["plan.days_out_of_order"]),
            ((("2025-03-20", 200_000),), ["plan.days_out_of_order"]),
            ((("2025-04-20", 200_000), ("2025-05-20", 0)), ["plan.empty_part"]),
            ((), ["plan.empty"]),
        ],
    )
    def test_has_a_plan_that_adds_up_to_what_is_owed(self, dues, expected):
        plan = tuple(Due(date.fromisoformat(on), fen) for on, fen in dues)
        draft = rules.DeferralDraft(DeferralResult.APPROVED, "同意。", plan)
        found = rules.deferral_findings(draft, debt=OWED, on=ON, months=12)
        assert [one.code for one in found] == expected

    def test_is_refused_with_a_reason_and_without_a_plan(self):
        draft = rules.DeferralDraft(DeferralResult.REFUSED, " ")
        found = rules.deferral_findings(draft, debt=OWED, on=ON, months=12)
        assert [one.code for one in found] == ["deferral.no_opinion"]


class TestDemand:
    def test_is_made_when_something_is_late(self):
        assert codes("demand_notice", ExecutionFacts(on=ON)) == ["execution.not_late"]
        assert codes("demand_notice", LATE) == []

    def test_is_delivered_once_and_before_the_next(self):
        made = replace(LATE, acts=done("demand_notice"))
        assert codes("demand_notice", made) == ["execution.demand_pending"]
        assert codes("demand_delivery", made) == []
        sent = replace(LATE, acts=done("demand_notice", "demand_delivery"))
        assert codes("demand_delivery", sent) == ["execution.no_demand"]

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"is_annulled": True}, "execution.annulled"),
            ({"is_ended": True}, "execution.ended"),
            ({"asks_for_money": False}, "execution.no_money"),
            ({"is_told": False}, "execution.not_delivered"),
        ],
    )
    def test_needs_a_decision_that_stands_and_was_delivered(self, change, code):
        assert code in codes("demand_notice", replace(LATE, **change))


READY = replace(
    LATE,
    acts=done("surcharge_decision", "surcharge_delivery", "demand_notice", "demand_delivery"),
    court_opens=date(2025, 3, 20),
    court_closes=date(2025, 6, 20),
)


class TestCourtApplication:
    def test_is_lawful_on_the_first_and_on_the_last_day(self):
        assert codes("court_application", READY) == []
        assert codes("court_application", replace(READY, on=date(2025, 6, 20))) == []

    def test_is_refused_the_day_before_and_the_day_after(self):
        bare = replace(READY, acts=READY.acts[:2])
        assert codes("court_application", bare) == ["execution.demand_not_delivered"]
        early = replace(READY, court_opens=date(2025, 3, 21))
        assert codes("court_application", early) == ["execution.court.too_early"]
        late = replace(READY, on=date(2025, 6, 21))
        assert codes("court_application", late) == ["execution.court.too_late"]

    def test_is_refused_while_a_remedy_runs(self):
        running = replace(READY, remedy_runs=True, court_opens=None, court_closes=None)
        assert codes("court_application", running) == ["execution.remedy_runs"]

    def test_guesses_no_day_of_an_unpublished_year(self):
        unknown = replace(READY, court_opens=None)
        assert codes("court_application", unknown) == ["execution.court.day_unknown"]

    def test_asks_for_no_surcharge_that_the_party_was_not_told_of(self):
        untold = replace(READY, acts=done("surcharge_decision", "demand_notice", "demand_delivery"))
        assert codes("court_application", untold) == ["execution.surcharge_not_told"]
        assert codes("court_application", replace(untold, surcharge_owed=False)) == []

    def test_hears_the_party_first(self):
        said = replace(READY, acts=(*READY.acts, DoneAct("statement", ON, 5)))
        assert codes("court_application", said) == ["execution.statement_unanswered"]

    def test_is_made_once_while_the_court_has_it(self):
        acts = (*READY.acts, DoneAct("court_application", ON, 5))
        assert codes("court_application", replace(READY, acts=acts)) == ["execution.in_court"]
        turned = (*acts, DoneAct("court_answer", ON, 6, "NOT_ACCEPTED"))
        assert codes("court_application", replace(READY, acts=turned)) == []

    def test_is_ruled_on_when_it_was_accepted(self):
        acts = (*READY.acts, DoneAct("court_application", ON, 5))
        assert "execution.court.not_accepted" in codes("court_ruling", replace(READY, acts=acts))
        accepted = (*acts, DoneAct("court_answer", ON, 6, "ACCEPTED"))
        assert codes("court_ruling", replace(READY, acts=accepted)) == []


class TestEnd:
    GRANTED = replace(READY, acts=(*READY.acts, DoneAct("court_ruling", ON, 5, "GRANTED")))

    @pytest.mark.parametrize(
        ("outcome", "facts", "amount", "expected"),
        [
            (ExecutionOutcome.COURT_PERFORMED, GRANTED, 500, []),
            (ExecutionOutcome.COURT_PERFORMED, GRANTED, 499, ["end.amount_differs"]),
            (ExecutionOutcome.COURT_TERMINATED, GRANTED, 10, []),
            (ExecutionOutcome.COURT_TERMINATED, READY, 0, ["end.not_borne_out"]),
            (ExecutionOutcome.COURT_REFUSED, GRANTED, 0, ["end.not_borne_out"]),
            (ExecutionOutcome.NOTHING_LEFT, READY, 0, []),
            (ExecutionOutcome.NOTHING_LEFT, READY, 10, ["end.amount"]),
        ],
    )
    def test_is_what_the_record_bears_out(self, outcome, facts, amount, expected):
        draft = rules.EndDraft(outcome, "法院已经执行。", "（2025）示例行审1号", amount)
        found = rules.end_findings(draft, facts, owed_fen=500, has_proof=True)
        assert [one.code for one in found] == expected


class TestAgreement:
    @pytest.mark.parametrize(
        ("measures", "waived", "pay_by", "expected"),
        [
            ("已经整改并参加培训。", 300, "2025-04-20", []),
            ("已经整改并参加培训。", 301, "2025-04-20", ["agreement.amount"]),
            ("", 300, "2025-04-20", ["agreement.no_measures"]),
            ("x", 300, "2025-04-20", ["agreement.no_measures"]),
            ("无无无无无无", 300, "2025-04-20", ["agreement.no_measures"]),
            ("已经整改并参加培训。", 300, "2025-03-19", ["agreement.past"]),
        ],
    )
    def test_forgoes_a_surcharge_for_remedial_measures_alone(
        self, measures, waived, pay_by, expected
    ):
        draft = rules.AgreementDraft(measures, waived, date.fromisoformat(pay_by), "")
        found = rules.agreement_findings(draft, owed_fen=300, on=ON, has_proof=True, latest=YEAR_ON)
        assert [one.code for one in found] == expected


class TestSooner:
    """行政处罚法 66.2, 67, 72: a plan puts payment off; it takes none of the days that hold."""

    @pytest.mark.parametrize(
        ("held", "paid", "dues", "expected"),
        [
            ([(ON, 200)], 0, [(ON, 200)], []),
            ([(ON, 200)], 0, [(BEFORE, 200)], ["plan.too_soon"]),
            ([(ON, 200)], 0, [(BEFORE, 1), (LATER, 199)], ["plan.too_soon"]),
            ([(ON, 100), (LATER, 100)], 0, [(ON, 100), (LATER, 100)], []),
            ([(ON, 100), (LATER, 100)], 0, [(ON, 101), (LATER, 99)], ["plan.too_soon"]),
            ([(ON, 100), (LATER, 100)], 100, [(ON, 100)], ["plan.too_soon"]),
            ([(ON, 100), (LATER, 100)], 100, [(LATER, 100)], []),
        ],
    )
    def test_no_part_falls_due_before_the_dates_that_hold(self, held, paid, dues, expected):
        timetable = Timetable(date.min, tuple(Due(*one) for one in held))
        law = SurchargeLaw(3, 100)
        debt = Debt(200, (timetable,), (law,), paid=(Paid(BEFORE, paid),))
        found = rules.sooner_findings(tuple(Due(*one) for one in dues), debt)
        assert [one.code for one in found] == expected


class TestCodesLeft:
    @pytest.mark.parametrize(
        ("codes", "paid", "expected"),
        [
            ([(100, None), (100, None)], [100], (0, 100)),
            ([(100, None), (50, None)], [50], (100, 0)),
            ([(100, None), (100, None)], [150], (0, 50)),
            ([(100, LATER), (100, None)], [30], (0, 100)),
            ([(100, None)], [], (100,)),
        ],
    )
    def test_a_payment_settles_the_code_of_its_amount_or_the_oldest(self, codes, paid, expected):
        asked = [rules.Asked(BEFORE, *one) for one in codes]
        assert rules.left_of_codes(asked, [Paid(ON, one) for one in paid]) == expected


class TestCode:
    @pytest.mark.parametrize(
        ("code", "amount", "used", "expected"),
        [
            ("9999000020250001", 500, False, []),
            ("999900002025000", 500, False, ["code.not_a_code"]),
            ("9999000020250001", 501, False, ["code.amount"]),
            ("9999000020250001", 500, True, ["code.used"]),
        ],
    )
    def test_is_digits_used_once_for_no_more_than_is_owed(self, code, amount, used, expected):
        draft = rules.CodeDraft(PaymentKind.FINE, code, amount)
        found = rules.code_findings(
            draft, owed_fen=500, open_fen=0, is_used=used, decided_on=ON, on=ON
        )
        assert [one.code for one in found] == expected


LINE = Listed("R1", "9999000020250001", 500, ON)
OWN = Recorded("R1", frozenset({"9999000020250001"}), 500, ON, "案1", "示例甲")


class TestMatch:
    @pytest.mark.parametrize(
        ("listed", "recorded", "state"),
        [
            ((LINE,), (OWN,), MatchState.MATCHED),
            ((replace(LINE, code=""),), (OWN,), MatchState.MATCHED),
            ((replace(LINE, amount_fen=501),), (OWN,), MatchState.AMOUNT_DIFFERS),
            ((replace(LINE, paid_on=date(2025, 3, 21)),), (OWN,), MatchState.DAY_DIFFERS),
            ((replace(LINE, code="9"),), (OWN,), MatchState.CODE_DIFFERS),
            ((LINE,), (), MatchState.NOT_RECORDED),
            ((), (OWN,), MatchState.NOT_LISTED),
        ],
    )
    def test_says_how_both_sides_stand_to_each_other(self, listed, recorded, state):
        assert [one.state for one in rules.matched(listed, recorded)] == [state]

    def test_shows_differences_first(self):
        more = Recorded("A0", frozenset(), 1, ON, "案2", "示例乙")
        other = replace(LINE, ebill="A0", amount_fen=2)
        found = rules.matched((LINE, other), (OWN, more))
        assert [one.ebill for one in found] == ["A0", "R1"]

    def test_of_a_month_is_concluded_after_it_with_its_list_and_reasons(self):
        differ = rules.matched((LINE,), ())
        last = date(2025, 3, 31)

        def codes(note: str, on: date, *, imported: bool) -> list[str]:
            found = rules.conclusion_findings(
                differ, note=note, on=on, last_day=last, is_imported=imported
            )
            return [one.code for one in found]

        assert codes("", last, imported=False) == [
            "reconciliation.month_runs",
            "reconciliation.no_list",
            "reconciliation.differences_unexplained",
        ]
        assert codes("次月登记。", date(2025, 4, 1), imported=True) == []


class TestDemandForm:
    def test_proposes_the_first_working_day_after_the_ten_of_the_demand(self):
        """行政强制法 54, 69: ten working days, over the National Day week of 2025."""
        nothing: Any = None  # the form looks at the day and the place alone
        known = Known(date(2025, 9, 28), nothing, nothing, place="CN")
        form = DemandForm(known=known)
        assert form.initial["pay_by"] == date(2025, 10, 20)
