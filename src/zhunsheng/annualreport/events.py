"""Events of the annual report."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="annualreport.compiled",
    label="编制年度报告",
    sentence="编制{year}年度法治政府建设情况报告（第{round}稿），数据截至{as_of}，"
    "数字清单校验值{hash}",
)
@dataclass(frozen=True, slots=True)
class ReportCompiled:
    """A report was compiled from the figures of a year."""

    year: int
    round: int
    as_of: str
    hash: str


@event(
    key="annualreport.block_written",
    label="撰写报告文字",
    sentence="撰写{year}年度报告“{heading}”第{number}版：{state}，校验值{hash}",
)
@dataclass(frozen=True, slots=True)
class BlockWritten:
    """The office chose or edited a block of the text."""

    year: int
    heading: str
    number: int
    state: str
    hash: str


@event(
    key="annualreport.block_commented",
    label="批注报告文字",
    sentence="批注{year}年度报告“{heading}”",
)
@dataclass(frozen=True, slots=True)
class BlockCommented:
    """Somebody commented a block of the text."""

    year: int
    heading: str


@event(
    key="annualreport.submitted",
    label="送审年度报告",
    sentence="将{year}年度报告（第{round}稿）送主要负责人审定，校验值{hash}",
)
@dataclass(frozen=True, slots=True)
class ReportSubmitted:
    """A draft was put before the head."""

    year: int
    round: int
    hash: str


@event(
    key="annualreport.returned",
    label="退回年度报告",
    sentence="退回{year}年度报告（第{round}稿）：{reason}",
)
@dataclass(frozen=True, slots=True)
class ReportReturned:
    """The head gave a draft back with what is to be changed."""

    year: int
    round: int
    reason: str


@event(
    key="annualreport.approved",
    label="审定年度报告",
    sentence="审定{year}年度报告（第{round}稿），校验值{hash}",
)
@dataclass(frozen=True, slots=True)
class ReportApproved:
    """The head approved a draft: figures and text of this hash."""

    year: int
    round: int
    hash: str


@event(
    key="annualreport.handed_in",
    label="报送年度报告",
    sentence="向{receiver}报送{year}年度报告（第{round}稿），回执：{receipt}",
)
@dataclass(frozen=True, slots=True)
class ReportHandedIn:
    """The approved report was handed in; the receipt is told."""

    year: int
    round: int
    receiver: str
    receipt: str


@event(
    key="annualreport.corrected",
    label="更正报送年度报告",
    sentence="向{receiver}更正报送{year}年度报告（第{round}稿，替代第{former}稿），"
    "理由：{reason}，回执：{receipt}",
)
@dataclass(frozen=True, slots=True)
class ReportCorrected:
    """A later draft was handed in in place of one that was handed in there before."""

    year: int
    round: int
    receiver: str
    former: int
    reason: str
    receipt: str
