"""Guards of the ordinary and the summary procedure: what must hold before a step."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding

OFFICERS: Final[Citation] = cite("APL-2021:42.1")
RECUSAL: Final[Citation] = cite("APL-2021:43.1")
LIMITATION: Final[Citation] = cite("APL-2021:36")
EVIDENCE: Final[Citation] = cite("APL-2021:46")
TOLD: Final[Citation] = cite("APL-2021:44")
HEARD: Final[Citation] = cite("APL-2021:45.1")
NO_DECISION_UNHEARD: Final[Citation] = cite("APL-2021:62")
HEARING: Final[Citation] = cite("APL-2021:63")
HEARING_STEPS: Final[Citation] = cite("APL-2021:64")
REVIEW: Final[Citation] = cite("APL-2021:58.1")
DISCUSSION: Final[Citation] = cite("APL-2021:57.2")
DECISION: Final[Citation] = cite("APL-2021:57.1")
NINETY_DAYS: Final[Citation] = cite("APL-2021:60")
DELIVERY: Final[Citation] = cite("APL-2021:61")
RECORDED: Final[Citation] = cite("APL-2021:47")
PERFORMED: Final[Citation] = cite("APL-2021:66")
BENCHMARK: Final[Citation] = cite("MEM-12")

#: What, when it happens after a review or a discussion, makes them look at an older file.
FILE_CHANGES: Final = ("proposal", "representation", "representation_answer", "hearing_report")


#: What others do; it may be entered after a later act of the agency.
PARTY_ACTS: Final = frozenset(
    {
        "representation",
        "representation_waiver",
        "hearing_request",
        "hearing_waiver",
        "payment",
        "remedy_opened",
        "remedy_ended",
        "decision_changed",
    }
)


# --- statements about the facts --------------------------------------------------------------


def needs_review(facts: CaseFacts) -> bool:
    """Tell whether legal review is due: one of the heads of 58, or the bureau reviews all."""
    return (
        facts.review_every_case
        or facts.special_ground
        or facts.complex_case
        or facts.hearing_ever_held
    )


def needs_discussion(facts: CaseFacts) -> bool:
    """Tell whether the persons in charge must discuss: complex, heavy, or after a hearing."""
    return facts.complex_case or facts.heavy or facts.hearing_was_held


def deviates(facts: CaseFacts) -> bool:
    """Tell whether the current proposal lies outside of the benchmark."""
    return facts.deviates


def needs_answer(facts: CaseFacts) -> bool:
    """Tell whether a statement of the party must be answered."""
    return facts.has_statement


def hearing_is_called(facts: CaseFacts) -> bool:
    """Tell whether a hearing must be prepared."""
    return facts.hearing_is_requested


def hearing_needs_report(facts: CaseFacts) -> bool:
    """Tell whether a hearing was held and must be reported on."""
    return facts.hearing_was_held


def penalty_is_meant(facts: CaseFacts) -> bool:
    """Tell whether the case is not one that ends without a penalty."""
    return not facts.done("no_penalty")


def fine_is_due(facts: CaseFacts) -> bool:
    """Tell whether a fine was or will be imposed."""
    return penalty_is_meant(facts) and facts.fine_imposed


# --- officers --------------------------------------------------------------------------------


def two_handlers(facts: CaseFacts) -> Finding | None:
    """Refuse where fewer than two officers handle the case."""
    if facts.handlers >= 2:
        return None
    return Finding(
        "case.officers.fewer_than_two",
        f"执法人员少于两人（现为{facts.handlers}人）",
        OFFICERS,
        "请指定两名以上具有执法资格的人员",
    )


def certificates_valid(facts: CaseFacts) -> Finding | None:
    """Refuse where a handler's certificate is not valid on the day of the act."""
    if not facts.lapsed and facts.certified == facts.handlers:
        return None
    names = "、".join(sorted(facts.lapsed)) or "有人员没有执法证件"
    return Finding(
        "case.officers.certificate_not_valid",
        f"办理当日执法资格无效：{names}",
        OFFICERS,
        "请更换人员，或者在证件换发登记后办理",
    )


def handlers_without_interest(facts: CaseFacts) -> Finding | None:
    """Refuse a handler who has an interest in the party."""
    if not facts.interested:
        return None
    return Finding(
        "case.officers.interest",
        f"执法人员与当事人有利害关系，应当回避：{'、'.join(sorted(facts.interested))}",
        RECUSAL,
        "请由负责人决定回避并更换承办人",
    )


def by_a_handler(facts: CaseFacts) -> Finding | None:
    """Refuse somebody who does not handle the case where the law has its handlers act."""
    if not facts.by_is_stranger:
        return None
    return Finding(
        "case.by.no_handler",
        "办理人不是本案的执法人员",
        OFFICERS,
        "请由立案时指定的承办人办理",
    )


def by_no_handler(facts: CaseFacts) -> Finding | None:
    """Refuse a handler where others decide: investigation and decision are apart."""
    if not facts.by_handles:
        return None
    return Finding(
        "case.by.handler",
        "办理人是本案承办人，不得审批、决定自己承办的案件",
        DECISION,
        "请由未承办本案的人员办理",
    )


def by_without_interest(facts: CaseFacts) -> Finding | None:
    """Refuse who has declared an interest in the party: 行政处罚法 43 recuses them."""
    if not facts.by_has_interest:
        return None
    return Finding(
        "case.by.interest",
        "办理人与当事人有利害关系，应当回避",
        RECUSAL,
        "请由没有利害关系的人员办理",
    )


# --- opening and investigation ---------------------------------------------------------------


def within_limitation(facts: CaseFacts) -> Finding | None:
    """Refuse a violation found after the term within which it may be punished."""
    if not facts.limitation_passed:
        return None
    return Finding(
        "case.limitation.passed",
        "违法行为自终了之日起已超过追责期限",
        LIMITATION,
        "不予立案；有危害后果且涉及生命健康安全的，核对是否适用五年期限",
    )


def not_opened_before(facts: CaseFacts) -> Finding | None:
    """Refuse to drop a clue on which a case was opened."""
    if not facts.done("opening"):
        return None
    return Finding(
        "case.opened_already",
        "本案已经立案，不能再作不予立案处理",
        cite("APL-2021:54.2"),
        "调查终结后依法作出处理决定",
    )


def evidence_is_admitted(facts: CaseFacts) -> Finding | None:
    """Refuse to end an investigation without a piece of evidence."""
    if facts.evidence_items:
        return None
    return Finding(
        "case.evidence.none",
        "案卷中没有证据",
        EVIDENCE,
        "请先登记经查证属实的证据",
    )


def not_decided(facts: CaseFacts) -> Finding | None:
    """Refuse a step that belongs before the decision."""
    if not facts.is_decided:
        return None
    return Finding(
        "case.decided_already",
        "本案已经作出处理决定",
        DECISION,
        "决定之前的步骤不能补办或者变更",
    )


# --- the benchmark ---------------------------------------------------------------------------


def deviation_awaits_approval(facts: CaseFacts) -> Finding | None:
    """Refuse an approval where nothing deviates, or the proposal was approved already."""
    if facts.deviates and not facts.deviation_is_approved:
        return None
    return Finding(
        "case.deviation.nothing_waits",
        "现有拟处理意见没有待批准的偏离裁量基准事项",
        BENCHMARK,
        "数额在裁量基准幅度内的不需要批准；已经批准的不重复批准",
    )


def deviation_is_approved(facts: CaseFacts) -> Finding | None:
    """Refuse to go on where a later proposal deviates anew; ``after`` sees to no approval."""
    if not facts.deviates or facts.deviation_is_approved or not facts.done("deviation_approval"):
        return None
    return Finding(
        "case.deviation.stale",
        "批准偏离裁量基准之后又提出了新的拟处理意见，尚未批准",
        BENCHMARK,
        "请负责人就现有拟处理意见批准，或者在裁量基准幅度内重新提出意见",
    )


def penalty_is_proposed(facts: CaseFacts) -> Finding | None:
    """Refuse notice and penalty where it is proposed not to punish."""
    if not facts.spares:
        return None
    return Finding(
        "case.proposal.spares",
        "现有拟处理意见是不予行政处罚",
        DECISION,
        "由负责人作出不予行政处罚决定；应当处罚的重新提出拟处理意见",
    )


# --- legal review ----------------------------------------------------------------------------


def no_review_pending(facts: CaseFacts) -> Finding | None:
    """Refuse to hand in the same file twice."""
    if not facts.request_is_current:
        return None
    concluded = facts.last("legal_review") > facts.last("review_request")
    return Finding(
        "case.review.same_file",
        "同一案卷材料已经审核，材料没有变化" if concluded else "同一案卷材料正在法制审核",
        REVIEW,
        "请补正材料或者修改拟处理意见后再送审" if concluded else "请等待审核意见",
    )


def review_is_requested(facts: CaseFacts) -> Finding | None:
    """Refuse an opinion where no file waits for one."""
    if facts.last("review_request") > facts.last("legal_review"):
        return None
    return Finding(
        "case.review.nothing_waits", "没有待审核的送审材料", REVIEW, "请承办人先送法制审核"
    )


def review_has_passed(facts: CaseFacts) -> Finding | None:
    """Refuse where a due review was returned or looked at an older file; ``after`` sees to none."""
    if not needs_review(facts) or facts.review_is_current or not facts.done("legal_review"):
        return None
    if facts.outcome_of("legal_review") == "RETURNED":
        return Finding(
            "case.review.returned",
            "法制审核意见为退回补正",
            REVIEW,
            "请按审核意见补正后重新送审",
        )
    return Finding(
        "case.review.stale",
        "法制审核之后案卷材料有变化，审核意见未覆盖现有材料",
        REVIEW,
        "请将现有案卷重新送法制审核",
    )


# --- discussion and decision -----------------------------------------------------------------


def discussion_is_last(facts: CaseFacts) -> Finding | None:
    """Refuse where the discussion came before statement, hearing, review or a new proposal."""
    discussed = facts.last("discussion")
    later = (*FILE_CHANGES, "legal_review", "prior_notice", "hearing")
    if not needs_discussion(facts) or not discussed or discussed > facts.last(*later):
        return None
    return Finding(
        "case.discussion.stale",
        "集体讨论之后案卷又有变化",
        DISCUSSION,
        "请就现有案卷再次集体讨论",
    )


def within_ninety_days(facts: CaseFacts) -> Finding | None:
    """Refuse a decision after its term where no other limit with a basis was recorded."""
    if not facts.decision_term_over:
        return None
    return Finding(
        "case.decision.term_over",
        "自立案之日起已超过作出决定的期限，没有法律、法规、规章规定的其他期限",
        NINETY_DAYS,
        "期限届满之前已经依法批准延长的，按批准之日补记延长及其依据；没有延长的不再作出决定",
    )


def term_not_over(facts: CaseFacts) -> Finding | None:
    """Refuse to extend a term that has run out: what is over cannot be lengthened."""
    if not facts.decision_term_over:
        return None
    return Finding(
        "case.extension.term_over",
        "作出决定的期限已经届满，不能再延长",
        NINETY_DAYS,
        "届满之前已经批准延长的，按批准之日补记",
    )


def not_paid_in_full(facts: CaseFacts) -> Finding | None:
    """Refuse a payment where nothing is owed."""
    if facts.fine_imposed and not facts.paid_in_full:
        return None
    return Finding("case.payment.nothing_owed", "没有待缴的罚款", PERFORMED, "请核对缴款记录")


def performed(facts: CaseFacts) -> Finding | None:
    """Refuse to close while a part of a fine is unpaid; ``after`` sees to no payment at all."""
    if not fine_is_due(facts) or facts.paid_in_full or not facts.done("payment"):
        return None
    return Finding(
        "case.payment.outstanding",
        "罚款尚未缴清",
        PERFORMED,
        "请登记缴款，或者依法催告、申请强制执行",
    )


def in_order(facts: CaseFacts) -> Finding | None:
    """Refuse an act that is dated before the last one of the agency."""
    dated = [act.on for act in facts.acts if act.step not in PARTY_ACTS]
    if facts.on is None or not dated or facts.on >= max(dated):
        return None
    return Finding(
        "case.act.out_of_order",
        f"办理日期{facts.on.isoformat()}早于已办理步骤的日期{max(dated).isoformat()}",
        RECORDED,
        "请核对办理日期",
    )


# --- summary ---------------------------------------------------------------------------------


def delegation_holds(facts: CaseFacts) -> Finding | None:
    """Refuse a street's act outside a valid deed."""
    if not facts.street_case or facts.delegation_valid:
        return None
    return Finding(
        "case.delegation.invalid",
        "街道（镇）没有当日有效并已公布的委托，不能实施处罚",
        cite("APL-2021:20"),
        "请核对委托书的期限、事项和公布情况，或者提请本局查处",
    )
