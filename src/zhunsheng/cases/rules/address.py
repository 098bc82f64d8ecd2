"""Where a party wants its papers: the confirmed address, and delivery by wire with consent."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.cases.rules.guards import DELIVERY
from zhunsheng.kernel.finding import Finding


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """An address that a party confirmed, and whether it agreed to delivery by wire (61.2)."""

    receiver: str
    address: str
    phone: str
    electronic: bool = False
    electronic_address: str = ""


def address_findings(draft: AddressDraft) -> tuple[Finding, ...]:
    """Return what a confirmation of an address lacks."""
    found = []
    wanted = (("receiver", draft.receiver, "受送达人"), ("address", draft.address, "送达地址"))
    for name, value, label in (*wanted, ("phone", draft.phone, "联系电话")):
        if not value.strip():
            found.append(
                Finding(f"address.no_{name}", f"没有填写{label}", DELIVERY, f"请当事人填写{label}")
            )
    if draft.electronic and not draft.electronic_address.strip():
        found.append(
            Finding(
                "address.no_electronic_address",
                "同意电子送达，没有填写电子送达地址",
                DELIVERY,
                "请填写传真号码、电子邮箱等",
            )
        )
    return tuple(found)
