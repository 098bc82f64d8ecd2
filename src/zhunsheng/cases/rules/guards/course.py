"""Guards of the course of a case: opening, investigation, order, terms."""

from __future__ import annotations

from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards.statements import (
    DECISION,
    EVIDENCE,
    LIMITATION,
    NINETY_DAYS,
    PARTY_ACTS,
    RECORDED,
    RELIED_ON,
)
from zhunsheng.documents.rules.terms import term_text
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding


def within_limitation(facts: CaseFacts) -> Finding | None:
    """Refuse a violation found after the term within which it may be punished."""
    if facts.limitation_open:
        shorter = term_text(facts.limitation_years, "年")
        longer = term_text(facts.limitation_years_harmful, "年")
        return Finding(
            "case.limitation.open",
            f"违法行为终了后已过{shorter}、未满{longer}被发现，"
            f"尚未认定涉及生命健康安全且有危害后果，按{shorter}计算已超过追责期限",
            LIMITATION,
            f"请在立案时查明，并在拟处理意见中认定、注明证据；有危害后果的适用{longer}期限，"
            "没有证据的不再给予处罚",
        )
    if not facts.limitation_passed:
        return None
    return Finding(
        "case.limitation.passed",
        "违法行为自终了之日起已超过追责期限",
        LIMITATION,
        "不予立案，已经立案的终止调查；有危害后果且涉及生命健康安全的，核对是否适用"
        f"{term_text(facts.limitation_years_harmful, '年')}期限；"
        "发现之日以登记之日计，早已收到线索的，登记移送函、举报信等扫描件，写明文号和提供人",
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
        "决定之前的步骤不能补办或者变更；决定有错误的，由主要负责人撤销后依法重新处理",
    )


def within_ninety_days(facts: CaseFacts) -> Finding | None:
    """Refuse a decision after its term where no other limit with a basis was recorded."""
    if not facts.decision_term_over:
        return None
    return Finding(
        "case.decision.term_over",
        "自立案之日起已超过作出决定的期限，没有法律、法规、规章规定的其他期限",
        NINETY_DAYS,
        "延长应当在期限届满之前批准并登记；没有延长的不再作出决定，由负责人以"
        f"“{TerminationGround.TERM_OVER.label}”终止调查",
    )


def term_not_over(facts: CaseFacts) -> Finding | None:
    """Refuse to extend a term that has run out: what is over cannot be lengthened."""
    if not facts.decision_term_over:
        return None
    return Finding(
        "case.extension.term_over",
        "作出决定的期限已经届满，不能再延长",
        NINETY_DAYS,
        "延长应当在期限届满之前批准并登记；期限已经届满的不再作出决定，由负责人以"
        f"“{TerminationGround.TERM_OVER.label}”终止调查",
    )


def term_is_over(facts: CaseFacts) -> Finding | None:
    """Refuse to end a case for its term while the term runs."""
    if facts.decision_term_over:
        return None
    return Finding(
        "termination.term_runs",
        "办案期限尚未届满，不能以期限届满终止调查",
        NINETY_DAYS,
        "请在期限内作出决定，或者在届满之前依法延长；确有其他终止原因的，选择相应的情形",
    )


def in_order(facts: CaseFacts) -> Finding | None:
    """Refuse an act that is dated before the last one of the agency, or of what it rests on."""
    passed = PARTY_ACTS - RELIED_ON
    dated = [act.on for act in facts.acts if act.step not in passed]
    if facts.on is None or not dated or facts.on >= max(dated):
        return None
    return Finding(
        "case.act.out_of_order",
        f"办理日期{facts.on.isoformat()}早于已办理步骤的日期{max(dated).isoformat()}",
        RECORDED,
        "请填写不早于该日的办理日期；已办理步骤的日期有误的，先核对办理经过",
    )
