"""A draw whose outcome was known beforehand: what decides it is never dated back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType

import pytest

from zhunsheng.draw import queries, services
from zhunsheng.draw.choices import ChangeGround, SeedMethod
from zhunsheng.draw.rules import SeedPlan
from zhunsheng.draw.tests.builders import (
    DAY,
    NEXT,
    bound,
    committed,
    ctx,
    drafted,
    entered,
    entities,
    found,
    officers,
    opened,
    party,
    published,
    ran,
    refused,
    whole,
)

pytestmark = pytest.mark.django_db
EVENT = SeedPlan(SeedMethod.PUBLIC_EVENT, (), "公开摇奖第2025001期", date(2025, 3, 4))


@pytest.fixture(autouse=True)
def bureau():
    found()


class TestDay:
    """国发〔2019〕5号: 随机抽取; who dates a pool back could wait for the outcome."""

    def test_of_a_pool_is_today(self):
        """The event has happened; the pool is dated before it."""
        units, staff = entities(4), officers(3)
        late = ctx("late", on=DAY + timedelta(days=9), late_reason="系统维护，补记")
        draft = drafted(units, staff, seed_plan=EVENT)
        codes = refused(lambda: services.publish_pool(ctx=late, draft=draft, on=DAY))
        assert codes == ["step.pool.backdated"]

    def test_of_a_seed_and_of_the_draw_is_today(self):
        draw = published(entities(4), officers(3))
        late = ctx("late", on=NEXT, late_reason="补记")
        codes = refused(
            lambda: services.commit_contribution(
                ctx=replace(late, by=party(0)),
                draw=draw.id,
                contributor="法制机构",
                commitment="0" * 64,
                on=DAY,
            )
        )
        assert "step.commitment.backdated" in codes
        bound(draw)
        run = refused(lambda: services.run_draw(ctx=late, draw=draw.id, on=DAY))
        assert run == ["step.run.backdated"]

    def test_of_an_outcome_is_today(self):
        draw = published(entities(4), officers(3), seed_plan=EVENT)
        late = ctx("late", on=NEXT + timedelta(days=1), late_reason="补记")
        codes = refused(lambda: entered(draw, on=NEXT, act=late, numbers="3 12 7"))
        assert codes == ["step.outcome.backdated"]


class TestMoments:
    def test_of_entry_stand_in_the_record_and_are_checked(self, tool: ModuleType):
        draw = whole()
        data = queries.record_of(queries.draw(ctx("read"), draw.id))
        record = json.loads(data)
        said = "2025-03-03T10:00:00+08:00"
        assert record["moments"] == {
            "published_at": said,
            "committed_at": [said] * 3,
            "opened_at": [said] * 3,
            "bound_at": said,
            "drawn_at": said,
        }
        assert tool.problems(data) == []
        assert any(said in line for line in tool.report(record))

    @pytest.mark.parametrize(
        ("key", "value", "word"),
        [
            ("published_at", "2025-03-03T11:00:00+08:00", "次序"),
            ("published_at", "2025-03-20T10:00:00+08:00", "不是登记的日期"),
            ("bound_at", "2025-03-03T09:00:00+08:00", "次序"),
            ("opened_at", [], "数目"),
        ],
    )
    def test_out_of_order_are_named(self, key: str, value: object, word: str, tool: ModuleType):
        draw = whole()
        record = json.loads(queries.record_of(queries.draw(ctx("read"), draw.id)))
        record["moments"][key] = value
        rest = {k: v for k, v in record.items() if k not in {"record_hash", "pool", "digests"}}
        forged = tool.canonical({**record, "record_hash": tool.digest(rest)})
        assert any(word in one for one in tool.problems(forged))


class TestGround:
    """行政处罚法43: recusal has a ground in fact; the next ticket goes, and nobody is chosen."""

    def change(self, ground: ChangeGround, key: str = "change") -> object:
        (draw,) = queries.draws(ctx("read").viewer)
        unit, pair = queries.drawn(ctx("read"), draw.id)[0]
        return services.change_officer(
            ctx=ctx(key),
            draw=draw.id,
            unit=unit,
            out=pair[0],
            ground=ground,
            reason="因公不能到场",
            on=DAY,
        )

    def test_of_a_change_is_checked_against_what_is_known(self):
        ran(opened(committed(published(entities(4), officers(4)))))
        codes = refused(lambda: self.change(ChangeGround.RECUSAL))
        assert codes == ["draw.change.no_interest"]
        codes = refused(lambda: self.change(ChangeGround.CREDENTIAL))
        assert codes == ["draw.change.certified"]
        assert self.change(ChangeGround.ABSENCE)
