"""Only what is on the bureau's published list is inspected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.registry.choices import Sector

if TYPE_CHECKING:
    from zhunsheng.inspection.rules.facts import InspectionFacts

NO_LIST_NO_INSPECTION: Final = cite("GBF-2024-54")


@dataclass(frozen=True, slots=True)
class ItemsFact:
    """
    The items that are to be inspected, by their codes on the list of powers.

    ``listed`` are the items of inspection on the list in force on the day, nothing where the bureau
    has published none. ``bound`` are those for some sectors alone, with the codes of these;
    ``sector`` is that of the unit, empty where none is asked.
    """

    codes: frozenset[str] = frozenset()
    listed: frozenset[str] | None = None
    bound: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sector: str = ""


def items_finding(items: ItemsFact) -> Finding | None:
    """Refuse items that are not published: no list, no inspection (国办发〔2024〕54号)."""
    if items.listed is None:
        return Finding(
            "inspection.items.no_list",
            "本机关尚未公布现行有效的权责清单，没有可以检查的事项",
            NO_LIST_NO_INSPECTION,
            "请先在“权责清单”中审议并公布清单，再安排检查",
        )
    if not items.codes:
        return Finding(
            "inspection.items.none",
            "未选择检查事项",
            NO_LIST_NO_INSPECTION,
            "请从已经公布的权责清单的行政检查事项中选择",
        )
    if unlisted := sorted(items.codes - items.listed):
        return Finding(
            "inspection.items.unpublished",
            f"事项{'、'.join(unlisted)}不在已经公布的权责清单的行政检查事项中，不得检查",
            NO_LIST_NO_INSPECTION,
            "请选择已经公布的事项，或者先修订、公布权责清单",
        )
    return None


def items_fit_the_sector(facts: InspectionFacts) -> Finding | None:
    """Refuse an item of the list that is for units of another sector (国办发〔2024〕54号)."""
    return sector_finding(facts.items, "该单位") if facts.items is not None else None


def sector_finding(items: ItemsFact, units: str) -> Finding | None:
    """Refuse items that are not for the sector of some units; ``units`` is what to call them."""
    if not items.sector:
        return None
    wrong = [
        f"{code}适用于{'、'.join(one.label for one in Sector if one.value in items.bound[code])}"
        for code in sorted(items.codes & items.bound.keys())
        if items.sector not in items.bound[code]
    ]
    if not wrong:
        return None
    return Finding(
        "inspection.items.sector",
        f"{units}的行业领域是“{Sector(items.sector).label}”，所选事项不适用：{'；'.join(wrong)}",
        NO_LIST_NO_INSPECTION,
        "请选择适用的事项，或者把范围限定在适用的行业领域；行业领域登记有误的，先更正监管对象名录",
    )


def items_are_published(facts: InspectionFacts) -> Finding | None:
    """Refuse an inspection of what is not on the published list; advice is no inspection."""
    return items_finding(facts.items) if facts.items is not None else None
