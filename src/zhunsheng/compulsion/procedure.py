"""The declared procedures: sealing and seizing, and stopping a supply."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEAD_CODES, Role
from zhunsheng.compulsion import rules
from zhunsheng.compulsion.choices import MeasureKind
from zhunsheng.compulsion.rules import MeasureFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.procedure import Deadline, Procedure, Step

_HEADS = HEAD_CODES
_CHIEF = frozenset({Role.CHIEF.value})
_OFFICERS = frozenset({Role.ENFORCEMENT_OFFICER.value})
_WHEN = (rules.time_is_of_the_day, rules.in_order)
_WHO = (
    rules.never_by_a_delegate,
    rules.officers_are_known,
    rules.two_certified_officers,
    rules.every_credential_is_valid,
    rules.nobody_is_interested,
)
#: Who acts as an officer, named in the measure or not; the head who decides takes no part in it.
_BY = (rules.by_certified, rules.by_without_interest)
_APART = (rules.approver_is_apart, rules.by_without_interest)
#: A measure serves a matter: it is neither approved nor taken when that is over or stands still.
_SERVES = (rules.matter_is_not_over, rules.matter_goes_on, rules.matter_is_not_with_police)
_ASKED = (
    rules.matter_is_known,
    *_SERVES,
    rules.reason_is_given,
    rules.ground_fits_the_kind,
    rules.ground_is_in_force,
    rules.cut_answers_defiance,
    rules.order_is_on_record,
    rules.cut_spares_residents,
)
_ON_THE_SPOT = (
    rules.certificates_were_shown,
    rules.rights_were_told,
    rules.party_was_heard,
    rules.absence_is_witnessed,
    rules.record_is_signed,
)


def _abandonment(basis: str) -> Step[MeasureFacts]:
    """Return the step by which a head refuses a measure, or gives it up before it is taken."""
    return Step(
        key="abandonment",
        label="不采取强制措施",
        basis=cite(basis),
        actor=_HEADS,
        guards=(rules.measure_is_not_taken, rules.reason_is_given, *_APART, *_WHEN),
        optional=True,
        closes=True,
        of_today=True,
    )


SEAL_SEIZE: Final[Procedure[MeasureFacts]] = Procedure(
    key="compulsion.seal_seize",
    label="查封、扣押程序",
    basis=cite("ACL-2011:18"),
    steps=(
        Step(
            key="request",
            label="申请采取强制措施",
            basis=cite("ACL-2011:18"),
            actor=_OFFICERS,
            required_when=rules.is_not_urgent,
            guards=(*_ASKED, *_WHO, *_BY, *_WHEN),
            of_today=True,
        ),
        Step(
            key="urgent_start",
            label="紧急情况当场采取强制措施",
            basis=cite("ACL-2011:19"),
            actor=_OFFICERS,
            guards=(*_ASKED, rules.urgency_has_a_reason, *_WHO, *_BY, *_WHEN),
            optional=True,
        ),
        Step(
            key="approval",
            label="批准采取强制措施",
            basis=cite("ACL-2011:18"),
            actor=_HEADS,
            after=("request",),
            required_when=rules.is_not_urgent,
            guards=(
                *_SERVES,
                rules.approval_comes_first,
                rules.chief_approves_chemicals,
                *_WHO,
                *_APART,
                *_WHEN,
            ),
            documents=("measure_approval",),
            of_today=True,
        ),
        _abandonment("ACL-2011:18"),
        Step(
            key="execution",
            label="当场实施查封、扣押",
            basis=cite("ACL-2011:24"),
            actor=_OFFICERS,
            after=("approval",),
            guards=(
                *_SERVES,
                rules.taken_while_urgent,
                *_WHO,
                *_BY,
                *_WHEN,
                *_ON_THE_SPOT,
                rules.items_are_listed,
                rules.only_what_is_connected,
                rules.no_necessities,
                rules.nothing_twice,
                rules.nothing_held_again,
                rules.no_term_begins_anew,
                rules.alike_is_told_apart,
            ),
            documents=("measure_record", "seal_seize_decision", "seal_seize_list"),
        ),
        Step(
            key="report",
            label="报告紧急实施情况",
            basis=cite("ACL-2011:19"),
            actor=_OFFICERS,
            after=("execution",),
            required_when=rules.is_urgent,
            guards=(
                rules.never_by_a_delegate,
                rules.taken_in_an_urgency,
                rules.reported_in_time,
                *_BY,
                *_WHEN,
            ),
            deadline=Deadline(
                24, DayUnit.HOUR, "execution", cite("ACL-2011:19"), "报告紧急实施情况"
            ),
            of_today=True,
        ),
        Step(
            key="late_approval",
            label="补办强制措施批准",
            basis=cite("ACL-2011:19"),
            actor=_HEADS,
            after=("execution", "report"),
            required_when=rules.is_urgent,
            guards=(
                rules.taken_in_an_urgency,
                rules.chief_approves_chemicals,
                rules.approved_in_time,
                *_APART,
                *_WHEN,
            ),
            deadline=Deadline(
                24, DayUnit.HOUR, "execution", cite("ACL-2011:19"), "补办强制措施批准"
            ),
            documents=("measure_approval",),
            of_today=True,
        ),
        Step(
            key="testing",
            label="告知检测鉴定期间",
            basis=cite("ACL-2011:25"),
            actor=_OFFICERS,
            after=("execution",),
            guards=(
                rules.never_by_a_delegate,
                rules.term_is_running,
                rules.one_test_at_a_time,
                rules.test_has_its_days,
                rules.test_is_not_endless,
                *_BY,
                *_WHEN,
            ),
            documents=("testing_notice",),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            key="testing_result",
            label="检测、检验、鉴定结束",
            basis=cite("ACL-2011:25"),
            actor=_OFFICERS,
            after=("testing",),
            guards=(rules.never_by_a_delegate, rules.a_test_is_running, *_BY, *_WHEN),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="extension",
            label="延长查封、扣押期限",
            basis=cite("ACL-2011:25"),
            actor=_HEADS,
            after=("execution", "late_approval"),
            guards=(
                rules.term_is_running,
                rules.reason_is_given,
                rules.extension_is_lawful,
                *_APART,
                *_WHEN,
            ),
            documents=("seal_seize_extension",),
            optional=True,
            of_today=True,
        ),
        Step(
            key="handling",
            label="作出查封、扣押处理决定",
            basis=cite("ACL-2011:27"),
            actor=_HEADS,
            after=("execution",),
            guards=(
                rules.handling_is_grounded,
                rules.destruction_names_its_law,
                rules.decision_was_made,
                rules.goods_are_kept_in_time_only,
                rules.nothing_unapproved_is_kept,
                *_APART,
                *_WHEN,
            ),
            deadline=Deadline(
                30, DayUnit.CALENDAR, "execution", cite("ACL-2011:25"), "查封、扣押期限"
            ),
            documents=("seal_seize_handling",),
            closes=True,
            of_today=True,
        ),
    ),
)


POWER_CUT: Final[Procedure[MeasureFacts]] = Procedure(
    key="compulsion.power_cut",
    label="停止供电、停止供应民用爆炸物品程序",
    basis=cite("SPL-2021:70"),
    steps=(
        Step(
            key="request",
            label="申请采取强制措施",
            basis=cite("SPL-2021:70"),
            actor=_OFFICERS,
            guards=(*_ASKED, rules.urgency_has_a_reason, *_WHO, *_BY, *_WHEN),
            of_today=True,
        ),
        Step(
            key="approval",
            label="批准采取强制措施",
            basis=cite("SPL-2021:70"),
            # The chief of the department and nobody else (70.1).
            actor=_CHIEF,
            after=("request",),
            guards=(*_SERVES, rules.order_is_on_record, *_WHO, *_APART, *_WHEN),
            documents=("measure_approval", "power_cut_decision"),
            of_today=True,
        ),
        Step(
            key="confirmation",
            label="再次确认停止供电（供应）",
            basis=cite("SPL-2021:70"),
            actor=_CHIEF,
            after=("approval",),
            guards=(
                *_SERVES,
                rules.measure_is_not_taken,
                rules.order_is_on_record,
                rules.reason_is_given,
                *_APART,
                *_WHEN,
            ),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        _abandonment("SPL-2021:70"),
        Step(
            key="notice",
            label="通知停止供电（供应）",
            basis=cite("SPL-2021:70"),
            actor=_OFFICERS,
            after=("approval",),
            guards=(
                *_SERVES,
                rules.never_by_a_delegate,
                rules.approval_is_recent,
                rules.plan_keeps_the_hours,
                *_BY,
                *_WHEN,
            ),
            documents=("power_cut_notice",),
            of_today=True,
        ),
        Step(
            key="notice_delivery",
            label="送达停止供电（供应）通知书",
            basis=cite("SPL-2021:70"),
            actor=_OFFICERS,
            after=("notice",),
            required_when=rules.is_told_hours_before,
            guards=(rules.never_by_a_delegate, rules.receipt_is_complete, *_BY, *_WHEN),
            documents=("delivery_receipt",),
        ),
        Step(
            key="execution",
            label="实施停止供电（供应）",
            basis=cite("SPL-2021:70"),
            actor=_OFFICERS,
            after=("approval", "notice", "notice_delivery"),
            guards=(
                *_SERVES,
                rules.order_is_on_record,
                rules.approval_is_recent,
                rules.notified_hours_before,
                rules.not_at_night_or_on_a_holiday,
                rules.order_is_still_defied,
                *_WHO,
                *_BY,
                *_WHEN,
                *_ON_THE_SPOT,
            ),
            documents=("measure_record",),
        ),
        Step(
            key="restoration",
            label="恢复供电（供应）",
            basis=cite("SPL-2021:70"),
            actor=_HEADS,
            after=("execution",),
            guards=(rules.reason_is_given, *_APART, *_WHEN),
            documents=("power_restoration",),
            closes=True,
            of_today=True,
        ),
    ),
)


def procedure_of(kind: MeasureKind) -> Procedure[MeasureFacts]:
    """Return the procedure of a kind of measure."""
    return SEAL_SEIZE if kind.seals else POWER_CUT
