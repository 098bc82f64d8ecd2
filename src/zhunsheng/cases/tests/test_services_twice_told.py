"""What the party said in one file is not held against it in another (行政处罚法 45.2)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_returned import add_evidence
from zhunsheng.cases.tests.test_services_statements import HEAVIER, answer, say
from zhunsheng.cases.tests.test_services_twice import ACT, LATER, NEW, OVER, end, open_case
from zhunsheng.cases.tests.test_views_parties import signed_in, text_of
from zhunsheng.cases.tests.world import DIGEST, World

pytestmark = pytest.mark.django_db
MORE = BELOW + 100_000
AFTER = DAY + timedelta(days=5)
OTHER: dict[str, Any] = {"facts": "安排2名未取得特种作业操作证的人员从事焊接作业。", **ACT}
WHY = "另一处车间的另外两名人员，与仓库的作业无关。"


@pytest.fixture
def world() -> World:
    return World()


def told(world: World, fine_fen: int, **changes: Any) -> PenaltyCase:
    """Return a case in which the party was told of a penalty; others of about the time are open."""
    case = world.investigated(DAY, **{**ACT, **changes})
    world.propose(case, fine_fen, DAY, other_act=WHY)
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    world.deliver_notice(case, DAY)
    return case


def heard(world: World) -> PenaltyCase:
    """Return a case in which the party was told of a penalty, spoke and was answered."""
    case = told(world, BELOW)
    say(world, case)
    answer(world, case)
    return case


def propose(world: World, case: PenaltyCase, on: date, new: str = "", **changes: Any) -> None:
    """Propose more than was told; what is new stands in the facts, too."""
    fines = (world.fine(case, case.violation_keys[0], MORE),)
    items = queries.file_of(world.viewer(), case.id, on=on).evidence
    draft = rules.ProposalDraft(
        fines,
        facts=f"{case.facts}{new}",
        new_facts=new,
        **{"new_evidence": tuple(one.id for one in items), **changes},
        discretion="涉及3名作业人员。",
    )
    services.propose(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


class TestHeavierInAnotherFile:
    """行政处罚法 45.2: 不得因当事人陈述、申辩而给予更重的处罚."""

    def test_is_refused_where_the_first_ended_for_it(self, world: World) -> None:
        case = world.investigated(DAY, **OTHER)
        first = heard(world)
        end(world, first, DAY, TerminationGround.OTHER_CASE, case.id)
        more = partial(propose, world, case, AFTER)
        assert refused(world, more) == [HEAVIER]
        assert refused(world, partial(more, other_act=WHY)) == [HEAVIER]
        world.propose(case, BELOW, AFTER)

    def test_is_refused_for_the_same_facts_of_another_day(self, world: World) -> None:
        """A case that is opened anew after its term has not heard the party any less."""
        first = heard(world)
        end(world, first, OVER, TerminationGround.TERM_OVER)
        case = world.clue(LATER, **{**ACT, "violation_ended_on": DAY + timedelta(days=20)})
        open_case(world, case, NEW)
        item = rules.EvidenceDraft("考勤记录", "DOCUMENTARY", LATER, "当日在岗的人员", DIGEST)
        report = rules.InvestigationDraft(case.facts, evidence=(item,))
        services.investigate(ctx=world.act("yi", LATER), case=case.id, draft=report, on=LATER)
        more = partial(propose, world, case, LATER)
        assert refused(world, partial(more, other_act=WHY)) == [HEAVIER]
        new = "考勤记录证明另有一人无证作业。"
        assert refused(world, partial(more, new)) == [HEAVIER]  # what the first file had is not new
        add_evidence(world, case, "补充询问笔录", LATER)
        assert refused(world, partial(more, "情节较为严重。")) == [HEAVIER]  # a valuation
        more(new)

    def test_rests_on_evidence_of_after_the_notice(self, world: World) -> None:
        case = world.investigated(DAY, **OTHER)
        end(world, heard(world), DAY, TerminationGround.OTHER_CASE, case.id)
        more = partial(propose, world, case, AFTER, "另查明一人无证作业。")
        assert refused(world, more) == [HEAVIER]  # what it has was known
        add_evidence(world, case, "补充询问笔录", AFTER)
        assert refused(world, partial(more, new_evidence=())) == [HEAVIER]  # words alone
        page = text_of(signed_in(world, "yi"), f"/cases/{case.id}/proposal/")
        assert 'name="new_facts"' in page
        assert 'name="new_evidence"' in page
        more()

    def test_is_refused_in_a_decision_that_was_told_before_the_first_ended(
        self, world: World
    ) -> None:
        case = told(world, MORE, **OTHER)
        first = heard(world)
        end(world, first, DAY, TerminationGround.OTHER_CASE, case.id)
        world.waive(case, DAY)
        assert refused(world, partial(world.decide, case, MORE, DAY)) == [HEAVIER]
        world.propose(case, BELOW, DAY)

    def test_is_not_asked_of_another_act(self, world: World) -> None:
        """45.2 binds what the party was heard on; acts apart are fined as they are."""
        near = world.investigated(DAY, **OTHER)
        end(world, heard(world), OVER, TerminationGround.TERM_OVER)
        world.propose(near, MORE, LATER, other_act=WHY)
        apart: dict[str, Any] = {**OTHER, "violation_ended_on": DAY + timedelta(days=20)}
        world.propose(world.investigated(LATER, **apart), MORE, LATER)
