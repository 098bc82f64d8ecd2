"""Drafts that no honest form sends: the acts refuse them and write nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.models import EvidenceItem

pytestmark = pytest.mark.django_db

TWICE = ("safety.97-7", "safety.97-7")


@pytest.fixture
def world() -> World:
    return World()


class TestAmount:
    @pytest.mark.parametrize("fine_fen", [-1, 0])
    def test_that_is_none_is_refused_in_the_discussion(self, world: World, fine_fen: int) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        assert refused(world, lambda: world.discuss(case, fine_fen, DAY)) == ["amount.nothing"]

    def test_is_measured_once_for_a_violation_that_is_named_twice(self, world: World) -> None:
        case = world.investigated(DAY, violations=TWICE)
        assert case.violation_keys == ["safety.97-7"]
        most = queries.fine_range(queries.violations_of(case)).most
        assert refused(world, lambda: world.propose(case, most + 1, DAY)) == ["amount.above_range"]

    def test_below_the_least_is_refused_where_nothing_mitigates(self, world: World) -> None:
        case = world.told(300_000, DAY, violations=("fireworks.38-2",))
        world.waive(case, DAY)
        codes = refused(world, lambda: world.discuss(case, 1, DAY))
        assert codes == ["amount.outside_band"]


class TestDay:
    @pytest.mark.parametrize("on", [date(1, 1, 1), date(1900, 1, 1), date(2017, 12, 31)])
    def test_of_a_clue_without_law_is_refused(self, world: World, on: date) -> None:
        draft = rules.ClueDraft(world.entity, ("safety.97-7",), "无证上岗。")
        ctx = replace(world.act("yi", DAY), late_reason="补记")
        codes = refused(world, lambda: services.register_clue(ctx=ctx, draft=draft, on=on))
        assert codes == ["act.on.no_law"]

    @pytest.mark.parametrize("ended_on", [DAY + timedelta(days=1), date(9999, 12, 31)])
    def test_on_which_a_violation_ends_is_not_in_the_future(
        self, world: World, ended_on: date
    ) -> None:
        codes = refused(world, lambda: world.clue(DAY, violation_ended_on=ended_on))
        assert codes == ["clue.ends_later"]
        codes = refused(world, lambda: world.spot(DAY, violation_ended_on=ended_on))
        assert codes == ["clue.ends_later"]


class TestStreet:
    def test_punishes_nobody_outside_of_it(self, world: World) -> None:
        world.delegate()
        own = world.street
        world.street = accounts.add_unit(
            ctx=world.act(world.founder, DAY), name="示例外街道", kind=UnitKind.STREET, on=DAY
        )
        away = world.add_entity("示例区外有限公司", 9)
        values: dict[str, Any] = {
            "unit": own.id,
            "officers": (world.officers["street_one"], world.officers["street_two"]),
        }
        codes = refused(world, lambda: world.spot(DAY, by="street_one", entity=away, **values))
        assert codes == ["summary.not_in_own_street"]
        assert world.spot(DAY, by="street_one", **values).unit_id == own.id


class TestEvidence:
    def add(self, world: World, case: Any, by: str = "yi") -> object:
        return services.add_evidence(
            ctx=world.act(by, DAY),
            case=case.id,
            name="示例照片",
            kind=EvidenceKind.DOCUMENTARY,
            content=b"photo",
            obtained_on=DAY,
            proves="改正情况",
            on=DAY,
        )

    def test_joins_a_case_that_is_open(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        self.add(world, case)
        rows = EvidenceItem.objects.of(world.viewer()).filter(subject_id=case.id)
        assert [row.number for row in rows.order_by("number")] == ["E01", "E02"]

    def test_is_refused_after_the_end_and_from_who_does_not_investigate(self, world: World) -> None:
        case = world.clue(DAY)
        assert refused(world, lambda: self.add(world, case, by="finance")) == [
            "step.investigation.wrong_role"
        ]
        services.refuse_to_open(
            ctx=world.act("deputy", DAY), case=case.id, draft=rules.NotOpenedDraft("无。"), on=DAY
        )
        assert refused(world, lambda: self.add(world, case)) == ["case.evidence.closed"]
        assert not EvidenceItem.objects.of(world.viewer()).exists()
