"""行政强制法 25: 查封、扣押的期限不得超过三十日; no way round makes it endless."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.compulsion import queries, services
from zhunsheng.compulsion.choices import HandlingKind, ReleaseGround
from zhunsheng.compulsion.models import Measure, MeasureItem
from zhunsheng.compulsion.rules import HandlingDraft, Outcome, TestPeriod
from zhunsheng.compulsion.tests.builders import DAY, ITEM, World, at, refused
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
    second = approved_on(world, NEXT)
    again = lambda: world.execute(second, at(14, day=NEXT))  # noqa: E731
    assert refused(again) == ["compulsion.items.held_already"]
    draft = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.SETTLED, receiver="示例甲")
    world.take(services.handle, first, "deputy", at(11, day=NEXT), draft=draft)
    again()
    course = queries.file_of(world.viewer(), second.id).course
    assert course.due_on == NEXT + timedelta(days=29)  # one of the thirty days was used


def test_a_list_in_other_words_does_not_take_what_is_held(world: World) -> None:
    """25.1: "等" behind the features, or another name for it, makes no other thing."""
    world.executed()
    again = approved_on(world, NEXT)

    def take(**said: Any) -> Measure:
        return world.execute(again, at(14, day=NEXT), items=(replace(ITEM, **said),))

    loosely = "标签缺失、２００升 铁桶等"
    assert refused(lambda: take(features=loosely)) == ["compulsion.items.held_already"]
    assert refused(lambda: take(features="200升塑料桶")) == ["compulsion.items.alike"]
    other = {"name": "示例溶剂（无标签）", "another": "..."}
    assert refused(lambda: take(**other)) == ["compulsion.items.alike"]
    elsewhere = {"features": "蓝色塑料桶装，编号S03", "place": "局仓库", **other}
    assert refused(lambda: take(**elsewhere)) == ["compulsion.items.alike"]
    assert not MeasureItem.objects.of(world.viewer()).filter(measure=again).exists()
    take(features="200升塑料桶，编号S02", another="另一批，容器为塑料桶，编号S02。")
    told = queries.file_of(world.viewer(), again.id).course.executed
    assert told is not None
    assert told.contents["told_apart"] == [["示例溶剂", "另一批，容器为塑料桶，编号S02。"]]


def test_like_things_are_taken_at_once_by_one_list(world: World) -> None:
    """24.1: a list names each of many like things, and none of them is an earlier one."""
    like = tuple(replace(ITEM, features=f"200升铁桶，编号S0{one}") for one in range(3))
    world.execute(world.approved(), at(14), items=like)


@pytest.mark.parametrize("ground", [ReleaseGround.EXPIRED, ReleaseGround.OTHER])
def test_thirty_days_do_not_begin_anew_after_a_release(world: World, ground: ReleaseGround) -> None:
    """25.1, 28: what was given back as its term was over is not taken again in the matter."""
    over = DAY + timedelta(days=30)
    release(world, world.executed(), ground, over)
    again = approved_on(world, over)
    for features in (ITEM.features, "标签缺失，200升铁桶等"):
        items = (replace(ITEM, features=features, place="局仓库", another="案件尚未办结。"),)
        act = partial(world.execute, again, at(15, day=over), items=items)
        assert refused(act) == ["compulsion.items.term_spent"]
    items = (replace(ITEM, name="示例搅拌机", features="编号J01"),)
    world.execute(again, at(15, day=over), items=items)


def test_days_that_were_used_are_not_lost_by_other_words(world: World) -> None:
    """25.1: given back on day 29 and listed with another unit, a thing has no new thirty days."""
    over = DAY + timedelta(days=28)
    release(world, world.executed(), ReleaseGround.OTHER, over)
    again = approved_on(world, over)
    take = partial(world.execute, again, at(15, day=over))
    assert refused(lambda: take(items=(replace(ITEM, features="200L铁桶，标签缺失"),))) == [
        "compulsion.items.alike"
    ]
    assert not MeasureItem.objects.of(world.viewer()).filter(measure=again).exists()
    take()
    used = queries.file_of(world.viewer(), again.id).course.days_before
    assert used == 28


def test_the_same_thing_in_another_matter_is_told_apart(world: World) -> None:
    """25.1: a new violation may be answered by a new measure, which says that it is new."""
    over = DAY + timedelta(days=30)
    release(world, world.executed(), ReleaseGround.EXPIRED, over)
    Measure._base_manager.update(matter_id=world.closed)  # an old matter, of no kin
    again = approved_on(world, over)
    take = partial(world.execute, again, at(15, day=over))
    assert refused(take) == ["compulsion.items.alike"]
    take(items=(replace(ITEM, another="解除后又重新违法储存，另行立案。"),))
    assert queries.file_of(world.viewer(), again.id).course.days_before == 0


def approved_on(world: World, day: date) -> Measure:
    """Ask for a second measure in the morning of a day and approve it."""
    row = world.requested(at(9, day=day))
    return world.take(services.approve, row, "deputy", at(10, day=day), opinion="")


def release(world: World, row: Measure, ground: ReleaseGround, day: date) -> None:
    """Give back what was taken at eleven o'clock of a day."""
    draft = HandlingDraft(HandlingKind.RELEASE, ground, receiver="示例甲")
    world.take(services.handle, row, "deputy", at(11, day=day), draft=draft)


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
