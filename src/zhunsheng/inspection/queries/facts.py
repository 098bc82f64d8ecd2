"""What the rules look at: the facts of one inspection on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.utils.module_loading import import_string

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, BasisKind
from zhunsheng.inspection.models import (
    Inspection,
    InspectionFinding,
    InspectionScheme,
    MeasureFinding,
    OnSiteMeasure,
    OrderExtension,
    RectificationOrder,
    Reinspection,
    ReinspectionResult,
    ResultNotice,
)
from zhunsheng.inspection.queries.above import code_shown_at
from zhunsheng.inspection.queries.acting import acting_ids, named_on
from zhunsheng.inspection.queries.sourced import (
    approval_term,
    interests,
    late_approval_term,
    term_most,
)
from zhunsheng.inspection.rules import (
    DRAW_BASES,
    FrequencyFact,
    InspectionFacts,
    InspectionRequest,
    RunDraw,
    VisitMark,
    VisitTally,
    drawn_fact,
)
from zhunsheng.kernel.act import Actor
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import OfficerFact

RESULT_TOLD = "inspection.result_told"

_BUREAU_ROLES = frozenset(role.value for role in READERS)


def sees_own_unit_only(by: Actor) -> bool:
    """Return whether somebody acts for a delegated street and holds no role of the bureau."""
    return Role.STREET_OFFICER.value in by.roles and not by.holds(_BUREAU_ROLES)


def is_of_unit(scope: Scope, by: Actor, unit: UUID | None) -> bool:
    """Return whether the actor may act for the unit: the bureau always, a street for itself."""
    if not sees_own_unit_only(by):
        return True
    return unit is not None and accounts.user(scope, by.id).unit_id == unit


def may_act(scope: Scope, by: Actor, inspection: Inspection) -> bool:
    """Return whether the actor may act: for the unit, or as named on it, by a joint draw (20)."""
    if is_of_unit(scope, by, inspection.unit_id):
        return True
    named = Inspection.objects.of(scope).filter(named_on(scope, by.id), id=inspection.id)
    return bool(named.exists())


def ended_on(scope: Scope, inspection: Inspection, *, on: date) -> date | None:
    """Return since when the unit is struck off the register on a day, or nothing."""
    entity = inspection.entity_id
    return registry.ended_units(scope, [entity], on=on).get(entity)


def frequencies(
    scope: Scope, requests: Sequence[InspectionRequest], on: date, *, urgent: bool = False
) -> tuple[FrequencyFact, ...]:
    """Return what the cap says to each request, in order; the setting names the query."""
    known: Callable[..., tuple[FrequencyFact, ...]] = import_string(settings.ZHUNSHENG_FREQUENCY)
    return known(scope, requests, on, urgent=urgent)


def visit_tallies(
    scope: Scope, entities: Iterable[UUID], *, year: int, on: date
) -> dict[UUID, VisitTally]:
    """Return how often entities were visited in a year; the setting names the query that counts."""
    known: Callable[..., dict[UUID, VisitTally]] = import_string(settings.ZHUNSHENG_VISITS_OF_YEAR)
    return known(scope, list(entities), year=year, on=on)


def crowded(
    scope: Scope, entities: Iterable[UUID], *, on: date
) -> dict[UUID, tuple[tuple[str, int, int], ...]]:
    """Return where one inspection more on a day is too many; the setting names the query."""
    known: Callable[..., dict[UUID, tuple[tuple[str, int, int], ...]]] = import_string(
        settings.ZHUNSHENG_VISITS_CROWDED
    )
    return known(scope, list(entities), on=on)


def is_refused(scope: Scope, inspection_id: UUID) -> bool:
    """Return whether the enterprise refused the visit for now; the setting names the query."""
    known: Callable[..., bool] = import_string(settings.ZHUNSHENG_VISIT_REFUSED)
    return known(scope, inspection_id)


def run_draws(scope: Scope, draws: Iterable[UUID]) -> dict[UUID, RunDraw]:
    """Return those of these draws that were run, by id; the setting names the query that knows."""
    asked = set(draws)
    known: Callable[..., dict[UUID, RunDraw]] = import_string(settings.ZHUNSHENG_RUN_DRAWS)
    return known(scope, asked) if asked else {}


def draws_to_visit(scope: Scope, on: date) -> tuple[RunDraw, ...]:
    """Return the draws whose visits may be approved on a day; the setting names the query."""
    known: Callable[..., tuple[RunDraw, ...]] = import_string(settings.ZHUNSHENG_DRAWS_TO_VISIT)
    return known(scope, on)


def _draw_of(scope: Scope, row: Inspection) -> RunDraw | None:
    if row.basis_id is None or BasisKind(row.basis_kind) not in DRAW_BASES:
        return None
    return run_draws(scope, [row.basis_id]).get(row.basis_id)


def visit_marks(scope: Scope, entities: Iterable[UUID]) -> list[VisitMark]:
    """Return the standing enforcement inspections of these entities, oldest first; two queries."""
    rows = Inspection.objects.of(scope).filter(
        entity_id__in=list(entities),
        withdrawn_on=None,
        basis_kind__in=[one.value for one in ENFORCEMENT_BASES],
    )
    found = rows.annotate(found=Count("findings")).order_by("visited_on", "id")
    again: dict[UUID, list[date]] = defaultdict(list)
    looked = Reinspection.objects.of(scope).filter(order__inspection__in=rows).order_by("on")
    for one, day in looked.values_list("order__inspection_id", "on"):
        again[one].append(day)
    return [
        VisitMark(
            id=row.id,
            entity=row.entity_id,
            ground=BasisKind(row.basis_kind),
            urgent=row.is_urgent,
            approved_for=row.counted_for,
            visited_on=row.visited_on,
            findings=row.found,
            reinspected=tuple(again[row.id]),
        )
        for row in found.only(
            "id", "entity_id", "basis_kind", "urgent_on", "planned_on", "approved_on", "visited_on"
        )
    ]


def inspected_in(scope: Scope, year: int) -> frozenset[UUID]:
    """Return the entities with an enforcement inspection in a year, made or to be made."""
    of_year = Q(visited_on__year=year) | Q(visited_on=None, approved_on__year__gte=year - 1)
    rows = Inspection.objects.of(scope).filter(
        of_year,
        withdrawn_on=None,
        basis_kind__in=[one.value for one in ENFORCEMENT_BASES],
    )
    return frozenset(rows.values_list("entity_id", flat=True))


def interested_names(
    officers: Iterable[OfficerFact], entity: UUID, interests: frozenset[tuple[UUID, UUID]]
) -> frozenset[str]:
    """Return the names of the officers who declared an interest in the entity."""
    return frozenset(o.name for o in officers if (o.id, entity) in interests)


def order_of(inspection: Inspection) -> RectificationOrder | None:
    """Return the order of an inspection, if there is one; before the visit there is none."""
    if inspection.visited_on is None:
        return None
    found: RectificationOrder | None = getattr(inspection, "order", None)
    return found


def reinspections_of(scope: Scope, order: RectificationOrder | None) -> tuple[Reinspection, ...]:
    """Return the re-inspections of an order, oldest first."""
    if order is None:
        return ()
    rows = Reinspection.objects.of(scope).filter(order=order).select_related("document")
    return tuple(rows.defer("document__content").order_by("on", "all_done", "id"))


def extensions_of(scope: Scope, order: RectificationOrder | None) -> tuple[OrderExtension, ...]:
    """Return the extensions of an order, oldest first."""
    if order is None:
        return ()
    return tuple(OrderExtension.objects.of(scope).filter(order=order).order_by("granted_on", "id"))


def measures_of(scope: Scope, inspection: Inspection) -> tuple[OnSiteMeasure, ...]:
    """Return the measures decided on the spot, in order; before the visit there are none."""
    if inspection.visited_on is None:
        return ()
    rows = OnSiteMeasure.objects.of(scope).filter(inspection=inspection)
    tied = MeasureFinding.objects.of(scope).select_related("finding")
    related = rows.select_related("document").prefetch_related(Prefetch("finding_rows", tied))
    return tuple(related.defer("document__content").order_by("number"))


def schemes_of(scope: Scope, inspection: Inspection) -> tuple[InspectionScheme, ...]:
    """Return the schemes of an inspection, the one that counts last."""
    rows = InspectionScheme.objects.of(scope).filter(inspection=inspection)
    return tuple(rows.order_by("number"))


def result_notice_of(inspection: Inspection) -> ResultNotice | None:
    """Return what the entity was told of a visit; before it there is nothing."""
    if inspection.visited_on is None:
        return None
    found: ResultNotice | None = getattr(inspection, "result_notice", None)
    return found


def place(scope: Scope) -> str:
    """Return whose rules hold for the bureau: the code of its place."""
    return str(accounts.bureau(scope).jurisdiction)


def result_is_due(scope: Scope, on: date) -> bool:
    """Return whether the result of a visit of a day has to be told in writing."""
    try:
        return bool(lawbook.parameter(RESULT_TOLD, on=on, jurisdiction=place(scope)).integer())
    except lawbook.NoSuchLaw:
        return False


def unsettled_findings(scope: Scope, inspection: Inspection) -> list[InspectionFinding]:
    """Return the findings that were not put right on the spot, in order."""
    rows = InspectionFinding.objects.of(scope).filter(inspection=inspection, immediate_fix=False)
    return list(rows.order_by("number"))


def open_of_order(scope: Scope, order: RectificationOrder) -> list[InspectionFinding]:
    """Return the ordered findings that their last re-inspection did not find put right."""
    rows = InspectionFinding.objects.of(scope).filter(inspection=order.inspection_id)
    found = list(rows.select_related("inspection").order_by("number"))
    still_open = unsettled_among(scope, found)
    return [one for one in found if one.id in still_open]


def unsettled_among(scope: Scope, findings: Iterable[InspectionFinding]) -> frozenset[UUID]:
    """
    Return which findings, read with their inspections, are still to be put right; one query.

    The one meaning of all pages: it was not put right on the spot, its last re-inspection does not
    say that it is done, and the visit was one of enforcement: advice orders nothing.
    """
    rows = [one for one in findings if not one.immediate_fix and one.inspection.is_enforcement]
    again = ReinspectionResult.objects.of(scope).filter(finding_id__in=[one.id for one in rows])
    in_order = again.order_by("reinspection__on", "reinspection__all_done", "reinspection_id")
    last = {one.finding_id: one.is_done for one in in_order}
    return frozenset(one.id for one in rows if not last.get(one.id, False))


def done_acts(
    inspection: Inspection,
    order: RectificationOrder | None,
    extensions: Iterable[OrderExtension] = (),
    reinspections: Iterable[Reinspection] = (),
    measures: Iterable[OnSiteMeasure] = (),
    schemes: Iterable[InspectionScheme] = (),
) -> tuple[DoneAct, ...]:
    """Return the steps that were taken, in the order of their days."""
    urgent = inspection.is_urgent
    dated = (
        (inspection.urgent_on, 0, "urgent_start"),
        (inspection.approved_on, 9 if urgent else 1, "late_approval" if urgent else "approval"),
        (inspection.withdrawn_on, 9, "approval_withdrawal"),
        (inspection.visited_on, 3, "visit"),
        (order.issued_on if order else None, 4, "order"),
    )
    steps = [(day, place, key, "") for day, place, key in dated if day is not None]
    for measure in measures:
        steps.append((measure.decided_on, 4, "on_site_measure", ""))
        if measure.lifted_on:
            steps.append((measure.lifted_on, 7, "measure_lifting", ""))
    steps += [(one.made_on, 2, "scheme", "") for one in schemes]
    if told := result_notice_of(inspection):
        steps.append((told.told_on, 8, "result_notice", ""))
    steps += [(extension.granted_on, 5, "extension", "") for extension in extensions]
    steps += [(r.on, 6, "reinspection", "DONE" if r.all_done else "OPEN") for r in reinspections]
    steps.sort(key=lambda step: step[:2])
    return tuple(DoneAct(key, on, n, how) for n, (on, _, key, how) in enumerate(steps, start=1))


def facts_of(
    scope: Scope,
    inspection: Inspection,
    *,
    on: date,
    by: Actor,
    officers: tuple[OfficerFact, ...] | None = None,
) -> InspectionFacts:
    """
    Return the facts of an inspection for an act on a day.

    ``officers`` are those who act; where nothing else is said, who was sent or carries on.
    """
    sent = officers
    if sent is None:
        sent = workforce.officer_facts(scope, acting_ids(scope, inspection, on))
    order = order_of(inspection)
    again = reinspections_of(scope, order)
    measures, held = measures_of(scope, inspection), place(scope)
    streets = {one.unit_id for one in sent if one.of_street}
    deeds = workforce.delegated_powers_of(scope, streets, on)
    return InspectionFacts(
        on=on,
        acts=done_acts(
            inspection,
            order,
            extensions_of(scope, order),
            again,
            measures,
            schemes_of(scope, inspection),
        ),
        officers=sent,
        interested=interested_names(
            sent,
            inspection.entity_id,
            interests(scope, [inspection.entity_id], [one.id for one in sent], on=on),
        ),
        actor_was_sent=any(one.user_id == by.id for one in sent),
        urgent=inspection.is_urgent,
        urgent_on=inspection.urgent_on,
        drawn=drawn_fact(
            BasisKind(inspection.basis_kind),
            _draw_of(scope, inspection),
            inspection.entity_id,
            code_shown_at(scope, inspection.id) if inspection.basis_id else None,
        ),
        ended_on=ended_on(scope, inspection, on=on),
        entity_street=inspection.entity.street_id,
        acting_street=inspection.unit_id,
        is_enforcement=inspection.is_enforcement,
        measure_stands=any(one.lifted_on is None for one in measures),
        delegated=frozenset(DelegatedPower).intersection(*deeds.values()),
        actor_is_of_unit=may_act(scope, by, inspection),
        planned_on=inspection.planned_on,
        approved_on=inspection.approved_on,
        approved_at=inspection.approved_at,
        sent_at=inspection.officers_sent_at,
        approval_term=approval_term(on, held),
        late_approval_term=late_approval_term(on, held) if inspection.is_urgent else 0,
        term_most=term_most(on, held),
        visited_on=inspection.visited_on,
        result_due=bool(inspection.visited_on and result_is_due(scope, inspection.visited_on)),
        unsettled=_unsettled(scope, inspection, order),
        ordered_on=order.issued_on if order else None,
        due_on=order.current_due_on if order else None,
        running_due_on=running_due_on(scope, order, on),
        last_reinspected_on=again[-1].on if again else None,
        all_done=bool(again) and again[-1].all_done,
    )


def running_due_on(scope: Scope, order: RectificationOrder | None, on: date) -> date | None:
    """Return the first term of an order that still runs on a day, nothing where all ended."""
    if order is None:
        return None
    ends = [one.due_on for one in open_of_order(scope, order) if one.due_on]
    return min((end for end in ends if end >= on), default=None)


def _unsettled(scope: Scope, inspection: Inspection, order: RectificationOrder | None) -> int:
    """Count the findings that still need an order: an order takes in all that there were."""
    if inspection.visited_on is None or order is not None:
        return 0
    rows = InspectionFinding.objects.of(scope).filter(inspection=inspection, immediate_fix=False)
    return rows.count()
