"""Reads of evidence: catalogues, and files that are verified whenever they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from os import SEEK_END
from typing import IO
from uuid import UUID
from zipfile import BadZipFile, ZipFile

from django.core import signing

from zhunsheng.accounts.choices import INQUIRERS, Role, codes
from zhunsheng.accounts.records import Scope
from zhunsheng.documents.queries import FileDamaged, kept_file, lent_read, place_of, read_scan
from zhunsheng.evidence import rules
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.kernel.act import Actor, Viewer
from zhunsheng.web.uploads import Upload, UploadGone

__all__ = ["FileDamaged", "kept_file", "place_of"]  # of the room that keeps the files
_INQUIRERS = codes(INQUIRERS | {Role.STREET_OFFICER})
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


def file_fault(filename: str, file: IO[bytes]) -> str:
    """
    Say why an upload is not taken as evidence; empty where its content is what its name says.

    PDF and pictures are opened, packed files of office programs are listed, recordings are known
    by how they begin (行政处罚法 46: evidence is verified). The file is left at its beginning.
    """
    ending = rules.ending_of(filename)
    try:
        if file.seek(0, SEEK_END) > rules.MOST_BYTES:
            return rules.TOO_LARGE
        file.seek(0)
        if ending in rules.SCANNED:
            return _scan_fault(ending, file.read())
        if ending in rules.PACKED:
            return _packed_fault(ending, file)
        return rules.recording_fault(ending, file.read(rules.HEAD_BYTES))
    finally:
        file.seek(0)


def _scan_fault(ending: str, content: bytes) -> str:
    scan = read_scan(content)
    if scan.kind is not rules.SCANNED[ending]:
        return rules.NOT_AS_NAMED
    if scan.pages > rules.MOST_PAGES:
        return rules.TOO_MANY_PAGES.format(pages=scan.pages, most=rules.MOST_PAGES)
    return rules.UNREADABLE.format(fault=scan.fault) if scan.fault else ""


def _packed_fault(ending: str, file: IO[bytes]) -> str:
    if file.read(len(rules.PACK)) != rules.PACK:
        return rules.NOT_AS_NAMED
    members = _members(file)
    return rules.NOT_AS_NAMED if members is None else rules.packed_fault(ending, members)


def _members(file: IO[bytes]) -> list[str] | None:
    """Return the list of contents of a packed file, nothing where it cannot be read."""
    try:
        with ZipFile(file) as packed:
            return packed.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return None


def ending_of_content(content: bytes) -> str:
    """Return the ending that a kept file's content calls for, empty where none is known."""
    packed = content.startswith(rules.PACK)
    members = _members(BytesIO(content)) if packed else None
    return rules.ending_by_content(content[: rules.HEAD_BYTES], members or ())


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


def items(viewer: Scope, ids: Iterable[UUID]) -> list[EvidenceItem]:
    """Return the pieces of these ids in the order asked, whatever their subjects; one query."""
    wanted = tuple(ids)
    found = {one.id: one for one in EvidenceItem.objects.of(viewer).filter(id__in=wanted)}
    return [found[one] for one in wanted if one in found]


def item(viewer: Scope, item_id: UUID) -> EvidenceItem:
    """
    Return an item of the bureau.

    :raises EvidenceItem.DoesNotExist: if the bureau has none of this id
    """
    row: EvidenceItem = EvidenceItem.objects.of(viewer).get(id=item_id)
    return row


def reads_taken(by: Actor) -> bool:
    """Return whether somebody needs what was taken in an inquiry that the viewer may see."""
    return by.holds(_INQUIRERS)


def reads_of(viewer: Viewer, subject: tuple[str, UUID], *, on: date) -> bool:
    """Return whether the viewer reads what was taken for a subject, by duty or on a loan."""
    kind, one = subject
    return reads_taken(viewer.by) or (kind == "case" and one in lent_read(viewer, {one}, on=on))


def same_file(viewer: Scope, subject: tuple[str, UUID], digest: str) -> EvidenceItem | None:
    """Return the piece of a subject that is this very file, by its SHA-256, or nothing."""
    rows = EvidenceItem.objects.of(viewer).filter(subject_kind=subject[0], subject_id=subject[1])
    return rows.filter(sha256=digest).order_by("id").first()


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the catalogues of a file: the last place, the pieces by their hash."""

    last_place: int
    pieces: Mapping[str, tuple[str, str]]


def known(viewer: Scope, subject_ids: Iterable[UUID]) -> Known:
    """Return what the catalogues of these subjects hold, each piece by number and name."""
    rows = EvidenceItem.objects.of(viewer).filter(subject_id__in=list(subject_ids))
    held = list(rows.order_by("id").values_list("number", "name", "sha256"))
    pieces = {digest: (number, name) for number, name, digest in reversed(held) if digest}
    return Known(max((rules.place_of_number(one) for one, _, _ in held), default=0), pieces)
