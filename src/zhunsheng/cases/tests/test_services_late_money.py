"""Money that comes in after the case was closed is booked where it belongs, and nothing reopens."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import AnnulmentKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import BELOW, DAY, annulled, refused
from zhunsheng.cases.tests.test_services_parties import close, end
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.documents import services as documents

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=200)


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def pay(world: World, case: PenaltyCase, amount_fen: Any, **said: str) -> object:
    draft = rules.PaymentDraft(amount_fen, f"SL{world.count:08d}", **said)  # type: ignore[arg-type]  # texts
    ctx = world.act("finance", LATER)
    return services.record_payment(ctx=ctx, case=case.id, draft=draft, on=LATER)


def closed(world: World) -> PenaltyCase:
    case = world.decided(BELOW, DAY)
    end(world, case, BELOW)
    close(world, case)
    return case


class TestMoneyAfterClosing:
    """行政处罚法 67, 74: all that came in is booked, and what was not owed is given back."""

    def test_is_booked_and_owed_back_where_nothing_was_owed(self, world: World) -> None:
        case = closed(world)
        documents.close_file(world.act("chief", LATER), subject=("case", case.id), volume=1)
        assert refused(world, partial(pay, world, case, 5_000)) == ["payment.above_owed"]
        pay(world, case, 5_000, surplus="法院划拨的款项，结案后到账。")
        facts = queries.facts_of(world.viewer(), case.id, on=LATER)
        assert (facts.refund_fen, facts.done("closing")) == (5_000, True)

    def test_is_booked_on_a_decision_that_fell_since(self, world: World) -> None:
        case = closed(world)
        change = rules.AnnulmentDraft(AnnulmentKind.INVALID, "示例区人民政府", "示复决〔2025〕1号")
        annulled(world, case, change, LATER)
        pay(world, case, 5_000, surplus="结案后到账。")
        facts = queries.facts_of(world.viewer(), case.id, on=LATER)
        assert facts.refund_fen == BELOW + 5_000

    @pytest.mark.parametrize("amount", [1.5, 100.0])
    def test_is_no_fraction_of_a_fen(self, world: World, amount: Any) -> None:
        """A float has lost the amount already: it is refused, and breaks nothing."""
        case = closed(world)
        assert refused(world, partial(pay, world, case, amount)) == ["act.number_not_exact"]
