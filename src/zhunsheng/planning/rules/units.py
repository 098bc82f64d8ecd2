"""The units of a plan: listed once, by a criterion, within the cap, of this bureau."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains
from zhunsheng.planning.choices import KeyCriterion, PartKind
from zhunsheng.planning.rules.days import PlanFacts
from zhunsheng.planning.rules.law import (
    DUTY_TO_PLAN,
    FACTORS,
    INSPECTIONS_OF_ENTERPRISES,
    KEY_UNITS_YEARLY,
    NO_OVERLAP,
    PRINCIPLES,
    RULES,
    named,
)
from zhunsheng.registry.choices import RiskClass, Sector

#: The registered classes of a higher risk.
HIGHER_RISKS: Final = frozenset({RiskClass.C, RiskClass.D})


def lists_match_their_numbers(facts: PlanFacts) -> Finding | None:
    """Refuse a list of units whose length is not the number that the part states."""
    wrong = [
        f"“{p.label}”载明{p.unit_count}家，名单{p.listed}家"
        for p in facts.parts
        if p.listed and p.listed != p.unit_count
    ]
    if not wrong:
        return None
    return Finding("plan.list.count", "；".join(wrong), RULES, "请核对名单或者更正单位数")


def key_units_are_named(facts: PlanFacts) -> Finding | None:
    """
    Refuse a number of key units without their names (编制办法: 重点检查单位 are listed).

    Those of a special campaign are named as well: whom it covers is told by its list.
    """
    bare = [
        f"“{p.label}”{p.unit_count}家"
        for p in facts.parts
        if p.kind is PartKind.KEY and p.unit_count > 0 and not p.listed
    ]
    if not bare:
        return None
    return Finding(
        "plan.list.none",
        f"重点检查单位只有家数、没有名单：{'；'.join(bare)}",
        PRINCIPLES,
        "请逐家列入单位并写明列入理由；不能列名的改为一般检查，按双随机抽取",
    )


def named_units_are_key_units(facts: PlanFacts) -> Finding | None:
    """Refuse units that are named in a part of drawn units (编制办法: 一般检查 is 双随机)."""
    found = [
        finding
        for part in facts.parts
        if part.listed
        for finding in listing_findings(part.kind, part.label, None, ())
    ]
    return found[0] if found else None


def units_are_of_the_sector(facts: PlanFacts) -> Finding | None:
    """Refuse a unit of another sector than its part (编制办法: 分类分级)."""
    parts = {part.number: part for part in facts.parts}
    for number, part in parts.items():
        own = [(u.name, u.sector) for u in facts.units if u.part == number and u.sector]
        if found := listing_findings(PartKind.KEY, part.label, part.sector, own):
            return found[0]
    return None


def listing_findings(
    kind: PartKind,
    label: str,
    sector: Sector | None,
    units: Iterable[tuple[str, Sector]],
) -> tuple[Finding, ...]:
    """Return why units, each by name and sector, cannot be named in a part of a kind and sector."""
    found = []
    if kind is not PartKind.KEY:
        text = f"“{label}”是{kind.label}，单位由随机抽取产生，不能列入指定的单位"
        step = "需要点名检查的，列入重点检查的任务并写明列入理由；已经列入的请移出"
        found.append(Finding("plan.list.drawn", text, PRINCIPLES, step))
    other = [f"{name}（{own.label}）" for name, own in units if sector and own is not sector]
    if sector and other:
        text = f"{named(other)}不属于“{label}”的行业领域“{sector.label}”"
        step = "请列入相应行业领域的任务；行业领域有误的，先在监管对象名录中更正"
        found.append(Finding("plan.unit.sector", text, PRINCIPLES, step))
    return tuple(found)


def units_stand_once(facts: PlanFacts) -> Finding | None:
    """
    Refuse a unit that stands in more than one list: key and general lists do not overlap.

    The list of a special campaign says whom it covers, who may stand in another list as well.
    """
    special = {part.number for part in facts.parts if part.is_special}
    units = [unit for unit in facts.units if unit.part not in special]
    often = Counter(unit.entity for unit in units)
    names = {unit.entity: unit.name for unit in units if often[unit.entity] > 1}
    if not names:
        return None
    return Finding(
        "plan.unit.twice",
        f"{named(names.values())}同时列入两个以上名单",
        PRINCIPLES,
        "同一单位只列入重点检查或者一般检查中的一处",
    )


def key_units_are_visited(facts: PlanFacts) -> Finding | None:
    """Refuse a part of key units that are not visited at least once (应急〔2025〕11号)."""
    least = facts.limits.key_visits
    if least is None:
        return None
    key = [part for part in facts.parts if part.kind is PartKind.KEY]
    unvisited = [part.label for part in key if part.visits_per_unit < least.value]
    if not unvisited:
        return None
    return Finding(
        "plan.visits.none",
        f"“{named(unvisited)}”每家检查次数不足，重点检查单位原则上每年至少检查{least.value}次{least.mark}",
        KEY_UNITS_YEARLY,
        "请填写每家检查次数",
    )


def key_units_have_reasons(facts: PlanFacts) -> Finding | None:
    """Refuse a listed key unit without the criterion under which it is one."""
    bare = [u.name for u in facts.units if u.kind is PartKind.KEY and not u.reasons]
    if not bare:
        return None
    return Finding(
        "plan.unit.reason", f"{named(bare)}未写明列为重点的理由", PRINCIPLES, "请选择列入理由"
    )


def higher_risks_are_registered(facts: PlanFacts) -> Finding | None:
    """Refuse the criterion of a higher risk (①) for a unit whose registered class is low."""
    found = criterion_findings(
        [
            (unit.name, unit.risk)
            for unit in facts.units
            if KeyCriterion.HIGHER_RISK in unit.reasons and unit.risk is not None
        ]
    )
    return found[0] if found else None


def criterion_findings(units: Iterable[tuple[str, RiskClass]]) -> tuple[Finding, ...]:
    """Return which units do not meet the criterion of a higher risk, by name and class."""
    low = [f"{name}（{risk.label}）" for name, risk in units if risk not in HIGHER_RISKS]
    if not low:
        return ()
    text = f"{named(low)}登记的风险等级不是较大或者重大，不符合“{KeyCriterion.HIGHER_RISK.label}”"
    step = (
        "请只列入C、D等级的单位，或者选择符合实际的其他理由；"
        "等级有误的，先在监管对象名录中按公布的办法核定"
    )
    return (Finding("plan.unit.risk", text, PRINCIPLES, step),)


def other_reasons_are_told(facts: PlanFacts) -> Finding | None:
    """Refuse the criterion of all other cases (⑦) without saying which case it is."""
    bare = [u.name for u in facts.units if KeyCriterion.OTHER in u.reasons and not explains(u.note)]
    if not bare:
        return None
    return Finding(
        "plan.unit.other",
        f"{named(bare)}以“{KeyCriterion.OTHER.label}”列入，未写明具体情形",
        PRINCIPLES,
        "请在说明中写明具体情形",
    )


def visits_keep_the_caps(facts: PlanFacts) -> Finding | None:
    """
    Refuse more visits of a unit than the cap of its part, or of the unit itself, allows.

    The visits of a unit are those of every list in which it stands.

    A cap that the plan sets may be lower than the published one, never higher (54号).
    """
    visits = {part.number: part.visits_per_unit for part in facts.parts}
    over = [
        f"“{part.label}”每家{part.visits_per_unit}次，上限{part.cap}次"
        for part in facts.parts
        if part.cap is not None and part.visits_per_unit > part.cap
    ]
    planned: Counter[str] = Counter()
    for unit in facts.units:
        planned[unit.entity] += visits.get(unit.part, 0)
    over += [
        f"{unit.name}{planned[unit.entity]}次，上限{unit.cap}次"
        for unit in {unit.entity: unit for unit in facts.units}.values()
        if unit.cap is not None and planned[unit.entity] > unit.cap
    ]
    over += [
        f"“{part.label}”每家{part.visits_per_unit}次，公布的上限{part.published}次"
        for part in facts.parts
        if part.published is not None and part.visits_per_unit > part.published
    ]
    if not over:
        return None
    return Finding(
        "plan.visits.cap",
        f"计划次数超过年度检查频次上限：{named(over)}",
        INSPECTIONS_OF_ENTERPRISES,
        "请减少每家次数；依举报、交办等情形的检查另行批准，不列入计划",
    )


def own_caps_are_not_above_the_published(facts: PlanFacts) -> Finding | None:
    """Refuse a cap of a part above the one that was published for its sector and classes (54号)."""
    over = [
        f"“{part.label}”填写{part.cap}次，公布的是{part.published}次"
        for part in facts.parts
        if part.cap is not None and part.published is not None and part.cap > part.published
    ]
    if not over:
        return None
    return Finding(
        "plan.cap.above",
        f"检查频次上限高于已经公布的年度上限：{named(over)}",
        INSPECTIONS_OF_ENTERPRISES,
        "请改为不高于公布的上限，或者留空按公布的上限计算",
    )


def merged_units_are_left_out(facts: PlanFacts) -> Finding | None:
    """Refuse an entry that was merged into another: an enterprise stands in the plan once."""
    merged = [f"{u.name}（已并入{u.kept}）" for u in facts.units if u.kept]
    if not merged:
        return None
    return Finding(
        "plan.unit.merged",
        f"{named(merged)}是重复登记的条目，不能列入计划",
        PRINCIPLES,
        "请改选合并后保留的条目",
    )


def closed_units_are_left_out(facts: PlanFacts) -> Finding | None:
    """Refuse a unit that has closed."""
    closed = [f"{u.name}（{u.closed_on.isoformat()}）" for u in facts.units if u.closed_on]
    if not closed:
        return None
    return Finding(
        "plan.unit.closed",
        f"{named(closed)}已经注销或者关闭，不能列入计划",
        DUTY_TO_PLAN,
        "请从名单中移出；关闭有误的先在监管对象名录中更正",
    )


def units_are_of_this_level(facts: PlanFacts) -> Finding | None:
    """Refuse a unit that another level of enforcement body inspects: plans do not overlap."""
    other = [f"{u.name}（{u.other_body}）" for u in facts.units if u.other_body]
    if not other:
        return None
    return Finding(
        "plan.unit.level",
        f"{named(other)}由其他层级的执法主体检查，各级计划不得重复",
        NO_OVERLAP,
        "请从名单中移出；管辖已经调整的先在监管对象名录中更正",
    )


def special_parts_have_months(facts: PlanFacts) -> Finding | None:
    """Refuse a special campaign without the months in which it runs."""
    bare = [part.label for part in facts.parts if part.is_special and not part.months]
    if not bare:
        return None
    return Finding(
        "plan.special.months",
        f"专项检查“{named(bare)}”未写明检查月份",
        KEY_UNITS_YEARLY,
        "请选择专项检查的月份",
    )


def special_parts_are_few(facts: PlanFacts) -> Finding | None:
    """Refuse more special campaigns than the verified number control of the year allows."""
    limit = facts.limits.special
    if limit is None or not limit.verified:
        return None
    return too_many_special_parts(facts)


def too_many_special_parts(facts: PlanFacts) -> Finding | None:
    """Return that there are more special campaigns than the number control, or nothing."""
    limit = facts.limits.special
    special = [part.label for part in facts.parts if part.is_special]
    if limit is None or len(special) <= limit.value:
        return None
    return Finding(
        "plan.special.many",
        f"专项检查{len(special)}项，超过每年{limit.value}项的控制数{limit.mark}：{'、'.join(special)}",
        KEY_UNITS_YEARLY,
        "请合并或者减少专项检查",
    )


def new_units_findings(
    ids: Sequence[UUID], *, names: Mapping[UUID, str], listed: Collection[UUID]
) -> tuple[Finding, ...]:
    """Return why units cannot be listed: none, unknown, twice, or listed already."""
    found = []
    if not ids:
        found.append(Finding("plan.units.none", "没有选择单位", RULES, "请至少选择一家单位"))
    if unknown := sum(1 for one in ids if one not in names):
        text = f"有{unknown}家单位不在监管对象名录中"
        found.append(Finding("plan.units.unknown", text, RULES, "请先登记该单位"))
    again = {i for i, n in Counter(ids).items() if n > 1} | {i for i in ids if i in listed}
    if again := again & names.keys():
        text = f"{named(sorted(names[one] for one in again))}已在该名单中"
        found.append(Finding("plan.units.again", text, RULES, "请不要重复列入"))
    return tuple(found)


def sector_findings(
    sector: str, risks: Sequence[RiskClass], *, there: int, left: int
) -> tuple[Finding, ...]:
    """Return why a sector cannot be listed: the part names none, or nothing is left of it."""
    risk = "、".join(one.value for one in risks)
    what = f"“{sector}”{f'中{risk}等级' if risk else ''}"
    if not sector:
        text, step = "该检查任务没有填写行业领域", "请改填统一社会信用代码"
        return (Finding("plan.sector.none", text, RULES, step),)
    if not there:
        text = f"监管对象名录中没有{what}的可检查单位"
        step = "请先在“监管对象”中登记单位或者导入表格，再列入计划"
        return (Finding("plan.sector.empty", text, RULES, step),)
    if not left:
        text = f"{what}的单位都已经列入本计划的名单"
        return (Finding("plan.sector.listed", text, RULES, "请不要重复列入"),)
    return ()


def removed_units_findings(asked: int, *, found: int) -> tuple[Finding, ...]:
    """Return why units cannot be taken out of a list: none is named, or some do not stand there."""
    if asked == 0:
        return (Finding("plan.units.none", "没有选择单位", RULES, "请至少选择一家单位"),)
    if asked == found:
        return ()
    text = f"有{asked - found}家单位不在该名单中"
    return (Finding("plan.units.not_listed", text, RULES, "请刷新页面后重新选择"),)


def part_findings(kind: PartKind, *, drawn: bool) -> tuple[Finding, ...]:
    """Return why a part cannot be entered: key units are named, never drawn."""
    if kind is PartKind.KEY and drawn:
        text = "重点检查单位应当逐家列明，不能按比例抽取"
        return (Finding("plan.part.drawn", text, PRINCIPLES, "请改为一般检查，或者列入单位"),)
    return ()


def place_findings(number: int, *, last: int) -> tuple[Finding, ...]:
    """Return that a part would leave a number out, behind the ``last`` one."""
    if number <= last + 1:
        return ()
    text = f"检查任务排到第{last}项，不能直接填写第{number}项"
    return (Finding("plan.part.gap", text, RULES, f"新任务的序号是{last + 1}"),)


def unit_findings(*, known: bool) -> tuple[Finding, ...]:
    """Return why days of a unit of the bureau cannot be entered: it is none of its own."""
    if known:
        return ()
    text = "所选机构不是本机关的内设机构或者执法队"
    return (Finding("plan.team.unknown", text, FACTORS, "请从列表中选择"),)


def sheet_findings(errors: int) -> tuple[Finding, ...]:
    """Return why a plan cannot be taken over from a sheet: something in it is wrong."""
    if not errors:
        return ()
    text = f"文件有{errors}处错误，计划须整份导入"
    return (Finding("plan.import.errors", text, RULES, "请下载错误表，改正后重新上传"),)
