"""Acts of penalty cases on a real database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import (
    CaseProcedure,
    Circumstance,
    DeliveryWay,
    HearingOutcome,
    NoPenaltyGround,
)
from zhunsheng.cases.models import CaseAct, Decision, Payment, PenaltyCase
from zhunsheng.cases.tests.world import OTHER, World
from zhunsheng.documents import queries as documents
from zhunsheng.journal.services import RequestKeyReused
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.legalreview.models import Opinion, Review
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)  # a Monday; 4 and 5 April are rest days
BELOW = 1_000_000
HEAVY = 6_000_000


@pytest.fixture
def world() -> World:
    return World()


def steps(world: World) -> list[str]:
    rows = CaseAct.objects.of(world.viewer()).order_by("sequence")
    return list(rows.values_list("step", flat=True))


def refused(world: World, act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal after showing that nothing was written or recorded."""
    tables = (PenaltyCase, CaseAct, Decision, Payment, Review, Opinion)
    before = [world.events, *(table.objects.of(world.viewer()).count() for table in tables)]
    papers = len(documents.documents(world.viewer()))
    with pytest.raises(StepRefused) as refusal:
        act()
    after = [world.events, *(table.objects.of(world.viewer()).count() for table in tables)]
    assert after == before
    assert len(documents.documents(world.viewer())) == papers
    return [finding.code for finding in refusal.value.findings]


def heard(world: World, fine_fen: int = HEAVY) -> PenaltyCase:
    """Return a case after its hearing was held and reported on."""
    case = world.told(fine_fen, DAY)
    asked, held = DAY + timedelta(days=1), date(2025, 3, 14)
    services.request_hearing(
        ctx=world.act("secretary", asked),
        case=case.id,
        draft=rules.StatementDraft("示例甲", "申请听证。"),
        on=asked,
    )
    services.notify_hearing(
        ctx=world.act("secretary", asked),
        case=case.id,
        draft=rules.HearingNoticeDraft(held, world.users["reviewer"].id, "示例区安平路1号听证室"),
        on=asked,
    )
    services.hold_hearing(
        ctx=world.act("secretary", held),
        case=case.id,
        draft=rules.HearingDraft(
            statements=(("示例乙", "提出事实、证据和建议。"), ("示例甲", "请求从轻。")),
            cross_examination="当事人对证据没有异议。",
        ),
        on=held,
    )
    services.report_hearing(
        ctx=world.act("secretary", held),
        case=case.id,
        draft=rules.HearingReportDraft("处罚建议不变。", "请求从轻。", "证据属实。", "建议维持。"),
        on=held,
    )
    return case


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
        services.close_case(
            ctx=world.act("deputy", DAY), case=case.id, draft=rules.ClosingDraft(), on=DAY
        )
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
        assert refused(world, lambda: world.decide(case, HEAVY, day)) == ["decision.amount_differs"]
        assert world.decide(case, 5_500_000, day).fine_fen == 5_500_000

    def test_decides_not_to_punish(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
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
            ctx=world.act("deputy", DAY), case=case.id, draft=rules.ClosingDraft(), on=DAY
        )
        assert closed.version == 9

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
        assert codes == ["step.opening.wrong_role", "case.officers.fewer_than_two"]

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
        case = world.clue(DAY, violation_ended_on=date(2023, 3, 2))
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
        world.propose(case, 1_999_999, DAY, circumstance=Circumstance.MITIGATED)
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


class TestLegalReview:
    def test_is_refused_to_a_handler(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        both = world.users["yi"].actor
        actor = replace(both, roles=both.roles | {"LEGAL_REVIEWER"})
        world.users["both"] = type("Both", (), {"actor": actor})()
        codes = refused(world, lambda: world.conclude(case, DAY, by="both"))
        assert codes == ["review.reviewer_is_handler"]

    def test_blocks_the_notice_when_returned_until_the_file_changes(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY, Outcome.RETURNED)

        def tell() -> object:
            return services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)

        assert refused(world, tell) == ["case.review.returned"]
        assert refused(world, lambda: world.review(case, DAY)) == ["case.review.same_file"]
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        tell()
        assert steps(world)[-1] == "prior_notice"

    def test_blocks_the_decision_when_a_statement_came_after_it(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        services.record_representation(
            ctx=world.act("yi", DAY),
            case=case.id,
            draft=rules.StatementDraft("示例甲", "请求从轻。"),
            on=DAY,
        )
        codes = refused(world, lambda: world.decide(case, BELOW, DAY))
        assert codes == [
            "penalty.ordinary.decision.needs.representation_answer",
            "case.statement.unanswered",
            "case.statement.term_runs",
            "case.review.stale",
        ]
        services.answer_representation(
            ctx=world.act("yi", DAY), case=case.id, draft=rules.AnswerDraft(False, "不符"), on=DAY
        )
        world.waive(case, DAY)
        world.review(case, DAY)
        assert world.decide(case, BELOW, DAY).fine_fen == BELOW

    def test_refuses_an_opinion_on_a_file_that_changed(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.propose(case, BELOW - 100, DAY)
        codes = refused(world, lambda: world.conclude(case, DAY))
        assert codes == ["review.file_changed"]
        world.review(case, DAY)
        assert [r.round for r in Review.objects.of(world.viewer()).order_by("round")] == [1, 2]

    def test_cannot_be_changed_in_the_database(self, world: World) -> None:
        world.told(BELOW, DAY)
        with pytest.raises(Exception, match="append-only"):
            Opinion.objects.of(world.viewer()).update(outcome="RETURNED")


class TestDelivery:
    @pytest.mark.parametrize(
        ("draft", "codes"),
        [
            (rules.DeliveryDraft(), ["delivery.no_receiver"]),
            (
                rules.DeliveryDraft(DeliveryWay.LEFT),
                ["delivery.no_refusal", "delivery.no_witness"],
            ),
            (rules.DeliveryDraft(DeliveryWay.POST), ["delivery.no_postal_receipt"]),
            (rules.DeliveryDraft(DeliveryWay.ELECTRONIC), ["delivery.no_consent"]),
            (
                rules.DeliveryDraft(
                    DeliveryWay.PUBLIC, posted_on=DAY - timedelta(days=29), posted_reason="下落不明"
                ),
                ["delivery.public_term_runs"],
            ),
        ],
        ids=lambda value: value.way.value if isinstance(value, rules.DeliveryDraft) else "",
    )
    def test_needs_the_proof_of_its_way(
        self, world: World, draft: rules.DeliveryDraft, codes: list[str]
    ) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)

        def deliver(given: rules.DeliveryDraft) -> PenaltyCase:
            return services.deliver_notice(
                ctx=world.act("yi", DAY), case=case.id, draft=given, on=DAY
            )

        assert refused(world, lambda: deliver(draft)) == codes
        if draft.way is DeliveryWay.PUBLIC:
            deliver(replace(draft, posted_on=DAY - timedelta(days=30)))
            assert steps(world)[-1] == "notice_delivery"


class TestHearing:
    def test_is_offered_from_the_threshold_on(self, world: World) -> None:
        below = world.told(4_999_999, DAY)
        at = world.told(5_000_000, DAY)
        told = [
            [a.contents["hearing_offered"] for a in CaseAct.objects.of(world.viewer())
             .filter(case=case, step="prior_notice")]
            for case in (below, at)
        ]
        assert told == [[False], [True]]

    def test_may_be_requested_on_the_fifth_working_day_and_no_later(self, world: World) -> None:
        draft = rules.StatementDraft("示例甲", "申请听证。")

        def ask(case: PenaltyCase, day: date) -> PenaltyCase:
            return services.request_hearing(
                ctx=world.act("secretary", day), case=case.id, draft=draft, on=day
            )

        late = world.told(HEAVY, DAY)
        codes = refused(world, lambda: ask(late, date(2025, 3, 11)))
        assert codes == ["case.hearing.window_passed"]
        assert ask(late, date(2025, 3, 10)).version == 9

    def test_refuses_a_chair_who_investigated_and_a_notice_of_six_days(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        services.request_hearing(
            ctx=world.act("secretary", DAY),
            case=case.id,
            draft=rules.StatementDraft("示例甲", "申请听证。"),
            on=DAY,
        )
        draft = rules.HearingNoticeDraft(date(2025, 3, 11), world.users["yi"].id, "听证室")
        codes = refused(
            world,
            lambda: services.notify_hearing(
                ctx=world.act("secretary", DAY), case=case.id, draft=draft, on=DAY
            ),
        )
        assert codes == ["hearing.notice_too_late", "hearing.chair_investigated"]
        services.notify_hearing(
            ctx=world.act("secretary", DAY),
            case=case.id,
            draft=replace(
                draft, hearing_on=date(2025, 3, 12), chair=world.users["reviewer"].id
            ),
            on=DAY,
        )
        assert steps(world)[-1] == "hearing_notice"

    def test_that_is_abandoned_lets_the_case_go_on_without_a_report(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        services.request_hearing(
            ctx=world.act("secretary", DAY),
            case=case.id,
            draft=rules.StatementDraft("示例甲", "申请听证。"),
            on=DAY,
        )
        held = date(2025, 3, 14)
        services.notify_hearing(
            ctx=world.act("secretary", DAY),
            case=case.id,
            draft=rules.HearingNoticeDraft(held, world.users["reviewer"].id, "听证室"),
            on=DAY,
        )
        services.hold_hearing(
            ctx=world.act("secretary", held),
            case=case.id,
            draft=rules.HearingDraft(HearingOutcome.ABANDONED, reason="未出席。"),
            on=held,
        )
        world.discuss(case, HEAVY, held)
        assert world.decide(case, HEAVY, held).fine_fen == HEAVY


class TestDecision:
    def test_is_refused_with_every_reason_before_the_notice(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        codes = refused(world, lambda: world.decide(case, BELOW, DAY))
        assert codes == [
            "penalty.ordinary.decision.needs.prior_notice",
            "penalty.ordinary.decision.needs.notice_delivery",
            "penalty.ordinary.decision.needs.legal_review",
        ]

    def test_waits_for_the_term_in_the_notice(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        codes = refused(world, lambda: world.decide(case, BELOW, date(2025, 3, 6)))
        assert codes == ["case.statement.term_runs"]
        assert world.decide(case, BELOW, date(2025, 3, 7)).decided_on == date(2025, 3, 7)

    def test_is_taken_on_the_ninetieth_day_and_refused_on_the_next(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        last = DAY + timedelta(days=90)
        after = last + timedelta(days=1)
        codes = refused(world, lambda: world.decide(case, BELOW, after))
        assert codes == ["case.decision.term_over"]
        assert world.decide(case, BELOW, last).decided_on == last

    def test_needs_another_limit_from_law_regulation_or_rule(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        after = DAY + timedelta(days=91)

        def extend(basis: str) -> PenaltyCase:
            draft = rules.ExtensionDraft(after + timedelta(days=30), basis, "鉴定期间较长。")
            return services.extend_term(
                ctx=world.act("deputy", after), case=case.id, draft=draft, on=after
            )

        assert refused(world, lambda: extend("GBF-2018-118")) == ["extension.no_basis"]
        extend("SAWS-15:23")
        assert world.decide(case, BELOW, after).decided_on == after

    def test_is_never_heavier_than_what_the_party_was_told(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        codes = refused(world, lambda: world.decide(case, BELOW + 100, DAY))
        assert codes == ["decision.heavier_than_told", "decision.amount_differs"]

    def test_needs_a_new_notice_for_a_heavier_proposal(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        world.propose(case, BELOW * 2, DAY)
        world.review(case, DAY)
        codes = refused(world, lambda: world.decide(case, BELOW * 2, DAY))
        assert codes == ["case.notice.exceeded", "decision.heavier_than_told"]
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        assert world.decide(case, BELOW * 2, DAY).fine_fen == BELOW * 2

    def test_counts_no_vote_of_a_handler_and_needs_two_leaders(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        codes = refused(world, lambda: world.discuss(case, HEAVY, DAY, "chief", "yi"))
        assert codes == [
            "discussion.too_few",
            "discussion.not_leaders",
            "discussion.handler_votes",
        ]


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
        assert refused(world, lambda: pay(101)) == ["payment.above_owed"]
        codes = refused(
            world,
            lambda: services.close_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=rules.ClosingDraft(), on=DAY
            ),
        )
        assert codes == ["case.payment.outstanding"]
        pay(100)
        assert refused(world, lambda: pay(1)) == [
            "case.payment.nothing_owed",
            "payment.above_owed",
        ]


class TestSummaryProcedure:
    def test_decides_and_hands_over_in_one_act(self, world: World) -> None:
        case = world.spot(DAY)
        assert (case.number, case.procedure) == ("（示）应急简罚〔2025〕1号", "SUMMARY")
        assert Decision.objects.of(world.viewer()).get().fine_fen == 200_000
        services.report_back(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        services.record_payment(
            ctx=world.act("yi", DAY),
            case=case.id,
            draft=rules.PaymentDraft(200_000, "0001"),
            on=DAY,
        )
        services.close_case(
            ctx=world.act("head", DAY), case=case.id, draft=rules.ClosingDraft(), on=DAY
        )
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
        assert refused(world, lambda: spot(DAY, None)) == ["summary.not_own_street"]
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
        assert codes == ["step.clue.wrong_role"]


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
        with pytest.raises(Stale):
            services.open_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY, version=0
            )
        assert (world.events, steps(world)) == (events, ["clue"])
        services.open_case(
            ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY, version=1
        )


class TestFigureRows:
    def test_name_each_record_once(self, world: World) -> None:
        ordinary = world.decided(BELOW, DAY)
        world.spot(DAY)
        viewer, year = world.viewer(), (date(2025, 1, 1), date(2025, 12, 31))
        fines = queries.fine_rows(viewer, *year)
        assert sorted(row.weight for row in fines) == [200_000, BELOW]
        only = queries.decision_rows(viewer, *year, procedure=CaseProcedure.ORDINARY)
        assert [row.url for row in only] == [f"/cases/{ordinary.id}/"]
        assert len({row.distinct for row in queries.penalised_entity_rows(viewer, *year)}) == 1
        assert len(queries.opening_rows(viewer, *year)) == 1
        assert len(queries.review_rows(viewer, *year)) == 1
        assert queries.hearing_rows(viewer, *year) == ()
        assert len(queries.delivered_rows(viewer, *year)) == 1


class TestCost:
    def test_of_a_penalty_on_the_spot_stays_small(self, world: World) -> None:
        world.spot(DAY)
        with CaptureQueriesContext(connection) as seen:
            world.spot(DAY)
        assert len(seen) <= 30
