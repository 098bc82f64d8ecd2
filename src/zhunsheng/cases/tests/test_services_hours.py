"""No act is said to be done later than it is entered, nor before what it follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import Checked
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import DAY, HEAVY, refused
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


class TestDiscussion:
    """57.2: 应当集体讨论决定; the acts of a test are at ten."""

    @pytest.fixture
    def case(self, world: World) -> PenaltyCase:
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        return case

    def discuss(self, world: World, case: PenaltyCase, hour: str) -> Callable[[], object]:
        draft = rules.DiscussionDraft(
            tuple(rules.MemberView(world.users[key].id) for key in ("chief", "deputy")),
            HEAVY,
            "同意处罚。",
            reporters=("示例乙",),
            reviewer=world.users["reviewer"].id,
            time=hour,
        )
        ctx = world.act("secretary", DAY)
        return lambda: services.discuss(ctx=ctx, case=case.id, draft=draft, on=DAY)

    def test_is_not_of_an_hour_that_has_not_come(self, world: World, case: PenaltyCase) -> None:
        late = self.discuss(world, case, "23时30分")
        assert refused(world, late) == ["discussion.hour_not_yet"]

    def test_is_not_before_the_review_of_its_day(self, world: World, case: PenaltyCase) -> None:
        early = self.discuss(world, case, "9时")
        assert refused(world, early) == ["discussion.hour_before_earlier"]
        assert self.discuss(world, case, "10时")()


class TestCommittee:
    """57.1: what the committee makes of a proposal is recorded when it has met."""

    def test_is_not_of_an_hour_that_has_not_come(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, HEAVY, DAY)
        members = tuple(world.users[key].id for key in ("chief", "deputy", "reviewer"))
        draft = turning.CommitteeDraft(Checked.AGREED, members, "同意。", time="23时")

        def meet() -> object:
            ctx = world.act("secretary", DAY)
            return services.meet_committee(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert "committee.hour_not_yet" in refused(world, meet)


class TestDelivery:
    """61: a paper is delivered when it has reached the party."""

    def test_is_not_of_an_hour_that_has_not_come(self, world: World) -> None:
        case = world.decided(HEAVY // 10, DAY)
        draft = replace(world.delivered(), time="23时")

        def deliver() -> object:
            ctx = world.act("yi", DAY)
            return services.deliver_decision(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, deliver) == ["delivery.hour_not_yet"]


class TestReportBack:
    """52.3, 85: 执法人员当场作出的行政处罚决定，应当报所属行政机关备案; in working days."""

    def test_has_its_term_until_it_is_done(self, world: World) -> None:
        case = world.spot(DAY)

        def terms() -> dict[str, tuple[date | None, bool]]:
            file = queries.file_of(world.viewer(), case.id, on=DAY)
            found = standing.terms_of(file, standing.facts_of(file, on=DAY), on=DAY)
            return {one.key: (one.due, one.verified) for one in found}

        assert terms()["report_back"] == (DAY + timedelta(days=7), False)  # a weekend between
        services.report_back(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        assert "report_back" not in terms()


class TestOnTheSpot:
    """51: 当场作出行政处罚决定."""

    def test_is_not_of_an_hour_that_has_not_come(self, world: World) -> None:
        late = refused(world, lambda: world.spot(DAY, time="11时40分"))
        assert late == ["summary.hour_not_yet"]
        assert world.spot(DAY, time="9时40分").number
