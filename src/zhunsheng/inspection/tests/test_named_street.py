"""Officers of a street who are named on an inspection of the bureau read it and act (20, 42)."""

from __future__ import annotations

from typing import Any

import pytest

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, DUE, VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.inspection.tests.test_views import at, browser


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    made = builders.world()
    builders.delegate(made)
    return made


def joint(world: World) -> Inspection:
    """Approve an inspection of the bureau by one of its own and one of the street."""
    return builders.approved(world, officers=(world.officers[0], world.street_officers[0]))


def record(world: World, row: Inspection) -> Inspection:
    return services.record_visit(
        ctx=world.act("visit", VISITED, world.street_officer),
        inspection=row.id,
        visit=builders.visit(),
        version=0,
        on=VISITED,
    )


class TestNamedOfficerOfAStreet:
    def test_reads_the_inspection_and_finds_it_in_list_and_duties(self, world: World):
        row = joint(world)
        viewer = world.viewer(world.street_officer)
        assert list(queries.inspections(viewer)) == [row]
        assert [one.url for one in queries.duties(viewer, APPROVED)] == [at("visit", row)]
        street = browser(world, world.street_officer)
        assert street.get(at("detail", row)).status_code == 200
        assert street.get(at("visit", row)).status_code == 200

    def test_records_the_visit_orders_and_looks_again(self, world: World):
        row = record(world, joint(world))
        order = services.issue_order(
            ctx=world.act("order", VISITED, world.street_officer),
            inspection=row.id,
            due_on=DUE,
            version=None,
            on=VISITED,
        )
        street = browser(world, world.street_officer)
        page = street.get(at("reinspection", row)).content.decode()
        assert str(world.officers[0]) in page
        assert str(world.street_officers[0]) in page
        done = services.reinspect(
            ctx=world.act("again", DUE, world.street_officer),
            order=order.id,
            results=builders.results(world, row),
            officers=(),
            hours=builders.hours(DUE),
            on=DUE,
        )
        assert done.all_done

    def test_sees_no_other_of_the_bureau_and_acts_on_none(self, world: World):
        row = builders.approved(world)
        viewer = world.viewer(world.street_officer)
        assert list(queries.inspections(viewer)) == []
        assert browser(world, world.street_officer).get(at("detail", row)).status_code == 404
        assert "inspection.unit.foreign" in refused(lambda: record(world, row))
