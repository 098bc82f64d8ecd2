"""Reads of the registers: seals and numbered forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.documents import rules
from zhunsheng.documents.choices import NumberState
from zhunsheng.documents.models import (
    Document,
    ExternalNumber,
    FormBlock,
    NumberEntry,
    SealUse,
)
from zhunsheng.documents.queries.issued import kinds


def seal_uses(
    viewer: Scope, *, since: date | None = None, until: date | None = None
) -> QuerySet[SealUse]:
    """Return the uses of seals with their documents, newest first."""
    rows: QuerySet[SealUse] = SealUse.objects.of(viewer).select_related("document")
    if since is not None:
        rows = rows.filter(used_on__gte=since)
    if until is not None:
        rows = rows.filter(used_on__lte=until)
    return rows.order_by("-used_on", "-id")


def awaiting_seal(viewer: Scope) -> QuerySet[Document]:
    """Return the issued papers that carry a seal and stand in no register yet, newest first."""
    sealed = [kind.key for kind in kinds().values() if kind.is_sealed]
    used = SealUse.objects.of(viewer).filter(document=OuterRef("pk"))
    rows: QuerySet[Document] = Document.objects.of(viewer).filter(~Exists(used), kind__in=sealed)
    return rows.order_by("-issued_on", "-id")


def uses_of(viewer: Scope, document: UUID) -> list[SealUse]:
    """Return how one document was sealed, in order."""
    return list(SealUse.objects.of(viewer).filter(document_id=document).order_by("used_on", "id"))


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block of forms with what became of each of its numbers."""

    row: FormBlock
    count: rules.BlockCount


def form_blocks(viewer: Scope) -> QuerySet[FormBlock]:
    """Return the blocks of forms that were handed out, newest first."""
    rows: QuerySet[FormBlock] = FormBlock.objects.of(viewer)
    return rows.order_by("-handed_on", "-id")


def form_block(viewer: Scope, block_id: UUID) -> FormBlock:
    """
    Return one block of the bureau.

    :raises FormBlock.DoesNotExist: if the bureau has none of this id
    """
    found: FormBlock = FormBlock.objects.of(viewer).get(id=block_id)
    return found


def block_lines(viewer: Scope, blocks: tuple[FormBlock, ...]) -> list[BlockLine]:
    """Return the blocks with their counts; one query."""
    states: dict[UUID, list[NumberState]] = {}
    rows = NumberEntry.objects.of(viewer).filter(block__in=blocks)
    for block_id, state in rows.values_list("block_id", "state"):
        states.setdefault(block_id, []).append(NumberState(state))
    return [
        BlockLine(
            row,
            rules.block_count(
                count=row.count, states=states.get(row.id, []), returned=row.returned_count
            ),
        )
        for row in blocks
    ]


def forms_of(viewer: Scope, block: FormBlock) -> list[NumberEntry]:
    """Return the numbers of a block that its holder did not give back, in order."""
    return list(NumberEntry.objects.of(viewer).filter(block=block).order_by("sequence"))


def external_numbers(viewer: Scope, ids: Iterable[UUID]) -> dict[UUID, ExternalNumber]:
    """Return the numbers of the ministry's system of these records, by record; one query."""
    rows = ExternalNumber.objects.of(viewer).filter(subject_id__in=list(ids))
    return {row.subject_id: row for row in rows}


def external_numbers_taken(viewer: Scope, numbers: Iterable[str]) -> dict[str, UUID]:
    """Return which record has each of these numbers of the ministry's system; one query."""
    rows = ExternalNumber.objects.of(viewer).filter(number__in=list(numbers))
    return dict(rows.values_list("number", "subject_id"))


def with_external_number(viewer: Scope, kind: str, text: str) -> QuerySet[Any, UUID]:
    """Return the records of a kind whose number in the ministry's system holds a text."""
    rows: QuerySet[ExternalNumber] = ExternalNumber.objects.of(viewer)
    return rows.filter(subject_kind=kind, number__contains=text).values_list(
        "subject_id", flat=True
    )


def documents_by_number(viewer: Scope, numbers: Iterable[str]) -> dict[str, Document]:
    """Return the documents of these numbers, by number; one query."""
    return {row.number: row for row in Document.objects.of(viewer).filter(number__in=list(numbers))}
