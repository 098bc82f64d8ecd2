"""L01 in arithmetic that is written out: 12×248＝2976, and the working days of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import plain
from zhunsheng.checker.text import Paragraph

_UNIT: Final = r"(?:个?(?:工作日|[家户人名件项份次天日组套台]))?(?:[/／][家户人名件次天日组])?"
_TERM: Final = rf"(?<![\d.%])\d[\d,]{{0,12}}(?:\.\d{{1,4}})?(?![\d.%万亿]){_UNIT}"
_EQUATION: Final = re.compile(
    rf"(?<![×xX*＊÷+＋\-－/／])(?P<left>{_TERM}(?:[×xX*＊÷+＋\-－]{_TERM}){{1,12}})[=＝](?P<right>\d[\d,]{{0,12}}(?:\.\d{{1,4}})?)(?![\d.万亿])"
)
_PIECE: Final = re.compile(rf"(?P<sign>[×xX*＊÷+＋\-－])?(?P<number>\d[\d,]*(?:\.\d+)?){_UNIT}")
_LESS: Final = re.compile(
    r"(?P<base>\d{1,6})个?(?:工作)?[日天][^。；\d]{0,12}(?:扣除|减去|除去|剔除)(?P<less>[^。；=＝]{2,80}?)"
    r"，(?P<name>[^，。；\d]{0,12}?(?:工作日|工作时间|天数)(?:数|总数)?(?:共|合计)?(?:为|是|有|：)?)(?P<result>\d{1,6})"
)
#: 22人，即编制26人减去空编1人和借调3人: the difference first, then what makes it.
_SAME: Final = r"(?:个?(?:工作日|[日天])|[家户人名件起项份次个条处])"
_THAT_IS: Final = re.compile(
    rf"(?<![\d.])(?P<result>\d{{1,7}})(?P<unit>{_SAME})(?:，|（)?(?:即|也就是)[^，。；：、（）\d]{{0,16}}"
    rf"(?P<base>\d{{1,7}})(?P=unit)[，]?(?:减去|扣减|扣除|除去|剔除)"
    r"(?P<less>(?:[^。；，）=＝]|，(?=再|并|减|扣))+)(?=[。；，）]|$)"
)
_VAGUE: Final = re.compile(r"约|近|余|左右|加上|再加")
_TAKEN: Final = re.compile(rf"(?<![\d.])(\d{{1,7}})({_SAME})")
_DAYS: Final = re.compile(r"(\d{1,6})个?(?:工作)?[日天]")
_NAMES: Final = ("总法定工作日", "其他执法工作日", "非执法工作日", "监督检查工作日")


def check(document: Document) -> Iterator[Hit]:
    """Check equations, subtractions told in words, and the four kinds of working days."""
    written = [
        hit
        for paragraph in document.prose
        for hit in (*_equations(paragraph), *_subtractions(paragraph))
    ]
    yield from written or _working_days(document)


def _equations(paragraph: Paragraph) -> Iterator[Hit]:
    for match in _EQUATION.finditer(paragraph.norm):
        yield from _equation(paragraph, match)


def _subtractions(paragraph: Paragraph) -> Iterator[Hit]:
    for match in _LESS.finditer(paragraph.norm):
        yield from _subtraction(paragraph, match)
    for match in _THAT_IS.finditer(paragraph.norm):
        yield from _difference(paragraph, match)


def _equation(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Hit]:
    made, stated = _value(match["left"]), _number(match["right"])
    if made is None:
        return
    step = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    if stated in (made.quantize(step, ROUND_HALF_UP), made.quantize(step, ROUND_DOWN)):
        return
    right = plain(made.quantize(min(step, Decimal("0.01")), ROUND_HALF_UP))
    yield _hit(
        paragraph, match.start(), match.end(), f"算式写{match[0]}，按左边计算应为{right}。", right
    )


def _value(text: str) -> Decimal | None:
    """Work out a row of products that are added and subtracted."""
    total, product = Decimal(0), Decimal(0)
    for piece in _PIECE.finditer(text):
        number, sign = _number(piece["number"]), piece["sign"] or "+"
        if sign in "×xX*＊":
            product *= number
        elif sign == "÷":
            if not number:
                return None
            product /= number
        else:
            total += product
            product = -number if sign in "-－" else number
    return total + product


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _subtraction(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Hit]:
    parts = [Decimal(days) for days in _DAYS.findall(match["less"])]
    if not parts or len(re.findall(r"\d+", match["less"])) != len(parts):
        return
    right = Decimal(match["base"]) - sum(parts)
    if right == Decimal(match["result"]):
        return
    told = f"{match['base']}－{'－'.join(plain(part) for part in parts)}＝{right}"
    message = f"写{match['result']}日，按扣除的日数计算应为{right}日（{told}）。"
    yield _hit(paragraph, match.start(), match.end(), message, str(right))


def _difference(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Hit]:
    taken = _TAKEN.findall(match["less"])
    is_known = len(taken) == len(re.findall(r"\d+(?!年)", match["less"])) > 0
    if _VAGUE.search(match[0]) or not is_known or {unit for _, unit in taken} != {match["unit"]}:
        return
    right = int(match["base"]) - sum(int(number) for number, _ in taken)
    if right < 0 or right == int(match["result"]):
        return
    unit = match["unit"]
    told = f"{match['base']}－{'－'.join(number for number, _ in taken)}＝{right}"
    message = f"写{match['result']}{unit}，按减去的数计算应为{right}{unit}（{told}）。"
    yield _hit(paragraph, match.start(), match.end(), message, str(right))


# ------------------------------------------------------------------------- four kinds of days


def _working_days(document: Document) -> Iterator[Hit]:
    """总法定工作日－其他执法工作日－非执法工作日＝监督检查工作日, where each is stated once."""
    found = [_stated(document, name) for name in _NAMES]
    if any(len({value for value, _, _ in each}) != 1 for each in found):
        return
    whole, other, idle, inspections = (each[0][0] for each in found)
    right = whole - other - idle
    if right == inspections:
        return
    _, paragraph, match = found[-1][0]
    message = (
        f"监督检查工作日写{inspections}，总法定工作日减去其他执法工作日、非执法工作日应为{right}"
        f"（{whole}－{other}－{idle}＝{right}）。"
    )
    yield _hit(paragraph, match.start(), match.end(), message, str(right))


def _stated(document: Document, name: str) -> list[tuple[Decimal, Paragraph, re.Match[str]]]:
    return [
        (_number(match["chain"] or match["number"]), paragraph, match)
        for paragraph in document.prose
        for match in _named(name).finditer(paragraph.norm)
    ]


@cache
def _named(name: str) -> re.Pattern[str]:
    """Read a number right after its name, or the end of the equation that follows the name."""
    return re.compile(
        rf"(?<![-－+＋=＝×]){name}(?:共|合计)?(?:为|是|有|：|=|＝)?"
        r"(?:[^，。；、]{0,120}[=＝](?P<chain>\d{1,7})|(?P<number>\d{1,7}))(?![\d.×*÷+＋\-－])"
    )


def _hit(paragraph: Paragraph, start: int, end: int, message: str, right: str) -> Hit:
    return Hit(
        rule="L01",
        severity=Severity.ERROR,
        message=message,
        suggestion=f"核对各数：各数无误的，改为{right}。",
        paragraph=paragraph,
        start=start,
        end=end,
    )
