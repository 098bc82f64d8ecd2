"""The summary procedure: what may be decided on the spot, and why that amount (33, 34, 51)."""

from __future__ import annotations

from functools import partial

import pytest

from zhunsheng.cases.rules import FineDraft
from zhunsheng.cases.tests.steps import DAY, FIRST, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


class TestSpared:
    def test_is_never_decided_on_the_spot(self, world: World) -> None:
        """33, 51: on the spot a fine or a warning is decided; not to punish is another decision."""
        fine = FineDraft("safety.99-1", None, answers=FIRST, waive=True)
        codes = refused(world, partial(world.spot, DAY, fine=fine))
        assert codes == ["summary.spared"]

    def test_may_be_fined_all_the_same_where_the_law_leaves_it_open(self, world: World) -> None:
        """33.1: a first offence of minor harm may go unpunished, it need not."""
        fine = FineDraft("safety.99-1", 200_000, answers=FIRST, waive=False)
        assert world.spot(DAY, fine=fine).number


class TestFacts:
    def test_are_what_was_found_and_no_alternative(self, world: World) -> None:
        """40, 52: the decision on the spot names the facts of the violation."""
        either = "未设置或者未如实设置安全警示标志。"
        assert refused(world, partial(world.spot, DAY, facts=either)) == ["case.facts.alternative"]


class TestReason:
    def test_is_written_where_no_benchmark_leads_to_the_amount(self, world: World) -> None:
        """34: discretion is reasoned; the decision tells the party why this amount."""
        codes = refused(world, partial(world.spot, DAY, discretion="\u200b"))
        assert codes == ["fine.discretion_unreasoned"]
        world.spot(DAY, discretion="涉及一处入口，当场设置了标志", other_act="")
        rows = documents.documents(world.viewer())
        [paper] = [row for row in rows if row.kind == "summary_penalty_decision"]
        assert paper.contents["discretion"] == "涉及一处入口，当场设置了标志。"
