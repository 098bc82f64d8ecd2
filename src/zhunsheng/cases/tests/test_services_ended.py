"""A unit that was struck off the register is no party of a penalty (行政处罚法 4)."""

from __future__ import annotations

from functools import partial

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, DAY, refused, steps
from zhunsheng.cases.tests.world import ANOTHER, SIGNED, World
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def ended(world: World, *, struck_off: bool = True) -> None:
    ctx = world.act(world.founder, DAY)
    registry.close_entity(
        ctx=ctx, entity=world.entity, reason="登记机关公告。", ended=struck_off, on=DAY
    )


def test_no_case_is_opened_against_it(world: World) -> None:
    """54.2: against nobody no case is opened."""
    case = world.clue(DAY)
    ended(world)
    draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
    ctx = world.act("deputy", DAY)
    act = partial(services.open_case, ctx=ctx, case=case.id, draft=draft, on=DAY)
    assert refused(world, act) == ["case.party.ended"]


def test_nothing_is_proposed_or_decided_against_it(world: World) -> None:
    """57: what is left is the end of the case, or another party."""
    told = world.told(BELOW, DAY)
    world.waive(told, DAY)
    case = world.investigated(DAY)
    ended(world)
    assert refused(world, partial(world.propose, case, BELOW, DAY)) == ["case.party.ended"]
    assert refused(world, partial(world.decide, told, BELOW, DAY)) == ["case.party.ended"]
    assert refused(world, partial(world.spot, DAY, other_act=ANOTHER)) == ["case.party.ended"]
    draft = turning.TerminationDraft(TerminationGround.NO_SUCCESSOR, "注销登记，没有承受人。")
    services.terminate(ctx=world.act("chief", DAY), case=told.id, draft=draft, on=DAY)


def test_no_case_ends_for_want_of_a_party_that_lives(world: World) -> None:
    """行政处罚法 57, 60: the term is not evaded by an end that the record does not bear out."""
    case = world.opened(DAY)
    draft = turning.TerminationDraft(TerminationGround.NO_SUCCESSOR, "当事人已经终止。")

    def end(case: PenaltyCase, scan: Upload | None = None) -> object:
        ctx = world.act("chief", DAY)
        return services.terminate(ctx=ctx, case=case.id, draft=draft, scan=scan, on=DAY)

    for scan in (None, SIGNED):
        assert refused(world, partial(end, case, scan)) == ["termination.party_lives"]
    ended(world, struck_off=False)
    assert refused(world, partial(end, case)) == ["termination.party_lives"]
    world.entity = world.add_entity("示例区晨安商店", 9, EntityKind.SOLE_PROPRIETOR)
    trader = world.opened(DAY)
    assert refused(world, partial(end, trader)) == ["termination.death_unproven"]
    end(trader, SIGNED)
    assert steps(world)[-1] == "termination"


def test_who_only_closed_and_the_trader_still_answer(world: World) -> None:
    """民法典 56, 68: a closed unit lives on, and a sole proprietor is its trader."""
    case = world.investigated(DAY)
    ended(world, struck_off=False)
    world.propose(case, BELOW, DAY)
    world.entity = world.add_entity("示例区晨安商店", 9, EntityKind.SOLE_PROPRIETOR)
    other = world.investigated(DAY)
    ended(world)
    world.propose(other, BELOW, DAY)
