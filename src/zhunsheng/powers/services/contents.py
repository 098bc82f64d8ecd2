"""Acts on the items of a draft: begin it, import, set and remove items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models import Max

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts import services as founding
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.powers import events, imports, queries, rules
from zhunsheng.powers.choices import ListOrigin, PowerStep
from zhunsheng.powers.models import PowerListVersion
from zhunsheng.powers.procedure import POWER_LIST
from zhunsheng.powers.queries.basis import known_violations, sectors
from zhunsheng.powers.queries.versions import values_from
from zhunsheng.powers.rules import PowerFacts
from zhunsheng.powers.services.base import changed, note_step, open_list


@dataclass(frozen=True, slots=True)
class ListDraft:
    """What a version begins with: its label, and where its first items come from."""

    label: str
    origin: ListOrigin


@act
def draft_list(*, ctx: Act, draft: ListDraft, on: date) -> PowerListVersion:
    """
    Begin a new version beside the old ones.

    :raises StepRefused: if another version is open, the actor may not draft, or there is no
        previous version to follow
    """
    founding.hold_bureau(ctx)
    step = POWER_LIST.step(PowerStep.DRAFT.value)
    running = queries.open_draft(ctx)
    refuse_if(
        (
            *role_finding(step, ctx.by),
            *rules.draft_findings(open_draft=running.label if running else ""),
        )
    )
    previous = queries.latest_adopted(ctx)
    last = PowerListVersion.objects.of(ctx).aggregate(last=Max("number"))["last"]
    items = _first_items(ctx, draft.origin, previous, on)
    row: PowerListVersion = PowerListVersion.objects.create(
        id=ctx.new_id("powers.list"),
        bureau_id=ctx.bureau,
        number=(last or 0) + 1,
        label=draft.label.strip(),
        draft=[values_from(one) for one in items],
        replaces=previous,
    )
    note_step(ctx, row, PowerStep.DRAFT, on)
    happened = events.ListDrafted(title=row.label, origin=draft.origin.label, items=len(items))
    changed(ctx, row, happened, on)
    return row


def _first_items(
    ctx: Act, origin: ListOrigin, previous: PowerListVersion | None, on: date
) -> tuple[PowerFacts, ...]:
    if origin is ListOrigin.BLANK:
        return ()
    if origin is ListOrigin.LAWBOOK:
        return queries.proposal(subject=accounts.bureau(ctx).name, on=on)
    refuse_if(() if previous else (rules.nothing_to_follow(),))
    assert previous is not None
    return queries.items_of(ctx, previous)


@act
def import_items(
    *,
    ctx: Act,
    power_list: UUID,
    filename: str,
    content: bytes,
    version: int | None = None,
    on: date,
) -> PowerListVersion:
    """
    Put the items of a sheet in the place of a draft's items: all of them, or none.

    :raises UnreadableSheet: if the file as a whole cannot be read
    :raises StepRefused: with every bad row by its number, or if the version is fixed
    :raises Stale: if the version changed since the form was opened
    """
    row = open_list(ctx, power_list, version)
    reading = imports.read(filename=filename, content=content)
    refuse_if(imports.findings(reading))
    _put(row, reading.good)
    happened = events.ItemsImported(
        filename=filename[:200], digest=sha256(content).hexdigest(), items=len(reading.good)
    )
    changed(ctx, row, happened, on)
    return row


@act
def set_item(
    *, ctx: Act, power_list: UUID, item: PowerFacts, version: int | None = None, on: date
) -> PowerListVersion:
    """
    Put an item into a draft: in the place of the one of its code, else at the end.

    :raises StepRefused: with everything against the item, or if the version is fixed
    :raises Stale: if the version changed since the form was opened
    """
    row = open_list(ctx, power_list, version)
    known = {one.code: one for one in queries.items_of(ctx, row)}
    known[item.code] = item
    twice = rules.list_findings(known.values())
    wrong = rules.item_findings(item, known=known_violations(), sectors=sectors())
    refuse_if((*wrong, *twice))
    _put(row, known.values())
    changed(ctx, row, events.ItemSet(code=item.code, name=item.name), on)
    return row


@act
def remove_item(
    *, ctx: Act, power_list: UUID, code: str, version: int | None = None, on: date
) -> PowerListVersion:
    """
    Take an item out of a draft.

    :raises StepRefused: if the draft holds no such item, or the version is fixed
    :raises Stale: if the version changed since the form was opened
    """
    row = open_list(ctx, power_list, version)
    known = {one.code: one for one in queries.items_of(ctx, row)}
    refuse_if(() if code in known else (rules.unknown_item(code),))
    gone = known.pop(code)
    _put(row, known.values())
    changed(ctx, row, events.ItemRemoved(code=gone.code, name=gone.name), on)
    return row


def _put(row: PowerListVersion, items: Iterable[PowerFacts]) -> None:
    row.draft = [values_from(one) for one in items]
