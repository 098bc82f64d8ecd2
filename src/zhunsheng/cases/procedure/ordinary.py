"""The ordinary procedure (普通程序) of a penalty case, from clue to closing."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.cases.procedure.challenged import CHALLENGED
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules import hearing as h
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.procedure import Deadline, Procedure, Step


def _codes(*roles: Role) -> frozenset[str]:
    return frozenset(role.value for role in roles)


HANDLERS: Final = _codes(Role.ENFORCEMENT_OFFICER, Role.TEAM_HEAD)
LEADERS: Final = _codes(*HEADS)
REVIEWERS: Final = _codes(Role.LEGAL_REVIEWER)
HEARING_STAFF: Final = _codes(Role.LEGAL_REVIEWER, Role.CASE_SECRETARY)
COUNTER: Final = HANDLERS | _codes(Role.CASE_SECRETARY, Role.LEGAL_REVIEWER)
CASHIERS: Final = HANDLERS | _codes(Role.FINANCE)

_OFFICERS = (g.two_handlers, g.certificates_valid, g.handlers_without_interest)
_APART = (g.by_no_handler, g.by_without_interest)
_PARTY = (g.not_decided, h.notice_is_delivered, h.after_delivery)

PENALTY_ORDINARY: Final[Procedure[CaseFacts]] = Procedure(
    key="penalty.ordinary",
    label="行政处罚普通程序",
    basis=cite("APL-2021:54"),
    steps=(
        Step("clue", "登记线索", cite("APL-2021:54.2"), HANDLERS),
        Step(
            "opening",
            "立案",
            cite("APL-2021:54.2"),
            LEADERS,
            after=("clue",),
            guards=(*_OFFICERS, g.by_without_interest, g.within_limitation, g.in_order),
            documents=("opening_approval",),
        ),
        Step(
            "not_opened",
            "不予立案",
            cite("APL-2021:54.2"),
            LEADERS,
            after=("clue",),
            guards=(g.not_opened_before, g.by_without_interest, g.in_order),
            optional=True,
            closes=True,
        ),
        Step(
            "investigation",
            "调查终结",
            cite("APL-2021:54.1"),
            HANDLERS,
            after=("opening",),
            guards=(*_OFFICERS, g.by_a_handler, g.evidence_is_admitted, g.in_order),
            documents=("investigation_report",),
        ),
        Step(
            "proposal",
            "拟处理意见",
            cite("APL-2021:57.1"),
            HANDLERS,
            after=("investigation",),
            guards=(g.not_decided, *_OFFICERS, g.by_a_handler, g.in_order),
            repeatable=True,
        ),
        Step(
            "deviation_approval",
            "批准偏离裁量基准",
            g.BENCHMARK,
            LEADERS,
            after=("proposal",),
            required_when=g.deviates,
            guards=(g.not_decided, *_APART, g.deviation_awaits_approval, g.in_order),
            repeatable=True,
        ),
        Step(
            "review_request",
            "送法制审核",
            cite("APL-2021:58.1"),
            HANDLERS,
            after=("proposal", "deviation_approval"),
            required_when=g.needs_review,
            guards=(
                g.not_decided,
                g.deviation_is_approved,
                g.no_review_pending,
                h.no_hearing_pending,
                g.in_order,
            ),
            repeatable=True,
        ),
        Step(
            "legal_review",
            "法制审核",
            cite("APL-2021:58.1"),
            REVIEWERS,
            after=("review_request",),
            required_when=g.needs_review,
            guards=(g.not_decided, g.review_is_requested, g.by_without_interest, g.in_order),
            documents=("legal_review_opinion",),
            repeatable=True,
        ),
        Step(
            "prior_notice",
            "处罚告知",
            cite("APL-2021:44"),
            HANDLERS,
            after=("proposal", "deviation_approval", "legal_review"),
            required_when=g.penalty_is_meant,
            guards=(
                g.not_decided,
                g.penalty_is_proposed,
                g.deviation_is_approved,
                *_OFFICERS,
                g.review_has_passed,
                h.proposal_is_new,
                h.no_hearing_pending,
                h.held_hearing_is_reported,
                g.in_order,
            ),
            documents=("prior_notice", "hearing_rights_notice"),
            repeatable=True,
        ),
        Step(
            "notice_delivery",
            "送达告知书",
            cite("APL-2021:61"),
            HANDLERS,
            after=("prior_notice",),
            required_when=g.penalty_is_meant,
            guards=(g.not_decided, h.notice_awaits_delivery, g.in_order),
            documents=("delivery_receipt",),
            repeatable=True,
        ),
        Step(
            "representation",
            "陈述申辩",
            cite("APL-2021:45.1"),
            COUNTER,
            after=("notice_delivery",),
            guards=_PARTY,
            optional=True,
            repeatable=True,
        ),
        Step(
            "representation_waiver",
            "放弃陈述申辩",
            cite("APL-2021:45.1"),
            COUNTER,
            after=("notice_delivery",),
            guards=_PARTY,
            optional=True,
            repeatable=True,
        ),
        Step(
            "representation_answer",
            "复核陈述申辩",
            cite("APL-2021:45.1"),
            HANDLERS,
            after=("representation",),
            required_when=g.needs_answer,
            guards=(g.not_decided, h.statement_awaits_answer, g.in_order),
            repeatable=True,
        ),
        Step(
            "hearing_request",
            "申请听证",
            cite("APL-2021:64(1)"),
            COUNTER,
            after=("notice_delivery",),
            guards=(
                h.hearing_right_exists,
                *_PARTY,
                h.hearing_not_requested,
                h.hearing_window_open,
            ),
            deadline=Deadline(
                5, DayUnit.WORKING, "notice_delivery", cite("APL-2021:64(1)"), "申请听证"
            ),
            optional=True,
            repeatable=True,
        ),
        Step(
            "hearing_waiver",
            "放弃听证",
            cite("APL-2021:64(1)"),
            COUNTER,
            after=("notice_delivery",),
            guards=(h.hearing_right_exists, *_PARTY, h.hearing_not_requested),
            optional=True,
            repeatable=True,
        ),
        Step(
            "hearing_notice",
            "听证通知",
            cite("APL-2021:64(2)"),
            HEARING_STAFF,
            after=("hearing_request",),
            required_when=g.hearing_is_called,
            guards=(g.not_decided, h.hearing_was_asked_for, g.in_order),
            documents=("hearing_notice",),
            repeatable=True,
        ),
        Step(
            "hearing",
            "举行听证",
            cite("APL-2021:64"),
            HEARING_STAFF,
            after=("hearing_notice",),
            required_when=g.hearing_is_called,
            # Its day is the one that was called for, even where it is recorded after a later act.
            guards=(g.not_decided, h.hearing_is_noticed),
            documents=("hearing_record",),
            repeatable=True,
        ),
        Step(
            "hearing_report",
            "听证报告",
            cite("APL-2021:65"),
            HEARING_STAFF,
            after=("hearing",),
            required_when=g.hearing_needs_report,
            guards=(g.not_decided, *_APART, h.hearing_awaits_report, g.in_order),
            documents=("hearing_report",),
            repeatable=True,
        ),
        Step(
            "discussion",
            "集体讨论",
            cite("APL-2021:57.2"),
            LEADERS | _codes(Role.CASE_SECRETARY),
            after=(
                "deviation_approval",
                "notice_delivery",
                "legal_review",
                "representation_answer",
                "hearing_report",
            ),
            required_when=g.needs_discussion,
            guards=(
                g.not_decided,
                g.deviation_is_approved,
                h.notice_is_delivered,
                h.notice_covers_proposal,
                h.statement_answered,
                h.representation_closed,
                h.hearing_settled,
                g.review_has_passed,
                g.in_order,
            ),
            documents=("collective_discussion_record",),
            repeatable=True,
        ),
        Step(
            "extension",
            "延长办案期限",
            cite("APL-2021:60"),
            LEADERS,
            after=("opening",),
            guards=(g.not_decided, *_APART, g.term_not_over, g.in_order),
            optional=True,
            repeatable=True,
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
            ),
            required_when=g.penalty_is_meant,
            guards=(
                g.not_decided,
                *_APART,
                g.penalty_is_proposed,
                g.deviation_is_approved,
                h.notice_is_delivered,
                h.notice_covers_proposal,
                h.statement_answered,
                h.representation_closed,
                h.hearing_settled,
                g.review_has_passed,
                g.discussion_is_last,
                g.within_ninety_days,
                g.in_order,
            ),
            deadline=Deadline(90, DayUnit.CALENDAR, "opening", cite("APL-2021:60"), "作出处罚决定"),
            documents=("penalty_decision", "credit_repair_notice"),
        ),
        Step(
            "no_penalty",
            "不予处罚决定",
            cite("APL-2021:57.1(2)"),
            LEADERS,
            after=("investigation", "legal_review"),
            # Sparing the party is lawful after the term too; a case has an end in any event.
            guards=(g.not_decided, *_APART, g.review_has_passed, g.in_order),
            documents=("no_penalty_decision",),
            optional=True,
        ),
        Step(
            "decision_delivery",
            "送达决定书",
            cite("APL-2021:61"),
            HANDLERS,
            after=("decision",),
            guards=(g.in_order,),
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
            guards=(g.not_paid_in_full,),
            deadline=Deadline(
                15, DayUnit.CALENDAR, "decision_delivery", cite("APL-2021:67"), "缴纳罚款"
            ),
            repeatable=True,
        ),
        Step(
            "closing",
            "结案",
            cite("APL-2021:47"),
            LEADERS,
            after=("decision", "decision_delivery", "payment"),
            guards=(g.performed, g.in_order),
            documents=("closing_approval",),
            closes=True,
        ),
        *CHALLENGED,
    ),
)
