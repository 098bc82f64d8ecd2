"""Measures on the spot: who decides them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from zhunsheng.accounts.choices import HEADS
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.inspection.tests.test_checking import STOP, measured, removed

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
            (
                (first, world.street_officers[0]),
                ["inspection.measure.not_on_site", "inspection.measure.not_delegated"],
            ),
            (
                (second, world.street_officers[0]),
                [
                    "inspection.measure.not_on_site",
                    "inspection.actor.not_sent",
                    "inspection.measure.not_delegated",
                ],
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

    def test_that_stops_is_on_the_desk_of_the_heads_once_its_hazard_is_removed(
        self, world: World
    ) -> None:
        """安全生产法 65.1(3): 重大事故隐患排除后，经审查同意，方可恢复生产经营和使用。"""
        made, after = measured(world), VISITED + timedelta(days=1)

        def waiting() -> list[tuple[str, frozenset[str]]]:
            found = queries.duties(world.viewer(world.chief), after)
            return [(one.url, one.roles) for one in found if one.key.startswith("inspection.lift")]

        assert waiting() == []
        removed(world, made)
        where = reverse("inspection:lifting", args=[made.inspection_id])
        assert waiting() == [(where, frozenset(role.value for role in HEADS))]
        services.lift_measure(
            ctx=world.act("lift", after, world.chief),
            measure=made.id,
            note="执法人员现场核实，装置已修复。",
            version=None,
            on=after,
        )
        assert waiting() == []
