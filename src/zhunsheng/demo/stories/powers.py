"""The power list: proposed from the lawbook, adopted, published; amended by a sheet in summer."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.kernel.act import Act
from zhunsheng.powers import exports, queries, services
from zhunsheng.powers.choices import ListOrigin, PowerKind
from zhunsheng.powers.rules import PowerFacts
from zhunsheng.powers.services import ListDraft

PLACE: Final = "示例区人民政府门户网站权责清单专栏"
FIRST: Final = f"示例区应急管理局权责清单（{YEAR}年版）"
SECOND: Final = f"示例区应急管理局权责清单（{YEAR}年修订版）"
#: What the second version adds: code, name, kind, basis, the item whose other columns it takes.
ADDED: Final = (
    ("QT-002", "生产安全事故应急预案备案", PowerKind.OTHER_POWER, "EPM-2019:21", "QT-001"),
    ("ZR-004", "组织生产安全事故应急救援演练", PowerKind.RESPONSIBILITY, "SPL-2021:81", "ZR-001"),
    ("FW-003", "上门开展安全生产指导服务", PowerKind.PUBLIC_SERVICE, "SPL-2021:62", "FW-001"),
)
#: Articles whose penalties streets decide on the spot, as their deeds say.
DELEGATED: Final = frozenset({"CF-SPL-2021-97"})


def story(world: World) -> Story:
    """Tell both versions of the list."""
    first = yield from _first(world)
    yield from _in_force(world, first, adopted=date(YEAR, 1, 6), number=1)
    second = yield from _second(world)
    yield from _in_force(world, second, adopted=date(YEAR, 6, 20), number=9)


def _ctx(world: World, who: str, day: date, minute: int = 0) -> Act:
    return world.year.act(world.who(who), instant(day, 16, minute))


def _first(world: World) -> Generator[datetime, None, UUID]:
    day = date(YEAR, 1, 3)
    yield instant(day, 16)
    draft = ListDraft(FIRST, ListOrigin.LAWBOOK)
    row = services.draft_list(ctx=_ctx(world, "fazhi1", day), draft=draft, on=day)
    for item in queries.items_of(world.viewer, row):
        if item.code in DELEGATED:
            services.set_item(
                ctx=_ctx(world, "fazhi1", day, 10),
                power_list=row.id,
                item=replace(item, is_delegated=True),
                on=day,
            )
    return row.id


def _second(world: World) -> Generator[datetime, None, UUID]:
    day = date(YEAR, 6, 16)
    yield instant(day, 16)
    draft = ListDraft(SECOND, ListOrigin.PREVIOUS)
    row = services.draft_list(ctx=_ctx(world, "fazhi1", day), draft=draft, on=day)
    services.import_items(
        ctx=_ctx(world, "fazhi1", day, 20),
        power_list=row.id,
        filename="权责清单.xlsx",
        content=exports.items_sheet(_with_more(queries.items_of(world.viewer, row))),
        on=day,
    )
    return row.id


def _with_more(items: tuple[PowerFacts, ...]) -> tuple[PowerFacts, ...]:
    known = {one.code: one for one in items}
    more = (
        replace(known[like], code=code, name=name, kind=kind, bases=(basis,))
        for code, name, kind, basis, like in ADDED
    )
    return (*items, *more)


def _in_force(world: World, power_list: UUID, *, adopted: date, number: int) -> Story:
    """Let the head adopt a version and the legal section publish it on the next workday."""
    published = world.year.calendar.next_workday(adopted)
    yield instant(adopted, 16)
    services.adopt_list(
        ctx=_ctx(world, "juzhang", adopted),
        power_list=power_list,
        effective_from=published,
        approval=f"局长办公会〔{YEAR}〕{number}号",
        on=adopted,
    )
    yield instant(published, 16)
    services.publish_list(
        ctx=_ctx(world, "fazhi1", published), power_list=power_list, place=PLACE, on=published
    )
