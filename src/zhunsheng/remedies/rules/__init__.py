"""Rules of remedies: pure, without tables, requests or clocks."""

from zhunsheng.remedies.rules.clocks import (
    Counted,
    Policy,
    answer_due,
    decision_due,
    defence_due,
    letter_due,
    second_instance_due,
    second_instance_term,
    suit_due,
)
from zhunsheng.remedies.rules.drafts import (
    AnswerDraft,
    AttendanceDraft,
    LetterDraft,
    NoteDraft,
    ReceiptDraft,
    ReplyDraft,
    ResultDraft,
    RulingDraft,
    StopDraft,
)
from zhunsheng.remedies.rules.facts import RemedyFacts, outcome_of, stage_of
from zhunsheng.remedies.rules.objections import (
    attendance_findings,
    effect_findings,
    letter_findings,
    receipt_findings,
    reply_findings,
    result_findings,
)

__all__ = [
    "AnswerDraft",
    "AttendanceDraft",
    "Counted",
    "LetterDraft",
    "NoteDraft",
    "Policy",
    "ReceiptDraft",
    "RemedyFacts",
    "ReplyDraft",
    "ResultDraft",
    "RulingDraft",
    "StopDraft",
    "answer_due",
    "attendance_findings",
    "decision_due",
    "defence_due",
    "effect_findings",
    "letter_due",
    "letter_findings",
    "outcome_of",
    "receipt_findings",
    "reply_findings",
    "result_findings",
    "second_instance_due",
    "second_instance_term",
    "stage_of",
    "suit_due",
]
