"""After a visit others may carry on (行政处罚法 42, 43): its record keeps who visited."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence import queries as evidence
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import DutyKind, HandingManner, OnSiteMeasureKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import MeasureDraft, ResultDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, FOUNDED, VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as officers
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
        assert said["reinspection_opinion"] == after
        assert said["inspection_record"] == ["示例乙", "示例丙"]
        assert queries.officer_ids(world.viewer(), row.id) == world.officers

    def test_the_notice_names_who_visited_and_who_carries_on(self, world: World):
        """行政处罚法42：检查结果告知书写明实际到场检查的人员，后续办理人员另列。"""
        row, other = stands_back(world), third(world)
        hand_over(world, row, world.officers[0], other)
        order(world, row)
        said = documents.documents_of(world.viewer(), ("inspection", row.id))
        record = next(one for one in said if one.kind == "inspection_record")
        told = services.tell_result(
            ctx=world.act("told", VISITED),
            inspection=row.id,
            draft=ResultDraft(HandingManner.ON_SITE, "示例甲"),
            version=None,
            on=VISITED,
        ).document
        assert told.contents["officers"] == record.contents["officers"]
        handlers = cast(Any, told.contents["handlers"])
        assert [one["name"] for one in handlers] == ["示例乙", "示例庚"]
        assert "后续办理人员：" in str(documents.paper(told))

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


def test_no_duty_to_look_again_stands_on_the_desk_of_who_stands_back(world: World):
    """行政处罚法43：应当回避的人员不办理复查。"""
    row = builders.ordered(world)

    def due() -> list[str]:
        found = queries.duties(world.viewer(), DUE)
        return [one.key for one in found if one.label == DutyKind.REINSPECTION.label]

    assert len(due()) == 1
    workforce.declare_interest(
        ctx=world.act("interest", VISITED, builders.SYSTEM),
        officer=world.officers[0],
        entity=row.entity_id,
        reason="配偶在该单位任职",
        on=VISITED,
    )
    assert due() == []


class TestForm:
    """行政处罚法20、42、43：不能接续办理的人员不列出，写明原因。"""

    def test_ticks_and_offers_only_who_may_carry_on(self, world: World):
        row, other = stands_back(world), third(world)
        form = browser(world, world.chief).get(at("handover", row)).context["form"]
        field = form.fields["officers"]
        offered = [one for one, _ in field.choices]
        assert {str(world.officers[0]), str(other)} <= set(offered)
        assert not {str(world.officers[1]), str(world.lapsing)} & set(offered)
        assert list(form.initial["officers"]) == [world.officers[0]]
        assert "应当回避：示例丙" in field.help_text
        streets = {
            str(one.id) for one in officers.all_officer_facts(world.viewer()) if one.of_street
        }
        assert streets.isdisjoint(offered)
        builders.delegate(world)
        again = browser(world, world.chief).get(at("handover", row)).context["form"]
        assert streets & {one for one, _ in again.fields["officers"].choices}


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


class TestPhotos:
    """行政处罚法42、46：证据由参加检查或者接续办理、无须回避的执法人员取得。"""

    def add(self, world: World, row: Inspection, on: date = VISITED) -> str:
        services.add_photo(
            ctx=world.act(f"photo-{on}", on),
            inspection=row.id,
            finding=queries.findings_of(world.viewer(), row.id)[0].id,
            file=Upload("一.png", picture("PNG", size=(40, 30))),
            version=None,
            on=on,
        )
        item = evidence.catalogue(world.viewer(), ("inspection", row.id))[-1]
        return str(item.obtained_by)

    def test_of_the_visit_are_by_who_visited_and_later_ones_by_who_carries_on(self, world: World):
        row, other = stands_back(world), third(world)
        assert self.add(world, row) == "示例乙、示例丙"
        hand_over(world, row, world.officers[0], other)
        services.add_photo(
            ctx=world.act("photo", DUE),
            inspection=row.id,
            finding=queries.findings_of(world.viewer(), row.id)[1].id,
            file=Upload("二.png", picture("PNG", size=(41, 30))),
            version=None,
            on=DUE,
        )
        item = evidence.catalogue(world.viewer(), ("inspection", row.id))[-1]
        assert item.obtained_by == "示例乙、示例庚"

    def test_before_the_visit_or_by_who_is_not_named_are_refused(self, world: World):
        row, other = builders.visited(world), third(world)
        assert refused(lambda: self.add(world, row, builders.APPROVED)) == [
            "inspection.photo.before_visit"
        ]
        hand_over(world, row, world.officers[1], other)
        assert refused(lambda: self.add(world, row, DUE)) == ["inspection.actor.not_sent"]

    def test_by_who_stands_back_are_refused(self, world: World):
        row = builders.visited(world)
        workforce.declare_interest(
            ctx=world.act("interest", VISITED, builders.SYSTEM),
            officer=world.officers[0],
            entity=row.entity_id,
            reason="配偶在该单位任职",
            on=VISITED,
        )
        assert refused(lambda: self.add(world, row)) == ["inspection.officer.interested"]

    def test_of_a_finished_inspection_are_refused(self, world: World):
        row = builders.ordered(world)
        services.reinspect(
            ctx=world.act("again", DUE),
            order=row.order.id,
            results=builders.results(world, row),
            officers=(),
            hours=builders.hours(DUE),
            on=DUE,
        )
        assert refused(lambda: self.add(world, row, DUE)) == ["inspection.order.finished"]
