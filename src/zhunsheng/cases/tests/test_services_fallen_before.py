"""What was quashed or withdrawn does not come back in another file (行政复议法 64.2)."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import services
from zhunsheng.cases.choices import QuashGround, RemedyKind
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_anew import ANEW, FELL, file_of, quashed
from zhunsheng.cases.tests.test_services_returned import add_evidence
from zhunsheng.cases.tests.test_views_parties import signed_in, text_of
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import ConductKind

pytestmark = pytest.mark.django_db
ACT: dict[str, Any] = {"violation_ended_on": DAY, "conduct": ConductKind.ONCE}
MORE = BELOW + 500_000
WHY = "另一处车间的另外两名人员，与仓库的作业无关。"
AGAIN = "安排2名未取得特种作业操作证的人员从事焊接作业。"
CHANGE = "补充询问三名作业人员，查明其均未取得操作证。"
HEAVIER = "anew.heavier_unexplained"


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize("kind", [RemedyKind.RECONSIDERATION, RemedyKind.LITIGATION])
def test_what_others_quashed_is_not_punished_the_same_in_a_new_file(
    world: World, kind: RemedyKind
) -> None:
    """行政复议法 64.2, 行政诉讼法 71: 不得以同一的事实和理由作出基本相同的行政行为."""
    first = quashed(world, QuashGround.EVIDENCE, kind=kind, **ACT)
    case = world.investigated(ANEW, **ACT)
    for said in ("", WHY):  # what has the same facts at the same time is no other act
        assert refused(world, partial(world.propose, case, BELOW, ANEW, other_act=said)) == [
            "anew.same"
        ]
    add_evidence(world, case, "补充询问笔录", ANEW)
    assert refused(world, partial(world.propose, case, BELOW, ANEW)) == ["anew.unexplained"]
    assert refused(world, partial(world.propose, case, MORE, ANEW, anew=CHANGE)) == [HEAVIER]
    assert 'name="anew"' in text_of(signed_in(world, "yi"), f"/cases/{case.id}/proposal/")
    world.propose(case, BELOW, ANEW, anew=CHANGE)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    checks = checks_of(world.viewer(), file_of(world, case), papers, on=ANEW)
    number = file_of(world, first).data("decision")["papers"][0][1]
    told = [number in one.text and CHANGE in one.text for one in checks if "失去效力" in one.text]
    assert told == [True]


def test_what_the_bureau_withdrew_is_not_heavier_in_a_new_file(world: World) -> None:
    """行政处罚法 45.2 in spirit: the party that gave up its statement pays no more, either."""
    first = world.told(BELOW, DAY, **ACT)
    world.waive(first, DAY)
    world.decide(first, BELOW, DAY)
    reason = ReasonDraft("决定有错误。")
    services.withdraw_decision(ctx=world.act("chief", FELL), case=first.id, draft=reason, on=FELL)
    case = world.investigated(ANEW, **ACT)
    assert refused(world, partial(world.propose, case, MORE, ANEW)) == [HEAVIER]
    world.propose(case, BELOW, ANEW)


def test_is_refused_in_a_decision_that_was_proposed_before(world: World) -> None:
    case = world.told(BELOW, DAY, facts=AGAIN, **ACT)
    world.waive(case, DAY)
    first = world.investigated(DAY, **ACT)
    world.propose(first, BELOW - 100_000, DAY, other_act=WHY)
    world.review(first, DAY)
    services.notify(ctx=world.act("yi", DAY), case=first.id, on=DAY)
    world.deliver_notice(first, DAY)
    world.waive(first, DAY)
    world.decide(first, BELOW - 100_000, DAY)
    reason = ReasonDraft("决定有错误。")
    services.withdraw_decision(ctx=world.act("chief", FELL), case=first.id, draft=reason, on=FELL)
    assert refused(world, partial(world.decide, case, BELOW, FELL)) == [HEAVIER]


def test_is_not_punished_on_the_spot(world: World) -> None:
    own: dict[str, Any] = {"violations": ("safety.99-1",), "facts": "仓库入口未设置警示标志。"}
    quashed(world, **own, **ACT)
    spot = partial(world.spot, ANEW, facts=own["facts"], other_act=WHY, violation_ended_on=DAY)
    assert "summary.decision_fell" in refused(world, spot)


def test_another_act_is_punished_as_it_is(world: World) -> None:
    quashed(world, **ACT)
    near = world.investigated(ANEW, facts=AGAIN, **ACT)
    codes = refused(world, partial(world.propose, near, MORE, ANEW))
    assert codes == [HEAVIER, "anew.unexplained"]
    world.propose(near, MORE, ANEW, other_act=WHY)
    far = world.investigated(ANEW, violation_ended_on=ANEW, conduct=ConductKind.ONCE)
    world.propose(far, MORE, ANEW, other_act=WHY)
