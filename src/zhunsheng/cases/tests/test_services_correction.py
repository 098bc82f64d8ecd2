"""行政处罚法 28.1: who punishes orders the party to put it right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.documents import parts
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_parties import approve, investigate, join
from zhunsheng.cases.tests.world import DIGEST, World
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.lawbook.choices import Harm, Question

pytestmark = pytest.mark.django_db
ORDER = "责令当事人立即改正上述违法行为"
UNTIL = DAY + timedelta(days=30)


@pytest.fixture
def world() -> World:
    return World()


def printed(
    world: World, correction: str, *, corrected: bool | None, until: date | None = None
) -> str:
    """Return what the decision says of putting it right after such an investigation."""
    case = world.opened(DAY)
    item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "检查时的情况", DIGEST)
    draft = rules.InvestigationDraft(
        facts=case.facts, evidence=(item,), correction=correction, corrected=corrected
    )
    services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
    answers = {Question.HARM: Harm.MORE} if corrected else {Question.CORRECTED: False}
    world.propose(case, BELOW, DAY, answers=answers)
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    world.deliver_notice(case, DAY)
    world.waive(case, DAY)
    decision = rules.DecisionDraft(BELOW, correct_until=until)
    services.decide(ctx=world.act("chief", DAY), case=case.id, draft=decision, on=DAY)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    (paper,) = (one for one in papers if one.kind == "penalty_decision")
    return str(paper.contents["correction"])


LAW = "依据《中华人民共和国行政处罚法》第二十八条第一款，"


class TestOrderToPutItRight:
    @pytest.mark.parametrize(
        ("noted", "corrected"), [("未改正", False), ("部分改正。", None), ("", None)]
    )
    def test_stands_in_every_decision_on_what_was_not_put_right(
        self, world: World, noted: str, corrected: bool | None
    ) -> None:
        text = printed(world, noted, corrected=corrected)
        assert ORDER in text
        assert noted.rstrip("。") in text
        assert "。。" not in text

    def test_is_not_given_for_what_was_put_right(self, world: World) -> None:
        noted = "已按期改正，经复查合格"
        assert printed(world, noted, corrected=True) == f"当事人的改正情况：{noted}。"

    def test_names_the_last_day_where_it_is_given_a_term(self, world: World) -> None:
        """28.1: to put it right, or to put it right by a day."""
        text = printed(world, "", corrected=False, until=UNTIL)
        assert text == "责令当事人限期改正上述违法行为，期限至2025年4月2日。"

    def test_names_no_day_that_is_over_nor_one_for_what_was_put_right(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)

        def decide() -> object:
            draft = rules.DecisionDraft(BELOW, correct_until=DAY)
            return services.decide(ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY)

        assert refused(world, decide) == ["correction.day_passed"]
        with pytest.raises(StepRefused) as refusal:
            printed(world, "已改正", corrected=True, until=UNTIL)
        assert [one.code for one in refusal.value.findings] == ["correction.done_already"]

    def test_says_the_same_on_the_spot(self, world: World) -> None:
        """28.1: 责令当事人改正或者限期改正违法行为; the paper names the sentence."""
        world.spot(DAY, correct_until=UNTIL)
        case = world.spot(DAY)
        found = documents.documents(world.viewer())
        by_kind = [row for row in found if row.kind == "summary_penalty_decision"]
        texts = {str(row.contents["correction"]) for row in by_kind}
        assert texts == {
            f"{LAW}责令当事人限期改正上述违法行为，期限至2025年4月2日。",
            f"{LAW}责令当事人立即改正上述违法行为。",
        }
        assert refused(world, lambda: world.spot(DAY, correct_until=DAY)) == [
            "correction.day_passed"
        ]
        assert case.number


class TestSeveralParties:
    @pytest.mark.parametrize(("own", "orders"), [(None, False), (True, False), (False, True)])
    def test_found_for_the_case_is_in_every_decision(
        self, world: World, own: bool | None, orders: bool
    ) -> None:
        """28.1: the order to put it right is not given for what the one report found put right."""
        case = world.clue(DAY)
        joined = join(world, case)
        approve(world, case)
        of = ((joined.id, own),)
        investigate(world, case, corrected=True, correction="已经改正。", corrected_of=of)
        first, second = (queries.file_of(world.viewer(), c.id, on=DAY) for c in (case, joined))
        assert parts.correction_found(first) == (True, "已经改正。")
        assert parts.put_right_before(second) is not orders
