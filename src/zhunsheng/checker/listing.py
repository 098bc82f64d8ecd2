"""What a list of parts says against its total: nothing, L01, or L02."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final

from zhunsheng.checker.arithmetic import Part, addition, explanation, slack, to_step
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.quantities import Quantity
from zhunsheng.checker.text import Paragraph

REMAINDER: Final = re.compile(r"其余|剩余|余下|另有|另外|另$|另(?=\d)|此外|其他|其它")

#: Words that say that one thing stands in two parts: the suggestion asks for them.
_CROSSED: Final = re.compile(r"交叉|重叠|重复计|去重|剔重|不重复|同时(?:涉及|存在|属于|计入|具有)")


class Kind(Enum):
    """How complete a list claims to be."""

    COMPLETE = "complete"  # 分别为, a colon, plain brackets
    OF_WHICH = "of which"  # 其中, 包括
    SOME = "some"  # 含


@dataclass(frozen=True, slots=True)
class Listing:
    """A total with the parts that are listed for it."""

    paragraph: Paragraph
    kind: Kind
    total: Quantity
    parts: tuple[Part, ...]
    is_loose: bool  # parts that may overlap, or clauses that may not belong together
    start: int
    end: int
    remainder_follows: bool = False
    is_open: bool = False  # the list goes on after a share or a comparison that cut it short

    @property
    def sum(self) -> Decimal:
        """Add the parts."""
        return sum((part.value for part in self.parts), Decimal(0))


def judge(listing: Listing) -> Iterator[Hit]:
    """Compare the sum of a listing with its total."""
    difference = listing.total.value - listing.sum
    vague = listing.total.is_vague or any(part.is_vague for part in listing.parts)
    if difference == 0 or vague or _is_rounded(listing) or (difference > 0 and listing.is_open):
        return
    if difference < 0 and _says_crossed(listing):
        return
    if _is_cut(listing):
        yield _cut(listing)
        return
    closed = any(REMAINDER.search(part.label) for part in listing.parts)
    if difference > 0 and listing.kind is not Kind.COMPLETE and not closed:
        if not _within_rounding(listing) and _tells_too_little(listing):
            yield _incomplete(listing, difference)
        return
    yield _mismatch(listing)


def _says_crossed(listing: Listing) -> bool:
    start, end = listing.paragraph.sentence_at(listing.start)
    return bool(_CROSSED.search(listing.paragraph.norm, start, end))


def _is_rounded(listing: Listing) -> bool:
    """Tell whether a total, or its parts, were rounded, and agree but for that."""
    total = listing.total
    if any(part.quantity.step < total.step for part in listing.parts):
        return to_step(listing.sum, total.step, ROUND_HALF_UP) == total.value
    coarse = [part for part in listing.parts if part.quantity.step > total.step]
    return bool(coarse) and abs(total.value - listing.sum) <= slack(*_numbers(coarse))


def _is_cut(listing: Listing) -> bool:
    """Tell whether the digits after the last written one were dropped, not rounded."""
    total = listing.total
    finer = any(part.quantity.step < total.step for part in listing.parts)
    return finer and to_step(listing.sum, total.step, ROUND_DOWN) == total.value


def _within_rounding(listing: Listing) -> bool:
    """Tell whether parts written with decimals miss their total by what rounding may do."""
    is_decimal = listing.total.value.as_tuple().exponent != 0
    off = abs(listing.total.value - listing.sum)
    return is_decimal and off <= slack(*_numbers(listing.parts))


def _numbers(parts: Iterable[Part]) -> tuple[Quantity, ...]:
    return tuple(part.quantity for part in parts)


def _tells_too_little(listing: Listing) -> bool:
    """Tell whether a 其中 list looks like a division, and stops short of the whole."""
    return (
        listing.kind is Kind.OF_WHICH
        and len(listing.parts) >= 2
        and listing.sum * 2 >= listing.total.value  # less is an example, no division
        and not listing.is_loose
        and not listing.remainder_follows
    )


def _incomplete(listing: Listing, difference: Decimal) -> Hit:
    total = listing.total
    unit, rest = total.unit_shown, total.shown(difference)
    named = addition(listing.parts, total)
    return Hit(
        rule="L02",
        severity=Severity.WARNING,
        message=f"总数写{total.shown(total.value)}{unit}，“其中”只列出{named}，尚有{rest}{unit}没有说明去向。",
        suggestion=f"补写其余{rest}{unit}是什么，或者写明“其他{rest}{unit}”。",
        paragraph=listing.paragraph,
        start=listing.start,
        end=listing.end,
    )


def _cut(listing: Listing) -> Hit:
    total = listing.total
    unit, made = total.unit_shown, total.shown(listing.sum)
    right = total.shown(to_step(listing.sum, total.step, ROUND_HALF_UP))
    return Hit(
        rule="L01",
        severity=Severity.WARNING,
        message=(
            f"合计写{total.shown(total.value)}{unit}，各部分相加为{made}{unit}，"
            f"按四舍五入应为{right}{unit}，原数是截去尾数得到的。"
        ),
        suggestion=f"改为{right}{unit}，或者写足{made}{unit}。",
        paragraph=listing.paragraph,
        start=listing.start,
        end=listing.end,
    )


def _mismatch(listing: Listing) -> Hit:
    total = listing.total
    unit = total.unit_shown
    stated, made = total.shown(total.value), total.shown(listing.sum)
    message = f"合计写{stated}{unit}，各部分相加为{made}{unit}：{addition(listing.parts, total)}"
    found = explanation(listing.parts, total)
    message += (
        f"；{found}。" if found else f"，相差{total.shown(abs(total.value - listing.sum))}{unit}。"
    )
    suggestion = (
        f"核对原始台账：分项无误的，合计应为{made}{unit}；"
        "合计无误的，请改正分项或者补写遗漏的分项。"
    )
    severity = Severity.ERROR
    if _within_rounding(listing):
        severity = Severity.WARNING
        suggestion = "核对原始台账；差额由各分项四舍五入造成的，在文中注明。"
    if listing.is_loose:
        severity = Severity.WARNING
        suggestion = "核对各分项；同一对象计入两个以上分项的，请在文中写明各项有交叉。"
    return Hit(
        rule="L01",
        severity=severity,
        message=message,
        suggestion=suggestion,
        paragraph=listing.paragraph,
        start=listing.start,
        end=listing.end,
    )
