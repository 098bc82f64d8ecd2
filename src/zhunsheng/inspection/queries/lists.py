"""Lists of inspections: tabs, filters, one record with its papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet, Subquery

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import OfBureau, Scope
from zhunsheng.inspection import rules
from zhunsheng.inspection.choices import (
    BasisKind,
    HazardGrade,
    InspectionKind,
    InspectionStage,
    Phrase,
    RectificationResult,
)
from zhunsheng.inspection.models import (
    Inspection,
    InspectionFinding,
    InspectionOfficer,
    RectificationOrder,
    Reinspection,
    ReinspectionResult,
)
from zhunsheng.inspection.queries.acting import named_on
from zhunsheng.inspection.queries.facts import place, sees_own_unit_only
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry

REINSPECTION_LIMIT = "inspection.reinspection_limit"


@dataclass(frozen=True, slots=True)
class InspectionFilters:
    """
    What a list of inspections is narrowed to; ``month`` is the first day of a month.

    Those of an ``entity`` hold the ones of the entries that were merged into it.
    """

    text: str = ""
    kind: InspectionKind | None = None
    basis_kind: BasisKind | None = None
    unit: UUID | None = None
    month: date | None = None
    stage: InspectionStage | None = None
    entity: UUID | None = None


@dataclass(frozen=True, slots=True)
class StageCounts:
    """How many inspections stand at each stage; an overdue one is counted among the ordered."""

    planned: int
    withdrawn: int
    visited: int
    ordered: int
    overdue: int
    entities: int
    orders: int


def visible(viewer: Viewer) -> QuerySet[Inspection]:
    """Return what the viewer may see: a street its own, and those its officer is named on."""
    rows: QuerySet[Inspection] = Inspection.objects.of(viewer)
    if not sees_own_unit_only(viewer.by):
        return rows
    unit = accounts.user(viewer, viewer.by.id).unit_id
    own = Q(unit_id=unit) if unit else Q(pk=None)
    return rows.filter(own | named_on(viewer, viewer.by.id))


def inspection(viewer: Viewer, inspection_id: UUID) -> Inspection:
    """
    Return an inspection that the viewer may see, with entity, unit, order and papers.

    :raises Inspection.DoesNotExist: if there is none of this id
    """
    related = ("entity", "unit", "order", "order__document", "record_document", "result_notice")
    rows = visible(viewer).select_related(*related)
    return rows.defer("order__document__content", "record_document__content").get(id=inspection_id)


def inspections(
    viewer: Viewer, filters: InspectionFilters | None = None, *, on: date | None = None
) -> QuerySet[Inspection]:
    """
    Return the inspections that the viewer may see, narrowed by the filters.

    Those to be made come by the day they are planned for, those to be re-inspected by the end of
    their term, all others the latest visit first. ``on`` is the day on which a re-inspection
    counts as overdue (needed for that stage alone).
    """
    wanted = filters or InspectionFilters()
    rows = _narrowed(visible(viewer), wanted)
    if wanted.stage is not None:
        rows = rows.filter(_at_stage(viewer, wanted.stage, on))
    rows = rows.select_related("entity", "unit", "order").defer("situation")
    return rows.order_by(*_ORDERS.get(wanted.stage, _LATEST), "-id")


_LATEST: tuple[OrderBy, ...] = (F("visited_on").desc(nulls_first=True),)
_URGENT = (F("order__current_due_on").asc(),)
_ORDERS: dict[InspectionStage | None, tuple[OrderBy, ...]] = {
    InspectionStage.PLANNED: (F("planned_on").asc(nulls_last=True),),
    InspectionStage.ORDERED: _URGENT,
    InspectionStage.OVERDUE: _URGENT,
}


def inspection_lines(
    viewer: Viewer, filters: InspectionFilters, *, on: date
) -> QuerySet[Inspection]:
    """Return what ``inspections`` does, with no more columns than a list prints."""
    return inspections(viewer, filters, on=on).defer(None).only(*_PRINTED)


def findings_counts(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many findings each inspection has; one query."""
    rows = InspectionFinding.objects.of(scope).filter(inspection_id__in=list(ids))
    return dict(rows.order_by().values_list("inspection_id").annotate(Count("id")))


_PRINTED = (
    "bureau",
    *("kind", "basis_kind", "campaign", "approved_on", "urgent_on", "visited_on", "entity__name"),
    "withdrawn_on",
    *("unit__name", "order__current_due_on"),
)


def _findings_count(viewer: Viewer) -> Subquery:
    rows = InspectionFinding.objects.of(viewer).filter(inspection=OuterRef("pk")).order_by()
    return Subquery(rows.values("inspection").annotate(n=Count("id")).values("n"))


def _narrowed(rows: QuerySet[Inspection], wanted: InspectionFilters) -> QuerySet[Inspection]:
    text = wanted.text.strip()
    if text:
        named = Q(entity__name__contains=text) | Q(entity__initials__startswith=text.lower())
        rows = rows.filter(named | registry.told_by_code(text))
    exact = {
        "kind": wanted.kind.value if wanted.kind else None,
        "basis_kind": wanted.basis_kind.value if wanted.basis_kind else None,
        "unit_id": wanted.unit,
    }
    if wanted.entity is not None:
        rows = rows.filter(registry.of_entity(wanted.entity))
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return rows if wanted.month is None else rows.filter(_in_month(wanted.month))


def _in_month(month: date) -> Q:
    """Match the month of the visit; of the approval, where no visit was made yet."""
    first = month.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    visited = Q(visited_on__gte=first, visited_on__lt=after)
    return visited | Q(visited_on=None, approved_on__gte=first, approved_on__lt=after)


def _at_stage(scope: Scope, stage: InspectionStage, on: date | None) -> Q:
    if stage is InspectionStage.PLANNED:
        return Q(visited_on=None, withdrawn_on=None)
    if stage is InspectionStage.WITHDRAWN:
        return Q(withdrawn_on__isnull=False)
    if stage is InspectionStage.ORDERED:
        return _open(scope, on)
    if stage is InspectionStage.OVERDUE:
        assert on is not None
        return _overdue(scope, on)
    visited = Q(visited_on__isnull=False)
    return visited if stage is InspectionStage.VISITED else visited & ~_open(scope, on)


def _open(scope: Scope, on: date | None) -> Q:
    """Match an order that waits: its matters are not all put right, and its party is there."""
    done = Reinspection.objects.of(scope).filter(order=OuterRef("order"), all_done=True)
    return Q(order__isnull=False) & ~Q(Exists(done)) & ~of_ended(scope, on, "entity_id")


def of_ended(scope: Scope, on: date | None, column: str) -> Q:
    """Match what is of a unit that was struck off by a day: an order ends with its party."""
    ended = registry.ended_units(scope, on=on) if on else {}
    return Q((f"{column}__in", list(ended)))


def _overdue(scope: Scope, on: date) -> Q:
    """Match an open order whose term, and the days for its re-inspection, have passed."""
    return _open(scope, on) & _late(scope, "order__", on)


def _late(scope: Scope, prefix: str, on: date) -> Q:
    passed = rules.late_before(on, reinspection_days(scope, on))
    return Q((f"{prefix}current_due_on__lt", passed))


def reinspection_days(scope: Scope, on: date) -> int:
    """Return within how many days after the term a re-inspection is due."""
    return lawbook.parameter(REINSPECTION_LIMIT, on=on, jurisdiction=place(scope)).integer()


def stage_counts(viewer: Viewer, filters: InspectionFilters, *, on: date) -> StageCounts:
    """Return how many inspections a filter gives at each stage; three queries."""
    rows = _narrowed(visible(viewer), filters)
    made = rows.aggregate(
        planned=Count("id", filter=Q(visited_on=None, withdrawn_on=None)),
        withdrawn=Count("id", filter=Q(withdrawn_on__isnull=False)),
        visited=Count("id", filter=Q(visited_on__isnull=False)),
        entities=Count("entity", distinct=True, filter=Q(visited_on__isnull=False)),
    )
    ordered = RectificationOrder.objects.of(viewer)
    if sees_own_unit_only(viewer.by) or filters != InspectionFilters():
        ordered = ordered.filter(inspection__in=rows)
    done = Reinspection.objects.of(viewer).filter(order=OuterRef("pk"), all_done=True)
    waits = ~Q(Exists(done)) & ~of_ended(viewer, on, "inspection__entity_id")
    found = ordered.aggregate(
        orders=Count("id"),
        ordered=Count("id", filter=waits),
        overdue=Count("id", filter=_late(viewer, "", on) & waits),
    )
    return StageCounts(**made, **found)


def officer_names(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of the officers of each inspection, in order; one query."""
    rows = InspectionOfficer.objects.of(scope).filter(inspection_id__in=list(ids))
    names: dict[UUID, list[str]] = {}
    for one, name in rows.order_by("place").values_list("inspection_id", "officer__name"):
        names.setdefault(one, []).append(name)
    return {one: Phrase.COMMA.label.join(found) for one, found in names.items()}


def findings_of(scope: Scope, inspection_id: UUID) -> list[InspectionFinding]:
    """Return the findings of an inspection in order."""
    rows = InspectionFinding.objects.of(scope).filter(inspection_id=inspection_id)
    return list(rows.order_by("number"))


def major_violations(scope: Scope, inspections: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Return the violations that each inspection graded as a major hazard; one query."""
    rows = InspectionFinding.objects.of(scope).filter(
        inspection_id__in=list(inspections), grade=HazardGrade.MAJOR.value
    )
    found: dict[UUID, set[str]] = {}
    for one, key in rows.values_list("inspection_id", "violation_key"):
        found.setdefault(one, set()).add(key)
    return found


def finding(scope: Scope, finding_id: UUID) -> InspectionFinding:
    """
    Return a finding of the bureau with its inspection and entity.

    :raises InspectionFinding.DoesNotExist: if the bureau has none of this id
    """
    rows = InspectionFinding.objects.of(scope).select_related("inspection__entity")
    found: InspectionFinding = rows.get(id=finding_id)
    return found


def all_results_of(scope: Scope, inspection_id: UUID) -> list[ReinspectionResult]:
    """Return the results of every re-inspection of an inspection, oldest first; one query."""
    rows = ReinspectionResult.objects.of(scope).filter(finding__inspection_id=inspection_id)
    # After one that found all done there is no other: of one instant it is the last.
    order = ("reinspection__on", "reinspection__all_done", "reinspection_id")
    return list(rows.select_related("reinspection").order_by(*order))


def results_of(scope: Scope, inspection_id: UUID) -> dict[UUID, ReinspectionResult]:
    """Return the last result of each finding of an inspection, by finding; one query."""
    return {row.finding_id: row for row in all_results_of(scope, inspection_id)}


def unchecked_violations(
    scope: Scope, inspections: Iterable[UUID], *, on: date
) -> dict[UUID, frozenset[str]]:
    """
    Return by inspection the violations whose order has run out without a re-inspection; one query.

    A matter counts that was not put right on the spot, that the last re-inspection up to the day
    did not find done, and at which nobody looked again after its term.
    """
    again = ReinspectionResult.objects.of(scope).filter(
        finding=OuterRef("pk"), reinspection__on__lte=on
    )
    looked = again.filter(reinspection__on__gt=OuterRef("due_on"))
    last = again.order_by("-reinspection__on", "-reinspection_id").values("result")[:1]
    rows = InspectionFinding.objects.of(scope).filter(
        inspection_id__in=list(inspections), immediate_fix=False, inspection__order__isnull=False
    )
    found: dict[UUID, set[str]] = {}
    lapsed = rows.filter(~Exists(looked), due_on__lt=on).annotate(last=Subquery(last))
    open_rows = lapsed.filter(~Q(last=RectificationResult.DONE.value) | Q(last=None))
    for one, key in open_rows.values_list("inspection_id", "violation_key"):
        found.setdefault(one, set()).add(key)
    return {one: frozenset(keys) for one, keys in found.items()}


def order(scope: Scope, order_id: UUID) -> RectificationOrder:
    """
    Return an order with its inspection, entity and document.

    :raises RectificationOrder.DoesNotExist: if the bureau has none of this id
    """
    rows = RectificationOrder.objects.of(scope).select_related("inspection__entity", "document")
    found: RectificationOrder = rows.get(id=order_id)
    return found


def inspection_of_order(scope: Scope, order_id: UUID) -> UUID:
    """
    Return the inspection that an order belongs to.

    :raises RectificationOrder.DoesNotExist: if the bureau has none of this id
    """
    rows = RectificationOrder.objects.of(scope).values_list("inspection_id", flat=True)
    found: UUID = rows.get(id=order_id)
    return found


def orders(
    viewer: Viewer, *, since: date | None = None, until: date | None = None
) -> QuerySet[RectificationOrder]:
    """Return the orders of the inspections that the viewer may see, newest first."""
    rows = RectificationOrder.objects.of(viewer).select_related("inspection__entity", "document")
    if sees_own_unit_only(viewer.by):
        rows = rows.filter(inspection__in=visible(viewer))
    if since is not None:
        rows = rows.filter(issued_on__gte=since)
    if until is not None:
        rows = rows.filter(issued_on__lte=until)
    return rows.defer("document__content").order_by("-id")


def visits_of_entity(viewer: Viewer, entity_id: UUID, year: int | None = None) -> list[Inspection]:
    """Return the visits to an entity and to what was merged into it, newest first, or of a year."""
    rows = visible(viewer).filter(registry.of_entity(entity_id), visited_on__isnull=False)
    if year is not None:
        rows = rows.filter(visited_on__year=year)
    related = rows.select_related("order", "record_document").defer("record_document__content")
    return list(
        related.annotate(findings_count=_findings_count(viewer)).order_by("-visited_on", "-id")
    )


def stage_of(inspection: Inspection, *, all_done: bool, on: date) -> InspectionStage:
    """Return where an inspection stands on a day, from what happened."""
    found: RectificationOrder | None = getattr(inspection, "order", None)
    if inspection.withdrawn_on is not None:
        return InspectionStage.WITHDRAWN
    if inspection.visited_on is None:
        return InspectionStage.PLANNED
    if found is None:
        return InspectionStage.VISITED
    if all_done:
        return InspectionStage.FINISHED
    late = found.current_due_on < rules.late_before(
        on, reinspection_days(OfBureau(inspection.bureau_id), on)
    )
    return InspectionStage.OVERDUE if late else InspectionStage.ORDERED


def finished_orders(
    scope: Scope, orders: Iterable[UUID], *, on: date | None = None
) -> frozenset[UUID]:
    """Return the orders of these that were carried out, or whose party ended by a day."""
    asked = list(orders)
    rows = Reinspection.objects.of(scope).filter(order_id__in=asked, all_done=True)
    found = frozenset(rows.values_list("order_id", flat=True))
    if on is None:
        return found
    ended = RectificationOrder.objects.of(scope).filter(id__in=asked)
    ended = ended.filter(of_ended(scope, on, "inspection__entity_id"))
    return found | frozenset(ended.values_list("id", flat=True))


@dataclass(frozen=True, slots=True)
class ReinspectionTerm:
    """By when the bureau has to look again at what it ordered, and whether that is verified law."""

    due_on: date
    basis: Citation
    verified: bool


def reinspection_term(order: RectificationOrder, on: date) -> ReinspectionTerm:
    """Return the term of the re-inspection of an order, by the rule of a day."""
    value = lawbook.parameter(
        REINSPECTION_LIMIT, on=on, jurisdiction=place(OfBureau(order.bureau_id))
    )
    due_on = rules.reinspection_due(order.current_due_on, value.integer())
    return ReinspectionTerm(due_on, value.basis, value.verified)
