"""Events of statistics."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="statistics.return_submitted",
    label="报送统计报表",
    sentence="报送{label}（{since}至{until}），数据截至{as_of}，校验值{hash}{nil}",
)
@dataclass(frozen=True, slots=True)
class ReturnSubmitted:
    """A return was frozen as it stood and handed in."""

    label: str
    since: str
    until: str
    as_of: str
    hash: str
    nil: str


@event(
    key="statistics.return_explained",
    label="说明报表未报送的原因",
    sentence="说明{label}（{since}至{until}）没有报送的原因：{reason}",
)
@dataclass(frozen=True, slots=True)
class ReturnExplained:
    """Somebody said why the return of a period was not handed in."""

    label: str
    since: str
    until: str
    reason: str


@event(
    key="statistics.return_corrected",
    label="更正统计报表",
    sentence="更正{label}（{since}至{until}）为第{round}版，{changed}行有变化，理由：{reason}，校验值{hash}",
)
@dataclass(frozen=True, slots=True)
class ReturnCorrected:
    """A return that was handed in was corrected by a new version."""

    label: str
    since: str
    until: str
    round: int
    changed: int
    reason: str
    hash: str
