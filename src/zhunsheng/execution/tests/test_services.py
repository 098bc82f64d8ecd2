"""Acts of the execution: what they write, and that a refusal writes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import ExecutionOutcome, PaymentKind
from zhunsheng.cases.tests.world import BUREAU, OTHER, World, obeyed
from zhunsheng.documents import queries as documents
from zhunsheng.execution import queries, rules, services
from zhunsheng.execution.choices import (
    CodeState,
    CourtAnswer,
    CourtRuling,
    DeferralResult,
    ExecutionState,
)
from zhunsheng.execution.models import Execution, ExecutionAct
from zhunsheng.execution.tests.world import CODE, DECIDED, DUE, FINE, PROVEN, fined, pay, refused
from zhunsheng.kernel.finding import Stale

pytestmark = pytest.mark.django_db
TEN_LATE = DUE + timedelta(days=10)
SURCHARGE = FINE * 3 // 100 * 10


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def standing(world, case, on):
    return queries.standing(queries.load(world.viewer(), case.id, on=on), on=on)


def steps(world, case):
    rows = ExecutionAct.objects.of(world.viewer()).filter(execution__case=case)
    return list(rows.order_by("sequence").values_list("step", flat=True))


def report(world, case, on):
    return case_acts.report_back(ctx=world.act("yi", on), case=case.id, on=on)


def close(world, case, on):
    draft = obeyed(on)
    return case_acts.close_case(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)


class TestCode:
    def test_is_kept_as_digits_and_used_once_in_the_bureau(self, world):
        case, other = fined(world), fined(world, violation="safety.99-2")
        draft = rules.CodeDraft(PaymentKind.FINE, "9999 0000 2025-0001", FINE)

        def issue(for_case, key="finance"):
            return services.issue_payment_code(
                ctx=world.act(key, DECIDED), case=for_case.id, draft=draft, on=DECIDED
            )

        issue(case)
        file = queries.load(world.viewer(), case.id, on=DECIDED)
        assert [one.number for one in file.codes] == [CODE]
        assert refused(world, lambda: issue(other)) == ["code.used"]
        assert refused(world, lambda: issue(other, "reviewer"))[0] == "step.payment_code.wrong_role"

    def test_asks_for_no_more_than_is_owed_until_the_former_is_voided(self, world):
        """行政处罚法 67: the party is asked once for what it owes."""
        case = fined(world)

        def issue(code, amount):
            draft = rules.CodeDraft(PaymentKind.FINE, code, amount)
            services.issue_payment_code(
                ctx=world.act("finance", DECIDED), case=case.id, draft=draft, on=DECIDED
            )

        def void(by="finance"):
            draft = rules.VoidDraft(CODE, "金额有误。")
            services.void_payment_code(
                ctx=world.act(by, DECIDED), case=case.id, draft=draft, on=DECIDED
            )

        assert refused(world, void) == ["execution.no_open_code", "void.no_such_code"]
        issue(CODE, FINE)
        assert refused(world, lambda: issue(f"{CODE}1", 1)) == ["code.open_already"]
        assert refused(world, lambda: void("reviewer")) == ["step.payment_code_void.wrong_role"]
        void()
        assert "void.no_such_code" in refused(world, void)
        issue(f"{CODE}1", FINE)

    def test_that_was_paid_is_not_voided_and_asks_no_more(self, world):
        """行政处罚法 67: a paid code stays on record, so that the rest is asked for once."""
        case, half = fined(world), FINE // 2

        def issue(code):
            draft = rules.CodeDraft(PaymentKind.FINE, code, half)
            services.issue_payment_code(
                ctx=world.act("finance", DECIDED), case=case.id, draft=draft, on=DECIDED
            )

        def void(code):
            draft = rules.VoidDraft(code, "金额有误。")
            services.void_payment_code(
                ctx=world.act("finance", DECIDED), case=case.id, draft=draft, on=DECIDED
            )

        issue(CODE)
        pay(world, case, half, DECIDED, "R1")
        issue(f"{CODE}1")
        assert refused(world, lambda: void(CODE)) == ["void.paid_already"]
        assert refused(world, lambda: issue(f"{CODE}2")) == ["code.open_already"]
        void(f"{CODE}1")
        issue(f"{CODE}2")
        file = queries.load(world.viewer(), case.id, on=DECIDED)
        assert [one.state for one in file.codes] == [
            CodeState.PAID,
            CodeState.VOID,
            CodeState.OPEN,
        ]

    def test_is_not_dated_before_the_decision(self, world):
        """行政处罚法 67: the code serves to pay what was decided."""
        case, before = fined(world), DECIDED - timedelta(days=1)
        ctx = replace(world.act("finance", DECIDED), late_reason="补记")
        draft = rules.CodeDraft(PaymentKind.FINE, CODE, FINE)
        assert refused(
            world,
            lambda: services.issue_payment_code(ctx=ctx, case=case.id, draft=draft, on=before),
        ) == ["code.too_early"]

    def test_of_a_form_opened_before_another_act_is_stale(self, world):
        case = fined(world)
        draft = rules.CodeDraft(PaymentKind.FINE, CODE, FINE)

        def issue():
            return services.issue_payment_code(
                ctx=world.act("finance", DECIDED),
                case=case.id,
                draft=draft,
                on=DECIDED,
                version=0,
            )

        issue()
        before = world.events
        with pytest.raises(Stale, match="示例申 开具缴款码"):
            issue()
        assert world.events == before

    def test_of_another_bureau_does_not_exist(self, world):
        case = fined(world)
        stranger = World(OTHER, "999901")
        draft = rules.CodeDraft(PaymentKind.FINE, CODE, FINE)
        with pytest.raises(type(case).DoesNotExist):
            services.issue_payment_code(
                ctx=stranger.act("finance", DECIDED), case=case.id, draft=draft, on=DECIDED
            )


class TestSurcharge:
    def test_keeps_a_case_open_until_it_is_paid(self, world):
        case = fined(world)
        pay(world, case, FINE, TEN_LATE, "R1")
        assert standing(world, case, TEN_LATE).surcharge_owed_fen == SURCHARGE
        case_acts.report_back(ctx=world.act("yi", TEN_LATE), case=case.id, on=TEN_LATE)

        def close():
            return case_acts.close_case(
                ctx=world.act("head", TEN_LATE),
                case=case.id,
                draft=obeyed(TEN_LATE),
                on=TEN_LATE,
            )

        assert refused(world, close) == ["case.surcharge.outstanding"]
        pay(world, case, SURCHARGE, TEN_LATE, "R2", kind=PaymentKind.SURCHARGE)
        close()

    def test_is_paid_before_or_after_the_fine_and_no_more_than_it_is(self, world):
        """72(1): what is owed on the day is taken when the party brings it."""
        case = fined(world)

        def add(amount, receipt):
            kind = PaymentKind.SURCHARGE
            return pay(world, case, amount, TEN_LATE, receipt, kind=kind)

        assert refused(world, lambda: add(SURCHARGE + 1, "R1")) == ["payment.above_owed"]
        add(100, "R1")
        pay(world, case, FINE, TEN_LATE, "R2")
        assert refused(world, lambda: add(SURCHARGE - 99, "R3")) == ["payment.above_owed"]
        add(SURCHARGE - 100, "R3")
        found = standing(world, case, TEN_LATE)
        assert (found.state, found.owed_fen) == (ExecutionState.PAID, 0)

    def test_paid_is_no_paid_fine_of_the_statistics(self, world):
        case = fined(world)
        pay(world, case, FINE, TEN_LATE, "R1")
        pay(world, case, SURCHARGE, TEN_LATE, "R2", kind=PaymentKind.SURCHARGE)
        rows = cases.paid_rows(world.viewer(), DECIDED, TEN_LATE)
        assert sum(row.weight for row in rows) == FINE

    def test_is_told_with_its_computation(self, world):
        case = fined(world)
        services.decide_surcharge(ctx=world.act("deputy", TEN_LATE), case=case.id, on=TEN_LATE)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        paper = next(one for one in papers if one.kind == "surcharge_decision")
        assert "2,000.00元×3%×10日＝600.00元" in paper.content

    def test_is_forgone_where_an_agreement_is_kept(self, world):
        case = fined(world)
        pay(world, case, FINE, TEN_LATE, "R1")
        until = TEN_LATE + timedelta(days=30)
        draft = rules.AgreementDraft("已经整改并参加培训。", SURCHARGE, until, "")

        def agree(proof=PROVEN):
            ctx = world.act("deputy", TEN_LATE)
            services.agree(ctx=ctx, case=case.id, draft=draft, proof=proof, on=TEN_LATE)

        assert refused(world, agree) == ["execution.surcharge_not_told"]
        services.decide_surcharge(ctx=world.act("deputy", TEN_LATE), case=case.id, on=TEN_LATE)
        services.deliver_surcharge(
            ctx=world.act("yi", TEN_LATE), case=case.id, draft=world.delivered(), on=TEN_LATE
        )
        assert refused(world, lambda: agree(None)) == ["agreement.no_proof"]  # 行政强制法 42.1
        agree()
        assert standing(world, case, TEN_LATE).surcharge_owed_fen == 0


class TestDeferral:
    DUES = (case_rules.Due(date(2025, 4, 20), 100_000), case_rules.Due(date(2025, 5, 20), 100_000))

    def _request(self, world, case):
        draft = rules.RequestDraft("示例甲", "停产三个月，账户余额不足。", "分两期。")
        services.request_deferral(
            ctx=world.act("yi", DECIDED), case=case.id, draft=draft, on=DECIDED
        )

    def _decide(self, world, case, dues, by="deputy"):
        draft = rules.DeferralDraft(DeferralResult.APPROVED, "同意。", dues)
        return services.decide_deferral(
            ctx=world.act(by, DECIDED), case=case.id, draft=draft, on=DECIDED
        )

    def test_moves_the_term_and_keeps_the_surcharge_away(self, world):
        case = fined(world)
        self._request(world, case)
        self._decide(world, case, self.DUES)
        terms = {term.key: term.due for term in cases.clocks(world.viewer(), case.id, on=DECIDED)}
        assert terms["payment"] == date(2025, 4, 20)
        found = standing(world, case, date(2025, 4, 20))
        assert (found.state, found.surcharge_fen) == (ExecutionState.PLANNED, 0)
        late = standing(world, case, date(2025, 4, 30))
        assert (late.state, late.surcharge_fen) == (ExecutionState.OVERDUE, 30_000)
        papers = {
            one.kind: one for one in documents.documents_of(world.viewer(), ("case", case.id))
        }
        assert {"deferral_approval", "deferral_letter"} <= papers.keys()
        assert papers["deferral_approval"].contents["requested_by"] == "示例甲"

    def test_without_a_request_or_with_another_sum_is_refused(self, world):
        case = fined(world)
        assert refused(world, lambda: self._decide(world, case, self.DUES)) == [
            "execution.nothing_asked_for"
        ]
        self._request(world, case)
        assert refused(world, lambda: self._decide(world, case, self.DUES[:1])) == [
            "plan.sum_differs"
        ]
        assert refused(world, lambda: self._decide(world, case, self.DUES, by="head")) == [
            "step.deferral_decision.wrong_role"
        ]


COURT_DAY = date(2025, 6, 10)


def demanded(world, case, on):
    draft = rules.DemandDraft(on + timedelta(days=16))
    services.demand(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)
    services.deliver_demand(ctx=world.act("yi", on), case=case.id, draft=world.delivered(), on=on)


def surcharged(world, case, on):
    services.decide_surcharge(ctx=world.act("deputy", on), case=case.id, on=on)
    services.deliver_surcharge(
        ctx=world.act("yi", on), case=case.id, draft=world.delivered(), on=on
    )


def apply(world, case, on):
    draft = rules.ApplicationDraft("示例区人民法院")
    return services.apply_to_court(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)


class TestCourt:
    def test_is_asked_after_demand_and_remedies_and_ends_the_execution(self, world):
        case = fined(world)
        demanded(world, case, date(2025, 5, 12))
        surcharged(world, case, date(2025, 5, 13))
        assert refused(world, lambda: apply(world, case, date(2025, 5, 26))) == [
            "execution.court.too_early"
        ]
        apply(world, case, COURT_DAY)
        assert standing(world, case, COURT_DAY).state is ExecutionState.IN_COURT
        answer = rules.CourtAnswerDraft(CourtAnswer.ACCEPTED, "（2025）示例行审1号")
        services.record_court_answer(
            ctx=world.act("reviewer", COURT_DAY), case=case.id, draft=answer, on=COURT_DAY
        )
        ruling = rules.RulingDraft(CourtRuling.GRANTED, "（2025）示例行审1号之一")
        services.record_court_ruling(
            ctx=world.act("reviewer", COURT_DAY), case=case.id, draft=ruling, on=COURT_DAY
        )
        end = rules.EndDraft(
            ExecutionOutcome.COURT_TERMINATED, "没有财产可供执行。", "（2025）示例执1号", 50_000
        )

        def end_it(proof=None):
            ctx = world.act("chief", COURT_DAY)
            services.end_execution(ctx=ctx, case=case.id, draft=end, proof=proof, on=COURT_DAY)

        assert refused(world, end_it) == ["end.no_scan"]  # 行政强制法 40
        end_it(PROVEN)
        assert standing(world, case, COURT_DAY).state is ExecutionState.ENDED
        report(world, case, COURT_DAY)
        assert close(world, case, COURT_DAY).id == case.id

    def test_is_not_asked_without_a_demand_or_after_three_months(self, world):
        case = fined(world)
        assert "execution.demand_not_delivered" in refused(
            world, lambda: apply(world, case, COURT_DAY)
        )
        demanded(world, case, date(2025, 5, 12))
        surcharged(world, case, date(2025, 5, 13))
        assert refused(world, lambda: apply(world, case, date(2025, 8, 7))) == [
            "execution.court.too_late"
        ]

    def test_hears_the_party_on_the_demand(self, world):
        case, on = fined(world), date(2025, 5, 12)
        demanded(world, case, on)
        services.record_statement(
            ctx=world.act("secretary", on),
            case=case.id,
            draft=case_rules.StatementDraft("示例甲", "请求缓期。"),
            on=on,
        )
        assert "execution.statement_unanswered" in refused(
            world, lambda: apply(world, case, COURT_DAY)
        )
        services.answer_statement(
            ctx=world.act("yi", on),
            case=case.id,
            draft=case_rules.AnswerDraft(False, "没有证明材料。"),
            on=on,
        )
        assert steps(world, case) == [
            "demand_notice",
            "demand_delivery",
            "statement",
            "statement_answer",
        ]


class TestList:
    def test_has_as_many_queries_for_many_as_for_one(self, world, django_assert_max_num_queries):
        first = fined(world)
        fined(world, violation="safety.99-2")
        demanded(world, first, TEN_LATE)
        with django_assert_max_num_queries(10):
            lines = queries.lines(world.viewer(), on=TEN_LATE)
        assert [line.standing.state for line in lines] == [ExecutionState.OVERDUE] * 2

    def test_says_what_is_due(self, world):
        fined(world)
        assert [one.key.partition(":")[0] for one in queries.duties(world.viewer(), TEN_LATE)] == [
            "execution.demand_notice"
        ]

    def test_is_of_the_own_bureau(self, world):
        fined(world)
        stranger = World(OTHER, "999901")
        assert queries.lines(stranger.viewer(), on=TEN_LATE) == ()
        assert Execution.objects.of(stranger.viewer()).count() == 0
