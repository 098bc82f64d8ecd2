"""Events of the archive."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="archive.filed",
    label="立卷归档",
    sentence="{volume}归档，档案号{number}，正卷{main}页、副卷{inner}页，保管期限{retention}",
)
@dataclass(frozen=True, slots=True)
class FileArchived:
    """A volume of a case entered the archive; nothing is added to it any more."""

    number: str
    volume: str
    main: int
    inner: int
    retention: str
    digest: str


@event(
    key="archive.supplement_opened",
    label="开立续卷",
    sentence="开立{number}的续卷，理由：{reason}",
)
@dataclass(frozen=True, slots=True)
class SupplementOpened:
    """A file of the archive was opened for papers that came late."""

    number: str
    reason: str


@event(
    key="archive.loan_requested",
    label="申请借阅",
    sentence="{borrower}申请借阅{number}（{folders}），用途：{purpose}，应还日期{due}",
)
@dataclass(frozen=True, slots=True)
class LoanRequested:
    """Somebody asked for a volume."""

    number: str
    borrower: str
    folders: str
    purpose: str
    due: str


@event(
    key="archive.loan_decided",
    label="审批借阅",
    sentence="{borrower}借阅{number}：{decision}",
)
@dataclass(frozen=True, slots=True)
class LoanDecided:
    """A head decided on a request."""

    number: str
    borrower: str
    decision: str


@event(
    key="archive.loan_returned",
    label="归还案卷",
    sentence="{borrower}归还{number}，收回人：{taken_by}",
)
@dataclass(frozen=True, slots=True)
class LoanReturned:
    """A volume came back."""

    number: str
    borrower: str
    taken_by: str


@event(
    key="archive.numbers_taken",
    label="导入部系统编号",
    sentence="导入“{filename}”，共{rows}行，新登记{new}个部系统编号",
)
@dataclass(frozen=True, slots=True)
class NumbersTaken:
    """Numbers of the ministry's system were taken in."""

    filename: str
    digest: str
    rows: int
    new: int
