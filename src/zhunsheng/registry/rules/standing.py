"""Whether the bureau may inspect a unit: it operates, is of this level, and is no duplicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.registry.rules.entity import CLASSED_SUPERVISION, same_place

ONE_LEVEL: Final = cite("MEM-2025-11")


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """
    What stands against inspecting a unit on a day; empty where nothing does.

    ``closed_on`` is since when it is closed, ``other_body`` the level whose body inspects it,
    ``kept`` the name of the entry that it was merged into. ``address`` and ``credit_code`` tell
    units of one name apart.
    """

    name: str = ""
    closed_on: date | None = None
    other_body: str = ""
    kept: str = ""
    address: str = ""
    credit_code: str = ""


NOTHING_AGAINST: Final = UnitStanding()


def units_operate(units: Sequence[UnitStanding]) -> Finding | None:
    """Refuse units that closed: the year's supervision is of units that operate (62)."""
    shut = [f"{one.name}（{one.closed_on.isoformat()}）" for one in units if one.closed_on]
    if not shut:
        return None
    return Finding(
        "registry.standing.closed",
        f"{'、'.join(shut)}已经停业或者注销，不能安排检查",
        CLASSED_SUPERVISION,
        "请去掉该单位；已经恢复营业的，先在监管对象名录中登记恢复营业",
    )


def units_are_of_this_level(units: Sequence[UnitStanding]) -> Finding | None:
    """Refuse units of another level: one enterprise has one body (应急〔2025〕11号)."""
    other = [f"{one.name}（{one.other_body}）" for one in units if one.other_body]
    if not other:
        return None
    return Finding(
        "registry.standing.level",
        f"{'、'.join(other)}由其他层级的执法主体检查，不得重复检查",
        ONE_LEVEL,
        "请把情况报告负责检查的应急管理部门；管辖已经调整的，先在监管对象名录中更正",
    )


def units_are_no_duplicates(units: Sequence[UnitStanding]) -> Finding | None:
    """Refuse entries that were merged into another: an enterprise is counted once (54号)."""
    merged = [f"{one.name}（已并入{one.kept}）" for one in units if one.kept]
    if not merged:
        return None
    return Finding(
        "registry.standing.merged",
        f"{'、'.join(merged)}是重复登记的条目，不能另行安排检查",
        cite("GBF-2024-54"),
        "请改选合并后保留的条目；合并有误的，先在监管对象名录中撤销合并",
    )


def units_are_told_apart(units: Sequence[UnitStanding]) -> Finding | None:
    """Refuse entries of one name and address of which one has no code: they may be one unit."""
    alike: dict[str, list[UnitStanding]] = {}
    for one in units:
        if one.name and not one.kept:
            alike.setdefault(same_place(one.name, one.address), []).append(one)
    twins = [
        f"{same[0].name}（{len(same)}条）"
        for same in alike.values()
        if len(same) > 1 and not all(one.credit_code for one in same)
    ]
    if not twins:
        return None
    return Finding(
        "registry.standing.alike",
        f"{'、'.join(twins)}名称和地址相同，没有统一社会信用代码可以区别",
        cite("GBF-2024-54"),
        "确属同一单位的，先在监管对象名录中合并；确属不同单位的，先补充代码或者详细地址",
    )
