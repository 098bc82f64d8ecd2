"""Classes and states of credit records, and who may do what."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.kernel.choices import Labelled

CREDIT_READERS: Final = READERS
#: Who takes in requests for repair.
CREDIT_KEEPERS: Final = HEADS | {
    Role.TEAM_HEAD,
    Role.CASE_SECRETARY,
    Role.LEGAL_REVIEWER,
    Role.WINDOW_CLERK,
}
#: Who sets a class and decides on a repair.
CREDIT_DECIDERS: Final = HEADS


class CreditClass(Labelled):
    """The three classes of 信用修复管理办法."""

    MINOR = ("MINOR", "轻微失信")
    ORDINARY = ("ORDINARY", "一般失信")
    SERIOUS = ("SERIOUS", "严重失信")


class CreditState(Labelled):
    """Where a record stands on a day; always computed."""

    TAKEN_OFF = ("TAKEN_OFF", "决定已被撤销、确认无效或者确认违法，停止公示")
    REPAIRED = ("REPAIRED", "已修复")
    EARLIER_RULES = ("EARLIER_RULES", "适用原办法")
    PERSON = ("PERSON", "自然人，默认不公示")
    UNCLASSED = ("UNCLASSED", "待确定类别")
    NOT_SHOWN = ("NOT_SHOWN", "原则上不公示")
    SHOWN = ("SHOWN", "信用公示中")
    EXPIRED = ("EXPIRED", "信用公示期满")


class CreditStep(Labelled):
    """What is done with a record."""

    CLASSIFICATION = ("CLASSIFICATION", "确定失信类别")
    REPAIR_REQUEST = ("REPAIR_REQUEST", "申请信用修复")
    REPAIR_GRANT = ("REPAIR_GRANT", "准予信用修复")
    REPAIR_REFUSAL = ("REPAIR_REFUSAL", "不予信用修复")

    @property
    def key(self) -> str:
        """The key of the step in the procedure."""
        return str(self.value).lower()


class Phrase(Labelled):
    """Fixed wording of duties."""

    CLASSIFY = ("CLASSIFY", "确定失信类别")
    DECIDE = ("DECIDE", "决定是否准予信用修复")
    HANDLE = ("HANDLE", "办理")
    SUBJECT = ("SUBJECT", "{party} {number}")
