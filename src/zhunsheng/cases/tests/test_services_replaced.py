"""Who handles a case of several parties may change until the last of them is at its end."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases import services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import file_of
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_parties import HEAD_FINE, NEXT, close, end, told, two
from zhunsheng.cases.tests.test_services_turning import recuse
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.kernel.finding import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def third() -> World:
    """A bureau with a third officer who may take over."""
    world = World(BUREAU)
    world.officers["head"] = world.add_officer("head", until=date(2027, 12, 31))
    return world


def swap(world: World, case: PenaltyCase, leaves: str, joins: str) -> object:
    officers = world.officers
    draft = turning.ReassignmentDraft(officers[leaves], officers[joins], "工作调动")
    return services.reassign(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)


def names(world: World, case: PenaltyCase) -> str:
    return file_of(world.viewer(), case.id, on=DAY).handler_names


class TestAChangeOfHandlers:
    """行政处罚法 43: who has an interest is recused, at every stage of the case."""

    def test_is_open_after_one_party_s_decision(self, third: World) -> None:
        case, joined = two(third)
        told(third, case, BELOW)
        third.decide(case, BELOW, DAY)
        recuse(third, case)
        assert names(third, case) == names(third, joined) == "示例乙、示例己"
        assert refused(third, lambda: swap(third, case, "head", "bing")), "recused is recused"
        assert names(third, case) == names(third, joined) == "示例乙、示例己"

    def test_ends_with_the_last_file(self, third: World) -> None:
        case, joined = two(third)
        for one, fine_fen in ((case, BELOW), (joined, HEAD_FINE)):
            told(third, one, fine_fen)
            if one is joined:
                third.waive_hearing(one, DAY)
                third.discuss(one, fine_fen, DAY)
            third.decide(one, fine_fen, DAY)
            end(third, one, fine_fen)
        close(third, joined)
        swap(third, case, "bing", "head")
        assert names(third, joined) == "示例乙、示例丙"
        close(third, case)
        with pytest.raises(StepRefused):
            swap(third, case, "head", "bing")

    def test_is_not_dated_before_what_was_done_about_another_party(self, third: World) -> None:
        """47: the change enters the file of every party, each in its order."""
        case, joined = two(third)
        third.propose(joined, HEAD_FINE, NEXT)
        assert refused(third, lambda: swap(third, case, "bing", "head")) == [
            "case.act.out_of_order"
        ]
