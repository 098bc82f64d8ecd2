"""Explaining a sum that fails: which prefix or subset of the parts makes the stated total."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import comb
from typing import Final

from zhunsheng.checker.quantities import Quantity, plain

SEARCH_LIMIT: Final = 3_000  # subsets that are tried before the search is given up
LISTED_LIMIT: Final = 20  # parts that are written out in a message
MYRIAD, TEN = 10_000, 10
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a list: its words, the mark before it, its number, how often it counts."""

    label: str
    separator: str
    quantity: Quantity
    times: int = 1

    @property
    def value(self) -> Decimal:
        """Return what this part adds to the sum."""
        return self.quantity.value * self.times

    @property
    def is_vague(self) -> bool:
        """Tell whether the number is only about right (余, 多, 近)."""
        return self.quantity.is_vague

    def in_scale_of(self, total: Quantity) -> Part:
        """Read a bare number in the scale of its total: 其中A 3、B 5（万元）."""
        if self.quantity.unit or self.quantity.scale != 1:
            return self
        own = self.quantity
        scaled = Quantity(
            own.value * total.scale, "", total.scale, own.is_vague, own.start, own.end
        )
        return Part(self.label, self.separator, scaled, self.times)


def to_step(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    """Round a value to a multiple of a step."""
    return (value / step).quantize(Decimal(1), rounding) * step


def slack(*numbers: Quantity) -> Decimal:
    """Return how far a result may be off because its numbers were rounded; counts are exact."""
    if all(number.step == 1 for number in numbers):
        return Decimal(0)
    return sum((number.step for number in numbers), Decimal(0)) / 2


def addition(parts: tuple[Part, ...], total: Quantity) -> str:
    """Write the sum as arithmetic: 5＋1＋35＝41."""
    values = [total.shown(part.value) for part in parts]
    made = total.shown(sum((part.value for part in parts), Decimal(0)))
    if len(values) == 1:
        return values[0]
    if len(values) > LISTED_LIMIT:
        values = [*values[:LISTED_LIMIT], "……"]
    return f"{'＋'.join(values)}＝{made}"


def explanation(parts: tuple[Part, ...], total: Quantity) -> str:
    """Say which parts make the stated total, or "" where none do."""
    left_out = _left_out(parts, total.value)
    if left_out:
        kept = tuple(part for index, part in enumerate(parts) if index not in left_out)
        names = "、".join(_named(parts[index], total) for index in left_out)
        return f"{addition(kept, total)}，{names}未计入"
    excess = total.value - sum((part.value for part in parts), Decimal(0))
    twice = [part for part in parts if part.value == excess and not part.label.startswith("其")]
    if len(twice) == 1:
        return f"多出的{total.shown(excess)}与“{_named(twice[0], total)}”相同，可能重复计入"
    return _slip_of_a_part(parts, total)


def slip(written: Decimal, meant: Decimal) -> str:
    """Say which slip of the pen makes one number of another, or "" where none does."""
    if written == meant or not written or not meant:
        return ""
    if max(written, meant) == min(written, meant) * MYRIAD:
        return "相差一万倍，疑漏写或者多写了“万”"
    if max(written, meant) == min(written, meant) * TEN:
        return "相差十倍，疑多写或者少写了一位"
    if _is_transposed(plain(written), plain(meant)):
        return "数字相同而次序不同，疑前后两位写颠倒"
    return ""


def _is_transposed(first: str, second: str) -> bool:
    """Tell whether two neighbouring digits changed places."""
    if len(first) != len(second):
        return False
    apart = [index for index in range(len(first)) if first[index] != second[index]]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    left, right = apart
    return first[left] == second[right] and first[right] == second[left]


def _slip_of_a_part(parts: tuple[Part, ...], total: Quantity) -> str:
    """Name the one number, the total or a part, that a slip of the pen explains."""
    made = sum((part.value for part in parts), Decimal(0))
    found = slip(total.value, made)
    if found:
        return f"合计{total.shown(total.value)}与{total.shown(made)}{found}"
    told = []
    for part in parts:
        wanted = part.value + total.value - made
        found = slip(part.value, wanted) if wanted > 0 and part.times == 1 else ""
        if found:
            told.append(f"{_named(part, total)}如为{total.shown(wanted)}则相符，{found}")
    return told[0] if len(told) == 1 else ""


def _named(part: Part, total: Quantity) -> str:
    return f"{part.label}{total.shown(part.value)}"


def _left_out(parts: tuple[Part, ...], wanted: Decimal) -> tuple[int, ...]:
    """Find the parts to leave out: the tail of the list first, then as few as possible."""
    running = Decimal(0)
    for count, part in enumerate(parts[:-1], start=1):
        running += part.value
        if running == wanted:
            return tuple(range(count, len(parts)))
    everything = sum((part.value for part in parts), Decimal(0))
    excess = everything - wanted
    tried = 0
    for size in range(1, len(parts) - 1):
        tried += comb(len(parts), size)
        if excess <= 0 or tried > SEARCH_LIMIT:
            return ()
        for left in combinations(range(len(parts)), size):
            if sum(parts[index].value for index in left) == excess:
                return left
    return ()
