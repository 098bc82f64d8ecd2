"""A surcharge is decided once a day, and anew only after the party was told of the first."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import services
from zhunsheng.cases.choices import PaymentKind
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.execution import rules
from zhunsheng.execution import services as execution
from zhunsheng.execution.tests.test_services import standing
from zhunsheng.execution.tests.world import PROVEN, pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_a_surcharge_is_decided_once_a_day(world: World) -> None:
    """行政强制法 45.2: the party is told of one amount, not of two on one day."""
    case = world.decided(BELOW, DAY)
    ctx = world.act("yi", DAY)
    services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
    late = DAY + timedelta(days=40)

    def decide(on: date) -> object:
        ctx = world.act("chief", on)
        return execution.decide_surcharge(ctx=ctx, case=case.id, on=on)

    decide(late)
    for on in (late, late + timedelta(days=1)):  # the first is not delivered
        assert refused(world, partial(decide, on)) == ["execution.surcharge_decided"]


def test_an_agreement_ends_within_the_longest_term_and_names_measures(world: World) -> None:
    """行政强制法 42.1: 当事人采取补救措施的，可以减免加处的罚款; a day in 2099 is no payment."""
    case = world.decided(BELOW, DAY)
    ctx = world.act("yi", DAY)
    services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
    late = DAY + timedelta(days=40)
    execution.decide_surcharge(ctx=world.act("chief", late), case=case.id, on=late)
    ctx = world.act("yi", late)
    execution.deliver_surcharge(ctx=ctx, case=case.id, draft=world.delivered(), on=late)

    def agree(measures: str, pay_by: date) -> object:
        draft = rules.AgreementDraft(measures, 100, pay_by, "")
        ctx = world.act("deputy", late)
        return execution.agree(ctx=ctx, case=case.id, draft=draft, proof=PROVEN, on=late)

    far = refused(world, lambda: agree("已经整改并参加培训。", date(2099, 1, 1)))
    assert far == ["agreement.too_long"]
    filler = refused(world, lambda: agree("无无无无无无", late + timedelta(days=30)))
    assert filler == ["agreement.no_measures"]
    agree("已经整改并参加培训。", late + timedelta(days=30))


def test_who_pays_on_the_day_is_pressed_for_nothing_that_he_paid(world: World) -> None:
    """行政强制法 34, 54: 行政机关催告当事人履行义务; a fine that is paid that day is performed."""
    case = world.decided(BELOW, DAY)
    ctx = world.act("yi", DAY)
    services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
    late = DAY + timedelta(days=40)
    execution.decide_surcharge(ctx=world.act("chief", late), case=case.id, on=late)
    ctx = world.act("yi", late)
    execution.deliver_surcharge(ctx=ctx, case=case.id, draft=world.delivered(), on=late)
    demanded = rules.DemandDraft(late + timedelta(days=15))

    def demand(draft: rules.DemandDraft = demanded) -> object:
        ctx = world.act("yi", late)
        return execution.demand(ctx=ctx, case=case.id, draft=draft, on=late)

    def deliver() -> object:
        ctx, draft = world.act("yi", late), world.delivered()
        return execution.deliver_demand(ctx=ctx, case=case.id, draft=draft, on=late)

    demand()
    pay(world, case, BELOW - 100, late, "R1")
    assert refused(world, deliver) == ["execution.demand_overstates"]
    demand()
    deliver()
    assert standing(world, case, late).late_fen == 100
    demand()
    pay(world, case, 100, late, "R2")
    owed = standing(world, case, late)
    assert (owed.unpaid_fen, owed.late_fen, owed.surcharge_fen > 0) == (0, 0, True)
    pay(world, case, owed.surcharge_owed_fen, late, "R3", kind=PaymentKind.SURCHARGE)
    assert refused(world, demand) == ["execution.not_late"]
    assert refused(world, deliver) == ["execution.nothing_owed"]
