"""行政处罚法 29, 51: one act is fined once, under whatever key, and no ceiling is split."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import SourceKind, TerminationGround
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.citation import cite

pytestmark = pytest.mark.django_db
KEY, OTHER = "safety.99-1", "confined.19-1"
FACTS = "有限空间入口未设置明显的安全警示标志。"
WHY = "另一处为装置区三号反应釜的入口，与仓库入口不是同一处。"
NOW: dict[str, Any] = {"violation_ended_on": DAY, "source": SourceKind.TIP}


@pytest.fixture
def world() -> World:
    return World()


class TestOnTheSpot:
    """行政处罚法 51: 对法人或者其他组织处以三千元以下罚款."""

    def test_the_same_facts_are_not_fined_under_another_key(self, world: World) -> None:
        world.spot(DAY, violation=OTHER, facts=FACTS, **NOW)
        for facts in (FACTS, "有限空间入口，未设置明显的 安全警示标志"):
            again = partial(world.spot, DAY, violation=KEY, facts=facts, other_act=WHY, **NOW)
            assert refused(world, again) == ["case.same_facts"]

    def test_another_violation_of_the_visit_says_why_it_is_another_act(self, world: World) -> None:
        world.spot(DAY, violation=OTHER, facts=FACTS, **NOW)
        again = partial(world.spot, DAY, violation=KEY, **NOW)
        for said in ("", "两个行为。"):
            assert refused(world, partial(again, other_act=said)) == ["case.fined_near"]
        case = again(other_act=WHY)
        assert queries.file_of(world.viewer(), case.id, on=DAY).other_act == WHY
        [paper] = documents.documents_of(world.viewer(), ("case", case.id))
        assert f"当事人另受罚款处罚的不是本案违法行为：{WHY}" in str(paper.content)
        for step in ("detail", "act"):
            args = [case.id] if step == "detail" else [case.id, "report_back"]
            page = signed_in(world, "yi").get(reverse(f"cases:{step}", args=args))
            assert WHY in page.content.decode()

    def test_one_violation_is_not_explained_away_on_the_spot(self, world: World) -> None:
        """52: what is doubtful goes the ordinary way, where it is reviewed."""
        world.spot(DAY, facts=FACTS, **NOW)
        again = partial(world.spot, DAY, other_act=WHY, **NOW)
        assert refused(world, again) == ["case.fined_before"]

    def test_what_one_visit_found_is_near_on_whatever_day_it_was(self, world: World) -> None:
        visit = visits.visited(world, KEY, OTHER)
        source: dict[str, Any] = {"source": SourceKind.INSPECTION, "source_id": visit}
        world.spot(DAY, violation=OTHER, facts=FACTS, **source)
        again = partial(world.spot, DAY, violation=KEY, **source)  # dated eight days before
        assert refused(world, partial(again, other_act="")) == ["case.fined_near"]
        again(other_act=WHY)

    def test_the_same_facts_of_whatever_day_say_why_they_are_another_act(
        self, world: World
    ) -> None:
        """29: a date or a key that an officer writes makes no other act of the same facts."""
        earlier, later = DAY - timedelta(days=40), DAY - timedelta(days=20)
        bare = {**NOW, "other_act": ""}
        world.spot(earlier, violation=OTHER, facts=FACTS, **{**NOW, "violation_ended_on": earlier})
        again = partial(world.spot, later, facts=f"{FACTS} ", **bare)
        again = partial(again, violation_ended_on=later)
        for said in ("", "两个行为。"):
            assert refused(world, partial(again, other_act=said)) == ["case.fined_again"]
        again(other_act=WHY)

    def test_a_second_fine_of_the_day_says_why_it_is_another_act(self, world: World) -> None:
        """51: 三千元以下 is the ceiling of a fine on the spot, not of each of several."""
        world.spot(DAY, violation=OTHER, facts=FACTS)
        again = partial(world.spot, DAY)  # dated eight days before
        assert refused(world, partial(again, other_act="")) == ["case.fined_again"]
        again(other_act=WHY)

    def test_a_clue_of_the_act_is_decided_on_first(self, world: World) -> None:
        """29: what was handed up is not fined on the spot as well, under whatever key or words."""
        handed = world.clue(DAY, facts=FACTS, violations=(OTHER,), violation_ended_on=DAY)
        for key, facts in ((KEY, FACTS), (OTHER, "另一处入口没有设置警示标志。")):
            again = partial(world.spot, DAY, violation=key, facts=facts, other_act=WHY, **NOW)
            assert refused(world, again) == ["case.clue_pending"]
        shut = rules.NotOpenedDraft("情节轻微，由街道当场处罚。")
        services.refuse_to_open(ctx=world.act("deputy", DAY), case=handed.id, draft=shut, on=DAY)
        again()

    def test_another_party_or_another_week_is_asked_nothing(self, world: World) -> None:
        week = DAY - timedelta(days=8)
        bare = {"source": SourceKind.TIP, "other_act": ""}
        world.spot(week, violation=OTHER, facts=FACTS, violation_ended_on=week, **bare)
        world.spot(DAY, violation_ended_on=DAY, **bare)
        entity = world.add_entity("示例区暮安仓储有限公司", 9)
        world.spot(DAY, facts=FACTS, entity=entity, violation_ended_on=DAY, **bare)


class TestOrdinary:
    """行政处罚法 29: the reviewer reads why it is another act."""

    def test_a_proposal_says_why_it_is_no_act_that_was_fined(self, world: World) -> None:
        world.spot(DAY, facts=FACTS, **NOW)
        case = world.investigated(DAY, violation_ended_on=DAY)
        propose = partial(world.propose, case, BELOW, DAY)
        assert refused(world, propose) == ["case.fined_near"]
        fines = (world.fine(case, "safety.97-7", BELOW),)
        draft = rules.ProposalDraft(
            fines, same_act=(), discretion="没有造成事故。", facts=FACTS, other_act=WHY
        )
        told = partial(
            services.propose, ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY
        )
        assert refused(world, told) == ["case.same_facts"]
        propose(other_act=WHY)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        [check] = [
            one
            for one in checks_of(world.viewer(), file, (), on=DAY)
            if one.basis == cite("APL-2021:29")
        ]
        assert WHY in check.text

    def test_a_decision_stands_beside_a_later_fine_that_said_why(self, world: World) -> None:
        """The later one is asked, on the spot, while the first is open."""
        case = world.told(BELOW, DAY, violation_ended_on=DAY)
        world.waive(case, DAY)
        bare = partial(world.spot, DAY, other_act="", **NOW)
        assert refused(world, bare) == ["case.fined_near"]
        world.spot(DAY, other_act=WHY, **NOW)
        world.decide(case, BELOW, DAY)

    def test_may_end_as_fined_before(self, world: World) -> None:
        world.spot(DAY, facts=FACTS, **NOW)
        case = world.opened(DAY, violation_ended_on=DAY)
        draft = turning.TerminationDraft(TerminationGround.FINED_BEFORE, "同一行为已受罚款。")
        services.terminate(ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY)

    def test_a_clue_of_the_facts_that_were_fined_is_not_opened(self, world: World) -> None:
        """29: its way is 不予立案; nothing is opened under the very same facts."""
        world.spot(DAY, facts=FACTS, **NOW)
        clue = world.clue(DAY, violation_ended_on=DAY, facts=f"{FACTS} ")
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        open_ = partial(
            services.open_case, ctx=world.act("deputy", DAY), case=clue.id, draft=draft, on=DAY
        )
        assert refused(world, open_) == ["case.same_facts"]
        shut = rules.NotOpenedDraft("同一违法行为已经当场处罚。")
        services.refuse_to_open(ctx=world.act("deputy", DAY), case=clue.id, draft=shut, on=DAY)

    def test_several_violations_of_one_file_are_one_penalty(self, world: World) -> None:
        """Three acts in one file are everyday and are asked nothing."""
        case = world.investigated(DAY, violations=("safety.97-7", KEY))
        assert world.propose(case, (BELOW, 200_000), DAY, same_act=()).id == case.id


def test_each_case_is_named_once() -> None:
    assert rules.NearActs(("1",), ("2",), ("1",)).numbers == ("1", "2")
