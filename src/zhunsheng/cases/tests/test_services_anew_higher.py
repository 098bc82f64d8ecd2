"""A fine that is higher than the one that fell rests on what makes it higher."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import QuashGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_anew import (
    ANEW,
    FELL,
    file_of,
    investigated,
    quashed,
    remake,
)
from zhunsheng.cases.tests.test_services_statements import answer, say
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import ConductKind
from zhunsheng.legalreview.choices import CheckState

pytestmark = pytest.mark.django_db
MORE = BELOW + 100_000
NEW = "另查明一人无证作业。"
CODE = "anew.heavier_unexplained"


@pytest.fixture
def world() -> World:
    return World()


def higher(world: World, case: PenaltyCase, change: str, new: str = "") -> None:
    fines = (world.fine(case, case.violation_keys[0], MORE),)
    facts = f"{case.facts}{new}"
    draft = rules.ProposalDraft(fines, facts=facts, anew=change, discretion="涉及3名作业人员。")
    services.propose(ctx=world.act("yi", ANEW), case=case.id, draft=draft, on=ANEW)


def withdrawn(world: World, **clue: Any) -> PenaltyCase:
    """Return a case whose decision the bureau withdrew by itself after the party had spoken."""
    case = world.told(BELOW, DAY, **clue)
    say(world, case)
    answer(world, case)
    decided = DAY + timedelta(days=10)
    world.review(case, decided)
    world.decide(case, BELOW, decided)
    reason = ReasonDraft("决定有错误。")
    services.withdraw_decision(ctx=world.act("chief", FELL), case=case.id, draft=reason, on=FELL)
    row: PenaltyCase = PenaltyCase.objects.of(world.viewer()).get(id=case.id)
    return row


def test_what_others_quashed_for_its_procedure_rests_on_new_facts(world: World) -> None:
    """行政复议法 63, 64, 行政处罚法 45.2 in spirit: nobody pays more for having challenged."""
    ground = QuashGround.PROCEDURE
    case = investigated(world, remake(world, quashed(world, ground), ground=ground), "询问笔录")
    for change, new in (("", NEW), ("经研究，原决定处罚较轻。", NEW), (NEW, "")):
        assert refused(world, partial(higher, world, case, change, new)) == [CODE]
    higher(world, case, NEW, NEW)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    checks = checks_of(world.viewer(), file_of(world, case), papers, on=ANEW)
    [told] = [one for one in checks if "高于已失去效力的原决定" in one.text]
    assert (told.state, NEW in told.text) == (CheckState.DOUBT, True)


def test_new_facts_have_new_evidence(world: World) -> None:
    ground = QuashGround.PROCEDURE
    case = investigated(world, remake(world, quashed(world, ground), ground=ground))
    assert refused(world, partial(higher, world, case, NEW, NEW)) == [CODE]


@pytest.mark.parametrize("ground", [QuashGround.LAW, QuashGround.UNREASONABLE])
def test_what_others_held_of_law_or_measure_is_said_in_words(
    world: World, ground: QuashGround
) -> None:
    """行政复议法 64: what was too light by another's judgment is decided by the law that fits."""
    case = investigated(world, remake(world, quashed(world, ground), ground=ground), "询问笔录")
    assert CODE in refused(world, partial(higher, world, case, ""))
    higher(world, case, "原决定适用条款错误，改按后款处罚。")


def test_own_withdrawal_makes_nothing_heavier(world: World) -> None:
    """行政处罚法 45.2: 不得因当事人陈述、申辩而给予更重的处罚, nor by a second decision."""
    case = investigated(world, remake(world, withdrawn(world), ground=QuashGround.LAW), "询问笔录")
    for change, new in (("原决定适用条款错误，改按后款处罚。", ""), ("原决定较轻。", NEW)):
        assert refused(world, partial(higher, world, case, change, new)) == [CODE]
    higher(world, case, NEW, NEW)


def test_nor_does_a_new_case_for_what_was_withdrawn(world: World) -> None:
    """45.2: what the party said in the file whose decision fell is not held against it."""
    act: dict[str, Any] = {"violation_ended_on": DAY, "conduct": ConductKind.ONCE}
    withdrawn(world, **act)
    case = world.investigated(ANEW, **act)
    assert refused(world, partial(world.propose, case, MORE, ANEW)) == [CODE]
    world.propose(case, BELOW, ANEW)
