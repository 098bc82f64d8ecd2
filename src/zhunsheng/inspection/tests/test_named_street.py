"""Officers of a street who are named on an inspection of the bureau read it and act (20, 42)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, DUE, VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.inspection.tests.test_checking import DANGER, STOP
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.workforce.choices import DelegatedPower


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    made = builders.world()
    builders.delegate(made)
    return made


def joint(world: World) -> Inspection:
    """Approve an inspection of the bureau by one of its own and one of the street."""
    return builders.approved(world, officers=(world.officers[0], world.street_officers[0]))


def record(world: World, row: Inspection, **changes: Any) -> Inspection:
    return services.record_visit(
        ctx=world.act("visit", VISITED, world.street_officer),
        inspection=row.id,
        visit=builders.visit(**changes),
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


class TestMeasure:
    """行政强制法 17.1: 行政强制措施权不得委托; 行政处罚法 20: a deed covers what it names."""

    def mixed(self, world: World) -> Inspection:
        officers = (*world.officers, world.street_officers[0])
        return record(world, builders.approved(world, officers=officers), findings=(DANGER,))

    def decided(self, world: World, row: Inspection, by: Any, officers: tuple[UUID, ...] = ()):
        return services.decide_measure(
            ctx=world.act("measure", VISITED, by),
            inspection=row.id,
            draft=replace(STOP, officers=officers),
            version=None,
            on=VISITED,
        )

    def test_is_never_decided_by_an_officer_of_a_street_on_a_visit_of_the_bureau(
        self, world: World
    ):
        row = self.mixed(world)
        own, streets = world.officers, world.street_officers
        foreign = "inspection.measure.not_delegated"
        assert refused(lambda: self.decided(world, row, world.street_officer)) == [foreign]
        two = (own[0], streets[0])
        assert refused(lambda: self.decided(world, row, world.officer, two)) == [foreign]
        # Nor does one order it in the name of two of the bureau.
        codes = refused(lambda: self.decided(world, row, world.street_officer, own))
        assert codes == ["inspection.actor.not_sent"]
        form = browser(world, world.officer).get(at("measure", row)).content.decode()
        assert str(own[1]) in form
        assert str(streets[0]) not in form
        made = self.decided(world, row, world.officer, own)
        assert made.officers_text == "示例乙、示例丙"

    def test_on_what_a_street_found_is_decided_by_the_bureau_once_it_carries_on(self, world: World):
        row = builders.approved(world, unit=world.street, officers=world.street_officers)
        record(world, row, findings=(DANGER,))
        codes = refused(lambda: self.decided(world, row, world.street_officer))
        assert codes == ["inspection.measure.not_delegated"]
        services.hand_over(
            ctx=world.act("handover", VISITED, world.chief),
            inspection=row.id,
            officers=world.officers,
            reason="发现重大事故隐患，由本局接办",
            version=None,
            on=VISITED,
        )
        page = browser(world, world.officer).get(at("detail", row)).content.decode()
        assert at("measure", row) in page
        made = self.decided(world, row, world.officer)
        assert made.officers_text == "示例乙、示例丙"


class TestOrder:
    """行政处罚法 20: a deed covers what it names, for everybody who stands on the paper."""

    def test_in_the_name_of_a_street_officer_whose_deed_lacks_it_is_refused(self, db: None):
        world = builders.world()
        builders.delegate(world, (DelegatedPower.INSPECTION,))
        row = record(world, joint(world))

        def order(officers: tuple[UUID, ...] = ()):
            return services.issue_order(
                ctx=world.act("order", VISITED),
                inspection=row.id,
                due_on=DUE,
                version=None,
                on=VISITED,
                officers=officers,
            )

        assert refused(order) == ["inspection.delegation.rectification_order"]
        said = order(world.officers).document.contents["officers"]
        assert [one["name"] for one in said] == ["示例乙", "示例丙"]
