"""L08: a rate is its numerator over its denominator, in sentences and in columns of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import permutations
from typing import Final

from zhunsheng.checker.arithmetic import HUNDRED, slack
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph, PlacedTable, normalise

_RATE: Final = re.compile(
    r"(?<!占)(?P<name>(?:完成|合格|覆盖|持证|整改|办结|公示|审核|参训|检查|抽查|回访|结案|采纳|执行|支出|到位|收缴|按期[^，。；\d]{0,6})率|比例)"
    r"(?:均?(?:为|达到?|是)|：)?(?P<about>近|约|超过|超)?(?P<value>\d{1,3}(?:\.\d{1,4})?)%(?!以上|以下)"
)
_NOT_A_COUNT: Final = re.compile(r"同比|环比|增长|上升|下降|目标|要求|不低于|不少于|以上")
#: A clause of what is no numerator of the rate beside it: 其中镇街8人，缺席2人，移送1件.
_ASIDE: Final = re.compile(r"其中|新增|缺席|缺勤|请假|查实|移送|听证|重大|撤销|不予")
#: How a numerator is told where the word of the rate itself does not stand in its clause.
_TOLD_AS: Final = {
    "参训": "参加|培训|参训", "覆盖": "检查|走访|覆盖|联系", "检查": "检查|查", "抽查": "抽|查",
    "公示": "公[示开]", "结案": "结", "办结": "结|办理", "到位": "到位|拨付", "收缴": "缴",
    "完成": "完成|实际|已|检查", "执行": "执行|支出|使用|缴", "支出": "支出|使用",
    "持证": "证", "整改": "整改|消除|销号|复查", "回访": "访", "比例": "", "合格": "合格|达标|通过",
}  # fmt: skip
_OF_MONEY: Final = re.compile(r"(?:执行|支出|到位|收缴)率$")
_SHARE: Final = re.compile(r"占比|比例|%|百分比")
_TOTAL: Final = re.compile(r"^(?:合计|总计|总数|共计)")
_CELL: Final = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6})?$")
_PERCENT: Final = re.compile(r"^(\d{1,3}(?:\.\d{1,4})?)%?$")
SENTENCE_LIMIT: Final = 400
ROWS_LIMIT: Final = 200


def check(document: Document) -> Iterator[Hit]:
    """Check the rates of sentences that name two numbers of one unit, and of tables."""
    for paragraph in document.prose:
        for start, end in paragraph.sentences():
            for rate in _RATE.finditer(paragraph.norm, start, min(end, start + SENTENCE_LIMIT)):
                yield from _rate(paragraph, start, rate)
    for table in document.tables:
        yield from _columns(table)


# ------------------------------------------------------------------------------- sentences


def _rate(paragraph: Paragraph, start: int, rate: re.Match[str]) -> Iterator[Hit]:
    before = paragraph.norm[start : rate.start()]
    if rate["about"] or _NOT_A_COUNT.search(before + rate["name"]):
        return
    counted = [
        q
        for q in quantities(paragraph.norm, start, rate.start())
        if q.unit not in ("", "%") and (q.unit == "元") is bool(_OF_MONEY.search(rate["name"]))
    ]
    counted = _own(paragraph.norm, counted, rate["name"])
    if len(counted) != 2 or counted[0].family != counted[1].family:
        return
    if any(q.is_vague or q.value == 0 for q in counted):
        return
    stated = Decimal(rate["value"])
    if any(_agrees(a, b, stated) for a, b in permutations(counted)):
        return
    if _is_of(paragraph.norm, (start, rate.start()), counted[1], rate["name"]):
        yield _wrong(paragraph, counted, rate, stated)


def _is_of(text: str, within: tuple[int, int], part: Quantity, name: str) -> bool:
    """Tell whether the later number is the numerator of a rate: its clause names the same deed."""
    before = re.split(r"[，；：、（]", text[within[0] : part.start])[-1]
    clause = before + re.split(r"[，；：、）。]", text[part.end : within[1]])[0]
    stem = name.removesuffix("率")
    stem = stem[-2:] if stem.startswith("按期") else stem
    return not _ASIDE.search(clause) and bool(re.search(_TOLD_AS.get(stem, stem), clause))


def _own(text: str, counted: list[Quantity], name: str) -> list[Quantity]:
    """Leave out numbers of another kind before the two of a rate: 420家，1260项，整改1134项."""
    if len(counted) < 3 or len({q.family for q in counted[-2:]}) != 1:
        return counted
    stem = name.removeprefix("按期").removesuffix("率")
    clause = re.split(r"[，；：]", text[: counted[-1].start])[-1]
    strange = all(q.family != counted[-1].family for q in counted[:-2])
    return counted[-2:] if strange and stem in clause else counted


def _agrees(part: Quantity, whole: Quantity, stated: Decimal) -> bool:
    """Tell whether a rate is part over whole, but for the rounding of numbers in 万 and 亿."""
    half = Decimal(1).scaleb(int(stated.as_tuple().exponent)) / 2
    less, more = slack(part) * (part.step > 1), slack(whole) * (whole.step > 1)
    least = (part.value - less) * HUNDRED / (whole.value + more)
    most = (part.value + less) * HUNDRED / (whole.value - more)
    return least - half <= stated <= most + half


def _shown(part: Decimal, whole: Decimal, like: Decimal, rounding: str) -> Decimal:
    exponent = like.as_tuple().exponent
    return (part * HUNDRED / whole).quantize(Decimal(1).scaleb(int(exponent)), rounding)


def _wrong(
    paragraph: Paragraph, counted: list[Quantity], rate: re.Match[str], stated: Decimal
) -> Hit:
    small, large = sorted(counted, key=lambda q: q.value)
    # More than was planned is often told as all of it.
    more_than_all = stated == HUNDRED and counted[1].value > counted[0].value
    part, whole = (large, small) if stated > HUNDRED or more_than_all else (small, large)
    right = _shown(part.value, whole.value, stated, ROUND_HALF_UP)
    cut = _shown(part.value, whole.value, stated, ROUND_DOWN) == stated
    told = f"{plain(part.value)}÷{plain(whole.value)}＝{right}%"
    if cut:
        message = f"写{rate['value']}%，按四舍五入应为{right}%（{told}），原数是截去尾数得到的。"
    else:
        message = f"写{rate['value']}%，按文中两个数计算为{right}%（{told}）。"
    return Hit(
        rule="L08",
        severity=Severity.WARNING if cut or more_than_all else Severity.ERROR,
        message=message,
        suggestion=f"核对分子、分母：两个数无误的，改为{right}%；比率另有分母的，写明分母。",
        paragraph=paragraph,
        start=counted[0].start,
        end=rate.end(),
    )


# ------------------------------------------------------------------------------- tables


def _columns(table: PlacedTable) -> Iterator[Hit]:
    """Compare each column of shares with the column of numbers before it."""
    rows = [[normalise(cell)[0] for cell in row] for row in table.rows[:ROWS_LIMIT]]
    if len(rows) < 3:
        return
    total = next((n for n, row in enumerate(rows) if n and _TOTAL.match(row[0] if row else "")), 0)
    if not total:
        return
    for column, head in enumerate(rows[0]):
        if column and _SHARE.search(head) and not re.search(r"同比|增长|完成", head):
            yield from _shares(table, rows, column, total)


def _shares(table: PlacedTable, rows: list[list[str]], column: int, total: int) -> Iterator[Hit]:
    whole = _value(rows[total], column - 1)
    if not whole:
        return
    found: list[tuple[int, Decimal, Decimal]] = []
    for number, row in enumerate(rows[1:], start=1):
        value, share = _value(row, column - 1), _share(row, column)
        if number != total and value is not None and share is not None:
            found.append((number, share, _shown(value, whole, share, ROUND_HALF_UP)))
    wrong = [each for each in found if each[1] != each[2]]
    if not wrong:
        return
    swapped = sorted(each[1] for each in wrong) == sorted(each[2] for each in wrong)
    told = "；".join(
        f"第{number + 1}行写{share}%，应为{right}%" for number, share, right in wrong[:6]
    )
    place = table.paragraphs[wrong[0][0]]
    yield Hit(
        rule="L08",
        severity=Severity.ERROR if swapped else Severity.WARNING,
        message=f"占比与数字不符：{told}{'，疑各行百分比错位' if swapped else ''}。",
        suggestion="按“该行数字÷合计”重算占比。",
        paragraph=place,
        start=0,
        end=len(place.norm),
    )


def _value(row: list[str], column: int) -> Decimal | None:
    match = _CELL.match(row[column]) if 0 <= column < len(row) else None
    return Decimal(match[0].replace(",", "")) if match else None


def _share(row: list[str], column: int) -> Decimal | None:
    match = _PERCENT.match(row[column]) if column < len(row) else None
    return Decimal(match[1]) if match else None
