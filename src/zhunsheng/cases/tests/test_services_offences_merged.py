"""行政处罚法 33: earlier offences are those of the unit, under whatever entry of the register."""

from __future__ import annotations

from uuid import UUID

import pytest

from zhunsheng.cases.choices import FirstOffence
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import offences
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.test_services_offences import LATER, looked_up
from zhunsheng.cases.tests.world import OTHER, World, credit_code
from zhunsheng.registry import services as registry

pytestmark = pytest.mark.django_db
CODE = credit_code(4)


@pytest.fixture
def world() -> World:
    return World()


def merge(world: World, kept: UUID, duplicate: UUID) -> None:
    registry.merge_entities(
        ctx=world.act("secretary", DAY), kept=kept, duplicate=duplicate, version=None, on=DAY,
        reason="同一营业执照，代码录错", registration="示市监登记查询〔2025〕7号",
    )  # fmt: skip


def told(world: World, case: PenaltyCase) -> str:
    return offences.identities_of(world.viewer(), [case])[case.id]


class TestEarlier:
    def test_counts_what_was_decided_against_a_duplicate(self, world: World) -> None:
        twin = world.add_entity("示例区晨安化工", 81)
        mine = world.spot(DAY, entity=twin)
        clue = world.clue(LATER)
        assert looked_up(world, clue).own == ()
        merge(world, world.entity, twin)
        found = looked_up(world, clue)
        assert [row.case for row in found.own] == [mine.id]
        assert found.answer is FirstOffence.NO
        assert (told(world, mine), told(world, clue)) == (CODE, CODE)

    def test_counts_what_another_bureau_decided_under_a_code_entered_wrongly(
        self, world: World
    ) -> None:
        other = World(OTHER, "999901")
        twin = other.add_entity("示例区晨安化工", 81)
        other.spot(DAY, entity=twin)
        assert looked_up(world, world.clue(LATER)).others == ()
        merge(other, other.entity, twin)
        assert len(looked_up(world, world.clue(LATER)).others) == 1

    def test_counts_no_strangers_that_was_entered_under_the_code_of_the_party(
        self, world: World
    ) -> None:
        """The other bureau mistyped: the code of the party stood at a stranger's entry."""
        other = World(OTHER, "999901")
        stranger = other.add_entity("示例区另一家化工有限公司", 82)
        other.spot(DAY)
        assert len(looked_up(world, world.clue(LATER)).others) == 1
        merge(other, stranger, other.entity)
        assert looked_up(world, world.clue(LATER)).others == ()

    def test_of_a_duplicate_looks_for_the_code_of_the_entry_that_is_kept(
        self, world: World
    ) -> None:
        other = World(OTHER, "999901")
        other.spot(DAY)
        twin = world.add_entity("示例区晨安化工", 81)
        clue = world.clue(LATER, entity=twin)
        assert looked_up(world, clue).others == ()
        merge(world, world.entity, twin)
        assert len(looked_up(world, clue).others) == 1
