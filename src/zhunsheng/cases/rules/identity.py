"""Who a natural person is that a case is against: the identity and the own address."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.identity import OLDEST, born_on, identity_findings
from zhunsheng.kernel.names import says, visible

FACTS_FIRST: Final[Citation] = cite("APL-2021:40")
YOUNG: Final[Citation] = cite("APL-2021:30")
NAME_AND_ADDRESS: Final[Citation] = cite("APL-2021:59.1(1)")
SPOT_CONTENT: Final[Citation] = cite("APL-2021:52.2")
#: What the form of a penalty on the spot asks for, by what is missing.
ON_THE_SPOT: Final = {
    "case.party.unidentified": "请展开“处罚个人的填写”，按身份证件原件填写身份证件号码",
    "case.party.no_address": "处罚决定书应当载明当事人的地址，请展开“处罚个人的填写”，"
    "按身份证件或者本人当场陈述填写本人住址；单位的地址不能代替",
}


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """
    Who a person is: the number of an identity document, or the evidence (its id) that shows it.

    ``address`` is where the person lives, ``born_on`` the day of birth that the evidence shows, the
    latest that may be where it shows the age alone. What is empty says nothing.
    """

    number: str = ""
    evidence: UUID | None = None
    address: str = ""
    born_on: date | None = None

    @property
    def changes(self) -> dict[str, object]:
        """What is said, as the fields of a case."""
        said = {
            "identity_number": visible(self.number),
            "identity_evidence": self.evidence,
            "own_address": self.address.strip(),
            "born_on": self.born_on,
        }
        return {name: value for name, value in said.items() if value}


UNNAMED: Final = PersonDraft()
#: The circumstance of who is old enough to be punished, and not of full age.
OF_A_MINOR: Final = "fourteen_to_eighteen"


def number_findings(draft: PersonDraft, *, on: date) -> tuple[Finding, ...]:
    """Refuse a number of an identity document that is none: the age follows from it (30, 40)."""
    return identity_findings("case.party", draft.number, on=on, basis=FACTS_FIRST)


def under_age_findings(age: int | None, *, least: int) -> tuple[Finding, ...]:
    """Refuse to punish who was too young when it happened (30)."""
    if age is None or age >= least:
        return ()
    return (
        Finding(
            "fine.under_age",
            f"按查明的出生日期，当事人行为时不满{least}周岁，不予行政处罚",
            YOUNG,
            "请不予处罚，责令监护人加以管教：承办人以该情形提出不予处罚的拟处理意见，送法制审核后，"
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
            f"按查明的出生日期，当事人行为时已满{least}周岁不满{full}周岁，没有认定从轻或者减轻的情节",
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


def birth_findings(
    draft: PersonDraft, *, number: str, is_shown: bool, on: date
) -> tuple[Finding, ...]:
    """
    Return what speaks against a day of birth beside a number: no evidence, another day, no day.

    ``number`` is that of the file, ``is_shown`` tells that the file names evidence of who it is.
    """
    if draft.born_on is None:
        return ()
    found, paper = [], born_on(draft.number or number)
    if not is_shown and draft.evidence is None:
        found.append(("unproven", "填写了查明的出生日期，没有选择证明的证据", "请选择证明的证据"))
    if paper is not None and paper != draft.born_on:
        told = f"查明的出生日期与身份证件号码所载的{paper.isoformat()}不一致"
        found.append(("differs", told, "请核对证件和证据；有证件号码的不另填出生日期"))
    if not draft.born_on.year > OLDEST or draft.born_on > on:
        found.append(("wrong", "查明的出生日期有误", "请核对后重新填写"))
    return tuple(
        Finding(f"case.party.birth_{code}", text, FACTS_FIRST, then) for code, text, then in found
    )


def age_is_known(facts: CaseFacts) -> Finding | None:
    """Refuse to tell a person of a penalty while the file does not show whether of age (30, 40)."""
    if not facts.age_lacking:
        return None
    return Finding(
        "case.party.age_unknown",
        "当事人的身份由证据证明，案卷中没有查明的出生日期，不能核对责任年龄",
        YOUNG,
        "请在（重新）提出拟处理意见时填写查明的出生日期；只查明年龄的，填写最晚可能的日期",
    )


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
    """Return what a penalty lacks of who the person is."""
    found = (identity_is_known(facts), age_is_known(facts), address_is_known(facts))
    return tuple(one for one in found if one)


def spot_person_findings(facts: CaseFacts, *, place: str) -> tuple[Finding, ...]:
    """Return what a penalty on the spot lacks of who the person is, and where it was imposed."""
    found = tuple(
        replace(one, next_step=ON_THE_SPOT.get(one.code, one.next_step))
        for one in person_findings(facts)
    )
    if says(place):
        return found
    return (
        *found,
        Finding(
            "case.spot.no_place",
            "没有填写处罚地点，监管对象档案中也没有当事人的住所",
            SPOT_CONTENT,
            "请在“处罚地点”中填写当场处罚的具体地址；档案中的地址请在监管对象页面补充",
        ),
    )
