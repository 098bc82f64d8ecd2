"""Whom the bureau may inspect: a unit that operates, of its own level, entered once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.inspection import services
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, FOUNDED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.registry import queries as entities
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EnforcementLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def close(world: World) -> None:
    ctx = builders.act("close", FOUNDED)
    registry.close_entity(ctx=ctx, entity=world.entities[0], reason="注销登记", on=FOUNDED)


def lift(world: World) -> None:
    row = entities.entity(world.viewer(), world.entities[0])
    facts = replace(entities.facts_of(row), enforcement_level=EnforcementLevel.CITY)
    ctx = builders.act("lift", FOUNDED)
    registry.amend_entity(ctx=ctx, entity=row.id, facts=facts, version=None, on=FOUNDED)


def merge(world: World) -> None:
    duplicate, kept = world.entities[:2]
    registry.merge_entities(
        ctx=builders.act("merge", FOUNDED),
        kept=kept,
        duplicate=duplicate,
        reason="重复登记",
        version=None,
        on=FOUNDED,
    )


class TestUnit:
    """安全生产法62、应急〔2021〕23号、应急〔2025〕11号: each level inspects its own, by list."""

    @pytest.mark.parametrize(
        ("befall", "code"), [(close, "closed"), (lift, "level"), (merge, "merged")]
    )
    def test_that_may_not_be_inspected_is_refused_and_nothing_is_written(
        self, world: World, befall: Callable[[World], None], code: str
    ):
        befall(world)
        codes = [f"registry.standing.{code}"]
        assert refused(lambda: builders.approved(world)) == codes
        urgent = builders.request(world)
        ctx = world.act("urgent", APPROVED)
        assert codes == refused(
            lambda: services.start_urgent(
                ctx=ctx, request=urgent, urgency="danger", reason="泄漏", on=APPROVED
            )
        )

    def test_that_closed_may_be_looked_at_before_it_resumes(self, world: World):
        close(world)
        assert builders.approved(world, basis_kind=BasisKind.RESUMPTION, source="").approved_on

    def test_of_the_city_is_inspected_where_the_city_deployed_it_with_its_paper(self, world: World):
        lift(world)
        above = BasisKind.SUPERIOR
        codes = refused(lambda: builders.approved(world, basis_kind=above, source=""))
        assert codes == ["registry.standing.level", "inspection.source.unnamed"]
        number = "示市应急〔2025〕3号"
        assert builders.approved(world, "paper", basis_kind=above, source=number).source == number


class TestDay:
    """国办发〔2024〕54号: an inspection is approved before it is made."""

    def test_that_has_passed_is_no_day_to_approve_for(self, world: World):
        for day in (date(2024, 12, 31), APPROVED - timedelta(days=1)):
            codes = refused(partial(builders.approved, world, planned_on=day))
            assert codes == ["inspection.approval.day_passed"]
        assert builders.approved(world, planned_on=APPROVED).planned_on == APPROVED
