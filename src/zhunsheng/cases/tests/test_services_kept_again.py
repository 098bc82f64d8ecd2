"""Things are preserved once in a matter: no seven days begin anew (行政处罚法 56)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.inquiries import DAY, propose, refused, requested, running
from zhunsheng.cases.tests.world import World
from zhunsheng.inquiry import services
from zhunsheng.inquiry.choices import DisposalKind
from zhunsheng.inquiry.rules import Thing

pytestmark = pytest.mark.django_db
LATE = date(2025, 3, 13)
HELD = "preservation.items.held_already"
SPENT = "preservation.items.term_spent"
ALIKE = "preservation.items.alike"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return world.opened(DAY)


def freed(world: World, case: PenaltyCase) -> None:
    row = running(world, case)
    propose(world, row, LATE, DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
    services.decide_disposal(ctx=world.act("deputy", LATE), preservation=row.id, on=LATE)


def test_what_is_asked_for_or_registered_is_not_registered_again(
    world: World, case: PenaltyCase
) -> None:
    """56: 在七日内及时作出处理决定, which a second registration would put off."""
    row = requested(world, case)
    assert refused(world, partial(requested, world, case)) == {HELD}
    services.withdraw_preservation(
        ctx=world.act("yi", DAY), preservation=row.id, reason="清单有误", on=DAY
    )
    running(world, case)
    for day in (DAY, LATE + timedelta(days=30)):  # while it runs, and after it lapsed undecided
        assert refused(world, partial(requested, world, case, day)) == {HELD}


def test_what_had_its_seven_days_is_not_registered_again(world: World, case: PenaltyCase) -> None:
    """56: what was not decided in time is free, and stays so in the matter."""
    freed(world, case)
    later = LATE + timedelta(days=5)
    assert refused(world, partial(requested, world, case, later)) == {SPENT}
    noted = Thing(" 签到册等", quantity="2册", note="这是另外一册")
    assert refused(world, partial(requested, world, case, later, noted)) == {SPENT}


def test_what_is_named_alike_is_told_apart(world: World, case: PenaltyCase) -> None:
    """56: another name, or another sort, makes no other thing; a difference on the list does."""
    freed(world, case)
    renamed = Thing("培训签到册", "蓝皮", "1册")
    assert refused(world, partial(requested, world, case, LATE, renamed)) == {ALIKE}
    assert refused(
        world, partial(requested, world, case, LATE, Thing("签到册", "2号", "1册", note="。。"))
    ) == {ALIKE}
    other = Thing("培训签到册", "2号", "1册", note="8月班次，此前保存的是7月班次")
    row = requested(world, case, LATE, other, Thing("监控硬盘", quantity="1块"))
    assert row.number == 2
