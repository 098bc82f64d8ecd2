"""Acts on joint tasks (安全生产法 69, 国办发〔2024〕54号)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.burden import queries as burden
from zhunsheng.draw.choices import ResultKind
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import InspectionFinding
from zhunsheng.inspection.rules import PlannedVisits
from zhunsheng.inspection.tests.refusals import planned
from zhunsheng.jointwork import queries, services
from zhunsheng.jointwork.choices import ParticipantKind, TaskStage
from zhunsheng.jointwork.models import JointLine, JointTask
from zhunsheng.jointwork.rules import ParticipantDraft
from zhunsheng.jointwork.rules.tasks import stage_of
from zhunsheng.jointwork.tests.builders import (
    DAY,
    FIRE,
    LAST,
    MARKET,
    JointWorld,
    refused,
    stranger,
)
from zhunsheng.kernel.finding import Stale
from zhunsheng.registry import services as registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> JointWorld:
    return JointWorld()


def close(
    world: JointWorld,
    row: JointTask,
    reason: str = "",
    text: str = "已汇总。",
    *,
    by: str = "head",
    on: date = DAY,
) -> JointTask:
    return services.close_task(
        ctx=world.act(by, on),
        task=row.id,
        summary=text,
        gap_reason=reason,
        version=None,
        on=on,
    )


def stage(world: JointWorld, row: JointTask, on: Any = DAY) -> TaskStage:
    file = queries.task_file(world.viewer(), queries.task(world.viewer(), row.id))
    return stage_of(queries.task_facts(file, on=on))


class TestTask:
    def test_goes_from_draft_to_summary(self, world: JointWorld) -> None:
        """安全生产法 69: 互相配合，实行联合检查."""
        row = world.drafted()
        assert stage(world, row) is TaskStage.DRAFTED
        services.approve_task(ctx=world.act("deputy", DAY), task=row.id, version=1, on=DAY)
        assert stage(world, row) is TaskStage.UNDERWAY
        assert stage(world, row, LAST + timedelta(days=1)) is TaskStage.OVER
        world.visits(row)
        world.visited(row)
        world.line(row)
        world.line(row, world.street.name, by="street_one", paper="")
        close(world, row)
        assert stage(world, row) is TaskStage.CLOSED
        assert queries.duties(world.viewer(), DAY) == ()

    def test_of_the_bureau_alone_is_none(self, world: JointWorld) -> None:
        assert refused(lambda: world.drafted(participants=())) == ["task.alone"]

    def test_names_every_body_once_and_not_the_bureau(self, world: JointWorld) -> None:
        one = ParticipantDraft(ParticipantKind.DEPARTMENT, FIRE)
        own = ParticipantDraft(ParticipantKind.DEPARTMENT, "示例区999900应急管理局")
        assert refused(lambda: world.drafted(participants=(one, one, own))) == ["task.twice"]

    def test_needs_its_paper_its_units_and_a_period_ahead(self, world: JointWorld) -> None:
        codes = refused(
            lambda: world.drafted(
                paper=" ", entities=(), first_on=DAY, last_on=DAY - timedelta(days=1), title=""
            )
        )
        assert codes == ["task.title", "task.period", "task.paper", "task.units"]

    def test_of_a_draw_needs_the_draw(self, world: JointWorld) -> None:
        assert refused(lambda: world.drafted(ground=BasisKind.JOINT_DRAW)) == ["task.draw"]

    def test_is_approved_by_a_head_or_turned_down_with_a_reason(self, world: JointWorld) -> None:
        row = world.drafted()

        def approve() -> object:
            ctx = world.act("yi", DAY)
            return services.approve_task(ctx=ctx, task=row.id, version=None, on=DAY)

        def refuse(text: str) -> JointTask:
            ctx = world.act("deputy", DAY)
            return services.refuse_task(ctx=ctx, task=row.id, reason=text, version=None, on=DAY)

        assert refused(approve) == ["step.joint_task_approval.wrong_role"]
        assert refused(lambda: refuse(" ")) == ["task.reason"]
        refuse("与年度计划重复。")
        assert stage(world, row) is TaskStage.REFUSED
        assert refused(lambda: world.visits(row))[0] == "task.closed"

    def test_that_was_approved_is_not_turned_down(self, world: JointWorld) -> None:
        row = world.approved()
        codes = refused(
            lambda: services.refuse_task(
                ctx=world.act("deputy", DAY), task=row.id, reason="不办", version=None, on=DAY
            )
        )
        assert codes == ["task.decided"]

    def test_is_summed_up_when_own_visits_are_made_and_all_reported(
        self, world: JointWorld
    ) -> None:
        row = world.approved()
        world.visits(row)
        assert refused(lambda: close(world, row)) == [
            "task.unended",
            "task.unmade",
            "task.missing",
        ]
        world.visited(row)
        world.line(row)
        over = LAST + timedelta(days=1)
        assert refused(lambda: close(world, row, on=over)) == ["task.missing"]
        told = "街道另行反馈。"
        assert refused(lambda: close(world, row, told, " ", on=over)) == ["task.summary"]
        close(world, row, told, on=over)
        assert stage(world, row) is TaskStage.CLOSED

    def test_of_unvisited_units_is_summed_up_after_its_period_or_by_a_head_with_the_reason(
        self, world: JointWorld
    ) -> None:
        """安全生产法 69: nothing of a joint inspection is called done that nobody made."""
        row = world.approved()
        assert refused(lambda: close(world, row)) == [
            "task.unended",
            "task.unvisited",
            "task.missing",
        ]
        why = "该单位已经停产，各单位不再检查。"
        assert refused(lambda: close(world, row, why)) == ["task.unended"]
        assert refused(lambda: close(world, row, by="deputy")) == [
            "task.unended",
            "task.unvisited",
            "task.missing",
        ]
        close(world, row, why, by="deputy")
        assert stage(world, row) is TaskStage.CLOSED

    def test_on_the_ground_of_a_campaign_names_one_of_the_plan(
        self, world: JointWorld, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """应急〔2025〕11号: special inspections are those of the plan; no task hides another."""
        said: dict[str, Any] = {"ground": BasisKind.CAMPAIGN, "paper": ""}
        assert refused(lambda: world.drafted(**said)) == ["task.no_plan"]
        row = world.drafted()
        JointTask.objects.of(world.viewer()).update(ground=BasisKind.CAMPAIGN.value)
        late = world.act("deputy", DAY)

        def approve() -> object:
            return services.approve_task(ctx=late, task=row.id, version=None, on=DAY)

        assert refused(approve) == ["task.no_plan"]
        monkeypatch.setattr(inspections, "plan_stands", lambda *_: True)
        monkeypatch.setattr(inspections, "plan_campaigns", lambda *_: ("有限空间专项检查",))
        assert refused(lambda: world.drafted(**said)) == ["task.campaign_unplanned"]
        assert refused(lambda: world.drafted(**said, title="有限空间专项检查")) == [
            "task.campaign_other_unit"
        ]
        covered = {(world.entity, "有限空间专项检查"): None}
        with monkeypatch.context() as plan:
            plan.setattr(inspections, "planned_visits", lambda *_: covered)
            other = world.drafted(**said, title="有限空间专项检查")
        assert refused(
            lambda: services.approve_task(ctx=late, task=other.id, version=None, on=DAY)
        ) == ["task.campaign_other_unit"]
        assert refused(approve) == ["task.campaign_unplanned"]

    def test_on_the_ground_of_the_plan_names_units_of_the_plan(
        self, world: JointWorld, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """安全生产法 62: the plan of the year says whom it inspects."""
        said: dict[str, Any] = {"ground": BasisKind.PLAN, "paper": ""}
        monkeypatch.setattr(inspections, "plan_stands", lambda *_: False)
        assert refused(lambda: world.drafted(**said)) == ["task.no_plan"]
        monkeypatch.setattr(inspections, "plan_stands", lambda *_: True)
        monkeypatch.setattr(inspections, "planned_visits", lambda *_: {})
        assert refused(lambda: world.drafted(**said)) == ["task.outside_plan"]

    def test_names_no_unit_that_closed(self, world: JointWorld) -> None:
        """安全生产法 62: the year's supervision is of units that operate."""
        row = world.drafted()
        registry.close_entity(
            ctx=world.act("head", DAY), entity=world.entity, reason="登记机关公告已注销", on=DAY
        )
        assert refused(world.drafted) == ["registry.standing.closed"]
        ctx = world.act("deputy", DAY)
        assert refused(
            lambda: services.approve_task(ctx=ctx, task=row.id, version=None, on=DAY)
        ) == ["registry.standing.closed"]

    def test_of_an_older_form_is_stale_and_says_who_came_first(self, world: JointWorld) -> None:
        row = world.approved()
        with pytest.raises(Stale) as stale:
            services.enter_line(
                ctx=world.act("yi", DAY),
                task=row.id,
                draft=world.line_draft(row),
                version=1,
                on=DAY,
            )
        (later,) = stale.value.later
        assert (later.what, later.by) == ("批准联合执法任务", "示例辛")
        assert not JointLine.objects.of(world.viewer()).exists()

    def test_of_another_bureau_does_not_exist(self, world: JointWorld) -> None:
        row, other = world.drafted(), stranger()
        with pytest.raises(JointTask.DoesNotExist):
            services.approve_task(ctx=other.act("deputy", DAY), task=row.id, version=None, on=DAY)


class TestOwnVisit:
    def test_is_an_inspection_on_the_ground_of_the_task(self, world: JointWorld) -> None:
        row = world.approved()
        world.visits(row)
        visit = queries.own_visits(world.viewer(), row)[world.entity]
        made = inspections.inspection(world.viewer(), visit.inspection)
        assert (made.basis_kind, made.source, made.items) == (
            "SUPERIOR",
            "示安委〔2025〕3号",
            "对生产经营单位安全生产情况的监督检查（特种作业人员持证）",
        )
        assert (made.approver_name, visit.visited_on) == ("示例辛", None)

    def test_at_a_unit_is_approved_once_for_all_bodies(
        self, world: JointWorld, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """国办发〔2024〕54号: departments that can come together come together, counted once."""
        planned(monkeypatch, PlannedVisits(per_unit=1))
        row = world.approved(ground=BasisKind.PLAN, paper="")
        world.visits(row)
        world.visited(row)
        world.line(row)
        assert refused(lambda: world.visits(row)) == ["visit.twice"]
        stands = burden.standings(world.viewer(), [world.entity], year=DAY.year, on=DAY)
        assert stands[world.entity].counted == 1

    def test_is_refused_with_every_reason_of_an_approval(self, world: JointWorld) -> None:
        """行政处罚法 42: two officers, in a task as elsewhere."""
        row = world.approved()
        one = (world.officers["yi"],)
        assert refused(lambda: world.visits(row, officers=one)) == ["officers.fewer_than_two"]
        assert queries.own_visits(world.viewer(), row) == {}

    def test_is_of_a_unit_of_the_task_and_within_its_period(self, world: JointWorld) -> None:
        row = world.approved()
        other = world.add_entity("示例区远山五金厂", 9)
        assert refused(lambda: world.visits(row, entities=(other,))) == ["task.not_target"]
        late = LAST + timedelta(days=1)
        assert refused(lambda: world.visits(row, on=late)) == ["task.over"]


class TestPeriod:
    def test_of_the_task_holds_the_day_of_an_own_visit(self, world: JointWorld) -> None:
        """国办发〔2024〕54号: the visits of a joint task are made together, within its period."""
        row = world.approved()
        after = row.last_on + timedelta(days=1)
        assert refused(lambda: world.visits(row, planned_on=after)) == ["task.outside_period"]


class TestLine:
    def test_of_a_department_needs_the_paper_received(self, world: JointWorld) -> None:
        row = world.approved()
        assert refused(lambda: world.line(row, paper=" ")) == ["line.paper"]
        world.line(row)
        world.line(row, kind=ResultKind.NOTHING_FOUND, text="")
        file = queries.task_file(world.viewer(), queries.task(world.viewer(), row.id))
        assert file.targets[0].results[MARKET].said == "未发现问题"
        assert JointLine.objects.of(world.viewer()).count() == 2

    def test_is_no_finding_of_the_bureau(self, world: JointWorld) -> None:
        row = world.approved()
        world.line(row)
        assert not InspectionFinding.objects.of(world.viewer()).exists()

    def test_of_a_street_is_entered_by_itself_alone(self, world: JointWorld) -> None:
        row = world.approved()
        codes = refused(lambda: world.line(row, MARKET, by="street_one", paper=""))
        assert codes == ["line.not_own"]
        world.line(row, world.street.name, by="street_one", paper="")
        (line,) = JointLine.objects.of(world.viewer())
        assert (line.by_name, line.paper) == ("示例子", "")
        with pytest.raises(JointTask.DoesNotExist):
            world.line(row, world.street.name, by="far", paper="")

    def test_says_what_was_found_within_the_task(self, world: JointWorld) -> None:
        row = world.approved()
        early = DAY - timedelta(days=1)
        codes = refused(lambda: world.line(row, text=" ", visited_on=early))
        assert codes == ["line.text", "line.day"]

    def test_waits_for_the_approval(self, world: JointWorld) -> None:
        row = world.drafted()
        codes = refused(lambda: world.line(row))
        assert codes == ["task.participant_result.needs.joint_task_approval", "line.day"]


class TestStreet:
    def test_sees_the_approved_tasks_that_it_takes_part_in(self, world: JointWorld) -> None:
        row = world.drafted()
        near, far = world.viewer("street_one"), world.viewer("far")
        assert list(queries.tasks(near)) == []
        services.approve_task(ctx=world.act("deputy", DAY), task=row.id, version=None, on=DAY)
        assert list(queries.tasks(near)) == [row]
        assert list(queries.tasks(far)) == []

    def test_sees_its_own_units_and_lines_alone(self, world: JointWorld) -> None:
        row = world.approved()
        world.line(row)
        world.visits(row)
        near = world.viewer("street_one")
        (target,) = queries.task_file(near, queries.task(near, row.id)).targets
        assert (target.results, target.inspection) == ({}, None)

    def test_is_told_what_it_owes(self, world: JointWorld) -> None:
        row = world.approved()
        near = world.viewer("street_one")
        (duty,) = queries.duties(near, DAY)
        assert (duty.label, duty.due_on, duty.roles) == (
            "登记参加单位结果",
            LAST,
            frozenset({"STREET_OFFICER"}),
        )
        world.line(row, world.street.name, by="street_one", paper="")
        assert queries.duties(near, DAY) == ()
