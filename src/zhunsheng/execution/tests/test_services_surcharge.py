"""A surcharge is decided once a day, and anew only after the party was told of the first."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import services
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.execution import services as execution

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
