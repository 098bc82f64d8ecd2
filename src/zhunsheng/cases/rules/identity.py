"""Who a natural person is that a case is against: the identity and the own address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from stdnum.iso7064 import mod_11_2

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
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
_OLDEST: Final = 1900
_RESIDENT: Final = re.compile(r"[0-9]{6}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9Xx]")
#: Another paper names its kind, its number and the day of birth (护照E00000001，1990年1月2日出生).
_KIND: Final = re.compile(r"[\u3400-\u9fff]{2,}")
_BORN: Final = re.compile(
    r"(出生日期:?\s*)?([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?(?(1)|(?:出生|生))"
)
#: Permits that have a number built as a resident's (older ones have another), and how it begins.
_PERMIT: Final = re.compile(r"(?:港澳台?|台湾)居民居住证|外国人永久居留身份证")
_OF_A_PERMIT: Final = re.compile(r"居住证[^0-9]*8[123]0000|永久居留身份证[^0-9]*9")
#: Papers whose name has a word of the resident's card.
_NAMED_ALIKE: Final = re.compile(
    rf"{_PERMIT.pattern}|台湾居民来往大陆通行证|港澳居民来往内地通行证"
)
_PAPER: Final = re.compile(r"[0-9A-Za-z]{4,}")
#: What looks like a resident's number, too short, too long or mistyped.
_LIKE_RESIDENT: Final = re.compile(r"[0-9Xx]{15,}|居民|身份证")
#: The circumstance of who is old enough to be punished, and not of full age.
OF_A_MINOR: Final = "fourteen_to_eighteen"


def born_on(number: str) -> date | None:
    """
    Return the day of birth that an identity number gives: a resident's, or beside another paper's.

    >>> born_on("999900201103033129"), born_on("护照E00000001，1990年1月2日出生")
    (datetime.date(2011, 3, 3), datetime.date(1990, 1, 2))
    >>> [born_on(one) for one in ("99990020110303312", "999900201113033129", "x")]
    [None, None, None]
    """
    plain = unicodedata.normalize("NFKC", visible(number))
    return _day(_RESIDENT.fullmatch(_as_resident(plain)) or _BORN.search(plain))


def _day(found: re.Match[str] | None) -> date | None:
    """Return the day that a number or a text gives, where there is such a day."""
    try:
        return date(*map(int, found.groups()[-3:])) if found else None
    except ValueError:
        return None


def _as_resident(plain: str) -> str:
    """Return the bare number of a permit that may be built as a resident's, else all of it."""
    if not _PERMIT.search(plain):
        return plain
    return "".join(re.findall(r"[0-9A-Za-z]", _BORN.sub("", plain)))


def _number_holds(plain: str) -> bool:
    """Tell whether the check digit is right, and the number is of the paper that is named."""
    number, said = _as_resident(plain), _BORN.search(plain)
    return (
        mod_11_2.is_valid(number.upper())
        and (number == plain or bool(_OF_A_PERMIT.search(plain)))
        and (said is None or _day(said) == born_on(number))
    )


def number_findings(draft: PersonDraft, *, on: date) -> tuple[Finding, ...]:
    """
    Refuse a number of an identity document that is none: the age follows from it (30, 40).

    A resident's number has eighteen characters, a day of birth and a check digit (GB 11643); so
    have the permits of residence of who is from Hong Kong, Macao, Taiwan, or, since 2023, abroad.
    """
    plain = unicodedata.normalize("NFKC", visible(draft.number))
    if not plain:
        return ()
    born = born_on(plain)
    lived = born is not None and born.year > _OLDEST and born <= on
    if _RESIDENT.fullmatch(_as_resident(plain)):
        holds = lived and _number_holds(plain)
    else:
        numbered = _PAPER.search(_BORN.sub("", plain)) and _KIND.search(_BORN.sub("", plain))
        other = _NAMED_ALIKE.sub("", plain)
        holds = lived and bool(numbered) and not _LIKE_RESIDENT.search(other)
    if holds:
        return ()
    return (
        Finding(
            "case.party.identity_wrong",
            f"身份证件号码“{draft.number.strip()}”有误：居民身份证号码为18位，含真实的出生日期和校验码；"
            "其他证件没有写明种类、号码和出生日期",
            FACTS_FIRST,
            "请核对证件后重新填写；其他证件照“护照E00000001，1990年1月2日出生”填写；尚未查明的不填写",
        ),
    )


def age_on(number: str, on: date, *, shown: date | None = None) -> int | None:
    """
    Return the age in full years on a day, by an identity number or else by what evidence shows.

    A year is full on the day after the birthday (公安部门和审判实践的算法，未核实).

    >>> number = "999900201103033129"
    >>> age_on(number, date(2025, 3, 3)), age_on(number, date(2025, 3, 4)), age_on("A1", date.max)
    (13, 14, None)
    >>> age_on("", date(2025, 3, 4), shown=date(2011, 3, 3))
    14
    """
    born = born_on(number) or shown
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
    if not draft.born_on.year > _OLDEST or draft.born_on > on:
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
