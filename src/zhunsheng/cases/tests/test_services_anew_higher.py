"""A fine that is higher than the one that fell says what makes it higher."""

from __future__ import annotations

from functools import partial

import pytest

from zhunsheng.cases.choices import QuashGround
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.tests.steps import BELOW, refused
from zhunsheng.cases.tests.test_services_anew import ANEW, file_of, investigated, quashed, remake
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.legalreview.choices import CheckState

pytestmark = pytest.mark.django_db


def test_fine_that_is_higher_says_why_and_the_reviewer_reads_it() -> None:
    """行政复议法 63, 64, 行政处罚法 45.2 in spirit: nobody pays more for having challenged."""
    world = World()
    ground = QuashGround.PROCEDURE
    case = investigated(world, remake(world, quashed(world, ground), ground=ground))
    higher = partial(world.propose, case, BELOW + 100_000, ANEW)
    assert refused(world, higher) == ["anew.heavier_unexplained"]
    reason = "补充询问三名作业人员，另查明一人无证作业。"
    higher(anew=reason)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    checks = checks_of(world.viewer(), file_of(world, case), papers, on=ANEW)
    [told] = [one for one in checks if "高于已失去效力的原决定" in one.text]
    assert (told.state, reason in told.text) == (CheckState.DOUBT, True)
