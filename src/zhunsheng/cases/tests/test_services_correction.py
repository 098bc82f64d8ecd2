"""行政处罚法 28.1: who punishes orders the party to put it right."""

from __future__ import annotations

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.world import DIGEST, World
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import Harm, Question

pytestmark = pytest.mark.django_db
ORDER = "责令当事人改正上述违法行为"


@pytest.fixture
def world() -> World:
    return World()


def printed(world: World, correction: str, *, corrected: bool | None) -> str:
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
    world.decide(case, BELOW, DAY)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    (paper,) = (one for one in papers if one.kind == "penalty_decision")
    return str(paper.contents["correction"])


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
        assert printed(world, noted, corrected=True) == noted
