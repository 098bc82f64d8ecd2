"""Acts of review, delivery, hearing and decision on a real database."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Final

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import (
    DeliveryWay,
    HearingOutcome,
    PostalResult,
)
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.tests.steps import (
    BELOW,
    DAY,
    HEARD_ON,
    HEAVY,
    RECORD,
    called,
    refused,
    serve,
    steps,
)
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.legalreview.models import Opinion, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


class TestLegalReview:
    def test_is_refused_to_a_handler(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        both = world.users["yi"].actor
        actor = replace(both, roles=both.roles | {"LEGAL_REVIEWER"})
        world.users["both"] = type("Both", (), {"actor": actor})()
        codes = refused(world, lambda: world.conclude(case, DAY, by="both"))
        assert codes == ["case.by.handler", "review.reviewer_is_handler"]

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

    def test_follows_a_hearing_that_the_party_asked_for(self, world: World) -> None:
        case, later = called(world), HEARD_ON + timedelta(days=3)
        codes = refused(
            world,
            lambda: services.request_legal_review(
                ctx=world.act("yi", later), case=case.id, on=later
            ),
        )
        assert codes == ["case.review.same_file", "case.hearing.pending"]

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


#: 民事诉讼法 91: 以回执上注明的收件日期为送达日期.
POSTED: Final = rules.DeliveryDraft(
    DeliveryWay.POST,
    postal_receipt="EMS123456",
    postal_result=PostalResult.SIGNED,
    received_on=DAY,
)


class TestDelivery:
    @pytest.mark.parametrize(
        ("draft", "codes"),
        [
            (rules.DeliveryDraft(), ["delivery.no_receiver"]),
            (
                rules.DeliveryDraft(DeliveryWay.LEFT),
                ["delivery.no_refusal", "delivery.no_witness"],
            ),
            (
                rules.DeliveryDraft(DeliveryWay.POST),
                ["delivery.no_postal_receipt", "delivery.no_postal_result"],
            ),
            (
                replace(POSTED, postal_receipt="EMS123456 退回"),
                ["delivery.no_postal_receipt"],
            ),
            (replace(POSTED, postal_result=PostalResult.REFUSED), ["delivery.refused_by_post"]),
            (replace(POSTED, postal_result=PostalResult.RETURNED), ["delivery.returned_by_post"]),
            (replace(POSTED, received_on=DAY - timedelta(days=1)), ["delivery.postal_day"]),
            (replace(POSTED, received_on=None), ["delivery.postal_day"]),
            (rules.DeliveryDraft(DeliveryWay.ELECTRONIC), ["delivery.no_consent"]),
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

        def deliver(given: rules.DeliveryDraft, on: date = DAY) -> PenaltyCase:
            return services.deliver_notice(
                ctx=world.act("yi", on), case=case.id, draft=given, on=on
            )

        assert refused(world, lambda: deliver(draft)) == codes
        if draft.way is DeliveryWay.POST:
            deliver(POSTED)
            papers = documents.documents_of(world.viewer(), ("case", case.id))
            [receipt] = (one for one in papers if one.kind == "delivery_receipt")
            assert receipt.contents["remark"] == "邮件号EMS123456，回执注明2025年3月3日签收"


class TestHearing:
    def test_is_recorded_on_its_day_even_after_a_later_act(self, world: World) -> None:
        case, later = called(world), HEARD_ON + timedelta(days=3)
        world.propose(case, HEAVY, later)
        late = replace(world.act("secretary", later), late_reason="听证笔录经当事人核对后补记。")
        services.hold_hearing(
            ctx=late,
            case=case.id,
            draft=RECORD,
            on=HEARD_ON,
        )
        assert steps(world)[-1] == "hearing"

    def test_is_offered_from_the_threshold_on(self, world: World) -> None:
        below = world.told(4_999_999, DAY)
        at = world.told(5_000_000, DAY)
        told = [
            [
                a.contents["hearing_offered"]
                for a in CaseAct.objects.of(world.viewer()).filter(case=case, step="prior_notice")
            ]
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
            draft=replace(draft, hearing_on=date(2025, 3, 12), chair=world.users["reviewer"].id),
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
        serve(world, case, DAY)
        services.hold_hearing(
            ctx=world.act("secretary", held),
            case=case.id,
            draft=rules.HearingDraft(
                HearingOutcome.ABANDONED,
                reason="未出席。",
            ),
            on=held,
        )
        world.discuss(case, HEAVY, held)
        decision = world.decide(case, HEAVY, held)
        paper = str(json.loads(documents.document(world.viewer(), decision.document_id).content))
        assert "听证会通知书已于2025年3月3日送达；当事人无正当理由拒不出席" in paper


class TestNoticeOfAHearing:
    """行政处罚法 61, 64(2): the party is told of time and place seven working days before."""

    def asked(self, world: World) -> PenaltyCase:
        case, draft = world.told(HEAVY, DAY), rules.StatementDraft("示例甲", "申请听证。")
        services.request_hearing(ctx=world.act("secretary", DAY), case=case.id, draft=draft, on=DAY)
        return case

    def call(self, world: World, case: PenaltyCase, on: date, hearing_on: date) -> None:
        draft = rules.HearingNoticeDraft(hearing_on, world.users["reviewer"].id, "听证室")
        services.notify_hearing(ctx=world.act("secretary", on), case=case.id, draft=draft, on=on)

    def hold(
        self, world: World, case: PenaltyCase, on: date, draft: rules.HearingDraft = RECORD
    ) -> PenaltyCase:
        ctx = world.act("secretary", on)
        return services.hold_hearing(ctx=ctx, case=case.id, draft=draft, on=on)

    def test_is_delivered_before_a_hearing_is_held_or_lost_by_absence(self, world: World) -> None:
        case, held = self.asked(world), date(2025, 3, 14)
        self.call(world, case, DAY, held)
        away = rules.HearingDraft(HearingOutcome.ABANDONED, reason="未出席。")
        for draft in (RECORD, away):
            codes = refused(world, partial(self.hold, world, case, held, draft))
            assert codes == ["penalty.ordinary.hearing.needs.hearing_notice_delivery"]
        serve(world, case, DAY)
        taken = CaseAct.objects.of(world.viewer()).get(step="hearing_notice_delivery")
        receipt = documents.document(world.viewer(), taken.document_id)
        assert receipt.kind == "delivery_receipt"
        assert "行政处罚听证会通知书" in str(json.loads(receipt.content))
        assert refused(world, partial(serve, world, case, DAY)) == [
            "case.hearing.nothing_to_deliver"
        ]
        self.hold(world, case, held, away)

    def test_reaches_the_party_seven_working_days_ahead_or_the_hearing_is_called_anew(
        self, world: World
    ) -> None:
        case, held = self.asked(world), date(2025, 3, 14)
        self.call(world, case, DAY, held)
        serve(world, case, date(2025, 3, 6))  # one working day late
        assert refused(world, partial(self.hold, world, case, held)) == ["case.hearing.served_late"]
        later = date(2025, 3, 18)
        self.call(world, case, date(2025, 3, 6), later)
        first, second = (
            str(row.contents["replaces"])
            for row in documents.documents_of(world.viewer(), ("case", case.id))
            if row.kind == "hearing_notice"
        )
        assert (first, second[:21]) == ("", "2025年3月3日发出的听证会通知书（编号")
        codes = refused(world, partial(self.hold, world, case, later))
        assert codes == ["case.hearing.not_served"]
        serve(world, case, date(2025, 3, 7))
        self.hold(world, case, later)
        assert steps(world)[-1] == "hearing"

    def test_needs_the_proof_of_its_way(self, world: World) -> None:
        case = self.asked(world)
        self.call(world, case, DAY, date(2025, 3, 14))
        codes = refused(
            world,
            lambda: services.deliver_hearing_notice(
                ctx=world.act("yi", DAY), case=case.id, draft=rules.DeliveryDraft(), on=DAY
            ),
        )
        assert codes == ["delivery.no_receiver"]


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
