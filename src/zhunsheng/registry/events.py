"""Events of registry."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="registry.entity_added",
    label="登记单位",
    sentence="登记{kind}“{name}”（{credit_code}）",
)
@dataclass(frozen=True, slots=True)
class EntityAdded:
    """A business entity was entered by hand."""

    name: str
    credit_code: str
    kind: str
    sector: str


@event(
    key="registry.entity_amended",
    label="变更单位信息",
    sentence="变更“{name}”的{fields}",
    redact=("changes",),
)
@dataclass(frozen=True, slots=True)
class EntityAmended:
    """Facts of a business entity changed; ``changes`` holds label, before and after."""

    name: str
    fields: str
    changes: tuple[tuple[str, str, str], ...]


@event(
    key="registry.entities_imported",
    label="导入单位",
    sentence="由文件“{filename}”导入单位：读取{rows_read}行，登记{rows_taken}家，未登记{rows_skipped}行",
)
@dataclass(frozen=True, slots=True)
class EntitiesImported:
    """A sheet of business entities was imported; ``digest`` is the SHA-256 of the file."""

    filename: str
    digest: str
    rows_read: int
    rows_taken: int
    rows_skipped: int


@event(key="registry.site_added", label="登记场所", sentence="登记“{entity}”的场所“{site}”")
@dataclass(frozen=True, slots=True)
class SiteAdded:
    """A site of an entity was entered."""

    entity: str
    site: str


@event(key="registry.site_closed", label="停用场所", sentence="停用“{entity}”的场所“{site}”")
@dataclass(frozen=True, slots=True)
class SiteClosed:
    """A site of an entity was taken out of use."""

    entity: str
    site: str


@event(
    key="registry.entities_merged",
    label="合并重复单位",
    sentence="将“{duplicate}”并入“{kept}”：{reason}",
)
@dataclass(frozen=True, slots=True)
class EntitiesMerged:
    """Two entries were found to be one entity."""

    kept: str
    duplicate: str
    reason: str


@event(
    key="registry.merge_undone",
    label="撤销合并",
    sentence="撤销将“{duplicate}”并入“{kept}”：{reason}",
)
@dataclass(frozen=True, slots=True)
class MergeUndone:
    """A merge was taken back."""

    kept: str
    duplicate: str
    reason: str


@event(
    key="registry.entity_closed",
    label="登记停业或者注销",
    sentence="登记“{name}”停业或者注销：{reason}",
)
@dataclass(frozen=True, slots=True)
class EntityClosed:
    """A unit ceased to operate."""

    name: str
    reason: str


@event(
    key="registry.entity_ended",
    label="登记注销",
    sentence="登记“{name}”已经注销登记，主体终止：{reason}",
)
@dataclass(frozen=True, slots=True)
class EntityEnded:
    """A unit was struck off the register."""

    name: str
    reason: str


@event(
    key="registry.entity_resumed",
    label="登记恢复营业",
    sentence="登记“{name}”恢复营业：{reason}",
)
@dataclass(frozen=True, slots=True)
class EntityResumed:
    """A unit took up its operation again."""

    name: str
    reason: str


@event(
    key="registry.safety_noted",
    label="登记安全生产情形",
    sentence="登记“{name}”的{kind}（{since}）：{paper}，{number}",
)
@dataclass(frozen=True, slots=True)
class SafetyNoted:
    """A fatal accident or a trial run of a unit was entered from a paper."""

    name: str
    kind: str
    since: str
    paper: str
    number: str


@event(
    key="registry.trial_run_ended",
    label="登记试生产结束",
    sentence="登记“{name}”{since}开始的试生产于{ended}结束：{paper}",
)
@dataclass(frozen=True, slots=True)
class TrialRunEnded:
    """A trial run of a unit ended."""

    name: str
    since: str
    ended: str
    paper: str


@event(
    key="registry.safety_withdrawn",
    label="撤回安全生产情形",
    sentence="撤回“{name}”的{kind}（{since}）登记：{reason}",
)
@dataclass(frozen=True, slots=True)
class SafetyWithdrawn:
    """What was entered of the safety of a unit by mistake was withdrawn."""

    name: str
    kind: str
    since: str
    reason: str


@event(
    key="registry.identity_changed",
    label="变更名称、代码或者类型",
    sentence="“{name}”办理{step}：原“{before}”，现“{after}”；{ground}",
)
@dataclass(frozen=True, slots=True)
class IdentityChanged:
    """The name or the code of an entry changed; ``ground`` is the paper and the reason."""

    name: str
    step: str
    before: str
    after: str
    ground: str


@event(
    key="accounts.enterprise_suspended",
    label="暂停关联企业",
    sentence="账户{username}与企业“{entity}”的关联暂停，待系统管理员重新确认：{reason}",
)
@dataclass(frozen=True, slots=True)
class EnterpriseSuspended:
    """The account of an enterprise sees nothing until its link is confirmed anew."""

    username: str
    entity: str
    reason: str


@event(
    key="accounts.enterprise_linked",
    label="关联企业",
    sentence="账户{username}关联的企业由“{before}”改为“{after}”（凭据：{proof}）",
    version=2,
)
@dataclass(frozen=True, slots=True)
class EnterpriseLinked:
    """The account of an enterprise was tied to its entry, on what papers; before, on a code."""

    username: str
    before: str
    after: str
    proof: str
