"""
The annual plan: last year's imported, this year's drafted, filled, submitted, approved by the
government, filed, published, and next year's begun with a total that its parts do not make.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR, Part
from zhunsheng.demo.stories import scans
from zhunsheng.kernel.act import Act
from zhunsheng.planning import queries as read
from zhunsheng.planning import services
from zhunsheng.planning.choices import DayItem, FilingBody, KeyCriterion, PartKind
from zhunsheng.planning.rules import HIGHER_RISKS
from zhunsheng.planning.services import PartDraft, PlanDraft, UnitDraft
from zhunsheng.publication import services as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.web.tablefiles import Table, write_sheets

DRAFTED = date(YEAR, 1, 8)
SUBMITTED = date(YEAR, 1, 17)
APPROVED = date(YEAR, 2, 14)
FILED = date(YEAR, 2, 20)
PUBLISHED = date(YEAR, 2, 24)
NEXT_DRAFTED = date(YEAR + 1, 1, 9)
#: Officer-days of each item in every hundred that the bureau has.
SHARES = {
    DayItem.O1: 6, DayItem.O2: 5, DayItem.O3: 2, DayItem.O4: 4, DayItem.O5: 3, DayItem.O6: 2,
    DayItem.O7: 1, DayItem.O8: 5, DayItem.O9: 1, DayItem.O10: 4, DayItem.X1: 6, DayItem.X2: 8,
    DayItem.X3: 2, DayItem.X4: 3, DayItem.X5: 2, DayItem.X6: 5, DayItem.X7: 2,
}  # fmt: skip


def story(world: World) -> Story:
    """Tell the year's plan."""
    minutes = iter(range(60))

    def ctx(who: str, day: date, hour: int = 9) -> Act:
        return world.year.act(world.who(who), instant(day, hour, next(minutes)))

    yield instant(DRAFTED, 8)
    services.import_plan(
        ctx=ctx("duizhang", DRAFTED, 8),
        filename=f"{YEAR - 1}年度计划.xlsx",
        content=_old_plan(world),
        on=DRAFTED,
    )
    yield instant(DRAFTED)
    draft = PlanDraft(year=YEAR, goals="突出重点、分类分级，防范化解重大安全风险")
    plan = services.draft_plan(ctx=ctx("duizhang", DRAFTED), draft=draft, on=DRAFTED).id
    _days_of_units(world, plan, YEAR, ctx, DRAFTED)
    for number, part in enumerate(world.scenario.plan_parts, start=1):
        services.set_part(
            ctx=ctx("duizhang", DRAFTED),
            plan=plan,
            part=PartDraft(
                number=number,
                label=part.label,
                kind=PartKind.KEY,
                unit_count=part.units,
                sector=Sector(part.sector),
            ),
            on=DRAFTED,
        )
        _list_units(world, plan, number, part, ctx)
    yield from _general(world, plan, ctx)
    yield from _through(world, plan, ctx)
    if world.scenario.open_matters:
        yield from _next(world, ctx)


def _old_plan(world: World) -> bytes:
    """Return the plan of the year before as a sheet in the form of the template."""
    officers = read.certified_officers(world.viewer, on=DRAFTED)
    total = officers * world.year.calendar.working_days_of_year(YEAR - 1)
    rows: list[dict[str, str | int]] = [
        {"类别": "基本情况", "名称": "年度", "数值": YEAR - 1},
        {"类别": "基本情况", "名称": "行政执法人员数", "数值": officers},
        {"类别": "基本情况", "名称": "批准日期", "说明": f"{YEAR - 1}-02-20"},
        {"类别": "基本情况", "名称": "批准文号", "说明": f"示政函〔{YEAR - 1}〕2号"},
    ]
    rows += [
        {"类别": "工作日", "名称": item.value, "数值": total * (share + 1) // 100}
        for item, share in SHARES.items()
    ]
    rows += [
        {
            "类别": "检查任务",
            "名称": part.label,
            "数值": part.units,
            "任务序号": number,
            "检查方式": PartKind.KEY.label,
            "行业领域": Sector(part.sector).label,
        }
        for number, part in enumerate(world.scenario.plan_parts, start=1)
    ]
    head = ("类别", "名称", "数值", "任务序号", "检查方式", "行业领域", "说明")
    lines = tuple(tuple(row.get(name, "") for name in head) for row in rows)
    return write_sheets((Table("年度计划", head, lines),))


def _days_of_units(world: World, plan: UUID, year: int, ctx: Callable[..., Act], on: date) -> None:
    """Enter for each unit of the bureau what it gives to other work."""
    for one in read.officers_by_unit(world.viewer, on=on):
        total = one.officers * world.year.calendar.working_days_of_year(year)
        services.set_days(
            ctx=ctx("duizhang", on),
            plan=plan,
            days=tuple((item, total * share // 100) for item, share in SHARES.items()),
            unit=one.unit,
            on=on,
        )


def _next(world: World, ctx: Callable[..., Act]) -> Story:
    """Begin next year's plan: five parts that make 51 under a stated total of 41."""
    yield instant(NEXT_DRAFTED)
    draft = PlanDraft(year=YEAR + 1, staff=STAFF, stated_units=STATED)
    made = services.draft_plan(ctx=ctx("duizhang", NEXT_DRAFTED), draft=draft, on=NEXT_DRAFTED)
    _days_of_units(world, made.id, YEAR + 1, ctx, NEXT_DRAFTED)
    for part in NEXT_PARTS:
        services.set_part(
            ctx=ctx("duizhang", NEXT_DRAFTED), plan=made.id, part=part, on=NEXT_DRAFTED
        )


def _list_units(world: World, plan: UUID, number: int, part: Part, ctx: Callable[..., Act]) -> None:
    """List the units of a part by name, each by the criterion that its registered risk meets."""
    named = world.entities[part.sector][: part.units]
    known = registry.entities_by_ids(world.viewer, named)
    services.add_units(
        ctx=ctx("duizhang", DRAFTED),
        plan=plan,
        part=number,
        units=tuple(
            UnitDraft(entity, (KeyCriterion.HIGHER_RISK,))
            if RiskClass(known[entity].risk_class) in HIGHER_RISKS
            else UnitDraft(entity, (KeyCriterion.OTHER,), note=WHY_KEY)
            for entity in named
        ),
        on=DRAFTED,
    )


def _general(world: World, plan: UUID, ctx: Callable[..., Act]) -> Story:
    drawn = world.scenario.own_draw_units + world.scenario.joint_draw_units
    more = world.scenario.planned_visits - sum(p.units for p in world.scenario.plan_parts)
    units = drawn + max(0, more)
    if units:
        yield instant(DRAFTED, 15)
        services.set_part(
            ctx=ctx("duizhang", DRAFTED, 15),
            plan=plan,
            part=PartDraft(
                number=len(world.scenario.plan_parts) + 1,
                label="其他生产经营单位",
                kind=PartKind.GENERAL,
                unit_count=units,
            ),
            on=DRAFTED,
        )


def _through(world: World, plan: UUID, ctx: Callable[..., Act]) -> Story:
    yield instant(SUBMITTED)
    services.submit_plan(ctx=ctx("juzhang", SUBMITTED), plan=plan, on=SUBMITTED)
    yield instant(APPROVED)
    services.approve_plan(
        ctx=ctx("juzhang", APPROVED),
        plan=plan,
        approval_number=APPROVAL,
        scan=scans.approval(),
        on=APPROVED,
    )
    yield instant(FILED)
    for body in FilingBody:
        services.file_plan(
            ctx=ctx("juzhang", FILED), plan=plan, body=body, receipt=RECEIPT, on=FILED
        )
    yield instant(PUBLISHED)
    services.publish_plan(ctx=ctx("juzhang", PUBLISHED), plan=plan, place=PLACE, on=PUBLISHED)
    publication.publish(
        ctx=ctx("anshen", PUBLISHED),
        kind=PublicationKind.PLAN,
        subject=plan,
        on=PUBLISHED,
        place=PLACE,
    )


WHY_KEY = "所属行业领域列入本年度重点检查范围"
APPROVAL = "示政函〔2025〕3号"
RECEIPT = "备案收悉"
PLACE = "示例区人民政府门户网站"
STAFF = 16
STATED = 41
NEXT_PARTS = (
    PartDraft(1, "金属冶炼", PartKind.KEY, 5, 2, Sector.METALLURGY, cap=2, months=(4, 9)),
    PartDraft(2, "商贸", PartKind.GENERAL, 1, 1, Sector.COMMERCE),
    PartDraft(3, "粉尘涉爆和有限空间作业企业", PartKind.KEY, 35, 1, cap=2),
    PartDraft(
        4,
        "烟花爆竹节前检查",
        PartKind.KEY,
        3,
        1,
        Sector.FIREWORKS,
        cap=1,
        months=(1, 2),
        special_ground="春节前零售点集中进货，火灾风险上升",
    ),
    PartDraft(5, "加油站", PartKind.KEY, 7, 2, Sector.GAS_STATION, cap=2, months=(3, 10)),
)
