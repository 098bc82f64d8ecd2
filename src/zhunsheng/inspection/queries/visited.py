"""What belongs to a visit: who came and attended, items checked, photos, measures, dispatch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.documents import queries as documents
from zhunsheng.inspection.choices import (
    ENFORCEMENT_BASES,
    HazardGrade,
    OnSiteMeasureKind,
    Phrase,
)
from zhunsheng.inspection.models import (
    Attendee,
    CheckedItem,
    Dispatch,
    FindingPhoto,
    Inspection,
    InspectionCompanion,
    InspectionFinding,
    MeasureFinding,
    OnSiteMeasure,
    RectificationOrder,
    Reinspection,
)
from zhunsheng.inspection.queries.acting import officer_ids
from zhunsheng.inspection.queries.facts import unsettled_among
from zhunsheng.inspection.queries.lists import of_ended, visible
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.choices import DelegatedPower

#: How many findings of earlier visits are laid beside a new one.
EARLIER = 12


def companions_of(scope: Scope, inspection_id: UUID) -> tuple[InspectionCompanion, ...]:
    """Return the experts and helpers who were named beforehand, in order."""
    rows = InspectionCompanion.objects.of(scope).filter(inspection_id=inspection_id)
    return tuple(rows.order_by("place"))


def attendees_of(scope: Scope, inspection_id: UUID) -> tuple[Attendee, ...]:
    """Return who of the entity was there during the visit, in order."""
    rows = Attendee.objects.of(scope).filter(inspection_id=inspection_id)
    return tuple(rows.order_by("place"))


def checked_of(scope: Scope, inspection_id: UUID) -> dict[str, CheckedItem]:
    """Return what was looked at on a visit, by the id of the item."""
    rows = CheckedItem.objects.of(scope).filter(inspection_id=inspection_id)
    return {row.item: row for row in rows.order_by("item")}


def photos_of(scope: Scope, inspection_id: UUID) -> dict[UUID, list[FindingPhoto]]:
    """Return the photos of each finding of an inspection with their evidence; one query."""
    rows = FindingPhoto.objects.of(scope).filter(finding__inspection_id=inspection_id)
    found: dict[UUID, list[FindingPhoto]] = defaultdict(list)
    shown = rows.select_related("evidence")
    for row in sorted(shown, key=lambda one: (len(one.evidence.number), one.evidence.number)):
        found[row.finding_id].append(row)
    return found


def notice_numbers(scope: Scope, inspection_id: UUID) -> tuple[str, ...]:
    """Return the numbers of the notices of an inspection, the newest last."""
    issued = documents.documents_of(scope, ("inspection", inspection_id))
    return tuple(
        one.number for one in issued if one.kind in ("inspection_notice", "service_notice")
    )


def inspection_of_measure(scope: Scope, measure_id: UUID) -> UUID:
    """
    Return the inspection on which a measure was decided.

    :raises OnSiteMeasure.DoesNotExist: if the bureau has none of this id
    """
    found: UUID = (
        OnSiteMeasure.objects.of(scope).values_list("inspection_id", flat=True).get(id=measure_id)
    )
    return found


def dispatch_of(scope: Scope, inspection_id: UUID) -> Dispatch | None:
    """Return how the officers went out, if they said so."""
    return Dispatch.objects.of(scope).filter(inspection_id=inspection_id).first()


def dispatches(viewer: Viewer, *, month: date | None = None) -> QuerySet[Dispatch]:
    """Return the dispatch log that the viewer may see, the latest first."""
    rows: QuerySet[Dispatch] = Dispatch.objects.of(viewer).filter(inspection__in=visible(viewer))
    if month is not None:
        rows = rows.filter(
            inspection__visited_on__year=month.year, inspection__visited_on__month=month.month
        )
    return rows.select_related("inspection__entity", "inspection__unit").order_by("-left_at", "-id")


def street_went(scope: Scope, row: Inspection) -> bool:
    """Return whether a street inspected, or somebody who is of a street now went with others."""
    if row.unit_id is not None:
        return True
    sent = workforce.officer_facts(scope, officer_ids(scope, row.id))
    return any(one.of_street for one in sent)


def street_to_reinspect(scope: Scope, unit: UUID | None, on: date) -> UUID | None:
    """Return the street whose officers may look again at what it found: its deed covers it (20)."""
    held = workforce.delegated_powers_of(scope, (unit,), on)[unit]
    return unit if DelegatedPower.REINSPECTION in held else None


def stops_in_force(scope: Scope, finding_id: UUID) -> frozenset[str]:
    """Return the stops of work or use that hold for a finding, as they are named; one query."""
    rows = OnSiteMeasure.objects.of(scope).filter(
        finding_rows__finding_id=finding_id, lifted_on=None
    )
    return frozenset(
        Phrase.MEASURE_NAMED.label.format(measures=one.kinds_label, number=one.document.number)
        for one in rows.select_related("document").defer("document__content")
        if one.is_stop
    )


def standing_stops(viewer: Viewer) -> list[tuple[Inspection, frozenset[UUID]]]:
    """Return the stops in force, each with its visit and its open major hazards; two queries."""
    rows = MeasureFinding.objects.of(viewer).filter(measure__lifted_on=None)
    rows = rows.filter(measure__inspection__in=visible(viewer)).order_by("measure_id")
    tied = list(rows.select_related("measure__inspection__entity", "finding__inspection"))
    major = [one.finding for one in tied if one.finding.is_major]
    still_open = unsettled_among(viewer, major)
    stops = {one.measure_id: one.measure for one in tied if one.measure.is_stop}
    return [
        (
            stop.inspection,
            frozenset(one.finding_id for one in tied if one.measure_id == stop.id) & still_open,
        )
        for stop in stops.values()
    ]


def suspended_entities(scope: Scope, entities: Iterable[UUID]) -> frozenset[UUID]:
    """Return the entities whose work is suspended by a measure that still holds; one query."""
    rows = OnSiteMeasure.objects.of(scope).filter(
        inspection__entity_id__in=list(entities),
        kinds__contains=OnSiteMeasureKind.TEMPORARY_SUSPENSION.value,
        lifted_on=None,
    )
    return frozenset(rows.order_by().values_list("inspection__entity_id", flat=True))


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """A finding of an earlier visit and whether it was found put right since."""

    row: InspectionFinding
    visited_on: date
    is_settled: bool


def earlier_findings(viewer: Viewer, inspection: Inspection) -> tuple[EarlierFinding, ...]:
    """
    Return what earlier visits found at the entity, the newest visit first; two queries.

    Whether a finding is settled is what ``unsettled_among`` says.
    """
    same = registry.of_entity(inspection.entity.merged_into_id or inspection.entity_id)
    before = visible(viewer).filter(same, visited_on__isnull=False)
    if inspection.visited_on is not None:
        before = before.filter(visited_on__lt=inspection.visited_on)
    rows = InspectionFinding.objects.of(viewer).filter(
        inspection__in=before.exclude(id=inspection.id)
    )
    newest = rows.select_related("inspection").defer("inspection__situation")
    found = list(newest.order_by("-inspection__visited_on", "number")[:EARLIER])
    still_open = unsettled_among(viewer, found)
    return tuple(
        EarlierFinding(row, row.inspection.visited_on, row.id not in still_open) for row in found
    )


def measures_among(viewer: Viewer, inspections: Iterable[UUID]) -> tuple[OnSiteMeasure, ...]:
    """Return the measures decided on the spot on these visits, the newest first; one query."""
    rows = OnSiteMeasure.objects.of(viewer).filter(inspection_id__in=list(inspections))
    related = rows.select_related("document").defer("document__content")
    return tuple(related.order_by("-decided_on", "-id"))


def open_major_findings(viewer: Viewer) -> tuple[InspectionFinding, ...]:
    """Return the major hazards of enforcement not found put right, the newest visit first."""
    enforced = [one.value for one in ENFORCEMENT_BASES]
    return _open_of(viewer, grade=HazardGrade.MAJOR.value, inspection__basis_kind__in=enforced)


def open_findings(viewer: Viewer, entities: Iterable[UUID]) -> tuple[InspectionFinding, ...]:
    """
    Return what was found at these entities and not put right yet, the newest visit first.

    What was found at entries that were merged into one of them is among it.
    """
    family = registry.families(viewer, entities)
    return _open_of(viewer, inspection__entity_id__in=list(family))


def orders_waiting(viewer: Viewer, entity: UUID, *, on: date) -> int:
    """Count the orders at an entity that are not carried out, and did not end with it by a day."""
    family = registry.families(viewer, [entity])
    rows = RectificationOrder.objects.of(viewer).filter(
        inspection__in=visible(viewer), inspection__entity_id__in=list(family)
    )
    done = Reinspection.objects.of(viewer).filter(order=OuterRef("pk"), all_done=True)
    ended = of_ended(viewer, on, "inspection__entity_id")
    return rows.filter(~Exists(done)).exclude(ended).count()


def _open_of(viewer: Viewer, **narrowed: object) -> tuple[InspectionFinding, ...]:
    rows = InspectionFinding.objects.of(viewer).filter(
        inspection__in=visible(viewer), immediate_fix=False, **narrowed
    )
    newest = rows.select_related("inspection__entity").defer("inspection__situation")
    found = list(newest.order_by("-inspection__visited_on", "inspection_id", "number"))
    still_open = unsettled_among(viewer, found)
    return tuple(one for one in found if one.id in still_open)
