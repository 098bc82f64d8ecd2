"""行政复议法 20: a remedy follows the decision that the party came to know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zhunsheng.cases.tests.world import World
from zhunsheng.execution.tests.world import DECIDED, fined, refused
from zhunsheng.remedies.models import Remedy
from zhunsheng.remedies.tests.builders import received

pytestmark = pytest.mark.django_db


def test_a_remedy_is_not_accepted_before_the_decision_was_delivered() -> None:
    world = World()
    case, later = fined(world), DECIDED + timedelta(days=30)
    early = DECIDED - timedelta(days=1)
    codes = refused(world, lambda: received(world, case, later, accepted_on=early))
    assert codes == ["remedy.accepted_early"]
    assert not Remedy.objects.of(world.viewer()).exists()
    assert received(world, case, later, accepted_on=DECIDED).accepted_on == DECIDED
