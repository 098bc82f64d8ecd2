"""A street acts in its own bounds at every step, whatever changes after the approval."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.models import Inspection, RectificationOrder
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, FOUNDED, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.inspection.views import common
from zhunsheng.kernel.act import Actor
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.workforce.models import Officer

pytestmark = pytest.mark.django_db
OUTSIDE = ["inspection.street.outside"]


@pytest.fixture
def world(db: None) -> World:
    one = builders.world()
    builders.delegate(one)
    return one


@pytest.fixture
def other(world: World) -> UUID:
    """Another street, for which the officers of the tests hold no deed."""
    return accounts.add_unit(
        ctx=builders.act("other street", FOUNDED),
        name="样例街道",
        kind=UnitKind.STREET,
        on=FOUNDED,
    ).id


def of_the_street(world: World) -> Inspection:
    return builders.approved(world, unit=world.street, officers=world.street_officers)


def move_unit(world: World, street: UUID) -> None:
    BusinessEntity.objects.of(world.viewer()).update(street=street)


def order(
    world: World, row: Inspection, by: Actor, *officers: UUID, on: date = VISITED
) -> RectificationOrder:
    return services.issue_order(
        ctx=world.act("o", on, by),
        inspection=row.id,
        due_on=DUE,
        version=None,
        on=on,
        officers=officers,
    )


class TestAUnitThatMoved:
    """行政处罚法 20: a street acts within what was entrusted, on the day of each act."""

    def test_is_not_inspected_by_the_street_of_before(self, world: World, other: UUID):
        row = of_the_street(world)
        move_unit(world, other)
        assert refused(lambda: record(world, row)) == OUTSIDE

    def test_after_the_code_lets_the_head_take_the_approval_back(
        self, world: World, other: UUID, monkeypatch: pytest.MonkeyPatch
    ):
        row = of_the_street(world)
        shown = world.act("c", VISITED).at
        monkeypatch.setattr("zhunsheng.visitcode.queries.shown_at", lambda *_: shown)
        assert not queries.is_lost(world.viewer(), row, by=world.chief)
        move_unit(world, other)
        row.refresh_from_db()
        assert queries.is_lost(world.viewer(), row, by=world.chief)

    def test_after_the_visit_is_ordered_by_the_bureau(
        self, world: World, other: UUID, settings: Any
    ):
        settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
        row = of_the_street(world)
        record(world, row)
        move_unit(world, other)
        assert refused(partial(order, world, row, world.street_officer)) == OUTSIDE
        page = browser(world, world.officer).get(at("detail", row)).text
        assert at("order", row) in page
        made = order(world, row, world.officer, *world.officers)
        row.refresh_from_db()
        offered = common.reinspectors(world.viewer(), row, DUE)
        assert str(world.street_officers[0]) not in {key for key, _ in offered.choices}
        assert made.issued_on == VISITED


class TestAnOfficerWhoMoved:
    """行政处罚法 20: whoever is of a street now acts there, with the bureau or without it."""

    def test_to_a_street_neither_visits_nor_orders_elsewhere(
        self, world: World, other: UUID, settings: Any
    ):
        row, seen = builders.approved(world), builders.visited(world, "seen")
        Officer.objects.of(world.viewer()).filter(id=world.officers[1]).update(unit=other)
        assert "inspection.street.outside" in refused(
            lambda: record(world, row, **builders.later(world))
        )
        ordered = refused(partial(order, world, seen, world.officer))
        assert sorted(ordered) == [
            "inspection.delegation.rectification_order",
            "inspection.street.outside",
        ]
        third = world.street_officers[1]
        Officer.objects.of(world.viewer()).filter(id=third).update(unit=world.team)
        assert order(world, seen, world.officer, world.officers[0], third).issued_on == VISITED

    def test_to_the_bureau_is_no_officer_of_the_street_any_more(self, world: World):
        row = of_the_street(world)
        Officer.objects.of(world.viewer()).filter(id=world.street_officers[1]).update(
            unit=world.team
        )
        assert refused(lambda: record(world, row)) == ["inspection.street.others"]


class TestReinspection:
    """行政处罚法 20: nobody of another street looks again, beside whomever."""

    @pytest.fixture
    def stranger(self, world: World, other: UUID) -> UUID:
        Officer.objects.of(world.viewer()).filter(id=world.street_officers[1]).update(unit=other)
        builders.delegate(world, until=date(2026, 1, 5), street=other)
        return world.street_officers[1]

    def test_is_made_by_nobody_of_another_street(self, world: World, stranger: UUID):
        row = builders.ordered(world)
        for beside, by in (
            (world.officers[0], world.officer),
            (world.street_officers[0], world.street_officer),
        ):
            again = partial(
                services.reinspect,
                ctx=world.act("r", DUE, by),
                order=row.order.id,
                results=builders.results(world, row),
                officers=(beside, stranger),
                hours=builders.hours(DUE),
                on=DUE,
            )
            found = refused(again)
            assert "inspection.street.outside" in found
