"""What changed from one version of a list to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from zhunsheng.powers.rules.items import COLUMNS, PowerFacts

BETWEEN: Final = "；"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an item before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that both versions hold, with every field that differs."""

    item: PowerFacts
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The items that a newer version adds, drops and changes; told apart by their codes."""

    added: tuple[PowerFacts, ...]
    removed: tuple[PowerFacts, ...]
    changed: tuple[ItemChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same."""
        return not (self.added or self.removed or self.changed)


def difference(
    old: Iterable[PowerFacts],
    new: Iterable[PowerFacts],
    *,
    labelled: Callable[[str], str] = str,
    sectors: Callable[[PowerFacts], Iterable[str]] = attrgetter("sectors"),
) -> Difference:
    """
    Compare two versions by the codes of their items; each side keeps its own order.

    ``labelled`` says how a basis is printed, ``sectors`` how the sectors of an item are.
    """
    before = {one.code: one for one in old}
    after = {one.code: one for one in new}

    def said(one: PowerFacts) -> Iterator[tuple[str, str]]:
        yield from _said(one, labelled)
        yield "适用行业领域", BETWEEN.join(sectors(one))

    changed = (
        ItemChange(one, _changes(said(before[code]), said(one)))
        for code, one in after.items()
        if code in before and before[code] != one
    )
    return Difference(
        added=tuple(one for code, one in after.items() if code not in before),
        removed=tuple(one for code, one in before.items() if code not in after),
        changed=tuple(changed),
    )


def _changes(
    old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]]
) -> tuple[FieldChange, ...]:
    sides = zip(old, new, strict=True)
    found = (FieldChange(label, before, after) for (label, before), (_, after) in sides)
    return tuple(one for one in found if one.before != one.after)


def _said(one: PowerFacts, labelled: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield every column of an item with its heading, as a reader compares them."""
    for field, (heading, _) in COLUMNS.items():
        yield heading, getattr(one, field)
    yield "类别", one.kind.label
    yield "法定依据", BETWEEN.join(map(labelled, one.bases))
    yield "是否委托街道（镇）", "是" if one.is_delegated else "否"
    yield "对应违法行为", BETWEEN.join(one.violations)
    yield "对应许可", BETWEEN.join(one.licenses)
    yield "对应检查事项", BETWEEN.join(one.inspection_items)
