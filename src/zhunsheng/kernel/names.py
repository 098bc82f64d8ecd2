"""Names and words as people read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from typing import Final


def visible(text: str) -> str:
    """
    Return the characters of a text that a reader sees, to tell names apart.

    >>> visible("示 例甲\u200b")
    '示例甲'
    """
    return "".join(ch for ch in text if not ch.isspace() and not is_hidden(ch))


#: What looks like nothing though Unicode counts it among letters, marks or symbols.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def folded(text: str) -> str:
    """
    Return what a reader sees of a text without width and case, to find one entered twice.

    >>> folded("示例路１号Ａ座") == folded("示例路 1号a座")
    True
    """
    return visible(unicodedata.normalize("NFKC", text).casefold())


def steady(text: str) -> list[str]:
    """
    Return the signs of a text that every text folded like it holds as they are.

    A database narrows by them what is then folded: Chinese characters that no other sign folds to.

    >>> steady("示例路 1号A座")  # 示, 例 and 路 have a radical or an old form beside them
    ['号', '座']
    """
    return sorted({ch for ch in text if "\u4e00" <= ch <= "\u9fff" and ch not in _folded_to()})


#: Where Unicode keeps the other signs of a Chinese character: radicals, circled ones, old ones.
_OTHERS: Final = ((0x2E80, 0x3400), (0xF900, 0xFB00), (0x1F200, 0x1F300), (0x2F800, 0x2FA20))


@cache
def _folded_to() -> frozenset[str]:
    others = (chr(code) for first, after in _OTHERS for code in range(first, after))
    return frozenset("".join(map(folded, others)))


def same_person(text: str, *, kinds: str = "L") -> str:
    """
    Return the letters of a name, without points, digits and remarks, to find one entered twice.

    ``kinds`` are the kinds of signs that count: old entries may be told apart by a digit.

    >>> {same_person(one) for one in ("示例丁", "示例·丁·", "示例丁2", "示例丁（二）")}
    {'示例丁'}
    """
    plain = _REMARK.sub("", folded(text))
    return "".join(ch for ch in plain if unicodedata.category(ch)[0] in kinds)


def is_spelled(text: str) -> bool:
    """
    Return whether a text is written as a name: letters, and one point or blank between them.

    >>> [is_spelled(one) for one in ("示例丁", "示例·丁", "Shi Li")]
    [True, True, True]
    >>> any(is_spelled(one) for one in ("示例丁·", "示例丁2", "示例丁（二）", "示例··丁", "·丁"))
    False
    """
    return _SPELLED.fullmatch(text.strip()) is not None


_SPELLED: Final = re.compile(r"[^\W\d_]+(?:[·. ][^\W\d_]+)*")
_BRACKETS: Final = str.maketrans("[]()【】", "〔〕〔〕〔〕")


def same_number(text: str) -> str:
    r"""
    Return the number of a paper as it is compared: folded, with one kind of brackets.

    >>> same_number(" 示举报[2026] 2号"), same_number("示举报【\uff12026】\u200b2号")
    ('示举报〔2026〕2号', '示举报〔2026〕2号')
    """
    return folded(text).translate(_BRACKETS)


def year_and_serial(text: str) -> str:
    """
    Return year and serial of the number of a paper, which a word before them may differ from.

    >>> [year_and_serial(one) for one in ("应急〔2026〕3号", "市应急[2026] 03号", "无")]
    ['2026-3', '2026-3', '']
    """
    found = _YEAR_AND_SERIAL.search(same_number(text))
    return f"{found[1]}-{int(found[2])}" if found else ""


_YEAR_AND_SERIAL: Final = re.compile(r"(?<!\d)(\d{4})\D*(\d+)")


def is_hidden(char: str) -> bool:
    """Return whether a character shows nothing: a zero-width space, a filler, a selector."""
    if unicodedata.category(char) == "Cf" or char in _BLANKS:
        return True
    # Variation selectors, of the basic plane and of the supplement.
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def says(text: str, least: int = 1) -> bool:
    """
    Return whether a text has so many letters or digits: points and blanks say nothing.

    Nor does one character over and over, where more than one is asked for.

    >>> says("泄漏"), says(" .\u200b"), says("急", least=2)
    (True, False, False)
    >>> says("无无无无", least=4), says("aaaa", least=2), says("无", least=1)
    (False, False, True)
    """
    seen = [ch for ch in text if not is_hidden(ch) and unicodedata.category(ch)[0] in "LN"]
    return len(seen) >= least and (least == 1 or len(set(seen)) > 1)


#: The fewest letters that give a reason; no law says, the house does.
SHORTEST_REASON: Final = 2
#: The fewest letters of the number of a paper; the house says so, too.
SHORTEST_NUMBER: Final = 4


#: What a program writes where it has nothing, or no number.
_OF_PROGRAMS: Final = frozenset(
    {"null", "none", "nil", "nan", "inf", "infinity", "undefined", "true", "false", "na"}
)


def explains(text: str) -> bool:
    """
    Return whether a reason, a fact, a ground or an opinion says something to who reads it.

    A number alone does not, nor the word by which a program says that it has nothing.

    >>> explains("泄漏"), explains("x"), explains("无。"), explains("……")
    (True, False, False, False)
    >>> explains("900"), explains("null"), explains("-Infinity"), explains("3台")
    (False, False, False, True)
    """
    letters = [ch for ch in folded(text) if unicodedata.category(ch)[0] == "L"]
    spoken = bool(letters) and "".join(letters) not in _OF_PROGRAMS
    return spoken and says(text, SHORTEST_REASON)


def names_a_paper(text: str) -> bool:
    """
    Return whether a text can be the number of a paper: long enough, with a digit.

    >>> names_a_paper("示省应急〔2026〕2号"), names_a_paper("."), names_a_paper("有人举报的")
    (True, False, False)
    """
    return says(text, SHORTEST_NUMBER) and any(ch.isdigit() for ch in text)


_BETWEEN_NAMES: Final = re.compile(r"[、，,；;/／]")
#: What is written where no name is known, and what names the part that somebody plays.
_NO_NAME: Final = re.compile(
    r".*[某×*?].*|.*(无名|佚名|匿名|不愿|透露|测试|经理|主任|科长|老板|师傅|先生|女士|收发室|传达室|员工|职工|门卫|保安|公司|单位|法定代表).*"
    r"|不详|未知|没有|本人|当事人|(主要|有关)?负责人|(委托)?代理人"
)
#: What a name is made of: two Han letters at least, and the point within a longer one; or a given
#: name and a family name in Latin letters, with capitals.
_NAME: Final = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af][\u3400-\u4dbf"
    r"\u4e00-\u9fff\U00020000-\U000323af·]+"
    r"|(?:[A-Z][A-Za-z'.-]+){2,}"
)
#: What is added to a name: whose it is, which office.
_REMARK: Final = re.compile(r"\(.*?\)")


def signers(said: str) -> frozenset[str]:
    """
    Return the names that a line of names holds, as a reader tells them apart.

    >>> sorted(signers("示例乙、 示例甲"))
    ['示例乙', '示例甲']
    """
    return frozenset(filter(None, map(visible, _BETWEEN_NAMES.split(said))))


def persons(said: str) -> frozenset[str]:
    """
    Return the names that a line holds, without what is added to them in brackets.

    >>> sorted(persons("示例乙（安全员）、 示例甲"))
    ['示例乙', '示例甲']
    """
    return frozenset(_REMARK.sub("", unicodedata.normalize("NFKC", one)) for one in signers(said))


def own_people(by: str, *, staff: Collection[str], speaker: str = "") -> frozenset[str]:
    """Return who of the names in a line is of the bureau, a namesake of the speaker apart."""
    return (signers(by) & frozenset(map(visible, staff))) - signers(speaker)


def nameless(said: str) -> frozenset[str]:
    """
    Return what in a line of names is no name of anybody.

    >>> sorted(nameless("示例甲、无名氏、张某"))
    ['张某', '无名氏']
    >>> sorted(nameless("示例乙、12、法定代表人"))
    ['12', '法定代表人']
    """
    return frozenset(one for one in signers(said) if not _is_name(one))


def _is_name(one: str) -> bool:
    plain = _REMARK.sub("", unicodedata.normalize("NFKC", one))
    return _NAME.fullmatch(plain) is not None and _NO_NAME.fullmatch(plain) is None


def are_outsiders(said: str, *, staff: Collection[str], speaker: str = "") -> bool:
    """
    Return whether a line names people, each by a name and none of the bureau.

    >>> are_outsiders("示例丁（居民委员会）", staff=["示例乙"])
    True
    >>> [are_outsiders(one, staff=["示例乙"]) for one in ("", "。", "示例乙")]
    [False, False, False]
    """
    nobody = nameless(said) - signers(speaker)
    return bool(signers(said)) and not nobody and not own_people(said, staff=staff, speaker=speaker)
