"""Acts of the execution that are entered late, or on a word of the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import DeliveryWay
from zhunsheng.cases.tests.world import BUREAU, World, signed
from zhunsheng.documents import queries as documents
from zhunsheng.execution import rules, services
from zhunsheng.execution.choices import DeferralResult
from zhunsheng.execution.tests.test_services import demanded
from zhunsheng.execution.tests.world import DECIDED, FINE, fined, refused

pytestmark = pytest.mark.django_db
DUES = (case_rules.Due(date(2025, 4, 20), 100_000), case_rules.Due(date(2025, 5, 20), 100_000))


@pytest.fixture
def world() -> World:
    return World(BUREAU)


class TestLateEntry:
    def test_of_a_deferral_erases_no_surcharge(self, world):
        """行政处罚法 66.2, 72: a deferral is approved on its day, and takes back nothing."""
        case = fined(world)
        asked, today = date(2025, 3, 10), date(2025, 5, 12)
        draft = rules.RequestDraft("示例甲", "停产三个月。", "分两期。")
        ctx = replace(world.act("yi", today), late_reason="补记")
        services.request_deferral(ctx=ctx, case=case.id, draft=draft, on=asked)
        answer = rules.DeferralDraft(DeferralResult.APPROVED, "同意。", DUES)
        late = replace(world.act("deputy", today), late_reason="补记")

        def decide():
            return services.decide_deferral(ctx=late, case=case.id, draft=answer, on=asked)

        assert "step.deferral_decision.backdated" in refused(world, decide)

    def test_is_not_decided_on_a_day_before_the_request(self, world):
        """行政处罚法 66.2: upon the party's application, which comes first."""
        case = fined(world)
        draft, asked = rules.RequestDraft("示例甲", "停产三个月。", "分两期。"), date(2025, 3, 10)
        ctx = world.act("yi", asked)
        services.request_deferral(ctx=ctx, case=case.id, draft=draft, on=asked)
        answer = rules.DeferralDraft(DeferralResult.APPROVED, "同意。", DUES)
        late = replace(world.act("deputy", asked), late_reason="补记")

        def decide():
            return services.decide_deferral(ctx=late, case=case.id, draft=answer, on=DECIDED)

        assert refused(world, decide) == [
            "execution.out_of_order",
            "step.deferral_decision.backdated",
        ]

    def test_hears_nothing_on_a_demand_before_it_was_delivered(self, world):
        """行政强制法 36: the party is heard after it received the demand."""
        case, on = fined(world), date(2025, 5, 12)
        demanded(world, case, on)
        draft = case_rules.StatementDraft("示例甲", "请求缓期。")
        late = replace(world.act("secretary", on), late_reason="补记")
        day = date(2025, 5, 9)

        def hear():
            return services.record_statement(ctx=late, case=case.id, draft=draft, on=day)

        assert refused(world, hear) == ["execution.statement_too_early"]

    def test_is_not_demanded_by_wire_on_a_word_of_the_form(self, world):
        """行政处罚法 61.2, 行政强制法 38: by wire with the signed consent of the party alone."""
        case, on = world.decided(FINE, DECIDED), date(2025, 5, 12)
        given = world.delivered()
        ctx = world.act("yi", DECIDED)
        case_acts.deliver_decision(ctx=ctx, case=case.id, draft=given, on=DECIDED)
        demand = rules.DemandDraft(on + timedelta(days=16))
        services.demand(ctx=world.act("yi", on), case=case.id, draft=demand, on=on)
        wired = case_rules.DeliveryDraft(way=DeliveryWay.ELECTRONIC, consent="自称同意")

        def deliver():
            ctx = world.act("yi", on)
            return services.deliver_demand(ctx=ctx, case=case.id, draft=wired, on=on)

        assert refused(world, deliver) == ["delivery.no_consent"]

    def test_of_the_delivery_of_a_demand_is_shown_by_its_receipt(self, world):
        """行政强制法 38, 54: ten days after the demand was delivered the court may be asked."""
        case, on, today = fined(world), date(2025, 5, 12), date(2025, 5, 30)
        demand = rules.DemandDraft(on + timedelta(days=16))
        services.demand(ctx=world.act("yi", on), case=case.id, draft=demand, on=on)

        def deliver(proof=None):
            ctx = replace(world.act("yi", today), late_reason="当时未及时登记。")
            return services.deliver_demand(
                ctx=ctx, case=case.id, draft=world.delivered(), proof=proof, on=on
            )

        assert refused(world, deliver) == ["delivery.no_receipt_scan"]
        deliver(signed(case.id))
        lines = documents.bound_to(world.viewer(), signed(case.id).content)
        assert [one.kind for one in lines] == ["delivery_receipt"]
