"""What compulsory measures ask of a case that they serve."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from zhunsheng.cases.choices import Stage
from zhunsheng.cases.queries import files, loading
from zhunsheng.cases.queries.records import STAGE_STEPS, visible, with_stage
from zhunsheng.compulsion.choices import MatterKind
from zhunsheng.compulsion.rules import Matter
from zhunsheng.kernel.act import Viewer

#: Stages in which a case has no evidence to secure any more: it is decided or over (行政强制法 2).
OVER: Final = frozenset(
    s.value
    for s, steps in STAGE_STEPS.items()
    if {*steps} & {*files.ENDING} or s in {Stage.DECIDED, Stage.EXECUTION}
)


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
