"""行政处罚法 43: who has an interest in the party does not answer for the bureau."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from zhunsheng.cases.tests.world import World
from zhunsheng.remedies.tests import builders as b
from zhunsheng.remedies.tests.test_services import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


class TestAnswer:
    def test_is_not_given_by_who_has_an_interest_in_the_party(self, world: World) -> None:
        """行政处罚法 43: who would be recused from the case does not answer for it either."""
        world.officers["reviewer"] = world.add_officer("reviewer", until=date(2027, 12, 31))
        case = world.spot(b.DECIDED)
        asked, sued = b.received(world, case), b.sued(world, case)
        world.declare("reviewer", b.RECEIVED)
        for row in (asked, sued):
            assert refused(world, partial(b.answered, world, row)) == ["case.by.interest"]
