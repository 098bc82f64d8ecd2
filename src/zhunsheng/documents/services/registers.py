"""Acts of the registers: a seal was used, numbered forms were handed out and came back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES, OFFICERS, Role
from zhunsheng.documents import queries, rules
from zhunsheng.documents.choices import KEEPERS, NumberState, Phrase
from zhunsheng.documents.events import FormsHandedOut, FormsReturned, SealUsed
from zhunsheng.documents.models import ExternalNumber, FormBlock, NumberEntry, SealUse
from zhunsheng.documents.services.issuing import Subject, next_numbers
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if

#: Who fills in forms on the spot.
HOLDERS = frozenset(role.value for role in OFFICERS | {Role.TEAM_HEAD})


@act
def register_seal_use(
    *, ctx: Act, document: UUID, seal: str, purpose: str, copies: int, approver: UUID, on: date
) -> SealUse:
    """
    Enter that a document was sealed, on whose approval.

    :raises StepRefused: with every reason: no sealed paper, nobody in charge approved, twice
    :raises Stale: if somebody else entered the same use at the same moment
    """
    row, head = queries.document(ctx, document), accounts.user(ctx, approver)
    named = seal.strip()
    refuse_if(
        rules.clerk_findings(ctx.by, KEEPERS, Phrase.SEAL)
        + rules.seal_findings(
            is_sealed=queries.kind(row.kind).is_sealed,
            title=row.title,
            issued_on=row.issued_on,
            used_on=on,
            seal=named,
            purpose=purpose,
            copies=copies,
            approver_is_head=head.is_active and bool(head.roles & HEAD_CODES),
            already=SealUse.objects.of(ctx).filter(document=row, seal=named).exists(),
        )
    )
    used = SealUse(
        id=ctx.new_id("documents.seal"),
        bureau_id=ctx.bureau,
        document=row,
        seal=named,
        purpose=purpose.strip(),
        copies=copies,
        approved_by=head.name,
        used_by=ctx.by.name,
        used_on=on,
    )
    with once(partial(last_acts, ctx, (row.subject_kind, row.subject_id))):
        used.save(force_insert=True)
    happened = SealUsed(
        document=str(row.id),
        number=row.number,
        seal=named,
        copies=copies,
        approved_by=head.name,
    )
    record(ctx, happened, on=on, subject=(row.subject_kind, row.subject_id))
    return used


@act
def hand_out_forms(*, ctx: Act, kind: str, holder: UUID, count: int, on: date) -> FormBlock:
    """
    Hand the next numbers of a kind to an officer, as forms to fill in on the spot.

    :raises StepRefused: if the holder is no officer in office, or the count is out of range
    :raises KindUnknown: if no kind of document has this key
    """
    declared, officer = queries.kind(kind), accounts.user(ctx, holder)
    in_office = officer.is_active and bool(officer.roles & HOLDERS)
    refuse_if(
        (
            *rules.clerk_findings(ctx.by, KEEPERS, Phrase.FORMS),
            *rules.handing_findings(count=count, holder_is_officer=in_office),
        )
    )
    block = FormBlock(
        id=ctx.new_id("documents.forms"),
        bureau_id=ctx.bureau,
        kind=kind,
        title=declared.title,
        count=count,
        holder=officer,
        holder_name=officer.name,
        handed_on=on,
        handed_by=ctx.by.name,
    )
    block.save(force_insert=True)
    entries = next_numbers(
        ctx,
        accounts.bureau(ctx).short_mark,
        word=declared.word,
        year=on.year,
        state=NumberState.RESERVED,
        count=count,
        block=block,
    )
    block.first_number, block.last_number = entries[0].number, entries[-1].number
    block.save(update_fields=["first_number", "last_number"])
    happened = FormsHandedOut(
        holder=officer.name,
        title=declared.title,
        count=count,
        first=block.first_number,
        last=block.last_number,
    )
    record(ctx, happened, on=on, subject=("forms", block.id))
    return block


@act
def return_forms(*, ctx: Act, block: UUID, on: date) -> FormBlock:
    """
    Take back what an officer did not use; the numbers wait for another use or are voided.

    :raises StepRefused: if the block came back before
    """
    row: FormBlock = FormBlock.objects.of(ctx).select_for_update().get(id=block)
    back = rules.block_is_out(returned=row.returned_on is not None)
    clerk = rules.clerk_findings(ctx.by, KEEPERS, Phrase.FORMS_BACK)
    refuse_if((*clerk, *((back,) if back else ())))
    unused = NumberEntry.objects.of(ctx).filter(block=row, state=NumberState.RESERVED.value)
    numbers = list(unused.order_by("sequence").values_list("number", flat=True))
    unused.update(block=None)
    row.returned_on, row.returned_count = on, len(numbers)
    row.save(update_fields=["returned_on", "returned_count"])
    happened = FormsReturned(
        holder=row.holder_name,
        title=row.title,
        count=len(numbers),
        numbers=rules.joined(numbers),
    )
    record(ctx, happened, on=on, subject=("forms", row.id))
    return row


def note_external_numbers(
    ctx: Act, rows: Iterable[tuple[Subject, str, str]], *, on: date
) -> list[ExternalNumber]:
    """
    Enter the numbers that records have in the ministry's system; a part of the act that reads them.

    Each row is the record, its number there, and the receipt.

    :raises Stale: if somebody else entered one of them at the same moment
    """
    made = [
        ExternalNumber(
            id=ctx.new_id(f"documents.external:{number}"),
            bureau_id=ctx.bureau,
            subject_kind=subject[0],
            subject_id=subject[1],
            number=number,
            receipt=receipt,
            noted_on=on,
            noted_by=ctx.by.name,
        )
        for subject, number, receipt in rows
    ]
    with once(partial(last_acts, ctx, ("bureau", ctx.bureau))):
        return ExternalNumber.objects.bulk_create(made)
