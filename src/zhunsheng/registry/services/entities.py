"""Acts on business entities: import, add and amend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Any
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.choices import Labelled
from zhunsheng.kernel.finding import Finding, Later, refuse_if, same_version
from zhunsheng.registry import imports, queries
from zhunsheng.registry.choices import STATE_FIELD
from zhunsheng.registry.events import EntitiesImported, EntityAdded, EntityAmended
from zhunsheng.registry.models import BusinessEntity, ImportRun, OperationChange, RiskChange, Site
from zhunsheng.registry.rules import (
    NO_PROOF,
    EntityFacts,
    IdentityProof,
    SiteDraft,
    already_registered,
    code_of_merged,
    entity_findings,
    identity_findings,
    list_of,
    listed_already,
    merged_already,
    nothing_changed,
    particulars_findings,
    same_place,
    spelling,
    unknown_emerging_sector,
    unknown_street,
)
from zhunsheng.registry.services.identity import identity_of, note_identity
from zhunsheng.registry.services.operation import note_state, state_row
from zhunsheng.web.importing import run_values
from zhunsheng.web.uploads import Upload

BATCH = 500
_NAMES = tuple(field.name for field in fields(EntityFacts))
_FACTS = attrgetter(*_NAMES)


@act
def import_entities(*, ctx: Act, filename: str, content: bytes, on: date) -> ImportRun:
    """
    Register every good row of a sheet (.xlsx or .csv) and name every other row.

    :raises UnreadableSheet: if the file as a whole cannot be read; nothing is written
    :raises Stale: if somebody else registered one of the units at the same moment
    """
    reading, run_id = imports.scan(ctx, filename=filename, content=content, on=on), _run_id(ctx)
    numbered = enumerate(reading)
    while batch := list(islice(numbered, BATCH)):
        with once(partial(_registered, ctx, batch)):
            _take(ctx, batch, run_id=run_id, on=on)
    said = run_values(ctx, reading, filename=filename, content=content, on=on)
    run: ImportRun = ImportRun.objects.create(id=run_id, **said)
    happened = EntitiesImported(
        filename=run.filename,
        digest=run.digest,
        rows_read=run.rows_read,
        rows_taken=run.rows_taken,
        rows_skipped=run.rows_skipped,
    )
    record(ctx, happened, on=on, subject=("entity_import", run.id))
    return run


def _run_id(ctx: Act) -> UUID:
    return ctx.new_id("registry.import")


def _take(
    ctx: Act, batch: Sequence[tuple[int, imports.EntityRow]], *, run_id: UUID, on: date
) -> None:
    """Write some rows of a sheet; the record of the import follows in the same transaction."""
    rows, sites, ceased = [], [], []
    for number, one in batch:
        row = _values(ctx, one.facts, on=on, number=number)
        row["import_run_id"] = run_id
        rows.append(row)
        if one.site is not None:
            sites.append(site_row(ctx, row["id"], one.site, number))
        if noted := state_row(ctx, row["id"], row["particulars"], on=on, number=number):
            ceased.append(noted)
    BusinessEntity.objects.insert(rows)
    Site.objects.bulk_create(sites, batch_size=BATCH)
    OperationChange.objects.bulk_create(ceased, batch_size=BATCH)


def site_row(ctx: Act, entity: UUID, draft: SiteDraft, number: int = 0) -> Site:
    """Return the row of a site, not written yet."""
    return Site(
        id=ctx.new_id("site", number),
        bureau_id=ctx.bureau,
        entity_id=entity,
        name=draft.name.strip(),
        address=draft.address.strip(),
        longitude=draft.longitude,
        latitude=draft.latitude,
    )


@act
def add_entity(
    *,
    ctx: Act,
    facts: EntityFacts,
    proof: IdentityProof = NO_PROOF,
    scan: Upload | None = None,
    on: date,
) -> BusinessEntity:
    """
    Register one business entity.

    A code that another entry bore before asks for the record of the registration authority that
    tells whose it is.

    :raises StepRefused: if facts are missing or wrong, or the credit code is registered already
    """
    seen = identity_of(ctx, facts, None, proof, scan)
    found = (*_findings_of_bureau(ctx, facts, own=None), *identity_findings(seen))
    refuse_if((*entity_findings(facts), *found))
    row = BusinessEntity(**_values(ctx, facts, on=on, number=0))
    row.save(force_insert=True)
    happened = EntityAdded(
        name=row.name,
        credit_code=row.credit_code,
        kind=facts.kind.label,
        sector=facts.sector.label,
    )
    record(ctx, happened, on=on, subject=("entity", row.id))
    note_identity(ctx, row, seen, scan, on=on)
    note_state(ctx, row, before="", on=on)
    return row


@act
def amend_entity(
    *,
    ctx: Act,
    entity: UUID,
    facts: EntityFacts,
    proof: IdentityProof = NO_PROOF,
    scan: Upload | None = None,
    version: int | None,
    on: date,
) -> BusinessEntity:
    """
    Replace the facts of a business entity and record what changed.

    A new name, kind or other code asks for its paper; name and code at once are another unit.

    :raises StepRefused: if facts are missing or wrong, nothing changed, or no paper shows the name,
        code or kind
    :raises Stale: if somebody else amended it since the form was opened
    """
    row: BusinessEntity = BusinessEntity.objects.of(ctx).select_for_update().get(id=entity)
    same_version(row.version, version, partial(last_acts, ctx, ("entity", row.id)))
    changes, held = _changes(row, facts), row.risk_class
    state = row.particulars.get(STATE_FIELD, "")
    refuse_if((merged_already(),) if row.merged_into_id else ())
    seen = identity_of(ctx, facts, row, proof, scan)
    found = (*_findings_of_bureau(ctx, facts, own=row), *identity_findings(seen))
    refuse_if((*entity_findings(facts), *found))
    refuse_if(() if changes else (nothing_changed(),))
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    row.version += 1
    row.save(force_update=True)
    if row.risk_class != held:
        RiskChange.objects.create(
            id=ctx.new_id("registry.risk_change"),
            bureau_id=ctx.bureau,
            entity=row,
            before=held,
            after=row.risk_class,
            on=on,
        )
    happened = EntityAmended(
        name=row.name, fields=list_of(label for label, _, _ in changes), changes=changes
    )
    record(ctx, happened, on=on, subject=("entity", row.id))
    note_identity(ctx, row, seen, scan, on=on)
    note_state(ctx, row, before=state, on=on)
    return row


def _registered(ctx: Act, batch: Sequence[tuple[int, imports.EntityRow]]) -> tuple[Later, ...]:
    """Return how the first of these rows' credit codes came into the register."""
    codes = [one.facts.credit_code for _, one in batch if one.facts.credit_code]
    row = BusinessEntity.objects.of(ctx).filter(credit_code__in=codes, merged_into=None).first()
    if row is None:
        return ()
    run = row.import_run_id
    return last_acts(ctx, ("entity_import", run) if run else ("entity", row.id))


def hold_entities(ctx: Act, ids: Iterable[UUID]) -> None:
    """
    Lock entities for the act, as part of it, so that two acts on one come one by one.

    What was merged with one of them is locked with it: an act on either entry is one on both.
    """
    family = queries.families(ctx, ids)
    rows = BusinessEntity.objects.of(ctx).filter(id__in=list(family)).order_by("id")
    list(rows.select_for_update().values_list("id", flat=True))


def _values(ctx: Act, facts: EntityFacts, *, on: date, number: int) -> dict[str, Any]:
    """Return the columns of a new row."""
    values = _columns(facts)
    values.update(id=ctx.new_id("entity", number), bureau_id=ctx.bureau, registered_on=on)
    return values


def _columns(facts: EntityFacts) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: value.value if isinstance(value, Labelled) else value
        for name, value in zip(_NAMES, _FACTS(facts), strict=True)
    }
    values["street_id"] = values.pop("street")
    values["credit_grade"] = values["credit_grade"] or ""
    values["particulars"] = dict(facts.particulars)
    spelled = spelling(facts.name)
    values["pinyin_key"], values["initials"] = spelled.key, spelled.initials
    return values


def _findings_of_bureau(
    ctx: Act, facts: EntityFacts, *, own: BusinessEntity | None
) -> tuple[Finding, ...]:
    found = [*_code_findings(ctx, facts, own)]
    place = same_place(facts.name, facts.address)
    stays = own is not None and not own.credit_code and place == same_place(own.name, own.address)
    if (
        not facts.credit_code
        and not stays
        and queries.stands_there(ctx, facts.name, facts.address, besides=own.id if own else None)
    ):
        found.append(listed_already(facts.name))
    if facts.street is not None:
        streets = {unit.id for unit in accounts.units(ctx, kind=UnitKind.STREET)}
        found += [] if facts.street in streets else [unknown_street()]
    version = queries.emerging_sectors(on=ctx.day)
    if facts.emerging_sector and facts.emerging_sector not in version.sectors:
        found.append(unknown_emerging_sector())
    return (*found, *particulars_findings(facts.particulars, queries.fields()))


def _code_findings(ctx: Act, facts: EntityFacts, own: BusinessEntity | None) -> tuple[Finding, ...]:
    """Return that a code is of another entry, or differs from one that this entry is told by."""
    twin = queries.entity_by_credit_code(ctx, facts.credit_code) if facts.credit_code else None
    if twin is not None and (own is None or twin.kept.id != own.id):
        return (already_registered(facts.credit_code, twin.name),)
    if own is None or own.credit_code or not facts.credit_code:
        return ()
    told = queries.codes_of(ctx, [own.id])[own.id]
    return (code_of_merged(told),) if told not in {"", facts.credit_code} else ()


def _changes(row: BusinessEntity, facts: EntityFacts) -> tuple[tuple[str, str, str], ...]:
    new = _columns(facts)
    changes: list[tuple[str, str, str]] = []
    for field in fields(facts):
        name = "street_id" if field.name == "street" else field.name
        before, after = getattr(row, name), new[name]
        if name == "particulars":
            changes += _particular_changes(before, dict(facts.particulars))
        elif before != after:
            label = str(BusinessEntity._meta.get_field(field.name).verbose_name)  # type: ignore[union-attr]  # a column, never a reverse relation
            changes.append((label, _text(before), _text(after)))
    return tuple(changes)


def _particular_changes(
    before: Mapping[str, str], after: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Return each further fact that changes, by its heading."""
    return [
        (field.heading, before.get(key, ""), after.get(key, ""))
        for key, field in queries.fields().items()
        if before.get(key, "") != after.get(key, "")
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)
