"""A sum that was changed: who asks the court for it, and what of the papers over the old sum."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import DecisionChange, ExecutionOutcome, RemedyKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.documents import queries as documents
from zhunsheng.execution import queries, rules, services
from zhunsheng.execution.choices import ExecutionState
from zhunsheng.execution.tests.test_services import apply, demanded, standing, surcharged
from zhunsheng.execution.tests.world import FINE, PROVEN, fined, refused
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act

pytestmark = pytest.mark.django_db
OPENED, ENDED = date(2025, 3, 20), date(2025, 5, 12)
PRESSED, ASKED = date(2025, 5, 28), date(2025, 6, 20)


@pytest.fixture
def world() -> World:
    return World(BUREAU)


@act
def remedied(
    *, ctx: Act, case: PenaltyCase, kind: RemedyKind, result: str, left_fen: int | None, on: date
) -> None:
    """Open and end a remedy, as the room above does; ``left_fen`` is what a change leaves."""
    case_acts.record_remedy_opened(ctx, case=case.id, kind=kind, on=on)
    paper = ("示例区人民政府", "示复决〔2025〕1号")
    if left_fen is not None:
        draft = case_rules.ChangeDraft(DecisionChange.CHANGED, *paper, left_fen)
        case_acts.change_decision(ctx, case=case.id, draft=draft, on=on)
    case_acts.record_remedy_ended(
        ctx, case=case.id, kind=kind, result=result, on=on, decided=True, by=paper
    )


def end(
    world: World, case: PenaltyCase, kind: RemedyKind, result: str, left_fen: int | None = None
) -> None:
    ctx = world.act("reviewer", ENDED)
    remedied(ctx=ctx, case=case, kind=kind, result=result, left_fen=left_fen, on=ENDED)


def test_what_a_reconsideration_changed_is_executed_by_its_organ(world: World) -> None:
    """行政复议法 78(2): 变更行政行为的行政复议决定书，由行政复议机关强制执行或者申请法院."""
    case = fined(world)
    end(world, case, RemedyKind.RECONSIDERATION, "变更原决定", FINE // 2)
    demanded(world, case, PRESSED)
    surcharged(world, case, PRESSED)
    assert refused(world, lambda: apply(world, case, ASKED)) == ["execution.for_reviewer"]
    number = "（2025）示例行审1号"
    owed = standing(world, case, ASKED).owed_fen
    draft = rules.EndDraft(ExecutionOutcome.COURT_PERFORMED, "执行完毕。", number, owed)
    ctx = world.act("deputy", ASKED)
    services.end_execution(ctx=ctx, case=case.id, draft=draft, proof=PROVEN, on=ASKED)
    assert standing(world, case, ASKED).state is ExecutionState.ENDED


def test_what_a_reconsideration_upheld_is_asked_for_by_the_bureau_and_names_its_paper(
    world: World,
) -> None:
    """行政复议法 78(1): 维持行政行为的，由作出行政行为的机关执行或者申请人民法院强制执行."""
    case = fined(world)
    end(world, case, RemedyKind.RECONSIDERATION, "维持原决定")
    demanded(world, case, PRESSED)
    surcharged(world, case, PRESSED)
    apply(world, case, ASKED)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    [paper] = [one for one in papers if one.kind == "enforcement_application"]
    said = "示例区人民政府在行政复议中作出示复决〔2025〕1号（维持原决定），处罚决定仍然有效"
    assert said in str(paper.contents["facts"])


def test_a_demand_over_the_old_sum_falls_when_a_court_changes_it(world: World) -> None:
    """行政强制法 35, 45.1, 54: 催告书载明金额; what names another sum calls upon nobody."""
    case, before = fined(world), date(2025, 4, 1)
    demanded(world, case, before)
    surcharged(world, case, before)
    end(world, case, RemedyKind.LITIGATION, "变更原决定", FINE // 2)
    assert refused(world, lambda: apply(world, case, PRESSED)) == [
        "execution.demand_not_delivered",
        "execution.surcharge_not_told",
    ]
    due = {one.key.partition(":")[0] for one in queries.duties(world.viewer("yi"), PRESSED)}
    assert "execution.demand_notice" in due
    demanded(world, case, PRESSED)
    surcharged(world, case, PRESSED)
    apply(world, case, ASKED)
