"""Which violations of the lawbook stand on no item of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from zhunsheng.lawbook.choices import Authority
from zhunsheng.lawbook.rules.law import Violation
from zhunsheng.powers.choices import PowerKind
from zhunsheng.powers.rules.items import PowerFacts

_PENALTY: Final = PowerKind.PENALTY


def items_by_violation(items: Iterable[PowerFacts]) -> dict[str, PowerFacts]:
    """Return the item of penalty that each tied violation stands on."""
    return {key: one for one in items if one.kind is _PENALTY for key in one.violations}


def gaps(violations: Mapping[str, Violation], items: Iterable[PowerFacts]) -> tuple[Violation, ...]:
    """Return the violations that the bureau decides on and no item of penalty names."""
    tied = items_by_violation(items)
    found = (row for key, row in violations.items() if key not in tied)
    return tuple(sorted((row for row in found if is_decided_here(row)), key=lambda r: r.penalty))


def is_decided_here(row: Violation) -> bool:
    """Return whether the law gives the penalty to the bureau."""
    return row.authority is Authority.BUREAU
