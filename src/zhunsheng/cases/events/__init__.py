"""Events of penalty cases, one class per act."""

from zhunsheng.cases.events.deciding import (
    CaseClosed,
    DecidedOnTheSpot,
    DecisionAnnulled,
    FinePaid,
    NoPenaltyDecided,
    PaperDelivered,
    PenaltyDecided,
    ReportedBack,
)
from zhunsheng.cases.events.exchanging import (
    OffencesExported,
    OffencesImported,
)
from zhunsheng.cases.events.hearing import (
    CaseDiscussed,
    HearingCalled,
    HearingEnded,
    HearingReported,
    HearingRequested,
    HearingWaived,
    PenaltyNotified,
    StatementAnswered,
    StatementReceived,
    StatementWaived,
)
from zhunsheng.cases.events.inquiring import (
    CaseNotOpened,
    CaseOpened,
    ClueRegistered,
    DeviationApproved,
    InvestigationEnded,
    PenaltyProposed,
    TermExtended,
)

__all__ = [
    "CaseClosed",
    "CaseDiscussed",
    "CaseNotOpened",
    "CaseOpened",
    "ClueRegistered",
    "DecidedOnTheSpot",
    "DecisionAnnulled",
    "DeviationApproved",
    "FinePaid",
    "HearingCalled",
    "HearingEnded",
    "HearingReported",
    "HearingRequested",
    "HearingWaived",
    "InvestigationEnded",
    "NoPenaltyDecided",
    "OffencesExported",
    "OffencesImported",
    "PaperDelivered",
    "PenaltyDecided",
    "PenaltyNotified",
    "PenaltyProposed",
    "ReportedBack",
    "StatementAnswered",
    "StatementReceived",
    "StatementWaived",
    "TermExtended",
]
