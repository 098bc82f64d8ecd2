"""行政处罚法 66.1, 72.1(4): confiscated gains are collected like a fine, without a surcharge."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import ExecutionOutcome, PaymentKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.test_services_measures import FINE, GAINS, LATER, decided
from zhunsheng.cases.tests.world import World, obeyed
from zhunsheng.documents import queries as documents
from zhunsheng.execution import queries, rules, services
from zhunsheng.execution.choices import CourtAnswer, CourtRuling, ExecutionState
from zhunsheng.execution.documents.contents import money_text
from zhunsheng.execution.queries import Standing
from zhunsheng.execution.tests.world import CODE, PROVEN, pay, refused

pytestmark = pytest.mark.django_db
TERM_END = LATER + timedelta(days=15)
DEMANDED = LATER + timedelta(days=200)
ASKED = DEMANDED + timedelta(days=30)
#: What delay adds to the fine by then: as much as the fine, and nothing for the gains.
SURCHARGE = FINE


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    made = decided(world)
    case_acts.deliver_decision(
        ctx=world.act("yi", LATER), case=made.id, draft=world.delivered(), on=LATER
    )
    return made


def standing(world: World, case: PenaltyCase, on: date) -> Standing:
    return queries.standing(queries.load(world.viewer(), case.id, on=on), on=on)


def labels(world: World, on: date) -> list[str]:
    return [one.label for one in queries.duties(world.viewer("yi"), on)]


def demand(world: World, case: PenaltyCase, on: date) -> None:
    draft = rules.DemandDraft(on + timedelta(days=20))
    services.demand(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


def apply(world: World, case: PenaltyCase, on: date = ASKED) -> None:
    draft = rules.ApplicationDraft("示例区人民法院")
    services.apply_to_court(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)


def asked(world: World, case: PenaltyCase, *, surcharged: bool = True) -> None:
    """Demand what is owed and ask the court for it."""
    if surcharged:
        services.decide_surcharge(ctx=world.act("deputy", DEMANDED), case=case.id, on=DEMANDED)
        services.deliver_surcharge(
            ctx=world.act("yi", DEMANDED), case=case.id, draft=world.delivered(), on=DEMANDED
        )
    demand(world, case, DEMANDED)
    services.deliver_demand(
        ctx=world.act("yi", DEMANDED), case=case.id, draft=world.delivered(), on=DEMANDED
    )
    apply(world, case)


def answered(world: World, case: PenaltyCase, number: str = "1号") -> None:
    draft = rules.CourtAnswerDraft(CourtAnswer.ACCEPTED, number)
    services.record_court_answer(
        ctx=world.act("reviewer", ASKED), case=case.id, draft=draft, on=ASKED
    )


def ruled(world: World, case: PenaltyCase, ruling: CourtRuling, number: str = "1号之一") -> None:
    draft = rules.RulingDraft(ruling, number, "缺少材料。")
    services.record_court_ruling(
        ctx=world.act("reviewer", ASKED), case=case.id, draft=draft, on=ASKED
    )


def end(
    world: World, case: PenaltyCase, outcome: ExecutionOutcome, *amounts: int, number: str = "2号"
) -> None:
    draft = rules.EndDraft(outcome, "执行完毕。", number, *amounts)
    ctx = world.act("chief", ASKED)
    services.end_execution(ctx=ctx, case=case.id, draft=draft, proof=PROVEN, on=ASKED)


def paper(world: World, kind: str) -> dict[str, Any]:
    """Return the rows of names and amounts of the last paper of a kind."""
    [found] = documents.documents(world.viewer(), kind=kind)
    rows: dict[str, Any] = {}
    for block in documents.paper(found).blocks:
        rows |= {row[0]: row[1] for row in getattr(block, "rows", ()) if len(row) == 2}
    return {key: value for key, value in rows.items() if "¥" in str(value)}


def code(world: World, case: PenaltyCase, number: str, fen: int) -> None:
    draft = rules.CodeDraft(PaymentKind.GAINS, number, fen)
    ctx = world.act("finance", ASKED)
    services.issue_payment_code(ctx=ctx, case=case.id, draft=draft, on=ASKED)


def pay_fine(world: World, case: PenaltyCase) -> None:
    pay(world, case, FINE, LATER, "示例罚1")


class TestGainsAlone:
    """行政处罚法 66.1, 72.1: a party hands over in time or is pressed, whatever it paid beside."""

    def test_are_late_after_the_term_of_the_decision(self, world: World, case: PenaltyCase) -> None:
        pay_fine(world, case)
        in_term, late = standing(world, case, TERM_END), standing(world, case, ASKED)
        assert (in_term.state, in_term.gains_late_fen) == (ExecutionState.IN_TERM, 0)
        assert (late.state, late.gains_late_fen) == (ExecutionState.GAINS_DUE, GAINS)
        assert late.surcharge_owed_fen == 0
        assert refused(world, lambda: demand(world, case, TERM_END)) == ["execution.not_late"]
        assert labels(world, TERM_END) == []
        assert labels(world, ASKED) == ["催缴逾期款项"]

    def test_have_a_code_of_their_own(self, world: World, case: PenaltyCase) -> None:
        pay_fine(world, case)
        code(world, case, CODE, GAINS)
        pay(world, case, GAINS, ASKED, "示例没1", kind=PaymentKind.GAINS)
        assert standing(world, case, ASKED).state is ExecutionState.PAID
        more = refused(world, lambda: code(world, case, f"{CODE}1", 1))
        assert more == ["execution.nothing_owed", "code.kind_not_owed"]

    def test_are_demanded_and_asked_of_the_court(self, world: World, case: PenaltyCase) -> None:
        """行政强制法 53, 54: the papers name the gains, no fine and no surcharge."""
        pay_fine(world, case)
        asked(world, case, surcharged=False)
        amount = "叁万元整（¥30,000.00）"
        assert paper(world, "demand_notice") == {"上缴违法所得": amount}
        assert paper(world, "enforcement_application") == {"没收违法所得": amount, "合计": amount}
        [made] = documents.documents(world.viewer(), kind="enforcement_application")
        assert "请求人民法院强制执行处罚决定书确定的没收违法所得。" in str(made.content)


class TestGainsBesideAFine:
    def test_are_named_apart_in_demand_and_application(
        self, world: World, case: PenaltyCase
    ) -> None:
        """行政强制法 54(3): the demand names the sum of money; 72.1(1) adds to the fine alone."""
        asked(world, case)
        rows = {"罚款": FINE, "没收违法所得": GAINS, "加处罚款": SURCHARGE}
        rows["合计"] = sum(rows.values())
        shown = {key: money_text(fen) for key, fen in rows.items()}
        assert paper(world, "enforcement_application") == shown
        demanded = paper(world, "demand_notice")
        assert set(demanded) == {"缴纳罚款", "上缴违法所得", "缴纳加处罚款"}

    def test_end_with_the_fine_where_the_court_collected_all(
        self, world: World, case: PenaltyCase
    ) -> None:
        """行政强制法 58: what the court was asked for is what it collects."""
        asked(world, case)
        answered(world, case)
        ruled(world, case, CourtRuling.GRANTED)
        total, done = FINE + SURCHARGE + GAINS, ExecutionOutcome.COURT_PERFORMED
        assert refused(world, lambda: end(world, case, done, total)) == ["end.gains"]
        end(world, case, done, total, GAINS)
        text = self.told(world, case)
        assert "没收违法所得30,000.00元，此前已上缴0.00元，法院执行到位30,000.00元" in text

    def test_do_not_vanish_where_the_court_stops(self, world: World, case: PenaltyCase) -> None:
        """行政强制法 40: the end says what of the gains was collected and what was not."""
        asked(world, case)
        answered(world, case)
        ruled(world, case, CourtRuling.GRANTED)
        ended = ExecutionOutcome.COURT_TERMINATED
        for amounts in ((1_000, 1_001), (GAINS + 1, GAINS + 1), (FINE + SURCHARGE + 1, 0)):
            codes = refused(world, partial(end, world, case, ended, *amounts))
            assert codes == ["end.gains"]
        end(world, case, ended, 1_500_000, 1_000_000)
        assert "法院执行到位10,000.00元，没有收缴20,000.00元" in self.told(world, case)

    def told(self, world: World, case: PenaltyCase) -> str:
        """Return how the approval to close prints the performance."""
        draft = obeyed(ASKED, "已经解除租赁。")
        ctx = world.act("deputy", ASKED)
        case_acts.close_case(ctx=ctx, case=case.id, draft=draft, on=ASKED)
        [made] = documents.documents(world.viewer(), kind="closing_approval")
        return str(made.content)


class TestASecondApplication:
    """行政强制法 56 to 58: each application has its own answer and ruling."""

    def test_waits_for_its_own_ruling(self, world: World, case: PenaltyCase) -> None:
        asked(world, case)
        answered(world, case)
        ruled(world, case, CourtRuling.NOT_GRANTED)
        apply(world, case)
        answered(world, case, "3号")
        assert refused(world, lambda: apply(world, case)) == ["execution.in_court"]
        assert standing(world, case, ASKED).state is ExecutionState.IN_COURT
        old = ExecutionOutcome.COURT_REFUSED
        assert refused(world, lambda: end(world, case, old, number="")) == ["end.not_borne_out"]
        ruled(world, case, CourtRuling.NOT_GRANTED, "3号之一")
        end(world, case, old, number="")
