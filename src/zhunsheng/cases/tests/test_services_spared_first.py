"""Sparing that is known from the start is proposed as such, and reviewed (30, 31, 57.1(3), 58)."""

from __future__ import annotations

from functools import partial

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.models import Decision, PenaltyCase
from zhunsheng.cases.rules import sparing
from zhunsheng.cases.services.reviewing import materials
from zhunsheng.cases.tests.steps import BELOW, DAY, refused, steps
from zhunsheng.cases.tests.test_services_young import SEVENTEEN, THIRTEEN, person
from zhunsheng.cases.tests.world import DIGEST, World
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db

NOTHING = NoPenaltyGround.NOT_ESTABLISHED
WHY = "考勤记录证明该人员当日没有从事电工作业。"


@pytest.fixture
def world() -> World:
    return World()


def propose(
    world: World, case: PenaltyCase, ground: NoPenaltyGround = NOTHING, why: str = WHY
) -> PenaltyCase:
    draft = rules.ProposalDraft((), discretion=why, ground=ground)
    return services.propose(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)


def decide(world: World, case: PenaltyCase, ground: NoPenaltyGround = NOTHING) -> Decision:
    educated = "" if ground is NOTHING else "责令监护人加以管教。"
    draft = rules.NoPenaltyDraft(ground, "认定的理由见审核意见。", educated)
    ctx = world.act("chief", DAY)
    return services.decide_no_penalty(ctx=ctx, case=case.id, draft=draft, on=DAY)


class TestNothingEstablished:
    """57.1(3): 违法事实不能成立的，不予行政处罚; no penalty is proposed for it before."""

    def test_is_proposed_reviewed_and_decided_without_a_fine(self, world: World) -> None:
        case = world.investigated(DAY)
        propose(world, case)
        assert "penalty.ordinary.no_penalty.needs.legal_review" in refused(
            world, partial(decide, world, case)
        )
        notify = partial(services.notify, ctx=world.act("yi", DAY), case=case.id, on=DAY)
        assert "case.proposal.spares" in refused(world, notify)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        told = dict(materials(file))
        assert told["拟处理意见"] == "不予行政处罚（违法事实不能成立）"
        assert told["不予处罚的理由"] == WHY
        assert "法定罚款幅度" not in told
        world.review(case, DAY)
        decide(world, case)
        assert steps(world)[-4:] == ["proposal", "review_request", "legal_review", "no_penalty"]

    def test_is_decided_on_the_ground_that_was_reviewed_alone(self, world: World) -> None:
        """58: a person in charge alone turns what was reviewed neither way."""
        case = world.investigated(DAY)
        propose(world, case)
        world.review(case, DAY)
        minor = partial(decide, world, case, NoPenaltyGround.MINOR)
        assert refused(world, minor) == ["no_penalty.not_derived", "no_penalty.doubt_unreviewed"]
        assert "case.proposal.spares" in refused(world, partial(world.decide, case, BELOW, DAY))

    def test_needs_its_reasons_and_no_ground_that_is_derived(self, world: World) -> None:
        case = world.investigated(DAY)
        assert refused(world, partial(propose, world, case, NOTHING, " ")) == ["sparing.no_reason"]
        minor = partial(propose, world, case, NoPenaltyGround.MINOR)
        assert refused(world, minor) == ["sparing.is_derived"]

    def test_gives_way_to_a_penalty_that_is_proposed_later(self, world: World) -> None:
        case = world.investigated(DAY)
        propose(world, case)
        world.review(case, DAY)
        world.propose(case, BELOW, DAY)
        assert refused(world, partial(decide, world, case)) == [
            "case.review.stale",
        ]
        world.review(case, DAY)
        assert refused(world, partial(decide, world, case)) == ["no_penalty.doubt_unreviewed"]
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)

    def test_is_told_of_no_amount_where_it_is_discussed(self, world: World) -> None:
        """57.1(3): what spares has no amount to write down, and none takes its place."""
        case = world.investigated(DAY)
        propose(world, case)
        world.review(case, DAY)
        before = steps(world)
        spared = refused(world, partial(world.discuss, case, 0, DAY))
        assert [code for code in spared if code.startswith("amount.")] == []
        fined = refused(world, partial(world.discuss, case, BELOW, DAY))
        assert "discussion.spared_already" in fined
        assert steps(world) == before

    def test_is_signed_without_a_second_review(self, world: World) -> None:
        """57.1: the submission repeats the ground that was reviewed, and is no new doubt."""
        case = world.investigated(DAY)
        propose(world, case)
        world.review(case, DAY)
        draft = sparing.SparingDraft(NOTHING, WHY)
        services.submit_for_sparing(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        decide(world, case)

    def test_is_proposed_by_the_report_itself(self, world: World) -> None:
        """57.1(3): the report that finds nothing established says so, or it is not written."""
        case = world.opened(DAY)
        item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "检查时的情况", DIGEST)

        def report(ground: NoPenaltyGround, why: str = WHY) -> object:
            draft = rules.InvestigationDraft(
                case.facts, evidence=(item,), ground=ground, ground_reason=why
            )
            ctx = world.act("yi", DAY)
            return services.investigate(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, partial(report, NOTHING, "")) == ["sparing.no_reason"]
        under_age = partial(report, NoPenaltyGround.UNDER_AGE)
        assert refused(world, under_age) == ["no_penalty.not_of_this_person"]
        report(NOTHING)
        assert steps(world)[-2:] == ["investigation", "proposal"]
        told = f"建议不予行政处罚（违法事实不能成立），送法制审核后由负责人决定。理由：{WHY}"
        papers = documents.documents(world.viewer())
        assert [told in one.content for one in papers if one.kind == "investigation_report"] == [
            True
        ]
        world.review(case, DAY)
        decide(world, case)


class TestWhoActed:
    """30, 31: a child, or who could not answer for the act, is not punished."""

    def test_a_child_is_spared_from_the_start(self, world: World) -> None:
        case = person(world, THIRTEEN)
        propose(world, case, NoPenaltyGround.UNDER_AGE)
        world.review(case, DAY)
        decide(world, case, NoPenaltyGround.UNDER_AGE)

    @pytest.mark.parametrize("ground", [NoPenaltyGround.UNDER_AGE, NoPenaltyGround.INCAPABLE])
    def test_no_unit_is_and_nobody_who_was_old_enough(
        self, world: World, ground: NoPenaltyGround
    ) -> None:
        unit = partial(propose, world, world.investigated(DAY), ground)
        assert refused(world, unit) == ["no_penalty.not_of_this_person"]
        if ground is NoPenaltyGround.UNDER_AGE:
            older = partial(propose, world, person(world, SEVENTEEN), ground)
            assert refused(world, older) == ["no_penalty.not_of_this_person"]
