"""Reads of evidence: catalogues, and files that are verified whenever they are read."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core import signing

from zhunsheng.accounts.records import Scope
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.evidence.rules import is_digest
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.web.uploads import Upload, UploadGone

UPLOAD_SALT = "zhunsheng.evidence.upload"
UPLOAD_SECONDS = 24 * 60 * 60


class FileDamaged(Exception):
    """A kept file is missing or no longer has the hash under which it was kept."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


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


def catalogue_hash(viewer: Scope, subject: tuple[str, UUID]) -> str:
    """Return the SHA-256 over what the catalogue says: any item added or changed changes it."""
    return sha256_hex(
        [
            {
                "number": item.number,
                "name": item.name,
                "kind": item.kind,
                "sha256": item.sha256,
                "size": item.size,
                "obtained_on": item.obtained_on,
                "obtained_by": item.obtained_by,
                "proves": item.proves,
            }
            for item in catalogue(viewer, subject)
        ]
    )


def item(viewer: Scope, item_id: UUID) -> EvidenceItem:
    """
    Return an item of the bureau.

    :raises EvidenceItem.DoesNotExist: if the bureau has none of this id
    """
    row: EvidenceItem = EvidenceItem.objects.of(viewer).get(id=item_id)
    return row


def place_of(digest: str) -> Path:
    """
    Return where the file of a hash is kept.

    :raises ValueError: if the text is no SHA-256
    """
    if not is_digest(digest):
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


def count_of(viewer: Scope, subject: tuple[str, UUID]) -> int:
    """Return how many items the catalogue of a subject holds."""
    rows = EvidenceItem.objects.of(viewer).filter(subject_kind=subject[0], subject_id=subject[1])
    return rows.count()
