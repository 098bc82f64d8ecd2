"""Numbers typed into a text: behind a printed number stands a figure, or it is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from zhunsheng.checker.quantities import SHARE_WORDS, Quantity, quantities
from zhunsheng.checker.text import normalise

PLACE: Final = re.compile(r"\{(figure:)?([a-z_.]+)\}")
NAMES: Final = frozenset({"bureau", "year", "next_year", "as_of"})
#: Stands for what a figure or a name prints, so that no number grows over it.
_PRINTED: Final = "\ue000"
_ALLOWED: Final = re.compile(
    r"(?:19|20)\d{2}(?:—(?:19|20)\d{2})?年(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?"
    r"|〔(?:19|20)\d{2}〕\d+号|第\d+[号条]|第\d{1,2}次"
)
_DIGITS: Final = re.compile(r"\d[\d,.]*")
#: Numerals of vouchers and old forms, written as the ordinary ones.
_FORMS: Final = str.maketrans(
    dict(
        zip(
            "壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸弍弎",
            "一二三四五六七八九十百千万亿二三六二三",
            strict=True,
        )
    )
    | {"廿": "二十", "卅": "三十", "卌": "四十"}
)
_CN: Final = "零〇一二三四五六七八九两十百千万亿"
_SHARES: Final = re.compile(
    rf"[{_CN}]+分之[{_CN}{_PRINTED}]+|[{_CN}]+(?:点[{_CN}]+)?个百分点|(?<![第{_CN}])[{_CN}]+倍"
    rf"|{SHARE_WORDS}"
)
#: A numeral of ten and more that counts: before a unit whatever follows, or where an element ends.
_LARGE: Final = re.compile(
    rf"(?<![第{_CN}])(?:[{_CN}]*[十百千万亿][{_CN}]+|[{_CN}数几上][{_CN}]*[十百千万亿])[余多]?"
    r"(?:[次条项处名人部起台场户家组件份元](?!届)|(?=[，。；、）]|$))"
)
#: A numeral that a figure's number continues, or that continues it.
_JOINED: Final = re.compile(rf"(?<!第)[{_CN}]+{_PRINTED}|{_PRINTED}[{_CN}]*[十百千万亿][{_CN}]*")
#: Numbers in words: 零复议, 十几件, 发生一起事故, 翻了一番.
_SPOKEN: Final = re.compile(
    r"(?<![一二三四五六七八九十百千万])零(?:行政)?(?:败诉|复议|诉讼|事故|伤亡|死亡|投诉|举报|处罚|立案|发生|增长)|[十百千][几多余][件起家次项份人名户处个]"
    r"|(?<=发生|立案|查处|办理|受理|收到|生了|案了|处了|理了|到了)[一两][起件次封场]|[为是：]零(?![\u4e00-\u9fff])|(?:事故|火灾|案件|违法行为)一起(?=[，。；、）]|$)|翻了?[一两]番|成倍|达百(?![分余多])"
)
#: Names of policies stand in quotation marks: “两个维护”, “十五条硬措施”.
_NAMED: Final = re.compile(rf"“[{_CN}]+[个条][^“”，。；、]{{2,8}}”")
#: Words: 每一项, 同一家, 高效办成一件事, 一家一策, 千家万户, 两名以上执法人员.
_BEFORE_ONE: Final = frozenset("每同任另某逐")
_AFTER_ONE: Final = frozenset("事一")
_WORDS: Final = re.compile(
    r"千家万户|百家争鸣|十[一二三四五]五|两[名人](?:及)?以上|三个必须|三管三必须|十五条(?:硬)?措施|无一例外|两个至上|两个维护|四个意识|四个自信"
    r"|中央八项规定|七项内容|两件大事|一张[网图]"
)


def typed_numbers(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """
    Return the numbers of a text that no figure stands behind; days, years and paper numbers may.

    A number is any digit of any script, a numeral with its unit as the checker reads it, a share.
    A place that names no known figure counts as such a number.
    """
    figures = frozenset(known)
    strange = [
        match[0]
        for match in PLACE.finditer(text)
        if match[2] not in (figures if match[1] else NAMES)
    ]
    return tuple(dict.fromkeys([*strange, *bare_numbers(PLACE.sub(_PRINTED, text))]))


def note_numbers(note: str) -> tuple[str, ...]:
    """Return the numbers of the note above the text; no place is filled there."""
    places = [match[0] for match in PLACE.finditer(note)]
    return tuple(dict.fromkeys([*places, *bare_numbers(PLACE.sub(_PRINTED, note))]))


def printed_numbers(pieces: Iterable[tuple[str, str]], bureau: str) -> tuple[str, ...]:
    """Return the numbers of a printed line, given as pieces with the figure behind each."""
    bare = "".join(_PRINTED if figure else text for text, figure in pieces)
    return tuple(dict.fromkeys(bare_numbers(bare.replace(bureau, _PRINTED) if bureau else bare)))


def bare_numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a text in which the places are marked."""
    bare = normalise(_ALLOWED.sub(" ", text))[0]
    yield from _DIGITS.findall(bare)
    yield from (char for char in bare if _is_sign(char))
    bare = _DIGITS.sub("", _WORDS.sub("", _NAMED.sub("", bare))).translate(_FORMS)
    found = [(one.start, one.end) for one in quantities(bare) if not _is_word(bare, one)]
    for pattern in (_SHARES, _LARGE, _JOINED, _SPOKEN):
        found += [match.span() for match in pattern.finditer(bare)]
    end = 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield bare[start:stop].replace(_PRINTED, "")
            end = stop


def _is_sign(char: str) -> bool:
    """Return whether a character is a number by itself that is no ordinary digit: ①, Ⅻ, ½."""
    category = unicodedata.category(char)
    return char != "〇" and (
        category in {"No", "Nl"} or (category == "Nd" and not char.isdecimal())
    )


def _is_word(text: str, one: Quantity) -> bool:
    if text[one.start] != "一" or one.end - one.start - len(one.unit) != 1:
        return False
    before, after = text[max(one.start - 1, 0) : one.start], text[one.end : one.end + 1]
    return before in _BEFORE_ONE or after in _AFTER_ONE
