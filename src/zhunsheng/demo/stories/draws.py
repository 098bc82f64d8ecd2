"""Draws of a year: pool, seed, result; then the visits that the draw decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.demo.stories import inspections
from zhunsheng.demo.stories.inspections import Visit
from zhunsheng.draw import queries as read
from zhunsheng.draw import services
from zhunsheng.draw.choices import DrawKind
from zhunsheng.draw.rules import Commitment, Contribution, commitment_of
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.days import DayUnit
from zhunsheng.publication import services as publication
from zhunsheng.publication.choices import PublicationKind

PARTNERS = ("市场监管部门", "消防救援机构", "生态环境部门")
#: Title, kind, day of the pool, day of seed and draw.
DRAWS = {
    BasisKind.OWN_DRAW: ("部门内双随机抽查", DrawKind.OWN, date(YEAR, 5, 12), date(YEAR, 5, 13)),
    BasisKind.JOINT_DRAW: ("跨部门双随机抽查", DrawKind.JOINT, date(YEAR, 9, 8), date(YEAR, 9, 9)),
}


def stories(world: World, visits: Sequence[Visit]) -> Iterator[Story]:
    """Return one story for each draw of the scenario."""
    for basis in DRAWS:
        own = [visit for visit in visits if visit.basis is basis]
        if own:
            yield _story(world, basis, own)


def _story(world: World, basis: BasisKind, visits: list[Visit]) -> Story:
    title, kind, pool_on, draw_on = DRAWS[basis]
    yield instant(pool_on, 10)
    secretary = world.who("duizhang")
    given = tuple(
        Contribution(who, f"{world.scenario.name}-{basis.value}-{who}") for who in WITNESSES
    )
    draw = services.publish_pool(
        ctx=world.year.act(secretary, instant(pool_on, 10)),
        title=f"{YEAR}年{title}",
        kind=kind,
        entities=tuple(_pool(world)),
        officers=tuple(officer.id for officer in world.officers),
        units_to_draw=len(visits),
        partners=PARTNERS if kind is DrawKind.JOINT else (),
        commitments=tuple(Commitment(one.contributor, commitment_of(one)) for one in given),
        on=pool_on,
    ).id
    yield instant(draw_on, 10)
    services.bind_seed(
        ctx=world.year.act(secretary, instant(draw_on, 10)),
        draw=draw,
        contributions=given,
        on=draw_on,
    )
    services.run_draw(
        ctx=world.year.act(secretary, instant(draw_on, 10, 20)), draw=draw, on=draw_on
    )
    _assign(world, draw, visits)
    world.year.begin(inspections.month(world, visits, basis_id=draw))
    published_on = world.year.calendar.add(start=draw_on, length=8, unit=DayUnit.WORKING)
    yield instant(published_on, 11)
    publication.publish(
        ctx=world.year.act(world.who("anshen"), instant(published_on, 11)),
        kind=PublicationKind.DRAW_RESULT,
        subject=draw,
        on=published_on,
        place=PLACE,
    )


WITNESSES = ("法制科", "司法行政部门", "派驻纪检监察组")
PLACE = "示例区人民政府门户网站双随机专栏"


def _pool(world: World) -> list[UUID]:
    """Return the general units: all that the plan does not name."""
    named = {
        entity
        for part in world.scenario.plan_parts
        for entity in world.entities[part.sector][: part.units]
    }
    return [entity for entity in world.all_entities() if entity not in named]


def _assign(world: World, draw: UUID, visits: Sequence[Visit]) -> None:
    """Give each visit the unit and the pair that were drawn for it."""
    officers = {officer.id: officer for officer in world.officers}
    for visit, (entity, pair) in zip(visits, read.drawn(world.viewer, draw), strict=True):
        first, second = (officers[officer] for officer in pair)
        visit.entity, visit.officers = entity, (first, second)
