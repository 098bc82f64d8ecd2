"""行政处罚法 66.2: the answer to a request to pay later has its own paper, and is delivered."""

from __future__ import annotations

import pytest

from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.execution import queries, rules, services
from zhunsheng.execution.choices import DeferralResult
from zhunsheng.execution.tests.test_services import TestDeferral as Deferral
from zhunsheng.execution.tests.world import DECIDED, fined, refused

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
        draft = rules.DeferralDraft(DeferralResult.REFUSED, "没有证明经济困难。", ())
        services.decide_deferral(
            ctx=world.act("deputy", DECIDED), case=case.id, draft=draft, on=DECIDED
        )
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
