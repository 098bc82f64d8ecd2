"""Acts of penalty cases on a real database."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.models import CaseAct, Decision
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


class TestOrdinaryProcedure:
    def test_runs_from_clue_to_closing(self) -> None:
        world = World()
        case = world.decided(1_000_000, DAY)
        services.deliver_decision(
            ctx=world.act("yi", DAY), case=case.id, draft=world.delivered(), on=DAY
        )
        services.record_payment(
            ctx=world.act("finance", DAY),
            case=case.id,
            draft=rules.PaymentDraft(1_000_000, "0001"),
            on=DAY,
        )
        services.close_case(
            ctx=world.act("deputy", DAY), case=case.id, draft=rules.ClosingDraft(), on=DAY
        )
        steps = list(
            CaseAct.objects.of(world.viewer()).order_by("sequence").values_list("step", flat=True)
        )
        assert steps == [
            "clue",
            "opening",
            "investigation",
            "proposal",
            "review_request",
            "legal_review",
            "prior_notice",
            "notice_delivery",
            "representation_waiver",
            "decision",
            "decision_delivery",
            "payment",
            "closing",
        ]
        assert Decision.objects.of(world.viewer()).get().fine_fen == 1_000_000
