"""Where the figures of plans, draws, inspections, hazards and joint work come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from django.db.models import QuerySet

from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import DrawKind
from zhunsheng.hazards import queries as hazards
from zhunsheng.inspection import queries as inspection
from zhunsheng.inspection import rules as inspection_rules
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, BasisKind, HazardGrade, VisitTrait
from zhunsheng.jointwork import queries as jointwork
from zhunsheng.jointwork.choices import SupervisionKind
from zhunsheng.planning import queries as planning
from zhunsheng.planning.choices import PartKind
from zhunsheng.statistics.queries.sources.base import Reads, Rows, Source, on_day, plain, to_day
from zhunsheng.visitcode import queries as visitcode
from zhunsheng.web.linked import Linked, linked

_ENFORCEMENT: Final = [basis.value for basis in ENFORCEMENT_BASES]


def _visits(group: str) -> Source:
    """Return the visits of a ground, of a trait, or all of enforcement."""
    return lambda r: r.to_day(inspection.visit_groups)[group]


def _traited(trait: VisitTrait) -> Source:
    return _visits(f"trait.{trait.value}")


def _found(group: str) -> Source:
    """Return the findings of a grade, those put right on the spot, or all."""
    return lambda r: r.during(inspection.finding_groups)[group]


def _planned(kind: PartKind | None) -> Source:
    """Return the parts of the plan in force, of a kind or all, each weighed by its units."""
    return lambda r: planning.planned_unit_rows(
        r.viewer, r.period.until.year, kind, as_of=r.period.as_of
    )


def _unvisited(r: Reads) -> Rows:
    return planning.unvisited_key_rows(r.viewer, r.period.until.year, r.period.as_of)


def _drawn(kind: DrawKind | None) -> Source:
    """Return the drawn units, each draw for itself."""

    def read(r: Reads) -> Rows:
        return draws.drawn_unit_rows(r.viewer, r.period.since, r.period.until, kind).each()

    return read


def _rectified_orders(r: Reads) -> Rows:
    return _order_rows(_issued(r).filter(id__in=_done(r)))


def _overdue_orders(r: Reads) -> Rows:
    """
    Return the orders that are late on the day of the statistics: not all found put right.

    An order ends with its party, and is late no more.

    An extension counts from the day on which it was granted.
    """
    days = inspection.reinspection_days(r.viewer, r.period.as_of)
    late = inspection_rules.late_before(r.period.as_of, days)
    extended = _issued(r).filter(
        extensions__granted_on__lte=r.period.as_of, extensions__until__gte=late
    )
    waiting = _issued(r).filter(due_on__lt=late).exclude(id__in=_done(r))
    waiting = waiting.exclude(
        inspection.of_ended(r.viewer, r.period.as_of, "inspection__entity_id")
    )
    return _order_rows(waiting.exclude(id__in=extended.order_by().values("id")))


def _issued(r: Reads) -> QuerySet[Any]:
    found = inspection.orders(r.viewer, since=r.period.since, until=r.period.until)
    return found.filter(inspection__basis_kind__in=_ENFORCEMENT)


def _done(r: Reads) -> QuerySet[Any]:
    done = _issued(r).filter(reinspections__all_done=True, reinspections__on__lte=r.period.as_of)
    return done.order_by().values("id")


def _order_rows(found: QuerySet[Any]) -> Linked:
    columns = ("id", "inspection_id", "document__number", "inspection__entity__name")
    ordered = found.order_by("issued_on", "id")
    return linked("inspection.rectificationorder", "inspection:detail", ordered, *columns)


def _letters(kind: SupervisionKind) -> Source:
    return plain(partial(jointwork.letter_rows, kind=kind))


SOURCES: Final[Mapping[str, Source]] = {
    "planning.key_units": _planned(PartKind.KEY),
    "planning.planned_units": _planned(None),
    "planning.planned_visits": lambda r: planning.planned_visit_rows(r.viewer, r.period.until.year),
    "planning.unvisited_key_units": _unvisited,
    "draw.draws": plain(draws.draw_rows),
    "draw.own_draws": plain(partial(draws.draw_rows, kind=DrawKind.OWN)),
    "draw.joint_draws": plain(partial(draws.draw_rows, kind=DrawKind.JOINT)),
    "draw.units": _drawn(None),
    "draw.own_units": _drawn(DrawKind.OWN),
    "draw.joint_units": _drawn(DrawKind.JOINT),
    "draw.entities": plain(draws.drawn_unit_rows),
    "draw.changed_officers": plain(draws.change_of_officer_rows),
    "draw.partner_results": plain(draws.partner_result_rows),
    "inspection.visits": _visits(inspection.ALL),
    "inspection.entities": _visits(inspection.ENTITIES),
    "inspection.planned_visits": _visits(BasisKind.PLAN.value),
    "inspection.own_draw_visits": _visits(BasisKind.OWN_DRAW.value),
    "inspection.joint_draw_visits": _visits(BasisKind.JOINT_DRAW.value),
    "inspection.tip_visits": _visits(BasisKind.TIP.value),
    "inspection.referral_visits": _visits(BasisKind.REFERRAL.value),
    "inspection.superior_visits": _visits(BasisKind.SUPERIOR.value),
    "inspection.campaign_visits": _visits(BasisKind.CAMPAIGN.value),
    "inspection.service_visits": _visits(BasisKind.SERVICE.value),
    "inspection.resumption_visits": _visits(BasisKind.RESUMPTION.value),
    "inspection.in_campaigns": _traited(VisitTrait.CAMPAIGN),
    "inspection.street_visits": _traited(VisitTrait.STREET),
    "inspection.urgent_visits": _traited(VisitTrait.URGENT),
    "inspection.clean_visits": _traited(VisitTrait.CLEAN),
    "inspection.unsigned_visits": _traited(VisitTrait.UNSIGNED),
    "inspection.recorded_visits": _traited(VisitTrait.RECORDED),
    "inspection.withdrawn": plain(inspection.withdrawn_rows),
    "inspection.orders": plain(inspection.order_rows),
    "inspection.order_extensions": plain(inspection.extension_rows),
    "inspection.findings": _found(inspection.ALL),
    "inspection.major_hazards": _found(HazardGrade.MAJOR.value),
    "inspection.general_hazards": _found(HazardGrade.GENERAL.value),
    "inspection.fixed_findings": _found(inspection.FIXED),
    "inspection.reinspections": plain(inspection.reinspection_rows),
    "inspection.done_reinspections": plain(inspection.done_reinspection_rows),
    "inspection.rectified_orders": _rectified_orders,
    "inspection.overdue_orders": _overdue_orders,
    "inspection.on_site_measures": plain(inspection.on_site_rows),
    "inspection.lifted_measures": plain(partial(inspection.on_site_rows, lifted=True)),
    "inspection.result_notices": plain(inspection.result_notice_rows),
    "inspection.experts": plain(inspection.expert_rows),
    "inspection.dispatch_cars": plain(inspection.dispatch_rows),
    "inspection.dispatch_people": plain(partial(inspection.dispatch_rows, people=True)),
    "visitcode.shown": plain(visitcode.entry_rows),
    "hazards.proposed": plain(hazards.proposed_rows),
    "hazards.listed": plain(hazards.listed_rows),
    "hazards.declined": plain(hazards.declined_rows),
    "hazards.delisted": plain(hazards.delisted_rows),
    "hazards.late": to_day(hazards.late_rows),
    "hazards.standing": on_day(hazards.standing_rows),
    "hazards.extensions": plain(hazards.extension_rows),
    "jointwork.tasks": plain(jointwork.task_rows),
    "jointwork.referrals": plain(jointwork.referral_rows),
    "jointwork.clues": plain(jointwork.clue_rows),
    "jointwork.letters": plain(jointwork.letter_rows),
    **{f"jointwork.{one.value.lower()}s": _letters(one) for one in SupervisionKind},
    "jointwork.partner_lines": plain(jointwork.line_rows),
}
