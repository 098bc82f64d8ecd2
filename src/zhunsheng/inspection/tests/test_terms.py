"""The term of an order: not without end, and not looked at before it ended, unless asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import date_text
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import RectificationResult
from zhunsheng.inspection.models import Inspection, InspectionFinding
from zhunsheng.inspection.rules import OrderedTerm, ReinspectionLine, reinspection_due
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.journal import queries as journal

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


class TestEntry:
    """安全生产法65: the term gives the entity time; an extension is of its day (0035)."""

    def test_of_an_order_after_its_term_is_refused(self, world: World):
        row = builders.visited(world)
        late = replace(world.act("o", VISITED + 60 * DAY), late_reason="当时漏录")
        codes = refused(
            lambda: services.issue_order(
                ctx=late, inspection=row.id, due_on=VISITED + DAY, version=None, on=VISITED
            )
        )
        assert codes == ["inspection.order.no_paper", "inspection.order.due_before_visit"]

    def test_of_an_extension_on_a_later_day_is_refused(self, world: World):
        row = builders.ordered(world)
        late = replace(world.act("e", DUE + 30 * DAY, world.chief), late_reason="当时漏录")
        codes = refused(
            lambda: services.extend_order(
                ctx=late,
                order=row.order.id,
                until=DUE + 60 * DAY,
                reason="设备到货推迟",
                version=None,
                on=DUE - DAY,
            )
        )
        assert codes == ["step.extension.backdated"]


class TestReinspection:
    """国办发〔2024〕54号: no visits again and again; 安全生产法65: the term is the entity's."""

    def reinspect(self, world: World, row: Inspection, **changes: Any) -> object:
        on = changes.pop("on", DUE - DAY)
        said = {"hours": builders.hours(on), **changes}
        return services.reinspect(
            ctx=world.act("r", on),
            order=row.order.id,
            results=builders.results(world, row),
            officers=(),
            on=on,
            **said,
        )

    def test_waits_for_the_end_of_the_term_unless_the_entity_asks(self, world: World):
        row = builders.ordered(world)
        codes = refused(lambda: self.reinspect(world, row))
        assert codes == ["inspection.reinspection.early"]
        made: Any = self.reinspect(world, row, **builders.early(DUE - DAY))
        assert (made.requested, made.all_done) == (True, True)

    def test_may_come_on_the_last_day(self, world: World):
        row = builders.ordered(world)
        made: Any = self.reinspect(world, row, on=DUE)
        assert made.requested is False

    def test_before_its_term_finds_nothing_not_put_right(self, world: World):
        row = builders.ordered(world)
        lines = builders.results(world, row, RectificationResult.NOT_DONE)
        act = world.act("early", DUE - DAY)
        codes = refused(
            lambda: services.reinspect(
                ctx=act,
                order=row.order.id,
                results=lines,
                officers=(),
                on=DUE - DAY,
                **builders.early(DUE - DAY),
            )
        )
        assert codes == ["inspection.reinspection.term_runs"]


class TestLastResult:
    """安全生产法65: each matter has its term, and what the last re-inspection found counts."""

    FAR = DUE + 60 * DAY

    def ordered(self, world: World) -> tuple[Inspection, list[InspectionFinding]]:
        row = builders.visited(world)
        found = queries.findings_of(world.viewer(), row.id)
        services.issue_order(
            ctx=world.act("o", VISITED),
            inspection=row.id,
            due_on=DUE,
            version=None,
            on=VISITED,
            terms=(OrderedTerm(found[1].id, self.FAR),),
        )
        return queries.inspection(world.viewer(), row.id), list(found)

    def again(self, world: World, row: Inspection, on: date, *told: str) -> Any:
        lines = builders.results(world, row)
        return services.reinspect(
            ctx=world.act(f"r{on}", on),
            order=row.order.id,
            results=tuple(
                ReinspectionLine(line.finding, RectificationResult[one])
                for line, one in zip(lines, told, strict=True)
            ),
            officers=(),
            hours=builders.hours(on),
            on=on,
        )

    def extend(self, world: World, row: Inspection, until: date, on: date) -> Any:
        return services.extend_order(
            ctx=world.act(f"e{until}", on, world.chief),
            order=row.order.id,
            until=until,
            reason="设备到货推迟",
            version=None,
            on=on,
        )

    def open_ones(self, world: World, row: Inspection) -> list[int]:
        viewer = world.viewer()
        found = queries.open_of_order(viewer, row.order)
        settled = queries.unsettled_among(viewer, queries.findings_of(viewer, row.id))
        assert settled == {one.id for one in found}
        return [one.number for one in found]

    def test_of_each_matter_is_told_by_the_journal(self, world: World):
        row, _ = self.ordered(world)
        told = [one.sentence for one in journal.timeline(world.viewer(), [("inspection", row.id)])]
        assert any(f"最早{DUE.isoformat()}，最迟{self.FAR.isoformat()}" in one for one in told)

    def test_counts_where_it_is_worse_than_the_one_before(self, world: World):
        row, _ = self.ordered(world)
        self.again(world, row, DUE, "DONE", "NOT_DUE")
        assert self.open_ones(world, row) == [2]
        self.again(world, row, self.FAR, "NOT_DONE", "DONE")
        assert self.open_ones(world, row) == [1]

    def test_prints_until_when_the_rest_runs(self, world: World):
        row, _ = self.ordered(world)
        self.again(world, row, DUE, "DONE", "NOT_DUE")
        paper = documents.documents_of(world.viewer(), ("inspection", row.id))[-1]
        results: Any = paper.contents["results"]
        assert [one["situation"] for one in results] == [
            "已整改",
            f"整改期限至{date_text(self.FAR)}",
        ]

    def test_is_not_rewritten_by_one_of_an_earlier_day(self, world: World):
        row, _ = self.ordered(world)
        self.again(world, row, DUE + 2 * DAY, "NOT_DONE", "NOT_DUE")
        codes = refused(lambda: self.again(world, row, DUE + DAY, "DONE", "DONE"))
        assert codes == ["inspection.reinspection.before_the_last"]
        facts = queries.facts_of(world.viewer(), row, on=DUE + 3 * DAY, by=world.officer)
        assert facts.all_done is False

    def test_a_running_term_is_extended_after_another_lapsed(self, world: World):
        row, (first, second) = self.ordered(world)
        on = DUE + DAY
        codes = refused(lambda: self.extend(world, row, self.FAR, on))
        assert codes == ["inspection.extension.not_longer"]
        self.extend(world, row, self.FAR + DAY, on)
        first.refresh_from_db()
        second.refresh_from_db()
        row.order.refresh_from_db()
        assert (first.due_on, second.due_on) == (DUE, self.FAR + DAY)
        assert row.order.current_due_on == DUE
        codes = refused(lambda: self.extend(world, row, self.FAR + 9 * DAY, self.FAR + 2 * DAY))
        assert codes == ["inspection.extension.late"]
