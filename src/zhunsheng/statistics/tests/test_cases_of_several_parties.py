"""A case with several parties is one case with several decisions (案 and 决定书 counted apart)."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.test_services_parties import HEAD_FINE, told, two
from zhunsheng.cases.tests.world import World
from zhunsheng.statistics import queries

pytestmark = pytest.mark.django_db


def test_two_parties_are_one_case_and_two_decisions() -> None:
    world = World()
    case, joined = two(world)
    told(world, case, BELOW)
    world.decide(case, BELOW, DAY)
    told(world, joined, HEAD_FINE)
    world.waive_hearing(joined, DAY)
    world.discuss(joined, HEAD_FINE, DAY)
    world.decide(joined, HEAD_FINE, DAY)

    found = queries.figures(world.viewer(), date(2025, 1, 1), date(2025, 12, 31), DAY)
    said = {key: one.value for key, one in found.items() if key.startswith("cases.")}
    assert said["cases.opened"] == 1
    assert said["cases.fined"] == said["cases.ordinary_fined"] == 1
    assert said["cases.decided"] == said["cases.ordinary_decided"] == 2
    assert said["cases.fines"] == said["cases.ordinary_fines"] == BELOW + HEAD_FINE
    assert said["cases.reviewed"] == said["cases.reviewed_penalised"] == 2
