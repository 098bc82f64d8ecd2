"""What every act of a measure does: lock, load, ask the procedure, write the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhunsheng.compulsion import queries
from zhunsheng.compulsion.choices import MeasureKind
from zhunsheng.compulsion.models import Measure, MeasureAct
from zhunsheng.compulsion.procedure import procedure_of
from zhunsheng.compulsion.queries import MeasureFile
from zhunsheng.compulsion.rules import MeasureFacts
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Addressee, Paper
from zhunsheng.kernel import procedure
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.registry.choices import EntityKind


def begin(ctx: Act, measure: UUID, version: int | None) -> MeasureFile:
    """
    Lock a measure and load its file.

    :raises Measure.DoesNotExist: if the bureau has none of this id
    :raises Stale: if the measure changed since the form was opened
    """
    rows = Measure.objects.of(ctx).select_related("entity").select_for_update(of=("self",))
    row: Measure = rows.get(id=measure)
    declared = procedure_of(MeasureKind(row.kind))
    documents.nobody_acted(
        ctx, MeasureAct, row.id, now=row.version, seen=version, procedure=declared
    )
    return queries.load(ctx.viewer, row)


def addressee(file: MeasureFile) -> Addressee:
    """Return to whom the papers of a measure go, and who may sign for it (民诉法 88)."""
    party = file.measure.party
    kind = party.kind_enum
    return Addressee(
        party.name if kind is EntityKind.PERSON else party.legal_representative,
        is_person=kind.is_one_person,
        is_unit=kind is not EntityKind.PERSON,
        unit=party.name,
    )


def permit(
    ctx: Act,
    file: MeasureFile,
    step: str,
    *,
    on: date,
    at: datetime,
    extra: tuple[Finding, ...] = (),
    **more: Any,  # any fact of the draft
) -> MeasureFacts:
    """
    Return the facts where the law allows the step.

    :raises StepRefused: with every reason: role, order, time, people, and what the draft lacks
    """
    facts = replace(queries.act_facts(file, ctx, on=on, at=at), **more)
    procedure.permit(file.procedure, step, facts, by=ctx.by, extra=extra, on=on, entered_on=ctx.day)
    return facts


def take(
    ctx: Act,
    file: MeasureFile,
    step: str,
    *,
    on: date,
    at: datetime,
    data: Mapping[str, object],
    outcome: str = "",
    document: Paper | None = None,
) -> MeasureAct:
    """
    Write the step as done and count the version of the measure up.

    What the program itself does has the instant of its entry: hours run from then, and what
    follows comes after.
    """
    at = ctx.at if file.procedure.step(step).of_today else at
    return documents.take_step(
        ctx,
        MeasureAct,
        file.measure,
        step,
        label="measure.act",
        sequence=len(file.course.acts) + 1,
        on=on,
        data=data,
        outcome=outcome,
        paper=document,
        columns={"at": at},
    )


def subject(file: MeasureFile) -> tuple[str, UUID]:
    """Return the measure as the subject of events and papers."""
    return ("measure", file.measure.id)
