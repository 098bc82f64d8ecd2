"""Neither a warning nor a higher fine for one violation joins after the party defended itself."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_statements import answer, say
from zhunsheng.cases.tests.world import World
from zhunsheng.lawbook.choices import ConductKind

pytestmark = pytest.mark.django_db
ACT: dict[str, Any] = {"violation_ended_on": DAY, "conduct": ConductKind.ONCE}
HAZARD: dict[str, Any] = {
    "violations": ("hazard.26-1",),
    "facts": "没有建立事故隐患排查治理各项制度。",
    **ACT,
}
TWO: dict[str, Any] = {
    "violations": ("safety.97-7", "safety.99-1"),
    "facts": "安排1名无证人员从事低压电工作业；仓库入口未设置明显的安全警示标志。",
    **ACT,
}
HEAVIER = ["amount.heavier_after_defence"]


@pytest.fixture
def world() -> World:
    return World()


def told(
    world: World, fines: int | tuple[int, ...], *, warning: bool = False, **clue: Any
) -> PenaltyCase:
    """Return a case in which the party was told of these fines."""
    case = world.investigated(DAY, **clue)
    world.propose(case, fines, DAY, warning=warning)
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    world.deliver_notice(case, DAY)
    return case


def defended(world: World, fines: int | tuple[int, ...], **told_of: Any) -> PenaltyCase:
    """Return a case in which the party spoke after it was told, and was answered."""
    case = told(world, fines, **told_of)
    say(world, case)
    answer(world, case)
    return case


@pytest.mark.parametrize("fine", [BELOW, BELOW - 100_000])
def test_a_warning_does_not_join(world: World, fine: int) -> None:
    """行政处罚法 45.2: 不得因当事人陈述、申辩而给予更重的处罚; 警告 is a penalty (9)."""
    case = defended(world, BELOW, **HAZARD)
    more = partial(world.propose, case, fine, DAY, warning=True)
    assert refused(world, more) == ["measure.heavier_after_defence"]


def test_a_warning_that_was_told_stays(world: World) -> None:
    case = defended(world, BELOW, warning=True, **HAZARD)
    world.propose(case, BELOW, DAY, warning=True)


@pytest.mark.parametrize(("fine", "found"), [(BELOW, True), (0, False)])
def test_a_warning_in_place_of_the_fine_is_lighter(fine: int, found: bool) -> None:
    """行政处罚法 45.1: 当事人提出的事实、理由或者证据成立的，行政机关应当采纳."""
    told_of = {"fine_fen": BELOW, "warning": False}
    now = {"fine_fen": fine, "warning": True}
    assert bool(rules.heavier_kinds_findings(told_of, now, is_new=False)) is found


def test_one_violation_is_not_fined_more_within_the_sum(world: World) -> None:
    """行政处罚法 45.2, 57: each violation is punished for itself."""
    case = defended(world, (500_000, 1_000_000), **TWO)
    for fines in ((1_400_000, 100_000), (500_100, 900_000)):
        assert refused(world, partial(world.propose, case, fines, DAY)) == HEAVIER
    world.propose(case, (500_000, 900_000), DAY)


def test_is_refused_in_a_notice_of_what_was_proposed_before(world: World) -> None:
    case = told(world, (500_000, 1_000_000), **TWO)
    world.propose(case, (1_400_000, 100_000), DAY)
    say(world, case)
    answer(world, case)
    world.review(case, DAY)
    notify = partial(services.notify, ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert refused(world, notify) == HEAVIER
