"""行政强制法 25: 查封、扣押的期限不得超过三十日; no way round makes it endless."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.compulsion import services
from zhunsheng.compulsion.choices import HandlingKind, ReleaseGround
from zhunsheng.compulsion.models import Measure
from zhunsheng.compulsion.rules import HandlingDraft, Outcome, TestPeriod
from zhunsheng.compulsion.tests.builders import DAY, World, at, refused
from zhunsheng.kernel.act import Viewer

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)


def test_a_test_lasts_as_long_as_was_agreed_and_no_longer_than_the_bound(world: World) -> None:
    """25.3: 检测、检验、检疫或者技术鉴定的期间应当明确."""
    row = world.executed()

    def tell(last: date) -> Measure:
        return world.take(
            services.tell_testing,
            row,
            "yi",
            at(9, day=NEXT),
            matter="危险特性鉴定",
            period=TestPeriod(NEXT, last),
            in_writing=True,
        )

    for days in (90, 2000):
        late = NEXT + timedelta(days=days)
        assert refused(partial(tell, late)) == ["compulsion.testing.too_long"]
    tell(NEXT + timedelta(days=89))


def test_goods_that_are_held_are_not_seized_again(world: World) -> None:
    """25.1: the term is extended once; a second measure does not begin it anew."""
    first = world.executed()
    later = at(9, day=NEXT)
    second = world.take(
        services.approve, world.requested(later), "deputy", at(10, day=NEXT), opinion=""
    )
    again = lambda: world.execute(second, at(14, day=NEXT))  # noqa: E731
    assert refused(again) == ["compulsion.items.held_already"]
    draft = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.SETTLED, receiver="示例甲")
    world.take(services.handle, first, "deputy", at(11, day=NEXT), draft=draft)
    again()


def none_made(_viewer: Viewer, _subject: tuple[str, UUID], _entity: UUID) -> tuple[Outcome, ...]:
    """Tell as a higher room would that nobody decided anything."""
    return ()


def test_nothing_is_released_on_a_decision_that_no_inspection_led_to(
    world: World, settings: Any
) -> None:
    """28: 行政机关对违法行为已经作出处理决定, by a case that came from the inspection."""
    row = world.executed()
    draft = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.SETTLED, receiver="示例甲")
    settled = partial(world.take, services.handle, row, "deputy", at(11, day=NEXT), draft=draft)
    settings.ZHUNSHENG_OUTCOMES = (f"{__name__}.none_made",)
    assert refused(settled) == ["compulsion.handling.undecided"]
    settings.ZHUNSHENG_OUTCOMES = ("zhunsheng.compulsion.tests.builders.outcomes",)
    settled()
