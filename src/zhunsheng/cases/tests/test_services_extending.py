"""Who approves another limit than ninety days (行政处罚法 60, 旧办法 57)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from zhunsheng.cases import queries
from zhunsheng.cases.tests.steps import DAY, refused, steps
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db

UNTIL = DAY + timedelta(days=120)


@pytest.fixture
def world() -> World:
    return World()


def test_beyond_ninety_days_is_approved_by_the_upper_authority(world: World) -> None:
    """旧办法 57: 特殊情况需进一步延长的，报上一级部门批准 (words not verified)."""
    case = world.opened(DAY)
    extend = partial(world.extend, case, DAY, UNTIL)
    bare = partial(extend, approval=" ", approved_on=None, scan=None)
    assert refused(world, bare) == [
        "extension.above_no_number", "extension.above_no_day", "extension.above_no_scan",
    ]  # fmt: skip
    for day in (DAY + timedelta(days=1), DAY - timedelta(days=1)):
        assert refused(world, partial(extend, approved_on=day)) == ["extension.above_no_day"]
    extend()
    assert steps(world)[-1] == "extension"
    papers = documents.documents(world.viewer())
    paper = next(one for one in papers if one.kind == "course_approval")
    assert "上一级应急管理部门2025年3月3日以“示应急批〔2025〕1号”批准延长。" in paper.content


def test_shows_the_article_that_was_not_verified(world: World) -> None:
    """行政处罚法 60: only law, regulation or rule sets another limit; the page says which."""
    case = world.opened(DAY)
    world.extend(case, DAY, UNTIL)
    [term] = queries.clocks(world.viewer(), case.id, on=DAY)
    assert (term.due, str(term.basis), term.verified) == (UNTIL, "SAWS-15:57", False)
