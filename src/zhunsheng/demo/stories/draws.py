"""Draws of a year: pool, seed, result; then the visits that the draw decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.demo.stories import inspections, scans
from zhunsheng.demo.stories.inspections import Visit
from zhunsheng.draw import queries as read
from zhunsheng.draw import services
from zhunsheng.draw.choices import (
    ChangeGround,
    DrawKind,
    ExclusionGround,
    PoolSide,
    ResultKind,
    SeedMethod,
)
from zhunsheng.draw.rules import Contribution, commitment_of
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.days import DayUnit
from zhunsheng.publication import services as publication
from zhunsheng.publication.choices import PublicationKind

PARTNERS = (
    services.Partner("示例区市场监管部门", ("特种设备使用情况检查",)),
    services.Partner("示例区消防救援机构", ("消防监督抽查",)),
    services.Partner("示例区生态环境部门", ("危险废物管理检查",)),
)
#: What a department found that found something.
FOUND_BY = {"示例区消防救援机构": "灭火器材过期两具，当场更换"}
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
            yield _story(world, basis, own, visits)


def _story(world: World, basis: BasisKind, visits: list[Visit], among: Sequence[Visit]) -> Story:
    title, kind, pool_on, draw_on = DRAWS[basis]
    yield instant(pool_on, 10)
    draft = services.PoolDraft(
        title=f"{YEAR}年{title}",
        kind=kind,
        scope=services.PoolScope(),
        entities=tuple(_pool(world)),
        officers=tuple(read.field_officers(world.viewer, on=pool_on)),
        items=(ITEM,),
        visits_from=draw_on,
        visits_until=max(visit.day for visit in visits),
        seed_plan=services.SeedPlan(SeedMethod.COMMITMENTS, tuple(WITNESSES), "", None),
        units_to_draw=len(visits),
        exclusions=tuple(_left_out(world, pool_on)),
        partners=PARTNERS if kind is DrawKind.JOINT else (),
        most_per_pair=MOST_PER_PAIR,
    )
    secretary = world.who("duizhang")
    ctx = world.year.act(secretary, instant(pool_on, 10))
    draw = services.publish_pool(ctx=ctx, draft=draft, on=pool_on).id
    yield instant(draw_on, 9)
    _seed(world, draw, f"{world.scenario.name}-{basis.value}", draw_on)
    yield instant(draw_on, 10, 20)
    services.run_draw(
        ctx=world.year.act(secretary, instant(draw_on, 10, 20)), draw=draw, on=draw_on
    )
    if kind is DrawKind.JOINT:
        _change(world, draw, draw_on)
    _assign(world, draw, visits, among)
    world.year.begin(inspections.month(world, visits, basis_id=draw))
    world.year.begin(_results(world, draw, visits, kind))
    last = max(visit.day for visit in visits)
    published_on = world.year.calendar.add(start=last, length=5, unit=DayUnit.WORKING)
    yield instant(published_on, 11)
    _publish(world, PublicationKind.DRAW_RESULT, draw, instant(published_on, 11))


def _seed(world: World, draw: UUID, seed: str, on: date) -> None:
    """Let the three parties commit one after the other, each at its own account, then open."""
    given = {
        party: Contribution(party, sha256(f"{seed}-{party}".encode()).hexdigest())
        for party in WITNESSES
    }
    for minute, (party, who) in enumerate(WITNESSES.items()):
        services.commit_contribution(
            ctx=world.year.act(world.who(who), instant(on, 9, minute)),
            draw=draw,
            contributor=party,
            commitment=commitment_of(str(draw), given[party]),
            witness="示例派驻组组长" if party == ON_PAPER else "",
            paper=scans.SLIP if party == ON_PAPER else b"",
            on=on,
        )
    for minute, (party, who) in enumerate(WITNESSES.items(), start=10):
        services.open_contribution(
            ctx=world.year.act(world.who(who), instant(on, 9, minute)),
            draw=draw,
            contributor=party,
            value=given[party].value,
            on=on,
        )


def _change(world: World, draw: UUID, on: date) -> None:
    """Let an officer who was drawn fall ill before the visits; the next ticket goes."""
    unit, (first, _) = read.drawn(world.viewer, draw)[0]
    services.change_officer(
        ctx=world.year.act(world.who("duizhang"), instant(on, 15)),
        draw=draw,
        unit=unit,
        out=first,
        ground=ChangeGround.ILLNESS,
        reason="病假，检查期内不能到岗",
        on=on,
    )


def _results(world: World, draw: UUID, visits: Sequence[Visit], kind: DrawKind) -> Story:
    """Let the departments report each unit after its visit, and publish unit by unit."""
    for visit in sorted(visits, key=lambda one: (one.day, one.number)):
        told_on = world.year.calendar.add(start=visit.day, length=5, unit=DayUnit.WORKING)
        yield instant(told_on, 15, visit.number % 50)
        at = instant(told_on, 15, visit.number % 50)
        if visit.entity is None:
            raise ValueError(f"visit {visit.number} has no entity")
        own = read.own_visits(world.viewer, draw)[visit.entity]
        _publish(world, PublicationKind.INSPECTION_RESULT, own.inspection, at)
        for partner in PARTNERS if kind is DrawKind.JOINT else ():
            says = FOUND_BY.get(partner.name, "") if visit.number % 4 == 1 else ""
            line = services.note_partner_result(
                ctx=world.year.act(world.who("duizhang"), at),
                draw=draw,
                unit=visit.entity,
                partner=partner.name,
                kind=ResultKind.CORRECTED if says else ResultKind.NOTHING_FOUND,
                result=says,
                visited_on=visit.day,
                on=told_on,
            )
            _publish(world, PublicationKind.DEPARTMENT_RESULT, line.id, at)


def _publish(world: World, kind: PublicationKind, subject: UUID, at: datetime) -> None:
    publication.publish(
        ctx=world.year.act(world.who("anshen"), at),
        kind=kind,
        subject=subject,
        on=at.date(),
        place=PLACE,
    )


#: Who commits and opens, and whose account takes it down.
ON_PAPER = "派驻纪检监察机构"
WITNESSES = {"法制机构": "fazhi1", "司法行政部门": "sifa", ON_PAPER: "fazhi2"}
PLACE = "示例区人民政府门户网站双随机专栏"
#: The item of the power list that the bureau inspects in a draw.
ITEM = "JC-001"
MOST_PER_PAIR = 3


def _pool(world: World) -> list[UUID]:
    """Return the general units: all that the plan does not name."""
    named = {
        entity
        for part in world.scenario.plan_parts
        for entity in world.entities[part.sector][: part.units]
    }
    return [entity for entity in world.all_entities() if entity not in named]


def _left_out(world: World, on: date) -> list[services.Exclusion]:
    """Leave out what the plan inspects by name, and what is closed or of another level."""
    units, pooled = read.scope_units(world.viewer, services.PoolScope()), set(_pool(world))
    barred = read.barred_units(world.viewer, units, on=on)
    return [
        services.Exclusion(
            PoolSide.UNIT,
            one,
            *barred.get(one, (ExclusionGround.PLANNED, f"{YEAR}年度监督检查计划的名单")),
        )
        for one in units
        if one not in pooled
    ]


def _assign(world: World, draw: UUID, visits: Sequence[Visit], among: Sequence[Visit]) -> None:
    """Give each visit the unit and the pair that were drawn for it, when that pair is free."""
    officers = {officer.id: officer for officer in world.officers}
    diary = inspections.Diary(among)
    for visit, (entity, pair) in zip(visits, read.drawn(world.viewer, draw), strict=True):
        first, second = (officers[officer] for officer in pair)
        visit.entity = entity
        diary.place(visit, [(first, second)])
