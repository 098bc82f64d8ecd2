"""Publishing caps, and the refusal of an inspection at the cap: both halves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from stdnum.cn import uscc

from zhunsheng.burden import queries, services
from zhunsheng.burden.models import CapNotice, JointPlanRecord
from zhunsheng.burden.rules import Due, NoticeDraft
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import PlannedVisits
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, VISITED, World
from zhunsheng.inspection.tests.refusals import planned, refused
from zhunsheng.inspection.tests.test_views import browser
from zhunsheng.journal import queries as journal
from zhunsheng.journal.models import Event
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind
from zhunsheng.registry.rules import EntityFacts

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """A bureau whose plan has a campaign: its visits are those that count."""
    planned(monkeypatch, PlannedVisits(per_unit=9))
    return builders.world()


@pytest.fixture
def firm(world: World) -> UUID:
    """A trader of this test alone, for whom the cap of an enterprise holds."""
    body = "92999902EXAM00010"
    facts = EntityFacts(
        name="示例区合光门店",
        credit_code=body + uscc.calc_check_digit(body),
        kind=EntityKind.SOLE_PROPRIETOR,
    )
    ctx = builders.act("firm", builders.FOUNDED)
    return registry.add_entity(ctx=ctx, facts=facts, on=builders.FOUNDED).id


def publish(world: World, **limits: int) -> CapNotice:
    draft = NoticeDraft("示例区检查频次通告", "示应急告〔2025〕1号", 2025, limits)
    ctx = world.act("caps", APPROVED, world.chief)
    return services.publish_caps(ctx=ctx, draft=draft, on=APPROVED)


def approve(
    world: World, entity: UUID, key: str, on: date = APPROVED, **changes: Any
) -> Inspection:
    said = builders.OF_CAMPAIGN | {"source": ""} | changes
    request = replace(builders.request(world), entity=entity, **said)
    ctx = world.act(key, on, world.chief)
    row = inspections.approve_inspections(ctx=ctx, requests=(request,), on=on)
    assert row is not None
    return row


class TestNotice:
    def test_is_kept_and_told(self, world: World):
        row = publish(world, same_subject=2, general_ungraded=1)
        assert queries.notice_in_force(world.viewer(), year=2025, on=APPROVED) == row
        assert (
            queries.notice_in_force(world.viewer(), year=2025, on=APPROVED - timedelta(1)) is None
        )
        said = journal.timeline(world.viewer(), [("cap_notice", row.id)])[0].sentence
        assert said == (
            "公布2025年度检查频次上限“示例区检查频次通告”："
            "其他单位（同一主体对同一企业）2次、非高危企业，未定级1次"
        )

    def test_is_refused_to_anybody_but_a_head_and_nothing_is_written(self, world: World):
        draft = NoticeDraft("示例通告", "", 2025, {"same_subject": 2})
        before = Event.objects.count()
        with pytest.raises(StepRefused) as refusal:
            services.publish_caps(ctx=world.act("caps", APPROVED), draft=draft, on=APPROVED)
        assert [f.code for f in refusal.value.findings] == ["burden.notice.wrong_role"]
        assert not CapNotice.objects.of(world.viewer()).exists()
        assert Event.objects.count() == before


class TestCap:
    """国办发〔2024〕54号: the same enterprise is not inspected beyond the published number."""

    def test_refuses_the_inspection_beyond_it_and_nothing_is_written(
        self, world: World, firm: UUID
    ):
        publish(world, same_subject=2)
        approve(world, firm, "first")
        approve(world, firm, "second")
        codes = refused(lambda: approve(world, firm, "third"))
        assert codes == ["inspection.cap.reached"]

    def test_is_shown_with_its_sum_where_visits_are_approved(
        self, world: World, firm: UUID, settings: Any
    ):
        """国办发〔2024〕54号: whoever approves sees what counts against the published number."""
        settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
        publish(world, same_subject=3)
        approve(world, firm, "first")
        page = browser(world, world.chief).get(reverse("inspection:approve"), {"entity": str(firm)})
        said = "上限3次－已检查计入0次－已批准待检查1次＝尚余2次"
        assert f"示例区合光门店（本年已检查0次；{said}）" in page.text
        assert reverse("burden:overview") in page.text

    def test_counts_the_requests_of_one_batch_together(self, world: World, firm: UUID):
        publish(world, same_subject=2)
        one = replace(builders.request(world, **builders.OF_CAMPAIGN), entity=firm)
        ctx = world.act("batch", APPROVED, world.chief)
        codes = refused(
            lambda: inspections.approve_inspections(ctx=ctx, requests=(one, one, one), on=APPROVED)
        )
        assert codes == ["inspection.cap.reached"]

    def test_lets_an_inspection_from_above_pass_with_its_paper_alone(
        self, world: World, firm: UUID
    ):
        publish(world, same_subject=1)
        approve(world, firm, "first")
        above = BasisKind.SUPERIOR
        codes = refused(lambda: approve(world, firm, "bare", basis_kind=above, source=""))
        assert codes == [
            "inspection.source.unnamed",
            "inspection.source.deployment",
            "inspection.cap.source_missing",
        ]
        said = {"basis_kind": above, "source": "示省应急〔2025〕9号", **builders.DEPLOYED}
        assert approve(world, firm, "paper", **said).source == "示省应急〔2025〕9号"

    def test_does_not_hold_for_a_person_nor_without_a_notice(self, world: World, firm: UUID):
        for number in range(3):
            approve(world, firm, f"free-{number}")
        publish(world, same_subject=1)
        person = registry.add_entity(
            ctx=builders.act("person", builders.FOUNDED),
            facts=EntityFacts(name="示例甲", credit_code="", kind=EntityKind.PERSON),
            on=builders.FOUNDED,
        ).id
        approve(world, person, "one")
        approve(world, person, "two")
        stands = queries.standings(world.viewer(), [firm], year=2025, on=APPROVED)[firm]
        assert (stands.counted, stands.left) == (3, 0)

    def test_begins_anew_with_the_year(self, world: World, firm: UUID):
        publish(world, same_subject=1)
        approve(world, firm, "first")
        assert approve(world, firm, "next", planned_on=date(2026, 3, 2)).visited_on is None

    def test_is_asked_again_where_a_visit_falls_in_another_year(self, world: World, firm: UUID):
        """国办发〔2024〕54号: what is approved for next year is not made beyond this one's cap."""
        publish(world, same_subject=1)
        approve(world, firm, "first")
        row = approve(world, firm, "next", planned_on=date(2026, 3, 2))

        def visit(on: date) -> Inspection:
            return inspections.record_visit(
                ctx=world.act(f"visit-{on}", on),
                inspection=row.id,
                visit=builders.visit(on, other_day_reason="单位停产检修，提前检查"),
                version=0,
                on=on,
            )

        codes = refused(lambda: visit(VISITED))
        assert codes == ["inspection.visit.outside_term", "inspection.cap.reached"]
        assert visit(date(2026, 2, 27)).visited_on == date(2026, 2, 27)


class TestRaise:
    """国办发〔2024〕54号: a cap is published; who raises it says why, and all see it."""

    def again(self, world: World, key: str, reason: str = "", **limits: int) -> CapNotice:
        draft = NoticeDraft("示例通告二", "示应急告〔2025〕2号", 2025, limits, reason)
        ctx = world.act(key, APPROVED, world.chief)
        return services.publish_caps(ctx=ctx, draft=draft, on=APPROVED)

    def test_needs_a_reason_and_shows_the_difference(self, world: World):
        publish(world, same_subject=1)
        for key, most in (("same_subject", 366), ("mines_c", 1)):
            with pytest.raises(StepRefused) as refusal:
                self.again(world, "bare", "", **{key: most})
            assert [one.code for one in refusal.value.findings] == ["burden.notice.raised"]
        assert CapNotice.objects.of(world.viewer()).count() == 1
        row = self.again(world, "told", "事故多发，经局长办公会研究", same_subject=2)
        (change,) = queries.notice_changes(world.viewer(), row)
        assert (change.before, change.after, row.reason[:4]) == (1, 2, "事故多发")

    def test_is_none_where_the_cap_falls(self, world: World):
        publish(world, same_subject=3)
        assert self.again(world, "less", same_subject=2).limits == {"same_subject": 2}


class TestBeside:
    """国办发〔2024〕54号: whatever it is called, officers at the door are a visit."""

    def test_visits_of_service_and_reinspections_are_told_and_warned_of(
        self, world: World, firm: UUID
    ):
        for number in range(2):
            row = approve(world, firm, f"a{number}", basis_kind=BasisKind.SERVICE)
            inspections.record_visit(
                ctx=world.act(f"v{number}", VISITED),
                inspection=row.id,
                visit=builders.visit(**builders.later(world)),
                version=0,
                on=VISITED,
            )
        viewer = world.viewer()
        assert queries.beside(viewer, firm, year=2025) == queries.Beside(2, 0)
        assert [one.visits for one in queries.warnings(viewer, firm, on=VISITED)] == [2]


class TestReason:
    def test_is_asked_after_three_visits_without_a_finding(self, world: World, firm: UUID):
        for number in range(3):
            row = approve(world, firm, f"approve-{number}")
            inspections.record_visit(
                ctx=world.act(f"visit-{number}", VISITED),
                inspection=row.id,
                visit=builders.visit(findings=(), **builders.later(world)),
                version=0,
                on=VISITED,
            )
        later = VISITED + timedelta(days=7)
        assert refused(lambda: approve(world, firm, "bare", later)) == [
            "inspection.repeat.no_reason"
        ]
        told = approve(world, firm, "told", later, repeat_reason="换用新设备后尚未检查。")
        assert told.repeat_reason == "换用新设备后尚未检查。"
        sent = {"basis_kind": BasisKind.REFERRAL, "source": "示移送〔2025〕1号"}
        assert approve(world, firm, "sent", later, **sent).approved_on


def test_joint_visits_are_not_planned_of_a_closed_unit(world: World, firm: UUID):
    """安全生产法 62: who ceased to operate is not inspected, by several departments neither."""
    registry.close_entity(
        ctx=builders.act("shut", APPROVED), entity=firm, reason="公告歇业", on=APPROVED
    )
    first, last = date(2025, 3, 24), date(2025, 3, 28)
    dues = tuple(Due(str(firm), name, first, last) for name in ("示例甲局", "示例乙局"))
    draft = services.JointDraft("示例联合检查安排", first, last, 2, "")
    plan = queries.planned(dues, queries.workdays(first, last), 2)
    codes = refused(
        lambda: services.plan_joint_visits(
            ctx=world.act("joint", APPROVED, world.chief),
            draft=draft,
            dues=dues,
            plan=plan,
            on=APPROVED,
        )
    )
    assert codes == ["registry.standing.closed"]
    assert not JointPlanRecord.objects.of(world.viewer()).exists()


def test_the_list_names_a_merged_unit_under_the_kept_entry(world: World, firm: UUID) -> None:
    """国办发〔2024〕54号: visits of both entries are visits of one enterprise."""
    body = "92999902EXAM00029"
    facts = EntityFacts(
        name="示例区合光门店（重复）",
        credit_code=body + uscc.calc_check_digit(body),
        kind=EntityKind.SOLE_PROPRIETOR,
    )
    double = registry.add_entity(
        ctx=builders.act("double", builders.FOUNDED), facts=facts, on=builders.FOUNDED
    )
    approve(world, double.id, "approve double")
    registry.merge_entities(
        ctx=world.act("merge", APPROVED, world.chief),
        kept=firm,
        duplicate=double.id,
        reason="同一单位，代码录错",
        registration="示市监登记查询〔2025〕7号",
        version=0,
        on=APPROVED,
    )
    found = queries.borne(world.viewer(), year=APPROVED.year, on=APPROVED)
    assert {one: len(row.waiting) for one, row in found.items()} == {firm: 1}


def test_the_page_counts_visits_apart_from_what_is_approved_alone(
    world: World, firm: UUID, settings: Any
):
    """国办发〔2024〕54号: what is only approved burdened nobody yet."""
    settings.ZHUNSHENG_PINNED_NOW = f"{VISITED}T19:00:00+08:00"
    approve(world, firm, "waiting")
    builders.visited(world)
    chief = browser(world, world.chief)
    page = chief.get(reverse("burden:overview"))
    shown = page.context
    counts = ("visited", "unvisited", "counted", "waiting", "outside")
    assert [shown[one] for one in counts] == [1, 1, 0, 1, 1]
    assert [line.id for line in shown["lines"]] == [world.entities[0], firm]
    made, outside = '<span class="ph">已检查</span>', '<span class="ph">其中不计入</span>'
    assert f'{made}1</td><td class="num">{outside}1</td>' in page.text
    unit = chief.get(reverse("burden:meter", args=[world.entities[0]])).text
    assert "<dt>已检查</dt><dd>1 次</dd><dt>其中不计入上限</dt><dd>1 次</dd>" in unit
