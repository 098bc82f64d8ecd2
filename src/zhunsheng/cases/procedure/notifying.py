"""Steps of notice, statement and hearing."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.procedure.roles import (
    COUNTER,
    GOING,
    HANDLERS,
    HEARD_PARTY,
    HEARING_STAFF,
    TWO_OFFICERS,
)
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules import hearing as h
from zhunsheng.cases.rules import inquiring as i
from zhunsheng.cases.rules.acting import APART, HANDLER, OFFICER
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.identity import address_is_known, age_is_known, identity_is_known
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.procedure import Deadline, Step

STEPS: Final[tuple[Step[CaseFacts], ...]] = (
    Step(
        "prior_notice",
        "处罚告知",
        cite("APL-2021:44"),
        HANDLERS,
        after=("proposal", "deviation_approval", "first_check", "committee", "legal_review"),
        required_when=g.penalty_is_meant,
        guards=(
            *GOING,
            g.within_limitation,
            g.penalty_is_proposed,
            g.deviation_is_approved,
            g.first_check_passed,
            g.committee_agreed,
            *TWO_OFFICERS,
            *HANDLER,
            g.review_has_passed,
            identity_is_known,
            age_is_known,
            address_is_known,
            h.proposal_is_new,
            h.statement_answered,
            h.no_hearing_pending,
            h.held_hearing_is_reported,
            i.opinions_are_settled,
            g.in_order,
        ),
        documents=("prior_notice", "hearing_rights_notice"),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "notice_delivery",
        "送达告知书",
        cite("APL-2021:61"),
        HANDLERS,
        after=("prior_notice",),
        required_when=g.penalty_is_meant,
        guards=(*GOING, *OFFICER, h.notice_awaits_delivery, g.in_order),
        documents=("delivery_receipt",),
        repeatable=True,
    ),
    Step(
        "representation",
        "陈述申辩",
        cite("APL-2021:45.1"),
        COUNTER,
        after=("notice_delivery",),
        guards=HEARD_PARTY,
        optional=True,
        documents=("representation_record",),
        repeatable=True,
    ),
    Step(
        "representation_waiver",
        "放弃陈述申辩",
        cite("APL-2021:45.1"),
        COUNTER,
        after=("notice_delivery",),
        guards=(*HEARD_PARTY, h.representation_not_waived),
        optional=True,
        documents=("rights_waiver",),
        repeatable=True,
    ),
    Step(
        "representation_answer",
        "复核陈述申辩",
        cite("APL-2021:45.1"),
        HANDLERS,
        after=("representation",),
        required_when=g.needs_answer,
        guards=(*GOING, *HANDLER, h.statement_awaits_answer, g.in_order),
        documents=("representation_review",),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "hearing_request",
        "申请听证",
        cite("APL-2021:64(1)"),
        COUNTER,
        after=("notice_delivery",),
        guards=(
            h.hearing_right_exists,
            *HEARD_PARTY,
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
        guards=(
            h.hearing_right_exists,
            *HEARD_PARTY,
            h.hearing_not_over,
            h.hearing_not_waived,
        ),
        optional=True,
        documents=("rights_waiver",),
        repeatable=True,
    ),
    Step(
        "hearing_notice",
        "听证通知",
        cite("APL-2021:64(2)"),
        HEARING_STAFF,
        after=("hearing_request",),
        required_when=g.hearing_is_called,
        guards=(*GOING, g.by_without_interest, h.hearing_was_asked_for, g.in_order),
        documents=("hearing_notice",),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "hearing_notice_delivery",
        "送达听证会通知书",
        cite("APL-2021:64(2)"),
        HANDLERS,
        after=("hearing_notice",),
        required_when=g.hearing_is_called,
        guards=(*GOING, *OFFICER, h.hearing_notice_awaits_delivery, g.in_order),
        documents=("delivery_receipt",),
        repeatable=True,
    ),
    Step(
        "hearing",
        "举行听证",
        cite("APL-2021:64"),
        HEARING_STAFF,
        after=("hearing_notice_delivery",),
        required_when=g.hearing_is_called,
        # Its day is the one that was called for, even where it is recorded after a later act.
        guards=(
            *GOING,
            g.by_without_interest,
            h.hearing_is_noticed,
            h.hearing_notice_is_delivered,
            h.hearing_notice_in_time,
            h.hearing_after_request,
        ),
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
        guards=(*GOING, *APART, h.hearing_awaits_report, g.in_order),
        documents=("hearing_report",),
        repeatable=True,
        of_today=True,
    ),
)
