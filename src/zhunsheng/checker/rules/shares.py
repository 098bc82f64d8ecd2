"""L08: shares of one whole (占…%): each is its number over the whole, together no more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Final

from zhunsheng.checker.arithmetic import HUNDRED
from zhunsheng.checker.comparison import is_compared
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import UNITS, Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph

_SHARE: Final = re.compile(
    rf"占(?P<whole>[^，。；、：（）\d]{{0,14}}?)(?:(?P<base>\d{{1,9}}(?:,\d{{3}}){{0,2}}(?:\.\d{{1,4}})?[万亿]?(?:{'|'.join(UNITS)}))的)?(?:比|比例)?(?:均?(?:为|达到?|是)|：)?"
    r"(?P<about>近|约|超过|超|不足|至少)?(?P<value>\d{1,3}(?:\.\d{1,4})?)%(?!以上|以下)"
)
_NO_DIVISION: Final = re.compile(r"同比|环比|其中|目标|要求|不低于|不少于|以上")
_WHOLE_AND_PART: Final = re.compile(r"其中|包括|含|[里内中]有|均")
_WHOLE: Final = re.compile(r"共|总|全|现有|合计|累计|在编|在册")
_CLOSING: Final = re.compile(r"其他|其它|其余|剩余")
SENTENCE_LIMIT: Final = 400


@dataclass(frozen=True, slots=True)
class Share:
    """A share as a sentence states it, and the number it is said of (None where none stands)."""

    value: Decimal
    whole: str
    lead: str
    number: Quantity | None
    start: int
    end: int
    base: Quantity | None = None  # the whole, where it is named: 占一般检查对象64家的75%

    @property
    def step(self) -> Decimal:
        """Return the worth of the last written digit."""
        return Decimal(1).scaleb(int(self.value.as_tuple().exponent))

    def of(self, whole: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
        """Return what this share would be of a whole."""
        part = self.number.value if self.number else Decimal(0)
        return (part * HUNDRED / whole).quantize(self.step, rounding)

    def agrees(self, whole: Decimal) -> bool:
        """Tell whether the share is its number over a whole, but for what was rounded."""
        if self.number is None:
            return False
        slip = self.number.step / 2 if self.number.step > 1 else Decimal(0)
        least = (self.number.value - slip) * HUNDRED / (whole + 2 * slip)
        most = (self.number.value + slip) * HUNDRED / max(whole - 2 * slip, slip or whole)
        return least - self.step / 2 <= self.value <= most + self.step / 2


def check(document: Document) -> Iterator[Hit]:
    """Check the shares that each sentence of the prose states."""
    for paragraph in document.prose:
        for start, end in paragraph.sentences():
            stop = min(end, start + SENTENCE_LIMIT)
            shares = tuple(_shares(paragraph.norm, start, stop))
            if shares:
                yield from _judge(paragraph, start, shares)


def _shares(text: str, start: int, stop: int) -> Iterator[Share]:
    since = start
    for match in _SHARE.finditer(text, start, stop):
        counted = [
            q
            for q in quantities(text, since, match.start())
            if q.unit not in ("", "%") and not is_compared(text, q)
        ]
        near = counted[-1] if counted else None
        lead = text[since : near.start if near else match.start()]
        if near is not None and len(re.findall(r"[，；]", text[near.end : match.start()])) > 1:
            near = None
        since = match.end()
        if match["about"] is None:
            value = Decimal(match["value"])
            base = next(quantities(text, *match.span("base")), None) if match["base"] else None
            yield Share(value, match["whole"], lead, near, match.start(), match.end(), base)


def _judge(paragraph: Paragraph, start: int, shares: Sequence[Share]) -> Iterator[Hit]:
    for share in (one for one in shares if one.base):
        yield from _of_named(paragraph, share)
    shares = [share for share in shares if not share.base]
    if not shares or any(share.whole not in ("", shares[0].whole) for share in shares):
        return  # shares of several wholes
    numbers = [share.number for share in shares if share.number is not None]
    if len(numbers) != len(shares):
        yield from _too_much(paragraph, shares) if not numbers else ()
        return
    vague = any(number.is_vague or not number.value for number in numbers)
    if vague or len({number.family for number in numbers}) > 1:
        return
    before = [
        q
        for q in quantities(paragraph.norm, start, numbers[0].start)
        if q.family == numbers[0].family and q.value and not is_compared(paragraph.norm, q)
    ]
    if len(shares) == 1:
        yield from _single(paragraph, shares[0], before)
    elif not any(_names_another(paragraph, first, second) for first, second in pairwise(shares)):
        yield from _sisters(paragraph, shares, [q.value for q in before])


def _of_named(paragraph: Paragraph, share: Share) -> Iterator[Hit]:
    """Check a share whose whole is named with it."""
    part, whole = share.number, share.base
    if part is None or whole is None or part.family != whole.family or not whole.value:
        return
    if not (part.is_vague or whole.is_vague or share.agrees(whole.value)):
        yield _wrong(paragraph, share, whole.value)


def _names_another(paragraph: Paragraph, first: Share, second: Share) -> bool:
    """Tell whether another number of the kind, a whole of its own, stands between two shares."""
    if first.number is None or second.number is None:
        return False
    family = first.number.family
    between = quantities(paragraph.norm, first.end, second.number.start)
    return any(q.family == family and q.unit for q in between)


def _single(paragraph: Paragraph, share: Share, before: list[Quantity]) -> Iterator[Hit]:
    """Check a share whose whole stands right before its number, and is called so."""
    if len(before) != 1 or share.number is None or before[0].is_vague:
        return
    whole = before[0]
    lead = paragraph.norm[max(0, whole.start - 20) : whole.start]
    between = paragraph.norm[whole.end : share.number.start]
    called = _WHOLE_AND_PART.search(between) or _WHOLE.search(re.split("[，。；]", lead)[-1])
    if called and whole.value >= share.number.value and not share.agrees(whole.value):
        yield _wrong(paragraph, share, whole.value)


def _sisters(paragraph: Paragraph, shares: Sequence[Share], before: list[Decimal]) -> Iterator[Hit]:
    """Check shares side by side against their sum or the total before them, whichever explains."""
    together = sum((s.number.value for s in shares if s.number), Decimal(0))
    apart = {
        whole: [share for share in shares if not share.agrees(whole)]
        for whole in (together, *before)
    }
    whole, wrong = min(apart.items(), key=lambda each: len(each[1]))
    stated = sum((share.value for share in shares), Decimal(0))
    slack = sum((share.step for share in shares), Decimal(0))
    is_division = abs(stated - HUNDRED) <= slack
    is_known = whole in before or all(share.step < 1 for share in shares)
    enough = len(shares) - (1 if is_known else 2)
    if is_division or (len(wrong) == 1 and enough >= 1):
        for share in wrong:
            numbers = (other.number.value for other in shares if other.number)
            if not any(share.agrees(base) for base in (*apart, *numbers)):
                yield _wrong(paragraph, share, whole)


def _too_much(paragraph: Paragraph, shares: Sequence[Share]) -> Iterator[Hit]:
    """Shares that end with the rest (其他占…) are all there is: they make a hundred."""
    closing = next((n for n, share in enumerate(shares) if _CLOSING.search(share.lead)), 0)
    told = shares[: closing + 1]
    between = paragraph.norm[told[0].start : told[-1].end]
    stated = sum((share.value for share in told), Decimal(0))
    slack = sum((share.step for share in told), Decimal(0))
    if not closing or _NO_DIVISION.search(between) or stated <= HUNDRED + slack:
        return
    listed = "＋".join(f"{share.value}%" for share in told)
    yield Hit(
        rule="L08",
        severity=Severity.ERROR,
        message=f"各部分占比相加为{stated}%（{listed}），超过100%。",
        suggestion="按各部分数字重算占比；各部分有交叉的，在文中写明。",
        paragraph=paragraph,
        start=told[0].start,
        end=told[-1].end,
    )


def _wrong(paragraph: Paragraph, share: Share, whole: Decimal) -> Hit:
    right = share.of(whole)
    part = share.number.value if share.number else Decimal(0)
    cut = share.of(whole, ROUND_DOWN) == share.value
    told = f"{plain(part)}÷{plain(whole)}＝{right}%"
    message = f"写占{share.value}%，按文中的数字计算为{right}%（{told}）。"
    if cut:
        message = f"写占{share.value}%，按四舍五入应为{right}%（{told}），原数是截去尾数得到的。"
    return Hit(
        rule="L08",
        severity=Severity.WARNING if cut else Severity.ERROR,
        message=message,
        suggestion=f"核对分子、分母：数字无误的，改为{right}%；占比另有分母的，写明分母。",
        paragraph=paragraph,
        start=share.number.start if share.number else share.start,
        end=share.end,
    )
