"""Numbers of identity documents: what day of birth they give, and whether they can be real."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from stdnum.iso7064 import mod_11_2

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import visible

#: Nobody alive was born in it or before.
OLDEST: Final = 1900
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


def identity_findings(code: str, number: str, *, on: date, basis: Citation) -> tuple[Finding, ...]:
    """
    Refuse a number of an identity document that cannot be one of somebody born by a day.

    A resident's number has eighteen characters, a day of birth and a check digit (GB 11643); so
    have the permits of residence of who is from Hong Kong, Macao, Taiwan, or, since 2023, abroad.
    No number, no finding.
    """
    if not visible(number) or _is_real(unicodedata.normalize("NFKC", visible(number)), on):
        return ()
    return (
        Finding(
            f"{code}.identity_wrong",
            f"身份证件号码“{number.strip()}”有误：居民身份证号码为18位，含真实的出生日期和校验码；"
            "其他证件没有写明种类、号码和出生日期",
            basis,
            "请核对证件后重新填写；其他证件照“护照E00000001，1990年1月2日出生”填写；尚未查明的不填写",
        ),
    )


def _is_real(plain: str, on: date) -> bool:
    born = born_on(plain)
    lived = born is not None and born.year > OLDEST and born <= on
    if _RESIDENT.fullmatch(_as_resident(plain)):
        return lived and _number_holds(plain)
    numbered = _PAPER.search(_BORN.sub("", plain)) and _KIND.search(_BORN.sub("", plain))
    other = _NAMED_ALIKE.sub("", plain)
    return lived and bool(numbered) and not _LIKE_RESIDENT.search(other)
