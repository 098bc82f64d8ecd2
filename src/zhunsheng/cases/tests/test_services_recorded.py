"""What is stated of earlier penalties agrees with the system's own record of them (29, 33, 40)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import services
from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import loading
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, DAY, FIRST, HEAVY, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.lawbook.choices import ConductKind, Question

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)
NOT_WEIGHED = "前次处罚为另一场所的标志缺失，与本次无关联。"


@pytest.fixture
def world() -> World:
    return World()


def end(world: World, case: PenaltyCase, ground: TerminationGround) -> object:
    draft = turning.TerminationDraft(ground, "核对案件记录后认定。")
    ctx = world.act("deputy", DAY)
    return services.terminate(ctx=ctx, case=case.id, draft=draft, on=DAY)


def test_no_first_offence_is_stated_against_a_decision(world: World) -> None:
    """33.1: 初次违法……可以不予行政处罚; the decision that shows another is named."""
    world.decided(BELOW, DAY)
    case = world.investigated(LATER)
    codes = refused(world, lambda: world.propose(case, BELOW, LATER, answers=FIRST))
    assert codes == ["fine.first_offence_contradicted", "fine.repeat_unsaid"]
    with pytest.raises(StepRefused, match="应急罚〔2025〕1号"):
        world.propose(case, BELOW, LATER, answers=FIRST)
    honest = {key: said for key, said in FIRST.items() if key is not Question.FIRST_OFFENCE}
    world.propose(case, BELOW, LATER, answers=honest, first_reason=NOT_WEIGHED)


def test_a_penalty_for_the_same_violation_is_weighed_or_it_is_said_why_not(world: World) -> None:
    """5.2: 与违法行为的事实、性质、情节以及社会危害程度相当; the reasons agree with the record."""
    world.decided(BELOW, DAY)
    case = world.investigated(LATER)
    [item] = loading.evidence_of(world.viewer(), case)

    def propose(**said: Any) -> object:
        return world.propose(case, BELOW, LATER, **said)

    assert refused(world, propose) == ["fine.repeat_unsaid"]
    assert refused(world, lambda: propose(first_reason="无")) == ["fine.repeat_unsaid"]
    for why in ("当事人系初次违法，从轻处罚。", "当事人此前未受过行政处罚，可以从轻。"):
        first = {"discretion": why, "first_reason": NOT_WEIGHED}
        assert refused(world, partial(propose, **first)) == ["fine.reason_contradicted"]
    again = {"circumstances": {"repeated": item.id}, "discretion": "并非初次违法。"}
    world.propose(case, HEAVY, LATER, **again)


def test_a_penalty_of_after_the_violation_is_no_repetition(world: World) -> None:
    """再次违法: what was done before the penalty was not done again."""
    world.decided(BELOW, DAY)
    once = {
        "violation_ended_on": DAY - timedelta(days=1),
        "conduct": ConductKind.ONCE,
        "facts": "西侧车间的配电柜前没有设置当心触电的警示标志。",
    }
    case = world.investigated(LATER, **once)
    world.propose(
        case, BELOW, LATER, other_act="前案为东库，本案为西库，是另一处场所的另一个行为。"
    )


def test_no_repetition_weighs_without_a_decision(world: World) -> None:
    """40: 违法事实不清、证据不足的，不得给予行政处罚."""
    case = world.investigated(DAY)
    [item] = loading.evidence_of(world.viewer(), case)

    def propose(reason: str) -> object:
        again = {"repeated": item.id}
        return world.propose(case, HEAVY, DAY, circumstances=again, first_reason=reason)

    assert refused(world, lambda: propose("")) == ["fine.repeat_contradicted"]
    propose("示例市应急管理局示市应急罚〔2024〕9号决定书，见E01。")


def test_a_case_ends_as_fined_before_where_it_was(world: World) -> None:
    """29: 对当事人的同一个违法行为，不得给予两次以上罚款."""
    act = {"violation_ended_on": DAY, "conduct": ConductKind.ONCE}
    other, case = world.told(BELOW, DAY, **act), world.opened(DAY, **act)
    before = TerminationGround.FINED_BEFORE
    assert refused(world, lambda: end(world, case, before)) == ["termination.not_fined_before"]
    world.waive(other, DAY)
    world.decide(other, BELOW, DAY)
    end(world, case, before)
