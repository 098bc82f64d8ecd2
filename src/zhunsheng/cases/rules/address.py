"""Where a party wants its papers: the confirmed address, and delivery by wire with consent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from zhunsheng.cases.rules.guards import DELIVERY
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import SHORTEST_REASON, says, visible


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """An address that a party confirmed, and whether it agreed to delivery by wire (61.2)."""

    receiver: str
    address: str
    phone: str
    electronic: bool = False
    electronic_address: str = ""


#: Where delivery by wire goes: a mailbox, or the number of a mobile or a fax (61.2).
_MAILBOX: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_NUMBER: Final = re.compile(r"\+?[0-9()-]+")
_FEWEST_DIGITS: Final = 7


def _reaches(wire: str) -> bool:
    """
    Return whether something can be sent there by wire.

    >>> [_reaches(one) for one in ("shili@example.com", "0999－0000003", "-1", "12345")]
    [True, True, False, False]
    """
    plain = unicodedata.normalize("NFKC", visible(wire))
    numbered = _NUMBER.fullmatch(plain) and sum(map(str.isdigit, plain)) >= _FEWEST_DIGITS
    return bool(_MAILBOX.fullmatch(plain) or numbered)


def address_findings(
    draft: AddressDraft, *, has_scan: bool, used_by: Collection[str] = ()
) -> tuple[Finding, ...]:
    """
    Return what a confirmation of an address lacks: delivery by wire is agreed on paper (61.2).

    ``used_by`` are the papers to which the scan of the confirmation was bound before.
    """
    found = []
    wanted = (("receiver", draft.receiver, "受送达人"), ("address", draft.address, "送达地址"))
    for name, value, label in (*wanted, ("phone", draft.phone, "联系电话")):
        if not says(value, SHORTEST_REASON):
            found.append(
                Finding(f"address.no_{name}", f"没有填写{label}", DELIVERY, f"请当事人填写{label}")
            )
    if draft.electronic and not _reaches(draft.electronic_address):
        found.append(
            Finding(
                "address.no_electronic_address",
                "同意电子送达，没有填写可以送达的电子送达地址",
                DELIVERY,
                "请填写电子邮箱，或者手机、传真号码",
            )
        )
    if draft.electronic and not has_scan:
        found.append(
            Finding(
                "address.no_scan",
                "同意电子送达，没有上传当事人签订的送达地址确认书",
                DELIVERY,
                "请当事人在确认书上签名或者盖章，扫描后上传；没有签订确认书的，不采用电子送达",
            )
        )
    if used_by:
        found.append(
            Finding(
                "address.scan_used",
                f"同一份扫描件已经作为其他文书的签名件：{'、'.join(used_by)}",
                DELIVERY,
                "请上传当事人本次签订的送达地址确认书",
            )
        )
    return tuple(found)
