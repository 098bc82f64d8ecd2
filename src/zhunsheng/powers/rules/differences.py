"""What changed from one version of a list to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from zhunsheng.powers.rules.items import COLUMNS, PowerFacts


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


def _words(keys: tuple[str, ...]) -> str:
    return "；".join(keys)


_SHOWN: Final[dict[str, tuple[str, Callable[[PowerFacts], str]]]] = {
    "kind": ("类别", lambda one: one.kind.label),
    "bases": ("法定依据", lambda one: _words(one.bases)),
    "is_delegated": ("是否委托街道（镇）", lambda one: "是" if one.is_delegated else "否"),
    "violations": ("对应违法行为", lambda one: _words(one.violations)),
    "licenses": ("对应许可", lambda one: _words(one.licenses)),
    "inspection_items": ("对应检查事项", lambda one: _words(one.inspection_items)),
}


def difference(old: Iterable[PowerFacts], new: Iterable[PowerFacts]) -> Difference:
    """Compare two versions by the codes of their items; each side keeps its own order."""
    before = {one.code: one for one in old}
    after = {one.code: one for one in new}
    changed = (
        ItemChange(one, _changes(before[code], one))
        for code, one in after.items()
        if code in before and before[code] != one
    )
    return Difference(
        added=tuple(one for code, one in after.items() if code not in before),
        removed=tuple(one for code, one in before.items() if code not in after),
        changed=tuple(changed),
    )


def _changes(old: PowerFacts, new: PowerFacts) -> tuple[FieldChange, ...]:
    found = [
        FieldChange(heading, getattr(old, field), getattr(new, field))
        for field, (heading, _) in COLUMNS.items()
    ]
    found += [FieldChange(label, said(old), said(new)) for label, said in _SHOWN.values()]
    return tuple(one for one in found if one.before != one.after)
