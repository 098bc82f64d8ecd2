"""Parts of acts that change who an entry is: its name, code and kind, and who speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.registry import queries
from zhunsheng.registry.choices import IdentityStep, Phrase
from zhunsheng.registry.events import EnterpriseSuspended, IdentityChanged
from zhunsheng.registry.models import AccountLink, BusinessEntity, IdentityChange
from zhunsheng.registry.rules import EntityFacts, IdentityFacts, IdentityProof, list_of
from zhunsheng.web.uploads import Upload

#: What the scan of a paper on a change is kept with.
CHANGES = "identity_change"


def identity_of(
    ctx: Act,
    facts: EntityFacts,
    own: BusinessEntity | None,
    proof: IdentityProof,
    scan: Upload | None,
) -> IdentityFacts:
    """Return what the rules of such a change look at; ``own`` is None for a new entry."""
    changes = own is None or facts.credit_code != own.credit_code
    asked = facts.credit_code if changes else ""
    known = queries.former_codes(ctx, [own.id] if own else ()) if asked else {}
    is_borne = asked in known and queries.entity_by_credit_code(ctx, asked) is not None
    return IdentityFacts(
        code=facts.credit_code,
        before=own.name if own else "",
        name=facts.name,
        first_name=queries.first_name(ctx, own) if own and facts.name != own.name else "",
        code_before=own.credit_code if own else "",
        had_code=own is not None and changes and queries.had_code(ctx, own),
        former=None if is_borne else known.get(asked),
        kind=facts.kind.label,
        kind_before=own.kind_label if own else "",
        has_scan=scan is not None,
        proof=proof,
    )


def note_identity(
    ctx: Act, row: BusinessEntity, seen: IdentityFacts, scan: Upload | None, *, on: date
) -> None:
    """
    Keep that the name, the code or the kind of an entry changed, with its paper; part of an act.

    Who was tied to the entry by a code that was wrong sees nothing until it is confirmed anew.
    """
    if seen.renames or seen.recodes or seen.rekinds:
        assert seen.proof.step is not None  # the findings saw it
        step = seen.proof.step
    elif seen.former is not None:
        step = IdentityStep.CODE_CONFIRMED
    else:
        return
    before, after = seen.code_before, seen.code
    if seen.renames:
        before, after = seen.before, row.name
    elif seen.rekinds:
        before, after = seen.kind_before, seen.kind
    change = ctx.new_id("registry.identity_change")
    item = evidence.admit(
        ctx,
        subject=(CHANGES, change),
        name=seen.proof.paper.strip() or step.label,
        kind=EvidenceKind.DOCUMENTARY,
        file=scan,
        obtained_on=on,
        proves=step.label,
    ) if scan else None  # fmt: skip
    noted: IdentityChange = IdentityChange.objects.create(
        id=change,
        bureau_id=ctx.bureau,
        entity=row,
        step=step.value,
        before=before,
        after=after,
        paper=seen.proof.paper.strip(),
        reason=seen.proof.reason.strip(),
        scan=item,
        on=on,
        by_name=ctx.by.name,
    )
    ground = list_of(filter(None, (noted.paper, noted.reason)))
    happened = IdentityChanged(row.name, step.label, before, after, ground)
    record(ctx, happened, on=on, subject=("entity", row.id))
    if step is IdentityStep.CODE_CORRECTED:
        said = Phrase.CODE_WAS_WRONG.label.format(code=before)
        suspend_links(ctx, [row.id], reason=said, on=on)


def suspend_links(ctx: Act, entities: Iterable[UUID], *, reason: str, on: date) -> None:
    """Suspend the links of accounts to entries until they are confirmed anew; part of an act."""
    rows = AccountLink.objects.of(ctx).select_for_update(of=("self",)).select_related("user")
    rows = rows.filter(entity__in=list(entities), suspended_on=None).order_by("id")
    for link in rows.select_related("user", "entity"):
        link.suspended_on = on
        link.save(update_fields=["suspended_on"])
        happened = EnterpriseSuspended(link.user.username, link.entity.name, reason)
        record(ctx, happened, on=on, subject=("user", link.user_id))
