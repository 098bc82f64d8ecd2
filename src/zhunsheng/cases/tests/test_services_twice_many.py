"""Many cases that ended for one act are read at once (行政处罚法 60)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import queries
from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.queries import once
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.test_services_twice import ACT, LATER, OVER, end
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db


def test_cases_that_ended_after_their_term_are_read_in_the_same_queries() -> None:
    """60: every one of them counts, however many there are."""
    world = World()
    cases = [world.opened(DAY, **ACT) for _ in range(3)]
    file = queries.file_of(world.viewer(), world.clue(LATER, **ACT).id, on=LATER)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as seen:
            found = once.ended_for_term(world.viewer(), file, LATER)
        return len(found), len(seen)

    end(world, cases[0], OVER, TerminationGround.TERM_OVER)
    count, many = asked()
    assert count == 1
    for case in cases[1:]:
        end(world, case, OVER, TerminationGround.TERM_OVER)
    assert asked() == (3, many)
