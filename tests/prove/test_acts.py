"""
Random acts by random roles: no refusal changes anything, and nothing unlawful succeeds.

`ZHUNSHENG_EXAMPLES=2000 python3 run.py prove` plays as many cases; the suite plays a few of its own
(`tests/journeys/test_random_acts.py`).
"""

from __future__ import annotations

import os

import pytest

from tests.prove.acting import services_are_tried
from tests.prove.conftest import Tell
from zhunsheng.cases.tests.world import World

EXAMPLES = int(os.environ.get("ZHUNSHENG_EXAMPLES", "100"))


@pytest.mark.django_db
def test_nothing_unlawful_succeeds_through_the_services(tell: Tell) -> None:
    tried, done = services_are_tried(World(), examples=EXAMPLES)
    tell("random acts: services", "cases played", EXAMPLES)
    tell("random acts: services", "acts tried", tried.total())
    tell("random acts: services", "acts done, each judged", done.total())
    tell("random acts: services", "acts refused, nothing changed", tried.total() - done.total())
    for step in sorted(tried):
        tell("random acts: services", step, f"{done[step]:,} of {tried[step]:,} done")
    assert {"decision", "hearing_report", "discussion", "closing"} <= set(done)
