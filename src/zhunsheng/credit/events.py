"""Events of credit."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(key="credit.classified", label="确定失信类别", sentence="确定为{credit_class}：{reason}")
@dataclass(frozen=True, slots=True)
class Classified:
    """The bureau set the class of a record."""

    credit_class: str
    reason: str


@event(key="credit.repair_requested", label="申请信用修复", sentence="当事人申请信用修复{note}")
@dataclass(frozen=True, slots=True)
class RepairRequested:
    """The party asked for repair, with a public promise."""

    note: str


@event(key="credit.repair_granted", label="准予信用修复", sentence="准予信用修复{note}")
@dataclass(frozen=True, slots=True)
class RepairGranted:
    """A repair was granted."""

    note: str


@event(key="credit.repair_refused", label="不予信用修复", sentence="不予信用修复：{reason}")
@dataclass(frozen=True, slots=True)
class RepairRefused:
    """A repair was refused with its reason."""

    reason: str
