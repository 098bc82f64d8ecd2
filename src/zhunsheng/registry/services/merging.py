"""Merging entries that are one entity, and taking it back: ids and histories of both stay."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if, same_version
from zhunsheng.kernel.names import explains, names_a_paper
from zhunsheng.registry import queries
from zhunsheng.registry.choices import EntityKind, Phrase
from zhunsheng.registry.events import EntitiesMerged, MergeUndone
from zhunsheng.registry.models import BusinessEntity, EntityMerge
from zhunsheng.registry.rules import (
    MergeFacts,
    is_person_and_unit,
    loses_the_cap,
    merge_findings,
    undo_findings,
)
from zhunsheng.registry.services.entities import hold_entities
from zhunsheng.registry.services.identity import suspend_links


@act
def merge_entities(
    *,
    ctx: Act,
    kept: UUID,
    duplicate: UUID,
    reason: str,
    registration: str = "",
    version: int | None,
    on: date,
) -> EntityMerge:
    """
    Record that a duplicate is the entity that is kept; ``version`` is that of the duplicate.

    Nothing is moved: inspections and cases of the duplicate stay with it and are found from both.
    Where the codes differ, ``registration`` is the number of the record of the registration
    authority that shows the code of the duplicate to be wrong; the duplicate still tells
    that code, which is free for the unit that bears it. An account that was tied to the duplicate
    by that code sees nothing until it is confirmed anew.

    :raises StepRefused: with every reason: the same entry, merged already, codes not explained
    :raises Stale: if the duplicate changed since the form was opened
    """
    hold_entities(ctx, {kept, duplicate})
    rows = BusinessEntity.objects.of(ctx)
    stays, goes = rows.get(id=kept), rows.get(id=duplicate)
    same_version(goes.version, version, partial(last_acts, ctx, ("entity", goes.id)))
    known = queries.codes_of(ctx, [kept])[kept]
    kinds = EntityKind(stays.kind), EntityKind(goes.kind)
    differ = len({known, goes.credit_code} - {""}) > 1
    facts = MergeFacts(
        is_same=kept == duplicate,
        kept_is_merged=stays.merged_into_id is not None,
        duplicate_is_merged=goes.merged_into_id is not None,
        duplicate_holds_others=rows.filter(merged_into=goes).exists(),
        codes_unexplained=differ and not names_a_paper(registration),
        one_is_a_person=is_person_and_unit(*kinds),
        cap_is_lost=loses_the_cap(*kinds),
        reason_given=explains(reason),
    )
    refuse_if(merge_findings(facts))
    with once(partial(last_acts, ctx, ("entity", goes.id))):
        merge: EntityMerge = EntityMerge.objects.create(
            id=ctx.new_id("registry.merge"),
            bureau_id=ctx.bureau,
            kept=stays,
            duplicate=goes,
            reason=reason.strip(),
            registration=registration.strip() if differ else "",
            merged_on=on,
            merged_at=ctx.at,
            by_name=ctx.by.name,
        )
    _point(goes, stays)
    said = merge.reason
    if differ:
        said = Phrase.WRONG_CODE.label.format(
            reason=said, registration=merge.registration, code=goes.credit_code
        )
    happened = EntitiesMerged(kept=stays.name, duplicate=goes.name, reason=said)
    for one in (stays, goes):
        record(ctx, happened, on=on, subject=("entity", one.id))
    if differ:
        wrong = Phrase.CODE_WAS_WRONG.label.format(code=goes.credit_code)
        suspend_links(ctx, [goes.id], reason=wrong, on=on)
    return merge


@act
def undo_merge(
    *,
    ctx: Act,
    duplicate: UUID,
    reason: str,
    code_returns: bool = False,
    version: int | None,
    on: date,
) -> EntityMerge:
    """
    Take a merge back: the duplicate stands by itself again, and the record says why.

    Its code comes back with it, unless another unit was registered under it since. Where the kept
    entry took the code over meanwhile, ``code_returns`` says that it gives it back.

    :raises StepRefused: with every reason: nothing to take back, no reason, a code that the kept
        entry has of it and is not to give back
    :raises Stale: if the duplicate changed since the form was opened
    """
    hold_entities(ctx, {duplicate})
    goes = BusinessEntity.objects.of(ctx).get(id=duplicate)
    same_version(goes.version, version, partial(last_acts, ctx, ("entity", goes.id)))
    rows = EntityMerge.objects.of(ctx).select_related("kept")
    merge: EntityMerge | None = rows.filter(duplicate=goes, undone_on=None).first()
    has_its_code = merge is not None and goes.credit_code in {merge.kept.credit_code} - {""}
    found = undo_findings(
        is_merged=merge is not None,
        reason_given=explains(reason),
        code_kept=goes.credit_code if has_its_code and not code_returns else "",
    )
    refuse_if(found)
    assert merge is not None  # the findings saw it
    merge.undone_on, merge.undone_reason = on, reason.strip()
    merge.undone_at = ctx.at
    merge.save(update_fields=["undone_on", "undone_at", "undone_reason"])
    said = merge.undone_reason
    if has_its_code:
        said = _give_back(ctx, merge, said, on=on)
    owner = queries.entity_by_credit_code(ctx, goes.credit_code) if goes.credit_code else None
    if owner is not None and owner.id != goes.id:
        said = Phrase.CODE_GONE.label.format(reason=said, code=goes.credit_code, name=owner.name)
        goes.credit_code = ""
    _point(goes, None)
    happened = MergeUndone(kept=merge.kept.name, duplicate=goes.name, reason=said)
    for one in (merge.kept_id, goes.id):
        record(ctx, happened, on=on, subject=("entity", one))
    return merge


def _give_back(ctx: Act, merge: EntityMerge, reason: str, *, on: date) -> str:
    """Take the code of a duplicate from the entry that took it over; return what is told of it."""
    kept, code = merge.kept, merge.kept.credit_code
    kept.credit_code = ""
    kept.version += 1
    kept.save(update_fields=["credit_code", "version"])
    said = {"code": code, "name": merge.duplicate.name}
    suspend_links(ctx, [kept.id], reason=Phrase.CODE_WENT_BACK.label.format(**said), on=on)
    return Phrase.CODE_RETURNED.label.format(reason=reason, code=code, name=kept.name)


def _point(duplicate: BusinessEntity, kept: BusinessEntity | None) -> None:
    duplicate.merged_into = kept
    duplicate.version += 1
    duplicate.save(update_fields=["merged_into", "credit_code", "version"])
