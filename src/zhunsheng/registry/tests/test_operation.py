"""When a unit ceases to operate, is struck off the register, or takes up its business again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module

import pytest

from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import queries, services
from zhunsheng.registry.models import OperationChange
from zhunsheng.registry.tests.builders import (
    DAY,
    ctx,
    events,
    facts,
)

pytestmark = pytest.mark.usefixtures("bureau")
FILLED = import_module("zhunsheng.registry.migrations.0007_risk_changes_of_before")


def add(key: str = "add", **changes):
    return services.add_entity(ctx=ctx(key), facts=facts(**changes), on=DAY)


class TestOperation:
    """A unit that closed stays registered; the last step on a day counts."""

    def test_is_noted_and_taken_up_again(self):
        entity = add()
        later, at = date(2025, 3, 4), datetime(2025, 3, 4, 2, tzinfo=UTC)
        services.close_entity(ctx=ctx("close"), entity=entity.id, reason="公告注销", on=DAY)
        assert queries.closed_units(ctx("read"), [entity.id], on=DAY) == {entity.id: DAY}
        services.resume_entity(ctx=ctx("resume", at=at), entity=entity.id, reason="恢复", on=later)
        assert queries.closed_units(ctx("read"), on=DAY) == {entity.id: DAY}
        assert queries.closed_units(ctx("read"), on=later) == {}

    def test_tells_who_closed_from_who_was_struck_off(self):
        """民法典 68: a unit whose licence was revoked still is one, until it is struck off."""
        entity = add()
        services.close_entity(ctx=ctx("close"), entity=entity.id, reason="停业公告", on=DAY)
        assert queries.ended_units(ctx("read"), on=DAY) == {}
        end = partial(
            services.close_entity, entity=entity.id, reason="注销公告", ended=True, on=DAY
        )
        end(ctx=ctx("end"))
        assert queries.ended_units(ctx("read"), [entity.id], on=DAY) == {entity.id: DAY}
        assert queries.closed_units(ctx("read"), [entity.id], on=DAY) == {entity.id: DAY}
        with pytest.raises(StepRefused) as refusal:
            end(ctx=ctx("again"))
        assert [one.code for one in refusal.value.findings] == ["registry.closed"]

    def test_counts_a_unit_that_closed_and_was_struck_off_once(self):
        """安全生产法 62: one closure is one, struck off later or not; a later one is another."""
        entity = add()

        def counted() -> int:
            year = (date(2025, 1, 1), date(2025, 12, 31))
            return len(queries.closed_rows(ctx("read"), *year))

        def act(service, month: int, **more) -> int:
            on, at = date(2025, month, 4), datetime(2025, month, 4, 2, tzinfo=UTC)
            service(ctx=ctx(f"{month}", at=at), entity=entity.id, reason="公告", on=on, **more)
            return counted()

        assert act(services.close_entity, 4) == 1
        assert act(services.close_entity, 5, ended=True) == 1
        assert act(services.resume_entity, 6) == 1
        assert act(services.close_entity, 7) == 2

    def test_holds_a_unit_struck_off_before_it_was_noted_as_closed(self):
        """民法典 68: what was struck off is no party, whatever day the closure was noted for."""
        entity = add()
        at = datetime(2025, 5, 4, 2, tzinfo=UTC)
        closed, struck = date(2025, 5, 4), date(2025, 4, 4)
        services.close_entity(ctx=ctx("close", at=at), entity=entity.id, reason="停业", on=closed)

        def end(key: str) -> None:
            late = ctx(key, at=at, late_reason="补记")
            services.close_entity(ctx=late, entity=entity.id, reason="注销", ended=True, on=struck)

        end("end")
        assert queries.ended_units(ctx("read"), on=closed) == {entity.id: struck}
        assert queries.closed_units(ctx("read"), on=closed) == {entity.id: closed}
        before = (events(), OperationChange.objects.of(ctx("read")).count())
        with pytest.raises(StepRefused) as refusal:
            end("again")
        assert [one.code for one in refusal.value.findings] == ["registry.closed"]
        assert (events(), OperationChange.objects.of(ctx("read")).count()) == before
        assert len(queries.closed_rows(ctx("read"), struck, closed)) == 1

    def test_is_not_taken_up_before_the_day_on_which_it_closed(self):
        """安全生产法 62: whether a unit operates is told by the order of the days."""
        entity = add()
        later, at = date(2025, 3, 4), datetime(2025, 3, 4, 2, tzinfo=UTC)
        services.close_entity(
            ctx=ctx("close", at=at), entity=entity.id, reason="公告注销", on=later
        )
        before = events()
        with pytest.raises(StepRefused) as refusal:
            services.resume_entity(
                ctx=ctx("resume", at=at, late_reason="补记"),
                entity=entity.id,
                reason="恢复",
                on=DAY,
            )
        assert [one.code for one in refusal.value.findings] == ["registry.operation.before"]
        assert events() == before

    def test_is_not_closed_before_the_day_on_which_it_was_last_taken_up(self):
        """安全生产法 62: a closing that a later day undid tells nothing, however often noted."""
        entity = add()
        days = [date(2025, month, 4) for month in (4, 5, 6)]
        at = datetime(2025, 6, 4, 2, tzinfo=UTC)
        late = partial(ctx, at=at, late_reason="补记")
        close = partial(services.close_entity, entity=entity.id, reason="停业公告")
        close(ctx=late("close"), on=days[0])
        services.resume_entity(ctx=late("up"), entity=entity.id, reason="恢复", on=days[1])
        before = (events(), OperationChange.objects.of(ctx("read")).count())
        for key, ended in (("shut", False), ("struck", True)):
            with pytest.raises(StepRefused) as refusal:
                close(ctx=late(key), ended=ended, on=days[0])
            assert [one.code for one in refusal.value.findings] == ["registry.operation.before"]
        assert (events(), OperationChange.objects.of(ctx("read")).count()) == before
        close(ctx=late("again"), on=days[2])
        assert queries.closed_units(ctx("read"), on=days[2]) == {entity.id: days[2]}

    def test_is_refused_twice_or_without_a_reason_and_writes_nothing(self):
        entity = add()

        def refused(act) -> list[str]:
            before = (events(), OperationChange.objects.of(ctx("read")).count())
            with pytest.raises(StepRefused) as refusal:
                act()
            assert (events(), OperationChange.objects.of(ctx("read")).count()) == before
            return [finding.code for finding in refusal.value.findings]

        def resume():
            services.resume_entity(ctx=ctx("resume"), entity=entity.id, reason=" ", on=DAY)

        def close():
            services.close_entity(ctx=ctx("again"), entity=entity.id, reason="注销", on=DAY)

        assert refused(resume) == ["registry.open", "registry.operation.reason"]
        services.close_entity(ctx=ctx("close"), entity=entity.id, reason="公告注销", on=DAY)
        assert refused(close) == ["registry.closed"]
