"""行政处罚法 64: the party is waited for until the hour that it was told, and heard by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import HearingOutcome
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import DAY, HEARD_ON, HEAVY, RECORD, called, refused
from zhunsheng.cases.tests.world import AUTHORITY, SIGNED_BY_AGENT, World
from zhunsheng.kernel.act import SHANGHAI, Act

pytestmark = pytest.mark.django_db
SUNDAY = date(2025, 3, 16)


@pytest.fixture
def world() -> World:
    return World()


def at(world: World, hour: int, minute: int) -> Act:
    """Return an act of the secretary at a minute of the day of the hearing."""
    now = datetime.combine(HEARD_ON, time(hour, minute), tzinfo=SHANGHAI)
    return replace(world.act("secretary", HEARD_ON), at=now)


@pytest.mark.parametrize(
    "draft", [RECORD, rules.HearingDraft(outcome=HearingOutcome.ABANDONED, reason="未到场。")]
)
def test_neither_held_nor_lost_before_its_hour(world: World, draft: rules.HearingDraft) -> None:
    """64(6): who stays away without a ground is taken to have given the hearing up."""
    case = called(world)

    def hold(ctx: Act) -> object:
        return services.hold_hearing(ctx=ctx, case=case.id, draft=draft, on=HEARD_ON)

    assert refused(world, lambda: hold(at(world, 0, 5))) == ["hearing.before_its_hour"]
    assert refused(world, lambda: hold(at(world, 8, 59))) == ["hearing.before_its_hour"]
    assert hold(at(world, 9, 0))


@pytest.fixture
def asked(world: World) -> PenaltyCase:
    case = world.told(HEAVY, DAY)
    said = rules.StatementDraft("示例甲", "申请听证。")
    ctx = world.act("secretary", DAY)
    return services.request_hearing(ctx=ctx, case=case.id, draft=said, on=DAY)


def call(world: World, case: PenaltyCase, hearing_on: date = HEARD_ON, **changes: Any) -> object:
    chair = world.users["reviewer"].id
    draft = rules.HearingNoticeDraft(hearing_on, chair, "听证室", **changes)
    ctx = world.act("secretary", DAY)
    return services.notify_hearing(ctx=ctx, case=case.id, draft=draft, on=DAY)


def test_at_an_odd_hour_says_why_and_on_a_rest_day_is_refused(
    world: World, asked: PenaltyCase
) -> None:
    """64(2): the party is told of time and place, so that it can come; 85: on a working day."""
    for hour in ("03:00", "18时"):
        odd = refused(world, partial(call, world, asked, HEARD_ON, time=hour))
        assert odd == ["hearing.odd_time"]
    assert "hearing.rest_day" in refused(world, lambda: call(world, asked, SUNDAY))
    assert refused(world, lambda: call(world, asked, time="上午")) == ["hearing.no_hour"]
    assert call(world, asked, time="18时", odd_time="当事人请求在下班后举行。")


def test_seats_nobody_whose_name_is_hidden_in_words(world: World, asked: PenaltyCase) -> None:
    """64(4): who investigated does not sit there, however the name is written."""
    for recorder in ("由示例乙担任", "示例\u034f乙", "示例寅"):
        codes = refused(world, partial(call, world, asked, recorder=recorder))
        assert codes in (["hearing.seat_unknown"], ["hearing.seat_investigated"])
    assert refused(world, lambda: call(world, asked, members="示例癸、某某"))
    assert call(world, asked, members="示例癸")


def test_no_handler_speaks_for_the_party(world: World, asked: PenaltyCase) -> None:
    """行政处罚法 45, 64(1): the party itself waives what is its own."""
    for by, text, code in (
        ("示例乙", "放弃听证。", "statement.of_a_handler"),
        ("示 例丙", "放弃听证。", "statement.of_a_handler"),
        ("示例甲", "\u3164", "statement.empty"),
    ):
        draft = rules.RightsWaiverDraft(by, text, AUTHORITY)
        for act in (services.waive_hearing, services.waive_representation):
            ctx = world.act("yi", DAY)
            taken = partial(act, ctx=ctx, case=asked.id, draft=draft, scan=SIGNED_BY_AGENT, on=DAY)
            assert refused(world, taken) == [code]
