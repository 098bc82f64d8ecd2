"""Reads of signed originals, kept files, and whether the file of a record is in the archive."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from zhunsheng.accounts.records import Scope
from zhunsheng.documents.choices import FileFormat, ScanFormat
from zhunsheng.documents.models import Document, FileClosure, SignedOriginal
from zhunsheng.documents.queries.issued import documents_of_many, kinds, rendered
from zhunsheng.documents.rendering.scans import count_pages, pages_of, read_scan
from zhunsheng.documents.rules import Scan

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class FileDamaged(Exception):
    """A kept file is missing or no longer has the hash under which it was kept."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


def place_of(digest: str) -> Path:
    """
    Return where the file of a hash is kept.

    :raises ValueError: if the text is no SHA-256
    """
    if not _DIGEST.fullmatch(digest):
        raise ValueError("not a SHA-256")
    return Path(settings.ZHUNSHENG_FILES_DIR) / digest[:2] / digest


def kept_file(digest: str) -> bytes:
    """
    Return the content of a kept file after its hash was computed again.

    :raises FileDamaged: if it is missing or differs
    """
    try:
        content = place_of(digest).read_bytes()
    except OSError:
        raise FileDamaged(digest) from None
    if sha256(content).hexdigest() != digest:
        raise FileDamaged(digest)
    return content


def drawn_pages(digest: str, kind: ScanFormat) -> list[Path]:
    """
    Return the pages of a kept scan as JPEG files, drawn at the first request.

    :raises FileDamaged: if the scan is missing or differs from its hash
    :raises ScanUnreadable: if a page cannot be drawn
    """
    folder = Path(settings.ZHUNSHENG_FILES_DIR) / "drawn" / digest[:2] / digest
    return pages_of(kept_file(digest), kind, folder)


def scan_of(digest: str) -> Scan:
    """
    Tell what a kept file is by its content, and how many pages it has.

    :raises FileDamaged: if it is missing or differs from its hash
    """
    return read_scan(kept_file(digest))


def printed_pages(document: Document) -> int:
    """
    Return on how many pages a document is printed, rendered at the first request.

    :raises ContentChanged: if the content does not have the hash it was issued with
    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if the paper cannot be set
    """
    return count_pages(rendered(document, FileFormat.PDF))


def originals_of(viewer: Scope, documents: Iterable[UUID]) -> dict[UUID, SignedOriginal]:
    """Return the signed original that counts for each of these documents; one query."""
    rows = SignedOriginal.objects.of(viewer).filter(document_id__in=list(documents))
    return {row.document_id: row for row in rows.order_by("round")}


def scans_of(viewer: Scope, document: UUID) -> tuple[SignedOriginal, ...]:
    """Return every scan of the original of a document, the one that counts first; one query."""
    rows = SignedOriginal.objects.of(viewer).filter(document_id=document)
    return tuple(rows.order_by("-round"))


def bound_to(viewer: Scope, content: bytes) -> list[Document]:
    """Return the documents to which a scan of exactly this content was bound as their original."""
    digest = sha256(content).hexdigest()
    rows = SignedOriginal.objects.of(viewer).filter(sha256=digest).select_related("document")
    return list({row.document_id: row.document for row in rows.order_by("id")}.values())


def original(viewer: Scope, original_id: UUID) -> SignedOriginal:
    """
    Return one signed original of the bureau.

    :raises SignedOriginal.DoesNotExist: if the bureau has none of this id
    """
    found: SignedOriginal = SignedOriginal.objects.of(viewer).get(id=original_id)
    return found


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document that is signed or sealed and whose original nobody handed in yet."""

    id: UUID
    title: str
    number: str


def lacking_originals(
    viewer: Scope, kind: str, subjects: Iterable[UUID]
) -> dict[UUID, tuple[Lacking, ...]]:
    """Return the papers of each record of a kind that lack their signed original; two queries."""
    papers = documents_of_many(viewer, ((kind, one) for one in subjects))
    lacking = {row.id: row for row in lacking_in(viewer, papers)}
    found: dict[UUID, tuple[Lacking, ...]] = {}
    for row in papers:
        if row.id in lacking:
            found[row.subject_id] = (*found.get(row.subject_id, ()), lacking[row.id])
    return found


def lacking_in(viewer: Scope, papers: Iterable[Document]) -> tuple[Lacking, ...]:
    """Return those of these papers that lack their signed original; one query."""
    declared = kinds()
    signed = [row for row in papers if row.kind in declared and declared[row.kind].is_signed]
    held = originals_of(viewer, [row.id for row in signed])
    return tuple(Lacking(row.id, row.title, row.number) for row in signed if row.id not in held)


def any_file_is_closed(viewer: Scope, subjects: Iterable[tuple[str, UUID]]) -> bool:
    """Return whether the file of one of these records is in the archive."""
    wanted = Q()
    for kind, subject_id in subjects:
        wanted |= Q(subject_kind=kind, subject_id=subject_id)
    rows = FileClosure.objects.of(viewer).filter(wanted, is_closed=True) if wanted else None
    return rows is not None and bool(rows.exists())
