"""Rules of clues that are sent to others, and of those that others send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.jointwork.choices import ReferralAnswer, ReferralGround, ReferralStage
from zhunsheng.jointwork.rules.common import CRIME, TOGETHER, blanks
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import DoneAct


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """A clue that is to be sent: to whom, why it is theirs, what it is, what proves it."""

    body: str
    ground: ReferralGround
    party_name: str
    facts: str
    material: tuple[str, ...]
    is_crime: bool = False
    entity: UUID | None = None
    finding: UUID | None = None
    case: UUID | None = None


@dataclass(frozen=True, slots=True)
class ClueDraft:
    """A clue that arrived: from whom, under which number, on whom, what it says."""

    body: str
    number: str
    party_name: str
    facts: str
    material: tuple[str, ...] = ()
    entity: UUID | None = None


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """Who received a letter, and the receipt that says so."""

    recipient: str
    receipt: str


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What the other body answered, with its paper, and why where it does not take the clue."""

    answer: ReferralAnswer
    paper: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """What an officer found out on a clue: whether it is the bureau's, and how to go on."""

    is_ours: bool
    opinion: str


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """All that the rules of a referral look at, for one act on the day ``on``."""

    on: date
    acts: tuple[DoneAct, ...] = ()
    is_incoming: bool = False
    due_on: date | None = None
    answer: ReferralAnswer | None = None
    is_ours: bool = False
    is_taken_up: bool = False
    reason_given: bool = True

    def done(self, step: str) -> bool:
        """Return whether a step was taken."""
        return any(act.step == step for act in self.acts)


def draft_findings(draft: ReferralDraft, *, bureau: str, sent_already: str) -> tuple[Finding, ...]:
    """
    Return why a clue cannot be proposed for sending.

    ``sent_already`` tells the day of an earlier referral of the same finding to the same body.
    """
    wanted = (
        ("body", "受移送机关", draft.body),
        ("party", "涉及的单位或者个人", draft.party_name),
        ("facts", "线索内容", draft.facts),
        ("material", "证据材料目录", "".join(draft.material)),
    )
    found = list(blanks("referral", TOGETHER, wanted))
    if draft.body.strip() == bureau:
        found.append(_wrong("self", "受移送机关是本局", "本局有权处理的，请登记案件线索"))
    if draft.is_crime:
        text = "涉嫌犯罪的不作为一般线索移送"
        next_step = "请登记案件线索，在案件中按移送涉嫌犯罪案件的规定移送公安机关"
        found.append(Finding("jointwork.referral.crime", text, CRIME, next_step))
    if sent_already:
        text = f"该问题已于{sent_already}提出移送同一机关"
        found.append(_wrong("twice", text, "请打开已有的线索移送记录办理"))
    return tuple(found)


def clue_findings(draft: ClueDraft, *, is_known: bool) -> tuple[Finding, ...]:
    """Return why a clue that arrived cannot be registered."""
    wanted = (("body", "移送机关", draft.body), ("facts", "线索内容", draft.facts))
    found = list(blanks("referral", TOGETHER, wanted))
    if is_known:
        text = f"{draft.body.strip()}的{draft.number.strip()}已经登记"
        found.append(_wrong("known", text, "请打开原记录办理"))
    return tuple(found)


def delivery_findings(draft: DeliveryDraft) -> tuple[Finding, ...]:
    """Return what the proof of delivery lacks."""
    wanted = (("recipient", "收件人", draft.recipient), ("receipt", "送达回证", draft.receipt))
    return blanks("referral", TOGETHER, wanted)


def answer_findings(draft: AnswerDraft) -> tuple[Finding, ...]:
    """Return what an answer lacks: its paper, and the reason where the clue came back."""
    found = list(blanks("referral", TOGETHER, (("paper", "对方的答复文书", draft.paper),)))
    if draft.answer is ReferralAnswer.NOT_TAKEN and not explains(draft.reason):
        text = "对方不予接收，没有填写理由"
        found.append(_wrong("reason", text, "请按对方的答复填写理由"))
    return tuple(found)


def opinion_findings(text: str) -> tuple[Finding, ...]:
    """Return that a text which is the act itself is empty."""
    return blanks("referral", TOGETHER, (("text", "办理意见", text),))


def is_ours(facts: ReferralFacts) -> bool:
    """Return whether a clue is the bureau's, or nobody looked yet."""
    return facts.is_ours or not facts.done("clue_assessment")


def is_not_ours(facts: ReferralFacts) -> bool:
    """Return whether the assessment found a clue to be another's."""
    return not is_ours(facts)


def is_unanswered(facts: ReferralFacts) -> Finding | None:
    """Refuse to urge a body that answered."""
    if facts.answer is None:
        return None
    return _wrong("answered", "对方已经答复", "请查看答复")


def clue_was_accepted(facts: ReferralFacts) -> Finding | None:
    """Refuse to report on a clue that the bureau did not take over."""
    if facts.done("clue_acceptance"):
        return None
    return _wrong("not_accepted", "尚未决定接收该线索", "请先核查，由负责人决定")


def answer_is_late(facts: ReferralFacts) -> Finding | None:
    """Refuse to urge a body whose term still runs."""
    if facts.due_on is not None and facts.on > facts.due_on:
        return None
    text = "答复期限尚未届满" + (f"（至{facts.due_on.isoformat()}）" if facts.due_on else "")
    return _wrong("not_late", text, "请在期限届满以后催办")


def clue_was_taken(facts: ReferralFacts) -> Finding | None:
    """Refuse to record the outcome of a clue that the other body did not take."""
    if facts.answer is ReferralAnswer.TAKEN:
        return None
    text = "对方没有接收该线索，没有处理结果"
    return _wrong("not_taken", text, "本局有权处理的登记案件线索，属于其他机关的另行移送")


def clue_is_ours(facts: ReferralFacts) -> Finding | None:
    """Refuse to accept what the assessment found to be another's."""
    if facts.is_ours:
        return None
    text = "核查认为该线索不属于本局职权"
    return _wrong("not_ours", text, "请退回移送机关并说明理由")


def return_has_a_reason(facts: ReferralFacts) -> Finding | None:
    """Refuse to send a clue back without a reason."""
    if facts.reason_given:
        return None
    return _wrong("return", "没有填写退回的理由", "请写明不属于本局职权的理由和有权机关")


def clue_is_not_decided(facts: ReferralFacts) -> Finding | None:
    """Refuse a second decision on a clue that arrived."""
    if not facts.done("clue_acceptance"):
        return None
    return _wrong("decided", "已经决定接收该线索", "请继续处理并反馈结果")


def referral_is_not_decided(facts: ReferralFacts) -> Finding | None:
    """Refuse to turn down what was approved already."""
    if not facts.done("referral_approval"):
        return None
    return _wrong("decided", "已经批准移送该线索", "请登记送达和答复")


def clue_was_taken_up(facts: ReferralFacts) -> Finding | None:
    """Refuse to report on a clue on which neither an inspection nor a case exists."""
    if facts.is_taken_up:
        return None
    text = "接收以后还没有据此批准检查或者登记案件线索"
    return _wrong("idle", text, "请先批准检查或者登记案件线索，任务来源和线索来源自动带入")


def stage_of(facts: ReferralFacts) -> ReferralStage:
    """Return where a referral stands on the day of the facts."""
    return _incoming(facts) if facts.is_incoming else _outgoing(facts)


def _outgoing(facts: ReferralFacts) -> ReferralStage:
    late = facts.due_on is not None and facts.on > facts.due_on
    ways = (
        (facts.done("referral_refusal"), ReferralStage.REFUSED),
        (facts.done("referral_outcome"), ReferralStage.ENDED),
        (facts.answer is ReferralAnswer.NOT_TAKEN, ReferralStage.NOT_TAKEN),
        (facts.answer is ReferralAnswer.TAKEN, ReferralStage.TAKEN),
        (facts.done("referral_delivery") and late, ReferralStage.LATE),
        (facts.done("referral_delivery"), ReferralStage.WAITING),
        (facts.done("referral_approval"), ReferralStage.TO_DELIVER),
    )
    return next((stage for holds, stage in ways if holds), ReferralStage.DRAFTED)


def _incoming(facts: ReferralFacts) -> ReferralStage:
    ways = (
        (facts.done("clue_feedback"), ReferralStage.ENDED),
        (facts.done("clue_return"), ReferralStage.SENT_BACK),
        (facts.done("clue_acceptance") and facts.is_taken_up, ReferralStage.TAKEN_UP),
        (facts.done("clue_acceptance"), ReferralStage.ACCEPTED),
        (facts.done("clue_assessment"), ReferralStage.ASSESSED),
    )
    return next((stage for holds, stage in ways if holds), ReferralStage.RECEIVED)


def _wrong(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"jointwork.referral.{what}", message, TOGETHER, next_step)
