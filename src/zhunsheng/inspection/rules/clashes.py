"""Nobody is at two places at once, and an entity is not inspected twice at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

if TYPE_CHECKING:
    from zhunsheng.inspection.rules.facts import InspectionFacts


@dataclass(frozen=True, slots=True)
class ClashingVisit:
    """
    A visit or re-inspection on record whose hours overlap those of the one to be recorded.

    ``officers`` are those who went on both; ``same_entity`` tells that both are of one entity, an
    entry merged with it included, ``is_one_draw`` that both are visits of one joint draw.
    """

    entity: str
    began: datetime
    ended: datetime
    officers: tuple[str, ...]
    same_entity: bool
    is_one_draw: bool = False

    @property
    def hours(self) -> str:
        """When it was, as it is printed."""
        began, ended = self.began.astimezone(SHANGHAI), self.ended.astimezone(SHANGHAI)
        last = f"{ended:%H:%M}" if ended.date() == began.date() else f"次日{ended:%H:%M}"
        return f"{began:%Y-%m-%d %H:%M}至{last}"


def officers_are_at_one_place(facts: InspectionFacts) -> Finding | None:
    """Refuse hours in which an officer was at another entity: the record is true (68)."""
    said = [
        f"{'、'.join(one.officers)}{one.hours}在{one.entity}检查"
        for one in facts.clashes
        if one.officers and not one.same_entity
    ]
    if not said:
        return None
    return Finding(
        "inspection.visit.officer_elsewhere",
        f"检查时间与同一执法人员的其他检查重叠：{'；'.join(said)}",
        cite("SPL-2021:68"),
        "请核对两次检查的开始、结束时间和实际到场的执法人员；没有到场的人员不要勾选",
    )


def entity_is_visited_once_at_a_time(facts: InspectionFacts) -> Finding | None:
    """
    Refuse a second visit of an entity in the hours of another (国办发〔2024〕54号).

    Who comes together by one joint draw is on one visit; beside any other visit its hours are
    those of two.
    """
    said = [one.hours for one in facts.clashes if one.same_entity and not one.is_one_draw]
    if not said:
        return None
    return Finding(
        "inspection.visit.twice_at_once",
        f"该单位{'、'.join(said)}已经有一次检查，两次检查的时间重叠",
        cite("GBF-2024-54"),
        "同一时间到场的检查应当合并为一次：在已有的检查记录中写明，几个部门一同到场的按同一次联合检查办理；"
        "不是同时的，请核对检查时间",
    )
