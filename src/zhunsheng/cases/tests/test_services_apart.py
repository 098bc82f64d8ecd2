"""Investigation and decision are apart, and who has an interest in the party takes no part."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import AnnulmentKind, Checked, NoPenaltyGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import (
    BELOW,
    DAY,
    HEAVY,
    MINOR,
    RECORD,
    annulled,
    refused,
    serve,
    steps,
)
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db

HELD = date(2025, 3, 14)


@pytest.fixture
def world() -> World:
    return World()


def give_roles(world: World, key: str, *roles: Role) -> None:
    """Give an account further roles as the table keeps them, as a small bureau would."""
    user = world.users[key]
    user.roles_text = " ".join(sorted({*user.roles, *(role.value for role in roles)}))
    user.save(update_fields=["roles_text"])


def interested(world: World, key: str) -> None:
    """Declare that somebody of the bureau is close to the party."""
    officer = world.officers.get(key) or world.add_officer(key, until=date(2027, 12, 31))
    workforce.declare_interest(
        ctx=world.act(world.founder, DAY),
        officer=officer,
        entity=world.entity,
        reason="近亲属在该单位任职",
        on=DAY,
    )


def spare(world: World, case: PenaltyCase, by: str) -> object:
    draft = rules.NoPenaltyDraft(NoPenaltyGround.MINOR, "轻微并及时改正。", education="已教育。")
    return services.decide_no_penalty(ctx=world.act(by, DAY), case=case.id, draft=draft, on=DAY)


def call(world: World, case: PenaltyCase, chair: UUID) -> object:
    draft = rules.HearingNoticeDraft(HELD, chair, "听证室")
    ctx = world.act("secretary", DAY)
    return services.notify_hearing(ctx=ctx, case=case.id, draft=draft, on=DAY)


def asked(world: World) -> PenaltyCase:
    case = world.told(HEAVY, DAY)
    draft = rules.StatementDraft("示例甲", "申请听证。")
    services.request_hearing(ctx=world.act("secretary", DAY), case=case.id, draft=draft, on=DAY)
    return case


class TestWhoHandlesACase:
    """行政处罚法 57: who investigated does not decide."""

    def test_does_not_decide_it(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        give_roles(world, "bing", Role.CHIEF)
        decide = rules.DecisionDraft(BELOW)

        def act() -> object:
            ctx = world.act("bing", DAY)
            return services.decide(ctx=ctx, case=case.id, draft=decide, on=DAY)

        assert refused(world, act) == ["case.by.handler"]
        world.decide(case, BELOW, DAY)

    def test_does_not_spare_the_party_either(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        world.review(case, DAY)
        give_roles(world, "bing", Role.CHIEF)
        assert refused(world, lambda: spare(world, case, "bing")) == ["case.by.handler"]
        spare(world, case, "chief")

    def test_does_not_lengthen_its_term(self, world: World) -> None:
        case = world.opened(DAY)
        give_roles(world, "bing", Role.CHIEF)
        draft = rules.ExtensionDraft(date(2025, 7, 1), "案情复杂", "AEPR-2025:30")

        def act() -> object:
            ctx = world.act("bing", DAY)
            return services.extend_term(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert "case.by.handler" in refused(world, act)


class TestWhoReviewedACase:
    """行政处罚法 58.1: 行政机关负责人作出决定之前，应当由从事法制审核的人员进行法制审核."""

    @pytest.fixture
    def both(self, world: World) -> str:
        """A reviewer of a small bureau who leads it as well."""
        give_roles(world, "reviewer", Role.DEPUTY_HEAD)
        return "reviewer"

    def test_does_not_decide_it(self, world: World, both: str) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        decide = rules.DecisionDraft(BELOW)

        def act() -> object:
            ctx = world.act(both, DAY)
            return services.decide(ctx=ctx, case=case.id, draft=decide, on=DAY)

        assert refused(world, act) == ["case.by.reviewer"]
        world.decide(case, BELOW, DAY)

    def test_does_not_spare_the_party_either(self, world: World, both: str) -> None:
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        world.review(case, DAY)
        assert refused(world, lambda: spare(world, case, both)) == ["case.by.reviewer"]
        spare(world, case, "chief")

    def test_does_not_vote_on_it(self, world: World, both: str) -> None:
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        second = world.add_user("second", "示例卯", Role.LEGAL_REVIEWER.value)

        def act() -> object:
            seats = tuple(rules.MemberView(world.users[key].id) for key in ("chief", both))
            reviewer = world.users[second].id
            draft = rules.DiscussionDraft(seats, HEAVY, "同意。", ("示例乙",), reviewer)
            ctx = world.act("secretary", DAY)
            return services.discuss(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, act) == ["discussion.reviewer_votes"]
        world.discuss(case, HEAVY, DAY)


class TestWhereOneHeadIsLeft:
    """行政处罚法 57.2, 25: 负责人应当集体讨论决定; what the bureau cannot decide goes upwards."""

    def test_a_grave_case_is_sent_upwards(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        interested(world, "deputy")

        def alone() -> None:
            world.discuss(case, HEAVY, DAY, "chief")

        assert refused(world, alone) == ["discussion.too_few"]
        with pytest.raises(StepRefused) as refusal:
            alone()
        assert "报请上级应急管理部门" in refusal.value.findings[0].next_step
        draft = turning.TransferDraft("示例市应急管理局", "本局没有两名负责人可以参加集体讨论。")
        services.transfer(ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY)
        assert steps(world)[-1] == "transfer"


class TestWhoSitsInTheCommittee:
    """行政处罚法 57.1: 调查终结，行政机关负责人应当对调查结果进行审查."""

    @pytest.mark.parametrize(
        ("keys", "codes"),
        [
            (("head", "reviewer"), ["committee.no_leader"]),
            (("deputy", "bing"), ["committee.handler_sits"]),
            (("head", "bing"), ["committee.no_leader", "committee.handler_sits"]),
        ],
    )
    def test_is_a_leader_among_others_and_no_handler(
        self, world: World, keys: tuple[str, ...], codes: list[str]
    ) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        give_roles(world, "bing", Role.TEAM_HEAD)

        def meet(*sitting: str) -> object:
            members = tuple(world.users[key].id for key in sitting)
            draft = turning.CommitteeDraft(Checked.AGREED, members, "同意拟处理意见。")
            ctx = world.act("secretary", DAY)
            return services.meet_committee(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, lambda: meet(*keys)) == codes
        meet("deputy", "head")


class TestWhatThePartySaid:
    """行政处罚法 45.1: 当事人提出的事实、理由或者证据成立的，行政机关应当采纳."""

    def test_is_not_accepted_for_nothing(self, world: World) -> None:
        case = self.accepted(world, "无")

        def decide(note: str) -> object:
            return world.decide(case, BELOW, DAY, note)

        for note in ("", "无", "aaaa"):
            codes = refused(world, partial(decide, note))
            assert codes == ["decision.accepted_unanswered"]
        decide("整改情况已经作为从轻情节，在拟处罚数额中考虑。")

    def test_may_change_nothing_for_a_reason(self, world: World) -> None:
        case = self.accepted(world, "拟处罚数额已经按照整改情况确定。")
        world.decide(case, BELOW, DAY)

    def accepted(self, world: World, unchanged: str = "") -> PenaltyCase:
        """Return a case in which what the party said was accepted."""
        case = world.told(BELOW, DAY)
        said = rules.StatementDraft("示例甲", "已经整改，请求从轻。")
        ctx = world.act("secretary", DAY)
        services.record_representation(ctx=ctx, case=case.id, draft=said, on=DAY)
        answer = rules.AnswerDraft(True, "整改属实。", unchanged)
        ctx = world.act("yi", DAY)
        services.answer_representation(ctx=ctx, case=case.id, draft=answer, on=DAY)
        world.waive(case, DAY)
        world.review(case, DAY)
        return case


class TestWhoPunishedOnTheSpot:
    """行政处罚法 75: what the bureau itself takes back is decided by another than who decided."""

    def test_does_not_withdraw_the_own_decision(self, world: World) -> None:
        case = world.spot(DAY)
        give_roles(world, "bing", Role.CHIEF)

        def withdraw(by: str) -> object:
            draft = turning.ReasonDraft("主要证据不足。")
            ctx = world.act(by, DAY)
            return services.withdraw_decision(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, lambda: withdraw("bing")) == ["case.by.handler"]
        withdraw("chief")


class TestWhoHasAnInterestInTheParty:
    """行政处罚法 43: is recused from every act that judges the case, not only from handling it."""

    def test_does_not_open_a_case(self, world: World) -> None:
        case = world.clue(DAY)
        interested(world, "deputy")
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))

        def act() -> object:
            ctx = world.act("deputy", DAY)
            return services.open_case(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, act) == ["case.by.interest"]

    def test_does_not_review_it(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        interested(world, "reviewer")
        assert refused(world, lambda: world.conclude(case, DAY)) == ["case.by.interest"]

    def test_does_not_preside_over_its_hearing(self, world: World) -> None:
        case = asked(world)
        interested(world, "reviewer")
        chair = world.users["reviewer"].id
        assert refused(world, lambda: call(world, case, chair)) == ["hearing.chair_interest"]
        call(world, case, world.users["deputy"].id)

    def test_does_not_hold_it_either_once_it_was_called(self, world: World) -> None:
        case = asked(world)
        call(world, case, world.users["reviewer"].id)
        serve(world, case, DAY)
        interested(world, "reviewer")

        def act() -> object:
            ctx = world.act("secretary", HELD)
            return services.hold_hearing(ctx=ctx, case=case.id, draft=RECORD, on=HELD)

        assert refused(world, act) == ["hearing.chair_interest"]

    def test_has_no_vote_on_it(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        interested(world, "deputy")
        codes = refused(world, lambda: world.discuss(case, BELOW, DAY))
        assert codes == ["discussion.member_interest"]

    def test_does_not_decide_it(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        interested(world, "chief")
        assert refused(world, lambda: world.decide(case, BELOW, DAY)) == ["case.by.interest"]


class TestAnOfficerWhoDoesNotHandleTheCase:
    """行政处罚法 42: two officers with certificates enforce, and the handlers are those of it."""

    @pytest.mark.parametrize("key", ["head", "reviewer"])
    def test_neither_ends_the_investigation_nor_proposes(self, world: World, key: str) -> None:
        give_roles(world, key, Role.ENFORCEMENT_OFFICER)
        case = world.opened(DAY)
        item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "情况", "ab" * 32)
        report = rules.InvestigationDraft(facts=case.facts, evidence=(item,))

        def investigate(by: str) -> object:
            ctx = world.act(by, DAY)
            return services.investigate(ctx=ctx, case=case.id, draft=report, on=DAY)

        def propose(by: str) -> object:
            ctx = world.act(by, DAY)
            proposal = rules.ProposalDraft(
                (world.fine(case, "safety.97-7", BELOW),), "没有造成事故。"
            )
            return services.propose(ctx=ctx, case=case.id, draft=proposal, on=DAY)

        # Nor has either a certificate (42.1).
        barred = ["case.by.no_handler", "case.by.certificate_not_valid"]
        assert refused(world, lambda: investigate(key)) == barred
        investigate("bing")
        assert refused(world, lambda: propose(key)) == barred
        propose("bing")
        assert steps(world)[-1] == "proposal"


class TestThatADecisionFell:
    """行政处罚法 43, 57.1, 75.2: who records it is apart; the bureau withdraws by its own paper."""

    def fell(
        self, world: World, case: PenaltyCase, by: str, kind: AnnulmentKind = AnnulmentKind.ANNULLED
    ) -> object:
        draft = rules.AnnulmentDraft(kind, "示例区人民法院", "示行终1号")
        return annulled(world, case, draft, DAY, by)

    def test_is_recorded_by_no_handler_and_nobody_with_an_interest(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        give_roles(world, "yi", Role.TEAM_HEAD)
        interested(world, "reviewer")
        assert refused(world, lambda: self.fell(world, case, "yi")) == ["case.by.handler"]
        assert refused(world, lambda: self.fell(world, case, "reviewer")) == ["case.by.interest"]
        self.fell(world, case, "deputy")

    def test_by_the_bureau_itself_is_its_chiefs_withdrawal(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        own = AnnulmentKind.WITHDRAWN
        for by in ("deputy", "chief"):
            codes = refused(world, partial(self.fell, world, case, by, own))
            assert codes == ["annulment.own_withdrawal"]
