"""The ledger of closures: penalties for major hazards, as 安全生产法 113 counts them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import AnnulmentKind, SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.closure import ClosureLedger, closure_ledger
from zhunsheng.cases.rules.shares import Stated
from zhunsheng.cases.tests.steps import BELOW, DAY, annulled
from zhunsheng.cases.tests.visits import visited
from zhunsheng.cases.tests.world import World
from zhunsheng.inspection.choices import HazardGrade
from zhunsheng.lawbook.choices import Fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def decided(world: World, case: PenaltyCase, on: date) -> PenaltyCase:
    world.waive(case, on)
    draft = rules.DecisionDraft(BELOW)
    services.decide(ctx=world.act("chief", on), case=case.id, draft=draft, on=on)
    return case


def punished(world: World, *found: str, grade: HazardGrade, **changes: Any) -> PenaltyCase:
    """Return a case decided on the day, from an inspection that graded these violations."""
    visit = visited(world, *found, grade=grade)
    case = world.told(BELOW, DAY, source=SourceKind.INSPECTION, source_id=visit, **changes)
    return decided(world, case, DAY)


def ledger(world: World, case: PenaltyCase, days: int = 0) -> ClosureLedger:
    return closure_ledger(world.viewer(), case, on=DAY + timedelta(days=days))


class TestLedger:
    def test_counts_penalties_for_major_hazards_within_180_days_and_a_year(
        self, world: World
    ) -> None:
        punished(world, "safety.97-7", grade=HazardGrade.GENERAL)
        major = punished(world, "safety.97-7", grade=HazardGrade.MAJOR)
        counted = {days: ledger(world, major, days) for days in (0, 179, 180, 364, 365)}
        found = {
            days: (one.repeats.in_days, one.repeats.in_a_year, len(one.decisions))
            for days, one in counted.items()
        }
        assert found == {
            0: (1, 1, 1),
            179: (1, 1, 1),
            180: (0, 1, 1),
            364: (0, 1, 1),
            365: (0, 0, 0),
        }
        assert [one.case_id for one in counted[0].decisions] == [major.id]

    def test_leaves_out_what_lost_its_force(self, world: World) -> None:
        case = punished(world, "safety.97-7", grade=HazardGrade.MAJOR)
        draft = rules.AnnulmentDraft(
            AnnulmentKind.ANNULLED, "示例区人民政府", "示例复议〔2025〕1号"
        )
        annulled(world, case, draft, DAY)
        assert ledger(world, case).decisions == ()

    def test_leaves_out_a_case_of_another_violation_than_was_graded(self, world: World) -> None:
        case = punished(world, "safety.99-1", grade=HazardGrade.MAJOR)
        assert ledger(world, case).decisions == ()

    def test_leaves_out_a_person_of_the_unit(self, world: World) -> None:
        case = punished(world, "safety.97-7", grade=HazardGrade.MAJOR)
        PenaltyCase.objects.of(world.viewer()).filter(id=case.id).update(
            party_kind="PERSON", party_name="示例甲", is_person_of=True
        )
        assert ledger(world, case).decisions == ()

    def test_counts_a_fine_that_rests_on_the_fact(self, world: World) -> None:
        case = world.investigated(DAY)
        proof = world.fine(case, "safety.97-7", BELOW).facts[Fact.PERSONS].evidence
        facts = {Fact.PERSONS: Stated(3, proof), Fact.MAJOR_HAZARD: Stated(1, proof)}
        world.propose(case, BELOW, DAY, facts=facts)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        decided(world, case, DAY)
        assert [one.case_id for one in ledger(world, case).decisions] == [case.id]
