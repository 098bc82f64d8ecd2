"""Whether the units that a plan draws exist, and are drawn from one pool once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import combinations

from zhunsheng.checker.arithmetic import Part as Addend
from zhunsheng.checker.arithmetic import addition
from zhunsheng.checker.quantities import Quantity
from zhunsheng.kernel.finding import Finding
from zhunsheng.planning.choices import PartKind
from zhunsheng.planning.rules.days import PlanFacts, PlanPart
from zhunsheng.planning.rules.law import PRINCIPLES, RULES
from zhunsheng.registry.choices import RiskClass

#: The units that a part may draw from, by risk class; those that lists name are left out.
Pool = Mapping[RiskClass, int]


def drawn_parts(facts: PlanFacts) -> tuple[PlanPart, ...]:
    """Return the parts whose units are drawn: 一般检查 without a list."""
    return tuple(p for p in facts.parts if p.kind is PartKind.GENERAL and not p.listed)


def pool_findings(
    facts: PlanFacts, pools: Mapping[int, Pool], *, whole: int
) -> tuple[Finding, ...]:
    """
    Return why the drawn parts of a plan are not made of the units of the register (编制办法).

    ``pools`` are those of today by the number of the part, ``whole`` all that no list names. A
    campaign may mean units that are not licensed yet; its number is not held against the register.
    """
    parts = drawn_parts(facts)
    ordinary = [part for part in parts if not part.is_special]
    found = [_changed(parts, pools), _exceeded(ordinary, pools), parts_draw_once(facts)]
    if not any(found):
        found.append(_total(ordinary, whole))
    return tuple(one for one in found if one is not None)


def _changed(parts: Iterable[PlanPart], pools: Mapping[int, Pool]) -> Finding | None:
    """Refuse rates that are taken of a number which the register does not hold today."""
    stale = [
        f"“{part.label}”{one.risk.value}类载明{one.pool}家，现为{now}家"
        for part in parts
        for one in part.strata
        if (now := pools[part.number].get(one.risk, 0)) != one.pool
    ]
    if not stale:
        return None
    step = "请打开该任务重新保存，由系统重新计数；列入名单的单位不再计入抽查的基数"
    return Finding("plan.pool.changed", f"抽查的基数有变化：{'；'.join(stale)}", RULES, step)


def _exceeded(parts: Iterable[PlanPart], pools: Mapping[int, Pool]) -> Finding | None:
    """Refuse a number that was typed and is larger than the register."""
    over = [
        f"“{part.label}”{part.unit_count}家，名录中可以抽查的{most}家"
        for part in parts
        if part.unit_count > (most := _most(part, pools[part.number]))
        and part.unit_count != sum(one.drawn for one in part.strata)
    ]
    if not over:
        return None
    step = "请更正单位数，或者按风险等级填写抽查比例，由系统计数；列入名单的单位不能再抽查"
    return Finding("plan.pool.exceeded", f"单位数多于名录：{'；'.join(over)}", RULES, step)


def _most(part: PlanPart, pool: Pool) -> int:
    risks = {one.risk for one in part.strata} or set(RiskClass)
    return sum(count for risk, count in pool.items() if risk in risks)


def parts_draw_once(facts: PlanFacts) -> Finding | None:
    """Refuse ordinary parts that draw from one pool: a unit would be counted twice."""
    ordinary = [part for part in drawn_parts(facts) if not part.is_special]
    twice = [
        f"“{one.label}”与“{other.label}”（{_sum((one, other))}）"
        for one, other in combinations(ordinary, 2)
        if _overlap(one, other)
    ]
    if not twice:
        return None
    text = f"同一行业领域、同一风险等级的单位重复抽查：{'；'.join(twice)}"
    step = "请合并为一项任务，或者按行业领域、风险等级分开"
    return Finding("plan.pool.overlap", text, PRINCIPLES, step)


def _overlap(one: PlanPart, other: PlanPart) -> bool:
    """Return whether two parts draw from one pool; what names neither sector nor class may not."""
    if one.sector is not other.sector and one.sector and other.sector:
        return False
    if one.strata and other.strata:
        return bool({s.risk for s in one.strata} & {s.risk for s in other.strata})
    return one.sector is other.sector is not None


def _total(parts: list[PlanPart], whole: int) -> Finding | None:
    """Refuse parts that together draw more units than there are."""
    if sum(part.unit_count for part in parts) <= whole:
        return None
    text = f"一般检查的单位合计{_sum(parts)}家，名录中可以抽查的只有{whole}家"
    step = "请更正各部分的单位数；同一单位只在一项任务中抽查"
    return Finding("plan.pool.total", text, RULES, step)


def _sum(parts: Iterable[PlanPart]) -> str:
    def units(count: int) -> Quantity:
        return Quantity(Decimal(count), "家", 1, is_vague=False, start=0, end=0)

    each = [Addend(part.label, "、", units(part.unit_count)) for part in parts]
    return addition(tuple(each), units(sum(part.unit_count for part in parts)))
