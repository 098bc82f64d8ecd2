"""Numbers with unit: 1,234件, 11.3万元, 三十余场次, 近6000人（次）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

# Longer units first: 家次 must not be read as 家.
UNITS: Final = (
    "人（次）", "家（次）", "家次", "户次", "人次", "件次", "项次", "场次", "车次", "班次", "批次",
    "家", "户", "件", "起", "宗", "项", "份", "次", "人", "名", "台", "套", "张", "条", "处", "场",
    "期", "册", "组", "座", "辆", "批", "篇", "幅", "块", "部", "例", "卷", "支", "顶", "床",
    "本", "栋", "艘", "个", "元", "吨", "%",
)  # fmt: skip
_FAMILIES: Final = {
    "起": "件", "宗": "件", "例": "件", "名": "人", "户": "家", "条": "项", "处": "项",
    "人（次）": "人次", "家（次）": "家次", "户次": "家次",
}  # fmt: skip
_SCALES: Final = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_CN_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_CN_SCALES: Final = {"十": 10, "百": 100, "千": 1_000}

_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,12}(?!\d))(?:\.\d{1,6}(?![\d.]))?"
_QUANTITY: Final = re.compile(
    r"(?P<about>近|约|超过|超|逾|不少于|至少)?"
    rf"(?:(?<![\d.A-Za-z第〔\[【·/-])(?P<arabic>{_NUMBER})"
    r"|(?<![第零〇一二两三四五六七八九十百千])(?P<chinese>[零〇一二两三四五六七八九十百千]{1,9}))"
    r"(?P<more>余|多|来)?(?P<scale>[百千万亿])?(?P<more2>余|多)?"
    rf"(?P<unit>{'|'.join(UNITS)})?"
)
# A number without a unit counts only at the end of its element: 矿山5、冶金3.
_END_OF_ELEMENT: Final = re.compile(r"$|[、，；。！？）（：和及与　\t]")
# 一起 is "together", 一个 is "a": words, not counts.
_WORDS_WITH_ONE: Final = frozenset(("起", "个", "部", "批", "条", "场", "次", "处", "块"))
_NOT_AFTER_UNIT: Final = {
    "个": re.compile(r"月|工作日|百分点|小时|年|自然日|方面|一"),
    "人": re.compile(r"民|员|大|均|力|事|才|类|格|身|为"),
    "项": re.compile(r"目|制度"),
    "条": re.compile(r"例|第|款|规定|件"),
    "部": re.compile(r"门|署|分"),
    "名": re.compile(r"称|录|单"),
    "起": re.compile(r"来|草|施|实|执"),
    "次": re.compile(r"会议|全会|年|日|月"),
    "处": re.compile(r"罚|理|置|分"),
    "组": re.compile(r"织|成|长"),
    "台": re.compile(r"账|帐"),
    "场": re.compile(r"所|地"),
    "户": re.compile(r"外"),
    "卷": re.compile(r"宗"),
    "支": re.compile(r"出|持|付|队|撑|部|援"),
    "本": re.compile(r"[局级年地次单区县市科队月季周]"),
    "家": re.compile(r"庭"),
}


#: Shares that name no unit: 过半, 三成; not 形成, 三成员.
SHARE_WORDS: Final = (
    r"[一过]半(?!年)|半数|大半(?!年)|翻[一二三两]?番"
    r"|(?<!第)(?:[一二三四五六七八九两][到至、]?[二三四五六七八九]?|[几数])成"
    r"(?![为立员功果熟交长分文品套效型绩因就本都语败年人体事一])"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a paragraph; ``value`` is in single units (money: 元)."""

    value: Decimal
    unit: str  # "" where the text names none
    scale: int
    is_vague: bool
    start: int
    end: int

    @property
    def family(self) -> str:
        """Name the kind of thing counted; units of one family may be added."""
        return _FAMILIES.get(self.unit, self.unit)

    @property
    def step(self) -> Decimal:
        """Return the worth of its last written digit: 0.1万元 for 45.9万元."""
        return Decimal(self.scale).scaleb(int(self.value.as_tuple().exponent))

    def shown(self, value: Decimal) -> str:
        """Write another value the way this quantity is written, unit and scale left out."""
        return plain(value / self.scale)

    @property
    def unit_shown(self) -> str:
        """Return scale and unit as written, such as 万元."""
        scale = next(name for name, factor in _SCALES.items() if factor == self.scale)
        return scale + self.unit


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without useless zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def chinese_number(text: str) -> int | None:
    """Read a Chinese numeral below ten thousand; None where it is not one."""
    if text and all(char in _CN_DIGITS for char in text):
        return int("".join(str(_CN_DIGITS[char]) for char in text))
    total, ceiling = 0, 10_000
    digit: int | None = None
    for char in text:
        if char in _CN_DIGITS:
            if digit not in (None, 0):
                return None
            digit = _CN_DIGITS[char]
            continue
        scale = _CN_SCALES.get(char)
        if scale is None or scale >= ceiling:
            return None
        total += (1 if digit is None else digit) * scale
        digit, ceiling = None, scale
    return total + (digit or 0) if text else None


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Yield the counted quantities of a normalised text, in reading order."""
    stop = len(text) if end is None else end
    for match in _QUANTITY.finditer(text, start, stop):
        quantity = _quantity(match, text)
        if quantity is not None:
            yield quantity


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    unit = match["unit"] or ""
    if match["chinese"] is not None and not unit:
        return None
    if not unit and not _END_OF_ELEMENT.match(text, match.end()):
        return None
    if match["chinese"] == "一" and unit in _WORDS_WITH_ONE:
        return None
    follower = _NOT_AFTER_UNIT.get(unit)
    if follower is not None and follower.match(text, match.end()):
        return None
    number = _number(match)
    if number is None:
        return None
    scale = _SCALES[match["scale"] or ""]
    vague = any(match[name] for name in ("about", "more", "more2"))
    return Quantity(number * scale, unit, scale, vague, match.start(), match.end())


def _number(match: re.Match[str]) -> Decimal | None:
    if match["arabic"] is not None:
        return Decimal(match["arabic"].replace(",", ""))
    value = chinese_number(match["chinese"])
    return None if value is None else Decimal(value)
