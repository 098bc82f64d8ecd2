"""With whom a heavy penalty is filed, and what a filing lacks (行政处罚法 75)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhunsheng.cases.choices import FilingBody
from zhunsheng.cases.rules.guards.turning import SUPERVISED
from zhunsheng.cases.rules.inputs import receipt_key
from zhunsheng.cases.rules.measures import imposed_rows, is_grave
from zhunsheng.cases.rules.objections import blank
from zhunsheng.kernel.finding import Finding


@dataclass(frozen=True, slots=True)
class FilingDraft:
    """A heavy penalty filed: with whom, on whose receipt."""

    body: FilingBody
    receipt: str


def filing_findings(
    draft: FilingDraft, filed: Mapping[str, str], *, bodies: frozenset[str]
) -> tuple[Finding, ...]:
    """
    Refuse a filing without a receipt of its own, or with a body that has it or asks for none.

    ``bodies`` are those with which the bureau files; where there are none, the guard says so.
    ``filed`` are the receipts that the case has, by the body that gave them. Receipts are compared
    as they read: width, blanks and signs that nobody sees make no other receipt.
    """
    receipt = receipt_key(draft.receipt)
    found = list(
        blank("filing.no_receipt", "没有填写备案回执", receipt, SUPERVISED, "请填写回执文号")
    )
    if bodies and draft.body.value not in bodies:
        found.append(
            Finding(
                "filing.not_asked",
                f"法规库没有登记本局向{draft.body.label}备案",
                SUPERVISED,
                "请选择法规库登记的备案机关",
            )
        )
    if draft.body.value in filed:
        found.append(
            Finding(
                "filing.twice",
                f"已经向{draft.body.label}备案，回执{filed[draft.body.value]}",
                SUPERVISED,
                "请选择尚未备案的机关，并登记该机关的回执",
            )
        )
    elif receipt and receipt in {receipt_key(one) for one in filed.values()}:
        found.append(
            Finding(
                "filing.receipt_of_another",
                f"回执{draft.receipt.strip()}是另一机关的备案回执",
                SUPERVISED,
                "向两个机关备案的，各自登记本机关的回执",
            )
        )
    return tuple(found)


def is_heavy(decided: Mapping[str, Any], most: int) -> bool:
    """Return whether what was decided, not what was proposed, is heavy (行政处罚法 75)."""
    grave = any(is_grave(one, threshold_fen=most) for one in imposed_rows(decided))
    return grave or int(decided["fine_fen"]) >= most
