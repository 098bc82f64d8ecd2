"""The annual plan: drafted, filled, submitted, approved by the government, filed, published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR, Part
from zhunsheng.kernel.act import Act
from zhunsheng.planning import queries as read
from zhunsheng.planning import services
from zhunsheng.planning.choices import DayItem, FilingBody, KeyCriterion, PartKind
from zhunsheng.planning.services import PartDraft, PlanDraft, UnitDraft
from zhunsheng.publication import services as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.registry.choices import Sector

DRAFTED = date(YEAR, 1, 8)
SUBMITTED = date(YEAR, 1, 17)
APPROVED = date(YEAR, 2, 14)
FILED = date(YEAR, 2, 20)
PUBLISHED = date(YEAR, 2, 24)
#: A part of more units than this is planned by number, without a list by name.
LISTED = 60
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

    yield instant(DRAFTED)
    draft = PlanDraft(year=YEAR, goals="突出重点、分类分级，防范化解重大安全风险")
    plan = services.draft_plan(ctx=ctx("duizhang", DRAFTED), draft=draft, on=DRAFTED).id
    officers = read.certified_officers(world.viewer, on=DRAFTED)
    total = officers * world.year.calendar.working_days_of_year(YEAR)
    services.set_days(
        ctx=ctx("duizhang", DRAFTED),
        plan=plan,
        days=tuple((item, total * share // 100) for item, share in SHARES.items()),
        on=DRAFTED,
    )
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
        if part.units <= LISTED:
            _list_units(world, plan, number, part, ctx)
    yield from _general(world, plan, ctx)
    yield from _through(world, plan, ctx)


def _list_units(world: World, plan: UUID, number: int, part: Part, ctx: Callable[..., Act]) -> None:
    """List the units of a part by name."""
    services.add_units(
        ctx=ctx("duizhang", DRAFTED),
        plan=plan,
        part=number,
        units=tuple(
            UnitDraft(entity, (KeyCriterion.HIGHER_RISK,))
            for entity in world.entities[part.sector][: part.units]
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
        ctx=ctx("juzhang", APPROVED), plan=plan, approval_number=APPROVAL, on=APPROVED
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


APPROVAL = "示政函〔2025〕3号"
RECEIPT = "备案收悉"
PLACE = "示例区人民政府门户网站"
