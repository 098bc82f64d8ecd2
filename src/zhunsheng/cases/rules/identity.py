"""Who a natural person is that a case is against: the identity and the own address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import visible

FACTS_FIRST: Final[Citation] = cite("APL-2021:40")
NAME_AND_ADDRESS: Final[Citation] = cite("APL-2021:59.1(1)")


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """
    Who a person is: the number of an identity document, or the evidence (its id) that shows it.

    ``address`` is where the person lives. What is empty says nothing.
    """

    number: str = ""
    evidence: UUID | None = None
    address: str = ""

    @property
    def changes(self) -> dict[str, object]:
        """What is said, as the fields of a case."""
        said = {
            "identity_number": visible(self.number),
            "identity_evidence": self.evidence,
            "own_address": self.address.strip(),
        }
        return {name: value for name, value in said.items() if value}


UNNAMED: Final = PersonDraft()


def identity_evidence_findings(draft: PersonDraft, items: Collection[UUID]) -> tuple[Finding, ...]:
    """Return that what shall show who a person is, is no evidence of the file."""
    if draft.evidence is None or draft.evidence in items:
        return ()
    found = Finding(
        "case.party.identity_not_in_file",
        "所选的身份证明不是本案的证据",
        FACTS_FIRST,
        "请选择本案证据中的身份证件、载明证件号码的询问笔录等",
    )
    return (found,)


def identity_is_known(facts: CaseFacts) -> Finding | None:
    """Refuse to tell a person of a penalty while the file does not show who that is."""
    if not facts.identity_lacking:
        return None
    return Finding(
        "case.party.unidentified",
        "当事人是自然人，案卷中没有身份证件号码，也没有证明身份的证据",
        FACTS_FIRST,
        "请在（重新）提出拟处理意见时填写身份证件号码，或者选择证明身份的证据",
    )


def address_is_known(facts: CaseFacts) -> Finding | None:
    """Refuse to tell a person of a penalty whose own address the decision could not name."""
    if not facts.address_lacking:
        return None
    return Finding(
        "case.party.no_address",
        "当事人是自然人，案卷中没有本人住址",
        NAME_AND_ADDRESS,
        "处罚决定书应当载明当事人的地址，请在（重新）提出拟处理意见时填写本人住址",
    )


def person_findings(facts: CaseFacts) -> tuple[Finding, ...]:
    """Return what a penalty on the spot lacks of who the person is."""
    found = (identity_is_known(facts), address_is_known(facts))
    return tuple(one for one in found if one)
