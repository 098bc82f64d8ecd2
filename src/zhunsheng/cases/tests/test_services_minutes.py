"""Minutes of a collective discussion say one thing, in words, votes and amount (57.2)."""

from __future__ import annotations

from functools import partial

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import Vote
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.discussing import DiscussionFacts, discussion_findings
from zhunsheng.cases.tests.steps import DAY, HEAVY, refused
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
AGREED = "同意处罚。"
LESS = HEAVY - HEAVY // 10
SPARE = "事实轻微，不应处罚。"
PAY_LESS = "主张减少罚款数额。"


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
    world: World, case: PenaltyCase, fine_fen: int, said: dict[str, str], conclusion: str = AGREED
) -> None:
    """Hold a discussion in which these members spoke, one without a word agreeing."""
    views = tuple(
        rules.MemberView(world.users[key].id, Vote.OTHER if text else Vote.AGREE, text)
        for key, text in said.items()
    )
    draft = rules.DiscussionDraft(
        views,
        fine_fen,
        conclusion,
        reporters=("示例乙",),
        reviewer=world.users["reviewer"].id,
        on_dissent="有人主张不同，讨论后形成决定。",
    )
    services.discuss(ctx=world.act("secretary", DAY), case=case.id, draft=draft, on=DAY)


class TestWords:
    """行政处罚法 57.2: 行政机关负责人应当集体讨论决定; 47: what was said is recorded as it was."""

    @pytest.mark.parametrize(
        "words",
        ["经讨论，不予处罚。", "多数意见认为不应当给予行政处罚。", "免予处罚", "不同意处罚。"],
    )
    def test_that_spare_carry_no_amount(self, world: World, case: PenaltyCase, words: str) -> None:
        act = partial(discuss, world, case, HEAVY, {"deputy": "", "chief": ""})
        assert refused(world, partial(act, words)) == ["discussion.says_spared"]

    @pytest.mark.parametrize(
        "words",
        [
            "同意拟处理意见，罚款6万元。",
            "不符合不予处罚的条件，同意处罚。",
            "当事人请求不予处罚的意见不能成立，决定罚款。",
            "第一项不予处罚，其余照拟处理意见办理。",
        ],
    )
    def test_that_punish_carry_one(self, world: World, case: PenaltyCase, words: str) -> None:
        discuss(world, case, HEAVY, {"deputy": "", "chief": ""}, words)

    def test_that_punish_are_not_of_a_proposal_that_spares(self) -> None:
        facts = DiscussionFacts(2, 2, frozenset(), 0, spares=True)
        codes = {
            words: [one.code for one in discussion_findings(facts, draft)]
            for words in ("决定给予行政处罚。", "同意不予处罚。")
            for draft in (rules.DiscussionDraft((), 0, words, reporters=("示例乙",)),)
        }
        assert codes == {
            "决定给予行政处罚。": ["discussion.says_punished"],
            "同意不予处罚。": [],
        }


class TestVotes:
    """行政处罚法 57.2: a lower amount is no answer to those who would not punish at all."""

    @pytest.mark.parametrize(
        ("said", "codes"),
        [
            ({"deputy": SPARE, "chief": SPARE}, ["discussion.against_all"]),
            ({"deputy": PAY_LESS, "chief": SPARE}, ["discussion.against_chief"]),
            ({"deputy": SPARE, "second": SPARE}, ["discussion.against_all"]),
        ],
    )
    def test_against_a_penalty_carry_no_lower_one(
        self, world: World, case: PenaltyCase, said: dict[str, str], codes: list[str]
    ) -> None:
        assert refused(world, partial(discuss, world, case, LESS, said)) == codes

    @pytest.mark.parametrize("fine_fen", [LESS, HEAVY])
    def test_of_most_against_a_penalty_bind_where_the_chief_did_not_vote(
        self, world: World, case: PenaltyCase, fine_fen: int
    ) -> None:
        world.add_user("third", "示例卯", Role.DEPUTY_HEAD.value)
        said = {"deputy": SPARE, "second": SPARE, "third": ""}
        act = partial(discuss, world, case, fine_fen, said)
        assert refused(world, act) == ["discussion.against_majority"]
        discuss(world, case, LESS, {**said, "second": PAY_LESS})

    def test_of_most_do_not_bind_the_chief(self, world: World, case: PenaltyCase) -> None:
        """The head of the bureau answers for it; the minutes tell how it came about."""
        discuss(world, case, HEAVY, {"deputy": SPARE, "second": SPARE, "chief": ""})
