"""A draft table as plain rows, in the form in which the lawbook's own tables are entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
#: A table has a few hundred values; what holds more (or holds itself) is no table.
MOST_VALUES: Final = 20_000
LONGEST_LABEL: Final = 160
UNREADABLE: Final = "无法读取为草案：{problem}。请对照样例核对该处"
NOT_ONE: Final = "一次只测算一项基准，文件中有 {count} 项"
CHOOSE: Final = "文件中有多项违法行为的草案：{labels}。请选择测算哪一项，再上传"
NOT_IN_FILE: Final = "文件中没有所选违法行为的草案。文件中有：{labels}"
BAD_ROW: Final = "工作表“{row.sheet}”第{row.row}行{row.column}：{row.message}"
NO_TIERS: Final = "草案没有阶次；区间式、百分比式的基准没有可以测算的阶次表"
TOO_MANY: Final = "内容过多，不是一张基准表"
BAD_LABEL: Final = "基准的编号和名称应为文字，名称最多160字"
SAME_KEY: Final = "有两个阶次编号相同"
NOT_WHOLE: Final = "条件和幅度应为整数"


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
    if _is_endless(rows[0]):
        raise BadDraft(TOO_MANY)
    try:
        draft = benchmark(_as_row(rows[0]), violation_versions(), keep_within=False)
    except (BadLawData, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise BadDraft(UNREADABLE.format(problem=problem)) from None
    return kept(draft)


def kept(draft: Benchmark) -> Benchmark:
    """
    Return a draft that can be kept and compared.

    :raises BadDraft: if it has no tiers, two of one key, or numbers that are not whole
    """
    for problem_text in _problems(draft):
        raise BadDraft(problem_text)
    return draft


def _is_endless(value: object) -> bool:
    """Return whether there is more in a value than in any table; one may even hold itself."""
    waiting, seen = [value], 0
    while waiting and seen <= MOST_VALUES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one
    return seen > MOST_VALUES


def _problems(draft: Benchmark) -> Iterator[str]:
    """Yield why a table that was read cannot be kept or compared."""
    if not draft.tiers:
        yield NO_TIERS
    texts = (draft.id, draft.label, draft.violation, draft.place, draft.source)
    if not all(isinstance(text, str) for text in texts) or not _is_label(draft.label):
        yield BAD_LABEL
    if len({tier.key for tier in draft.tiers}) < len(draft.tiers):
        yield SAME_KEY
    fines = [fine for tier in draft.tiers for fine in tier.fines]
    numbers: list[object] = [n for fine in fines for n in (fine.least, fine.most)]
    conditions = [one for tier in draft.tiers for one in tier.when]
    conditions += [one for fine in fines for one in fine.when]
    numbers += [n for one in conditions for n in (one.least, one.below) if n is not None]
    if not all(type(number) is int for number in numbers):
        yield NOT_WHOLE
    if _is_endless(rows_of(draft)):
        yield TOO_MANY


def _is_label(text: str) -> bool:
    return text.isprintable() and len(text) <= LONGEST_LABEL


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
