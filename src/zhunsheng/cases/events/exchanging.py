"""Events of the exchange of earlier offences, and of a decision that others annulled."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="cases.annulment_reported",
    label="登记决定失效",
    sentence="登记{kind}的文书：{body}{number}，等待确认",
)
@dataclass(frozen=True, slots=True)
class AnnulmentReported:
    """A paper by which a decision lost its force was entered; another person confirms it."""

    kind: str
    body: str
    number: str


@event(
    key="cases.offences_exported",
    label="导出违法记录",
    sentence="导出违法记录交换清单：{rows}条，撤回{withdrawn}条，校验值{digest}",
)
@dataclass(frozen=True, slots=True)
class OffencesExported:
    """A list of earlier offences, without names, was made for other sites."""

    digest: str
    rows: int
    withdrawn: int
    left_out: int


@event(
    key="cases.offences_imported",
    label="导入违法记录",
    sentence="导入{origin}的违法记录交换清单：新增{rows}条，撤回{withdrawn}条，校验值{digest}",
)
@dataclass(frozen=True, slots=True)
class OffencesImported:
    """A list of earlier offences from another site was taken over."""

    origin: str
    digest: str
    rows: int
    withdrawn: int
