"""Rules of the room: joint tasks, referrals, letters."""

from zhunsheng.jointwork.rules import letters, referrals, tasks
from zhunsheng.jointwork.rules.common import CRIME, ONE_VISIT, SUPERVISED, TOGETHER
from zhunsheng.jointwork.rules.letters import (
    EscalationDraft,
    LetterDraft,
    LetterFacts,
    ResponseDraft,
)
from zhunsheng.jointwork.rules.referrals import (
    AnswerDraft,
    AssessmentDraft,
    ClueDraft,
    DeliveryDraft,
    ReferralDraft,
    ReferralFacts,
)
from zhunsheng.jointwork.rules.tasks import (
    LineDraft,
    ParticipantDraft,
    TaskDraft,
    TaskFacts,
    VisitsDraft,
)

__all__ = [
    "CRIME",
    "ONE_VISIT",
    "SUPERVISED",
    "TOGETHER",
    "AnswerDraft",
    "AssessmentDraft",
    "ClueDraft",
    "DeliveryDraft",
    "EscalationDraft",
    "LetterDraft",
    "LetterFacts",
    "LineDraft",
    "ParticipantDraft",
    "ReferralDraft",
    "ReferralFacts",
    "ResponseDraft",
    "TaskDraft",
    "TaskFacts",
    "VisitsDraft",
    "letters",
    "referrals",
    "tasks",
]
