"""What was decided not to be punished is not punished in another file (行政处罚法 57.1)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, FIRST, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.lawbook.choices import ConductKind

pytestmark = pytest.mark.django_db
ACT: dict[str, Any] = {"violation_ended_on": DAY, "conduct": ConductKind.ONCE}
AGAIN = "安排2名未取得特种作业操作证的人员从事焊接作业。"
WHY = "另一处车间的另外两名人员，与仓库的作业无关。"
LATER = DAY + timedelta(days=30)
CODE = "case.spared_before"


@pytest.fixture
def world() -> World:
    return World()


def spared(world: World, **changes: Any) -> PenaltyCase:
    """Return a case in which the party was spared as a first offender."""
    case = world.investigated(DAY, **{**ACT, **changes})
    world.propose(case, 0, DAY, answers=FIRST, waive=True)
    world.review(case, DAY)
    draft = rules.NoPenaltyDraft(NoPenaltyGround.FIRST, "首次发现，当日改正。", "当场教育。")
    services.decide_no_penalty(ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY)
    return case


class TestAPenaltyForWhatWasSpared:
    """行政处罚法 57.1: 根据不同情况，分别作出如下决定; one act gets one of them."""

    def test_is_refused_for_the_same_facts_whatever_is_said(self, world: World) -> None:
        spared(world)
        case = world.investigated(DAY, **ACT)
        for said in ("", WHY):
            propose = partial(world.propose, case, BELOW, DAY, other_act=said)
            assert refused(world, propose) == [CODE]
        spot = partial(world.spot, DAY, facts=case.facts, other_act=WHY, violation_ended_on=DAY)
        assert CODE in refused(world, spot)

    def test_says_why_it_is_for_another_act(self, world: World) -> None:
        """A second violation in the same week is everyday, and so is one told in the same words."""
        spared(world)
        near = world.investigated(DAY, facts=AGAIN, **ACT)
        assert refused(world, partial(world.propose, near, BELOW, DAY)) == [CODE]
        world.propose(near, BELOW, DAY, other_act=WHY)
        far = world.investigated(LATER, violation_ended_on=LATER, conduct=ConductKind.ONCE)
        assert refused(world, partial(world.propose, far, BELOW, LATER)) == [CODE]
        world.propose(far, BELOW, LATER, other_act=WHY)

    def test_is_not_explained_away_on_the_spot(self, world: World) -> None:
        """51, 57.1: what is doubtful goes the ordinary way, where it is reviewed."""
        own: dict[str, Any] = {"facts": "仓库入口未设置明显的安全警示标志。"}
        spared(world, violations=("safety.99-1",), **own)
        again: dict[str, Any] = {"facts": "仓库入口缺少警示标志一处。", "violation_ended_on": DAY}
        for said in ("", "属于另一个违法行为，与该案无关。"):
            assert refused(world, partial(world.spot, DAY, other_act=said, **again)) == [CODE]
        far: dict[str, Any] = {**own, "violation_ended_on": LATER}
        assert refused(world, partial(world.spot, LATER, other_act="", **far)) == [CODE]
        world.spot(LATER, other_act=WHY, **far)

    def test_says_why_another_violation_is_another_act(self, world: World) -> None:
        """29: one act that breaks several norms is dealt with once, spared or fined."""
        spared(world)
        own: dict[str, Any] = {"facts": "仓库入口未设置明显的安全警示标志。", **ACT}
        other = world.investigated(DAY, violations=("safety.99-1",), **own)
        propose = partial(world.propose, other, BELOW, DAY)
        assert refused(world, propose) == ["case.fined_near"]
        propose(other_act=WHY)

    def test_is_decided_on_no_proposal_of_before_that_does_not_tell_it_apart(
        self, world: World
    ) -> None:
        own: dict[str, Any] = {"facts": "仓库入口未设置明显的安全警示标志。", **ACT}
        other = world.told(BELOW, DAY, violations=("safety.99-1",), **own)
        world.waive(other, DAY)
        spared(world)
        assert refused(world, partial(world.decide, other, BELOW, DAY)) == ["case.fined_near"]

    def test_is_asked_nothing_for_another_week(self, world: World) -> None:
        spared(world)
        case = world.investigated(LATER, facts=AGAIN, violation_ended_on=LATER)
        world.propose(case, BELOW, LATER)

    def test_is_refused_in_a_decision_that_was_proposed_before(self, world: World) -> None:
        case = world.told(BELOW, DAY, facts=AGAIN, **ACT)
        world.waive(case, DAY)
        spared(world)
        assert refused(world, partial(world.decide, case, BELOW, DAY)) == [CODE]

    def test_is_free_after_the_first_was_withdrawn(self, world: World) -> None:
        first = spared(world)
        reason = ReasonDraft("事后查明当事人不是初次违法。")
        ctx = world.act("chief", LATER)
        services.withdraw_decision(ctx=ctx, case=first.id, draft=reason, on=LATER)
        world.propose(world.investigated(LATER, **ACT), BELOW, LATER)
