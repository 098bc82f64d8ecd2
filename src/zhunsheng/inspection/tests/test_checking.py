"""Checklist, attendance, companions, dispatch, photos, measures: what a visit keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from zhunsheng.compulsion.choices import DefiedOrder
from zhunsheng.compulsion.rules import Order
from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence import queries as evidence
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import (
    AttendeeRole,
    BasisKind,
    CheckResult,
    CompanionKind,
    FormSet,
    HazardGrade,
    OnSiteMeasureKind,
    RectificationResult,
)
from zhunsheng.inspection.rules import (
    AttendeeDraft,
    CheckedDraft,
    CompanionDraft,
    DispatchDraft,
    FindingDraft,
    MeasureDraft,
)
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import Stale
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db

PNG = picture("PNG")
ITEM = "gas_station-3"
FAULT = FindingDraft("卸油作业无人监护。", "卸油口", "safety.101-3", item=ITEM)
EXPERT = CompanionDraft(CompanionKind.EXPERT, "示例庚", "示例安全技术服务机构")
DANGER = FindingDraft(
    "可燃气体报警装置失效，仍在卸油。",
    "卸油口",
    "safety.99-4",
    HazardGrade.MAJOR,
    standard="示例判定标准第二条",
)
STOP = MeasureDraft(
    (OnSiteMeasureKind.STOP_USE,), "卸油口及卸油设施", (1,), "装置修复前无法监测泄漏。"
)


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def at(hour: int, minute: int = 0, day: date = VISITED) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def measured(world: World, key: str = "m", **changes: Any) -> Any:
    row = record(world, builders.approved(world, f"a-{key}"), f"v-{key}", findings=(DANGER,))
    return services.decide_measure(
        ctx=world.act(key, VISITED),
        inspection=row.id,
        draft=replace(STOP, **changes),
        version=row.version,
        on=VISITED,
    )


def removed(world: World, made: Any) -> None:
    """Order what a measure rests on to be put right, and find it so on the firm's request."""
    order = services.issue_order(
        ctx=world.act("removal", VISITED),
        inspection=made.inspection_id,
        due_on=builders.DUE,
        version=None,
        on=VISITED,
    )
    after = VISITED + timedelta(days=1)
    services.reinspect(
        ctx=world.act("removed", after),
        order=order.id,
        results=builders.results(world, made.inspection),
        officers=(),
        **builders.early(after),
        on=after,
    )


class TestChecklist:
    def test_keeps_what_was_looked_at_and_takes_faults_for_findings(self, world: World) -> None:
        row = record(
            world,
            builders.approved(world),
            findings=(FAULT,),
            checked=(
                CheckedDraft(ITEM, CheckResult.FAULT),
                CheckedDraft("gas_station-4", CheckResult.MET),
                CheckedDraft("general-1", CheckResult.NOT_APPLICABLE),
            ),
        )
        (finding,) = queries.findings_of(world.viewer(), row.id)
        assert (finding.item, finding.basis) == (ITEM, "SPL-2021:43")
        assert queries.checked_of(world.viewer(), row.id).keys() == {
            ITEM,
            "gas_station-4",
            "general-1",
        }
        paper = documents.documents_of(world.viewer(), ("inspection", row.id))[-1]
        said = str(paper.contents["situation"])
        assert said.endswith("按检查表检查3项：合格1项，不合格1项，不涉及1项。")

    def test_refuses_a_fault_that_nobody_described(self, world: World) -> None:
        """安全生产法 68: what was found is written down."""
        row = builders.approved(world)
        checked = (CheckedDraft(ITEM, CheckResult.FAULT),)
        codes = refused(lambda: record(world, row, checked=checked, findings=()))
        assert codes == ["inspection.checklist.fault_undescribed"]

    def test_refuses_an_item_that_no_checklist_holds_or_that_stands_twice(
        self, world: World
    ) -> None:
        row = builders.approved(world)
        met = CheckedDraft("gas_station-4", CheckResult.MET)
        for checked in ((CheckedDraft("nothing-1", CheckResult.MET),), (met, met)):
            codes = refused(lambda: record(world, row, checked=checked))  # noqa: B023  # at once
            assert codes == ["inspection.checklist.unknown_item"]


class TestCompanions:
    def test_are_named_in_the_approval_and_the_notice_and_come_with_the_officers(
        self, world: World
    ) -> None:
        row = builders.approved(world, companions=(EXPERT,))
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        assert {paper.contents["helpers"] for paper in papers} == {
            "专家示例庚（示例安全技术服务机构）"
        }
        (named,) = queries.companions_of(world.viewer(), row.id)
        record(world, row, companions=(named.id,))
        (named,) = queries.companions_of(world.viewer(), row.id)
        assert named.came

    def test_who_were_not_named_beforehand_are_refused(self, world: World) -> None:
        """国办发〔2024〕54号: helpers are fixed in advance."""
        row = builders.approved(world)
        other = builders.approved(world, "other", companions=(EXPERT,))
        (foreign,) = queries.companions_of(world.viewer(), other.id)
        codes = refused(lambda: record(world, row, companions=(foreign.id,)))
        assert codes == ["inspection.companion.unnamed"]

    def test_do_not_stand_in_for_the_second_officer(self, world: World) -> None:
        """行政处罚法 42: two officers, whoever else comes."""
        row = builders.approved(world, companions=(EXPERT,))
        (named,) = queries.companions_of(world.viewer(), row.id)
        codes = refused(
            lambda: record(world, row, officers=world.officers[:1], companions=(named.id,))
        )
        assert codes == ["officers.fewer_than_two"]


class TestVisitDetails:
    def test_keep_who_attended_and_the_dispatch(self, world: World) -> None:
        row = record(
            world,
            builders.approved(world),
            attendees=(
                AttendeeDraft(AttendeeRole.HEAD, "示例甲", "总经理"),
                AttendeeDraft(AttendeeRole.OPERATOR, "示例辛", "加油员"),
            ),
            dispatch=DispatchDraft(at(8, 30), ("示A0001", "示A0002"), at(12, 30)),
        )
        names = [one.name for one in queries.attendees_of(world.viewer(), row.id)]
        assert names == ["示例甲", "示例辛"]
        (line,) = queries.dispatches(world.viewer(), month=VISITED)
        assert (line.cars, line.car_count, line.people_count) == ("示A0001、示A0002", 2, 2)

    def test_refuse_a_dispatch_that_left_after_the_visit_began(self, world: World) -> None:
        row = builders.approved(world)
        codes = refused(lambda: record(world, row, dispatch=DispatchDraft(at(9, 30))))
        assert codes == ["inspection.dispatch.times"]

    def test_print_one_set_of_forms_never_both(self, world: World) -> None:
        """The ministry says 现场检查记录, the Ministry of Justice 现场检查笔录."""
        kinds = {}
        for form_set in FormSet:
            row = builders.approved(world, f"set-{form_set.value}", form_set=form_set)
            record(world, row, f"visit-{form_set.value}", **builders.later(world))
            papers = documents.documents_of(world.viewer(), ("inspection", row.id))
            kinds[form_set] = [paper.title for paper in papers if "现场检查" in paper.title]
        assert kinds == {
            FormSet.HANDBOOK_2020: ["现场检查记录"],
            FormSet.JUSTICE_2025: ["现场检查笔录"],
        }

    def test_lay_earlier_findings_beside_a_new_visit(self, world: World) -> None:
        builders.visited(world, "first")
        row = builders.approved(world, "second")
        earlier = queries.earlier_findings(world.viewer(), row)
        assert [(one.row.number, one.is_settled) for one in earlier] == [(1, False), (2, False)]

    def test_are_settled_as_the_last_reinspection_says(self, world: World) -> None:
        """安全生产法 65.1(3): what was found open again after it was done is open."""
        row = builders.ordered(world)
        for number, result in enumerate(
            (RectificationResult.IN_PROGRESS, RectificationResult.DONE), start=1
        ):
            services.reinspect(
                ctx=world.act(f"again-{number}", builders.DUE),
                order=row.order.id,
                results=builders.results(world, row, result),
                officers=(),
                hours=builders.hours(builders.DUE),
                version=None,
                on=builders.DUE,
            )
            still_open = queries.open_findings(world.viewer(), [row.entity_id])
            assert len(still_open) == (0 if result is RectificationResult.DONE else 2)


class TestAdvice:
    @pytest.mark.parametrize("basis", [BasisKind.SERVICE, BasisKind.RESUMPTION])
    def test_is_no_enforcement_and_no_order_follows(self, world: World, basis: BasisKind) -> None:
        row = record(world, builders.approved(world, basis_kind=basis), "v")
        assert queries.visit_rows(world.viewer(), VISITED, VISITED) == ()
        assert queries.open_findings(world.viewer(), [row.entity_id]) == ()
        assert [d for d in queries.duties(world.viewer(), VISITED) if "order" in d.key] == []
        codes = refused(
            lambda: services.issue_order(
                ctx=world.act("o", VISITED),
                inspection=row.id,
                due_on=builders.DUE,
                version=None,
                on=VISITED,
            )
        )
        assert codes == ["inspection.visit.no_enforcement"]


class TestPhoto:
    def test_is_kept_as_evidence_of_its_finding(self, world: World) -> None:
        row = record(world, builders.approved(world))
        finding = queries.findings_of(world.viewer(), row.id)[1]
        services.add_photo(
            ctx=world.act("p", VISITED),
            inspection=row.id,
            finding=finding.id,
            file=Upload("通道.png", PNG),
            version=row.version,
            on=VISITED,
        )
        (photo,) = queries.photos_of(world.viewer(), row.id)[finding.id]
        _, item = evidence.catalogue(world.viewer(), ("inspection", row.id))
        assert (photo.evidence_id, item.proves) == (
            item.id,
            "第2项问题的现场情况：消防通道堆放杂物。",
        )

    def test_of_a_form_opened_before_somebody_else_acted_is_stale(self, world: World) -> None:
        row = record(world, builders.approved(world))
        finding = queries.findings_of(world.viewer(), row.id)[0]
        with pytest.raises(Stale):
            services.add_photo(
                ctx=world.act("p", VISITED),
                inspection=row.id,
                finding=finding.id,
                file=Upload("一.png", PNG),
                version=0,
                on=VISITED,
            )
        assert queries.photos_of(world.viewer(), row.id) == {}


class TestMeasure:
    def test_is_decided_in_writing_and_lifted_after_review(self, world: World) -> None:
        """安全生产法 65.1(3): work goes on after review and consent alone."""
        made = measured(world)
        entity = made.inspection.entity_id
        [order] = queries.stop_orders(world.viewer(), entity)
        assert order == Order(frozenset({DefiedOrder.USE_STOP}), made.document.number, VISITED)
        papers = documents.documents_of(world.viewer(), ("inspection", made.inspection_id))
        (paper,) = (one for one in papers if one.kind == "on_site_measure_decision")
        assert paper.contents["measures"] == "停止使用相关设施、设备"
        assert str(paper.contents["scope"]).endswith("无法保证安全：装置修复前无法监测泄漏。")
        (tied,) = made.finding_rows.select_related("finding")
        assert tied.finding.description == DANGER.description
        removed(world, made)
        lifted = services.lift_measure(
            ctx=world.act("l", VISITED, world.chief),
            measure=made.id,
            note="执法人员现场核实，监护人员已到位。",
            version=None,
            on=VISITED,
        )
        assert (lifted.lifted_on, lifted.lifter_name) == (VISITED, world.chief.name)
        assert list(queries.stop_orders(world.viewer(), entity)) == []

    def test_against_what_a_reinspection_found_put_right_is_refused(self, world: World) -> None:
        """安全生产法 65.1(3): a stop is for a hazard that is not removed yet."""
        made = measured(world)
        removed(world, made)
        codes = refused(
            lambda: services.decide_measure(
                ctx=world.act("again", VISITED),
                inspection=made.inspection_id,
                draft=STOP,
                version=None,
                on=VISITED,
            )
        )
        assert codes == ["inspection.measure.put_right"]

    def test_lifted_while_the_hazard_is_open_twice_or_without_a_review_is_refused(
        self, world: World
    ) -> None:
        """安全生产法 65.1(3): work goes on when the hazard is removed, reviewed and agreed."""
        made = measured(world)

        on = VISITED + timedelta(days=1)

        def lift(key: str, note: str) -> Any:
            return services.lift_measure(
                ctx=world.act(key, on, world.chief),
                measure=made.id,
                note=note,
                version=None,
                on=on,
            )

        assert refused(lambda: lift("one", " ")) == [
            "inspection.measure.hazard_open",
            "inspection.measure.unreviewed",
        ]
        open_still = refused(lambda: lift("open", "已核实"))
        assert open_still == ["inspection.measure.hazard_open"]
        removed(world, made)
        lift("two", "已核实")
        assert refused(lambda: lift("three", "再次")) == ["inspection.measure.none_stands"]

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"findings": ()}, "inspection.measure.no_finding"),
            ({"findings": (7,)}, "inspection.measure.no_finding"),
            ({"scope": " "}, "inspection.measure.incomplete"),
            ({"kinds": ()}, "inspection.measure.incomplete"),
            ({"scope": "无"}, "inspection.measure.incomplete"),
            ({"unsafe": " "}, "inspection.measure.not_major"),
            ({"unsafe": "无"}, "inspection.measure.not_major"),
            ({"unsafe": "略略略略略略略略略略略略"}, "inspection.measure.not_major"),
            ({"unsafe": "x" * 12}, "inspection.measure.not_major"),
            ({"findings": (2,)}, "inspection.measure.not_major"),
            ({"findings": (1, 3)}, "inspection.measure.put_right"),
        ],
    )
    def test_beyond_what_the_law_gives_is_refused_and_nothing_is_written(
        self, world: World, changes: dict[str, Any], code: str
    ) -> None:
        """
        安全生产法 65.1(3): a hazard is removed at once.

        Withdrawal, stop of work and of use are for a major one, where safety is not guaranteed.
        """
        less = FindingDraft("消防通道堆放杂物。", "站房")
        fixed = FindingDraft("灭火器被遮挡。", "站房", immediate_fix=True)
        row = record(world, builders.approved(world), findings=(DANGER, less, fixed))
        codes = refused(
            lambda: services.decide_measure(
                ctx=world.act("m", VISITED),
                inspection=row.id,
                draft=replace(STOP, **changes),
                version=None,
                on=VISITED,
            )
        )
        assert codes == [code]

    def test_to_remove_a_hazard_at_once_is_for_any_hazard(self, world: World) -> None:
        row = record(world, builders.approved(world))
        made = services.decide_measure(
            ctx=world.act("m", VISITED),
            inspection=row.id,
            draft=MeasureDraft((OnSiteMeasureKind.REMOVE_AT_ONCE,), "消防通道", (2,)),
            version=None,
            on=VISITED,
        )
        assert made.kinds_label == "责令立即排除"
