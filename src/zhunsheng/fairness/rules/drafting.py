"""A draft table as plain rows, in the form in which the lawbook's own tables are entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from zhunsheng.lawbook.choices import FactUnit, FineModel
from zhunsheng.lawbook.loading import BadLawData, Row, violation_versions
from zhunsheng.lawbook.loading.benchmarks import benchmark
from zhunsheng.lawbook.rules.law import Benchmark, Condition, Fine, Tier

_DAYS: Final = ("since", "until", "checked_on")
_MODEL_KEYS: Final = {
    FineModel.RANGE: "range",
    FineModel.GAINS: "gains",
    FineModel.VALUE: "value",
    FineModel.INCOME: "income",
}
UNREADABLE: Final = "无法读取为草案：{problem}"
NOT_ONE: Final = "一次只测算一项基准，文件中有 {count} 项"
NO_TIERS: Final = "草案没有阶次；区间式、百分比式的基准没有可以测算的阶次表"


class BadDraft(ValueError):
    """A file or a sheet holds no draft table; the text says why."""


def draft_from(rows: Sequence[Mapping[str, Any]]) -> Benchmark:
    """
    Return the one benchmark of these rows, whatever the law says to its amounts.

    A row has the keys of ``lawbook/data/benchmarks`` (docs/law/README.md); days may be texts. This
    is where a table read from a sheet joins.

    :raises BadDraft: if there is not exactly one, or it does not keep the form
    """
    if len(rows) != 1:
        raise BadDraft(NOT_ONE.format(count=len(rows)))
    try:
        draft = benchmark(_as_row(rows[0]), violation_versions(), keep_within=False)
    except (BadLawData, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise BadDraft(UNREADABLE.format(problem=problem)) from None
    if not draft.tiers:
        raise BadDraft(NO_TIERS)
    return draft


def _as_row(value: Mapping[str, Any]) -> Row:
    """Return a mapping as a row of the lawbook, whatever lies in it as rows too, days as days."""
    row = Row({key: _inner(one) for key, one in value.items()})
    row.where = getattr(value, "where", "") or str(value.get("id", ""))
    for name in _DAYS:
        if isinstance(row.get(name), str):
            row[name] = date.fromisoformat(row[name])
    return row


def _inner(value: object) -> object:
    if isinstance(value, Mapping):
        row = Row({key: _inner(one) for key, one in value.items()})
        row.where = getattr(value, "where", "")
        return row
    return [_inner(one) for one in value] if isinstance(value, list) else value


def rows_of(draft: Benchmark) -> list[dict[str, Any]]:
    """Return a benchmark with tiers as the rows from which ``draft_from`` makes it again."""
    return [
        {
            "id": draft.id,
            "label": draft.label,
            "violation": draft.violation,
            "basis": str(draft.basis),
            "place": draft.place,
            "jurisdiction": draft.jurisdiction,
            "since": draft.since.isoformat(),
            "until": draft.until.isoformat() if draft.until else None,
            "source": draft.source,
            "checked_on": draft.checked_on.isoformat(),
            "verified": draft.verified,
            "tiers": [_tier_row(tier) for tier in draft.tiers],
        }
    ]


def _tier_row(tier: Tier) -> dict[str, Any]:
    return {
        "key": tier.key,
        "when": _when(tier.when),
        "fines": [_fine_row(fine) for fine in tier.fines],
    }


def _fine_row(fine: Fine) -> dict[str, Any]:
    scale = 100 if fine.model is FineModel.RANGE else 1
    return {
        "who": fine.who.value,
        "stage": 2 if fine.stage.value == "SECOND" else 1,
        _MODEL_KEYS[fine.model]: [fine.least // scale, fine.most // scale],
        "when": _when(fine.when),
        "may": fine.may,
    }


def _when(conditions: Iterable[Condition]) -> dict[str, list[int | None]]:
    return {
        one.fact.value: [_unscaled(one, one.least), _unscaled(one, one.below)] for one in conditions
    }


def _unscaled(one: Condition, value: int | None) -> int | None:
    return value // 100 if value is not None and one.fact.unit is FactUnit.FEN else value
