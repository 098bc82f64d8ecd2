"""行政处罚法 43: an interest in an entry that was merged into a party is one in the party."""

from __future__ import annotations

from uuid import UUID

import pytest

from zhunsheng.cases.queries import loading
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inquiry.rules import Subject
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.registry import services as registry
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import services as officers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    """Return a bureau whose first officer is close to a double of its first unit."""
    made = builders.world()
    kept, duplicate = made.entities[:2]
    officers.declare_interest(
        ctx=made.act("interest", VISITED, builders.SYSTEM),
        officer=made.officers[0],
        entity=duplicate,
        reason="近亲属任职",
        on=VISITED,
    )
    registry.merge_entities(
        ctx=made.act("merge", VISITED, builders.SYSTEM),
        kept=kept,
        duplicate=duplicate,
        registration="示市监登记查询〔2025〕7号",
        reason="同一单位，重复登记",
        version=0,
        on=VISITED,
    )
    return made


def subject(party: UUID) -> Subject:
    return Subject(
        kind="inspection",
        id=UUID(int=1),
        title="",
        number="",
        party=party,
        party_name="",
        party_code="",
        party_address="",
        party_representative="",
        party_phone="",
        url="",
        since=VISITED,
        handlers=(),
        is_open=True,
    )


@pytest.mark.parametrize("place", [0, 1])
def test_who_is_close_to_either_entry_recuses_in_every_room(world: World, place: int) -> None:
    """行政处罚法 43: cases, evidence and measures ask the same question and get one answer."""
    viewer, party, who = world.viewer(), world.entities[place], world.officers[0]
    facts = workforce.officer_facts(viewer, [who])
    named = {facts[0].name}
    assert loading.interested_in(viewer, party, on=VISITED) == {who}
    assert inquiry.interested_names(viewer, facts, subject(party)) == named
    assert compulsion.people(viewer, [who], party, None).interested == named
    assert loading.interested_in(viewer, world.entities[2], on=VISITED) == frozenset()
