"""The version that an act works on, locked; its steps; its events."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if, same_version
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.powers import queries, rules
from zhunsheng.powers.choices import PowerStep
from zhunsheng.powers.models import PowerListAct, PowerListVersion
from zhunsheng.powers.procedure import POWER_LIST
from zhunsheng.powers.rules import ListFacts


def locked(ctx: Act, power_list: UUID, version: int | None) -> PowerListVersion:
    """
    Return a version, locked for the act.

    :raises Stale: if it changed since the form was opened
    :raises PowerListVersion.DoesNotExist: if the bureau has none of this id
    """
    rows = PowerListVersion.objects.of(ctx).select_for_update()
    row: PowerListVersion = rows.get(id=power_list)
    same_version(row.version, version, partial(last_acts, ctx, ("power_list", row.id)))
    return row


def open_list(ctx: Act, power_list: UUID, version: int | None) -> PowerListVersion:
    """
    Return a version, locked, where the actor may still change its items.

    :raises StepRefused: if it was adopted or given up, or the actor may not draft
    :raises Stale: if it changed since the form was opened
    """
    row = locked(ctx, power_list, version)
    step = POWER_LIST.step(PowerStep.DRAFT.value)
    fixed = rules.contents_are_open(ListFacts(acts=queries.acts_of(ctx, row)))
    refuse_if((*role_finding(step, ctx.by), *((fixed,) if fixed else ())))
    return row


def note_step(
    ctx: Act,
    row: PowerListVersion,
    step: PowerStep,
    on: date,
    *,
    note: str = "",
    effective_from: date | None = None,
    content_hash: str = "",
) -> None:
    """Add a step to what was done with a version."""
    PowerListAct.objects.create(
        id=ctx.new_id("powers.act"),
        bureau_id=ctx.bureau,
        power_list=row,
        step=step.value,
        on=on,
        effective_from=effective_from,
        note=note,
        content_hash=content_hash,
        by_name=ctx.by.name,
    )


def changed(ctx: Act, row: PowerListVersion, happened: object, on: date) -> None:
    """Count the version up, so that an older form is noticed, and record what happened."""
    row.version += 1
    row.save(update_fields=["version", "draft"])
    record(ctx, happened, on=on, subject=("power_list", row.id))
