"""Parts of acts: keep a file by the hash of its content, close the file of a record."""

from __future__ import annotations

from hashlib import sha256 as hash_of

from zhunsheng.documents import queries
from zhunsheng.documents.models import FileClosure
from zhunsheng.documents.services.issuing import Subject
from zhunsheng.kernel.act import Act


def keep_file(content: bytes) -> str:
    """
    Keep a file under the hash of its content and return the hash; written whole or not at all.

    :raises OSError: if the disk refuses (full, read-only); nothing half-written stays
    """
    digest = hash_of(content).hexdigest()
    place = queries.place_of(digest)
    if place.exists() and place.stat().st_size == len(content):
        return digest
    queries.write_whole(place, content)
    return digest


def close_file(ctx: Act, *, subject: Subject, volume: int) -> None:
    """Let nothing be added to the file of a record any more; a part of the act that files it."""
    row, new = FileClosure.objects.of(ctx).get_or_create(
        subject_kind=subject[0],
        subject_id=subject[1],
        bureau_id=ctx.bureau,
        defaults={
            "id": ctx.new_id(f"documents.closure:{subject[0]}:{subject[1]}"),
            "volume": volume,
        },
    )
    if not new:
        row.is_closed, row.volume = True, volume
        row.save(update_fields=["is_closed", "volume"])


def open_file(ctx: Act, *, subject: Subject) -> None:
    """Let a supplement be added to a file of the archive; a part of the act that opens it."""
    rows = FileClosure.objects.of(ctx).filter(subject_kind=subject[0], subject_id=subject[1])
    rows.update(is_closed=False)
