"""The declared procedure of an inspection, from approval to re-inspection."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, OFFICERS
from zhunsheng.inspection import rules
from zhunsheng.inspection.rules import InspectionFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.workforce.choices import DelegatedPower

_HEADS = frozenset(role.value for role in HEADS)
_OFFICERS = frozenset(role.value for role in OFFICERS)
_SENT = (
    rules.officers_are_known,
    rules.two_certified_officers,
    rules.every_credential_is_valid,
    rules.credentials_last_until_the_visit,
    rules.nobody_is_interested,
    rules.delegated(DelegatedPower.INSPECTION),
)
_UNIT = (
    rules.entity_is_known,
    rules.unit_operates,
    rules.unit_is_of_this_level,
    rules.unit_is_no_duplicate,
    rules.items_are_published,
)
_SOURCE = (rules.source_is_named, rules.source_is_known)
_DRAW_STANDS = (rules.draw_is_current, rules.visits_have_not_ended)
_DRAWN = (rules.draw_is_named, *_DRAW_STANDS, rules.unit_was_drawn, rules.drawn_pair_goes)
_WHO_ACTS = (
    rules.officers_are_known,
    rules.two_certified_officers,
    rules.every_credential_is_valid,
    rules.nobody_is_interested,
    rules.actor_is_of_the_unit,
    rules.actor_was_sent,
)


INSPECTION: Final[Procedure[InspectionFacts]] = Procedure(
    key="inspection",
    label="行政检查与整改复查",
    basis=cite("GBF-2024-54"),
    steps=(
        Step(
            key="urgent_start",
            label="紧急情况当场检查",
            basis=cite("GBF-2024-54"),
            actor=_OFFICERS,
            guards=(
                *_UNIT,
                rules.urgency_is_of_today,
                rules.urgency_has_a_reason,
                rules.earlier_urgency_is_approved,
                *_SOURCE,
                rules.cap_is_not_reached,
                rules.repeat_visit_has_a_reason,
                rules.plan_of_the_year_stands,
                rules.unit_is_planned,
                *_DRAWN,
                *_SENT,
                rules.actor_is_of_the_unit,
            ),
            documents=("inspection_notice",),
            optional=True,
        ),
        Step(
            key="approval",
            label="检查审批",
            basis=cite("GBF-2024-54"),
            actor=_HEADS,
            required_when=rules.is_not_urgent,
            guards=(
                *_UNIT,
                rules.plan_of_the_year_stands,
                rules.unit_is_planned,
                *_DRAWN,
                *_SOURCE,
                rules.approval_is_of_today,
                rules.drawn_unit_is_inspected_once,
                rules.day_is_ahead,
                rules.cap_is_not_reached,
                rules.repeat_visit_has_a_reason,
                *_SENT,
            ),
            # The notice is made with the approval, is shown on entry, and the visit asks for it.
            documents=(
                "inspection_approval",
                "inspection_notice",
                "service_approval",
                "service_notice",
            ),
        ),
        Step(
            key="change_officers",
            label="改派检查人员",
            basis=cite("GBF-2024-54"),
            actor=_HEADS,
            guards=(
                rules.visit_is_not_made,
                rules.change_has_a_reason,
                rules.drawn_pair_goes,
                *_SENT,
            ),
            documents=("inspection_notice",),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="approval_withdrawal",
            label="撤销检查审批",
            basis=cite("GBF-2024-54"),
            actor=_HEADS,
            after=("approval",),
            guards=(rules.withdrawal_is_ahead, rules.withdrawal_has_a_reason),
            optional=True,
            closes=True,
        ),
        Step(
            key="scheme",
            label="编制现场检查方案",
            basis=cite("GBF-2024-54"),
            actor=_OFFICERS,
            after=("approval",),
            guards=(
                rules.scheme_precedes_the_visit,
                rules.scheme_is_complete,
                rules.scheme_names_known_checklists,
                rules.actor_is_of_the_unit,
            ),
            documents=("inspection_scheme",),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="visit",
            label="现场检查",
            basis=cite("SPL-2021:68"),
            actor=_OFFICERS,
            after=("approval",),
            guards=(
                rules.approval_came_first,
                rules.approval_was_given_before,
                rules.approval_still_holds,
                rules.visit_follows_the_urgency,
                rules.no_refusal_waits,
                # A visit in another year than the one it was approved for asks that year's cap.
                rules.cap_is_not_reached,
                *_WHO_ACTS,
                rules.delegated(DelegatedPower.INSPECTION),
                rules.officers_were_approved,
                *_DRAW_STANDS,
                rules.nobody_else_went,
                rules.notice_was_shown,
                rules.certificates_were_shown,
                rules.recusal_was_told,
                rules.times_are_of_the_day,
                rules.visit_begins_with_the_code,
                rules.visit_has_ended,
                rules.record_is_signed,
                rules.refusal_is_witnessed,
                rules.violations_are_known,
                rules.majors_name_their_standard,
                rules.companions_were_named,
                rules.checked_items_are_known,
                rules.faults_are_findings,
                rules.dispatch_runs_forward,
            ),
            # Which of the two follows from the set of forms that was approved.
            documents=("inspection_record", "inspection_transcript", "service_record"),
        ),
        Step(
            key="photo",
            label="附问题照片",
            basis=cite("GBF-2018-118"),
            actor=_OFFICERS,
            after=("visit",),
            guards=(rules.actor_is_of_the_unit,),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="on_site_measure",
            label="现场处理措施",
            basis=rules.HAZARD_POWER,
            actor=_OFFICERS,
            after=("visit",),
            guards=(
                rules.visit_is_enforcement,
                rules.measure_is_complete,
                rules.measure_rests_on_findings,
                rules.measured_hazards_are_open,
                rules.a_stop_rests_on_a_major_hazard,
                rules.measure_follows_the_visit,
                *_WHO_ACTS,
                # A street is delegated inspection, orders and re-inspection, never a stop of work.
                rules.measure_is_the_bureaus,
            ),
            documents=("on_site_measure_decision",),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="measure_lifting",
            label="同意恢复",
            basis=rules.HAZARD_POWER,
            actor=_HEADS,
            after=("on_site_measure",),
            guards=(rules.a_measure_stands, rules.lifting_is_reasoned),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="late_approval",
            label="补办检查审批",
            basis=cite("GBF-2024-54"),
            actor=_HEADS,
            after=("urgent_start",),
            required_when=rules.is_urgent,
            guards=(rules.started_in_an_urgency, rules.approval_is_of_today),
            documents=("inspection_approval",),
        ),
        Step(
            key="order",
            label="责令限期整改",
            basis=rules.ORDER_POWER,
            actor=_OFFICERS,
            after=("visit",),
            required_when=rules.something_is_unsettled,
            guards=(
                rules.visit_is_enforcement,
                rules.something_needs_an_order,
                rules.order_follows_the_visit,
                rules.due_date_follows_the_visit,
                rules.term_is_not_endless,
                rules.terms_are_of_the_findings,
                *_WHO_ACTS,
                rules.delegated(DelegatedPower.RECTIFICATION_ORDER),
            ),
            documents=("rectification_order",),
        ),
        Step(
            key="result_notice",
            label="告知检查结果",
            basis=cite("GBF-2024-54"),
            actor=_OFFICERS,
            after=("visit",),
            required_when=rules.result_is_to_be_told,
            guards=(
                rules.result_follows_the_visit,
                rules.orders_come_before_the_result,
                rules.recipient_is_named,
                rules.actor_is_of_the_unit,
                rules.actor_was_sent,
            ),
            documents=("inspection_result_notice",),
        ),
        Step(
            key="extension",
            label="延长整改期限",
            basis=rules.ORDER_POWER,
            actor=_HEADS,
            after=("order",),
            guards=(
                rules.an_order_stands,
                rules.order_is_open,
                rules.extension_has_a_reason,
                rules.extension_is_asked_in_time,
                rules.extension_is_of_a_later_day,
                rules.extension_is_longer,
                rules.term_is_not_endless,
            ),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="reinspection",
            label="整改复查",
            basis=rules.ORDER_POWER,
            actor=_OFFICERS,
            after=("order",),
            required_when=rules.something_is_unsettled,
            guards=(
                rules.an_order_stands,
                rules.order_is_open,
                rules.reinspection_follows_the_order,
                rules.reinspection_waits_for_the_term,
                rules.every_matter_has_a_result,
                rules.nothing_is_put_off,
                *_WHO_ACTS,
                rules.delegated(DelegatedPower.REINSPECTION),
            ),
            # The term of the re-inspection runs from the due date of the order, not from an act;
            # ``queries.clocks_of`` computes it from the parameter inspection.reinspection_limit.
            documents=("reinspection_opinion",),
            repeatable=True,
        ),
    ),
)
