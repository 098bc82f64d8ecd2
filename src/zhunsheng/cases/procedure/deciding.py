"""Steps of discussion, decision and execution."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import Role, codes
from zhunsheng.cases.procedure.execution import execution_steps
from zhunsheng.cases.procedure.roles import CASHIERS, GOING, HANDLERS, LEADERS
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules import hearing as h
from zhunsheng.cases.rules import inquiring as i
from zhunsheng.cases.rules.acting import APART, AT_COUNTER, HANDLER, OFFICER
from zhunsheng.cases.rules.challenged import (
    decision_stands,
    no_decision_ended,
    no_remedy_is_open,
    something_is_decided,
    withdrawal_is_delivered,
)
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.keeping import originals_are_kept
from zhunsheng.cases.rules.paying import (
    answer_is_delivered,
    cash_is_banked,
    gains_are_handed_over,
    refund_is_settled,
    surcharge_is_settled,
)
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.procedure import Deadline, Step

#: The party was told and heard (44, 45, 62, 64).
_HEARD: Final = (
    h.notice_is_delivered,
    h.notice_covers_proposal,
    h.later_evidence_is_told,
    h.later_evidence_was_heard,
    h.statement_answered,
    h.representation_closed,
    h.hearing_settled,
)

STEPS: Final[tuple[Step[CaseFacts], ...]] = (
    Step(
        "discussion",
        "集体讨论",
        cite("APL-2021:57.2"),
        LEADERS | codes({Role.CASE_SECRETARY}),
        after=(
            "deviation_approval",
            "notice_delivery",
            "legal_review",
            "representation_answer",
            "hearing_report",
        ),
        required_when=g.needs_discussion,
        guards=(
            *GOING,
            g.by_without_interest,
            g.handlers_without_interest,
            g.deviation_is_approved,
            *_HEARD,
            g.review_has_passed,
            i.opinions_are_settled,
            g.in_order,
        ),
        documents=("collective_discussion_record",),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "extension",
        "延长办案期限",
        cite("APL-2021:60"),
        LEADERS,
        after=("opening",),
        guards=(g.not_decided, *APART, g.term_not_over, g.in_order),
        documents=("course_approval",),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "decision",
        "处罚决定",
        cite("APL-2021:57.1"),
        LEADERS,
        after=(
            "deviation_approval",
            "prior_notice",
            "notice_delivery",
            "legal_review",
            "representation_answer",
            "hearing_report",
            "discussion",
            "submission",
            "endorsement",
        ),
        required_when=g.penalty_is_meant,
        guards=(
            *GOING,
            *APART,
            g.handlers_without_interest,
            g.crime_is_settled,
            g.within_limitation,
            g.penalty_is_proposed,
            g.first_check_passed,
            g.committee_agreed,
            g.deviation_is_approved,
            *_HEARD,
            g.review_has_passed,
            g.discussion_is_last,
            g.endorsement_stands,
            g.by_no_endorser,
            g.by_no_reviewer,
            g.recusals_are_decided,
            g.within_ninety_days,
            i.preservations_are_settled,
            i.opinions_are_settled,
            g.in_order,
        ),
        deadline=Deadline(90, DayUnit.CALENDAR, "opening", cite("APL-2021:60"), "作出处罚决定"),
        documents=("penalty_decision", "credit_repair_notice"),
        of_today=True,
    ),
    Step(
        "filing",
        "重大行政处罚备案",
        cite("APL-2021:75"),
        HANDLERS | codes({Role.LEGAL_REVIEWER, Role.CASE_SECRETARY}),
        after=("decision",),
        required_when=g.filing_is_due,
        guards=(*AT_COUNTER, g.penalty_is_to_be_filed, g.in_order),
        repeatable=True,
    ),
    Step(
        "no_penalty",
        "不予处罚决定",
        cite("APL-2021:57.1(2)"),
        LEADERS,
        after=("investigation", "legal_review"),
        # Sparing the party is lawful after the term too; a case has an end in any event.
        guards=(
            *GOING,
            *APART,
            g.handlers_without_interest,
            g.crime_is_settled,
            g.first_check_passed,
            g.committee_agreed,
            g.checks_were_made,
            g.review_has_passed,
            g.sparing_is_endorsed,
            g.by_no_endorser,
            g.by_no_reviewer,
            g.recusals_are_decided,
            i.preservations_are_settled,
            i.opinions_are_settled,
            g.in_order,
        ),
        documents=("no_penalty_decision",),
        optional=True,
        of_today=True,
    ),
    Step(
        "decision_delivery",
        "送达决定书",
        cite("APL-2021:61"),
        HANDLERS,
        after=("decision",),
        required_when=no_decision_ended,
        guards=(decision_stands, *OFFICER, g.in_order),
        deadline=Deadline(7, DayUnit.WORKING, "decision", cite("APL-2021:61"), "送达决定书"),
        documents=("delivery_receipt",),
    ),
    Step(
        "payment",
        "缴纳罚款",
        cite("APL-2021:67"),
        CASHIERS,
        after=("decision_delivery",),
        required_when=g.fine_is_due,
        guards=(g.a_fine_was_imposed, *AT_COUNTER),
        deadline=Deadline(
            15, DayUnit.CALENDAR, "decision_delivery", cite("APL-2021:67"), "缴纳罚款"
        ),
        repeatable=True,
        after_close=True,  # money comes in when it comes in, of a court or of a late payer
    ),
    *execution_steps("decision_delivery"),
    Step(
        "closing_request",
        "提请结案",
        cite("APL-2021:47"),
        HANDLERS,
        after=("decision", "decision_delivery", "payment"),
        required_when=g.closing_request_is_due,
        guards=(something_is_decided, *HANDLER, g.order_is_reinspected, g.in_order),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "closing",
        "结案",
        cite("APL-2021:47"),
        LEADERS,
        after=("decision", "decision_delivery", "payment", "closing_request"),
        guards=(
            *APART,
            g.performed,
            g.closed_after_payment,
            surcharge_is_settled,
            gains_are_handed_over,
            refund_is_settled,
            cash_is_banked,
            g.crime_is_settled,
            g.police_have_answered,
            g.filed_where_due,
            g.order_is_reinspected,
            g.nothing_is_sealed,
            g.supply_is_restored,
            i.preservations_are_settled,
            g.parties_have_ended,
            withdrawal_is_delivered,
            answer_is_delivered,
            no_remedy_is_open,
            originals_are_kept,
            g.in_order,
        ),
        documents=("closing_approval",),
        closes=True,
        of_today=True,
    ),
)
