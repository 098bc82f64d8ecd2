"""The declared acts of taking evidence, and advance preservation from request to decision."""

from __future__ import annotations

from typing import Final

from zhunsheng.inquiry.choices import APPROVERS, TAKERS, Keeping, Taking
from zhunsheng.inquiry.rules import earlier as e
from zhunsheng.inquiry.rules import people as who
from zhunsheng.inquiry.rules import preserving as p
from zhunsheng.inquiry.rules import taking as t
from zhunsheng.inquiry.rules.facts import (
    COLLECTING,
    DECISION_TERM,
    KINDS_OF_EVIDENCE,
    PRESERVATION,
    RECORD,
    SAMPLING,
    PreservationFacts,
    TakingFacts,
)
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.procedure import Deadline, Procedure, Step

_TAKERS: Final = frozenset(role.value for role in TAKERS)
_APPROVERS: Final = frozenset(role.value for role in APPROVERS)
_OFFICERS: Final = (
    who.subject_is_open,
    who.follows_the_subject,
    who.officers_are_known,
    who.two_certified_officers,
    who.every_credential_is_valid,
    who.nobody_is_interested,
    who.actor_takes_part,
)
#: What begins while the matter goes on; what was begun before is brought to its end.
_BEGINNING: Final = (*_OFFICERS, who.subject_goes_on, who.subject_is_not_with_police)
_ON_THE_SPOT: Final = (
    *_BEGINNING,
    t.place_is_named,
    t.times_hold,
    t.has_ended,
    t.nobody_is_elsewhere,
    t.proof_is_told,
    t.certificates_were_shown,
    t.recusal_was_told,
    t.record_is_signed,
    t.refusal_is_witnessed,
)
_APART: Final = (p.approver_is_apart, who.approver_without_interest, p.in_order)

INQUIRY: Final[Procedure[TakingFacts]] = Procedure(
    key="inquiry",
    label="收集证据",
    basis=COLLECTING,
    steps=(
        Step(
            key=Taking.CALL.value,
            label="通知询问",
            basis=RECORD,
            actor=_TAKERS,
            guards=(*_BEGINNING, t.person_is_named, t.place_is_named, t.called_ahead),
            documents=("interview_notice",),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            key=Taking.INTERVIEW.value,
            label="询问",
            basis=RECORD,
            actor=_TAKERS,
            guards=(
                *_ON_THE_SPOT,
                t.person_is_named,
                t.identity_is_real,
                t.call_is_answered,
                t.rights_were_told,
                t.answers_are_complete,
                t.was_read_back,
            ),
            documents=("interview_record",),
            repeatable=True,
            optional=True,
        ),
        Step(
            key=Taking.SCENE.value,
            label="勘验",
            basis=KINDS_OF_EVIDENCE,
            actor=_TAKERS,
            guards=(*_ON_THE_SPOT, t.findings_are_given),
            documents=("scene_examination_record",),
            repeatable=True,
            optional=True,
        ),
        Step(
            key=Taking.SAMPLING.value,
            label="抽样取证",
            basis=SAMPLING,
            actor=_TAKERS,
            guards=(*_ON_THE_SPOT, t.samples_are_listed, t.copy_was_left),
            documents=("sampling_voucher",),
            repeatable=True,
            optional=True,
        ),
        Step(
            key=Taking.COMMISSION.value,
            label="委托鉴定",
            basis=KINDS_OF_EVIDENCE,
            actor=_TAKERS,
            guards=(*_BEGINNING, t.institution_is_named, t.questions_are_asked, t.end_is_agreed),
            documents=("expert_commission",),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            key=Taking.RESULT.value,
            label="收到鉴定意见",
            basis=KINDS_OF_EVIDENCE,
            actor=_TAKERS,
            guards=(
                who.subject_is_open,
                who.actor_takes_part,
                t.commission_waits,
                t.result_follows_commission,
                t.opinion_is_given,
            ),
            repeatable=True,
            optional=True,
        ),
        Step(
            key=Taking.EXTENSION.value,
            label="延长鉴定期限",
            basis=DECISION_TERM,
            actor=_APPROVERS,
            guards=(
                who.subject_is_open,
                who.approver_without_interest,
                t.approver_did_not_ask,
                t.commission_waits,
                t.is_not_over,
                t.end_is_agreed,
                t.end_is_later,
                t.turn_has_a_reason,
            ),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
        Step(
            key=Taking.END.value,
            label="终止鉴定委托",
            basis=COLLECTING,
            actor=_TAKERS,
            guards=(
                who.actor_handles_the_matter,
                who.actor_without_interest,
                t.commission_waits,
                t.turn_has_a_reason,
            ),
            repeatable=True,
            optional=True,
            of_today=True,
        ),
    ),
)

ADVANCE_PRESERVATION: Final[Procedure[PreservationFacts]] = Procedure(
    key="advance_preservation",
    label="先行登记保存",
    basis=PRESERVATION,
    steps=(
        Step(
            key=Keeping.REQUEST.value,
            label="申请先行登记保存",
            basis=PRESERVATION,
            actor=_TAKERS,
            guards=(
                *_BEGINNING,
                p.may_be_lost,
                p.items_are_listed,
                e.nothing_held_again,
                e.no_term_begins_anew,
                e.alike_is_told_apart,
                p.keeper_is_named,
            ),
            of_today=True,
        ),
        Step(
            key=Keeping.APPROVAL.value,
            label="批准先行登记保存",
            basis=PRESERVATION,
            actor=_APPROVERS,
            after=(Keeping.REQUEST.value,),
            guards=_APART,
            documents=("preservation_approval",),
            of_today=True,
        ),
        Step(
            key=Keeping.REFUSAL.value,
            label="不批准先行登记保存",
            basis=PRESERVATION,
            actor=_APPROVERS,
            after=(Keeping.REQUEST.value,),
            guards=(*_APART, p.is_not_approved, p.ending_has_a_reason),
            optional=True,
            closes=True,
            of_today=True,
        ),
        Step(
            key=Keeping.WITHDRAWAL.value,
            label="撤回先行登记保存",
            basis=PRESERVATION,
            actor=_TAKERS,
            after=(Keeping.REQUEST.value,),
            guards=(
                who.actor_handles_the_matter,
                who.actor_without_interest,
                p.in_order,
                p.is_not_carried_out,
                p.ending_has_a_reason,
            ),
            optional=True,
            closes=True,
            of_today=True,
        ),
        Step(
            key=Keeping.NOTICE.value,
            label="通知并登记保存",
            basis=PRESERVATION,
            actor=_TAKERS,
            after=(Keeping.APPROVAL.value,),
            guards=(*_OFFICERS, p.in_order, p.certificates_are_shown, p.list_is_received),
            documents=("preservation_notice",),
        ),
        Step(
            key=Keeping.PROPOSAL.value,
            label="提出处理意见",
            basis=PRESERVATION,
            actor=_TAKERS,
            after=(Keeping.NOTICE.value,),
            guards=(
                who.actor_handles_the_matter,
                who.actor_without_interest,
                p.in_order,
                p.every_item_is_disposed,
                p.nothing_is_confiscated,
                p.only_frees_after_term,
            ),
            repeatable=True,
            of_today=True,
        ),
        Step(
            key=Keeping.DISPOSAL.value,
            label="作出处理决定",
            basis=PRESERVATION,
            actor=_APPROVERS,
            after=(Keeping.PROPOSAL.value,),
            guards=(*_APART, p.nothing_is_confiscated, p.only_frees_after_term),
            # What is not decided within the term is free: ``rules.preserving`` says from when on.
            deadline=Deadline(7, DayUnit.WORKING, Keeping.NOTICE.value, PRESERVATION),
            documents=("preservation_disposal_approval", "preservation_disposal_decision"),
            closes=True,
            of_today=True,
        ),
    ),
)
