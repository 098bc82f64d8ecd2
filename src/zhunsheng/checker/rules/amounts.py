"""L07: the mean of the fines lies in the band that the law leaves for them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from zhunsheng.checker import law
from zhunsheng.checker.arithmetic import slack
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph
from zhunsheng.lawbook.loading import ParameterValue

_SUMMARY: Final = re.compile(r"简易程序|当场(?:作出)?(?:处罚|罚款)|当场处罚")
#: Words after which the amount may be that of more cases than the ones named last.
_OTHER: Final = re.compile(r"普通程序|一般程序|其中|另")
_MEAN: Final = re.compile(r"(?:案均|件均|平均每[件案起宗])(?:罚款|处罚)?(?:金额)?(?:为|是)?(?=\d)")
#: 36起（含街道简易程序7起），罚款48.6万元: the money is of the 36.
_INCLUDED: Final = re.compile(
    r"(?<=[件起份个宗])（[^（）]*）|(?<=\d[件起份个宗])，(?:包含|含|包括)[^，。；]*(?=，)"
)
_FINED: Final = re.compile(r"罚款|罚没|处罚|罚金")
_NOT_FINED: Final = re.compile(r"责令|整改|没收|投入|奖励|经费|免|不予")
_CASE_UNITS: Final = frozenset(("件", "起", "宗", "例", "家", "户", "份", "个"))
#: What a legal person is fined on the spot at most; the name of its value for 法人 is UNIT.
SUMMARY_CEILING: Final = "penalty.summary_fine_ceiling"
#: The lowest fine that 安全生产法 and its rules know, and its highest, 114(4): 20 to 100 million.
LEAST, MOST = Decimal(50), Decimal(100_000_000)
SENTENCE_LIMIT: Final = 600


def check(document: Document) -> Iterator[Hit]:
    """Check each sentence that states a number of fines and, next to it, their amount."""
    ceiling = law.in_force(SUMMARY_CEILING, document.law_of)
    for paragraph in document.prose:
        for start, end in paragraph.sentences():
            yield from _sentence(paragraph, start, min(end, start + SENTENCE_LIMIT), ceiling)
            for match in _MEAN.finditer(paragraph.norm, start, min(end, start + SENTENCE_LIMIT)):
                yield from _stated_mean(paragraph, start, match)


def _sentence(
    paragraph: Paragraph, start: int, end: int, ceiling: ParameterValue | None
) -> Iterator[Hit]:
    counted = _whole(paragraph, start, end)
    for cases, money in itertools.pairwise(counted):
        if cases.unit not in _CASE_UNITS or money.unit != "元" or cases.value < 1:
            continue
        first = _clause_start(paragraph, cases, start)
        told = _INCLUDED.sub("", paragraph.norm[first : money.start])
        earlier = paragraph.norm[start : money.start]
        if not _FINED.search(told) or _NOT_FINED.search(told) or _OTHER.search(earlier):
            continue
        mean = money.value / cases.value
        if ceiling and _SUMMARY.search(told) and mean > _yuan(ceiling):
            yield _above_summary(paragraph, cases, money, mean, ceiling)
        elif not LEAST <= mean <= MOST:
            yield _beyond(paragraph, cases, money, mean)


def _whole(paragraph: Paragraph, start: int, end: int) -> list[Quantity]:
    """Return the numbers of a sentence but parts of larger ones: 36件（含当场7件），罚款."""
    found = list(quantities(paragraph.norm, start, end))
    spans = [match.span() for match in _INCLUDED.finditer(paragraph.norm, start, end)]
    return [q for q in found if not any(i < q.start and q.end <= j for i, j in spans)]


def _stated_mean(paragraph: Paragraph, start: int, match: re.Match[str]) -> Iterator[Hit]:
    """Compare a mean per case with the one amount and the one number of cases before it."""
    text = paragraph.norm
    mean = next(quantities(text, match.end(), match.end() + 20), None)
    before = _whole(paragraph, start, match.start())
    cases = [q for q in before if q.family == "件"]
    money = [q for q in before if q.unit == "元"]
    if mean is None or mean.unit != "元" or len(cases) != 1 or len(money) != 1:
        return
    if not cases[0].value or any(q.is_vague for q in (mean, *cases, *money)):
        return
    right = money[0].value / cases[0].value
    room = slack(money[0]) / cases[0].value + mean.step
    if abs(right - mean.value) <= room:
        return
    told = plain((right / mean.scale).quantize(Decimal("0.01")))
    yield Hit(
        rule="L07",
        severity=Severity.ERROR,
        message=(
            f"写{match[0]}{mean.shown(mean.value)}{mean.unit_shown}，按文中的件数和金额应为"
            f"{told}{mean.unit_shown}。"
        ),
        suggestion="核对件数、金额和平均数。",
        paragraph=paragraph,
        start=match.start(),
        end=mean.end,
    )


def _clause_start(paragraph: Paragraph, cases: Quantity, start: int) -> int:
    marks = [paragraph.norm.rfind(mark, start, cases.start) for mark in "，；。：、（"]
    return max(start, max(marks) + 1)


def _mean(mean: Decimal) -> str:
    return f"{plain(mean.quantize(Decimal('0.01')))}元"


def _yuan(ceiling: ParameterValue) -> Decimal:
    return Decimal(ceiling.integer("UNIT")) / 100


def _above_summary(
    paragraph: Paragraph, cases: Quantity, money: Quantity, mean: Decimal, ceiling: ParameterValue
) -> Hit:
    return Hit(
        rule="L07",
        severity=Severity.ERROR,
        message=(
            f"当场处罚{plain(cases.value)}{cases.unit}，平均每{cases.unit}{_mean(mean)}；"
            f"对法人或者其他组织当场罚款以{plain(_yuan(ceiling))}元为限（{law.basis(ceiling)}）。"
        ),
        suggestion="核对适用的程序和金额：超过限额的不能适用简易程序，数字写错的改正。",
        paragraph=paragraph,
        start=cases.start,
        end=money.end,
    )


def _beyond(paragraph: Paragraph, cases: Quantity, money: Quantity, mean: Decimal) -> Hit:
    slip = "疑漏写“万”" if mean < LEAST else "疑多写“万”或者多写数位"
    return Hit(
        rule="L07",
        severity=Severity.WARNING,
        message=(
            f"罚款{plain(cases.value)}{cases.unit}，金额{money.shown(money.value)}{money.unit_shown}，"
            f"平均每{cases.unit}{_mean(mean)}，不在法定罚款幅度的常见范围内，{slip}。"
        ),
        suggestion="对照处罚决定书核对件数、金额和单位。",
        paragraph=paragraph,
        start=cases.start,
        end=money.end,
    )
