"""Amounts, limits and proof: what the rules of a case say to values, without a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import rules
from zhunsheng.cases.choices import DeliveryWay
from zhunsheng.cases.rules import guards, hearing
from zhunsheng.cases.rules.amounts import Intended, notice_covers
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import turning
from zhunsheng.cases.tests.guard_rows import OTHER_ROWS, TOLD, acts
from zhunsheng.kernel.finding import Finding

DAY = date(2025, 3, 3)
ONE, OTHER = UUID(int=1), UUID(int=2)


def codes(found: Iterable[Finding]) -> list[str]:
    return [one.code for one in found]


class TestNotice:
    TOLD = Intended("事实。", 1_000_000, warning=False)

    @pytest.mark.parametrize("fine_fen", [1_000_000, 999_999])
    def test_covers_the_same_facts_and_no_higher_fine(self, fine_fen: int) -> None:
        assert notice_covers(self.TOLD, replace(self.TOLD, fine_fen=fine_fen))

    def test_does_not_cover_a_fen_more_other_facts_or_a_warning_besides(self) -> None:
        assert not notice_covers(self.TOLD, replace(self.TOLD, fine_fen=1_000_001))
        assert not notice_covers(self.TOLD, replace(self.TOLD, facts="别的事实。"))
        assert not notice_covers(self.TOLD, replace(self.TOLD, warning=True))

    def test_of_the_first_stage_does_not_cover_the_second(self) -> None:
        second = replace(self.TOLD, late=True)
        assert not notice_covers(self.TOLD, second)
        assert notice_covers(second, second)
        assert notice_covers(second, self.TOLD)

    def test_with_a_warning_covers_a_fine_alone(self) -> None:
        assert notice_covers(replace(self.TOLD, warning=True), self.TOLD)


class TestSummary:
    CEILING = 300_000

    def found(self, fine_fen: int, least_fen: int) -> list[str]:
        draft = rules.SummaryDraft(
            ONE, rules.FineDraft("one"), "事实。", (ONE, OTHER), evidence="照片",
            certificates_shown=True, rights_told=True,
        )  # fmt: skip
        return codes(
            rules.summary_findings(
                draft, fine_fen=fine_fen, least_fen=least_fen, ceiling_fen=self.CEILING
            )
        )

    def test_names_its_evidence_and_that_the_party_was_told(self) -> None:  # 40, 44, 52.1
        bare = rules.SummaryDraft(ONE, rules.FineDraft("one"), "事实。", (ONE, OTHER))
        found = rules.summary_findings(bare, fine_fen=1, least_fen=0, ceiling_fen=self.CEILING)
        assert codes(found) == ["summary.no_evidence", "summary.not_shown", "summary.not_told"]

    def test_ends_at_its_ceiling(self) -> None:
        assert self.found(300_000, 0) == []
        assert self.found(300_001, 0) == ["summary.above_ceiling"]

    def test_is_refused_where_the_least_fine_lies_above_its_ceiling(self) -> None:
        assert self.found(300_000, 300_001) == ["summary.minimum_above_ceiling"]
        assert self.found(300_000, 300_000) == []


class TestPublicNotice:
    POSTED = date(2025, 1, 1)

    def found(self, on: date, **changes: Any) -> list[str]:
        draft = rules.DeliveryDraft(
            way=DeliveryWay.PUBLIC, posted_on=self.POSTED, posted_reason="下落不明"
        )
        return codes(rules.delivery_findings(replace(draft, **changes), on=on, public_days=30))

    def test_delivers_when_thirty_days_have_passed(self) -> None:
        assert self.found(date(2025, 1, 30)) == ["delivery.public_term_runs"]
        assert self.found(date(2025, 1, 31)) == []

    def test_needs_a_reason_and_a_day(self) -> None:
        assert self.found(DAY, posted_on=None, posted_reason=" ") == [
            "delivery.no_public_reason",
            "delivery.not_posted",
        ]


class TestClueThatIsNotOpened:
    def test_needs_a_reason(self) -> None:
        assert rules.not_opened_findings(rules.NotOpenedDraft("已超过追责期限")) == ()
        found = rules.not_opened_findings(rules.NotOpenedDraft("  "))
        assert codes(found) == ["not_opened.no_reason"]


class TestStreet:
    def test_acts_for_itself_alone(self) -> None:
        assert rules.street_findings(acts_for=ONE, own=ONE) == ()
        found = rules.street_findings(acts_for=OTHER, own=ONE)
        assert [(one.code, str(one.basis)) for one in found] == [
            ("summary.not_own_street", "APL-2021:20.4")
        ]


#: A guard, facts that it refuses with the code, facts that it lets pass.
GUARDS = [
    (guards.two_handlers, {"handlers": 1}, {"handlers": 2}, "case.officers.fewer_than_two"),
    (
        guards.certificates_valid,
        {"handlers": 2, "certified": 1, "lapsed": frozenset({"示例甲"})},
        {"handlers": 2, "certified": 2},
        "case.officers.certificate_not_valid",
    ),
    (
        guards.handlers_without_interest,
        {"interested": frozenset({"示例甲"})},
        {},
        "case.officers.interest",
    ),
    (guards.within_limitation, {"limitation_passed": True}, {}, "case.limitation.passed"),
    (guards.within_limitation, {"limitation_open": True}, {}, "case.limitation.open"),
    (guards.not_opened_before, {"acts": acts("opening")}, {}, "case.opened_already"),
    (guards.evidence_is_admitted, {}, {"evidence_items": 1}, "case.evidence.none"),
    (guards.not_decided, {"acts": acts("decision")}, {}, "case.decided_already"),
    (guards.not_decided, {"acts": acts("no_penalty")}, {}, "case.decided_already"),
    (guards.no_review_pending, {"request_is_current": True}, {}, "case.review.same_file"),
    (
        guards.review_is_requested,
        {"acts": acts("review_request", "legal_review")},
        {"acts": acts("review_request")},
        "case.review.nothing_waits",
    ),
    (
        guards.review_has_passed,
        {"acts": acts("review_request", "legal_review=RETURNED")},
        {"acts": acts("legal_review=AGREED"), "review_is_current": True},
        "case.review.returned",
    ),
    (
        guards.review_has_passed,
        {"acts": acts("review_request", "legal_review=AGREED")},
        {"acts": acts("legal_review=AGREED"), "review_every_case": False},
        "case.review.stale",
    ),
    (
        guards.discussion_is_last,
        {"heavy": True, "acts": acts("discussion", "representation")},
        {"heavy": True, "acts": acts("representation", "discussion")},
        "case.discussion.stale",
    ),
    (guards.within_ninety_days, {"decision_term_over": True}, {}, "case.decision.term_over"),
    (guards.term_not_over, {"decision_term_over": True}, {}, "case.extension.term_over"),
    (guards.not_paid_in_full, {"paid_in_full": True}, {}, "case.payment.nothing_owed"),
    (guards.not_paid_in_full, {"fine_imposed": False}, {}, "case.payment.nothing_owed"),
    (guards.a_fine_was_imposed, {"fine_imposed": False}, {}, "case.payment.no_fine"),
    *OTHER_ROWS,
    (
        guards.performed,
        {"acts": acts("payment")},
        {"acts": acts("payment"), "paid_in_full": True},
        "case.payment.outstanding",
    ),
    (
        hearing.hearing_after_request,
        {"acts": acts("hearing_request"), "on": date(2025, 3, 2)},
        {"acts": acts("hearing_request"), "on": DAY},
        "case.hearing.before_request",
    ),
    (
        guards.closed_after_payment,
        {"acts": acts("payment"), "on": date(2025, 3, 2)},
        {"acts": acts("payment"), "on": DAY},
        "case.closing.before_payment",
    ),
    (guards.nothing_is_sealed, {"holds_sealed_things": True}, {}, "case.closing.sealed"),
    (guards.supply_is_restored, {"supply_is_cut": True}, {}, "case.closing.supply_cut"),
    (
        guards.in_order,
        {"acts": acts("opening"), "on": date(2025, 3, 2)},
        {"acts": acts("opening"), "on": DAY},
        "case.act.out_of_order",
    ),
    (
        guards.delegation_holds,
        {"street_case": True, "delegation_valid": False},
        {"street_case": True},
        "case.delegation.invalid",
    ),
    (
        guards.deviation_awaits_approval,
        {"deviates": True, "acts": acts("proposal", "deviation_approval")},
        {"deviates": True, "acts": acts("proposal", "deviation_approval", "proposal")},
        "case.deviation.nothing_waits",
    ),
    (
        guards.deviation_is_approved,
        {"deviates": True, "acts": acts("proposal", "deviation_approval", "proposal")},
        {"acts": acts("proposal", "deviation_approval", "proposal")},
        "case.deviation.stale",
    ),
    (guards.penalty_is_proposed, {"spares": True}, {}, "case.proposal.spares"),
    (
        hearing.proposal_is_new,
        {"acts": acts("proposal", "prior_notice")},
        {"acts": acts("proposal", "prior_notice", "proposal")},
        "case.notice.same_proposal",
    ),
    (
        hearing.notice_awaits_delivery,
        {"acts": acts(*TOLD)},
        {"acts": acts("prior_notice")},
        "case.notice.delivered_already",
    ),
    (
        hearing.notice_is_delivered,
        {"acts": acts(*TOLD, "prior_notice")},
        {"acts": acts(*TOLD)},
        "case.notice.not_delivered",
    ),
    (
        hearing.notice_covers_proposal,
        {"notice_covers_proposal": False},
        {},
        "case.notice.exceeded",
    ),
    (
        hearing.statement_awaits_answer,
        {"acts": acts(*TOLD, "representation", "representation_answer")},
        {"acts": acts(*TOLD, "representation")},
        "case.statement.none",
    ),
    (
        hearing.statement_answered,
        {"acts": acts(*TOLD, "representation")},
        {"acts": acts(*TOLD, "representation", "representation_answer")},
        "case.statement.unanswered",
    ),
    (
        hearing.representation_closed,
        {"acts": acts(*TOLD)},
        {"acts": acts(*TOLD, "representation_waiver")},
        "case.statement.term_runs",
    ),
    (hearing.hearing_right_exists, {}, {"hearing_right": True}, "case.hearing.no_right"),
    (
        hearing.hearing_not_requested,
        {"acts": acts(*TOLD, "hearing_request")},
        {"acts": acts(*TOLD)},
        "case.hearing.requested_already",
    ),
    (
        hearing.hearing_window_open,
        {"hearing_window_over": True},
        {},
        "case.hearing.window_passed",
    ),
    (
        hearing.hearing_was_asked_for,
        {"acts": acts(*TOLD)},
        {"acts": acts(*TOLD, "hearing_request")},
        "case.hearing.not_requested",
    ),
    (
        hearing.hearing_was_asked_for,
        {"acts": acts(*TOLD, "hearing_request", "hearing=HELD")},
        {"acts": acts(*TOLD, "hearing_request", "hearing_notice")},
        "case.hearing.not_requested",
    ),
    (
        hearing.no_hearing_pending,
        {"acts": acts(*TOLD, "hearing_request", "hearing_notice")},
        {"acts": acts(*TOLD, "hearing_request", "hearing_notice", "hearing=ABANDONED")},
        "case.hearing.pending",
    ),
    (
        hearing.held_hearing_is_reported,
        {"acts": acts(*TOLD, "hearing=HELD")},
        {"acts": acts(*TOLD, "hearing=HELD", "hearing_report")},
        "case.hearing.unreported",
    ),
    (
        hearing.hearing_is_noticed,
        {"acts": acts(*TOLD, "hearing_request")},
        {"acts": acts(*TOLD, "hearing_request", "hearing_notice")},
        "case.hearing.not_noticed",
    ),
    (
        hearing.hearing_awaits_report,
        {"acts": acts(*TOLD, "hearing=HELD", "hearing_report")},
        {"acts": acts(*TOLD, "hearing=HELD")},
        "case.hearing.nothing_to_report",
    ),
    (
        hearing.hearing_settled,
        {"hearing_right": True, "acts": acts(*TOLD)},
        {"hearing_right": True, "acts": acts(*TOLD, "hearing_waiver")},
        "case.hearing.window_runs",
    ),
    (
        hearing.hearing_settled,
        {"hearing_right": True, "acts": acts(*TOLD, "hearing_request", "hearing=HELD")},
        {"hearing_right": True, "acts": acts(*TOLD, "hearing_request", "hearing=ABANDONED")},
        "case.hearing.not_finished",
    ),
    (
        hearing.after_delivery,
        {"acts": acts(*TOLD), "on": date(2025, 3, 2)},
        {"acts": acts(*TOLD), "on": DAY},
        "case.act.before_delivery",
    ),
]


class TestGuard:
    @pytest.mark.parametrize(("guard", "refused", "passed", "code"), GUARDS)
    def test_refuses_on_its_facts_alone(self, guard, refused, passed, code) -> None:
        found = guard(CaseFacts(**refused))
        assert found is not None
        assert found.code == code
        assert guard(CaseFacts(**passed)) is None

    def test_stands_in_the_table_above(self) -> None:
        named = {row[0].__name__ for row in GUARDS}
        declared = {
            name
            for module in (guards, hearing)
            for name, one in vars(module).items()
            if getattr(one, "__module__", "").startswith(module.__name__)
            and one.__module__ != turning.__name__  # these have a table of their own
            and getattr(one, "__annotations__", {}).get("return") == "Finding | None"
        }
        assert declared == named


class TestPayment:
    def test_is_refused_by_the_article_on_paying_not_on_collecting_on_the_spot(self) -> None:
        found = rules.payment_findings(
            rules.PaymentDraft(amount_fen=200, receipt=" "),
            owed_fen=100,
            on=DAY,
            delivered_on=None,
            receipt_used=True,
        )
        assert codes(found) == [
            "payment.above_owed",
            "payment.receipt_used",
            "payment.no_receipt",
        ]
        assert {str(one.basis) for one in found} == {"APL-2021:67"}
