"""Minutes of a collective discussion say one thing, in choice, votes, amount and words (57.2)."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround, Resolution, Vote
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.resolving import DiscussionFacts
from zhunsheng.cases.tests.steps import DAY, HEAVY, refused, steps
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
LESS = HEAVY - HEAVY // 10
SPARE = (Vote.SPARE, "事实轻微，不应处罚。")
AGREES = (Vote.AGREE, "")
PAYS_LESS = (Vote.AMOUNT, "不宜处罚过重，主张减为五万四千元。", LESS)
PAYS_LEAST = (Vote.AMOUNT, "主张罚款1万元。", 10_000_00)
OTHER = (Vote.OTHER, "主要负责人的责任没有查清，应当补充调查。")
WHY = {"note": "当事人已经整改。"}


@pytest.fixture
def world() -> World:
    found = World()
    found.add_user("second", "示例寅", Role.DEPUTY_HEAD.value)
    return found


@pytest.fixture
def case(world: World) -> PenaltyCase:
    found = world.told(HEAVY, DAY)
    world.waive(found, DAY)
    world.waive_hearing(found, DAY)
    return found


def discuss(
    world: World,
    case: PenaltyCase,
    said: dict[str, Any],
    resolution: Resolution = Resolution.AS_PROPOSED,
    fine_fen: int = HEAVY,
    note: str = "",
) -> None:
    """Hold a discussion in which these members voted and spoke."""
    draft = rules.DiscussionDraft(
        tuple(rules.MemberView(world.users[key].id, *view) for key, view in said.items()),
        fine_fen,
        note,
        reporters=("示例乙",),
        reviewer=world.users["reviewer"].id,
        on_dissent="有人主张不同，讨论后形成决定。",
        resolution=resolution,
    )
    services.discuss(ctx=world.act("secretary", DAY), case=case.id, draft=draft, on=DAY)


def recorded(world: World, case: PenaltyCase) -> str:
    """Return what the discussion came to, as the minutes say it."""
    file = queries.file_of(world.viewer(), case.id, on=DAY)
    return str(file.data("discussion")["conclusion"])


ALL_AGREE = {"deputy": AGREES, "chief": AGREES}
CHANGED = Resolution.OTHER_AMOUNT


class TestWords:
    """行政处罚法 57.2: 行政机关负责人应当集体讨论决定; 47: what was said is recorded as it was."""

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            ("经讨论，不予处罚。", "says_spared"),
            ("免予处罚", "says_spared"),
            ("免罚。", "says_spared"),
            ("撤销案件，不罚。", "says_spared"),
            ("经集体讨论，决定罚款1000元。", "other_amount"),
            ("决定罚款五万四千元。", "other_amount"),
            ("数额定为6.5 万元。", "other_amount"),
            ("罚款￥1000", "other_amount"),
            ("减半处罚。", "says_a_part"),
            ("暂缓处罚，待补充调查后再议。", "says_postponed"),
            ("本案不成立，结案。", "says_spared"),
            ("只给予批评教育。", "says_spared"),
        ],
    )
    def test_say_nothing_else_than_the_choice(
        self, world: World, case: PenaltyCase, words: str, code: str
    ) -> None:
        act = partial(discuss, world, case, ALL_AGREE, note=words)
        assert refused(world, act) == [f"discussion.{code}"]

    @pytest.mark.parametrize(
        "words",
        [
            "同意对该公司罚款人民币60000元，对其主要负责人不予处罚。",
            "对该公司处人民币陆万元罚款；其法定代表人不予行政处罚。",
            "同意拟处理意见，罚款6万元。",
            "不符合不予处罚的条件，同意处罚。",
            "当事人请求不予处罚的意见不能成立，决定罚款60,000.00元。",
            "第一项不予处罚，其余照拟处理意见办理。",
            "罚款幅度为5万元以上20万元以下，罚款6万元适当。",
            "违法所得2000元，不具备免予处罚条件，不能免罚。",
        ],
    )
    def test_stand_beside_the_sentence_of_the_choice(
        self, world: World, case: PenaltyCase, words: str
    ) -> None:
        discuss(world, case, ALL_AGREE, note=words)
        said = recorded(world, case)
        assert said == f"经集体讨论，同意拟处理意见：罚款人民币60,000.00元。说明：{words}"

    @pytest.mark.parametrize("resolution", [CHANGED, Resolution.SPARED])
    def test_have_nothing_to_change_where_the_proposal_spares(self, resolution: Resolution) -> None:
        facts = DiscussionFacts(2, 2, frozenset(), 0, spares=True)
        draft = rules.DiscussionDraft((), 0, "理由如上。", ("示例乙",), resolution=resolution)
        codes = [one.code for one in rules.discussion_findings(facts, draft)]
        assert codes == ["discussion.spared_already"]


class TestVotes:
    """行政处罚法 57.2: a lower amount is no answer to those who would not punish at all."""

    @pytest.mark.parametrize(
        ("said", "fine_fen", "codes"),
        [
            ({"deputy": SPARE, "chief": SPARE}, LESS, ["against_all"]),
            ({"deputy": PAYS_LESS, "chief": SPARE}, LESS, ["against_chief"]),
            ({"deputy": SPARE, "second": SPARE}, LESS, ["against_all"]),
            ({"deputy": AGREES, "second": AGREES, "chief": PAYS_LEAST}, LESS, ["against_chief"]),
            ({"deputy": PAYS_LESS, "chief": OTHER}, LESS, ["against_chief"]),
            ({"deputy": PAYS_LEAST, "chief": AGREES}, LESS, ["nobody_voted_so"]),
            ({"deputy": PAYS_LESS, "chief": AGREES}, HEAVY, ["otherwise_than_resolved"]),
            ({"deputy": AGREES, "chief": AGREES}, LESS, ["otherwise_than_voted"]),
        ],
    )
    def test_carry_no_other_amount(
        self, world: World, case: PenaltyCase, said: Any, fine_fen: int, codes: list[str]
    ) -> None:
        act = partial(discuss, world, case, said, CHANGED, fine_fen, **WHY)
        found = refused(world, act)
        assert found[:1] == [f"discussion.{code}" for code in codes]

    def test_carry_the_amount_that_the_chief_wants(self, world: World, case: PenaltyCase) -> None:
        said = {"deputy": AGREES, "second": AGREES, "chief": PAYS_LESS}
        assert refused(world, partial(discuss, world, case, said, CHANGED, LESS)) == [
            "discussion.no_reason"
        ]
        discuss(world, case, said, CHANGED, LESS, **WHY)
        assert recorded(world, case) == (
            "经集体讨论，变更拟处理意见：罚款人民币54,000.00元。说明：当事人已经整改。"
        )

    @pytest.mark.parametrize(
        ("view", "code"),
        [
            ((Vote.AMOUNT, "主张减少。"), "vote_amount"),
            ((Vote.AMOUNT, "主张减少。", HEAVY), "vote_amount"),
            ((Vote.SPARE, "不应处罚。", LESS), "vote_amount"),
            ((Vote.AGREE, "主张罚款1万元。"), "vote_otherwise_than_said"),
            ((Vote.AMOUNT, "主张罚款1万元。", LESS), "vote_otherwise_than_said"),
        ],
    )
    def test_have_the_amount_that_is_said(
        self, world: World, case: PenaltyCase, view: Any, code: str
    ) -> None:
        act = partial(discuss, world, case, {"deputy": view, "chief": AGREES})
        assert refused(world, act) == [f"discussion.{code}"]

    @pytest.mark.parametrize("third", [AGREES, SPARE])
    def test_of_most_against_a_penalty_bind_where_the_chief_did_not_vote(
        self, world: World, case: PenaltyCase, third: Any
    ) -> None:
        world.add_user("third", "示例卯", Role.DEPUTY_HEAD.value)
        said = {"deputy": SPARE, "second": SPARE, "third": third}
        code = "against_all" if third is SPARE else "against_majority"
        assert refused(world, partial(discuss, world, case, said)) == [f"discussion.{code}"]
        discuss(world, case, {**said, "second": PAYS_LESS, "third": AGREES}, CHANGED, LESS, **WHY)

    def test_of_most_do_not_bind_the_chief(self, world: World, case: PenaltyCase) -> None:
        """The head of the bureau answers for it; the minutes tell how it came about."""
        discuss(world, case, {"deputy": SPARE, "second": SPARE, "chief": AGREES})


class TestSentBack:
    """行政处罚法 57.2: what the leaders do not carry is recorded, and is not decided."""

    @pytest.mark.parametrize("resolution", [Resolution.SPARED, Resolution.RETURNED])
    def test_is_not_decided_until_it_is_proposed_anew(
        self, world: World, case: PenaltyCase, resolution: Resolution
    ) -> None:
        said = {"deputy": SPARE, "chief": SPARE}
        act = partial(discuss, world, case, said, resolution, note="后果轻微，已经改正。")
        assert refused(world, act) == ["discussion.sent_back_with_amount"]
        act(fine_fen=0)
        assert "退回承办人" in recorded(world, case)
        decide = partial(world.decide, case, HEAVY, DAY)
        assert refused(world, decide) == ["case.discussion.sent_back"]
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert file.resolved_fen == HEAVY
        world.propose(case, HEAVY, DAY)
        assert "case.discussion.stale" in refused(world, decide)

    def test_to_spare_goes_on_to_a_decision_that_nothing_is_established(
        self, world: World, case: PenaltyCase
    ) -> None:
        """57.1(3): what is proposed to spare is discussed with no amount, and decided."""
        ground = NoPenaltyGround.NOT_ESTABLISHED
        said = {"deputy": SPARE, "chief": SPARE}
        discuss(world, case, said, Resolution.SPARED, 0, "证据之间不能印证，事实不能成立。")
        draft = rules.ProposalDraft((), ground=ground, discretion="主要证据之间不能印证。")
        services.propose(ctx=world.act("yi", DAY), case=case.id, on=DAY, draft=draft)
        world.review(case, DAY)
        discuss(world, case, ALL_AGREE, fine_fen=0, note="同意不予处罚的意见，理由充分。")
        fined = refused(world, partial(world.decide, case, HEAVY, DAY))
        assert "case.proposal.spares" in fined
        spared = rules.NoPenaltyDraft(ground, "事实不能成立，证据之间不能印证。")
        ctx = world.act("chief", DAY)
        services.decide_no_penalty(ctx=ctx, case=case.id, draft=spared, on=DAY)
        assert steps(world)[-2:] == ["discussion", "no_penalty"]

    def test_may_be_laid_before_them_again(self, world: World, case: PenaltyCase) -> None:
        discuss(world, case, {"deputy": OTHER, "chief": OTHER}, Resolution.RETURNED, 0, OTHER[1])
        discuss(world, case, ALL_AGREE)
        world.decide(case, HEAVY, DAY)


def test_a_warning_is_not_decided_against_all_votes(world: World) -> None:
    """行政处罚法 57.2: all who voted would not warn; so the minutes cannot say that they do."""
    case = world.investigated(DAY, violations=("hazard.26-1",))
    proof = queries.file_of(world.viewer(), case.id, on=DAY).evidence[0].id
    told = {"fined_elsewhere": "示他罚〔2025〕3号处罚决定", "fined_evidence": proof}
    world.propose(case, 0, DAY, warning=True, **told)
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    world.deliver_notice(case, DAY)
    world.waive(case, DAY)
    said = {"deputy": SPARE, "chief": SPARE}
    act = partial(discuss, world, case, said, fine_fen=0)
    assert refused(world, partial(act, note="不予行政处罚。")) == [
        "discussion.against_all",
        "discussion.says_spared",
    ]
    act(resolution=Resolution.SPARED, note="不予行政处罚。")
    assert refused(world, partial(world.decide, case, 0, DAY)) == ["case.discussion.sent_back"]
