"""Measures on the spot: who decides them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhunsheng.inspection import services
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.inspection.tests.test_checking import STOP, measured

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


class TestMeasure:
    def test_names_two_officers_of_the_visit_who_decide(self, world: World) -> None:
        """行政处罚法 42: two officers enforce, and only those who saw the danger decide."""
        made = measured(world)
        assert made.officers_text == "示例乙、示例丙"
        said = made.document.contents["officers"]
        assert [one["name"] for one in said] == ["示例乙", "示例丙"]
        first, second = world.officers
        for officers, expected in (
            ((first,), ["officers.fewer_than_two"]),
            ((first, world.street_officers[0]), ["inspection.measure.not_on_site"]),
            (
                (second, world.street_officers[0]),
                ["inspection.measure.not_on_site", "inspection.actor.not_sent"],
            ),
        ):
            draft = replace(STOP, officers=officers)
            codes = refused(
                lambda: services.decide_measure(
                    ctx=world.act("again", VISITED),
                    inspection=made.inspection_id,
                    draft=draft,  # noqa: B023  # called at once
                    version=None,
                    on=VISITED,
                )
            )
            assert codes == expected
