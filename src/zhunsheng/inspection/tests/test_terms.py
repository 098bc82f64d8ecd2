"""The term of an order: not without end, and not looked at before it ended, unless asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import reinspection_due
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, VISITED, World
from zhunsheng.inspection.tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


class TestTerm:
    """安全生产法65: what is ordered is put right within a term; the most is a number as data."""

    @pytest.mark.parametrize("due_on", [date(9999, 12, 31), VISITED + 367 * DAY])
    def test_of_an_order_is_not_endless(self, world: World, due_on: date):
        row = builders.visited(world)
        codes = refused(
            lambda: services.issue_order(
                ctx=world.act("o", VISITED),
                inspection=row.id,
                due_on=due_on,
                version=None,
                on=VISITED,
            )
        )
        assert codes == ["inspection.order.term_too_long"]

    def test_of_an_extension_is_not_endless(self, world: World):
        row = builders.ordered(world)
        codes = refused(
            lambda: services.extend_order(
                ctx=world.act("e", VISITED, world.chief),
                order=row.order.id,
                until=date(9999, 12, 31),
                reason="设备到货推迟",
                version=None,
                on=VISITED,
            )
        )
        assert "inspection.order.term_too_long" in codes

    def test_of_before_stops_nobodys_list_of_duties(self, world: World):
        row = builders.ordered(world)
        order = row.order
        order.due_on = date.max
        order.save(update_fields=["due_on"])
        assert queries.duties(world.viewer(), VISITED)
        assert reinspection_due(date.max, 10) == date.max


class TestReinspection:
    """国办发〔2024〕54号: no visits again and again; 安全生产法65: the term is the entity's."""

    def reinspect(self, world: World, row: Inspection, **changes: Any) -> object:
        on = changes.pop("on", DUE - DAY)
        return services.reinspect(
            ctx=world.act("r", on),
            order=row.order.id,
            results=builders.results(world, row),
            officers=(),
            on=on,
            **changes,
        )

    def test_waits_for_the_end_of_the_term_unless_the_entity_asks(self, world: World):
        row = builders.ordered(world)
        codes = refused(lambda: self.reinspect(world, row))
        assert codes == ["inspection.reinspection.early"]
        made: Any = self.reinspect(world, row, requested=True)
        assert (made.requested, made.all_done) == (True, True)

    def test_may_come_on_the_last_day(self, world: World):
        row = builders.ordered(world)
        made: Any = self.reinspect(world, row, on=DUE)
        assert made.requested is False
