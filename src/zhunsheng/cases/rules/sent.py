"""Which evidence may be older than the clue: what somebody else sent in, and who that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.rules.saying import VERIFIED_FIRST
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says, signers, visible

INQUIRED: Final[Citation] = cite("APL-2021:54.1")
#: What somebody else may have made, and sent in with a tip or a transfer.
SENT_IN: Final = frozenset(
    one.value
    for one in (
        EvidenceKind.DOCUMENTARY,
        EvidenceKind.PHYSICAL,
        EvidenceKind.AUDIOVISUAL,
        EvidenceKind.ELECTRONIC,
    )
)
#: The fewest characters that name who sent something in; no law says, the house does.
SHORTEST_SENDER: Final = 2


def early_findings(
    items: Iterable[tuple[str, str, date, bool]],
    *,
    source: str,
    clue_on: date,
    sender: str = "",
) -> tuple[Finding, ...]:
    """
    Refuse evidence that the bureau obtained before it knew of the matter (54).

    Each item is its name, kind, day, and whether its file is kept. What a ``sender`` brought with
    a tip or a transfer may have come before the clue was registered, as a file of a kind that
    others make; inquiries, opinions and records of the bureau's own follow the clue, and what an
    inspection found stands in the catalogue of the inspection.
    """
    found = []
    for name, kind, day, is_kept in items:
        brought = is_kept and kind in SENT_IN and says(sender)
        if day >= clue_on or (brought and source != SourceKind.INSPECTION.value):
            continue
        found.append(
            Finding(
                "case.evidence.before_clue",
                f"证据“{name}”的取得日期{day.isoformat()}早于发现线索的日期{clue_on.isoformat()}",
                INQUIRED,
                "请填写实际取得的日期；举报、移送时一并收到的书证、物证、视听资料、电子数据，"
                "在“登记证据”中写明提供人并上传文件；询问、勘验、鉴定不能早于线索，"
                "检查中取得的证据随检查记录移交，不在本案另行登记",
            )
        )
    return tuple(found)


def sender_findings(sender: str, *, own: Collection[str]) -> tuple[Finding, ...]:
    """Refuse the bureau (``own`` are its name and its people) as who sent in evidence (46.2)."""
    named = signers(sender) & frozenset(map(visible, own))
    if not named and (not sender.strip() or says(sender, SHORTEST_SENDER)):
        return ()
    return (
        Finding(
            "case.evidence.sender",
            f"证据的提供人“{sender}”是本局或者本局工作人员，或者没有写明是谁",
            VERIFIED_FIRST,
            "请填写举报人、移送机关等提供材料的单位或者个人；本局自行收集的，提供人不填写",
        ),
    )
