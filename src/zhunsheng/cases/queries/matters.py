"""What compulsory measures ask of a case that they serve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhunsheng.cases.choices import DecisionKind, SourceKind, Stage
from zhunsheng.cases.models import CaseAct, Decision, PenaltyCase
from zhunsheng.cases.queries import files, loading
from zhunsheng.cases.queries.changes import changes
from zhunsheng.cases.queries.offences import of_the_entity
from zhunsheng.cases.queries.records import STAGE_STEPS, visible, with_stage
from zhunsheng.compulsion.choices import DefiedOrder, HandlingKind, MatterKind
from zhunsheng.compulsion.rules import Matter, Order, Outcome
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook.choices import Measure
from zhunsheng.registry import queries as registry

#: Stages in which a case has no evidence to secure any more: it is decided or over (行政强制法 2).
OVER: Final = frozenset(
    s.value
    for s, steps in STAGE_STEPS.items()
    if {*steps} & {*files.ENDING} or s in {Stage.DECIDED, Stage.EXECUTION}
)

#: The penalties that stop a business (安全生产法 70).
STOPS: Final = frozenset({Measure.SUSPENSION_OF_BUSINESS.value, Measure.OVERHAUL_SUSPENSION.value})


#: What may be done with sealed or seized things by the kinds of a penalty (行政强制法 21, 27).
HANDLED: Final[Mapping[str, frozenset[HandlingKind]]] = {
    Measure.CONFISCATE_PROPERTY.value: frozenset(
        {HandlingKind.CONFISCATION, HandlingKind.DESTRUCTION}
    ),
    Measure.HARMLESS_DISPOSAL.value: frozenset({HandlingKind.DESTRUCTION}),
}


def stop_orders(viewer: Viewer, entity: UUID) -> Iterator[Order]:
    """
    Yield the delivered penalties that stop an entity's business and stand; two queries.

    Called through ``settings.ZHUNSHENG_ORDERS``.
    """
    for one, kinds in _standing(viewer, of_the_entity(_delivered(viewer, entity))):
        if STOPS & kinds:
            yield Order(frozenset({DefiedOrder.SUSPENSION}), one.document.number, one.decided_on)


def outcomes(viewer: Viewer, subject: tuple[str, UUID], entity: UUID) -> Iterator[Outcome]:
    """
    Yield the decisions and referrals of crimes by which an entity's seized things leave it.

    Any decision that stands settles the violation (28); a delivered penalty may take the things.
    """
    kind, one_id = subject
    of_case = Q(id=one_id) | Q(lead_id=one_id) | Q(remade_of_id=one_id)
    of_visit = Q(source=SourceKind.INSPECTION.value, source_id=one_id) | Q(lead__source_id=one_id)
    asked = of_case if kind == MatterKind.CASE.value else of_visit
    found = PenaltyCase.objects.of(viewer).filter(
        asked, party_id__in=registry.family(viewer, entity)
    )
    made_of = Decision.objects.of(viewer).filter(case__in=found, annulment__isnull=True)
    told = set(_delivered(viewer, entity).filter(case__in=found).values_list("id", flat=True))
    for made, kinds in _standing(viewer, made_of):
        taken = (way for one in kinds for way in HANDLED.get(one, ()) if made.id in told)
        allowed = frozenset({HandlingKind.RELEASE, *taken})
        yield Outcome(allowed, made.document.number, made.decided_on)
    handed = {}
    for acts in loading.acts_by_case(viewer, [row.id for row in found]).values():
        last = next((act for act in reversed(acts) if act.step == "crime_handover"), None)
        if last and last.document_id and files.course_of(acts).is_with_police:
            handed[last.document_id] = last.on
    for one, letter in documents.documents_by_id(viewer, handed).items():
        yield Outcome(frozenset({HandlingKind.HANDOVER}), letter.number, handed[one])


def _delivered(viewer: Viewer, entity: UUID) -> QuerySet[Decision]:
    """Return the penalties on an entity, merged entries too, that were delivered and stand."""
    told = CaseAct.objects.of(viewer).filter(case=OuterRef("case"), step="decision_delivery")
    rows: QuerySet[Decision] = Decision.objects.of(viewer).filter(
        Exists(told),
        kind=DecisionKind.PENALTY.value,
        annulment__isnull=True,
        case__party_id__in=registry.family(viewer, entity),
    )
    return rows


def _standing(
    viewer: Viewer, rows: QuerySet[Decision]
) -> Iterator[tuple[Decision, frozenset[str]]]:
    """Yield decisions with the kinds beside the fine that stand after their changes."""
    made = list(rows.select_related("document").defer("document__content").order_by("id"))
    left = changes(viewer, decisions=[one.id for one in made])
    for one in made:
        change = left.get(one.id)
        kept = one.measures if change is None or change.measures is None else change.measures
        yield one, frozenset(row["kind"] for row in kept if not row.get("instead"))


def matter(viewer: Viewer, case_id: UUID) -> Matter | None:
    """Return a case as the matter of a measure, nothing where the viewer sees none."""
    rows = with_stage(viewer, visible(viewer).select_related("party", "lead"))
    row = rows.filter(id=case_id).first()
    if row is None:
        return None
    acts = loading.acts_by_case(
        viewer, (row.id, *(one.id for one in loading.kin_rows(viewer, row)))
    )
    own, case = files.course_of(acts[row.id]), files.course_of(acts[row.root_id])
    recused, aside = loading.stood_aside(viewer, (act for one in acts.values() for act in one))
    came_of = (row.source_id, row.lead and row.lead.source_id, row.remade_of_id)
    return Matter(
        kind=MatterKind.CASE,
        id=row.id,
        entity=row.party_id,
        entity_name=row.party.name,
        label=row.number or row.cause,
        is_open=row.stage_code not in OVER,
        is_suspended=own.is_suspended or case.is_suspended,
        is_with_police=own.is_with_police,
        recused=recused,
        aside=aside,
        kin=frozenset({*acts, *filter(None, came_of)}),
    )
