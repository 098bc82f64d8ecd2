"""Acts of a plan: what they write, what they refuse, and that a refusal writes nothing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from zhunsheng.inspection import queries as inspection
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.planning import queries, rules, services
from zhunsheng.planning.choices import DayItem, FilingBody, KeyCriterion, PartKind, PlanStage
from zhunsheng.planning.models import AnnualPlan, PlanPart, PlanUnit
from zhunsheng.planning.services import PartDraft, PlanDraft, UnitDraft
from zhunsheng.planning.tests.builders import (
    CLERK,
    DAY,
    DAYS,
    OTHER,
    PAPER,
    approve,
    approved,
    ctx,
    drafted,
    entities,
    filled,
    found,
    part,
    published,
    shops,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


def refused(act) -> list[str]:
    """Return the codes of a refusal that wrote nothing and recorded no event."""
    before = written()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert written() == before
    return [finding.code for finding in refusal.value.findings]


def amended() -> tuple[AnnualPlan, AnnualPlan]:
    """Return an approved plan and its amendment, in which a part names 9 units, not 6."""
    plan = approved(entities(4))
    new = services.amend_plan(ctx=ctx("amend"), plan=plan.id, reason="新增单位", on=DAY)
    shops(9)
    part(new, 2, 9, kind=PartKind.GENERAL, label="商贸")
    return plan, new


def planned() -> list[int]:
    rows = (queries.planned_unit_rows, queries.planned_visit_rows)
    return [sum(one.weight for one in read(ctx("read"), 2025)) for read in rows]


def facts(plan: AnnualPlan):
    return queries.facts_of(ctx("read"), plan, on=DAY)


class TestGround:
    def test_of_an_inspection_is_the_plan_of_its_own_year(self):
        assert not inspection.plan_stands(ctx("read"), 2025)
        plan = submitted()
        assert not inspection.plan_stands(ctx("read"), 2025)
        approve(plan, "approve")
        assert inspection.plan_stands(ctx("read"), 2025)
        assert not inspection.plan_stands(ctx("read"), 2026)
        assert not inspection.plan_stands(ctx("other", bureau=OTHER), 2025)


class TestDraft:
    def test_counts_the_officers_with_valid_credentials_where_none_are_stated(self):
        plan = services.draft_plan(ctx=ctx("draft"), draft=PlanDraft(year=2025), on=DAY)
        assert plan.officers_count == 0
        assert [f.code for f in rules_of(plan)] == [
            "plan.officers.none",
            "plan.days.missing",
            "plan.parts.none",
        ]

    def test_is_refused_twice_for_a_year_and_to_a_stranger(self):
        drafted()
        again = PlanDraft(year=2025, officers=1)

        def act():
            services.draft_plan(ctx=ctx("again", by=CLERK), draft=again, on=DAY)

        assert refused(act) == ["step.draft.wrong_role", "plan.year.exists"]

    def test_is_made_once_when_the_form_is_sent_twice(self):
        first = drafted()
        before = written()
        assert drafted() == first
        assert written() == before

    def test_waits_for_the_holidays_of_a_year_that_are_unpublished(self):
        plan = drafted(2027)
        assert facts(plan).working_days is None
        assert "plan.calendar.unknown" in [f.code for f in rules_of(plan)]


def rules_of(plan: AnnualPlan):
    return rules.findings(facts(plan))


class TestContents:
    def test_hold_what_was_entered_and_can_be_changed(self):
        plan = filled(entities(4))
        assert facts(plan).items == DAYS
        services.set_days(ctx=ctx("more"), plan=plan.id, days=((DayItem.O1, 201),), on=DAY)
        assert dict(facts(plan).items)[DayItem.O1] == 201
        assert dict(facts(plan).items)[DayItem.X6] == 300
        part_two = services.set_part(
            ctx=ctx("two"), plan=plan.id, part=PartDraft(2, "工贸", PartKind.GENERAL, 8), on=DAY
        )
        assert [(p.label, p.unit_count) for p in queries.parts_of(ctx("read"), part_two)] == [
            ("化工生产", 4),
            ("工贸", 8),
        ]

    def test_lose_a_part_with_its_units(self):
        plan = filled(entities(4))
        services.remove_part(ctx=ctx("remove"), plan=plan.id, number=1, on=DAY)
        assert PlanPart.objects.of(ctx("read")).count() == 1
        assert PlanUnit.objects.of(ctx("read")).count() == 0

    def test_change_the_number_of_officers(self):
        plan = drafted()
        services.set_basics(ctx=ctx("basics"), plan=plan.id, officers=12, stated_units=9, on=DAY)
        row = queries.plan(ctx("read"), 2025)
        assert row is not None
        assert (row.officers_count, row.stated_units, row.staff_count) == (12, 9, None)

    def test_refuse_units_that_are_unknown_or_listed_already(self):
        ids = entities(2)
        plan = filled(ids)

        def act():
            listed = (UnitDraft(ids[0]), UnitDraft(UUID(int=1)))
            services.add_units(ctx=ctx("again"), plan=plan.id, part=1, units=listed, on=DAY)

        assert refused(act) == ["plan.units.unknown", "plan.units.again"]

    def test_are_fixed_once_submitted_and_open_after_a_return(self):
        plan = submitted()
        acts = (
            lambda: part(plan, 3, 1),
            lambda: services.set_days(ctx=ctx("d2"), plan=plan.id, days=DAYS, on=DAY),
            lambda: services.remove_part(ctx=ctx("r2"), plan=plan.id, number=1, on=DAY),
        )
        assert [refused(act) for act in acts] == [["plan.contents.fixed"]] * 3
        services.return_plan(ctx=ctx("return"), plan=plan.id, reason="补充商贸单位", on=DAY)
        shops(7)
        part(plan, 3, 1, kind=PartKind.GENERAL)
        assert queries.stage_of(facts(plan)) is PlanStage.DRAFTED
        services.submit_plan(ctx=ctx("submit again"), plan=plan.id, on=DAY)
        assert queries.stage_of(facts(plan)) is PlanStage.SUBMITTED

    def test_are_not_changed_from_an_old_form(self):
        plan = drafted()
        part(plan, 1, 3)
        before = written()
        with pytest.raises(Stale, match="填写检查任务"):
            services.set_days(ctx=ctx("old"), plan=plan.id, days=DAYS, version=plan.version, on=DAY)
        assert written() == before


class TestSteps:
    def test_lead_from_the_draft_to_publication(self):
        plan = published(entities(4))
        assert queries.stage_of(facts(plan)) is PlanStage.PUBLISHED
        acts = queries.acts_of(ctx("read"), plan)
        assert [act.step for act in acts] == [
            "draft", "submit", "approve", "file_upper", "file_justice", "publish",
        ]  # fmt: skip
        assert acts[1].content_hash == acts[2].content_hash != ""
        assert acts[2].number == "示政函〔2025〕3号"

    def test_refuse_a_plan_whose_sums_do_not_hold_with_all_reasons(self):
        plan = drafted()
        part(plan, 1, 0, visits_per_unit=0)

        def act():
            services.submit_plan(ctx=ctx("submit", by=CLERK), plan=plan.id, on=DAY)

        assert refused(act) == [
            "step.submit.wrong_role",
            "plan.days.missing",
            "plan.days.parts",
            "plan.parts.empty",
            "plan.visits.none",
        ]

    def test_refuse_a_stated_total_that_the_parts_do_not_make(self):
        plan = filled()
        services.set_basics(ctx=ctx("total"), plan=plan.id, officers=10, stated_units=4, on=DAY)
        assert refused(lambda: services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY)) == [
            "plan.total.differs"
        ]

    def test_refuse_an_approval_before_submission_or_without_its_number(self):
        plan = filled()

        def act():
            services.approve_plan(
                ctx=ctx("approve"), plan=plan.id, approval_number=" ", scan=PAPER, on=DAY
            )

        assert refused(act) == ["plan.approve.needs.submit", "plan.approval.number"]

    def test_refuse_filing_and_publication_before_approval(self):
        plan = submitted()
        assert refused(
            lambda: services.file_plan(
                ctx=ctx("file"), plan=plan.id, body=FilingBody.JUSTICE, receipt="", on=DAY
            )
        ) == ["plan.file_justice.needs.approve"]
        assert refused(
            lambda: services.publish_plan(ctx=ctx("pub"), plan=plan.id, place="网站", on=DAY)
        ) == ["plan.publish.needs.approve"]

    def test_are_taken_once(self):
        plan = published()
        assert refused(
            lambda: services.publish_plan(ctx=ctx("again"), plan=plan.id, place="网站", on=DAY)
        ) == ["plan.publish.done_already"]
        assert refused(
            lambda: services.return_plan(ctx=ctx("ret"), plan=plan.id, reason="改动", on=DAY)
        ) == ["plan.approved"]

    def test_do_not_reach_over_the_border(self):
        found(OTHER, "999902")
        plan = filled()
        before = written()
        with pytest.raises(AnnualPlan.DoesNotExist):
            services.submit_plan(ctx=ctx("submit", bureau=OTHER), plan=plan.id, on=DAY)
        assert written() == before
        assert queries.plan(ctx("read", bureau=OTHER), 2025) is None

    def test_cannot_be_erased(self):
        published()
        for statement in ("UPDATE planning_planact SET step = 'x'", "DELETE FROM planning_planact"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as c:
                c.execute(statement)


class TestAmendment:
    def test_begins_a_new_version_with_the_same_contents(self):
        plan = approved(entities(4))
        new = services.amend_plan(ctx=ctx("amend"), plan=plan.id, reason="新增单位", on=DAY)
        assert (new.plan_version, new.replaces_id) == (2, plan.id)
        assert new.title == "2025年度安全生产监督检查计划（第1次调整）"
        old, again = facts(plan), facts(new)
        assert (again.items, again.parts, again.units) == (old.items, old.parts, old.units)
        assert queries.stage_of(old) is PlanStage.APPROVED
        assert queries.stage_of(again) is PlanStage.AMENDING
        assert queries.plan(ctx("read"), 2025) == new
        assert [line.stage for line in queries.plan_lines(ctx("read"))] == [
            PlanStage.AMENDING,
            PlanStage.APPROVED,
        ]

    def test_leaves_the_approved_plan_in_force_until_the_government_approves_the_new_one(self):
        plan, new = amended()
        assert queries.plan_in_force(ctx("read"), 2025) == plan
        assert queries.running_amendment(ctx("read"), plan) == new
        services.publish_plan(ctx=ctx("publish"), plan=plan.id, place="政府网站", on=DAY)
        services.submit_plan(ctx=ctx("submit new"), plan=new.id, on=DAY)
        assert queries.plan_in_force(ctx("read"), 2025) == plan
        assert queries.stage_of(facts(plan)) is PlanStage.PUBLISHED
        approve(new, "approve new")
        assert queries.plan_in_force(ctx("read"), 2025) == new
        assert queries.stage_of(facts(plan)) is PlanStage.REPLACED
        assert [line.stage for line in queries.plan_lines(ctx("read"))] == [
            PlanStage.APPROVED,
            PlanStage.REPLACED,
        ]

    def test_needs_an_approval_of_its_own(self):
        """编制办法: 调整 is approved anew; the paper of the first plan approved the first alone."""
        _, new = amended()
        services.submit_plan(ctx=ctx("submit new"), plan=new.id, on=DAY)

        def act(number: str) -> AnnualPlan:
            return services.approve_plan(
                ctx=ctx("new"), plan=new.id, approval_number=number, scan=PAPER, on=DAY
            )

        assert refused(lambda: act("示政函〔2025〕3号")) == ["plan.approval.former"]
        assert act("示政函〔2025〕4号").id == new.id

    def test_is_never_approved_before_the_plan_that_it_amends(self):
        found = rules.former_findings(
            "示政函〔2025〕4号", DAY, former_number="示政函〔2025〕3号", former_on=date(2025, 3, 9)
        )
        assert [one.code for one in found] == ["plan.approval.early"]

    def test_may_be_given_up_and_begun_anew(self):
        plan, new = amended()
        services.give_up_amendment(ctx=ctx("give up"), plan=new.id, reason="不再调整", on=DAY)
        assert queries.stage_of(facts(new)) is PlanStage.GIVEN_UP
        assert queries.plan(ctx("read"), 2025) == plan == queries.plan_in_force(ctx("read"), 2025)
        assert refused(lambda: part(new, 3, 1)) == ["plan.given_up"]
        assert refused(
            lambda: services.submit_plan(ctx=ctx("submit new"), plan=new.id, on=DAY)
        ) == ["plan.closed"]
        again = services.amend_plan(ctx=ctx("amend 2"), plan=plan.id, reason="改动", on=DAY)
        assert (again.plan_version, again.replaces_id) == (3, plan.id)

    def test_is_not_given_up_once_the_government_approved_it(self):
        plan, new = amended()
        services.submit_plan(ctx=ctx("submit new"), plan=new.id, on=DAY)
        approve(new, "approve new")

        def act(of: AnnualPlan) -> None:
            services.give_up_amendment(ctx=ctx("give up"), plan=of.id, reason="改动", on=DAY)

        assert refused(lambda: act(new)) == ["plan.amend.approved"]
        assert refused(lambda: act(plan)) == ["plan.amend.none", "plan.amend.approved"]

    def test_is_refused_before_approval_and_while_another_runs_and_of_a_replaced_version(self):
        plan = submitted()

        def act():
            services.amend_plan(ctx=ctx("amend"), plan=plan.id, reason="改动", on=DAY)

        assert refused(act) == ["plan.amend.early"]
        approve(plan, "approve")
        act()
        assert refused(
            lambda: services.amend_plan(ctx=ctx("amend 2"), plan=plan.id, reason="改动", on=DAY)
        ) == ["plan.amend.runs"]
        new = queries.plan(ctx("read"), 2025)
        assert new is not None
        services.submit_plan(ctx=ctx("submit new"), plan=new.id, on=DAY)
        approve(new, "approve new")
        assert refused(
            lambda: services.amend_plan(ctx=ctx("amend 3"), plan=plan.id, reason="改动", on=DAY)
        ) == ["plan.replaced"]


class TestProgress:
    def test_counts_nothing_where_nothing_was_inspected(self):
        published(entities(4))
        progress = queries.progress(ctx("read").viewer, 2025)
        assert (progress.planned_units, progress.planned_visits) == (10, 14)
        assert (progress.units, progress.visits, progress.percent) == (0, 0, 0)
        assert queries.progress(ctx("read").viewer, 2024).parts == ()

    def test_rests_on_no_plan_that_is_not_approved(self):
        submitted()
        assert queries.progress(ctx("read").viewer, 2025).parts == ()
        assert planned() == [0, 0]

    def test_figures_rest_on_the_parts_of_the_plan_in_force(self):
        plan, new = amended()
        assert planned() == [10, 14]
        rows = queries.planned_unit_rows(ctx("read"), 2025)
        assert [row.url.split("/")[-2] for row in rows] == [str(plan.id)] * 2
        services.submit_plan(ctx=ctx("submit new"), plan=new.id, on=DAY)
        approve(new, "approve new")
        assert planned() == [13, 17]
        assert queries.progress(ctx("read").viewer, 2025).planned_units == 13


def test_reasons_and_months_are_kept():
    plan = filled(entities(2))
    unit = queries.units_of(ctx("read"), plan)[0]
    assert (unit.reasons, unit.months) == ([KeyCriterion.HIGHER_RISK.value], [4, 9])
