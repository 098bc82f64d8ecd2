"""How long a code may be shown, and what a complaint says (国办发〔2024〕54号)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, VISITED, World
from zhunsheng.powers import queries as powers
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.visitcode import services
from zhunsheng.visitcode.rules import PARTY
from zhunsheng.visitcode.tests.test_services import COMPLAINT, refused, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def test_a_code_is_not_shown_months_after_the_approval(world: World) -> None:
    """国办发〔2024〕54号: who enters was sent for now, not for any day to come."""
    row, late = builders.approved(world), APPROVED + timedelta(days=300)
    codes = refused(
        lambda: services.show_code(ctx=world.act("s", late), inspection=row.id, on=late)
    )
    assert codes == ["visitcode.entry.outside_term"]


@pytest.mark.parametrize("text", ["", "。。。。", "\u200b\u200b"])
def test_a_complaint_says_what_happened(world: World, text: str) -> None:
    """国办发〔2024〕54号: what says nothing cannot be checked, nor take the place of others."""
    row, ctx = shown(world), builders.act("statement", VISITED, PARTY, world.bureau)
    empty = replace(COMPLAINT, text=text)
    codes = refused(lambda: services.hand_in(ctx=ctx, inspection=row.id, draft=empty, on=VISITED))
    assert codes == ["visitcode.complaint.empty"]


class TestEntry:
    """What the record of a visit is asked, its code is asked before."""

    def test_is_not_shown_for_what_is_on_the_list_no_more(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """国办发〔2024〕54号: no list, no inspection, on the day of the visit as well."""
        row = builders.approved(world)
        monkeypatch.setattr(powers, "inspection_items", lambda *_, **__: {})
        codes = refused(
            lambda: services.show_code(ctx=world.act("s", VISITED), inspection=row.id, on=VISITED)
        )
        assert codes == ["inspection.items.unpublished"]

    def test_is_shown_by_no_street_whose_deed_ended(self, world: World) -> None:
        """行政处罚法 20: a street acts by a deed in force on the day."""
        builders.delegate(world, until=APPROVED)
        row = builders.approved(world, unit=world.street, officers=world.street_officers)
        ctx = world.act("s", VISITED, world.street_officer)
        codes = refused(lambda: services.show_code(ctx=ctx, inspection=row.id, on=VISITED))
        assert codes == ["inspection.delegation.inspection"]

    def test_is_shown_by_no_street_whose_unit_moved(self, world: World) -> None:
        """行政处罚法 20: a street enters units of its own, on the day of the visit as well."""
        builders.delegate(world)
        row = builders.approved(world, unit=world.street, officers=world.street_officers)
        BusinessEntity.objects.of(world.viewer()).update(street=world.team)
        ctx = world.act("s", VISITED, world.street_officer)
        codes = refused(lambda: services.show_code(ctx=ctx, inspection=row.id, on=VISITED))
        assert codes == ["inspection.street.outside"]
