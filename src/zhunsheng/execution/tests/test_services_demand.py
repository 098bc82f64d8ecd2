"""行政强制法 35, 54: a demand names what is due on its day; nobody is pressed for more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases.choices import PaymentKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import BUREAU, World, signed
from zhunsheng.documents import queries as documents
from zhunsheng.execution import queries, rules, services
from zhunsheng.execution.documents.contents import money_text
from zhunsheng.execution.tests.test_services import COURT_DAY, apply, surcharged
from zhunsheng.execution.tests.world import FINE, fined, pay, refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 12)
PART = FINE // 4


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def demand(world: World, case: PenaltyCase, on: date = DAY) -> None:
    draft = rules.DemandDraft(on + timedelta(days=16))
    services.demand(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


def deliver(world: World, case: PenaltyCase, on: date = DAY) -> None:
    ctx = world.act("yi", on)
    services.deliver_demand(ctx=ctx, case=case.id, draft=world.delivered(), on=on)


def papers(world: World, case: PenaltyCase, kind: str) -> list[dict[str, object]]:
    rows = documents.documents_of(world.viewer(), ("case", case.id))
    return [row.contents for row in rows if row.kind == kind]


@pytest.mark.parametrize("kind", [PaymentKind.FINE, PaymentKind.SURCHARGE])
def test_is_made_anew_where_a_part_was_paid_before_it_was_delivered(
    world: World, kind: PaymentKind
) -> None:
    case = fined(world)
    surcharged(world, case, DAY)
    if kind is PaymentKind.SURCHARGE:
        pay(world, case, FINE, DAY, "示例2")
    demand(world, case)
    pay(world, case, PART, DAY, "示例1", kind=kind)
    assert refused(world, partial(deliver, world, case)) == ["execution.demand_overstates"]
    due = {one.key.partition(":")[0] for one in queries.duties(world.viewer("yi"), DAY)}
    assert "execution.demand_notice" in due
    demand(world, case)
    found = queries.standing(queries.load(world.viewer(), case.id, on=DAY), on=DAY)
    owed = (found.late_fen, found.surcharge_owed_fen)
    told = {(one["fine"], one["surcharge"]) for one in papers(world, case, "demand_notice")}
    assert tuple(money_text(fen) if fen else "" for fen in owed) in told
    assert len(told) == 2
    deliver(world, case)


def test_that_was_delivered_before_a_part_was_paid_is_entered_as_it_was(world: World) -> None:
    """38: what reached the party named what was due on that day."""
    case, later = fined(world), DAY + timedelta(days=2)
    demand(world, case)
    pay(world, case, PART, later, "示例1")
    assert refused(world, partial(deliver, world, case, later)) == ["execution.demand_overstates"]
    ctx = replace(world.act("yi", later), late_reason="回证次日交回。")
    scan = signed(case.id)
    services.deliver_demand(ctx=ctx, case=case.id, draft=world.delivered(), proof=scan, on=DAY)


def test_the_court_is_asked_for_what_a_part_payment_left_and_told_of_it(world: World) -> None:
    """54: what came in after the demand is not asked for, and the application says so."""
    case = fined(world)
    demand(world, case)
    deliver(world, case)
    surcharged(world, case, DAY + timedelta(days=1))
    pay(world, case, PART, DAY + timedelta(days=2), "示例1")
    apply(world, case, COURT_DAY)
    (paper,) = papers(world, case, "enforcement_application")
    assert paper["fine"] == money_text(FINE - PART)
    assert "没有全部履行" in str(paper["facts"])
    assert "催告以后，被申请人缴纳500.00元，申请执行的数额已经扣除。" in str(paper["facts"])
