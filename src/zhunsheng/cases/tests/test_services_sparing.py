"""Decisions not to punish on a real database (行政处罚法 33, 57)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.models import Decision
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules import sparing
from zhunsheng.cases.services.reviewing import materials
from zhunsheng.cases.tests.steps import BELOW, DAY, FIRST, MINOR, doubt, refused
from zhunsheng.cases.tests.world import OTHER, World
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


class TestNoPenalty:
    def test_spares_without_education_whose_guilt_is_not_established(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        doubt(world, case, DAY)
        late = DAY + timedelta(days=120)  # the term of article 60 binds a penalty, not this
        draft = rules.NoPenaltyDraft(NoPenaltyGround.NOT_ESTABLISHED, "现有证据不足以证明。")
        decision = services.decide_no_penalty(
            ctx=world.act("chief", late), case=case.id, draft=draft, on=late
        )
        text = str(documents.document(world.viewer(), decision.document_id).content)
        assert "第五十七条第一款第三项" in text
        assert "教育" not in text
        told = queries.unpunished_rows(world.viewer(), late, late)
        assert [ground for ground, rows in told.items() if len(rows)] == ["NOT_ESTABLISHED"]
        assert [row.url for row in told["NOT_ESTABLISHED"]] == [f"/cases/{case.id}/"]

    def test_finds_nothing_established_only_as_it_was_submitted_and_reviewed(
        self, world: World
    ) -> None:
        """57.1(3), 58: a person in charge alone does not turn the penalty that was reviewed."""
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        act = world.act("chief", DAY)
        draft = rules.NoPenaltyDraft(NoPenaltyGround.NOT_ESTABLISHED, "现有证据不足以证明。")
        decide = partial(services.decide_no_penalty, ctx=act, case=case.id, draft=draft, on=DAY)
        assert refused(world, decide) == ["no_penalty.doubt_unreviewed"]
        ground = sparing.SparingDraft(draft.ground, "主要证据之间不能印证。")
        submit = partial(services.submit_for_sparing, case=case.id, on=DAY)
        filler = replace(ground, opinion="x")
        ctx = world.act("yi", DAY)
        assert refused(world, partial(submit, ctx=ctx, draft=filler)) == ["text.says_nothing"]
        submit(ctx=world.act("yi", DAY), draft=ground)
        assert "no_penalty.doubt_unreviewed" in refused(world, decide)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        said = ("承办人认为不应处罚的理由（不予处罚呈批）", "主要证据之间不能印证。")
        assert said in materials(file)
        world.review(case, DAY)
        notify = partial(services.notify, ctx=world.act("yi", DAY), case=case.id, on=DAY)
        assert "case.proposal.spares" in refused(world, notify)
        decide()

    def test_is_on_the_ground_and_the_reasons_that_the_review_agreed_to(self, world: World) -> None:
        """57.1, 58: what is submitted after the review, or decided otherwise, is not reviewed."""
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        world.review(case, DAY)
        ground = NoPenaltyGround.NOT_ESTABLISHED
        submit = partial(services.submit_for_sparing, case=case.id, on=DAY)
        first = sparing.SparingDraft(ground, "主要证据之间不能印证。")
        for said in ("", " "):
            blank = partial(submit, ctx=world.act("yi", DAY), draft=replace(first, opinion=said))
            assert refused(world, blank) == ["sparing.no_reason"]
        submit(ctx=world.act("yi", DAY), draft=first)
        world.review(case, DAY)
        told = "不予行政处罚（违法事实不能成立）"
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert dict(materials(file))["拟处理意见"] == told
        papers = documents.documents(world.viewer())
        opinions = [one for one in papers if one.kind == "legal_review_opinion"]
        assert sorted(told in one.content for one in opinions) == [False, True]

        def decide(ground: NoPenaltyGround) -> Decision:
            educated = "" if ground is NoPenaltyGround.NOT_ESTABLISHED else "当场教育。"
            draft = rules.NoPenaltyDraft(ground, "现有证据不足以证明。", educated)
            return services.decide_no_penalty(
                ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY
            )

        minor = partial(decide, NoPenaltyGround.MINOR)
        assert refused(world, minor) == ["no_penalty.doubt_unreviewed"]
        submit(ctx=world.act("yi", DAY), draft=replace(first, opinion="另有他人承认系其所为。"))
        assert refused(world, partial(decide, ground)) == [
            "case.review.stale",
            "no_penalty.doubt_unreviewed",
        ]
        world.review(case, DAY)
        decide(ground)

    def test_needs_no_proposal_where_nothing_is_established(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """57.1(3): that there is no violation follows from the report of the investigation."""
        real = standing.policy
        monkeypatch.setattr(
            standing, "policy", lambda **about: replace(real(**about), review_every_case=False)
        )
        case = world.investigated(DAY)
        draft = sparing.SparingDraft(NoPenaltyGround.NOT_ESTABLISHED, "主要证据之间不能印证。")
        services.submit_for_sparing(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        (paper,) = documents.documents(world.viewer()).filter(kind="handling_approval")
        assert "不予行政处罚（违法事实不能成立）" in paper.content

    def test_educates_whom_it_spares(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        world.review(case, DAY)
        draft = rules.NoPenaltyDraft(NoPenaltyGround.MINOR, "逐项符合。")
        codes = refused(
            world,
            lambda: services.decide_no_penalty(
                ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY
            ),
        )
        assert codes == ["no_penalty.no_education"]

    def test_gives_a_reason_where_its_answer_is_not_what_the_record_shows(
        self, world: World
    ) -> None:
        """行政处罚法 33: who says that it was no first offence says how that was found."""
        case = world.investigated(DAY)
        answers = {**FIRST, Question.FIRST_OFFENCE: False}
        propose = partial(world.propose, case, BELOW, DAY, answers=answers)
        assert refused(world, propose) == ["fine.first_offence_unreasoned"]
        propose(first_reason="邻区应急管理局函复曾于2024年处罚。")
        row = queries.file_of(world.viewer(), case.id, on=DAY).data("proposal")["derivations"][0]
        said = "承办人认定：邻区应急管理局函复曾于2024年处罚。"
        assert ["是否初次违法", "否", said] in row["known"]

    @pytest.mark.parametrize("elsewhere", [False, True])
    def test_spares_nobody_as_a_first_offender_who_is_known_to_have_offended(
        self, world: World, elsewhere: bool
    ) -> None:
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=FIRST, waive=True)
        world.review(case, DAY)
        other_act = "仓库入口缺少警示标志，与无证上岗不是同一行为。"
        (World(OTHER, "999901") if elsewhere else world).spot(DAY, other_act=other_act)

        def spare(ground: NoPenaltyGround) -> Decision:
            draft = rules.NoPenaltyDraft(ground, "逐项符合。", "当场教育。")
            return services.decide_no_penalty(
                ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY
            )

        assert refused(world, lambda: spare(NoPenaltyGround.FIRST)) == ["offence.not_first"]
        # Another ground does not lead around it.
        assert refused(world, lambda: spare(NoPenaltyGround.MINOR)) == [
            "no_penalty.not_derived",
            "offence.not_first",
        ]

    def test_needs_a_proposal_that_spares_or_a_guilt_that_is_not_established(
        self, world: World
    ) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        drafts = [
            rules.NoPenaltyDraft(ground, "逐项符合。", "当场教育。") for ground in NoPenaltyGround
        ]
        act = world.act("chief", DAY)
        codes = [
            refused(
                world,
                partial(services.decide_no_penalty, ctx=act, case=case.id, draft=one, on=DAY),
            )
            for one in drafts
            if one.ground.is_derived
        ]
        assert codes == [["no_penalty.not_derived"]] * 4

    def test_is_looked_at_again_when_another_violation_of_the_case_is_punished(
        self, world: World
    ) -> None:
        case = world.investigated(DAY, violations=("safety.99-1", "safety.97-4"))
        fines = (
            rules.FineDraft("safety.99-1", answers=FIRST, waive=True),
            rules.FineDraft("safety.97-4", BELOW, answers={Question.CORRECTED: False}),
        )
        draft = rules.ProposalDraft(fines, "没有造成事故。", same_act=())
        services.propose(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        World(OTHER, "999901").spot(DAY)
        codes = refused(world, lambda: world.decide(case, BELOW, DAY))
        assert codes == ["offence.not_first"]
