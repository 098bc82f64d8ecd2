"""The first days of the new year: a visit whose result is told, and the visits of the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.demo.stories.inspections import LISTED
from zhunsheng.inspection import services
from zhunsheng.inspection.choices import BasisKind, HandingManner
from zhunsheng.inspection.rules import (
    InspectionRequest,
    ResultDraft,
    SchemeDraft,
    VisitRecord,
)

APPROVED: Final = date(YEAR + 1, 1, 12)
VISITED: Final = date(YEAR + 1, 1, 13)
TODAY: Final = date(YEAR + 1, 1, 15)
#: On which days after the first the coming visits fall: most of them today.
DAYS: Final = (VISITED, VISITED, *[TODAY] * 5, TODAY + timedelta(days=1))
SCHEME: Final = SchemeDraft(
    emphasis="节前生产组织、危险作业审批、值班值守和应急物资。",
    division="一人查看现场，一人查阅资料并制作检查记录。",
    checklists=("chemical_trading",),
)


def story(world: World) -> Story:
    """Approve eight visits, make two, tell the result of one, plan one of today's."""
    yield instant(APPROVED, 16)
    ctx = world.year.act(world.who("fujuzhang"), instant(APPROVED, 16))
    services.approve_inspections(ctx=ctx, requests=_requests(world), on=APPROVED)
    lead = world.officers[0].actor
    for number in range(2):
        begin = instant(VISITED, 9 + 4 * number, 10)
        yield begin + timedelta(hours=2)
        services.record_visit(
            ctx=world.year.act(lead, begin + timedelta(hours=2)),
            inspection=ctx.new_id("inspection", number),
            visit=VisitRecord(
                started_at=begin,
                ended_at=begin + timedelta(minutes=70),
                place="生产经营场所",
                situation="检查时该单位正常经营，负责人和安全管理人员到场配合",
                site_head="示例现场负责人",
                recording=f"SL{VISITED:%Y%m%d}{number:05d}",
            ),
            version=None,
            on=VISITED,
        )
    yield instant(VISITED, 16, 20)
    services.tell_result(
        ctx=world.year.act(lead, instant(VISITED, 16, 20)),
        inspection=ctx.new_id("inspection", 0),
        draft=ResultDraft(HandingManner.ON_SITE, "示例现场负责人", "春节前后安排好值班值守。"),
        version=None,
        on=VISITED,
    )
    on = TODAY - timedelta(days=1)
    yield instant(on, 9, 30)
    services.make_scheme(
        ctx=world.year.act(lead, instant(on, 9, 30)),
        inspection=ctx.new_id("inspection", 2),
        draft=SCHEME,
        version=None,
        on=on,
    )


ITEMS: Final = "节前安全管理、危险作业、值班值守、应急准备"


def _requests(world: World) -> tuple[InspectionRequest, ...]:
    entities = world.all_entities()
    step = len(entities) // len(DAYS)
    return tuple(
        InspectionRequest(
            entity=entities[number * step],
            officers=(world.officers[0].id, world.officers[1].id),
            basis_kind=BasisKind.SUPERIOR,
            campaign="春节前安全检查",
            source=f"示安办〔{YEAR + 1}〕1号",
            source_body="示例市安全生产委员会办公室",
            source_on=date(YEAR + 1, 1, 5),
            items=ITEMS,
            item_codes=(LISTED,),
            planned_on=day,
        )
        for number, day in enumerate(DAYS)
    )
