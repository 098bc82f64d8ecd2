"""Steps of a version: adopt, publish, give up."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.procedure import permit
from zhunsheng.powers import events, queries
from zhunsheng.powers.choices import PowerStep
from zhunsheng.powers.models import PowerItem, PowerListVersion
from zhunsheng.powers.procedure import POWER_LIST
from zhunsheng.powers.queries.versions import values_from
from zhunsheng.powers.services.base import changed, locked, note_step


@act
def adopt_list(
    *,
    ctx: Act,
    power_list: UUID,
    effective_from: date,
    approval: str,
    version: int | None = None,
    on: date,
) -> PowerListVersion:
    """
    Adopt a version: its items are fixed for ever, bound by a hash.

    ``approval`` names the meeting or the document that the adoption rests on.

    :raises StepRefused: with every reason: no items, faulty ones, ended bases, a day gone by
    :raises Stale: if the version changed since the form was opened
    """
    row = locked(ctx, power_list, version)
    facts = queries.facts_of(ctx, row, on=on, effective_from=effective_from, note=approval)
    permit(POWER_LIST, PowerStep.ADOPT.value, facts, by=ctx.by)
    items = queries.items_of(ctx, row)
    PowerItem.objects.bulk_create(
        PowerItem(
            id=ctx.new_id("powers.item", place),
            bureau_id=ctx.bureau,
            power_list=row,
            sequence=place,
            **values_from(one),
        )
        for place, one in enumerate(items, 1)
    )
    row.draft = []
    digest = queries.content_hash(row, items)
    note_step(
        ctx,
        row,
        PowerStep.ADOPT,
        on,
        note=approval.strip(),
        effective_from=effective_from,
        content_hash=digest,
    )
    happened = events.ListAdopted(
        items=len(items),
        effective_from=effective_from.isoformat(),
        approval=approval.strip(),
        content_hash=digest,
    )
    changed(ctx, row, happened, on)
    return row


@act
def publish_list(
    *, ctx: Act, power_list: UUID, place: str, version: int | None = None, on: date
) -> PowerListVersion:
    """
    Record the publication of an adopted version and where it can be read.

    :raises StepRefused: if it is not adopted, was published already, or no place is named
    :raises Stale: if the version changed since the form was opened
    """
    row = locked(ctx, power_list, version)
    facts = queries.facts_of(ctx, row, on=on, note=place)
    permit(POWER_LIST, PowerStep.PUBLISH.value, facts, by=ctx.by)
    note_step(ctx, row, PowerStep.PUBLISH, on, note=place.strip())
    changed(ctx, row, events.ListPublished(place=place.strip()), on)
    return row


@act
def give_up_list(
    *, ctx: Act, power_list: UUID, reason: str, version: int | None = None, on: date
) -> PowerListVersion:
    """
    Give up a draft; it stays on record, and another may be begun.

    :raises StepRefused: if it was adopted or given up already
    :raises Stale: if the version changed since the form was opened
    """
    row = locked(ctx, power_list, version)
    facts = queries.facts_of(ctx, row, on=on)
    permit(POWER_LIST, PowerStep.GIVE_UP.value, facts, by=ctx.by)
    note_step(ctx, row, PowerStep.GIVE_UP, on, note=reason.strip())
    changed(ctx, row, events.ListGivenUp(reason=reason.strip()), on)
    return row
