"""An inspection that comes from a draw goes to a drawn unit, by the pair that was drawn for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

if TYPE_CHECKING:
    from zhunsheng.inspection.rules.facts import InspectionFacts

DRAW_RULE = cite("GF-2019-5")
#: Grounds whose units and officers a draw decided.
DRAW_BASES: Final = frozenset({BasisKind.OWN_DRAW, BasisKind.JOINT_DRAW})


@dataclass(frozen=True, slots=True)
class RunDraw:
    """
    A draw that was run, as inspections see it.

    ``pairs`` holds the officers who go to each drawn unit now, changes of the draw included, by
    the id of the entity; ``names`` those of all officers in it. Visits are from ``visits_from`` to
    ``visits_until``; a draw that was repeated stands no more from ``repeated_at`` on.
    ``repeats`` are the draws that it repeats, one after the other.
    """

    id: UUID
    title: str
    basis_kind: BasisKind
    visits_from: date | None
    visits_until: date | None
    pairs: Mapping[UUID, tuple[UUID, UUID]]
    names: Mapping[UUID, str]
    repeated_at: datetime | None = None
    repeats: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class DrawnFact:
    """
    What the draw says to one inspection; nothing is ``asked`` where it comes from no draw.

    ``pair`` is empty where the draw has not drawn the unit, or is not known; ``since`` and
    ``until`` are the first and the last day of its visits.
    """

    asked: bool = False
    title: str = ""
    is_of_kind: bool = True
    pair: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()
    is_current: bool = True
    since: date | None = None
    until: date | None = None


NOT_DRAWN: Final = DrawnFact()


def drawn_fact(
    basis: BasisKind, draw: RunDraw | None, entity: UUID, shown_at: datetime | None = None
) -> DrawnFact:
    """
    Return what a draw says to an inspection of an entity on a ground; none where not known.

    A visit whose code was shown at an instant goes by the draw that stood then.
    """
    if basis not in DRAW_BASES:
        return NOT_DRAWN
    if draw is None:
        return DrawnFact(asked=True)
    pair = draw.pairs.get(entity, ())
    again = draw.repeated_at
    return DrawnFact(
        asked=True,
        title=draw.title,
        is_of_kind=draw.basis_kind is basis,
        pair=pair,
        names=tuple(draw.names[one] for one in pair),
        is_current=again is None or (shown_at is not None and shown_at <= again),
        since=draw.visits_from,
        until=draw.visits_until,
    )


def draw_is_named(facts: InspectionFacts) -> Finding | None:
    """Refuse the ground of a draw where none that was run is named, or one of another kind."""
    known = facts.drawn
    if not known.asked or (known.title and known.is_of_kind):
        return None
    message = "任务来源是双随机，没有指明是哪一次已经完成的抽取"
    if known.title:
        message = f"“{known.title}”不是所选任务来源的抽取"
    return Finding(
        "inspection.draw.unnamed",
        message,
        DRAW_RULE,
        "请从该次抽取的页面进入检查审批；不是双随机抽取的，选择实际的任务来源",
    )


def draw_is_current(facts: InspectionFacts) -> Finding | None:
    """Refuse a draw that was repeated: the new result stands in its place (国发〔2019〕5号)."""
    known = facts.drawn
    if known.is_current:
        return None
    return Finding(
        "inspection.draw.repeated",
        f"“{known.title}”已经重新公布名录抽取，原抽取结果只作保留，不能据以派员检查",
        DRAW_RULE,
        "请按重新抽取的结果审批检查",
    )


def visits_have_begun(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit made or meant before the period that the draw published (国发〔2019〕5号)."""
    known, day = facts.drawn, facts.planned_on if facts.started_at is None else facts.on
    if known.since is None or day is None or day >= known.since:
        return None
    return Finding(
        "inspection.draw.early",
        f"检查日期{day.isoformat()}在“{known.title}”公布的检查期开始日"
        f"{known.since.isoformat()}以前",
        DRAW_RULE,
        "请改在公布的检查期内检查；检查期公布有误的，重新公布名录抽取并写明理由",
    )


def visits_have_not_ended(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit after the period that the draw published (国发〔2019〕5号)."""
    known, days = facts.drawn, [one for one in (facts.on, facts.planned_on) if one is not None]
    if known.until is None or not days or max(days) <= known.until:
        return None
    return Finding(
        "inspection.draw.ended",
        f"检查日期{max(days).isoformat()}在“{known.title}”公布的检查期届满日"
        f"{known.until.isoformat()}以后",
        DRAW_RULE,
        "请改在检查期内检查；来不及的，重新公布名录抽取并写明理由",
    )


def unit_was_drawn(facts: InspectionFacts) -> Finding | None:
    """Refuse a unit that the draw has not drawn (国发〔2019〕5号)."""
    known = facts.drawn
    if not known.asked or not known.title or known.pair:
        return None
    return Finding(
        "inspection.draw.unit",
        f"该单位不在“{known.title}”抽中的单位之列",
        DRAW_RULE,
        "请选择抽中的单位；需要检查该单位的，按照实际的任务来源另行审批",
    )


def drawn_unit_is_inspected_once(facts: InspectionFacts) -> Finding | None:
    """Refuse a second inspection of a unit on a draw or on those it repeats (国发〔2019〕5号)."""
    if not facts.drawn_already:
        return None
    return Finding(
        "inspection.draw.twice",
        f"该单位在“{facts.drawn.title}”（含其重新抽取以前的抽取）中的检查已经批准，抽中一次只检查一次",
        DRAW_RULE,
        "请按已经批准的检查实施；不再实施的，先撤销原检查审批",
    )


def drawn_pair_goes(facts: InspectionFacts) -> Finding | None:
    """Refuse other officers than those drawn for the unit, changes of the draw included."""
    known = facts.drawn
    if not known.pair or {one.id for one in facts.officers} == set(known.pair):
        return None
    return Finding(
        "inspection.draw.officers",
        f"选派的检查人员与“{known.title}”抽取的不一致，抽取的是{'、'.join(known.names)}",
        DRAW_RULE,
        "请选派抽取的人员；不能到场的，先在该次抽取的页面更换人员并写明理由，由下一签递补",
    )


def nobody_else_went(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit by other officers than those whom the draw sends now."""
    known = facts.drawn
    if not known.pair or {one.id for one in facts.officers} == set(known.pair):
        return None
    return Finding(
        "inspection.draw.visitors",
        f"到场人员与“{known.title}”抽取的不一致，抽取的是{'、'.join(known.names)}",
        DRAW_RULE,
        "请由抽取的人员检查；已经在抽取中更换人员的，由负责人按更换后的人员改派",
    )
