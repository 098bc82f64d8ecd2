"""The acts of an inspection on real tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.documents import queries as documents
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import (
    Inspection,
)
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, OTHER, VISITED, World
from zhunsheng.inspection.tests.refusals import everything, record, refused
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.workforce import queries as workforce_queries
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


class TestApproval:
    def test_sends_officers_to_an_entity(self, world: World):
        row = builders.approved(world)
        assert (row.approved_on, row.approver_name) == (APPROVED, "示例chief")
        assert queries.officer_ids(world.viewer(), row.id) == world.officers

    def test_takes_many_in_one_act_with_ids_known_beforehand(self, world: World):
        ctx = world.act("batch", APPROVED, world.chief)
        requests = tuple(builders.request(world, n) for n in range(3))
        assert services.approve_inspections(ctx=ctx, requests=requests, on=APPROVED) is None
        ids = [row.id for row in Inspection.objects.of(world.viewer())]
        assert set(ids) == {ctx.new_id("inspection", n) for n in range(3)}

    def test_costs_no_more_queries_for_many_than_for_few(self, world: World):
        def cost(key: str, count: int) -> int:
            numbers = [f"示举报〔2025〕{key}{n}号" for n in range(count)]
            requests = [builders.request(world, n % 3, source=s) for n, s in enumerate(numbers)]
            with CaptureQueriesContext(connection) as asked:
                services.approve_inspections(
                    ctx=world.act(key, APPROVED, world.chief), requests=tuple(requests), on=APPROVED
                )
            return len(asked)

        few, many = cost("two", 2), cost("thirty", 30)
        assert many <= few

    def test_is_given_in_writing_with_a_notice_that_names_the_officers(self, world: World):
        row = builders.approved(world, planned_on=VISITED)
        approval, notice = documents.documents_of(world.viewer(), ("inspection", row.id))
        assert (approval.kind, approval.number) == (
            "inspection_approval",
            "（示）应急检审〔2025〕1号",
        )
        assert approval.contents["approver_name"] == world.chief.name
        assert approval.contents["approved_on"] == "2025年9月5日"
        assert (notice.kind, notice.number) == ("inspection_notice", "（示）应急检通〔2025〕1号")
        said: Any = notice.contents
        assert said["authority"] == f"经批准（编号：{approval.number}）"
        assert said["started_on"] == "2025年9月8日"
        assert said["inspection_count"].startswith("本年度已检查0次")
        assert [one["name"] for one in said["officers"]] == ["示例乙", "示例丙"]

    def test_counts_the_visits_of_the_year_in_the_next_notice(self, world: World):
        record(world, builders.approved(world, basis_kind=BasisKind.TIP))
        row = builders.approved(world, "again")
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        said = "本年度已检查1次，其中计入年度上限0次，年度上限以公布的检查频次为准"
        assert [p.contents["inspection_count"] for p in papers] == [said, said]

    def test_is_refused_as_a_whole_and_names_the_entity(self, world: World):
        bad = builders.request(world, 1, officers=(world.officers[0], world.lapsing))
        ctx = world.act("batch", VISITED, world.chief)
        before = everything()
        with pytest.raises(StepRefused) as refusal:
            services.approve_inspections(
                ctx=ctx, requests=(builders.request(world), bad), on=VISITED
            )
        (finding,) = refusal.value.findings
        assert finding.code == "officers.credential_lapsed"
        assert finding.message.startswith("示例区远山五金厂：示例丁")
        assert everything() == before

    @pytest.mark.parametrize("who", ["officer", "street_officer"])
    def test_is_refused_to_anybody_but_a_head(self, world: World, who: str):
        ctx = world.act("a", APPROVED, getattr(world, who))
        codes = refused(
            lambda: services.approve_inspections(
                ctx=ctx, requests=(builders.request(world),), on=APPROVED
            )
        )
        assert codes == ["step.approval.wrong_role"]

    def test_of_nothing_is_refused(self, world: World):
        ctx = world.act("a", APPROVED, world.chief)
        codes = refused(lambda: services.approve_inspections(ctx=ctx, requests=(), on=APPROVED))
        assert codes == ["inspection.approval.empty"]

    def test_on_the_ground_of_a_plan_is_refused_in_a_year_that_has_none(self, world: World):
        request = builders.request(world, basis_kind=BasisKind.PLAN)
        codes = refused(
            lambda: services.approve_inspections(
                ctx=world.act("a", APPROVED, world.chief), requests=(request,), on=APPROVED
            )
        )
        assert codes == ["inspection.basis.no_plan"]

    def test_is_refused_for_an_officer_with_an_interest(self, world: World):
        workforce.declare_interest(
            ctx=world.act("interest", APPROVED, builders.SYSTEM),
            officer=world.officers[0],
            entity=world.entities[0],
            reason="近亲属任职",
            on=APPROVED,
        )
        codes = refused(lambda: builders.approved(world))
        assert codes == ["inspection.officer.interested"]

    def test_is_refused_for_people_and_entities_of_another_bureau(self, world: World):
        other = builders.world(OTHER)
        codes = refused(
            lambda: builders.approved(world, officers=(*world.officers, other.officers[0]))
        )
        assert codes == ["inspection.officer.unknown"]
        request = replace(builders.request(world), entity=other.entities[0])
        ctx = world.act("a", APPROVED, world.chief)
        codes = refused(
            lambda: services.approve_inspections(ctx=ctx, requests=(request,), on=APPROVED)
        )
        assert codes == ["inspection.entity.unknown"]

    def test_for_a_street_needs_its_delegation(self, world: World):
        street: dict[str, Any] = {"unit": world.street, "officers": world.street_officers}
        assert refused(lambda: builders.approved(world, **street)) == [
            "inspection.delegation.inspection"
        ]
        builders.delegate(world)
        # 行政处罚法 20: what counts as the street's own visit is made by its own officers.
        for pair in (world.officers, (world.officers[0], world.street_officers[0])):
            codes = refused(partial(builders.approved, world, **(street | {"officers": pair})))
            assert codes == ["inspection.street.others"]
        assert builders.approved(world, **street).unit_id == world.street

    def test_sent_twice_is_done_once(self, world: World):
        first, second = (builders.approved(world, source="示举报〔2025〕1号") for _ in range(2))
        assert first.id == second.id
        assert Inspection.objects.of(world.viewer()).count() == 1


class TestUrgency:
    def start(self, world: World, reason: str = "储罐泄漏") -> Inspection:
        return services.start_urgent(
            ctx=world.act("urgent", VISITED),
            request=builders.request(world),
            urgency="danger",
            reason=reason,
            on=VISITED,
        )

    def test_lets_the_visit_come_before_the_approval(self, world: World):
        row = self.start(world)
        assert record(world, row).visited_on == VISITED
        made_up = services.approve_afterwards(
            ctx=world.act("late", VISITED, world.chief), inspection=row.id, version=1, on=VISITED
        )
        assert (made_up.approved_on, made_up.urgent_on) == (VISITED, VISITED)

    def test_gives_a_notice_at_once_and_the_approval_when_it_is_made_up(self, world: World):
        row = self.start(world)
        (notice,) = documents.documents_of(world.viewer(), ("inspection", row.id))
        assert notice.contents["authority"] == "因情况紧急当场检查（检查后及时补办审批）"
        services.approve_afterwards(
            ctx=world.act("late", VISITED, world.chief), inspection=row.id, version=0, on=VISITED
        )
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        approval = next(p for p in papers if p.kind == "inspection_approval")
        # What was entered is printed; an opinion that nobody gave is not.
        said = (
            "情况紧急，已于2025年9月8日当场检查："
            "现场有随时可能发生事故的危险（泄漏、冒烟、坍塌征兆等）：储罐泄漏"
        )
        assert approval.contents["applicant_opinion"] == said

    def test_without_a_reason_is_refused(self, world: World):
        codes = refused(lambda: self.start(world, reason=" "))
        assert codes == ["inspection.urgency.unexplained"]

    def test_is_the_only_ground_of_a_later_approval(self, world: World):
        row = builders.approved(world)
        codes = refused(
            lambda: services.approve_afterwards(
                ctx=world.act("late", VISITED, world.chief),
                inspection=row.id,
                version=0,
                on=VISITED,
            )
        )
        assert codes == ["inspection.late_approval.not_urgent"]


class TestChangeOfOfficers:
    def test_needs_a_new_notice_that_names_those_who_come(self, world: World):
        row = builders.approved(world)
        self.change(world, row)
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        notices: list[Any] = [p.contents for p in papers if p.kind == "inspection_notice"]
        names = [[one["name"] for one in said["officers"]] for said in notices]
        sent = [o.name for o in workforce_queries.officer_facts(
            world.viewer(), queries.officer_ids(world.viewer(), row.id)
        )]  # fmt: skip
        assert names == [["示例乙", "示例丙"], sent]
        assert names[0] != names[1]
        assert {said["authority"] for said in notices} == {
            "经批准（编号：（示）应急检审〔2025〕1号）"
        }

    def change(self, world: World, row: Inspection, reason: str = "因病") -> Inspection:
        return services.change_officers(
            ctx=world.act("change", APPROVED, world.chief),
            inspection=row.id,
            officers=(world.officers[1], world.lapsing),
            reason=reason,
            version=0,
            on=APPROVED,
        )

    def test_sends_others(self, world: World):
        row = builders.approved(world)
        self.change(world, row)
        sent = queries.officer_ids(world.viewer(), row.id)
        assert sent == (world.officers[1], world.lapsing)

    def test_without_a_reason_is_refused(self, world: World):
        row = builders.approved(world)
        codes = refused(lambda: self.change(world, row, reason=""))
        assert codes == ["inspection.officers.no_reason"]


class TestVisit:
    def test_keeps_the_findings_and_issues_the_record(self, world: World):
        row = record(world, builders.approved(world))
        assert row.record_document is not None
        assert row.record_document.number == "（示）应急检记〔2025〕1号"
        found = queries.findings_of(world.viewer(), row.id)
        assert [(f.number, f.violation_key, f.basis) for f in found] == [
            (1, "safety.97-7", "SPL-2021:30.1"),
            (2, "", "SPL-2021:41.2"),
        ]

    def test_fills_the_record_from_what_is_known(self, world: World):
        row = record(world, builders.approved(world))
        paper = documents.documents_of(world.viewer(), ("inspection", row.id))[-1]
        contents = paper.contents
        assert contents["party_name"] == "示例区晨安化工有限公司"
        assert contents["started_at"] == "2025年9月8日9时10分"
        assert contents["officers"] == [
            {"name": "示例乙", "certificate": "SL示例乙"},
            {"name": "示例丙", "certificate": "SL示例丙"},
        ]

    def test_with_nothing_found_says_so(self, world: World):
        row = record(world, builders.approved(world), findings=(), situation="")
        paper = documents.documents_of(world.viewer(), ("inspection", row.id))[-1]
        assert paper.contents["situation"] == "检查中未发现问题。"

    def test_costs_at_most_forty_one_queries(self, world: World):
        record(world, builders.approved(world, "first"), "first-visit")
        row = builders.approved(world, "second")
        hours = builders.later(world)
        with CaptureQueriesContext(connection) as asked:
            record(world, row, "second-visit", **hours)
        assert len(asked) <= 41

    def test_before_its_approval_is_refused(self, world: World):
        row = builders.approved(world)
        codes = refused(lambda: record(world, row, on=APPROVED - timedelta(days=1)))
        assert codes == ["inspection.visit.before_approval"]

    def test_with_a_certificate_that_ended_the_day_before_is_refused(self, world: World):
        row = builders.approved(world, officers=(world.officers[0], world.lapsing))
        assert refused(lambda: record(world, row)) == ["officers.credential_lapsed"]

    def test_with_somebody_who_was_not_sent_is_refused(self, world: World):
        builders.delegate(world)
        row = builders.approved(world)
        officers = (*world.officers, world.street_officers[0])
        codes = refused(lambda: record(world, row, officers=officers))
        assert codes == ["inspection.officer.unapproved"]

    def test_leaves_out_those_who_stayed_behind(self, world: World):
        builders.delegate(world)
        row = builders.approved(world, officers=(*world.officers, world.street_officers[0]))
        record(world, row, officers=world.officers)
        assert queries.officer_ids(world.viewer(), row.id) == world.officers

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"notice_shown": False}, "inspection.visit.no_notice"),
            ({"certificates_shown": False}, "inspection.visit.no_certificate_shown"),
            ({"recusal_told": False}, "inspection.visit.recusal_untold"),
            ({"signed": False}, "inspection.visit.unsigned"),
            (
                {"ended_at": datetime(2025, 9, 9, 6, 0, tzinfo=SHANGHAI)},
                "inspection.visit.times",
            ),
            (
                {"findings": (services.FindingDraft("问题", "部位", "safety.0"),)},
                "inspection.finding.unknown_violation",
            ),
            (
                {"findings": (services.FindingDraft("问题", "部位", basis="SPL-2021:999"),)},
                "inspection.finding.unknown_violation",
            ),
            ({"recording": ""}, "document.content.empty"),
        ],
    )
    def test_is_refused(self, world: World, changes: dict[str, Any], code: str):
        row = builders.approved(world)
        assert code in refused(lambda: record(world, row, **changes))

    def test_gives_every_reason_at_once(self, world: World):
        row = builders.approved(world)
        codes = refused(lambda: record(world, row, notice_shown=False, signed=False))
        assert codes == [
            "inspection.visit.no_notice",
            "inspection.visit.unsigned",
            "inspection.visit.unwitnessed",
        ]

    def test_from_a_form_opened_before_another_act_is_stale(self, world: World):
        row = record(world, builders.approved(world))
        before = everything()
        with pytest.raises(Stale, match="现场检查"):
            services.record_visit(
                ctx=world.act("again", VISITED),
                inspection=row.id,
                visit=builders.visit(),
                version=0,
                on=VISITED,
            )
        assert everything() == before

    def test_sent_twice_is_done_once(self, world: World):
        row = builders.approved(world)
        record(world, row)
        after = everything()
        assert record(world, row).id == row.id
        assert everything() == after

    def test_of_another_bureau_is_not_found(self, world: World):
        row = builders.approved(builders.world(OTHER))
        before = everything()
        with pytest.raises(Inspection.DoesNotExist):
            record(world, row)
        assert everything() == before

    def test_by_a_street_stays_inside_its_own_inspections(self, world: World):
        builders.delegate(world)
        row = builders.approved(world)
        codes = refused(
            lambda: services.record_visit(
                ctx=world.act("v", VISITED, world.street_officer),
                inspection=row.id,
                visit=builders.visit(),
                version=0,
                on=VISITED,
            )
        )
        assert codes == ["inspection.unit.foreign", "inspection.actor.not_sent"]

    def test_by_a_street_after_its_delegation_ended_is_refused(self, world: World):
        builders.delegate(world, until=VISITED - timedelta(days=1))
        row = builders.approved(world, unit=world.street, officers=world.street_officers)
        codes = refused(
            lambda: services.record_visit(
                ctx=world.act("v", VISITED, world.street_officer),
                inspection=row.id,
                visit=builders.visit(),
                version=0,
                on=VISITED,
            )
        )
        assert codes == ["inspection.delegation.inspection"]
