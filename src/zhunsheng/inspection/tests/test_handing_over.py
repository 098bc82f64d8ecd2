"""After a visit others may carry on (行政处罚法 42, 43): its record keeps who visited."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import HandingManner, OnSiteMeasureKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import MeasureDraft, ResultDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, FOUNDED, VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.services import CredentialFacts, OfficerFacts


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def third(world: World) -> UUID:
    """Let the bureau have one officer more."""
    return workforce.add_officer(
        ctx=builders.act("third", FOUNDED),
        facts=OfficerFacts(
            name="示例庚",
            unit=world.team,
            user=None,
            credential=CredentialFacts("SL示例庚", date(2024, 1, 1), date(2027, 12, 31)),
        ),
        on=FOUNDED,
    ).id


def stands_back(world: World) -> Inspection:
    """Visit; then one of the two declares an interest in the unit."""
    row = builders.visited(world)
    workforce.declare_interest(
        ctx=world.act("interest", VISITED, builders.SYSTEM),
        officer=world.officers[1],
        entity=row.entity_id,
        reason="配偶在该单位任职",
        on=VISITED,
    )
    return row


def hand_over(world: World, row: Inspection, *officers: UUID, **changes: Any) -> Inspection:
    return services.hand_over(
        ctx=world.act("handover", VISITED, world.chief),
        inspection=row.id,
        officers=officers,
        reason=changes.get("reason", "示例丙与该单位有利害关系，应当回避"),
        version=None,
        on=changes.get("on", VISITED),
    )


def order(world: World, row: Inspection, officers: tuple[UUID, ...] = ()) -> Any:
    return services.issue_order(
        ctx=world.act("order", VISITED),
        inspection=row.id,
        due_on=DUE,
        version=None,
        on=VISITED,
        officers=officers,
    )


class TestWhereOneStandsBack:
    def test_the_order_names_the_way(self, world: World):
        row, other = stands_back(world), third(world)
        assert refused(lambda: order(world, row)) == ["inspection.officer.interested"]
        assert refused(lambda: order(world, row, (world.officers[0], other))) == [
            "inspection.order.not_on_site"
        ]
        with pytest.raises(StepRefused) as refusal:
            order(world, row)
        assert "改派后续办理人员" in refusal.value.findings[0].next_step

    def test_others_whom_the_head_names_carry_on(self, world: World):
        row, other = stands_back(world), third(world)
        hand_over(world, row, world.officers[0], other)
        order(world, row)
        services.decide_measure(
            ctx=world.act("measure", VISITED),
            inspection=row.id,
            draft=MeasureDraft((OnSiteMeasureKind.REMOVE_AT_ONCE,), "甲类仓库", (2,)),
            version=None,
            on=VISITED,
        )
        services.tell_result(
            ctx=world.act("told", VISITED),
            inspection=row.id,
            draft=ResultDraft(HandingManner.ON_SITE, "示例甲"),
            version=None,
            on=VISITED,
        )
        services.reinspect(
            ctx=world.act("again", DUE),
            order=queries.inspection(world.viewer(), row.id).order.id,
            results=builders.results(world, row),
            officers=(),
            hours=builders.hours(DUE),
            on=DUE,
        )
        said = {
            one.kind: [officer["name"] for officer in cast(Any, one.contents["officers"])]
            for one in documents.documents_of(world.viewer(), ("inspection", row.id))
            if "officers" in one.contents
        }
        after = ["示例乙", "示例庚"]
        assert said["rectification_order"] == after
        assert said["on_site_measure_decision"] == after
        assert said["inspection_result_notice"] == after
        assert said["reinspection_opinion"] == after
        assert said["inspection_record"] == ["示例乙", "示例丙"]
        assert queries.officer_ids(world.viewer(), row.id) == world.officers

    def test_the_page_shows_both_and_leads_the_head_there(self, world: World):
        row, other = stands_back(world), third(world)
        chief = browser(world, world.chief)
        assert at("handover", row) in chief.get(at("detail", row)).content.decode()
        data = {
            "request_key": "h",
            "version": "1",
            "officers": [str(world.officers[0]), str(other)],
            "reason": "示例丙与该单位有利害关系，应当回避",
        }
        form = chief.get(at("handover", row)).content.decode()
        assert 'name="on"' not in form  # it is done on the day on which it is entered
        assert 'name="late_reason"' not in form
        assert "办理日期：今日" in form
        assert chief.post(at("handover", row), data).status_code == 302
        page = chief.get(at("detail", row)).content.decode()
        assert "<dt>检查人员</dt><dd>示例乙、示例丙</dd>" in page
        assert "<dt>后续办理人员</dt><dd>示例乙、示例庚</dd>" in page


class TestHandover:
    def test_is_refused_without_a_reason_of_another_day_alone_or_to_who_stands_back(
        self, world: World
    ):
        row, other = stands_back(world), third(world)
        pair = (world.officers[0], other)
        codes = refused(lambda: hand_over(world, row, *pair, reason=""))
        assert codes == ["inspection.officers.no_reason"]
        assert refused(lambda: hand_over(world, row, other)) == ["officers.fewer_than_two"]
        assert refused(lambda: hand_over(world, row, *world.officers)) == [
            "inspection.officer.interested"
        ]
        assert refused(lambda: hand_over(world, row, other, world.lapsing)) == [
            "officers.credential_lapsed"
        ]

    def test_is_refused_before_the_visit(self, world: World):
        row, other = builders.approved(world), third(world)
        codes = refused(lambda: hand_over(world, row, world.officers[0], other))
        assert codes == ["inspection.handover.needs.visit"]

    def test_takes_the_place_of_an_earlier_one(self, world: World):
        row, other = stands_back(world), third(world)
        hand_over(world, row, world.officers[0], other)
        viewer = world.viewer()
        assert queries.acting_ids(viewer, row, VISITED) == (world.officers[0], other)
        assert queries.acting_ids(viewer, row, builders.APPROVED) == world.officers
        services.hand_over(
            ctx=world.act("again", DUE, world.chief),
            inspection=row.id,
            officers=(other, world.officers[0]),
            reason="示例庚主办",
            version=None,
            on=DUE,
        )
        assert queries.acting_ids(viewer, row, DUE) == (other, world.officers[0])
