"""
Advance preservation (先行登记保存): what each step needs, and the term of seven working days.

行政处罚法 56: where evidence may be lost or hard to obtain later, a person in charge of the body
may approve that it is registered and preserved; within seven days (working days, 85) a decision
on it must be made; meanwhile nobody may destroy or move it. What is not decided in time is free.
"""

from __future__ import annotations

from datetime import date

from zhunsheng.inquiry.choices import FREES, DisposalKind, Keeping, PreservationStage
from zhunsheng.inquiry.rules.facts import (
    IDENTITY,
    PENALTY_KINDS,
    PRESERVATION,
    WHOLE_RECORD,
    PreservationFacts,
)
from zhunsheng.kernel.days import Calendar, DayUnit
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.period import last_day

_ENDS = {
    Keeping.DISPOSAL.value: PreservationStage.DISPOSED,
    Keeping.REFUSAL.value: PreservationStage.REFUSED,
    Keeping.WITHDRAWAL.value: PreservationStage.WITHDRAWN,
}


def term_end(calendar: Calendar, *, noticed_on: date, days: int) -> date | None:
    """Return the last day for a decision; nothing while a year's holidays are unpublished."""
    return last_day(calendar, start=noticed_on, length=days, unit=DayUnit.WORKING)


def has_lapsed(facts: PreservationFacts) -> bool:
    """Return whether the term has passed on the day: the evidence is free by then."""
    return facts.until is not None and facts.on > facts.until


def stage_of(facts: PreservationFacts) -> PreservationStage:
    """Return where a preservation stands on the day."""
    done = {act.step for act in facts.acts}
    for step, stage in _ENDS.items():
        if step in done:
            return stage
    if Keeping.NOTICE.value in done:
        return PreservationStage.LAPSED if has_lapsed(facts) else PreservationStage.RUNNING
    approved = Keeping.APPROVAL.value in done
    return PreservationStage.APPROVED if approved else PreservationStage.REQUESTED


def may_be_lost(facts: PreservationFacts) -> Finding | None:
    """Refuse where it is not said why evidence may be lost or hard to obtain later (56)."""
    if facts.reason_given:
        return None
    return Finding(
        "preservation.no_reason",
        "未说明证据可能灭失或者以后难以取得的理由",
        PRESERVATION,
        "请写明理由；没有该情形的，不得采取先行登记保存",
    )


def items_are_listed(facts: PreservationFacts) -> Finding | None:
    """Refuse a request that does not say what is preserved and how much of it (56)."""
    if facts.items and not facts.uncounted:
        return None
    message = (
        f"有{facts.uncounted}件物品没有写明数量" if facts.items else "没有列明先行登记保存的物品"
    )
    return Finding("preservation.list", message, PRESERVATION, "请在清单中逐件写明名称和数量")


def keeper_is_named(facts: PreservationFacts) -> Finding | None:
    """Refuse a preservation for which nobody answers: it may not be destroyed or moved (56)."""
    if facts.keeper_named:
        return None
    return Finding(
        "preservation.no_keeper", "未写明保管人和保存地点", PRESERVATION, "请写明保管人和保存地点"
    )


def approver_is_apart(facts: PreservationFacts) -> Finding | None:
    """Refuse an approval by who asked for it: a person in charge approves, the officers ask."""
    if not facts.actor_asked:
        return None
    return Finding(
        "preservation.approver.asked",
        "审批人是申请采取措施的执法人员，不得审批自己的申请",
        PRESERVATION,
        "请由未参加取证的负责人审批",
    )


def in_order(facts: PreservationFacts) -> Finding | None:
    """Refuse a day before that of the last step."""
    if facts.last_on is None or facts.on >= facts.last_on:
        return None
    return Finding(
        "preservation.out_of_order",
        f"办理日期{facts.on.isoformat()}早于上一步的日期{facts.last_on.isoformat()}",
        PRESERVATION,
        "请核对办理日期",
    )


def is_not_approved(facts: PreservationFacts) -> Finding | None:
    """Refuse to turn down what was approved."""
    if facts.day_of(Keeping.APPROVAL.value) is None:
        return None
    return Finding(
        "preservation.approved_already",
        "先行登记保存已经批准",
        PRESERVATION,
        "不再实施的，办理撤回；已经实施的，依法作出处理决定",
    )


def is_not_carried_out(facts: PreservationFacts) -> Finding | None:
    """Refuse to withdraw what was carried out: it needs a decision (56)."""
    if facts.day_of(Keeping.NOTICE.value) is None:
        return None
    return Finding(
        "preservation.carried_out",
        "先行登记保存已经实施，不能撤回",
        PRESERVATION,
        "请依法作出处理决定",
    )


def ending_has_a_reason(facts: PreservationFacts) -> Finding | None:
    """Refuse to turn down or withdraw without saying why."""
    if facts.reason_given:
        return None
    return Finding("preservation.end.no_reason", "未写明理由", PRESERVATION, "请写明理由")


def certificates_are_shown(facts: PreservationFacts) -> Finding | None:
    """Refuse a measure at which the officers did not show their certificates (55)."""
    if facts.certificates_shown:
        return None
    return Finding(
        "preservation.no_certificate_shown",
        "执法人员未出示行政执法证件",
        IDENTITY,
        "实施前主动出示证件",
    )


def list_is_received(facts: PreservationFacts) -> Finding | None:
    """Refuse a notice with its list that nobody received, nor refused before a witness (47)."""
    if facts.signed or (facts.refusal_noted and facts.witness_named):
        return None
    return Finding(
        "preservation.not_received",
        "通知书和清单未由当事人签收，也未记明拒收情况和本局以外的见证人",
        WHOLE_RECORD,
        "请当场交付当事人一方的人签收；拒绝签收的，记明情况并写明本局以外的见证人姓名",
    )


def every_item_is_disposed(facts: PreservationFacts) -> Finding | None:
    """Refuse a decision that leaves something open (行政处罚法 56)."""
    if not facts.undisposed:
        return None
    return Finding(
        "preservation.undisposed",
        f"有{facts.undisposed}件物品没有处理意见",
        PRESERVATION,
        "请对清单中的每一件作出处理",
    )


def nothing_is_confiscated(facts: PreservationFacts) -> Finding | None:
    """Refuse confiscation as a disposal: it is a penalty, which a penalty decision orders (9)."""
    if DisposalKind.CONFISCATED not in facts.disposals:
        return None
    return Finding(
        "preservation.confiscated",
        "没收是行政处罚，不得在对保存证据的处理决定中作出",
        PENALTY_KINDS,
        "请改为返还、送交鉴定、移送或者解除，需要继续控制的依法转为查封、扣押；"
        "违法行为的处罚规定了没收的，在行政处罚决定中作出",
    )


def only_frees_after_term(facts: PreservationFacts) -> Finding | None:
    """Refuse anything but giving back or releasing after the seven days (行政处罚法 56)."""
    if not has_lapsed(facts) or facts.disposals <= FREES:
        return None
    return Finding(
        "preservation.lapsed",
        f"先行登记保存的期限已于{facts.until.isoformat() if facts.until else ''}届满，"
        "未在期限内作出处理决定，措施自动解除",
        PRESERVATION,
        "只能返还当事人或者解除；需要扣押的，另行依法采取行政强制措施",
    )
