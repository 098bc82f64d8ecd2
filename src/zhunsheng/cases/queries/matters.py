"""What compulsory measures ask of a case that they serve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from zhunsheng.cases.choices import DecisionKind, Stage
from zhunsheng.cases.models import CaseAct, Decision
from zhunsheng.cases.queries import files, loading
from zhunsheng.cases.queries.changes import changes
from zhunsheng.cases.queries.offences import of_the_entity
from zhunsheng.cases.queries.records import STAGE_STEPS, visible, with_stage
from zhunsheng.compulsion.choices import DefiedOrder, MatterKind
from zhunsheng.compulsion.rules import Matter, Order
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook.choices import Measure

#: Stages in which a case has no evidence to secure any more: it is decided or over (行政强制法 2).
OVER: Final = frozenset(
    s.value
    for s, steps in STAGE_STEPS.items()
    if {*steps} & {*files.ENDING} or s in {Stage.DECIDED, Stage.EXECUTION}
)

#: The penalties that stop a business (安全生产法 70).
STOPS: Final = frozenset({Measure.SUSPENSION_OF_BUSINESS.value, Measure.OVERHAUL_SUSPENSION.value})


def stop_orders(viewer: Viewer, entity: UUID) -> Iterator[Order]:
    """Yield the delivered penalties that stop an entity's business and stand; two queries."""
    told = CaseAct.objects.of(viewer).filter(case=OuterRef("case"), step="decision_delivery")
    rows = of_the_entity(
        Decision.objects.of(viewer).filter(
            Exists(told),
            kind=DecisionKind.PENALTY.value,
            annulment__isnull=True,
            case__party_id=entity,
        )
    )
    made = list(rows.select_related("document").defer("document__content").order_by("id"))
    left = changes(viewer, decisions=[one.id for one in made])
    for one in made:
        change = left.get(one.id)
        kept = one.measures if change is None or change.measures is None else change.measures
        if STOPS & {row["kind"] for row in kept if not row.get("instead")}:
            yield Order(frozenset({DefiedOrder.SUSPENSION}), one.document.number, one.decided_on)


def matter(viewer: Viewer, case_id: UUID) -> Matter | None:
    """Return a case as the matter of a measure, nothing where the viewer sees none."""
    rows = with_stage(viewer, visible(viewer).select_related("party"))
    row = rows.filter(id=case_id).first()
    if row is None:
        return None
    acts = loading.acts_by_case(
        viewer, (row.id, *(one.id for one in loading.kin_rows(viewer, row)))
    )
    own, case = files.course_of(acts[row.id]), files.course_of(acts[row.root_id])
    recused, aside = loading.stood_aside(viewer, (act for one in acts.values() for act in one))
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
    )
