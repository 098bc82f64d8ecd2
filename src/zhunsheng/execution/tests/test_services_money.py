"""Money that goes back to the party or on to the bank, and the case that waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import (
    AnnulmentKind,
    CollectionWay,
    DecisionChange,
    PaymentKind,
    SpotGround,
)
from zhunsheng.cases.tests.steps import annulled as annul
from zhunsheng.cases.tests.world import BUREAU, SIGNED, World
from zhunsheng.cases.views.reading import money
from zhunsheng.execution import queries, rules, services
from zhunsheng.execution.choices import ExecutionState
from zhunsheng.execution.models import Refund
from zhunsheng.execution.tests.test_services import SURCHARGE, TEN_LATE, close, report, standing
from zhunsheng.execution.tests.world import DECIDED, DUE, FINE, fined, give_back, pay, refused
from zhunsheng.journal.services import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(BUREAU)


@act
def change(*, ctx, case, draft, on):
    """Change the decision, as the act of a remedy does."""
    case_acts.change_decision(ctx, case=case, draft=draft, on=on)


def shown(world, case):
    file = cases.file_of(world.viewer(), case.id, on=TEN_LATE)
    return dict(money(file, cases.facts_of(world.viewer(), case.id, on=TEN_LATE)))


class TestRefund:
    def test_gives_back_what_was_paid_after_the_decision_was_annulled_and_no_more(self, world):
        case = fined(world)
        pay(world, case, FINE, DUE, "R1")
        annulled = case_rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", "复决1号")
        annul(world, case, annulled, TEN_LATE)
        assert standing(world, case, TEN_LATE).refund_owed_fen == FINE

        def back(amount, ebill, by="finance", rate=150):
            draft = rules.RefundDraft(amount, ebill, rate, "示例银行挂牌一年期")
            return services.refund(
                ctx=world.act(by, TEN_LATE), case=case.id, draft=draft, on=TEN_LATE
            )

        def approve(by="deputy"):
            draft = rules.RefundApprovalDraft("同意。")
            ctx = world.act(by, TEN_LATE)
            return services.approve_refund(ctx=ctx, case=case.id, draft=draft, on=TEN_LATE)

        assert refused(world, lambda: back(FINE, "T1")) == [
            "execution.refund_unapproved",
            "refund.amount",
        ]
        assert refused(world, lambda: approve("finance")) == ["step.refund_approval.wrong_role"]
        approve()
        assert refused(world, approve) == ["execution.refund_approved"]
        # 国家赔偿法 36(7): 返还执行的罚款的，应当支付银行同期存款利息.
        assert refused(world, lambda: back(FINE, "T1", rate=0)) == ["refund.no_interest"]
        assert refused(world, lambda: back(FINE + 1, "T1")) == ["refund.amount"]
        assert refused(world, lambda: back(FINE, "T1", "yi")) == ["step.refund.wrong_role"]
        assert refused(world, lambda: close(world, case, TEN_LATE)) == ["case.refund.outstanding"]
        back(FINE - 1, "T1")
        assert refused(world, lambda: back(1, "T2")) == ["execution.refund_unapproved"]
        approve()
        assert refused(world, lambda: back(1, "T1")) == ["refund.ebill_used"]
        assert refused(world, lambda: back(1, " \uff541")) == ["refund.ebill_used"]
        assert Refund.objects.of(world.viewer()).count() == 1
        back(1, "T2")
        assert standing(world, case, TEN_LATE).state is ExecutionState.REFUNDED
        assert "case.closing.before_payment" in refused(world, lambda: close(world, case, DUE))
        close(world, case, TEN_LATE)
        assert refused(world, lambda: back(1, "T3")) == [
            "execution.nothing_to_return",
            "execution.refund_unapproved",
            "refund.amount",
        ]

    def test_is_neither_dated_before_its_approval_nor_paid_out_by_who_approved_it(self, world):
        """国家赔偿法 36(7): the interest runs to the day on which the money goes back."""
        world.add_user("both", "示例寅", "DEPUTY_HEAD", "FINANCE")
        case = fined(world)
        pay(world, case, FINE, DUE, "R1")
        annulled = case_rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", "复决1号")
        annul(world, case, annulled, TEN_LATE)
        later = TEN_LATE + timedelta(days=90)
        ctx = world.act("both", later)
        approval = rules.RefundApprovalDraft("同意。")
        services.approve_refund(ctx=ctx, case=case.id, draft=approval, on=later)

        def back(by="finance", on=later, rate=150, source="示例银行挂牌一年期"):
            draft = rules.RefundDraft(FINE, "T1", rate, source)
            ctx = replace(world.act(by, later), late_reason="当日系统故障，补记。")
            return services.refund(ctx=ctx, case=case.id, draft=draft, on=on)

        assert refused(world, lambda: back(on=TEN_LATE)) == ["refund.before_approval"]
        assert refused(world, lambda: back("both")) == ["refund.by_approver"]
        assert refused(world, lambda: back(rate=100_000)) == ["refund.rate"]
        assert refused(world, lambda: back(source="。")) == ["refund.no_interest"]
        back()

    def test_gives_back_what_lies_above_a_fine_that_was_lowered(self, world):
        """行政复议法 63, 国家赔偿法 36: what was paid above what is left is given back."""
        case = fined(world)
        pay(world, case, FINE, DUE, "R1")
        lowered = case_rules.ChangeDraft(
            DecisionChange.CHANGED, "示例区人民政府", "复决2号", FINE - 500
        )
        change(ctx=world.act("reviewer", TEN_LATE), case=case.id, draft=lowered, on=TEN_LATE)
        assert standing(world, case, TEN_LATE).state is ExecutionState.REFUND_DUE
        report(world, case, TEN_LATE)
        assert refused(world, lambda: close(world, case, TEN_LATE)) == ["case.refund.outstanding"]
        give_back(world, case, 500, "T1", TEN_LATE)
        assert standing(world, case, TEN_LATE).state is ExecutionState.PAID
        close(world, case, TEN_LATE)

    def test_gives_back_the_surcharge_of_the_part_that_a_change_took_away(self, world):
        """行政处罚法 72.1(1): three per cent of what the fine is, not of what it was."""
        case = fined(world)
        pay(world, case, FINE, TEN_LATE, "R1")
        pay(world, case, SURCHARGE, TEN_LATE, "R2", kind=PaymentKind.SURCHARGE)
        lowered = case_rules.ChangeDraft(
            DecisionChange.CHANGED, "示例区人民政府", "复决2号", FINE // 2
        )
        change(ctx=world.act("reviewer", TEN_LATE), case=case.id, draft=lowered, on=TEN_LATE)
        found = standing(world, case, TEN_LATE)
        assert found.surcharge_fen == SURCHARGE // 2
        assert found.refund_owed_fen == (FINE + SURCHARGE) // 2

    def test_bears_interest_from_the_day_of_each_payment(self, world):
        """国家赔偿法 36(7): 银行同期存款利息, on what came in last of what lies above the debt."""
        case = fined(world)
        pay(world, case, FINE // 2, DECIDED, "R1")
        pay(world, case, FINE // 2, DUE, "R2")
        lowered = case_rules.ChangeDraft(
            DecisionChange.CHANGED, "示例区人民政府", "复决2号", FINE // 4
        )
        change(ctx=world.act("reviewer", TEN_LATE), case=case.id, draft=lowered, on=TEN_LATE)
        give_back(world, case, FINE * 3 // 4, "T1", TEN_LATE)
        [row] = queries.load(world.viewer(), case.id, on=TEN_LATE).refunds
        late, early = FINE // 2 * 10, FINE // 4 * ((DUE - DECIDED).days + 10)
        assert row.interest_fen == round((late + early) * 0.015 / 360) == 94
        report(world, case, TEN_LATE)
        close(world, case, TEN_LATE)

    def test_is_what_the_page_of_the_case_shows_too(self, world):
        """国家赔偿法 36: the case page asks what is owed, it does not count by itself."""
        case = fined(world)
        pay(world, case, FINE, TEN_LATE, "R1")
        pay(world, case, SURCHARGE, TEN_LATE, "R2", kind=PaymentKind.SURCHARGE)
        lowered = case_rules.ChangeDraft(
            DecisionChange.CHANGED, "示例区人民政府", "复决2号", FINE // 2
        )
        change(ctx=world.act("reviewer", TEN_LATE), case=case.id, draft=lowered, on=TEN_LATE)
        owed = (FINE + SURCHARGE) // 2
        assert shown(world, case) == {
            "决定罚款": FINE,
            "变更后罚款": FINE // 2,
            "已缴纳": FINE,
            "已缴加处罚款": SURCHARGE,
            "应退还": owed,
        }
        give_back(world, case, owed, "T1", TEN_LATE)
        after = shown(world, case)
        assert (after["已退还"], after.get("应退还")) == (owed, None)

    def test_of_a_surcharge_is_no_part_of_the_fine_that_was_paid(self, world):
        """行政处罚法 72.1(1): what delay added is not the fine; a party is not shown to overpay."""
        case = fined(world)
        pay(world, case, FINE, TEN_LATE, "R1")
        pay(world, case, SURCHARGE, TEN_LATE, "R2", kind=PaymentKind.SURCHARGE)
        assert cases.paid_of(world.viewer(), [case.id]) == {case.id: FINE}
        file = cases.file_of(world.viewer(), case.id, on=TEN_LATE)
        [line] = cases.party_lines(file)
        assert (line.fine_fen, line.paid_fen, line.change) == (FINE, FINE, None)
        annulled = case_rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", "复决1号")
        annul(world, case, annulled, TEN_LATE)
        [line] = cases.party_lines(cases.file_of(world.viewer(), case.id, on=TEN_LATE))
        assert (line.fine_fen, line.change) == (0, DecisionChange.ANNULLED)

    @pytest.mark.parametrize(
        "changed",
        [
            case_rules.ChangeDraft(DecisionChange.CHANGED, "示例区人民政府", "复决2号", FINE // 2),
            case_rules.ChangeDraft(DecisionChange.ANNULLED, "示例区人民政府", "复决2号"),
        ],
    )
    def test_gives_back_what_came_in_before_the_change_and_was_entered_after_it(
        self, world, changed
    ):
        """国家赔偿法 36: what was paid rightly on its day is booked on it, and owed back now."""
        case = fined(world)
        change(ctx=world.act("reviewer", TEN_LATE), case=case.id, draft=changed, on=TEN_LATE)
        ctx = replace(world.act("finance", TEN_LATE), late_reason="银行回单迟到。")
        draft = case_rules.PaymentDraft(FINE, "R1", voucher_on=DUE)
        case_acts.record_payment(ctx=ctx, case=case.id, draft=draft, scan=SIGNED, on=DUE)
        left = changed.fine_fen or 0
        found = standing(world, case, TEN_LATE)
        assert (found.refund_owed_fen, found.surcharge_fen) == (FINE - left, 0)

    def test_is_given_back_within_the_term_of_the_bureau(self, world):
        """国家赔偿法 36: the clock runs from the day on which the decision fell; not verified."""
        case = fined(world)
        pay(world, case, FINE, DUE, "R1")
        annulled = case_rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", "复决1号")
        annul(world, case, annulled, TEN_LATE)
        due = [one.due_on for one in queries.duties(world.viewer("finance"), TEN_LATE)]
        assert TEN_LATE + timedelta(days=30) in due

    def test_gives_back_what_was_paid_too_much_where_somebody_says_how(self, world):
        """国家赔偿法 36: a surplus is booked as it came in; a slip of the pen is refused."""
        case = fined(world)
        pay(world, case, FINE, DUE, "R1")
        assert refused(world, lambda: pay(world, case, 1, DUE, "R2")) == ["payment.above_owed"]
        pay(world, case, FINE, DUE, "R2", surplus="当事人重复缴款。")
        assert standing(world, case, DUE).refund_owed_fen == FINE
        report(world, case, DUE)
        assert refused(world, lambda: close(world, case, DUE)) == ["case.refund.outstanding"]

    def test_is_not_due_while_the_decision_stands(self, world):
        case = fined(world)
        pay(world, case, FINE, DUE, "R1")
        draft = rules.RefundDraft(FINE, "T1")
        assert "execution.nothing_to_return" in refused(
            world,
            lambda: services.refund(
                ctx=world.act("finance", DUE), case=case.id, draft=draft, on=DUE
            ),
        )

    def test_is_not_needed_to_close_an_annulled_case_that_was_not_paid(self, world):
        case = fined(world)
        annulled = case_rules.AnnulmentDraft(AnnulmentKind.INVALID, "示例区人民法院", "示行终1号")
        annul(world, case, annulled, DUE)
        assert close(world, case, DUE).id == case.id


class TestCash:
    def test_taken_on_the_spot_is_handed_in_and_banked_within_two_working_days_each(self, world):
        case = fined(world, spot_ground=SpotGround.HARD_LATER)
        ground = {
            "way": CollectionWay.ON_SPOT,
            "ground": SpotGround.HARD_LATER,
            "request": "流动摊点",
        }
        assert refused(world, lambda: pay(world, case, FINE, DECIDED, "R1", **ground)) == [
            "payment.collected_by_another",
            "case.by.certificate_not_valid",
        ]
        assert refused(world, lambda: pay(world, case, FINE, DUE, "R1", by="yi", **ground)) == [
            "payment.not_on_the_spot"
        ]
        pay(world, case, FINE, DECIDED, "R1", by="yi", **ground)
        due = next(
            one
            for one in queries.duties(world.viewer(), DECIDED)
            if one.key.startswith("execution.cash_handed_in")
        )
        assert due.due_on == date(2025, 3, 5)
        report(world, case, DECIDED)
        assert refused(world, lambda: close(world, case, DECIDED)) == ["case.cash.outstanding"]
        services.hand_in_cash(
            ctx=world.act("yi", DECIDED), case=case.id, draft=rules.CashDraft("J1"), on=DECIDED
        )
        services.bank_cash(
            ctx=world.act("finance", DECIDED), case=case.id, draft=rules.CashDraft("J2"), on=DECIDED
        )
        found = standing(world, case, DECIDED)
        assert (found.cash_out_fen, found.cash_in_fen) == (0, 0)
        again = rules.CashDraft("J3")
        assert refused(
            world,
            lambda: services.bank_cash(
                ctx=world.act("finance", DECIDED), case=case.id, draft=again, on=DECIDED
            ),
        ) == ["execution.no_cash_in"]

    def test_is_taken_and_handed_in_by_an_officer_of_a_street(self, world):
        """行政处罚法 20, 68, 70, 71: under the deed, on a receipt of the ministry of finance."""
        world.delegate()
        officers = (world.officers["street_one"], world.officers["street_two"])
        case = fined(
            world,
            by="street_one",
            unit=world.street.id,
            officers=officers,
            violation="safety.99-1",
            spot_ground=SpotGround.HARD_LATER,
        )
        ground = {"way": CollectionWay.ON_SPOT, "ground": SpotGround.HARD_LATER}

        def take(receipt, **said):
            return pay(world, case, FINE, DECIDED, receipt, by="street_one", **ground, **said)

        assert refused(world, lambda: take("")) == [
            "payment.no_special_receipt",
            "payment.hardship_unreasoned",
        ]
        take("示财票1", request="流动摊点，没有固定经营场所。")
        [due] = (
            one
            for one in queries.duties(world.viewer("street_one"), DECIDED)
            if one.key.startswith("execution.cash_handed_in")
        )
        assert (due.due_on, Role.STREET_OFFICER.value in due.roles) == (date(2025, 3, 5), True)
        ctx, given = world.act("street_one", DECIDED), rules.CashDraft("J1")
        services.hand_in_cash(ctx=ctx, case=case.id, draft=given, on=DECIDED)
        assert standing(world, case, DECIDED).cash_in_fen == FINE

    def test_is_not_taken_without_a_ground(self, world):
        case = fined(world)
        assert refused(
            world, lambda: pay(world, case, FINE, DECIDED, "R1", way=CollectionWay.ON_SPOT)
        ) == ["payment.collected_by_officer"]
