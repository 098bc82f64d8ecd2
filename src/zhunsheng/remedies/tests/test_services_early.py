"""行政复议法 20: a remedy follows the decision that the party knows, and leaves its terms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases import services as case_acts
from zhunsheng.cases.tests.steps import BELOW
from zhunsheng.cases.tests.test_services_measures import LATER
from zhunsheng.cases.tests.world import World
from zhunsheng.execution import queries as execution
from zhunsheng.execution.tests.world import DECIDED, fined, refused
from zhunsheng.remedies.choices import Outcome
from zhunsheng.remedies.models import Remedy
from zhunsheng.remedies.tests.builders import CONCLUDED, concluded, received

pytestmark = pytest.mark.django_db


def test_a_remedy_is_not_accepted_before_the_decision_was_delivered() -> None:
    world = World()
    case, later = fined(world), DECIDED + timedelta(days=30)
    early = DECIDED - timedelta(days=1)
    codes = refused(world, lambda: received(world, case, later, accepted_on=early))
    assert codes == ["remedy.accepted_early"]
    assert not Remedy.objects.of(world.viewer()).exists()
    assert received(world, case, later, accepted_on=DECIDED).accepted_on == DECIDED


@pytest.mark.parametrize(
    ("outcome", "ends"),
    [(Outcome.UPHELD, date(2025, 6, 18)), (Outcome.WITHDRAWN, date(2025, 9, 4))],
)
def test_the_court_is_not_asked_while_who_withdrew_may_still_sue(
    outcome: Outcome, ends: date
) -> None:
    """行政诉讼法 45, 46.1, 行政强制法 53: without a decision the six months of the start hold."""
    world = World()
    case = world.decided(BELOW, LATER)
    draft = world.delivered()
    case_acts.deliver_decision(ctx=world.act("yi", LATER), case=case.id, draft=draft, on=LATER)
    concluded(world, received(world, case, LATER), outcome)
    file = execution.load(world.viewer(), case.id, on=CONCLUDED)
    assert execution.standing(file, on=CONCLUDED).window.remedies_end == ends
