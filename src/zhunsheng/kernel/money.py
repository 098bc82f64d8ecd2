"""
Money in integer fen: reading it from text and writing it in figures and in Chinese capitals.

No amount ever passes through a float: text is read digit by digit and integers are printed by
whole-number division, so what was typed is what is stored and printed.
"""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from math import prod
from typing import Final, NewType

Fen = NewType("Fen", int)

FEN_PER_YUAN: Final = 100
FEN_PER_WAN: Final = 1_000_000

#: Capitals are written for amounts below this: 10^16 yuan, a myriad 万亿.
CAPITALS_LIMIT: Final = Fen(10**16 * FEN_PER_YUAN)

_AMOUNT: Final = re.compile(
    r"(?P<sign>-?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?(?P<unit>万元|万|元|)",
    re.ASCII,
)
_ZEROS_OF_UNIT: Final = {"": 2, "元": 2, "万": 6, "万元": 6}

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
#: An amount in a running text: 6万元, 60,000.00元, 人民币陆万元, 五万四千元.
_NUMERALS: Final = "零〇一二三四五六七八九两十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_NAMED: Final = re.compile(
    rf"((?:[\d,.]*\d[\d,.]*\s*[亿万千百]*\s*)+|[{_NUMERALS}]+)(?:元|圆|块(?=钱))"
    r"|(?<=¥)(\d[\d,.]*)|(?<=罚款)(\d[\d,]{2,}(?:\.\d+)?|\d[\d,.]*万)(?![\d次倍%人项条年月日])",
    re.ASCII,
)
_VALUES: Final = {
    **{char: n for n, char in enumerate("零一二三四五六七八九")},
    **{char: n for n, char in enumerate(_DIGITS)},
    "〇": 0,
    "两": 2,
}
_TIMES: Final = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "拾": 10,
    "佰": 100,
    "仟": 1000,
    "万": 10**4,
    "亿": 10**8,
}


class NotAnAmount(ValueError):
    """The text is no amount of money; the message says how one is written."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}”不是金额：请写作 12,345.60 或 1.5万，最多精确到分")
        self.text = text


def parse_yuan(text: str) -> Fen:
    """
    Read an amount in yuan, or in 万元 where the text says so: "12,345.60", "1.5万", "200元".

    Commas must stand at every third digit; amounts finer than one fen are refused, not rounded.

    :raises NotAnAmount: if the text is no such amount
    :raises TypeError: if it is not text at all (a float has lost the amount already)
    """
    if not isinstance(text, str):
        raise TypeError(f"an amount is read from text, not from {type(text).__name__}")
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise NotAnAmount(text)
    part = match["part"] or ""
    zeros = _ZEROS_OF_UNIT[match["unit"]]
    if len(part) > zeros:
        raise NotAnAmount(text)
    amount = int(match["whole"].replace(",", "") + part.ljust(zeros, "0"))
    return Fen(-amount if match["sign"] else amount)


def amounts_in(text: str) -> Iterator[tuple[str, int, str]]:
    """
    Yield the amounts that a text names, in figures or in numerals, with what stands around each.

    >>> [fen for _, fen, _ in amounts_in("6万元，五万四千元；60,000.00元即陆万元整；1.5 万元")]
    [6000000, 5400000, 6000000, 6000000, 1500000]
    >>> [fen for _, fen, _ in amounts_in("5万4千元，1亿2千万元，￥1000；罚款1,000")]
    [5400000, 12000000000, 100000, 100000]
    >>> list(amounts_in("示例单元、第一项，3人，罚款2次"))
    []
    """
    plain = unicodedata.normalize("NFKC", text)
    for found in _NAMED.finditer(plain):
        said = (found[1] or found[2] or found[3]).replace(" ", "").strip(",.")
        yield plain[: found.start()], round(_number(said) * FEN_PER_YUAN), plain[found.end() :]


def _number(text: str) -> Fraction:
    """Read figures, or numerals: a place that is named counts what stands before it."""
    if text[0] not in _NUMERALS:
        parts = re.findall(r"([\d,.]+)([亿万千百]*)", text)
        return sum((_figures(figures) * _times(places) for figures, places in parts), Fraction())
    total, section, digit = 0, 0, 0
    for char in text:
        times = _TIMES.get(char, 0)
        if times >= _TIMES["万"]:
            total, section, digit = (total + section + digit) * times, 0, 0
        elif times:
            section, digit = section + (digit or 1) * times, 0
        else:
            digit = digit * 10 + _VALUES[char]
    return Fraction(total + section + digit)


def _figures(text: str) -> Fraction:
    whole, _, part = text.replace(",", "").strip(".").partition(".")
    digits = part.replace(".", "")
    return Fraction(int(whole + digits or 0), 10 ** len(digits))


def _times(places: str) -> int:
    return prod(_TIMES[one] for one in places)


def yuan_text(fen: int) -> str:
    """Return the amount in yuan with commas and two decimals: 1234560 is "12,345.60"."""
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{_sign(fen)}{yuan:,}.{rest:02d}"


def wan_text(fen: int) -> str:
    """Return the exact amount in 万元 without trailing zeros: 129338000 is "129.338"."""
    wan, rest = divmod(abs(fen), FEN_PER_WAN)
    part = f"{rest:06d}".rstrip("0")
    return f"{_sign(fen)}{wan}.{part}" if part else f"{_sign(fen)}{wan}"


def _sign(fen: int) -> str:
    return "-" if fen < 0 else ""


def capitals(fen: int) -> str:
    """
    Return the amount in Chinese capitals, as a penalty decision and a receipt state it.

    1234500 is 壹万贰仟叁佰肆拾伍元整. One 零 stands for any run of zeros inside the number, also
    where jiao are missing before fen (壹元零伍分); 整 closes an amount that ends in yuan or jiao;
    zero is 零元整; a negative amount begins with 负.

    :raises ValueError: if the amount is 10^16 yuan or more
    """
    if abs(fen) >= CAPITALS_LIMIT:
        raise ValueError("the amount is too large to be written in capitals")
    if fen == 0:
        return "零元整"
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    whole = f"{_whole(yuan)}元" if yuan else ""
    return ("负" if fen < 0 else "") + whole + _small_change(*divmod(rest, 10), after=bool(yuan))


def _small_change(jiao: int, fen: int, *, after: bool) -> str:
    text = f"{_DIGITS[jiao]}角" if jiao else ""
    if not fen:
        return text + "整"
    if after and not jiao:
        text = "零"
    return f"{text}{_DIGITS[fen]}分"


def _whole(number: int) -> str:
    """Write a positive whole number: each 亿 holds again up to eight places of its own."""
    high, low = divmod(number, 10**8)
    if not high:
        return _below_yi(low)
    return f"{_whole(high)}亿{_tail(low, places=8)}"


def _below_yi(number: int) -> str:
    high, low = divmod(number, 10**4)
    if not high:
        return _below_wan(low)
    return f"{_below_wan(high)}万{_tail(low, places=4)}"


def _tail(number: int, *, places: int) -> str:
    """Write what follows a 万 or 亿: nothing for zero, 零 first where its top place is empty."""
    if not number:
        return ""
    text = _below_yi(number) if places == 8 else _below_wan(number)
    return f"零{text}" if number < 10 ** (places - 1) else text


def _below_wan(number: int) -> str:
    text = ""
    pending_zero = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            pending_zero = bool(text)
            continue
        text += ("零" if pending_zero else "") + _DIGITS[digit] + _PLACES[place]
        pending_zero = False
    return text
