"""Rules of legal review: pure, without tables, requests or clocks."""

from zhunsheng.legalreview.rules.checks import Check, by_question
from zhunsheng.legalreview.rules.claims import (
    ClaimFacts,
    assign_findings,
    claim_findings,
    release_findings,
)
from zhunsheng.legalreview.rules.defects import DefectKind, defects, defects_of
from zhunsheng.legalreview.rules.opinions import (
    Answer,
    Holder,
    OpinionDraft,
    ReviewFacts,
    agreed_to_all,
    opinion_findings,
    review_binds_the_file,
    reviewer_is_not_handler,
)
from zhunsheng.legalreview.rules.staffing import Staffing, staffing

__all__ = [
    "Answer",
    "Check",
    "ClaimFacts",
    "DefectKind",
    "Holder",
    "OpinionDraft",
    "ReviewFacts",
    "Staffing",
    "agreed_to_all",
    "assign_findings",
    "by_question",
    "claim_findings",
    "defects",
    "defects_of",
    "opinion_findings",
    "release_findings",
    "review_binds_the_file",
    "reviewer_is_not_handler",
    "staffing",
]
