"""行政处罚法 67: the body that fines is apart from the one that collects."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.world import World
from zhunsheng.execution.tests.world import DECIDED, fined, pay, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize("by", ["yi", "head"])
def test_what_a_bank_took_is_entered_by_finance_alone(world: World, by: str) -> None:
    case = fined(world)
    entered = refused(world, lambda: pay(world, case, 100, DECIDED, "示例1", by=by))
    assert entered == ["payment.bank_by_officer"]
    assert pay(world, case, 100, DECIDED, "示例1").amount_fen == 100


@pytest.mark.parametrize("until", [date(2026, 3, 5), date(9999, 12, 31)])
def test_a_term_to_put_right_ends_within_a_year(world: World, until: date) -> None:
    """行政处罚法 28.1: correction is ordered, at once or by a day; no term without an end."""
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    draft = rules.DecisionDraft(BELOW, correct_until=until)

    def decide() -> object:
        return services.decide(ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY)

    assert refused(world, decide) == ["correction.day_too_far"]
