"""The ledger of closures: penalties for major hazards, as 安全生产法 113 counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.closure import closure_ledger
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.visits import visited
from zhunsheng.cases.tests.world import World
from zhunsheng.inspection.choices import HazardGrade

pytestmark = pytest.mark.django_db


def punished(world: World, on: date, *, grade: HazardGrade) -> PenaltyCase:
    """Return a case from an inspection whose finding was graded, decided on the day."""
    visit = visited(world, "safety.97-7", grade=grade)
    case = world.told(BELOW, on, source=SourceKind.INSPECTION, source_id=visit)
    world.waive(case, on)
    services.decide(
        ctx=world.act("chief", on), case=case.id, draft=rules.DecisionDraft(BELOW), on=on
    )
    return case


class TestLedger:
    def test_counts_penalties_for_major_hazards_within_180_days_and_a_year(self) -> None:
        world = World()
        punished(world, DAY, grade=HazardGrade.GENERAL)
        major = punished(world, DAY, grade=HazardGrade.MAJOR)
        counted = {
            days: closure_ledger(world.viewer(), major, on=DAY + timedelta(days=days)).repeats
            for days in (0, 179, 180, 364, 365)
        }
        found = {days: (one.in_180_days, one.in_a_year) for days, one in counted.items()}
        assert found == {0: (1, 1), 179: (1, 1), 180: (0, 1), 364: (0, 1), 365: (0, 0)}
        (decision,) = closure_ledger(world.viewer(), major, on=DAY).decisions
        assert decision.case_id == major.id
