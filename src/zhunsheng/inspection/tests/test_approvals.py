"""When an approval is given and how long it holds, who acts on it, what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.documents import queries as documents
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import BasisKind, HandingManner, OnSiteMeasureKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import (
    NEVER_URGENT,
    MeasureDraft,
    PlannedVisits,
    ResultDraft,
    VisitTally,
)
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, DUE, FOUNDED, VISITED, World
from zhunsheng.inspection.tests.refusals import planned, record, refused
from zhunsheng.kernel.act import SHANGHAI, Actor
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import services as registry
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.models import Officer

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1)


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def start(world: World, key: str = "urgent", on: date = VISITED, **changes: Any) -> Inspection:
    reason = changes.pop("reason", "储罐泄漏")
    recorded = changes.pop("recorded", on)
    ctx = replace(world.act(key, recorded), late_reason="系统维护，补记")
    request = builders.request(world, **changes)
    return services.start_urgent(ctx=ctx, request=request, urgency="danger", reason=reason, on=on)


def changed(world: World, row: Inspection, officers: tuple[UUID, ...]) -> Inspection:
    return services.change_officers(
        ctx=world.act("change", APPROVED, world.chief),
        inspection=row.id,
        officers=officers,
        reason="另有任务",
        version=None,
        on=APPROVED,
    )


def uncertified(world: World) -> Actor:
    """Return an account of the team that no officer of the register stands for."""
    return accounts.add_user(
        ctx=builders.act("new", FOUNDED),
        username="new",
        name="示例新",
        roles=frozenset({Role.ENFORCEMENT_OFFICER}),
        password="",
        unit=world.team,
        on=FOUNDED,
    ).actor


def merged(world: World) -> tuple[UUID, UUID]:
    """Merge the second entity into the first; return both."""
    kept, duplicate = world.entities[:2]
    registry.merge_entities(
        ctx=builders.act("merge", FOUNDED),
        kept=kept,
        duplicate=duplicate,
        registration="示市监登记查询〔2025〕7号",
        reason="重复登记",
        version=None,
        on=FOUNDED,
    )
    return kept, duplicate


class TestApproval:
    """国办发〔2024〕54号: 检查前要报批；因情况紧急需要当场实施的，事后补办批准手续。"""

    def test_is_never_dated_back(self, world: World):
        ctx = replace(world.act("a", VISITED, world.chief), late_reason="系统维护，补记")
        asked = (builders.request(world),)
        codes = refused(lambda: services.approve_inspections(ctx=ctx, requests=asked, on=APPROVED))
        assert codes == ["step.approval.backdated"]

    def test_of_an_urgency_is_never_dated_back(self, world: World):
        row = start(world)
        later = VISITED + 30 * DAYS
        ctx = replace(world.act("l", later, world.chief), late_reason="补记")

        def approve(on: date) -> Inspection:
            return services.approve_afterwards(ctx=ctx, inspection=row.id, version=0, on=on)

        for on in (VISITED, VISITED - 60 * DAYS):
            assert refused(partial(approve, on)) == ["step.late_approval.backdated"]
        assert approve(later).approved_at == ctx.at

    def test_comes_before_the_instant_at_which_the_visit_begins(self, world: World):
        """Approved at six in the evening, visited in the morning of the same day."""
        ctx = world.act("a", VISITED, world.chief)
        row = services.approve_inspections(ctx=ctx, requests=(builders.request(world),), on=VISITED)
        assert row is not None
        assert refused(lambda: record(world, row)) == ["inspection.visit.before_approval"]

    def test_ends_after_its_term(self, world: World):
        """The term is a number of the lawbook that is not verified (inspection.approval_term)."""
        free, planned = builders.approved(world), builders.approved(world, "p", planned_on=DUE)
        outside = ["inspection.visit.outside_term"]
        assert refused(lambda: record(world, free, on=APPROVED + 31 * DAYS)) == outside
        assert refused(lambda: record(world, planned, "w", on=DUE + 31 * DAYS)) == outside
        assert record(world, free, "x", on=APPROVED + 30 * DAYS).visited_on
        far = builders.approved(world, "f", planned_on=VISITED + 200 * DAYS)
        assert refused(lambda: record(world, far, "y")) == outside


class TestUrgency:
    """国办发〔2024〕54号: an urgency is entered when it is there, and approved after."""

    def test_is_of_today(self, world: World):
        codes = refused(lambda: start(world, on=VISITED, recorded=VISITED + 9 * DAYS))
        assert codes == ["step.urgent_start.backdated"]

    def test_lets_no_visit_lie_before_it_or_long_after(self, world: World):
        row = start(world)
        ctx = replace(world.act("v", VISITED + 2 * DAYS), late_reason="补记")

        def visit(day: date) -> Inspection:
            return services.record_visit(
                ctx=ctx, inspection=row.id, visit=builders.visit(day), version=0, on=day
            )

        for day in (VISITED - 40 * DAYS, VISITED + 2 * DAYS):
            assert refused(partial(visit, day)) == ["inspection.visit.not_urgent"]

    @pytest.mark.parametrize("reason", ["\u200b", "急", ".", " 。 "])
    def test_needs_words(self, world: World, reason: str):
        assert refused(lambda: start(world, reason=reason)) == ["inspection.urgency.unexplained"]

    def test_waits_for_the_approval_of_the_one_before_at_the_unit(self, world: World):
        first = start(world)
        codes = refused(lambda: start(world, "again", VISITED + DAYS))
        assert codes == ["inspection.urgency.waiting"]
        services.approve_afterwards(
            ctx=world.act("late", VISITED, world.chief), inspection=first.id, version=0, on=VISITED
        )
        assert start(world, "again", VISITED + DAYS).urgent_on == VISITED + DAYS

    @pytest.mark.parametrize("kind", [one for one in BasisKind if one in NEVER_URGENT])
    def test_is_no_visit_that_was_planned_drawn_or_serves(self, world: World, kind: BasisKind):
        """国办发〔2024〕54号: 因情况紧急需要当场实施的 alone is approved afterwards."""
        codes = refused(lambda: start(world, basis_kind=kind))
        assert codes == ["inspection.urgency.planned"]

    def test_may_follow_a_tip(self, world: World):
        assert start(world, basis_kind=BasisKind.TIP).urgent_on == VISITED


class TestOfficers:
    """行政处罚法 20、58: who is sent is delegated there, and reviews no case."""

    @pytest.fixture
    def elsewhere(self, world: World) -> UUID:
        """The first entity lies in another street now."""
        other = accounts.add_unit(
            ctx=builders.act("other street", FOUNDED),
            name="样例街道",
            kind=UnitKind.STREET,
            on=FOUNDED,
        )
        BusinessEntity.objects.of(world.viewer()).update(street=other.id)
        return other.id

    def test_of_a_street_inspect_in_their_street_alone(self, world: World, elsewhere: UUID):
        """行政处罚法 20: 受委托组织在委托范围内 acts, no further."""
        builders.delegate(world)
        outside, mixed = world.street_officers, (world.officers[0], world.street_officers[0])
        own: dict[str, Any] = {"unit": world.street, "officers": outside}
        code = "inspection.street.outside"
        for asked in (own, {"officers": mixed}):
            assert refused(partial(builders.approved, world, **asked)) == [code]
        codes = refused(lambda: builders.approved(world, unit=world.street))
        assert codes == ["inspection.street.others", code]
        assert builders.approved(world).unit_id is None

    def test_of_a_street_start_nothing_urgent_elsewhere(self, world: World, elsewhere: UUID):
        builders.delegate(world)
        mixed = (world.officers[0], world.street_officers[0])
        codes = refused(lambda: start(world, officers=mixed))
        assert codes == ["inspection.street.outside"]

    def test_of_a_street_are_not_put_in_elsewhere(self, world: World, elsewhere: UUID):
        builders.delegate(world)
        row = builders.approved(world)
        mixed = (world.officers[0], world.street_officers[0])
        assert refused(lambda: changed(world, row, mixed)) == ["inspection.street.outside"]

    def test_of_a_street_need_the_street_of_the_entity_on_record(self, world: World):
        BusinessEntity.objects.of(world.viewer()).update(street=None)
        mixed = (world.officers[0], world.street_officers[0])
        with pytest.raises(StepRefused, match="没有登记该单位所在的街道"):
            builders.approved(world, officers=mixed)

    def test_who_review_cases_inspect_nothing(self, world: World):
        """行政处罚法 58: the reviewer of a case took no part in it."""
        builders.delegate(world)
        Officer.objects.of(world.viewer()).filter(id=world.officers[1]).update(is_reviewer=True)
        code = ["inspection.officer.reviewer"]
        assert refused(lambda: builders.approved(world)) == code
        assert refused(lambda: start(world)) == code
        row = builders.approved(world, officers=(world.officers[0], world.street_officers[0]))
        assert refused(lambda: changed(world, row, world.officers)) == code


class TestSource:
    """国办发〔2024〕54号: 防止以其他名义变相检查."""

    @pytest.mark.parametrize("kind", [BasisKind.TIP, BasisKind.REFERRAL, BasisKind.SUPERIOR])
    @pytest.mark.parametrize("source", ["", ".", "\u200b", "1", "有人举报"])
    def test_is_a_number_or_a_record(self, world: World, kind: BasisKind, source: str):
        codes = refused(lambda: builders.approved(world, basis_kind=kind, source=source))
        assert codes == ["inspection.source.unnamed"]
        codes = refused(lambda: start(world, basis_kind=kind, source=source))
        assert codes == ["inspection.source.unnamed"]

    def test_is_no_record_that_nobody_holds(self, world: World):
        asked: dict[str, Any] = {
            "basis_kind": BasisKind.REFERRAL,
            "basis_id": UUID(int=99),
            "source": "",
        }
        codes = refused(lambda: builders.approved(world, **asked))
        assert codes == ["inspection.source.unknown"]


class TestActor:
    """行政处罚法42、55: officers act who hold a certificate, are sent, and show it."""

    def acts(self, world: World, row: Inspection, by: Actor) -> dict[str, Callable[[], object]]:
        def ctx(key: str) -> Any:
            return world.act(key, VISITED, by)

        one: dict[str, Any] = {"inspection": row.id, "version": None, "on": VISITED}
        measure = MeasureDraft((OnSiteMeasureKind.REMOVE_AT_ONCE,), "配电间", (1,))
        told = ResultDraft(HandingManner.ON_SITE, "示例甲")
        return {
            "order": lambda: services.issue_order(ctx=ctx("o"), due_on=DUE, **one),
            "measure": lambda: services.decide_measure(ctx=ctx("m"), draft=measure, **one),
            "result": lambda: services.tell_result(ctx=ctx("r"), draft=told, **one),
        }

    def test_is_one_of_those_who_were_sent(self, world: World):
        by, row = uncertified(world), builders.approved(world)
        codes = refused(
            lambda: services.record_visit(
                ctx=world.act("v", VISITED, by),
                inspection=row.id,
                visit=builders.visit(),
                version=0,
                on=VISITED,
            )
        )
        assert codes == ["inspection.actor.not_sent"]
        record(world, row)
        for act in self.acts(world, row, by).values():
            assert "inspection.actor.not_sent" in refused(act)

    def test_of_a_reinspection_went_there(self, world: World):
        row, by = builders.ordered(world), uncertified(world)
        codes = refused(
            lambda: services.reinspect(
                ctx=world.act("r", DUE, by),
                order=row.order.id,
                results=builders.results(world, row),
                officers=(),
                hours=builders.hours(DUE),
                on=DUE,
            )
        )
        assert codes == ["inspection.actor.not_sent"]


class TestInterest:
    """行政处罚法43: who has an interest in the entity stands back, under whichever entry."""

    @pytest.mark.parametrize("declared", [0, 1])
    def test_in_an_entry_that_was_merged_is_one_in_the_entity(self, world: World, declared: int):
        merged(world)
        workforce.declare_interest(
            ctx=builders.act("interest", FOUNDED),
            officer=world.officers[0],
            entity=world.entities[declared],
            reason="近亲属任职",
            on=FOUNDED,
        )
        assert refused(lambda: builders.approved(world)) == ["inspection.officer.interested"]


class TestMidnight:
    def test_does_not_end_a_visit(self, world: World):
        """安全生产法68: the record tells when the inspection was, and it may go on at night."""
        row = builders.approved(world)
        visit = builders.visit(
            started_at=datetime(2025, 9, 8, 22, 30, tzinfo=SHANGHAI),
            ended_at=datetime(2025, 9, 9, 0, 40, tzinfo=SHANGHAI),
        )
        done = services.record_visit(
            ctx=replace(world.act("v", VISITED + DAYS), late_reason="夜间检查，次日零时后结束"),
            inspection=row.id,
            visit=visit,
            version=0,
            on=VISITED,
        )
        assert (done.visited_on, queries.officer_ids(world.viewer(), row.id)) == (
            VISITED,
            world.officers,
        )


class TestForm:
    """国办发〔2024〕54号: the head sees whom, by whom, and what is left of the year."""

    def test_names_who_handles_it_and_what_remains_of_the_cap(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        """国办发〔2024〕54号：审批时写明承办人、该企业本年度上限和尚余次数。"""
        tally = VisitTally(made=2, counted=1, waiting=1, cap=4)
        monkeypatch.setattr(
            "zhunsheng.inspection.queries.visit_tallies",
            lambda scope, entities, **rest: dict.fromkeys(entities, tally),
        )
        row = builders.approved(world)
        approval, _ = documents.documents_of(world.viewer(), ("inspection", row.id))
        assert approval.contents["applicant_name"] == "示例乙"
        assert approval.contents["inspection_count"] == (
            "本年度已检查2次，其中计入年度上限1次，已批准待实施1次；"
            "公布的年度上限4次，本次批准前尚余2次"
        )

    def test_in_a_campaign_that_no_plan_holds_is_refused(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ):
        """应急〔2025〕11号：专项检查实行数量控制，名称只能从计划中选择。"""
        planned(monkeypatch, PlannedVisits(per_unit=1))
        own = builders.OF_CAMPAIGN | {"campaign": "自拟行动"}
        codes = refused(lambda: builders.approved(world, **own))
        assert codes == ["inspection.basis.campaign_unplanned"]
        assert builders.approved(world, "planned", **builders.OF_CAMPAIGN).campaign == "示例行动"


class TestUrgencyNeverApproved:
    """国办发〔2024〕54号: an urgency is approved without delay; the number of days is data."""

    def order(self, world: World, row: Inspection, key: str, on: date, by: date) -> object:
        return services.issue_order(
            ctx=world.act(key, by),
            inspection=row.id,
            due_on=by + 15 * DAYS,
            version=None,
            on=on,
        )

    @pytest.mark.parametrize("on", [VISITED, VISITED + 4 * DAYS])
    def test_ends_in_no_order(self, world: World, on: date):
        row = start(world)
        record(world, row)
        by = VISITED + 4 * DAYS
        codes = refused(lambda: self.order(world, row, "late", on, by))
        back = ["inspection.order.no_paper"] if on < by else []  # and nothing was signed then
        assert codes == [*back, "inspection.urgency.unapproved"]
        services.approve_afterwards(
            ctx=world.act("made-up", by, world.chief), inspection=row.id, version=None, on=by
        )
        assert self.order(world, row, "then", by, by)

    def test_may_be_ordered_on_within_the_term(self, world: World):
        row = start(world)
        record(world, row)
        assert self.order(world, row, "soon", VISITED, VISITED)
