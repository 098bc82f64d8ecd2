"""Where the rows of each figure come from: one read of one lower room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import CaseProcedure, DecisionKind
from zhunsheng.draw import queries as draws
from zhunsheng.hazards import queries as hazards
from zhunsheng.inspection import queries as inspection
from zhunsheng.inspection import rules as inspection_rules
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, BasisKind
from zhunsheng.jointwork import queries as jointwork
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Row
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.legalreview.choices import Question
from zhunsheng.planning import queries as planning
from zhunsheng.planning.choices import PartKind
from zhunsheng.powers import queries as powers
from zhunsheng.powers.choices import PowerKind
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.remedies import queries as remedies
from zhunsheng.remedies.choices import LetterKind, RemedyKind
from zhunsheng.statistics.rules import Period
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import credential_valid

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reads:
    """Who reads which period; what several figures look at is read once."""

    viewer: Viewer
    period: Period
    kept: dict[str, Rows] = field(default_factory=dict)

    def once(self, name: str, read: Callable[[], Rows]) -> Rows:
        """Return rows under a name, read at the first request."""
        if name not in self.kept:
            self.kept[name] = read()
        return self.kept[name]


Source = Callable[[Reads], Rows]

_ENFORCEMENT: Final = [basis.value for basis in ENFORCEMENT_BASES]


def _to_day(read: Callable[[Viewer, date, date, date], Rows]) -> Source:
    """Return a source that asks for the days of the period and the day of the statistics."""
    return lambda r: read(r.viewer, r.period.since, r.period.until, r.period.as_of)


def _plain(read: Callable[[Viewer, date, date], Rows]) -> Source:
    """Return a source that only asks for the days of the period."""
    return lambda r: read(r.viewer, r.period.since, r.period.until)


def _visits(basis: BasisKind | None) -> Source:
    return lambda r: inspection.visit_rows(r.viewer, r.period.since, r.period.until, basis)


def _penalties(procedure: CaseProcedure) -> Source:
    """Return the decisions to punish of a procedure with fine and case."""
    return lambda r: r.once(
        f"fines.{procedure.value}",
        lambda: cases.fine_rows(r.viewer, r.period.since, r.period.until, procedure),
    )


def _fines(procedure: CaseProcedure) -> Source:
    """Return the decisions to punish of a procedure, each weighed by its fine."""
    read = _penalties(procedure)
    return lambda r: tuple(replace(row, distinct="") for row in read(r))


def _decided(procedure: CaseProcedure) -> Source:
    """Return the decisions to punish of a procedure, one for each party that was punished."""
    read = _penalties(procedure)
    return lambda r: tuple(replace(row, weight=1, distinct="") for row in read(r))


def _fined(procedure: CaseProcedure) -> Source:
    """Return the decisions with a fine, a case counting once whatever amounts and parties."""
    read = _penalties(procedure)
    return lambda r: tuple(replace(row, weight=1) for row in read(r) if row.weight)


def _all_reviewed(r: Reads) -> Rows:
    return r.once(
        "reviewed",
        lambda: cases.reviewed_case_rows(r.viewer, r.period.since, r.period.until),
    )


def _reviewed(kind: DecisionKind | None) -> Source:
    """Return the reviewed cases that were decided so by the day of the statistics, or not yet."""

    def read(r: Reads) -> Rows:
        # A decision follows its review, so none that counts lies before the period.
        found = cases.decisions(r.viewer, since=r.period.since, until=r.period.as_of, kind=kind)
        ids = frozenset(str(one) for one in found.order_by().values_list("case_id", flat=True))
        return tuple(row for row in _all_reviewed(r) if (row.distinct in ids) is bool(kind))

    return read


def _rounds(r: Reads) -> Rows:
    """Return every round of review: the rows of the reviewed cases, each for itself."""
    return tuple(replace(row, distinct="") for row in _all_reviewed(r))


def _key_units(r: Reads) -> Rows:
    """Return the key parts of the plan in force, each weighed by its units."""
    plan = planning.plan_in_force(r.viewer, r.period.until.year)
    if plan is None:
        return ()
    url = reverse("planning:detail", args=[plan.id])
    return tuple(
        Row(f"planning.planpart:{part.id}", part.unit_count, f"{plan.year} {part.label}", url)
        for part in planning.parts_of(r.viewer, plan)
        if part.kind_enum is PartKind.KEY
    )


def _drawn_units(r: Reads) -> Rows:
    rows = draws.drawn_unit_rows(r.viewer, r.period.since, r.period.until)
    return tuple(replace(row, distinct="") for row in rows)


def _rectified_orders(r: Reads) -> Rows:
    found = inspection.orders(r.viewer, since=r.period.since, until=r.period.until).filter(
        inspection__basis_kind__in=_ENFORCEMENT,
        reinspections__all_done=True,
        reinspections__on__lte=r.period.as_of,
    )
    columns = ("id", "document__number", "inspection__entity__name", "inspection_id")
    rows: Iterable[tuple[UUID, str, str, UUID]] = (
        found.order_by("issued_on", "id").distinct().values_list(*columns)
    )
    return tuple(_order_row(*row) for row in rows)


def _overdue_orders(r: Reads) -> Rows:
    """
    Return the orders that are late on the day of the statistics: not all found put right.

    An extension counts from the day on which it was granted.
    """
    issued = inspection.orders(r.viewer, since=r.period.since, until=r.period.until)
    done = issued.filter(reinspections__all_done=True, reinspections__on__lte=r.period.as_of)
    waiting = issued.filter(inspection__basis_kind__in=_ENFORCEMENT).exclude(
        id__in=done.order_by().values("id")
    )
    columns = ("id", "document__number", "inspection__entity__name", "inspection_id")
    terms = ("due_on", "extensions__granted_on", "extensions__until")
    days = inspection.reinspection_days(r.viewer, r.period.as_of)
    late = inspection_rules.late_before(r.period.as_of, days)
    known: dict[UUID, Row] = {}
    ends: dict[UUID, date] = {}
    for one, number, name, place, due, granted, until in waiting.order_by(
        "issued_on", "id"
    ).values_list(*columns, *terms):
        known[one] = _order_row(one, number, name, place)
        later = until if granted is not None and granted <= r.period.as_of else due
        ends[one] = max(ends.get(one, due), later)
    return tuple(row for one, row in known.items() if ends[one] < late)


def _order_row(one: UUID, number: str, name: str, place: UUID) -> Row:
    url = reverse("inspection:detail", args=[place])
    return Row(f"inspection.rectificationorder:{one}", label=f"{number} {name}", url=url)


def _published_decisions(r: Reads) -> Rows:
    kind = PublicationKind.DECISION
    return publication.published_rows(r.viewer, r.period.since, r.period.until, kind)


def _received(kind: RemedyKind) -> Source:
    return lambda r: remedies.received_rows(r.viewer, r.period.since, r.period.until, kind)


def _concluded(kind: RemedyKind) -> Source:
    return lambda r: remedies.concluded_rows(r.viewer, r.period.since, r.period.until, kind)


def _letters(kind: LetterKind) -> Source:
    return lambda r: remedies.letter_rows(r.viewer, r.period.since, r.period.until, kind)


def _replied(r: Reads) -> Rows:
    """Return the letters of all kinds that were replied to by the day of the statistics."""
    days = r.period
    return remedies.letter_rows(r.viewer, days.since, days.until, replied_by=days.as_of)


def _defects(question: Question) -> Source:
    """Return the defects of one question that the opinions of the period name."""

    def read(r: Reads) -> Rows:
        if "defects" not in r.kept:
            found = legalreview.defect_rows(r.viewer, r.period.since, r.period.until)
            r.kept["defects"] = ()
            r.kept.update({f"defects.{key}": rows for key, rows in found.items()})
        return r.kept.get(f"defects.{question.value}", ())

    return read


def _officers(r: Reads) -> Rows:
    return tuple(
        Row(
            key=f"workforce.officer:{fact.id}",
            label=fact.name,
            url=reverse("workforce:detail", args=[fact.id]),
        )
        for fact in workforce.all_officer_facts(r.viewer, on=r.period.as_of)
        if credential_valid(fact, r.period.as_of)
    )


def _reviewers(r: Reads) -> Rows:
    return tuple(
        Row(
            key=f"workforce.officer:{row.id}",
            label=row.name,
            url=reverse("workforce:detail", args=[row.id]),
        )
        for row in workforce.officers(r.viewer).filter(
            is_reviewer=True, joined_on__lte=r.period.as_of
        )
    )


def _powers(kind: PowerKind) -> Source:
    """Return the items of a kind in the power list in force on the day of the statistics."""

    def read(r: Reads) -> Rows:
        if kind.value not in r.kept:
            r.kept.update(powers.item_rows(r.viewer, on=r.period.as_of))
        return r.kept[kind.value]

    return read


SOURCES: Final[Mapping[str, Source]] = {
    "planning.key_units": _key_units,
    "planning.planned_visits": _plain(planning.planned_visit_rows),
    "draw.draws": _plain(draws.draw_rows),
    "draw.units": _drawn_units,
    "inspection.visits": _visits(None),
    "inspection.entities": _plain(inspection.inspected_entity_rows),
    "inspection.planned_visits": _visits(BasisKind.PLAN),
    "inspection.own_draw_visits": _visits(BasisKind.OWN_DRAW),
    "inspection.joint_draw_visits": _visits(BasisKind.JOINT_DRAW),
    "inspection.service_visits": _visits(BasisKind.SERVICE),
    "inspection.orders": _plain(inspection.order_rows),
    "inspection.findings": _plain(inspection.finding_rows),
    "inspection.major_hazards": _plain(inspection.major_hazard_rows),
    "inspection.rectified_orders": _rectified_orders,
    "inspection.overdue_orders": _overdue_orders,
    "inspection.dispatch_cars": _plain(inspection.dispatch_rows),
    "inspection.dispatch_people": _plain(partial(inspection.dispatch_rows, people=True)),
    "hazards.listed": _plain(hazards.listed_rows),
    "hazards.delisted": _plain(hazards.delisted_rows),
    "hazards.late": _to_day(hazards.late_rows),
    "jointwork.tasks": _plain(jointwork.task_rows),
    "jointwork.referrals": _plain(jointwork.referral_rows),
    "jointwork.clues": _plain(jointwork.clue_rows),
    "jointwork.letters": _plain(jointwork.letter_rows),
    "cases.opened": _plain(cases.opening_rows),
    "cases.summary_decided": _decided(CaseProcedure.SUMMARY),
    "cases.ordinary_decided": _decided(CaseProcedure.ORDINARY),
    "cases.summary_fined": _fined(CaseProcedure.SUMMARY),
    "cases.ordinary_fined": _fined(CaseProcedure.ORDINARY),
    "cases.summary_fines": _fines(CaseProcedure.SUMMARY),
    "cases.ordinary_fines": _fines(CaseProcedure.ORDINARY),
    "cases.fines_in_force": _to_day(cases.fine_in_force_rows),
    "cases.fallen": _to_day(cases.fallen_rows),
    "cases.no_penalty": _plain(cases.no_penalty_rows),
    "cases.deviations": _plain(cases.deviation_rows),
    "cases.reviewed_penalised": _reviewed(DecisionKind.PENALTY),
    "cases.reviewed_not_penalised": _reviewed(DecisionKind.NO_PENALTY),
    "cases.reviewed_open": _reviewed(None),
    "legalreview.reviews": _rounds,
    **{f"legalreview.defects_{one.value.lower()}": _defects(one) for one in Question},
    "cases.hearings": _plain(cases.hearing_rows),
    "cases.delivered": _plain(cases.delivered_rows),
    "cases.paid": _plain(cases.paid_rows),
    **{f"powers.{kind.value.lower()}": _powers(kind) for kind in PowerKind},
    "publication.decisions": _published_decisions,
    "publication.late": _to_day(publication.late_rows),
    "remedies.reconsiderations": _received(RemedyKind.RECONSIDERATION),
    "remedies.reconsiderations_concluded": _concluded(RemedyKind.RECONSIDERATION),
    "remedies.suits": _received(RemedyKind.LITIGATION),
    "remedies.suits_concluded": _concluded(RemedyKind.LITIGATION),
    "remedies.court_hearings": _plain(remedies.court_hearing_rows),
    "remedies.attended": _plain(remedies.attended_rows),
    **{f"remedies.{kind.value.lower()}s": _letters(kind) for kind in LetterKind},
    "remedies.letters_replied": _replied,
    "workforce.officers": _officers,
    "workforce.reviewers": _reviewers,
}
