"""A drawn unit that was merged away is inspected as the one that is kept (国发〔2019〕5号)."""

from __future__ import annotations

from uuid import UUID

import pytest

from zhunsheng.draw import queries
from zhunsheng.draw.models import Draw
from zhunsheng.draw.tests.builders import (
    DAY,
    NEXT,
    bound,
    ctx,
    found,
    officers,
    published,
    ran,
    refused,
)
from zhunsheng.draw.tests.test_visits import approve, officers_of
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind, RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw(db: None) -> Draw:
    """Return a draw of three of five units without codes, which may be one another's doubles."""
    found()
    units = tuple(
        registry.add_entity(
            ctx=ctx(f"shop {number}"),
            facts=EntityFacts(
                name=f"示例第{number}店",
                credit_code="",
                kind=EntityKind.PERSON,
                sector=Sector.HAZCHEM_PRODUCTION,
                risk_class=RiskClass.C,
            ),
            on=DAY,
        ).id
        for number in range(1, 6)
    )
    return ran(bound(published(units, officers(4))))


def split(draw: Draw) -> tuple[list[UUID], list[UUID]]:
    """Return the drawn units by rank, and the others."""
    drawn = [unit for unit, _ in queries.drawn(ctx("read"), draw.id)]
    pool = [UUID(one.id) for one in queries.pool(draw).units]
    return drawn, [one for one in pool if one not in drawn]


def merge(kept: UUID, duplicate: UUID) -> None:
    registry.merge_entities(
        ctx=ctx(f"merge {duplicate}"),
        kept=kept,
        duplicate=duplicate,
        reason="同一家店，名称录入不全",
        version=0,
        on=DAY,
    )


def test_a_unit_merged_after_the_draw_is_no_dead_end(draw: Draw):
    """国发〔2019〕5号: what was drawn is inspected, by the pair drawn for it."""
    (first, *_), (other, *_) = split(draw)
    pair = queries.drawn(ctx("read"), draw.id)[0][1]
    merge(kept=other, duplicate=first)
    row = approve(draw, entity=other)
    assert officers_of(row) == set(pair)
    assert refused(lambda: approve(draw, "again", entity=other)) == ["inspection.draw.twice"]
    assert queries.own_visits(ctx("read"), draw.id)[first].inspection == row.id


def test_an_approval_before_the_merger_counts_for_the_unit_that_is_kept(draw: Draw):
    """国发〔2019〕5号: a unit that is drawn once is inspected once."""
    (first, *_), (other, *_) = split(draw)
    approve(draw, entity=first)
    merge(kept=other, duplicate=first)
    assert refused(lambda: approve(draw, "again", entity=other)) == ["inspection.draw.twice"]


def test_two_drawn_units_that_are_one_are_inspected_once(draw: Draw):
    (first, second, _), _ = split(draw)
    merge(kept=first, duplicate=second)
    approve(draw, entity=first)
    assert refused(lambda: approve(draw, "again", entity=first)) == ["inspection.draw.twice"]
    assert len(queries.draws_to_visit(ctx("read"), NEXT)) == 1
