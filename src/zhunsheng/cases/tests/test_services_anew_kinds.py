"""A kind of penalty that is heavier than those that fell rests on what makes it heavier."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import QuashGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.steps import DAY, refused
from zhunsheng.cases.tests.test_services_anew import ANEW, FELL, investigated, remake
from zhunsheng.cases.tests.test_services_orders import from_visit
from zhunsheng.cases.tests.test_services_statements import answer, say
from zhunsheng.cases.tests.visits import DUE
from zhunsheng.cases.tests.world import World
from zhunsheng.lawbook.choices import Measure, Question

pytestmark = pytest.mark.django_db
FINE = 10_000_000
KEY = "safety.99-1"
FACTS = "仓库入口未设置明显的安全警示标志，期满没有改正。"
NEW = "另查明二号仓库入口同样没有设置警示标志。"
STOP = rules.MeasureDraft(Measure.OVERHAUL_SUSPENSION, days=90)


@pytest.fixture
def world() -> World:
    return World()


def propose(
    world: World,
    case: PenaltyCase,
    on: date,
    *,
    measures: tuple[rules.MeasureDraft, ...] = (),
    new: str = "",
) -> None:
    fine = rules.FineDraft(KEY, FINE, answers={Question.CORRECTED: False})
    draft = rules.ProposalDraft(
        (fine,),
        measures=measures,
        facts=f"{case.facts}{new}",
        anew=new,
        discretion="涉及多处入口，期满没有改正。",
    )
    services.propose(ctx=world.act("yi", on), case=case.id, on=on, draft=draft)


@pytest.fixture
def withdrawn(world: World) -> PenaltyCase:
    """Return a case whose fine the bureau withdrew by itself after the party had spoken."""
    visit = visits.ordered(world, KEY)
    visits.found_again(world, visit, DUE + timedelta(days=1), done=False)
    case: PenaltyCase = from_visit(world, visit, violations=(KEY,), facts=FACTS)
    propose(world, case, DAY)
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    world.deliver_notice(case, DAY)
    say(world, case)
    answer(world, case)
    world.waive_hearing(case, DAY)
    decided = DAY + timedelta(days=10)
    world.review(case, decided)
    world.discuss(case, FINE, decided)
    world.decide(case, FINE, decided)
    reason = ReasonDraft("决定有错误。")
    services.withdraw_decision(ctx=world.act("chief", FELL), case=case.id, draft=reason, on=FELL)
    case.refresh_from_db()
    return case


def test_a_suspension_is_not_added_after_the_defence(world: World, withdrawn: PenaltyCase) -> None:
    """行政处罚法 45.2: 不得因当事人陈述、申辩而给予更重的处罚; 停产停业整顿 is heavier."""
    case = investigated(world, remake(world, withdrawn, ground=QuashGround.LAW), "询问笔录")
    heavier = partial(propose, world, case, ANEW, measures=(STOP,))
    assert refused(world, heavier) == ["anew.heavier_kind_unexplained"]
    propose(world, case, ANEW)


def test_a_suspension_rests_on_new_facts_and_evidence(world: World, withdrawn: PenaltyCase) -> None:
    case = investigated(world, remake(world, withdrawn, ground=QuashGround.LAW), "询问笔录")
    propose(world, case, ANEW, measures=(STOP,), new=NEW)
