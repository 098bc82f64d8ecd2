"""Who may sign for a paper handed over: what the receiver is to the addressee (民诉法 88)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.documents.rules.scans import RECEIPT
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import folded, persons, visible

_OF_PERSONS: Final = frozenset({ReceivedBy.SELF, ReceivedBy.FAMILY, ReceivedBy.AGENT})
_OF_UNITS: Final = frozenset(ReceivedBy) - {ReceivedBy.SELF, ReceivedBy.FAMILY}


@dataclass(frozen=True, slots=True)
class Addressee:
    """
    To whom a paper goes: who speaks for it, and whether it is a natural person or a unit.

    A sole proprietor is both: the trader's family lives there, and its shop has a desk. ``unit``
    is the name under which a unit's own seal receives.
    """

    speaker: str
    is_person: bool = False
    is_unit: bool = True
    unit: str = ""

    @property
    def receivers(self) -> frozenset[ReceivedBy]:
        """Who may sign for it."""
        return (_OF_PERSONS if self.is_person else frozenset()) | (
            _OF_UNITS if self.is_unit else frozenset()
        )

    def relation(self, receiver: str) -> ReceivedBy | None:
        """
        Return what who signed is to the addressee where nobody says it and its name tells.

        >>> Addressee("示例甲").relation("示例甲（经理）").label
        '法定代表人、主要负责人'
        >>> Addressee("示例甲", unit="示例公司").relation("示例公司（收发章）").label
        '负责收件的人'
        >>> Addressee("示例甲").relation("示例丁") is None
        True
        """
        if persons(self.speaker) & persons(receiver):
            return ReceivedBy.SELF if self.is_person else ReceivedBy.REPRESENTATIVE
        own = self.is_unit and bool(folded(self.unit)) and folded(self.unit) in folded(receiver)
        return ReceivedBy.RECEIVING if own else None


def relation_findings(
    given: ReceivedBy | None, receiver: str, to: Addressee
) -> tuple[Finding, ...]:
    """Refuse who may not sign for the addressee, or of whom nobody says what it is to it (88)."""
    if given is None:
        if not visible(receiver):
            return ()
        who = "受送达单位的法定代表人、主要负责人" if to.is_unit else "受送达人本人"
        may = (ReceivedBy.FAMILY,) * to.is_person + (ReceivedBy.RECEIVING,) * to.is_unit
        named = "、".join(one.label for one in (*may, ReceivedBy.AGENT))
        return (
            Finding(
                "delivery.no_relation",
                f"签收人“{receiver.strip()}”不是{who}，没有写明与受送达人的关系",
                RECEIPT,
                f"请照实选择关系：{named}；都不是的，不能签收，重新送达",
            ),
        )
    if given not in to.receivers:
        named = "、".join(one.label for one in ReceivedBy if one in to.receivers)
        return (
            Finding(
                "delivery.relation_unfit",
                f"受送达人是{'单位' if to.is_unit else '公民'}，不能由“{given.label}”签收",
                RECEIPT,
                f"能够签收的是：{named}；请照实选择，或者重新送达",
            ),
        )
    myself = given is ReceivedBy.SELF
    if myself and visible(receiver) and not persons(to.speaker) & persons(receiver):
        return (
            Finding(
                "delivery.not_the_party",
                f"签收人“{receiver.strip()}”不是受送达人“{to.speaker}”本人",
                RECEIPT,
                "请照送达回证上的签名填写签收人，并照实选择与受送达人的关系",
            ),
        )
    return ()
