"""Kinds of penalty beside fine and warning: proposed, told, decided (行政处罚法 9, 28, 63)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import PaymentKind
from zhunsheng.cases.models import Decision, PenaltyCase
from zhunsheng.cases.queries import loading, standing
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.steps import DAY, refused
from zhunsheng.cases.tests.world import World, obeyed
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import Fact, Measure, Question

pytestmark = pytest.mark.django_db
LEASED = "safety.103-1"
GAINS = 3_000_000
FINE = 10_000_000
LATER = DAY + timedelta(days=1)


@pytest.fixture
def world() -> World:
    return World()


def leased(world: World, on: date = DAY) -> PenaltyCase:
    """Return a case on letting a place to an unfit tenant, whose gains the law confiscates."""
    facts = "把仓库出租给没有安全生产条件的单位，收取租金3万元。"
    return world.investigated(on, violations=(LEASED,), facts=facts)


def proof(world: World, case: PenaltyCase) -> UUID:
    return loading.evidence_of(world.viewer(), case)[0].id


def gains(world: World, case: PenaltyCase, fen: int = GAINS, **changes: Any) -> rules.MeasureDraft:
    values: dict[str, Any] = {"evidence": proof(world, case), **changes}
    return rules.MeasureDraft(Measure.CONFISCATE_GAINS, fen, **values)


def propose(
    world: World,
    case: PenaltyCase,
    *measures: rules.MeasureDraft,
    on: date = DAY,
    stated: int = GAINS,
    **changes: Any,
) -> PenaltyCase:
    values: dict[str, Any] = {
        "facts": {Fact.GAINS: rules.Stated(stated, proof(world, case))},
        "answers": {Question.CORRECTED: False},
    }
    draft = rules.ProposalDraft(
        (rules.FineDraft(LEASED, changes.pop("fine_fen", FINE), **values),),
        discretion="租金3万元，没有造成事故。",
        measures=measures,
        **changes,
    )
    return services.propose(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


def told(world: World, *, fen: int = GAINS, on: date = DAY) -> PenaltyCase:
    case = leased(world, on)
    propose(world, case, gains(world, case, fen), stated=fen, on=on)
    world.review(case, on)
    services.notify(ctx=world.act("yi", on), case=case.id, on=on)
    world.deliver_notice(case, on)
    return case


class TestProposal:
    def test_leaves_out_no_kind_that_the_article_orders(self, world: World) -> None:
        case = leased(world)
        assert refused(world, lambda: propose(world, case)) == ["measure.missing"]

    def test_names_no_kind_that_the_article_does_not_know(self, world: World) -> None:
        case = leased(world)
        stop = rules.MeasureDraft(Measure.OVERHAUL_SUSPENSION, days=30)
        found = refused(world, lambda: propose(world, case, gains(world, case), stop))
        assert found == ["measure.without_basis"]

    def test_proposes_a_closure_to_the_government_and_does_not_decide_it(
        self, world: World
    ) -> None:
        case = leased(world)
        close = rules.MeasureDraft(Measure.CLOSURE_PROPOSAL, content="示例仓库")
        found = refused(world, lambda: propose(world, case, gains(world, case), close))
        assert found == ["measure.closure"]

    def test_says_how_much_and_by_which_evidence(self, world: World) -> None:
        case = leased(world)
        bare = rules.MeasureDraft(Measure.CONFISCATE_GAINS)
        found = refused(world, lambda: propose(world, case, bare))
        assert found == ["measure.contents_missing", "measure.unproven"]

    def test_confiscates_no_more_than_the_fine_rests_on(self, world: World) -> None:
        case = leased(world)
        more = gains(world, case, GAINS + 1)
        assert refused(world, lambda: propose(world, case, more)) == ["measure.gains_differ"]

    def test_leaves_the_gains_out_where_there_are_none_and_says_so(self, world: World) -> None:
        case = leased(world)
        none = rules.MeasureDraft(Measure.CONFISCATE_GAINS, instead="经查没有收取租金")
        assert refused(world, lambda: propose(world, case, none)) == ["measure.gains_stated"]
        propose(world, case, none, stated=0)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert rules.imposed_rows(file.data("proposal")) == []

    def test_confiscates_gains_though_the_article_is_silent(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, 1_000_000, DAY, measures=(gains(world, case),))
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert rules.gains_fen(file.data("proposal")) == GAINS


class TestNotice:
    def test_tells_the_kind_and_what_it_consists_of(self, world: World) -> None:
        case = told(world)
        [paper] = documents.documents(world.viewer(), kind="prior_notice")
        assert "罚款人民币100,000.00元；没收违法所得人民币30,000.00元" in paper.content
        assert paper.subject_id == case.id

    def test_offers_a_hearing_for_large_gains(self, world: World) -> None:
        case = leased(world)
        propose(world, case, gains(world, case, 9_000_000), stated=9_000_000)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        facts = standing.facts_of(file, on=DAY)
        assert (facts.hearing_right, facts.heavy, facts.grave) == (True, True, True)


class TestAfterTheStatement:
    def test_no_gains_join_and_none_rise(self, world: World) -> None:
        case = told(world)
        services.record_representation(
            ctx=world.act("yi", DAY),
            case=case.id,
            draft=rules.StatementDraft("示例甲", "请求从轻。"),
            on=DAY,
        )
        services.answer_representation(
            ctx=world.act("yi", DAY),
            case=case.id,
            draft=rules.AnswerDraft(False, "没有从轻情节。"),
            on=DAY,
        )
        more = gains(world, case, GAINS + 100)
        found = refused(world, lambda: propose(world, case, more, stated=GAINS + 100))
        assert found == ["measure.heavier_after_defence"]


class TestDecision:
    def test_prints_the_kind_and_keeps_it(self, world: World) -> None:
        case = decided(world)
        decision = Decision.objects.of(world.viewer()).get(case=case)
        assert [row["amount_fen"] for row in decision.measures] == [GAINS]
        text = documents.document(world.viewer(), decision.document_id).content
        assert "（¥100,000.00）；没收违法所得人民币叁万元整（¥30,000.00）" in text


def decided(world: World) -> PenaltyCase:
    case = told(world)
    world.waive(case, DAY)
    world.waive_hearing(case, DAY)
    later = DAY + timedelta(days=1)
    world.discuss(case, FINE, later)
    world.decide(case, FINE, later)
    return case


class TestOnTheSpot:
    def test_is_not_decided_what_confiscates(self, world: World) -> None:
        def act() -> object:
            return world.spot(DAY, violation="licence.21-2")

        assert "summary.other_kind" in refused(world, act)


class TestExecution:
    """行政处罚法 66.1, 国家赔偿法 36: gains are handed over apart from the fine, or given back."""

    def pay(self, world: World, case: PenaltyCase, kind: PaymentKind, fen: int) -> object:
        draft = rules.PaymentDraft(fen, f"示{kind.value}{fen}", kind)
        return services.record_payment(
            ctx=world.act("finance", LATER), case=case.id, draft=draft, on=LATER
        )

    def close(self, world: World, case: PenaltyCase) -> PenaltyCase:
        draft = obeyed(LATER, "已经解除租赁。")
        ctx = world.act("deputy", LATER)
        return services.close_case(ctx=ctx, case=case.id, draft=draft, on=LATER)

    def delivered(self, world: World) -> PenaltyCase:
        case = decided(world)
        services.deliver_decision(
            ctx=world.act("yi", LATER), case=case.id, draft=world.delivered(), on=LATER
        )
        return case

    def test_waits_for_the_gains(self, world: World) -> None:
        case = self.delivered(world)
        self.pay(world, case, PaymentKind.FINE, FINE)
        assert refused(world, lambda: self.close(world, case)) == ["case.gains.outstanding"]
        more = refused(world, lambda: self.pay(world, case, PaymentKind.GAINS, GAINS + 1))
        assert more == ["payment.above_owed"]
        self.pay(world, case, PaymentKind.GAINS, GAINS)
        self.close(world, case)
        [paper] = documents.documents(world.viewer(), kind="closing_approval")
        assert "已上缴没收的违法所得30,000.00元" in paper.content

    def test_gives_the_gains_back_where_the_decision_falls(self, world: World) -> None:
        case = self.delivered(world)
        self.pay(world, case, PaymentKind.GAINS, GAINS)
        services.withdraw_decision(
            ctx=world.act("chief", LATER), case=case.id, draft=ReasonDraft("决定有误。"), on=LATER
        )
        file = queries.file_of(world.viewer(), case.id, on=LATER)
        facts = standing.facts_of(file, on=LATER)
        assert (facts.gains_left_fen, facts.refund_fen) == (0, GAINS)

    def test_says_how_a_suspension_was_performed(self) -> None:
        bare = rules.performed_kinds_findings(rules.ClosingDraft(), ["责令停产停业整顿"])
        assert [one.code for one in bare] == ["closing.kinds_unsaid"]
        said = rules.ClosingDraft(kinds="2025年4月2日复查合格，恢复生产。")
        assert rules.performed_kinds_findings(said, ["责令停产停业整顿"]) == ()
