"""The facts of a decision are those that it states, whatever its clue said (行政处罚法 29)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import DecisionChange, QuashGround, RemedyKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import once
from zhunsheng.cases.queries.prechecks import seen_of
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_anew import ANEW, FELL, PAPER, UNTIL, change, file_of
from zhunsheng.cases.tests.test_services_fallen_before import ACT, AGAIN, HEAVIER, MORE, WHY
from zhunsheng.cases.tests.world import World
from zhunsheng.lawbook.choices import ConductKind

pytestmark = pytest.mark.django_db
STATED = "安排3名未取得特种作业操作证的人员在二号车间从事高处安装作业。"
ANOTHER_DAY: dict[str, Any] = {"violation_ended_on": ANEW, "conduct": ConductKind.ONCE}


@pytest.fixture
def world() -> World:
    return World()


def state(world: World, case: PenaltyCase, fine_fen: int, on: date, **changes: Any) -> PenaltyCase:
    """Propose a fine for the stated facts."""
    fines = (world.fine(case, case.violation_keys[0], fine_fen),)
    draft = rules.ProposalDraft(
        fines, same_act=(), discretion="涉及3名作业人员，没有造成事故。", facts=STATED, **changes
    )
    return services.propose(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


def notified(world: World, **clue: Any) -> PenaltyCase:
    """Return a case whose proposal, and notice, have other words than its clue."""
    case = world.investigated(DAY, **ACT, **clue)
    state(world, case, BELOW, DAY)
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    world.deliver_notice(case, DAY)
    world.waive(case, DAY)
    return case


def fined(world: World) -> PenaltyCase:
    case = notified(world)
    world.decide(case, BELOW, DAY)
    return case


def test_facts_of_a_decision_are_not_proposed_once_more(world: World) -> None:
    """行政处罚法 29: 对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚."""
    fined(world)
    case = world.investigated(DAY, facts=AGAIN, **ACT)
    again = partial(state, world, case, BELOW, DAY, other_act=WHY)
    assert refused(world, again) == ["case.same_facts"]
    clue = world.clue(DAY, facts=STATED, **ACT)
    draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
    ctx = world.act("deputy", DAY)
    again = partial(services.open_case, ctx=ctx, case=clue.id, draft=draft, on=DAY)
    assert refused(world, again) == ["case.same_facts"]


def test_facts_that_two_files_propose_are_decided_in_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """行政处罚法 29: what was proposed before the other was decided is refused at the decision."""
    with monkeypatch.context() as at_once:
        at_once.setattr(once, "near_acts", lambda *_, **__: rules.NearActs())
        cases = [notified(world), notified(world, facts=AGAIN)]
    seen = seen_of(world.viewer(), file_of(world, cases[1], DAY), (), on=DAY)
    assert seen.near_acts == (cases[0].number,)
    world.decide(cases[0], BELOW, DAY)
    assert "case.same_facts" in refused(world, partial(world.decide, cases[1], BELOW, DAY))


def test_facts_that_were_quashed_do_not_come_back_under_another_day(world: World) -> None:
    """行政复议法 64.2: 不得以同一的事实和理由作出与被撤销的行政行为相同或者基本相同的行政行为."""
    first = fined(world)
    draft = rules.ChangeDraft(
        DecisionChange.ANNULLED,
        "示例区人民政府",
        PAPER,
        ground=QuashGround.EVIDENCE,
        anew_until=UNTIL,
    )
    kind = RemedyKind.RECONSIDERATION
    change(ctx=world.act("reviewer", FELL), case=first, draft=draft, kind=kind, on=FELL)
    case = world.investigated(ANEW, facts=AGAIN, **ANOTHER_DAY)
    again = partial(state, world, case, BELOW, ANEW)
    assert refused(world, again) == ["anew.same"]


def test_facts_that_were_withdrawn_are_not_fined_higher_under_another_day(world: World) -> None:
    """行政处罚法 45.2: nobody pays more for having been heard."""
    first = fined(world)
    reason = ReasonDraft("决定有错误。")
    services.withdraw_decision(ctx=world.act("chief", FELL), case=first.id, draft=reason, on=FELL)
    case = world.investigated(ANEW, facts=AGAIN, **ANOTHER_DAY)
    again = partial(state, world, case, MORE, ANEW)
    assert refused(world, again) == [HEAVIER]


def test_a_proposal_that_was_mended_is_another_act(world: World) -> None:
    """Only what is told last counts, beside the clue: who told it wrong may tell it right."""
    case = world.investigated(DAY, facts=AGAIN, **ACT)
    state(world, case, BELOW, DAY)
    world.investigated(DAY, facts=STATED, **ACT)
    view = partial(once.near_acts, world.viewer(), file_of(world, case, DAY), DAY)
    assert view().told
    assert not view(facts="安排1名学徒切割。").told


def test_facts_of_many_cases_are_read_in_the_same_queries(world: World) -> None:
    """29: every case of the party counts, however many there are."""
    file = file_of(world, world.investigated(DAY, facts=AGAIN, **ACT), DAY)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as seen:
            found = once.near_acts(world.viewer(), file, DAY)
        return len(found.same), len(seen)

    world.investigated(DAY, **ACT)
    count, queries = asked()
    assert count == 1
    for _ in range(2):
        world.investigated(DAY, **ACT)
    assert asked() == (3, queries)
