"""What fell does not come back under other violations, nor with more for one of them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import DecisionChange, QuashGround, RemedyKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_anew import (
    ANEW,
    FELL,
    PAPER,
    UNTIL,
    change,
    investigated,
    quashed,
    remake,
)
from zhunsheng.cases.tests.test_services_heavier import ACT, HAZARD, TWO, told
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
OTHER = ("safety.97-4",)
BOTH = ("safety.97-7", "safety.99-1")
WHY = "原决定适用条款错误，改按教育培训的条款处罚。"


@pytest.fixture
def world() -> World:
    return World()


def fallen(
    world: World, fines: int | tuple[int, ...], *, by_others: bool, **clue: Any
) -> PenaltyCase:
    """Return a case whose decision others quashed, or the bureau withdrew."""
    case = told(world, fines, **clue)
    world.waive(case, DAY)
    total = fines if isinstance(fines, int) else sum(fines)
    world.decide(case, total, DAY)
    if by_others:
        draft = rules.ChangeDraft(
            DecisionChange.ANNULLED,
            "示例区人民政府",
            PAPER,
            ground=QuashGround.EVIDENCE,
            anew_until=UNTIL,
        )
        kind = RemedyKind.RECONSIDERATION
        change(ctx=world.act("reviewer", FELL), case=case, draft=draft, kind=kind, on=FELL)
    else:
        ctx, reason = world.act("chief", FELL), ReasonDraft("决定有错误。")
        services.withdraw_decision(ctx=ctx, case=case.id, draft=reason, on=FELL)
    row: PenaltyCase = PenaltyCase.objects.of(world.viewer()).get(id=case.id)
    return row


@pytest.mark.parametrize("by_others", [True, False])
@pytest.mark.parametrize("in_new_file", [True, False])
def test_a_warning_does_not_join(world: World, by_others: bool, in_new_file: bool) -> None:
    """行政处罚法 45.2 in spirit: 警告 beside the same fine is heavier than the fine."""
    first = fallen(world, BELOW, by_others=by_others, **HAZARD)
    if in_new_file:
        case = world.investigated(ANEW, **HAZARD)
    else:
        case = investigated(world, remake(world, first))
    again = partial(world.propose, case, BELOW, ANEW, anew="经再次研究，本案另有理由。")
    assert refused(world, partial(again, warning=True)) == ["anew.heavier_kind_unexplained"]


def test_the_same_does_not_come_back_under_another_violation(world: World) -> None:
    """行政复议法 64.2: 不得以同一的事实和理由作出与被申请行政复议的行政行为相同或者基本相同的."""
    first = quashed(world, QuashGround.EVIDENCE, **ACT)
    case = investigated(world, remake(world, first, violations=OTHER))
    again = partial(world.propose, case, BELOW, ANEW)
    for said in ("", WHY):
        assert refused(world, partial(again, anew=said)) == ["anew.same"]
    less = partial(world.propose, case, BELOW - 100_000, ANEW)
    assert refused(world, less) == ["anew.unexplained"]
    less(anew="减去一人的部分，其余与原决定一致。")


@pytest.mark.parametrize("in_new_file", [True, False])
def test_nor_with_a_violation_more(world: World, in_new_file: bool) -> None:
    """行政复议法 64.2: the sum is divided otherwise, facts and evidence are the same."""
    first = quashed(world, QuashGround.EVIDENCE, **ACT)
    if in_new_file:
        case = world.investigated(ANEW, violations=BOTH, facts=first.facts, **ACT)
    else:
        case = investigated(world, remake(world, first, violations=BOTH))
    again = partial(world.propose, case, (BELOW - 100_000, 100_000), ANEW)
    assert refused(world, partial(again, anew=WHY)) == ["anew.same"]


def test_another_law_on_the_same_facts_is_explained(world: World) -> None:
    """行政复议法 64: 适用的依据不合法 is put right by the law that fits."""
    first = quashed(world, QuashGround.LAW, **ACT)
    case = investigated(world, remake(world, first, violations=OTHER, ground=QuashGround.LAW))
    again = partial(world.propose, case, BELOW, ANEW)
    assert refused(world, again) == ["anew.unexplained"]
    again(anew=WHY)


@pytest.mark.parametrize("by_others", [True, False])
def test_one_violation_is_not_fined_more_within_the_sum(world: World, by_others: bool) -> None:
    """行政处罚法 45.2 in spirit: each violation is compared with what it was fined with."""
    first = fallen(world, (500_000, 1_000_000), by_others=by_others, **TWO)
    one = investigated(world, remake(world, first, violations=BOTH[:1]))
    more = partial(world.propose, one, 1_400_000, ANEW, anew="经再次研究，本案另有理由。")
    assert refused(world, more) == ["anew.heavier_unexplained"]
    world.propose(one, 500_000, ANEW, anew="只有一项违法行为的证据充分。")
