"""Events of notice, statement, hearing and discussion."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="cases.notified",
    label="处罚告知",
    sentence="制发处罚告知书{number}（{proposal}）{also}",
)
@dataclass(frozen=True, slots=True)
class PenaltyNotified:
    """The party was told of the proposed penalty and its rights."""

    number: str
    proposal: str
    also: str


@event(
    key="cases.statement_received",
    label="收到陈述申辩",
    sentence="收到陈述申辩意见（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class StatementReceived:
    """The party made a statement."""

    by: str


@event(
    key="cases.statement_waived",
    label="放弃陈述申辩",
    sentence="当事人书面放弃陈述申辩（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class StatementWaived:
    """The party waived its statement in writing."""

    by: str


@event(key="cases.statement_answered", label="复核陈述申辩", sentence="复核陈述申辩：{result}")
@dataclass(frozen=True, slots=True)
class StatementAnswered:
    """A statement was answered in writing."""

    result: str


@event(
    key="cases.hearing_requested",
    label="申请听证",
    sentence="当事人申请听证（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class HearingRequested:
    """The party asked for a hearing."""

    by: str


@event(
    key="cases.hearing_waived",
    label="放弃听证",
    sentence="当事人书面放弃听证（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class HearingWaived:
    """The party waived a hearing in writing."""

    by: str


@event(
    key="cases.hearing_called",
    label="听证通知",
    sentence="发出听证会通知书{number}，{hearing_on}举行，主持人{chair}",
)
@dataclass(frozen=True, slots=True)
class HearingCalled:
    """A hearing was called."""

    number: str
    hearing_on: str
    chair: str


@event(key="cases.hearing_ended", label="举行听证", sentence="听证：{outcome}{number}")
@dataclass(frozen=True, slots=True)
class HearingEnded:
    """A hearing was held or abandoned."""

    outcome: str
    number: str


@event(key="cases.hearing_reported", label="听证报告", sentence="提交听证会报告书{number}")
@dataclass(frozen=True, slots=True)
class HearingReported:
    """A hearing was reported on."""

    number: str


@event(
    key="cases.discussed",
    label="集体讨论",
    sentence="负责人集体讨论{number}：{conclusion}",
    inner=True,
)
@dataclass(frozen=True, slots=True)
class CaseDiscussed:
    """The persons in charge discussed the case."""

    number: str
    conclusion: str
    fine_fen: int
