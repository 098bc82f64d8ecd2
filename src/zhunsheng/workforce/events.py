"""Events of workforce."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.journal.registry import event


@event(key="workforce.officer_added", label="登记执法人员", sentence="登记执法人员{name}（{unit}）")
@dataclass(frozen=True, slots=True)
class OfficerAdded:
    """An officer was entered, with a credential where there is one."""

    name: str
    unit: str
    credential_number: str


@event(
    key="workforce.officers_imported",
    label="导入执法人员",
    sentence="由文件“{filename}”导入执法人员：读取{rows_read}行，登记{rows_taken}人，未登记{rows_skipped}行",
)
@dataclass(frozen=True, slots=True)
class OfficersImported:
    """A sheet of officers was imported; ``digest`` is the SHA-256 of the file."""

    filename: str
    digest: str
    rows_read: int
    rows_taken: int
    rows_skipped: int


@event(
    key="workforce.credential_renewed",
    label="登记执法证",
    sentence="登记{name}的执法证{number}，有效期自{valid_from}至{valid_until}",
)
@dataclass(frozen=True, slots=True)
class CredentialRenewed:
    """A credential was added to an officer."""

    name: str
    number: str
    valid_from: date
    valid_until: date


@event(
    key="workforce.training_recorded",
    label="登记培训",
    sentence="登记{held_on}培训“{topic}”{hours}学时，{people}人参加",
)
@dataclass(frozen=True, slots=True)
class TrainingRecorded:
    """Officers took part in a training."""

    topic: str
    hours: int
    held_on: date
    people: int
    officers: tuple[UUID, ...]


@event(
    key="workforce.interest_declared",
    label="登记利害关系",
    sentence="登记{name}与有关单位的利害关系，应当回避",
    redact=("reason",),
)
@dataclass(frozen=True, slots=True)
class InterestDeclared:
    """An officer has an interest in an entity."""

    name: str
    entity: UUID
    reason: str


@event(
    key="workforce.delegation_granted",
    label="委托执法",
    sentence="以{deed_number}委托{unit}实施{powers}，期限自{valid_from}至{valid_until}",
)
@dataclass(frozen=True, slots=True)
class DelegationGranted:
    """Powers were delegated to a street by a deed."""

    unit: str
    deed_number: str
    powers: str
    valid_from: date
    valid_until: date


@event(
    key="workforce.credential_lost",
    label="登记执法证失效",
    sentence="登记{name}的执法证{number}自{lost_on}起失效：{loss}（{paper}）",
    redact=("reason",),
)
@dataclass(frozen=True, slots=True)
class CredentialLost:
    """A credential was withdrawn or cancelled before its printed day."""

    name: str
    number: str
    loss: str
    lost_on: date
    paper: str
    reason: str


@event(
    key="workforce.officer_amended",
    label="变更执法人员登记",
    sentence="变更{name}的登记：{changes}",
    redact=("reason",),
)
@dataclass(frozen=True, slots=True)
class OfficerAmended:
    """Unit, account or day of departure of an officer changed."""

    name: str
    changes: str
    reason: str


@event(
    key="workforce.interest_ended",
    label="解除利害关系",
    sentence="解除{name}与有关单位的利害关系，自{ended_on}起不再回避",
    redact=("reason",),
)
@dataclass(frozen=True, slots=True)
class InterestEnded:
    """An officer's interest in an entity is no more."""

    name: str
    entity: UUID
    ended_on: date
    reason: str


@event(
    key="workforce.delegation_ended",
    label="提前终止委托",
    sentence="自{ended_on}起终止以{deed_number}对{unit}的委托（{paper}）",
    redact=("reason",),
)
@dataclass(frozen=True, slots=True)
class DelegationEnded:
    """A delegation was ended before its term."""

    unit: str
    deed_number: str
    ended_on: date
    paper: str
    reason: str
