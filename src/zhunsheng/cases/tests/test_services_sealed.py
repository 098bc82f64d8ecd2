"""What is sealed or seized in a case hinders its end until somebody decides on it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import SourceKind, SuspensionGround, TerminationGround
from zhunsheng.cases.models import Decision, PenaltyCase
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.steps import BELOW, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views.clocks import ends_of
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.compulsion import services as measures
from zhunsheng.compulsion.choices import (
    DefiedOrder,
    Ground,
    HandlingKind,
    MatterKind,
    MeasureKind,
    ReleaseGround,
)
from zhunsheng.compulsion.rules import HandlingDraft, ItemDraft, MeasureDraft, Order, SceneDraft
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.lawbook.choices import Measure

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)
TEN = datetime(2025, 3, 3, 10, tzinfo=SHANGHAI)


def asked(world: World, case: PenaltyCase) -> compulsion.Measure:
    """Ask for a seizure at ten o'clock of the day."""
    draft = MeasureDraft(
        kind=MeasureKind.SEIZING,
        matter_kind=MatterKind.CASE,
        matter=case.id,
        officers=(world.officers["yi"], world.officers["bing"]),
        facts="违法储存溶剂。",
        necessity="有爆炸危险。",
        ground=Ground.HAZARDOUS_GOODS,
        objects="溶剂12桶",
    )
    return measures.request_measure(ctx=world.act("yi", DAY), draft=draft, at=TEN, on=DAY)


def approved(world: World, case: PenaltyCase) -> compulsion.Measure:
    """Ask and approve, both at ten o'clock of the day."""
    return approve(world, asked(world, case))


def approve(world: World, row: compulsion.Measure, by: str = "deputy") -> compulsion.Measure:
    """Approve a measure at ten o'clock of the day."""
    return measures.approve(
        ctx=world.act(by, DAY), measure=row.id, opinion="", at=TEN, version=None, on=DAY
    )


def seized(world: World, case: PenaltyCase) -> compulsion.Measure:
    """Ask, approve and seize, all at ten o'clock of the day."""
    return taken(world, approved(world, case))


def taken(world: World, row: compulsion.Measure) -> compulsion.Measure:
    item = ItemDraft("示例溶剂", "12", "桶", "无标签", "甲类仓库", "示例甲")
    scene = SceneDraft(TEN, "甲类仓库", "示例甲", "执法记录仪", items=(item,))
    return measures.execute(
        ctx=world.act("yi", DAY), measure=row.id, draft=scene, at=TEN, version=None, on=DAY
    )


class TestSealedThings:
    def test_take_the_party_from_the_case_and_hinder_its_end_until_released(self) -> None:
        world = World()
        case = world.opened(DAY)
        row = seized(world, case)
        assert row.entity_id == case.party_id
        on = DAY + timedelta(days=40)
        why = turning.TerminationDraft(TerminationGround.WRONGLY_OPENED, "没有违法行为。")

        def end() -> object:
            return services.terminate(ctx=world.act("chief", on), case=case.id, draft=why, on=on)

        assert "case.closing.sealed" in refused(world, end)

        at = datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI)
        measures.handle(
            ctx=world.act("deputy", on),
            measure=row.id,
            draft=HandlingDraft(HandlingKind.RELEASE, ReleaseGround.EXPIRED),
            at=at,
            version=None,
            on=on,
        )
        end()
        assert queries.facts_of(world.viewer(), case.id, on=on).done("termination")

    def test_stand_among_the_clocks_of_the_case(self) -> None:
        """行政强制法 25: sealed or seized for thirty days at most, unless extended."""
        world = World()
        case = world.opened(DAY)
        seized(world, case)
        beside = compulsion.beside(world.viewer(), ("case", case.id), on=DAY, is_open=True)
        (shown,) = ends_of(beside, DAY)
        assert (shown.due, shown.left) == (DAY + timedelta(days=30), 30)

    def test_make_the_desk_wait_with_the_closing(self) -> None:
        """行政强制法 27: what is seized is decided on first; no closing is proposed."""
        world = World()
        case = world.told(BELOW, DAY)
        seized(world, case)
        world.waive(case, DAY)
        world.decide(case, BELOW, DAY)
        draft = world.delivered()
        services.deliver_decision(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        paid = rules.PaymentDraft(BELOW, "SL0001")
        services.record_payment(ctx=world.act("finance", DAY), case=case.id, draft=paid, on=DAY)
        [waiting] = queries.upcoming(world.viewer(), on=DAY)
        assert waiting.step is None
        assert waiting.obstacle is not None
        assert waiting.obstacle.code == "case.closing.sealed"

    def test_are_asked_for_in_no_case_that_is_over(self) -> None:
        world = World()
        case = world.clue(DAY)
        draft = rules.NotOpenedDraft("没有违法事实。")
        services.refuse_to_open(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        assert "compulsion.matter.over" in refused(world, lambda: seized(world, case))

    def test_that_are_approved_hinder_the_end_until_they_are_given_up(self) -> None:
        """行政强制法 18, 27: what was approved is taken while its case lasts, or not at all."""
        world = World()
        case = world.opened(DAY)
        row = approved(world, case)
        why = turning.TerminationDraft(TerminationGround.WRONGLY_OPENED, "没有违法行为。")

        def end() -> object:
            return services.terminate(ctx=world.act("chief", DAY), case=case.id, draft=why, on=DAY)

        assert refused(world, end) == ["case.closing.sealed"]
        measures.abandon(
            ctx=world.act("deputy", DAY),
            measure=row.id,
            reason="没有违法行为。",
            at=TEN,
            version=None,
            on=DAY,
        )
        end()

    def test_are_not_seized_while_the_case_stands_still(self) -> None:
        """行政强制法 18."""
        world = World()
        case = world.opened(DAY)
        row = approved(world, case)
        draft = turning.SuspensionDraft(SuspensionGround.FORCE_MAJEURE, "暴雨不能到达现场。")
        services.suspend(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        assert refused(world, lambda: taken(world, row)) == ["compulsion.matter.suspended"]

    def test_are_asked_for_in_no_case_that_is_decided(self) -> None:
        """行政强制法 2, 23: a measure serves the case until its decision."""
        world = World()
        case = world.decided(BELOW, DAY)
        assert refused(world, lambda: seized(world, case)) == ["compulsion.matter.over"]


def handle(world: World, row: compulsion.Measure, draft: HandlingDraft) -> object:
    """Decide on a seizure at ten o'clock of the day."""
    ctx = world.act("deputy", DAY)
    return measures.handle(ctx=ctx, measure=row.id, draft=draft, at=TEN, version=None, on=DAY)


class TestThingsLeaveTheParty:
    """行政强制法 21, 27: by a delivered penalty or a referral, and by nothing else."""

    @pytest.mark.parametrize(
        "kind", [HandlingKind.CONFISCATION, HandlingKind.DESTRUCTION, HandlingKind.HANDOVER]
    )
    @pytest.mark.parametrize("paper", ["无此文书", "。", ""])
    def test_by_no_paper_that_the_case_does_not_hold(self, kind: HandlingKind, paper: str) -> None:
        world = World()
        row = seized(world, world.opened(DAY))
        draft = HandlingDraft(kind, paper=paper, note="《示例条例》第十条")
        assert refused(world, lambda: handle(world, row, draft)) == [
            "compulsion.handling.ungrounded"
        ]

    def test_by_a_delivered_penalty_that_confiscates(self) -> None:
        world = World()
        case = world.told(BELOW, DAY)
        row = seized(world, case)
        world.waive(case, DAY)
        world.decide(case, BELOW, DAY)
        found = Decision.objects.of(world.viewer())
        number = found.get().document.number
        draft = HandlingDraft(HandlingKind.CONFISCATION, paper=number)
        ungrounded = ["compulsion.handling.ungrounded"]
        gains = [{"kind": Measure.CONFISCATE_GAINS.value}]
        things = [{"kind": Measure.CONFISCATE_PROPERTY.value}]
        found.update(measures=things)
        assert refused(world, lambda: handle(world, row, draft)) == ungrounded
        receipt = world.delivered()
        services.deliver_decision(ctx=world.act("yi", DAY), case=case.id, draft=receipt, on=DAY)
        found.update(measures=gains)
        assert refused(world, lambda: handle(world, row, draft)) == ungrounded
        found.update(measures=things)
        destroyed = HandlingDraft(HandlingKind.DESTRUCTION, paper=number)
        codes = refused(world, lambda: handle(world, row, destroyed))
        assert codes == ["compulsion.handling.no_law"]
        handle(world, row, draft)
        [paper] = [
            one
            for one in documents.documents_of(world.viewer(), ("measure", row.id))
            if one.kind == "seal_seize_handling"
        ]
        told = documents.document(world.viewer(), paper.id).content
        assert "违法储存溶剂" in told
        assert number in told

    def test_by_no_release_on_a_decision_that_nobody_made(self) -> None:
        """28: an open case has no decision that could settle the violation."""
        world = World()
        row = seized(world, world.opened(DAY))
        settled = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.SETTLED)
        codes = refused(world, lambda: handle(world, row, settled))
        assert codes == ["compulsion.handling.undecided"]
        handle(world, row, HandlingDraft(HandlingKind.RELEASE, ReleaseGround.UNRELATED))

    def test_are_released_by_a_decision_of_a_case_that_came_from_the_inspection(self) -> None:
        """28: told to the room of measures once it is made, and not before."""
        world = World()
        visit = visits.visited(world, "safety.97-7")
        subject = (MatterKind.INSPECTION.value, visit)
        case = world.told(BELOW, DAY, source=SourceKind.INSPECTION, source_id=visit)
        world.waive(case, DAY)
        assert not list(queries.outcomes(world.viewer(), subject, world.entity))
        world.decide(case, BELOW, DAY)
        (made,) = queries.outcomes(world.viewer(), subject, world.entity)
        assert made.handling == {HandlingKind.RELEASE}
        assert made.made_on == DAY


ORDER = Order(frozenset({DefiedOrder.USE_STOP}), "（示）应急现决〔2025〕1号", DAY)


def orders(_viewer: Viewer, entity: UUID) -> tuple[Order, ...]:
    """Tell the one order that everybody defies."""
    return (ORDER,)


def cut(world: World, case: PenaltyCase) -> compulsion.Measure:
    """Stop the power of the party in an emergency, at ten o'clock of the day."""
    draft = MeasureDraft(
        kind=MeasureKind.POWER_CUT,
        matter_kind=MatterKind.CASE,
        matter=case.id,
        officers=(world.officers["yi"], world.officers["bing"]),
        facts="拒不停止使用设备。",
        necessity="有爆炸危险。",
        defied_order=DefiedOrder.USE_STOP,
        order_number=ORDER.number,
        hazard="设备联锁失效，有发生爆炸事故的现实危险",
        supplier="示例供电公司",
        urgent=True,
        urgent_reason="可燃气体正在泄漏。",
    )
    said = partial(measures.request_measure, draft=draft, at=TEN, on=DAY)
    row = approve(world, said(ctx=world.act("yi", DAY)), by="chief")
    ctx, scene = world.act("yi", DAY), SceneDraft(TEN, "配电室", "示例甲", "执法记录仪")
    measures.notify_cut(
        ctx=world.act("yi", DAY), measure=row.id, planned_at=TEN, at=TEN, version=None, on=DAY
    )
    return measures.execute(ctx=ctx, measure=row.id, draft=scene, at=TEN, version=None, on=DAY)


class TestStoppedSupply:
    """安全生产法 70.2: the supply is restored in time, and before the case is over."""

    def test_hinders_the_end_of_its_case_until_restored(self, settings: Any) -> None:
        settings.ZHUNSHENG_ORDERS = (f"{__name__}.orders",)
        world = World()
        case = world.opened(DAY)
        row = cut(world, case)
        on = DAY + timedelta(days=1)
        why = turning.TerminationDraft(TerminationGround.WRONGLY_OPENED, "没有违法行为。")

        def end() -> object:
            return services.terminate(ctx=world.act("chief", on), case=case.id, draft=why, on=on)

        assert refused(world, end) == ["case.closing.supply_cut"]
        at = datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI)
        ctx, why_restored = world.act("deputy", on), "当事人已经停止使用，隐患消除。"
        measures.restore(ctx=ctx, measure=row.id, reason=why_restored, at=at, version=None, on=on)
        end()
        assert queries.facts_of(world.viewer(), case.id, on=on).done("termination")


class TestKin:
    def test_of_a_case_are_its_source_and_its_files(self) -> None:
        """行政强制法 25: a matter is the case with the inspection that it came from."""
        world = World()
        case = world.opened(DAY)
        source = UUID(int=77)
        PenaltyCase._base_manager.filter(id=case.id).update(source_id=source)
        told = queries.matter(world.viewer(), case.id)
        assert told is not None
        assert told.kin == {case.id, source}
