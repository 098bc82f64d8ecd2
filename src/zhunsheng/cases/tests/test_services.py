"""Acts of penalty cases on a real database."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import CaseProcedure, NoPenaltyGround
from zhunsheng.cases.models import Decision, Payment, PenaltyCase
from zhunsheng.cases.queries import loading
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, MINOR, heard, refused, steps
from zhunsheng.cases.tests.world import ANOTHER, OTHER, World, obeyed
from zhunsheng.cases.views.reading import money
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import Later, RequestKeyReused, Stale
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import Degree, Question
from zhunsheng.legalreview.models import Opinion
from zhunsheng.workforce import services as workforce

CLOSING = obeyed(DAY)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


class TestOrdinaryProcedure:
    def test_runs_from_clue_to_closing(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        services.deliver_decision(
            ctx=world.act("yi", DAY), case=case.id, draft=world.delivered(), on=DAY
        )
        services.record_payment(
            ctx=world.act("finance", DAY),
            case=case.id,
            draft=rules.PaymentDraft(BELOW, "0001"),
            on=DAY,
        )
        services.close_case(ctx=world.act("deputy", DAY), case=case.id, draft=CLOSING, on=DAY)
        assert steps(world) == [
            "clue",
            "opening",
            "investigation",
            "proposal",
            "review_request",
            "legal_review",
            "prior_notice",
            "notice_delivery",
            "representation_waiver",
            "decision",
            "decision_delivery",
            "payment",
            "closing",
        ]
        kinds = [d.kind for d in documents.documents_of(world.viewer(), ("case", case.id))]
        assert sorted(kinds) == [
            "closing_approval",
            "credit_repair_notice",
            "delivery_receipt",
            "delivery_receipt",
            "investigation_report",
            "legal_review_opinion",
            "opening_approval",
            "penalty_decision",
            "prior_notice",
            "rights_waiver",
        ]

    def test_goes_on_after_a_hearing_with_a_second_review_and_a_discussion(
        self, world: World
    ) -> None:
        case = heard(world)
        day = date(2025, 3, 17)
        codes = refused(world, lambda: world.discuss(case, HEAVY, day))
        assert codes == ["case.review.stale"]
        world.review(case, day)
        codes = refused(world, lambda: world.decide(case, HEAVY, day))
        assert codes == ["penalty.ordinary.decision.needs.discussion"]
        world.discuss(case, HEAVY, day)
        decision = world.decide(case, HEAVY, day)
        assert decision.fine_fen == HEAVY
        assert Opinion.objects.of(world.viewer()).count() == 2

    def test_lets_the_leaders_lower_the_amount_in_the_discussion(self, world: World) -> None:
        case = heard(world)
        day = date(2025, 3, 17)
        world.review(case, day)
        world.discuss(case, 5_500_000, day)
        codes = refused(world, lambda: world.decide(case, 5_500_000, day, "仅安排两人上岗。"))
        assert codes == ["case.review.stale"]  # 58: what was discussed is another amount
        world.review(case, day)
        assert refused(world, lambda: world.decide(case, HEAVY, day)) == ["decision.amount_differs"]
        codes = refused(world, lambda: world.decide(case, 5_500_000, day, "  "))
        assert codes == ["decision.change_unreasoned"]
        decision = world.decide(case, 5_500_000, day, "听证查明仅安排两人上岗。")
        told = str(json.loads(documents.document(world.viewer(), decision.document_id).content))
        assert "该项罚款数额为" not in told
        reason = "经审查，听证查明仅安排两人上岗。据此，决定罚款55,000.00元。"
        assert f"告知时拟罚款{yuan_text(HEAVY)}元；{reason}" in told
        file = queries.file_of(world.viewer(), case.id, on=day)
        rows = money(file, queries.facts_of(world.viewer(), case.id, on=day))
        assert rows[:3] == [("拟罚款", HEAVY), ("已告知", HEAVY), ("决定罚款", 5_500_000)]

    def test_decides_not_to_punish(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, 0, DAY, answers=MINOR)
        world.review(case, DAY)
        draft = rules.NoPenaltyDraft(NoPenaltyGround.MINOR, "逐项符合。", "已当面教育。")
        decision = services.decide_no_penalty(
            ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY
        )
        assert (decision.kind, decision.fine_fen) == ("NO_PENALTY", 0)
        services.deliver_decision(
            ctx=world.act("yi", DAY), case=case.id, draft=world.delivered(), on=DAY
        )
        closed = services.close_case(
            ctx=world.act("deputy", DAY), case=case.id, draft=CLOSING, on=DAY
        )
        assert closed.version == 9

    def test_keeps_a_clue_that_is_dropped_without_a_reason(self, world: World) -> None:
        case = world.clue(DAY)
        codes = refused(
            world,
            lambda: services.refuse_to_open(
                ctx=world.act("deputy", DAY), case=case.id, draft=rules.NotOpenedDraft(" "), on=DAY
            ),
        )
        assert codes == ["not_opened.no_reason"]

    def test_ends_where_a_clue_is_dropped(self, world: World) -> None:
        case = world.clue(DAY)
        services.refuse_to_open(
            ctx=world.act("deputy", DAY),
            case=case.id,
            draft=rules.NotOpenedDraft("不属于本局管辖。"),
            on=DAY,
        )
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        codes = refused(
            world,
            lambda: services.open_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY
            ),
        )
        assert codes == ["penalty.ordinary.closed"]


class TestOpening:
    def test_refuses_one_officer_and_a_handler_instead_of_a_leader(self, world: World) -> None:
        case = world.clue(DAY)
        codes = refused(
            world,
            lambda: services.open_case(
                ctx=world.act("yi", DAY),
                case=case.id,
                draft=rules.OpeningDraft((world.officers["yi"],)),
                on=DAY,
            ),
        )
        assert codes == [
            "step.opening.wrong_role",
            "case.officers.fewer_than_two",
            "case.by.handler",
        ]

    def test_refuses_a_certificate_the_day_after_it_expired(self, world: World) -> None:
        late = world.add_officer("head", until=DAY)
        case = world.clue(DAY)
        draft = rules.OpeningDraft((world.officers["yi"], late))

        def open_on(day: date) -> PenaltyCase:
            return services.open_case(
                ctx=world.act("deputy", day), case=case.id, draft=draft, on=day
            )

        after = DAY + timedelta(days=1)
        codes = refused(world, lambda: open_on(after))
        assert codes == ["case.officers.certificate_not_valid"]
        assert open_on(DAY).number == "（示）应急立〔2025〕1号"

    def test_refuses_an_officer_with_an_interest_in_the_party(self, world: World) -> None:
        workforce.declare_interest(
            ctx=world.act(world.founder, DAY),
            officer=world.officers["bing"],
            entity=world.entity,
            reason="亲属任职",
            on=DAY,
        )
        case = world.clue(DAY)
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        codes = refused(
            world,
            lambda: services.open_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY
            ),
        )
        assert codes == ["case.officers.interest"]

    def test_refuses_a_violation_found_after_two_years(self, world: World) -> None:
        case = world.clue(DAY, violation_ended_on=date(2023, 3, 2), harmful=False)
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        codes = refused(
            world,
            lambda: services.open_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY
            ),
        )
        assert codes == ["case.limitation.passed"]
        assert world.opened(DAY, violation_ended_on=date(2023, 3, 3)).version == 2

    def test_refuses_a_violation_of_persons_against_a_unit(self, world: World) -> None:
        codes = refused(world, lambda: world.clue(DAY, violations=("safety.94", "nothing")))
        assert codes == ["clue.unknown_violation", "clue.party_mismatch"]

    def test_leaves_a_case_of_another_bureau_alone(self, world: World) -> None:
        case = world.clue(DAY)
        other = World(OTHER, "999901")
        draft = rules.OpeningDraft((other.officers["yi"], other.officers["bing"]))
        with pytest.raises(PenaltyCase.DoesNotExist):
            services.open_case(ctx=other.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        assert steps(world) == ["clue"]


class TestProposal:
    def test_keeps_within_the_statutory_range(self, world: World) -> None:
        case = world.investigated(DAY)
        codes = refused(world, lambda: world.propose(case, 10_000_001, DAY))
        assert codes == ["amount.above_range"]
        assert world.propose(case, 10_000_000, DAY).version == 4

    def test_goes_below_the_range_only_where_mitigated(self, world: World) -> None:
        case = world.investigated(DAY, violations=("safety.94",), person_name="示例甲")
        assert case.party_kind == "PERSON"
        codes = refused(world, lambda: world.propose(case, 1_999_999, DAY))
        assert codes == ["amount.below_range"]
        proof = loading.evidence_of(world.viewer(), case)[0].id
        world.propose(
            case,
            1_999_999,
            DAY,
            answers={Question.CORRECTED: False, Question.DEGREE: Degree.MITIGATED},
            circumstances={"harm_removed": proof},
        )
        assert steps(world)[-1] == "proposal"

    def test_is_never_heavier_for_a_defence(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        services.record_representation(
            ctx=world.act("yi", DAY),
            case=case.id,
            draft=rules.StatementDraft("示例甲", "请求从轻。"),
            on=DAY,
        )
        codes = refused(world, lambda: world.propose(case, BELOW + 1, DAY))
        assert codes == ["amount.heavier_after_defence"]


class TestPayment:
    def test_is_taken_in_parts_and_never_above_the_fine(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        services.deliver_decision(
            ctx=world.act("yi", DAY), case=case.id, draft=world.delivered(), on=DAY
        )

        def pay(amount: int, receipt: str = "0001") -> Payment:
            draft = rules.PaymentDraft(amount, receipt)
            ctx = world.act("finance", DAY)
            return services.record_payment(ctx=ctx, case=case.id, draft=draft, on=DAY)

        pay(BELOW - 100)
        assert refused(world, lambda: pay(101, "0002")) == ["payment.above_owed"]
        codes = refused(
            world,
            lambda: services.close_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=CLOSING, on=DAY
            ),
        )
        assert codes == ["case.payment.outstanding"]
        assert refused(world, lambda: pay(100, " 0001 ")) == ["payment.receipt_used"]
        pay(100, "0002")
        assert refused(world, lambda: pay(1, "0003")) == ["payment.above_owed"]


class TestSummaryProcedure:
    def test_decides_and_hands_over_in_one_act(self, world: World) -> None:
        case = world.spot(DAY)
        assert (case.number, case.procedure) == ("（示）应急简罚〔2025〕1号", "SUMMARY")
        assert Decision.objects.of(world.viewer()).get().fine_fen == 200_000
        services.report_back(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        services.record_payment(
            ctx=world.act("finance", DAY),
            case=case.id,
            draft=rules.PaymentDraft(200_000, "0001"),
            on=DAY,
        )
        services.close_case(ctx=world.act("head", DAY), case=case.id, draft=CLOSING, on=DAY)
        assert steps(world) == ["on_the_spot", "report_back", "payment", "closing"]

    def test_refuses_3000_yuan_and_one_fen_for_a_unit(self, world: World) -> None:
        assert refused(world, lambda: world.spot(DAY, fine_fen=300_001)) == [
            "summary.above_ceiling"
        ]
        assert world.spot(DAY, fine_fen=300_000).version == 1

    def test_refuses_the_certificate_of_yesterday(self, world: World) -> None:
        late = world.add_officer("head", until=DAY)
        officers = (world.officers["yi"], late)
        after = DAY + timedelta(days=1)
        assert refused(world, lambda: world.spot(after, officers=officers)) == [
            "case.officers.certificate_not_valid"
        ]

    def test_is_open_to_a_street_inside_its_deed_alone(self, world: World) -> None:
        officers = (world.officers["street_one"], world.officers["street_two"])

        def spot(day: date, unit: object) -> PenaltyCase:
            return world.spot(day, by="street_one", officers=officers, unit=unit)

        assert refused(world, lambda: spot(DAY, world.street.id)) == ["case.delegation.invalid"]
        world.delegate(until=DAY)
        assert refused(world, lambda: spot(DAY, None)) == [
            "summary.not_own_street",
            "case.officers.of_a_street",
        ]
        after = DAY + timedelta(days=1)
        assert refused(world, lambda: spot(after, world.street.id)) == ["case.delegation.invalid"]
        assert spot(DAY, world.street.id).unit_id == world.street.id

    def test_leaves_the_ordinary_procedure_closed_to_a_street(self, world: World) -> None:
        world.delegate()
        actor = world.users["street_one"].actor
        draft = rules.ClueDraft(world.entity, ("safety.99-1",), "未设置标志。")
        codes = refused(
            world,
            lambda: services.register_clue(ctx=world.act(actor, DAY), draft=draft, on=DAY),
        )
        assert codes == ["clue.not_handed_up"]


class TestForm:
    def test_sent_twice_acts_once(self, world: World) -> None:
        draft = rules.ClueDraft(world.entity, ("safety.97-7",), "无证上岗。")
        ctx = world.act("yi", DAY)
        first = services.register_clue(ctx=ctx, draft=draft, on=DAY)
        events = world.events
        assert services.register_clue(ctx=ctx, draft=draft, on=DAY).id == first.id
        assert (world.events, steps(world)) == (events, ["clue"])
        with pytest.raises(RequestKeyReused):
            services.register_clue(ctx=ctx, draft=replace(draft, facts="另一事实"), on=DAY)

    def test_opened_before_somebody_else_acted_is_stale(self, world: World) -> None:
        case = world.clue(DAY)
        events = world.events
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        with pytest.raises(Stale) as stale:
            services.open_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY, version=0
            )
        at = datetime.combine(DAY, time(10), tzinfo=SHANGHAI)
        assert stale.value.later == (Later("登记线索", "示例乙", at),)
        assert (world.events, steps(world)) == (events, ["clue"])
        services.open_case(
            ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY, version=1
        )


class TestFigureRows:
    def test_name_each_record_once(self, world: World) -> None:
        ordinary = world.decided(BELOW, DAY)
        world.spot(DAY, other_act=ANOTHER)
        viewer, year = world.viewer(), (date(2025, 1, 1), date(2025, 12, 31))
        fines = queries.fine_rows(viewer, *year)
        assert sorted(row.weight for row in fines) == [200_000, BELOW]
        only = queries.decision_rows(viewer, *year, procedure=CaseProcedure.ORDINARY)
        assert [row.url for row in only] == [f"/cases/{ordinary.id}/"]
        assert len(queries.opening_rows(viewer, *year)) == 1
        assert len(queries.reviewed_case_rows(viewer, *year)) == 1
        assert queries.hearing_rows(viewer, *year) == ()
        assert len(queries.delivered_rows(viewer, *year)) == 1


class TestCost:
    def test_of_a_penalty_on_the_spot_stays_small(self, world: World) -> None:
        world.spot(DAY)
        with CaptureQueriesContext(connection) as seen:
            world.spot(DAY)
        # With archive, lock on the party, its end, the same act and its facts (29, 57, 60).
        assert len(seen) <= 51
