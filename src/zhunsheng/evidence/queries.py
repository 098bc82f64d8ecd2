"""Reads of evidence: catalogues, and files that are verified whenever they are read."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core import signing

from zhunsheng.accounts.records import Scope
from zhunsheng.documents.queries import FileDamaged, kept_file, place_of
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.kernel.act import Viewer
from zhunsheng.web.uploads import Upload, UploadGone

__all__ = ["FileDamaged", "kept_file", "place_of"]  # of the room that keeps the files
UPLOAD_SALT = "zhunsheng.evidence.upload"
UPLOAD_SECONDS = 24 * 60 * 60


def held_upload(viewer: Viewer, token: str) -> Upload:
    """
    Return the file that the viewer uploaded within the last day and has not confirmed yet.

    :raises UploadGone: if the token is forged, too old, or somebody else's, or the file is gone
    """
    try:
        digest, filename, bureau, sender = signing.loads(
            token, salt=UPLOAD_SALT, max_age=UPLOAD_SECONDS
        )
        if (bureau, sender) != (str(viewer.bureau), str(viewer.by.id)):
            raise UploadGone
        return Upload(filename, kept_file(digest))
    except (signing.BadSignature, FileDamaged):
        raise UploadGone from None


def catalogue(viewer: Scope, subject: tuple[str, UUID]) -> list[EvidenceItem]:
    """Return the items of a subject in the order in which they were admitted."""
    rows = EvidenceItem.objects.of(viewer).filter(subject_kind=subject[0], subject_id=subject[1])
    return sorted(rows, key=lambda item: (len(item.number), item.number))


def catalogues(
    viewer: Scope, subject_ids: Iterable[UUID]
) -> dict[tuple[str, UUID], list[EvidenceItem]]:
    """Return the items of many subjects by subject, each in its order; one query."""
    found: dict[tuple[str, UUID], list[EvidenceItem]] = {}
    for item in EvidenceItem.objects.of(viewer).filter(subject_id__in=list(subject_ids)):
        found.setdefault((item.subject_kind, item.subject_id), []).append(item)
    return {
        subject: sorted(items, key=lambda item: (len(item.number), item.number))
        for subject, items in found.items()
    }


def item(viewer: Scope, item_id: UUID) -> EvidenceItem:
    """
    Return an item of the bureau.

    :raises EvidenceItem.DoesNotExist: if the bureau has none of this id
    """
    row: EvidenceItem = EvidenceItem.objects.of(viewer).get(id=item_id)
    return row


def count_of(viewer: Scope, subject: tuple[str, UUID]) -> int:
    """Return how many items the catalogue of a subject holds."""
    rows = EvidenceItem.objects.of(viewer).filter(subject_kind=subject[0], subject_id=subject[1])
    return rows.count()
