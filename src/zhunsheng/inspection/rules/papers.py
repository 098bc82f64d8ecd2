"""The papers beside a visit: the scheme before it, and what the entity is told after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhunsheng.inspection.rules.facts import INSPECTION_OPINION, InspectionFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding


def result_is_to_be_told(facts: InspectionFacts) -> bool:
    """Return whether the entity has to be told in writing what a visit of that day found."""
    return facts.is_enforcement and facts.result_due and facts.ended_on is None


def scheme_precedes_the_visit(facts: InspectionFacts) -> Finding | None:
    """Refuse a scheme of a visit that was made."""
    if facts.visited_on is None:
        return None
    return Finding(
        "inspection.scheme.late",
        f"已于{facts.visited_on.isoformat()}实施检查，不能再编制检查方案",
        INSPECTION_OPINION,
        "检查方案在检查以前编制；实际检查的情况以检查记录为准",
    )


def scheme_is_complete(facts: InspectionFacts) -> Finding | None:
    """Refuse a scheme that does not say what matters and who does what."""
    if facts.scheme_given:
        return None
    return Finding(
        "inspection.scheme.empty",
        "检查方案没有写明检查重点或者人员分工",
        INSPECTION_OPINION,
        "请写明本次检查的重点和每名执法人员的分工",
    )


def scheme_names_known_checklists(facts: InspectionFacts) -> Finding | None:
    """Refuse a checklist that the lawbook does not hold."""
    if not facts.checklists_unknown:
        return None
    names = "、".join(sorted(facts.checklists_unknown))
    return Finding(
        "inspection.scheme.unknown_checklist",
        f"没有这些检查表：{names}",
        INSPECTION_OPINION,
        "请从检查表中重新选择",
    )


def result_follows_the_visit(facts: InspectionFacts) -> Finding | None:
    """Refuse to tell a result on a day before the visit."""
    if facts.visited_on is None or facts.on >= facts.visited_on:
        return None
    return Finding(
        "inspection.result.before_visit",
        f"告知日期{facts.on.isoformat()}早于检查日期{facts.visited_on.isoformat()}",
        INSPECTION_OPINION,
        "请核对告知日期",
    )


def photo_follows_the_visit(facts: InspectionFacts) -> Finding | None:
    """Refuse a photo of a day before the visit: it shows nothing that the visit found (46)."""
    if facts.visited_on is None or facts.on >= facts.visited_on:
        return None
    return Finding(
        "inspection.photo.before_visit",
        f"拍摄日期{facts.on.isoformat()}早于检查日期{facts.visited_on.isoformat()}，"
        "不能证明本次检查发现的问题",
        cite("APL-2021:46"),
        "请核对拍摄日期；检查以前取得的材料，在案件的证据目录中照实登记来源",
    )


def orders_come_before_the_result(facts: InspectionFacts) -> Finding | None:
    """Refuse to tell a result whose findings were not ordered to be put right yet."""
    if not facts.is_enforcement or not facts.unsettled:
        return None
    return Finding(
        "inspection.result.unordered",
        f"有{facts.unsettled}项问题尚未责令整改，告知书不能写明怎样处理",
        INSPECTION_OPINION,
        "请先制发责令限期整改指令书，再告知检查结果",
    )


def recipient_is_named(facts: InspectionFacts) -> Finding | None:
    """Refuse to tell a result without naming who took it."""
    if facts.recipient_given:
        return None
    return Finding(
        "inspection.result.no_recipient",
        "没有写明接收检查结果告知书的人",
        INSPECTION_OPINION,
        "请填写接收人；邮寄的填写收件人",
    )


def facts_of_findings(on: date, found: Iterable[tuple[str, str]]) -> str:
    """
    Return what a visit found as the facts of a clue: one sentence each, with its day and place.

    ``found`` are place and description of each finding (行政处罚法 40, 54: the facts are found).
    """
    day = f"{on.year}年{on.month}月{on.day}日"
    sentences = []
    for place, described in found:
        said = described.strip().rstrip("。；;.")
        where = "" if place.strip() in said else f"{place.strip()}："
        sentences.append(f"{day}检查发现，{where}{said}。")
    return "".join(sentences)
