"""How often an enterprise may be inspected: the cap, and the reason for one visit more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

if TYPE_CHECKING:
    from zhunsheng.inspection.rules.facts import InspectionFacts

FREQUENCY_RULE = cite("GBF-2024-54")

#: Grounds that the bureau chooses itself; a draw, a tip or an order from above is its own reason.
OWN_CHOICE = frozenset({BasisKind.PLAN, BasisKind.CAMPAIGN})


@dataclass(frozen=True, slots=True)
class VisitMark:
    """
    One inspection as caps see it; ``visited_on`` is empty while it is only approved.

    ``reinspected`` are the days on which what it ordered was looked at again.
    """

    id: UUID
    entity: UUID
    ground: BasisKind
    urgent: bool
    approved_for: date
    visited_on: date | None
    findings: int
    reinspected: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitTally:
    """
    How often an entity was visited in a year, and how many of these count against its cap.

    ``waiting`` are approved, not made yet, and count as well. ``cap`` is the number that was
    published for it, nothing where there is none.
    """

    made: int = 0
    counted: int = 0
    waiting: int = 0
    cap: int | None = None

    @property
    def left(self) -> int | None:
        """How many may still be approved in the year, nothing where no cap holds."""
        return None if self.cap is None else max(0, self.cap - self.counted - self.waiting)


@dataclass(frozen=True, slots=True)
class FrequencyFact:
    """
    What is known of the visits of one entity when one more is to be approved.

    ``cap`` is the number of visits a year that was published, nothing where there is none or where
    the entity is no enterprise; ``counted`` are those made and those approved but not made yet.
    ``counts`` tells whether the ground of the new one counts, ``outside`` names grounds that do
    not. ``clean`` visits in a row found nothing; from ``clean_most`` on (0: never) one more needs
    a reason.
    """

    cap: int | None = None
    counted: int = 0
    counts: bool = True
    outside: tuple[str, ...] = ()
    clean: int = 0
    clean_most: int = 0


#: Where no cap is asked for: on pages, in other steps, for visits of service.
NOT_COUNTED = FrequencyFact()


def cap_is_not_reached(facts: InspectionFacts) -> Finding | None:
    """Refuse an inspection beyond the published cap of the year (国办发〔2024〕54号)."""
    known = facts.frequency
    if known.cap is None or known.counted < known.cap:
        return None
    so_far = f"本年度已检查和已批准待检查共{known.counted}次，达到公布的年度上限{known.cap}次"
    if known.counts:
        ways = "、".join(known.outside)
        return Finding(
            "inspection.cap.reached",
            so_far,
            FREQUENCY_RULE,
            "请安排在下一年度，或者与其他检查合并实施；"
            f"上限之外可以实施的是{ways}，选择任务来源并写明来源编号"
            if ways
            else "请安排在下一年度，或者与其他检查合并实施",
        )
    if facts.source_given:
        return None
    return Finding(
        "inspection.cap.source_missing",
        f"{so_far}，在上限之外检查没有写明来源编号",
        FREQUENCY_RULE,
        "请写明举报编号、交办或者部署文件的文号，防止以其他名义变相检查",
    )


def repeat_visit_has_a_reason(facts: InspectionFacts) -> Finding | None:
    """Refuse one visit more without a reason where the last ones found nothing (54号)."""
    known = facts.frequency
    if not known.clean_most or known.clean < known.clean_most or facts.repeat_reason_given:
        return None
    return Finding(
        "inspection.repeat.no_reason",
        f"最近连续{known.clean}次检查均未发现问题，没有写明再次检查的理由",
        FREQUENCY_RULE,
        "请写明再次检查的理由，或者安排其他单位",
    )
