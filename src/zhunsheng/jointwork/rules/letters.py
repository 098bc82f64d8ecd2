"""Rules of supervision letters: drafted, signed, answered, settled, or one level up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.jointwork.choices import LetterStage, SupervisionKind
from zhunsheng.jointwork.rules.common import SUPERVISED, blanks
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter: to a street by its unit, or to a department by its name."""

    kind: SupervisionKind
    recipient: str
    subject: str
    asked: str
    due_on: date | None = None
    unit: UUID | None = None
    entity: UUID | None = None


@dataclass(frozen=True, slots=True)
class ResponseDraft:
    """What the addressee answered; the bureau names the paper where it enters the answer."""

    text: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class EscalationDraft:
    """To whom a letter goes up, why, and by when it is to be answered now."""

    body: str
    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """All that the rules of a letter look at, for one act on the day ``on``."""

    on: date
    acts: tuple[DoneAct, ...] = ()
    due_on: date | None = None
    new_due_on: date | None = None

    def done(self, step: str) -> bool:
        """Return whether a step was taken."""
        return any(act.step == step for act in self.acts)

    @property
    def is_answered(self) -> bool:
        """Whether an answer stands that nobody asked to complete."""
        last = {act.step: act.sequence for act in self.acts}
        return last.get("letter_response", 0) > last.get("response_return", 0)

    @property
    def is_late(self) -> bool:
        """Whether the term is over without an answer."""
        return self.due_on is not None and self.on > self.due_on and not self.is_answered


def letter_findings(draft: LetterDraft, *, bureau: str, on: date) -> tuple[Finding, ...]:
    """Return every reason against a draft."""
    wanted = (
        ("recipient", "收函单位", draft.recipient),
        ("subject", "事由", draft.subject),
        ("asked", "要求办理的事项", draft.asked),
    )
    found = list(blanks("letter", SUPERVISED, wanted))
    if draft.recipient.strip() == bureau:
        found.append(_wrong("self", "收函单位是本局", "本局内部事项不发函"))
    if draft.kind is SupervisionKind.SUPERVISION_LETTER and draft.due_on is None:
        found.append(_wrong("no_due", "督办函没有写明回复期限", "请填写回复期限"))
    if draft.due_on is not None and draft.due_on <= on:
        text = f"回复期限{draft.due_on.isoformat()}不晚于拟制日期"
        found.append(_wrong("due", text, "请填写以后的日期"))
    return tuple(found)


def asks_for_an_answer(facts: LetterFacts) -> bool:
    """Return whether a letter names a day by which it is to be answered."""
    return facts.due_on is not None


def due_day_is_ahead(facts: LetterFacts) -> Finding | None:
    """Refuse to sign a letter, or to ask again, with a term that is over already."""
    end = facts.new_due_on or facts.due_on
    if end is None or end > facts.on:
        return None
    text = f"回复期限{end.isoformat()}不晚于办理日期{facts.on.isoformat()}"
    return _wrong("due", text, "期限已过的，请另行拟制函件，写明以后的日期")


def letter_is_unsigned(facts: LetterFacts) -> Finding | None:
    """Refuse to turn down a letter that was signed."""
    if not facts.done("letter_signing"):
        return None
    return _wrong("signed", "该函件已经签发", "请登记签收和回复")


def letter_is_unanswered(facts: LetterFacts) -> Finding | None:
    """Refuse a second answer while one waits to be looked at."""
    if not facts.is_answered:
        return None
    return _wrong("answered", "已有回复等待核对", "请先核对回复；需要更正的，由本局要求补充")


def letter_is_answered(facts: LetterFacts) -> Finding | None:
    """Refuse to settle a letter, or to ask for more, without an answer; some need none."""
    if facts.is_answered or facts.due_on is None:
        return None
    return _wrong("unanswered", "收函单位尚未回复", "请等待或者催收回复，到期未回复的提级督办")


def answer_exists(facts: LetterFacts) -> Finding | None:
    """Refuse to ask for more where nothing was answered."""
    if facts.is_answered:
        return None
    return _wrong("unanswered", "没有等待核对的回复", "请等待收函单位回复")


def letter_is_late(facts: LetterFacts) -> Finding | None:
    """Refuse to take a letter one level up while its term runs or an answer waits."""
    if facts.is_late:
        return None
    until = f"（至{facts.due_on.isoformat()}）" if facts.due_on else ""
    text = f"回复期限尚未届满{until}，或者已有回复"
    return _wrong("not_late", text, "请在期限届满仍未回复时提级督办")


def response_findings(draft: ResponseDraft, *, by_street: bool) -> tuple[Finding, ...]:
    """Return what an answer lacks; where the bureau enters it, the paper that brought it."""
    wanted = [("text", "办理情况", draft.text)]
    if not by_street:
        wanted.append(("paper", "收到的回复文书", draft.paper))
    return blanks("letter", SUPERVISED, wanted)


def text_findings(text: str) -> tuple[Finding, ...]:
    """Return that the words of an act on a letter are empty."""
    return blanks("letter", SUPERVISED, [("text", "办理意见", text)])


def recipient_findings(name: str) -> tuple[Finding, ...]:
    """Return that nobody is named who received a letter."""
    return blanks("letter", SUPERVISED, [("recipient", "收件人", name)])


def escalation_findings(draft: EscalationDraft) -> tuple[Finding, ...]:
    """Return what a letter lacks that goes one level up."""
    wanted = (("body", "提请督办的机关", draft.body), ("text", "提请督办的理由", draft.text))
    return blanks("letter", SUPERVISED, wanted)


def stage_of(facts: LetterFacts) -> LetterStage:
    """Return where a letter stands on the day of the facts."""
    ways = (
        (facts.done("letter_refusal"), LetterStage.UNSIGNED),
        (facts.done("letter_closing"), LetterStage.SETTLED),
        (not facts.done("letter_signing"), LetterStage.DRAFTED),
        (facts.is_answered, LetterStage.ANSWERED),
        (facts.is_late, LetterStage.LATE),
        (facts.done("signing_for"), LetterStage.TO_ANSWER),
    )
    return next((stage for holds, stage in ways if holds), LetterStage.ISSUED)


def _wrong(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"jointwork.letter.{what}", message, SUPERVISED, next_step)
