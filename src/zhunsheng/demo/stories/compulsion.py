"""Compulsory measures of a year: goods seized, a site sealed in an urgency, a power cut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from zhunsheng.compulsion import services
from zhunsheng.compulsion.choices import (
    DefiedOrder,
    Ground,
    HandlingKind,
    MatterKind,
    MeasureKind,
    ReleaseGround,
)
from zhunsheng.compulsion.rules import (
    HandlingDraft,
    ItemDraft,
    MeasureDraft,
    ReceiptDraft,
    SceneDraft,
    TestPeriod,
)
from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import Officer, World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.demo.stories.inspections import Visit
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import OnSiteMeasureKind
from zhunsheng.inspection.rules import MeasureDraft as OnSiteDraft
from zhunsheng.kernel.act import Act

#: A seizing of this day is in its last days when the demo stands still.
LATE = date(YEAR, 12, 18)
PLACE = "生产经营场所甲类仓库"
KEEPER = "示例现场负责人"
ATTENDANT = "示例现场负责人（安全管理人员）"
RECORDING = "执法记录仪2台全程录音录像"
ITEMS = (
    ItemDraft("示例溶剂", "12", "桶", "200升铁桶，无安全标签", PLACE, KEEPER),
    ItemDraft("简易搅拌罐", "1", "台", "非防爆电机，无铭牌", PLACE, KEEPER),
)


def story(world: World, visit: Visit, inspection: UUID) -> Story:
    """Return the story of a measure that follows from a visit."""
    if visit.measure == "seizing":
        return seizing(world, inspection)
    if visit.measure == "sealing":
        return sealing(world, inspection, visit.day)
    return power_cut(world, inspection, visit)


def seizing(world: World, inspection: UUID) -> Story:
    """Seize goods with approval; the term still runs when the demo stands still."""
    told, day = _Measure(world, inspection, f"seizing/{inspection}"), LATE
    yield instant(day, 14)
    row = told.ask(instant(day, 14), told.draft(MeasureKind.SEIZING))
    yield instant(day, 14, 40)
    told.take(services.approve, row, "fujuzhang", instant(day, 14, 40), opinion="同意扣押。")
    yield instant(day, 16, 10)
    told.execute(row, instant(day, 15, 30), ITEMS)


def sealing(world: World, inspection: UUID, visited_on: date) -> Story:
    """Seal a site in an urgency, report and approve within the hours, test, release."""
    told = _Measure(world, inspection, f"sealing/{inspection}")
    day = visited_on
    yield instant(day, 13)
    row = services.start_urgently(
        ctx=told.act(instant(day, 13)),
        draft=told.draft(
            MeasureKind.SEALING,
            ground=Ground.HAZARDOUS_SITE,
            urgent_reason="现场有溶剂泄漏，人员尚未撤离，来不及事先报批。",
        ),
        at=instant(day, 13),
        on=day,
    ).id
    yield instant(day, 14)
    told.execute(row, instant(day, 13, 10), ITEMS[:1])
    yield instant(day, 15)
    head = world.who("fujuzhang").name
    told.take(services.report_urgent, row, "", instant(day, 15), head=head)
    yield instant(day, 17)
    told.take(services.approve_afterwards, row, "fujuzhang", instant(day, 17), opinion="")
    test = TestPeriod(day + timedelta(days=3), day + timedelta(days=9))
    yield instant(day + timedelta(days=1))
    told.take(
        services.tell_testing,
        row,
        "",
        instant(day + timedelta(days=1)),
        matter="溶剂危险特性鉴定",
        period=test,
        in_writing=True,
    )
    end = world.year.workday(day + timedelta(days=20))
    yield instant(end, 10)
    draft = HandlingDraft(
        HandlingKind.RELEASE,
        ReleaseGround.OTHER,
        note="现场溶剂已经清运，危险已经消除，已当场启封。",
        receiver=KEEPER,
    )
    told.take(services.handle, row, "fujuzhang", instant(end, 10), draft=draft)


def power_cut(world: World, inspection: UUID, visit: Visit) -> Story:
    """Order a stop of use, stop the power of who defies it, a day after the notice; restore it."""
    assert visit.officers is not None
    told = _Measure(world, inspection, f"cut/{inspection}")
    ordered = visit.begin + timedelta(hours=4)
    yield ordered
    order = inspections.decide_measure(
        ctx=world.year.act(visit.officers[0].actor, ordered),
        inspection=inspection,
        draft=OnSiteDraft(
            (OnSiteMeasureKind.STOP_USE,), "一号车间反应设备", (1,), "联锁装置失效，无法保证安全。"
        ),
        version=None,
        on=visit.day,
    )
    day = world.year.calendar.next_workday(visit.day)
    yield instant(day, 9)
    draft = told.draft(
        MeasureKind.POWER_CUT,
        ground=None,
        objects="",
        defied_order=DefiedOrder.USE_STOP,
        order_number=order.document.number,
        facts="该单位未停止使用一号车间反应设备，联锁装置尚未修复。",
        necessity="当事人拒不执行停止使用的决定，设备带病运行随时可能发生爆炸。",
        hazard="联锁装置失效，设备带病运行，有发生爆炸事故的现实危险",
        supplier="示例供电公司",
    )
    row = told.ask(instant(day, 9), draft)
    yield instant(day, 9, 40)
    told.take(services.approve, row, "juzhang", instant(day, 9, 40), opinion="同意停止供电。")
    cut = instant(world.year.calendar.next_workday(day), 11)
    yield instant(day, 10)
    told.take(services.notify_cut, row, "", instant(day, 10), planned_at=cut)
    yield instant(day, 10, 30)
    receipt = ReceiptDraft(receiver="示例现场负责人", relation=ReceivedBy.RECEIVING)
    told.take(services.deliver_notice, row, "", instant(day, 10, 30), draft=receipt)
    yield cut + timedelta(minutes=40)
    told.execute(row, cut, ())
    back = instant(world.year.workday(cut.date() + timedelta(days=4)), 9)
    yield back
    told.take(
        services.restore,
        row,
        "juzhang",
        back,
        reason="经复查，该单位已停止使用该设备，并消除了事故隐患。",
    )


class _Measure:
    """A pair of officers in one matter."""

    def __init__(self, world: World, inspection: UUID, seed: str) -> None:
        self.world, self.inspection = world, inspection
        self.officers: tuple[Officer, Officer] = world.pair(f"{world.scenario.name}/{seed}")

    def act(self, at: datetime, by: str = "") -> Act:
        """Return an act of somebody; of the first officer where nobody is named."""
        actor = self.world.who(by) if by else self.officers[0].actor
        return self.world.year.act(actor, at)

    def draft(self, kind: MeasureKind, **changes: Any) -> MeasureDraft:
        """Return a request in the matter."""
        usual: dict[str, Any] = {
            "ground": Ground.HAZARDOUS_GOODS,
            "objects": "甲类仓库内无安全标签的溶剂和搅拌罐",
            "facts": "现场检查发现该单位违法储存无安全标签的溶剂，并使用非防爆设备搅拌。",
            "necessity": "溶剂危险特性不明，继续储存、使用有火灾、爆炸的危险。",
            **changes,
        }
        return MeasureDraft(
            kind=kind,
            matter_kind=MatterKind.INSPECTION,
            matter=self.inspection,
            officers=tuple(officer.id for officer in self.officers),
            **usual,
        )

    def ask(self, at: datetime, draft: MeasureDraft) -> UUID:
        """Ask for a measure."""
        made = services.request_measure(ctx=self.act(at), draft=draft, at=at, on=at.date())
        return made.id

    def take(
        self, service: Callable[..., object], row: UUID, by: str, at: datetime, **values: Any
    ) -> None:
        """Take one step of a measure."""
        service(ctx=self.act(at, by), measure=row, at=at, version=None, on=at.date(), **values)

    def execute(self, row: UUID, at: datetime, items: tuple[ItemDraft, ...]) -> None:
        """Carry a measure out in forty minutes."""
        ended = at + timedelta(minutes=40)
        draft = SceneDraft(
            ended_at=ended,
            place=PLACE,
            attendant=ATTENDANT,
            recording=RECORDING,
            statement="当事人表示配合，没有申辩意见。",
            items=items,
        )
        services.execute(
            ctx=self.act(ended), measure=row, draft=draft, at=at, version=None, on=at.date()
        )
