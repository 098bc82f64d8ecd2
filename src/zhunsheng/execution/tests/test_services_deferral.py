"""行政处罚法 66.2: the answer to a request to pay later has its own paper, and is delivered."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases.choices import PaymentKind
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.execution import queries, rules, services
from zhunsheng.execution.choices import DeferralResult
from zhunsheng.execution.forms.base import Known
from zhunsheng.execution.forms.paying import CodeForm
from zhunsheng.execution.tests.test_services import TestDeferral as Deferral
from zhunsheng.execution.tests.test_services import standing
from zhunsheng.execution.tests.world import DECIDED, DUE, FINE, fined, pay, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


class TestAnswer:
    def _answered(self, world, case):
        """Return what the desk asks to deliver to the party of a case."""
        found = queries.duties(world.viewer(), DECIDED)
        return [one.label for one in found if one.key == f"execution.deferral_delivery:{case.id}"]

    def _deliver(self, world, case):
        services.deliver_deferral(
            ctx=world.act("yi", DECIDED), case=case.id, draft=world.delivered(), on=DECIDED
        )

    def _refuse(self, world, case):
        draft = rules.DeferralDraft(DeferralResult.REFUSED, "没有证明经济困难。", ())
        services.decide_deferral(
            ctx=world.act("deputy", DECIDED), case=case.id, draft=draft, on=DECIDED
        )

    def test_that_is_refused_is_told_in_a_notice_of_its_own_and_delivered(self, world):
        """行政处罚法 66.2: what the bureau did not approve is no letter of approval."""
        case = fined(world)
        assert refused(world, lambda: self._deliver(world, case)) == ["execution.no_deferral_paper"]
        Deferral._request(Deferral(), world, case)
        planned = rules.DeferralDraft(
            DeferralResult.REFUSED, "没有证明经济困难。", tuple(Deferral.DUES)
        )
        ctx = world.act("deputy", DECIDED)
        codes = refused(
            world,
            lambda: services.decide_deferral(ctx=ctx, case=case.id, draft=planned, on=DECIDED),
        )
        assert codes == ["deferral.refused_with_plan"]
        self._refuse(world, case)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [letter] = [
            one for one in papers if one.kind.startswith("deferral_") and "审批" not in one.title
        ]
        assert letter.title == "不予延期（分期）缴纳罚款通知书"
        assert letter.contents["reason"] == "没有证明经济困难。"
        assert self._answered(world, case) == ["送达延期、分期答复"]
        self._deliver(world, case)
        assert self._answered(world, case) == []
        receipts = [
            one
            for one in documents.documents_of(world.viewer(), ("case", case.id))
            if one.kind == "delivery_receipt"
        ]
        named = [one.contents for one in receipts if letter.number in str(one.contents)]
        assert [letter.title in str(one) for one in named] == [True]
        assert refused(world, lambda: self._deliver(world, case)) == ["execution.no_deferral_paper"]

    def test_that_is_approved_is_delivered_as_a_letter_of_approval(self, world):
        case = fined(world)
        Deferral._request(Deferral(), world, case)
        Deferral._decide(Deferral(), world, case, Deferral.DUES)
        self._deliver(world, case)
        [told] = [
            one.contents
            for one in documents.documents_of(world.viewer(), ("case", case.id))
            if one.kind == "delivery_receipt" and "批准书" in str(one.contents)
        ]
        assert "延期（分期）缴纳罚款批准书" in str(told)

    def test_reaches_the_party_before_it_asks_again(self, world):
        """66.2: 经当事人申请和行政机关批准; no answer hides the one before, which nobody told."""
        case = fined(world)
        Deferral._request(Deferral(), world, case)
        self._refuse(world, case)
        again = refused(world, lambda: Deferral._request(Deferral(), world, case))
        assert again == ["execution.answer_undelivered"]
        self._deliver(world, case)
        Deferral._request(Deferral(), world, case)
        self._refuse(world, case)
        self._deliver(world, case)
        kept = documents.documents_of(world.viewer(), ("case", case.id))
        letters = [one.number for one in kept if one.kind == "deferral_refusal"]
        told = " ".join(str(one.contents) for one in kept if one.kind == "delivery_receipt")
        assert [number in told for number in letters] == [True, True]

    def test_that_is_refused_leaves_the_plan_of_before(self, world):
        """66.2: what was approved stands where a further request is refused, and is told so."""
        case = fined(world)
        Deferral._request(Deferral(), world, case)
        Deferral._decide(Deferral(), world, case, Deferral.DUES)
        self._deliver(world, case)
        Deferral._request(Deferral(), world, case)
        self._refuse(world, case)
        kept = documents.documents_of(world.viewer(), ("case", case.id))
        [letter] = [one for one in kept if one.kind == "deferral_refusal"]
        assert "请按照此前批准的延期（分期）期限和数额缴纳罚款" in str(letter.contents["effect"])

    def test_that_is_approved_takes_none_of_the_fifteen_days_nor_of_an_earlier_plan(self, world):
        """行政处罚法 66.2, 67, 72: no part falls due before the term or an earlier grant."""
        case = fined(world)
        decide = partial(Deferral._decide, Deferral(), world, case)
        Deferral._request(Deferral(), world, case)
        early = (case_rules.Due(DUE - timedelta(days=1), FINE),)
        assert refused(world, lambda: decide(early)) == ["plan.too_soon"]
        decide(Deferral.DUES)
        self._deliver(world, case)
        Deferral._request(Deferral(), world, case)
        plain = (case_rules.Due(DUE, FINE),)
        assert refused(world, lambda: decide(plain)) == ["plan.too_soon"]
        assert standing(world, case, DUE + timedelta(days=2)).surcharge_fen == 0


def test_a_payment_code_starts_from_the_instalment_that_is_due(world):
    """行政处罚法 66.2: of a fine in instalments the next part is to be paid, not the whole."""
    case = fined(world)
    Deferral._request(Deferral(), world, case)
    dues = tuple(Deferral.DUES)
    draft = rules.DeferralDraft(DeferralResult.APPROVED, "同意分期。", dues)
    ctx = world.act("deputy", DECIDED)
    services.decide_deferral(ctx=ctx, case=case.id, draft=draft, on=DECIDED)
    file = queries.load(world.viewer(), case.id, on=DECIDED)
    form = CodeForm(known=Known(DECIDED, file, standing(world, case, DECIDED)))
    assert len(dues) > 1
    assert form.initial["amount"] == dues[0].amount_fen


def test_a_case_is_not_closed_before_the_answer_is_told(world):
    """66.2: who asked to pay later is told the answer, though all was paid meanwhile."""
    case = fined(world)
    Deferral._request(Deferral(), world, case)
    decide = partial(Deferral._decide, Deferral(), world, case, Deferral.DUES)
    decide()

    def lacking():
        file = cases.file_of(world.viewer(), case.id, on=DECIDED)
        facts = cases.facts_of(world.viewer(), case.id, on=DECIDED)
        found = file.procedure.findings("closing", facts)
        return "case.deferral.not_delivered" in {one.code for one in found}

    assert lacking()
    TestAnswer._deliver(TestAnswer(), world, case)
    assert not lacking()


class TestPlan:
    def test_of_which_one_part_is_late_takes_what_that_added_with_it(self, world):
        """66.2, 72(1): the surcharge of one part is not kept waiting for the parts to come."""
        case, late = fined(world), date(2025, 4, 22)
        Deferral._request(Deferral(), world, case)
        Deferral._decide(Deferral(), world, case, Deferral.DUES)
        pay(world, case, 100_000, late, "R1")
        assert standing(world, case, late).surcharge_owed_fen == 6_000
        pay(world, case, 6_000, late, "R2", kind=PaymentKind.SURCHARGE)
        found = standing(world, case, late)
        assert (found.surcharge_owed_fen, found.unpaid_fen) == (0, 100_000)

    def test_names_the_last_day_in_one_wording(self, world):
        """66.2: approval and letter say alike that the day itself still is in time."""
        case = fined(world)
        Deferral._request(Deferral(), world, case)
        Deferral._decide(Deferral(), world, case, Deferral.DUES)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [plan] = (one.contents["plan"] for one in papers if one.kind == "deferral_approval")
        assert str(plan).startswith("2025年4月20日当日及以前缴纳1,000.00元")
