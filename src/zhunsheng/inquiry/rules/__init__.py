"""Rules of taking evidence. Pure."""

from zhunsheng.inquiry.rules.drafts import (
    CallDraft,
    CommissionDraft,
    DisposalDraft,
    InterviewDraft,
    NoticeDraft,
    OnTheSpot,
    Person,
    PreservationDraft,
    ResultDraft,
    SamplingDraft,
    SceneDraft,
    Thing,
)
from zhunsheng.inquiry.rules.facts import PreservationFacts, Subject, TakingFacts
from zhunsheng.inquiry.rules.preserving import has_lapsed, stage_of, term_end
from zhunsheng.inquiry.rules.stops import Stop

__all__ = [
    "CallDraft",
    "CommissionDraft",
    "DisposalDraft",
    "InterviewDraft",
    "NoticeDraft",
    "OnTheSpot",
    "Person",
    "PreservationDraft",
    "PreservationFacts",
    "ResultDraft",
    "SamplingDraft",
    "SceneDraft",
    "Stop",
    "Subject",
    "TakingFacts",
    "Thing",
    "has_lapsed",
    "stage_of",
    "term_end",
]
