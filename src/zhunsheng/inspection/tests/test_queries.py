"""Reads of inspections: rows of figures, lists, duties."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import (
    BasisKind,
    InspectionStage,
    RectificationResult,
)
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.queries import InspectionFilters
from zhunsheng.inspection.rules import PlannedVisits, VisitTally
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, OTHER, VISITED, World
from zhunsheng.inspection.tests.refusals import planned
from zhunsheng.registry import services as registry

pytestmark = pytest.mark.django_db
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
# The term ends on 22 September, the re-inspection is due ten days later.
LAST_DAY = date(2025, 10, 2)
FIRST_LATE_DAY = date(2025, 10, 3)


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def visit(world: World, key: str, **changes: object) -> Inspection:
    row = builders.approved(world, f"approve-{key}", **changes)
    return services.record_visit(
        ctx=world.act(key, VISITED),
        inspection=row.id,
        visit=builders.visit(**builders.later(world)),
        version=0,
        on=VISITED,
    )


class TestRows:
    def test_count_visits_and_entities_apart(self, world: World):
        visit(world, "a")
        visit(world, "b")
        visit(world, "c", entity=1)
        viewer = world.viewer()
        assert len(queries.visit_rows(viewer, *YEAR)) == 3
        rows = queries.inspected_entity_rows(viewer, *YEAR)
        assert {row.distinct for row in rows} == {
            f"registry.businessentity:{one}" for one in world.entities[:2]
        }

    def test_leave_out_what_was_not_visited_yet(self, world: World):
        builders.approved(world)
        assert queries.visit_rows(world.viewer(), *YEAR) == ()

    def test_take_in_both_ends_of_the_period(self, world: World):
        visit(world, "a")
        viewer = world.viewer()
        assert len(queries.visit_rows(viewer, VISITED, VISITED)) == 1
        assert queries.visit_rows(viewer, date(2025, 9, 9), YEAR[1]) == ()
        assert queries.visit_rows(viewer, YEAR[0], date(2025, 9, 7)) == ()

    def test_keep_service_visits_apart(self, world: World):
        visit(world, "a", basis_kind=BasisKind.SERVICE)
        builders.came_from_a_draw(visit(world, "b"))
        viewer = world.viewer()
        assert len(queries.visit_rows(viewer, *YEAR)) == 1
        assert len(queries.visit_rows(viewer, *YEAR, BasisKind.SERVICE)) == 1
        assert len(queries.visit_rows(viewer, *YEAR, BasisKind.OWN_DRAW)) == 1
        assert queries.visit_rows(viewer, *YEAR, BasisKind.JOINT_DRAW) == ()

    def test_name_orders_by_number_and_entity(self, world: World):
        row = builders.ordered(world)
        (found,) = queries.order_rows(world.viewer(), *YEAR)
        assert found.key == f"inspection.rectificationorder:{row.order.id}"
        assert found.label == "（示）应急责改〔2025〕1号 示例区晨安化工有限公司"
        assert found.url == f"/inspection/{row.id}/"

    def test_count_reinspections(self, world: World):
        row = builders.ordered(world)
        viewer = world.viewer()
        services.reinspect(
            ctx=world.act("r", DUE),
            order=row.order.id,
            results=builders.results(world, row),
            officers=(),
            hours=builders.hours(DUE),
            on=DUE,
        )
        assert len(queries.reinspection_rows(viewer, *YEAR)) == 1

    @pytest.mark.parametrize(
        "name", ["visit_rows", "inspected_entity_rows", "order_rows", "reinspection_rows"]
    )
    def test_cost_one_query_each(self, world: World, name: str):
        builders.ordered(world)
        with CaptureQueriesContext(connection) as asked:
            found = getattr(queries, name)(world.viewer(), *YEAR)
            number = found.number
            assert len(asked) == 1
            assert len({row.distinct or row.key for row in found}) == number
        assert len(asked) == 2

    def test_stay_inside_the_bureau(self, world: World):
        builders.ordered(builders.world(OTHER))
        viewer = world.viewer()
        assert queries.visit_rows(viewer, *YEAR) == ()
        assert queries.order_rows(viewer, *YEAR) == ()


class TestTallies:
    def test_tell_all_visits_and_those_that_count_as_the_cap_does(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        planned(monkeypatch, PlannedVisits(per_unit=1))
        visit(world, "a", basis_kind=BasisKind.PLAN)
        visit(world, "b", basis_kind=BasisKind.TIP)
        visit(world, "c", basis_kind=BasisKind.SERVICE)
        viewer, (first, *_) = world.viewer(), world.entities
        known = queries.visit_tallies(viewer, [first], year=2025, on=VISITED)
        assert known[first] == VisitTally(made=2, counted=1)
        assert queries.visit_tallies(viewer, [first], year=2024, on=VISITED)[first] == VisitTally()


class TestMerged:
    def test_histories_are_shown_with_the_entity_that_is_kept(self, world: World):
        kept, gone, _ = world.entities
        visit(world, "kept")
        builders.approved(world, "gone", entity=1)
        services.record_visit(
            ctx=world.act("visit-gone", VISITED),
            inspection=Inspection.objects.of(world.viewer()).get(entity_id=gone).id,
            visit=builders.visit(**builders.later(world)),
            version=0,
            on=VISITED,
        )
        viewer = world.viewer()
        assert len(queries.visits_of_entity(viewer, kept)) == 1
        registry.merge_entities(
            ctx=world.act("merge", VISITED, builders.SYSTEM),
            kept=kept,
            duplicate=gone,
            registration="示市监登记查询〔2025〕7号",
            reason="同一家单位重复登记",
            version=None,
            on=VISITED,
        )
        assert len(queries.visits_of_entity(viewer, kept)) == 2
        assert queries.inspections(viewer, InspectionFilters(entity=kept)).count() == 2
        rows = queries.inspected_entity_rows(viewer, *YEAR)
        assert {row.distinct for row in rows} == {f"registry.businessentity:{kept}"}
        assert queries.visit_tallies(viewer, [kept], year=2025, on=VISITED)[kept].made == 2


class TestOverdue:
    def test_begins_on_the_day_after_the_days_for_a_reinspection(self, world: World):
        builders.ordered(world)
        viewer = world.viewer()
        (due,) = queries.due_reinspections(viewer, LAST_DAY)
        assert (due.term_ends_on, due.due_on) == (DUE, LAST_DAY)
        late = InspectionFilters(stage=InspectionStage.OVERDUE)
        assert queries.inspections(viewer, late, on=LAST_DAY).count() == 0
        assert queries.inspections(viewer, late, on=FIRST_LATE_DAY).count() == 1
        assert queries.stage_counts(viewer, InspectionFilters(), on=LAST_DAY).overdue == 0
        assert queries.stage_counts(viewer, InspectionFilters(), on=FIRST_LATE_DAY).overdue == 1

    def test_waits_for_an_extended_term(self, world: World):
        row = builders.ordered(world)
        services.extend_order(
            ctx=world.act("extend", DUE, world.chief),
            order=row.order.id,
            until=date(2025, 9, 30),
            reason="设备到货推迟",
            version=None,
            on=DUE,
        )
        viewer = world.viewer()
        late = InspectionFilters(stage=InspectionStage.OVERDUE)
        assert queries.inspections(viewer, late, on=date(2025, 10, 10)).count() == 0
        assert queries.inspections(viewer, late, on=date(2025, 10, 11)).count() == 1

    def test_ends_with_a_reinspection(self, world: World):
        row = builders.ordered(world)
        services.reinspect(
            ctx=world.act("r", DUE),
            order=row.order.id,
            results=builders.results(world, row),
            officers=(),
            hours=builders.hours(DUE),
            on=DUE,
        )
        late = InspectionFilters(stage=InspectionStage.OVERDUE)
        assert queries.inspections(world.viewer(), late, on=YEAR[1]).count() == 0
        assert queries.due_reinspections(world.viewer(), YEAR[1]) == []

    def test_is_not_ended_by_a_reinspection_that_found_matters_open(self, world: World):
        row = builders.ordered(world)
        results = builders.results(world, row, RectificationResult.NOT_DONE)
        services.reinspect(
            ctx=world.act("r", DUE),
            order=row.order.id,
            results=results,
            officers=(),
            hours=builders.hours(DUE),
            on=DUE,
        )
        viewer, late = world.viewer(), InspectionFilters(stage=InspectionStage.OVERDUE)
        for day, count in ((LAST_DAY, 0), (FIRST_LATE_DAY, 1)):
            shown = queries.inspection(viewer, row.id)
            stage = queries.stage_of(shown, all_done=False, on=day)
            duties = [due for due in queries.due_reinspections(viewer, day) if due.due_on < day]
            assert (stage is InspectionStage.OVERDUE) is bool(count)
            assert len(duties) == count
            assert queries.inspections(viewer, late, on=day).count() == count
            assert queries.stage_counts(viewer, InspectionFilters(), on=day).overdue == count


class TestDuties:
    def test_name_what_comes_next(self, world: World):
        builders.approved(world, "a", planned_on=date(2025, 9, 10))
        builders.visited(world, "b")
        builders.ordered(world, "c")
        found = queries.duties(world.viewer(), VISITED)
        assert [(duty.label, duty.due_on) for duty in found] == [
            ("实施现场检查", date(2025, 9, 10)),
            ("整改复查", LAST_DAY),
            ("责令限期整改", None),
        ]

    def test_ask_for_the_approval_of_an_urgent_inspection(self, world: World):
        services.start_urgent(
            ctx=world.act("urgent", VISITED),
            request=builders.request(world),
            urgency="danger",
            reason="储罐泄漏",
            on=VISITED,
        )
        labels = {duty.label for duty in queries.duties(world.viewer(), VISITED)}
        assert labels == {"实施现场检查", "补办检查审批"}

    def test_of_a_street_are_its_own(self, world: World):
        builders.delegate(world)
        builders.approved(world, "bureau")
        own = builders.approved(world, "street", unit=world.street, officers=world.street_officers)
        found = queries.duties(world.viewer(world.street_officer), VISITED)
        assert [duty.key for duty in found] == [f"inspection.visit:{own.id}"]


class TestList:
    def test_finds_by_name_initials_kind_and_month(self, world: World):
        visit(world, "a")
        visit(world, "b", entity=1)
        viewer = world.viewer()

        def names(**wanted: object) -> list[str]:
            rows = queries.inspections(viewer, InspectionFilters(**wanted))  # type: ignore[arg-type]  # fields by name
            return [row.entity.name for row in rows]

        assert names(text="晨安") == ["示例区晨安化工有限公司"]
        assert names(text="slqys") == ["示例区远山五金厂"]
        assert len(names(month=date(2025, 9, 1))) == 2
        assert names(month=date(2025, 10, 1)) == []
        assert names(basis_kind=BasisKind.PLAN) == []

    def test_of_a_street_holds_its_own_inspections_alone(self, world: World):
        builders.delegate(world)
        builders.approved(world, "bureau")
        own = builders.approved(world, "street", unit=world.street, officers=world.street_officers)
        rows = queries.inspections(world.viewer(world.street_officer))
        assert [row.id for row in rows] == [own.id]

    def test_visits_of_an_entity_come_latest_first(self, world: World):
        row = builders.ordered(world)
        builders.approved(world)
        found = queries.visits_of_entity(world.viewer(), world.entities[0], 2025)
        assert [(one.id, one.findings_count) for one in found] == [(row.id, 2)]  # type: ignore[attr-defined]  # annotated
        assert queries.visits_of_entity(world.viewer(), world.entities[0], 2024) == []
