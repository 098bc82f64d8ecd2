"""Whom the bureau may inspect: a unit that operates, of its own level, entered once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.documents.tests.scans import scan
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import BasisKind, HandingManner, InspectionStage
from zhunsheng.inspection.models import Inspection, RectificationOrder
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import ResultDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, DUE, FOUNDED, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.registry import queries as entities
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EnforcementLevel
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
STRUCK_OFF = "inspection.unit.struck_off"


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def close(world: World) -> None:
    ctx = builders.act("close", FOUNDED)
    registry.close_entity(ctx=ctx, entity=world.entities[0], reason="注销登记", on=FOUNDED)


def lift(world: World) -> None:
    row = entities.entity(world.viewer(), world.entities[0])
    facts = replace(entities.facts_of(row), enforcement_level=EnforcementLevel.CITY)
    ctx = builders.act("lift", FOUNDED)
    registry.amend_entity(ctx=ctx, entity=row.id, facts=facts, version=None, on=FOUNDED)


def merge(world: World) -> None:
    duplicate, kept = world.entities[:2]
    registry.merge_entities(
        ctx=builders.act("merge", FOUNDED),
        kept=kept,
        duplicate=duplicate,
        registration="示市监登记查询〔2025〕7号",
        reason="重复登记",
        version=None,
        on=FOUNDED,
    )


class TestUnit:
    """安全生产法62、应急〔2021〕23号、应急〔2025〕11号: each level inspects its own, by list."""

    @pytest.mark.parametrize(
        ("befall", "code"), [(close, "closed"), (lift, "level"), (merge, "merged")]
    )
    def test_that_may_not_be_inspected_is_refused_and_nothing_is_written(
        self, world: World, befall: Callable[[World], None], code: str
    ):
        befall(world)
        codes = [f"registry.standing.{code}"]
        assert refused(lambda: builders.approved(world)) == codes
        urgent = builders.request(world)
        ctx = world.act("urgent", APPROVED)
        assert codes == refused(
            lambda: services.start_urgent(
                ctx=ctx, request=urgent, urgency="danger", reason="泄漏", on=APPROVED
            )
        )

    def test_that_closed_may_be_looked_at_before_it_resumes(self, world: World):
        close(world)
        assert builders.approved(world, basis_kind=BasisKind.RESUMPTION, source="").approved_on

    def test_of_the_city_is_inspected_where_the_city_deployed_it_with_its_paper(self, world: World):
        lift(world)
        above = BasisKind.SUPERIOR
        codes = refused(lambda: builders.approved(world, basis_kind=above, source=""))
        assert codes == ["registry.standing.level", "inspection.source.unnamed"]
        number = "示市应急〔2025〕3号"
        assert builders.approved(world, "paper", basis_kind=above, source=number).source == number


def strike_off(world: World, on: date = VISITED) -> None:
    registry.close_entity(
        ctx=builders.act("end", on), entity=world.entities[0], reason="注销", ended=True, on=on
    )


class TestStruckOff:
    """安全生产法62, 行政处罚法4: a unit that was struck off after the approval is no party."""

    def test_is_not_looked_at_before_it_resumes(self, world: World):
        strike_off(world, FOUNDED)
        resumed = partial(builders.approved, world, basis_kind=BasisKind.RESUMPTION, source="")
        assert refused(resumed) == ["registry.standing.closed"]

    def test_is_not_visited_and_the_head_takes_the_approval_back(self, world: World):
        row = builders.approved(world)
        strike_off(world)
        assert refused(lambda: record(world, row)) == [STRUCK_OFF]
        facts = queries.facts_of(world.viewer(), row, on=VISITED, by=world.officer)
        (found,) = (one for one in INSPECTION.findings("visit", facts) if one.code == STRUCK_OFF)
        assert "撤销检查审批" in found.next_step
        assert withdraw(world, row).withdrawn_on == VISITED

    def test_is_let_go_where_the_code_was_shown_already(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        row = builders.approved(world)
        monkeypatch.setattr(queries, "code_shown_at", lambda *_: world.act("c", VISITED).at)
        path = "zhunsheng.inspection.queries.entering.code_shown_at"
        monkeypatch.setattr(path, lambda *_: world.act("c", VISITED).at)
        assert refused(lambda: withdraw(world, row)) == ["inspection.withdrawal.code_shown"]
        strike_off(world)
        assert withdraw(world, row).withdrawn_on == VISITED

    def test_is_sent_no_order_and_nobody_is_asked_for_one(self, world: World):
        row = builders.visited(world)
        strike_off(world)
        assert refused(
            lambda: services.issue_order(
                ctx=world.act("o", VISITED), inspection=row.id, due_on=DUE, version=1, on=VISITED
            )
        ) == [STRUCK_OFF]
        assert queries.duties(world.viewer(), VISITED) == ()
        facts = queries.facts_of(world.viewer(), row, on=VISITED, by=world.officer)
        assert "order" not in [step.key for step in INSPECTION.required(facts)]

    def test_is_sent_an_order_of_before_by_its_signed_paper_alone(self, world: World):
        """行政处罚法42, 安全生产法65: no paper of today is dated back to a party that was."""
        row = builders.visited(world)
        other = builders.visited(world, "other")
        after = VISITED + timedelta(days=5)
        strike_off(world, VISITED + timedelta(days=1))

        def enter(key: str, one: Inspection, paper: Upload | None) -> RectificationOrder:
            return services.issue_order(
                ctx=replace(world.act(key, after), late_reason="系统故障，没有及时录入"),
                inspection=one.id,
                due_on=DUE,
                version=None,
                on=VISITED,
                scan=paper,
            )

        code = ["inspection.order.no_paper"]
        assert refused(lambda: enter("a", row, None)) == code
        paper = Upload("指令书.pdf", scan())
        assert enter("b", row, paper).issued_on == VISITED
        assert refused(lambda: enter("c", other, paper)) == code

    def test_ends_the_order_with_it_and_is_sent_no_paper(self, world: World, settings: Any):
        """安全生产法62: nobody is left to look at again; the register is the proof of the end."""
        settings.ZHUNSHENG_PINNED_NOW = "2025-09-22T18:00:00+08:00"
        row = builders.ordered(world)
        strike_off(world, VISITED + timedelta(days=1))
        viewer, late = world.viewer(), date(2026, 1, 15)
        again = partial(
            services.reinspect,
            ctx=world.act("r", DUE),
            order=row.order.id,
            results=builders.results(world, row),
            officers=(),
            hours=builders.hours(DUE),
            on=DUE,
        )
        longer = partial(
            services.extend_order,
            ctx=world.act("x", DUE, world.chief),
            order=row.order.id,
            until=DUE + timedelta(days=9),
            reason="设备采购困难，到货推迟",
            version=None,
            on=DUE,
        )
        told = ResultDraft(HandingManner.ON_SITE, "示例甲")
        result = partial(
            services.tell_result,
            ctx=world.act("t", DUE),
            inspection=row.id,
            draft=told,
            version=None,
            on=DUE,
        )
        for act in (again, longer, result):
            assert refused(act) == [STRUCK_OFF]
        assert queries.duties(viewer, late) == ()
        counts = queries.stage_counts(viewer, queries.InspectionFilters(), on=late)
        assert (counts.ordered, counts.overdue) == (0, 0)
        for stage, shown in ((InspectionStage.OVERDUE, 0), (InspectionStage.FINISHED, 1)):
            asked = queries.InspectionFilters(stage=stage)
            assert queries.inspections(viewer, asked, on=late).count() == shown
        assert queries.orders_waiting(viewer, row.entity_id, on=late) == 0
        assert queries.appointments(viewer, DUE, late, on=late) == ()
        page = browser(world, world.chief).get(at("detail", row)).text
        assert "责令整改随之终结" in page
        assert InspectionStage.FINISHED.label in page
        for name in ("reinspection", "extension", "result_notice"):
            assert f'href="{at(name, row)}"' not in page

    def test_on_a_later_day_was_a_party_on_the_day_of_the_visit(self, world: World):
        row = builders.approved(world)
        strike_off(world, VISITED + timedelta(days=1))
        assert record(world, row).visited_on == VISITED


class TestStopped:
    def test_may_be_visited_and_the_page_tells_that_it_stopped(self, world: World, settings: Any):
        """安全生产法62: whether a unit really stopped is seen on the spot."""
        settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
        row = builders.approved(world)
        ctx = builders.act("stop", VISITED)
        registry.close_entity(ctx=ctx, entity=world.entities[0], reason="停业", on=VISITED)
        for url in (at("detail", row), at("visit", row)):
            page = browser(world, world.officer).get(url).text
            assert "2025-09-08起停业、歇业；到场核实是否确已停业，照实记录" in page
        assert record(world, row).visited_on == VISITED


def withdraw(world: World, row: Inspection) -> Inspection:
    return services.withdraw_approval(
        ctx=world.act("w", VISITED, world.chief),
        inspection=row.id,
        reason="检查对象已经注销。",
        version=None,
        on=VISITED,
    )


class TestDay:
    """国办发〔2024〕54号: an inspection is approved before it is made."""

    def test_that_has_passed_is_no_day_to_approve_for(self, world: World):
        for day in (date(2024, 12, 31), APPROVED - timedelta(days=1)):
            codes = refused(partial(builders.approved, world, planned_on=day))
            assert codes == ["inspection.approval.day_passed"]
        assert builders.approved(world, planned_on=APPROVED).planned_on == APPROVED
