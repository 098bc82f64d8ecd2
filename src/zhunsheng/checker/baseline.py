"""The skeleton of a scenario: last year's report becomes this year's baseline."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

import yaml

from zhunsheng.checker import vocabulary
from zhunsheng.checker.extraction import Extracted
from zhunsheng.checker.quantities import plain

FEN: Final = 100
#: Sector of the plan's one part; a colleague parts the plan after the skeleton.
SECTOR: Final = "INDUSTRY_TRADE"
PART: Final = "重点检查单位"
FINES: Final = frozenset(("cases.fines", "cases.summary_fines", "cases.ordinary_fines"))
ASSUMED: Final = "报告未载明，暂写{value}"
COMPUTED: Final = "报告未载明，按{how}写{value}"
FIELDS: Final = {
    "streets": "街道（镇）",
    "entities": "监管对象",
    "plan_parts": "年度计划的各部分",
}


def skeleton(figures: Iterable[Extracted], *, title: str) -> str:
    """
    Return a scenario as YAML: what the report states, and marked as assumed what it does not.

    About numbers (余, 近) are not stated; of two numbers for one figure the first holds.
    """
    stated: dict[str, int] = {}
    for figure in figures:
        if figure.key and not figure.is_vague:
            stated.setdefault(figure.key, _whole(figure))
    row: dict[str, Any] = {"title": title or "由报告整理的情景"}
    invented: dict[str, str] = {}
    names = {known.field: known for known in vocabulary.known() if known.field}
    for field, value in vocabulary.assumed().items():
        known = names.get(field)
        if known is not None and known.key in stated:
            row[field] = stated[known.key]
            continue
        row[field] = value
        invented[known.name if known else FIELDS[field]] = ASSUMED.format(value=value)
    _computed(row, stated, invented)
    visits = row["planned_visits"]
    row["entities"] = max(row["entities"], visits, stated.get("inspection.entities", 0))
    row["open_matters"] = False
    row["plan_parts"] = [{"label": PART, "sector": SECTOR, "units": visits}] if visits else []
    if visits:
        invented[FIELDS["plan_parts"]] = COMPUTED.format(how="一个部分", value=visits)
    row |= {"stated": stated, "invented": invented}
    return yaml.safe_dump(row, allow_unicode=True, sort_keys=False)


def _whole(figure: Extracted) -> int:
    value = figure.value * FEN if figure.key in FINES else figure.value
    return int(value.to_integral_value())


def _computed(row: dict[str, Any], stated: dict[str, int], invented: dict[str, str]) -> None:
    """Fill from totals what the report does not part: visits by plan, ordinary cases, fines."""
    visits = stated.get("inspection.visits", stated.get("inspection.entities", 0))
    cases = stated.get("cases.decided", stated.get("cases.opened", 0))
    for field, total, less, how in (
        ("planned_visits", visits, ("own_draw_units", "joint_draw_units"), "检查总数"),
        ("ordinary_cases", cases, ("summary_cases",), "处罚总数"),
        ("ordinary_fines", stated.get("cases.fines", 0), ("summary_fines",), "罚款总额"),
    ):
        known = next(one for one in vocabulary.known() if one.field == field)
        if known.key in stated or not total:
            continue
        row[field] = max(0, total - sum(row[name] for name in less))
        shown = plain(Decimal(row[field]) / FEN) + "元" if known.key in FINES else row[field]
        invented[known.name] = COMPUTED.format(how=how, value=shown)
