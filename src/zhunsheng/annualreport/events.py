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
