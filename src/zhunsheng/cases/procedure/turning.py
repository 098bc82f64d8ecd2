"""Steps by which a case turns: recusal, standing still, crime, checks, ends beside a decision."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import Role, codes
from zhunsheng.cases.procedure.roles import COUNTER, GOING, HANDLERS, LEADERS, TWO_OFFICERS
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules import hearing as h
from zhunsheng.cases.rules import inquiring as i
from zhunsheng.cases.rules.acting import APART, AT_COUNTER, HANDLER, OFFICER
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Step

CHIEF: Final = codes({Role.CHIEF})
CHECKERS: Final = codes({Role.TEAM_HEAD})
#: Who endorses a submission; the chief signs after the deputies, and so does not sign for one.
DEPUTIES: Final = codes({Role.DEPUTY_HEAD})

#: Between clue and investigation report.
EARLY: Final[tuple[Step[CaseFacts], ...]] = (
    Step(
        "urgent_inquiry",
        "紧急情况先行调查",
        cite("MEM-18"),
        HANDLERS,
        after=("clue",),
        guards=(g.not_opened_before, *OFFICER, g.in_order),
        optional=True,
    ),
    Step(
        "recusal_request",
        "申请回避",
        cite("APL-2021:43.1"),
        HANDLERS | LEADERS | codes({Role.LEGAL_REVIEWER, Role.CASE_SECRETARY}),
        after=("clue",),
        guards=(g.done_for_the_case, g.in_order),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "recusal",
        "决定回避",
        cite("APL-2021:43.3"),
        LEADERS,
        after=("opening",),
        guards=(g.done_for_the_case, *APART, g.two_handlers, g.in_order),
        documents=("recusal_decision",),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "leader_recusal",
        "决定负责人回避",
        cite("APL-2021:43.3"),
        LEADERS | codes({Role.CASE_SECRETARY}),
        after=("clue",),
        guards=(g.done_for_the_case, g.by_without_interest, g.in_order),
        documents=("recusal_decision",),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "reassignment",
        "更换承办人",
        cite("APL-2021:42.1"),
        LEADERS,
        after=("opening",),
        guards=(g.done_for_the_case, *APART, *TWO_OFFICERS, g.in_order),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "address_confirmation",
        "确认送达地址",
        cite("APL-2021:61.2"),
        HANDLERS,
        after=("clue",),
        guards=AT_COUNTER,
        documents=("address_confirmation",),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "renaming",
        "登记当事人名称变更",
        cite("APL-2021:59.1(1)"),
        HANDLERS,
        after=("clue",),
        guards=AT_COUNTER,
        optional=True,
        repeatable=True,
        after_close=True,
        of_today=True,
    ),
    Step(
        "suspension",
        "中止调查",
        cite("APL-2021:60"),
        LEADERS,
        after=("opening",),
        guards=(*GOING, *APART, g.in_order),
        documents=("course_approval",),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "resumption",
        "恢复调查",
        cite("APL-2021:60"),
        LEADERS,
        after=("suspension",),
        guards=(g.is_suspended, *APART, g.in_order),
        documents=("course_approval",),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
)

CRIME: Final[tuple[Step[CaseFacts], ...]] = (
    Step(
        "crime_report",
        "报告涉嫌犯罪案件",
        cite("CTR-2020:5"),
        HANDLERS,
        after=("opening",),
        guards=(*TWO_OFFICERS, *HANDLER, g.not_with_police, g.crime_is_settled, g.in_order),
        documents=("crime_report",),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "crime_decision",
        "决定是否移送公安机关",
        cite("CTR-2020:5"),
        CHIEF,
        after=("crime_report",),
        guards=(*APART, g.crime_is_reported, g.in_order),
        optional=True,
        repeatable=True,
        of_today=True,
    ),
    Step(
        "crime_handover",
        "移送公安机关",
        cite("CTR-2020:5"),
        HANDLERS,
        after=("crime_decision",),
        guards=(*OFFICER, g.crime_was_approved, g.in_order),
        documents=("crime_transfer_letter",),
        optional=True,
        repeatable=True,
    ),
    Step(
        "crime_reply",
        "登记移送答复",
        cite("CTR-2020:8"),
        COUNTER,
        after=("crime_handover",),
        guards=(*AT_COUNTER, g.crime_was_handed_over, g.replied_after_handover),
        optional=True,
        repeatable=True,
        after_close=True,  # what was left to the police may come back to be punished (27.1)
    ),
)

#: Checks of a proposal, before it is reviewed and before the party is told.
CHECKS: Final[tuple[Step[CaseFacts], ...]] = (
    Step(
        "first_check",
        "初审",
        cite("APL-2021:57.1"),
        CHECKERS,
        after=("proposal",),
        required_when=g.first_check_is_due,
        guards=(*GOING, *APART, g.in_order),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "committee",
        "案审会研究拟处理意见",
        cite("APL-2021:57.1"),
        LEADERS | codes({Role.CASE_SECRETARY}),
        after=("proposal", "first_check"),
        required_when=g.committee_is_due,
        guards=(
            *GOING,
            g.by_without_interest,
            g.first_check_passed,
            g.not_noticed_before,
            g.in_order,
        ),
        documents=("committee_record",),
        repeatable=True,
        of_today=True,
    ),
)

#: A signature rests on what the party said, or let pass: as the decision it leads to (62, 65).
HEARD_OUT: Final = (
    h.notice_is_delivered,
    h.statement_answered,
    h.representation_closed,
    h.hearing_settled,
)

#: What is settled before a case leaves the bureau, or ends without a decision.
_ENDING: Final = (
    g.handlers_without_interest,
    g.by_no_reviewer,
    g.recusals_are_decided,
    g.crime_is_settled,
    i.preservations_are_settled,
    g.nothing_is_sealed,
    g.supply_is_restored,
    g.parties_have_ended,
    g.in_order,
)

LATE: Final[tuple[Step[CaseFacts], ...]] = (
    Step(
        "submission",
        "案件处理呈批",
        cite("APL-2021:57.1"),
        HANDLERS,
        after=("notice_delivery", "representation_answer", "hearing_report", "legal_review"),
        required_when=g.submission_is_due,
        guards=(
            *GOING,
            *TWO_OFFICERS,
            *HANDLER,
            *HEARD_OUT,
            g.review_has_passed,
            g.in_order,
        ),
        documents=("handling_approval",),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "endorsement",
        "分管负责人审签",
        cite("APL-2021:57.1"),
        DEPUTIES,
        after=("submission",),
        required_when=g.endorsement_is_due,
        guards=(
            *GOING,
            *APART,
            g.submission_is_current,
            *HEARD_OUT,
            g.review_has_passed,
            g.in_order,
        ),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "sparing_submission",
        "不予处罚呈批",
        cite("APL-2021:57.1"),
        HANDLERS,
        after=("investigation", "legal_review"),
        required_when=g.sparing_submission_is_due,
        guards=(
            *GOING,
            *TWO_OFFICERS,
            *HANDLER,
            g.first_check_passed,
            g.committee_agreed,
            g.checks_were_made,
            g.review_has_passed,
            g.in_order,
        ),
        documents=("handling_approval",),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "sparing_endorsement",
        "不予处罚审签",
        cite("APL-2021:57.1"),
        DEPUTIES,
        after=("sparing_submission",),
        required_when=g.sparing_is_signed,
        guards=(*GOING, *APART, g.sparing_is_submitted, g.review_has_passed, g.in_order),
        repeatable=True,
        of_today=True,
    ),
    Step(
        "transfer",
        "移送有管辖权的机关",
        cite("APL-2021:57.1"),
        LEADERS,
        after=("clue",),
        guards=(*GOING, *APART, *_ENDING),
        documents=("transfer_letter",),
        optional=True,
        closes=True,
        of_today=True,
    ),
    Step(
        "termination",
        "终止调查",
        cite("APL-2021:57.1"),
        LEADERS,
        after=("opening",),
        guards=(g.not_decided, *APART, *_ENDING),
        documents=("course_approval",),
        optional=True,
        closes=True,
        of_today=True,
    ),
)
