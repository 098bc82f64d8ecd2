"""Who a natural person is that a case is against: the identity and the own address."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.identity import born_on, identity_findings
from zhunsheng.kernel.names import visible

FACTS_FIRST: Final[Citation] = cite("APL-2021:40")
YOUNG: Final[Citation] = cite("APL-2021:30")
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
#: The circumstance of who is old enough to be punished, and not of full age.
OF_A_MINOR: Final = "fourteen_to_eighteen"


def number_findings(draft: PersonDraft, *, on: date) -> tuple[Finding, ...]:
    """Refuse a number of an identity document that is none: the age follows from it (30, 40)."""
    return identity_findings("case.party", draft.number, on=on, basis=FACTS_FIRST)


def age_on(number: str, on: date) -> int | None:
    """
    Return the age in full years that an identity number gives on a day, else nothing.

    A year is full on the day after the birthday (公安部门和审判实践的算法，未核实).

    >>> number = "999900201103033129"
    >>> age_on(number, date(2025, 3, 3)), age_on(number, date(2025, 3, 4)), age_on("A1", date.max)
    (13, 14, None)
    """
    born = born_on(number)
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) <= (born.month, born.day))


def under_age_findings(age: int | None, *, least: int) -> tuple[Finding, ...]:
    """Refuse to punish who was too young when it happened (30)."""
    if age is None or age >= least:
        return ()
    return (
        Finding(
            "fine.under_age",
            f"按身份证件号码，当事人行为时不满{least}周岁，不予行政处罚",
            YOUNG,
            "请不予处罚，责令监护人加以管教：承办人以该情形办理不予处罚呈批，再次送法制审核后，"
            "由负责人决定；尚未立案的不予立案",
        ),
    )


def young_findings(
    age: int | None, *, circumstances: Iterable[Collection[str]], least: int, full: int
) -> tuple[Finding, ...]:
    """
    Refuse to leave out of the fines that somebody was not of full age (30).

    ``circumstances`` are those named of each violation that is punished.
    """
    young = age is not None and least <= age < full
    if not young or all(OF_A_MINOR in one for one in circumstances):
        return ()
    return (
        Finding(
            "fine.young_unweighed",
            f"按身份证件号码，当事人行为时已满{least}周岁不满{full}周岁，没有认定从轻或者减轻的情节",
            YOUNG,
            f"请认定“已满{least}周岁不满{full}周岁”的情节并注明证据，从轻或者减轻处罚",
        ),
    )


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
