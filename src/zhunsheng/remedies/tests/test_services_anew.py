"""What a result says of deciding anew goes into the case with it (行政复议法 64, 行政诉讼法 70)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import QuashGround
from zhunsheng.cases.tests.steps import refused
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.citation import cite
from zhunsheng.remedies import rules, services
from zhunsheng.remedies.choices import Outcome
from zhunsheng.remedies.tests import builders as b

pytestmark = pytest.mark.django_db

UNTIL = date(2025, 9, 30)
SAID: dict[str, Any] = {"ground": QuashGround.EVIDENCE, "anew_until": UNTIL}


@pytest.fixture
def world() -> World:
    return World()


def test_a_reconsideration_that_quashes_sets_the_clock_of_the_case(world: World) -> None:
    case = world.spot(b.DECIDED)
    b.concluded(world, b.received(world, case), Outcome.QUASHED, **SAID)
    [term] = cases.clocks(world.viewer(), case.id, on=b.CONCLUDED)
    assert (term.key, term.due, term.basis) == ("anew", UNTIL, cite("ARL-2023:64"))
    [duty] = cases.duties(world.viewer(), b.CONCLUDED)
    assert duty.due_on == UNTIL


def test_a_judgment_sets_it_with_its_effect_and_not_before(world: World) -> None:
    case = world.decided(2_000_000, b.DECIDED)
    remedy = b.sued(world, case, b.RECEIVED)
    judged_on = b.CONCLUDED
    b.judged(world, remedy, Outcome.QUASHED, judged_on, **SAID)
    assert cases.duties(world.viewer(), judged_on) == ()
    effect = judged_on + timedelta(days=16)
    services.take_effect(
        ctx=world.act("reviewer", effect), remedy=remedy.id, draft=rules.NoteDraft(), on=effect
    )
    terms = {one.key: one for one in cases.clocks(world.viewer(), case.id, on=effect)}
    assert (terms["anew"].due, terms["anew"].basis) == (UNTIL, cite("ALP-2017:70"))


def test_a_result_that_does_not_quash_says_nothing_of_it(world: World) -> None:
    remedy = b.received(world, world.spot(b.DECIDED))
    act = partial(b.concluded, world, remedy, Outcome.UPHELD, **SAID)
    assert refused(world, act) == ["remedy.not_quashed"]
    early: dict[str, Any] = {
        "ground": QuashGround.LAW,
        "anew_until": b.CONCLUDED - timedelta(days=1),
    }
    act = partial(b.concluded, world, remedy, Outcome.QUASHED, **early)
    assert refused(world, act) == ["anew.until_early"]
