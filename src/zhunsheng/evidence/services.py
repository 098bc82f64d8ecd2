"""Acts of evidence: admit an item into a catalogue, keep its file by the hash of its content."""

from __future__ import annotations

from datetime import date
from functools import partial
from hashlib import sha256 as hash_of
from io import BytesIO
from uuid import UUID

from django.core import signing

from zhunsheng.documents.services import closure_findings
from zhunsheng.documents.services import keep_file as keep_file  # of the room that keeps the files
from zhunsheng.evidence import queries, rules
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.events import EvidenceAdmitted
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.finding import Finding, refuse_if
from zhunsheng.web.uploads import Upload

#: The records that a file stands on, by kind and id.
Subjects = tuple[tuple[str, UUID], ...]


def admit(
    ctx: Act,
    *,
    subject: tuple[str, UUID],
    name: str,
    kind: EvidenceKind,
    file: Upload | None,
    sha256: str = "",
    obtained_on: date,
    proves: str,
    obtained_by: tuple[str, ...] = (),
    after: Subjects = (),
) -> EvidenceItem:
    """
    Admit an item into the catalogue of a subject; a part of the act that obtained it.

    A file of which only the hash is known is admitted with ``sha256`` and no ``file``. The number
    follows the items of the subjects ``after`` which this one's stand in the same file, and those
    that came into them since.

    :raises StepRefused: if name, file or dates do not hold, the file is not what its name says or
        has another hash, or the file of the subject is in the archive
    :raises Stale: if somebody else admitted an item to the subject at the same moment
    """
    known = queries.known(ctx, {subject[1], *(one for _, one in after)})
    digest = hash_of(file.content).hexdigest() if file else sha256
    same = known.pieces.get(digest)
    refuse_if(
        (
            *rules.admission_findings(
                name=name,
                kind=kind,
                has_content=file is not None,
                sha256=sha256,
                obtained_on=obtained_on,
                day=ctx.day,
            ),
            *_file_findings(file, sha256),
            *(rules.known_file(*same) if same else ()),
            *closure_findings(ctx, subject),
        )
    )
    place = 1 + known.last_place
    row = EvidenceItem(
        id=ctx.new_id(f"evidence.{subject[1]}", place),
        bureau_id=ctx.bureau,
        subject_kind=subject[0],
        subject_id=subject[1],
        number=rules.number_of(place),
        name=name.strip()[:200],
        kind=kind.value,
        sha256=keep_file(file.content) if file else sha256,
        size=len(file.content) if file else 0,
        is_kept=file is not None,
        obtained_on=obtained_on,
        obtained_by=rules.list_of(obtained_by)[:200],
        proves=proves.strip(),
    )
    with once(partial(last_acts, ctx, subject)):
        row.save(force_insert=True)
    return row


def _file_findings(file: Upload | None, digest: str) -> tuple[Finding, ...]:
    if file is None:
        return ()
    if not file.content:
        return (rules.empty_file(),)
    if fault := queries.file_fault(file.filename, BytesIO(file.content)):
        return (rules.unfit_file(fault),)
    differs = bool(digest) and hash_of(file.content).hexdigest() != digest
    return (rules.wrong_digest(),) if differs else ()


@act
def add_evidence(
    *,
    ctx: Act,
    subject: tuple[str, UUID],
    name: str,
    kind: EvidenceKind,
    file: Upload | None,
    sha256: str = "",
    obtained_on: date,
    proves: str,
    obtained_by: tuple[str, ...] = (),
    on: date,
) -> EvidenceItem:
    """
    Admit one item into the catalogue of a subject as an act of its own.

    :raises StepRefused: as ``admit`` does
    :raises Stale: as ``admit`` does
    """
    return admit_on(
        ctx,
        subject=subject,
        name=name,
        kind=kind,
        file=file,
        sha256=sha256,
        obtained_on=obtained_on,
        proves=proves,
        obtained_by=obtained_by,
        on=on,
    )


def admit_on(
    ctx: Act,
    *,
    subject: tuple[str, UUID],
    name: str,
    kind: EvidenceKind,
    file: Upload | None,
    sha256: str = "",
    obtained_on: date,
    proves: str,
    obtained_by: tuple[str, ...] = (),
    after: Subjects = (),
    on: date,
) -> EvidenceItem:
    """
    Admit an item and record it; a part of the act of the room whose record it joins.

    :raises StepRefused: as ``admit`` does
    :raises Stale: as ``admit`` does
    """
    row = admit(
        ctx,
        subject=subject,
        name=name,
        kind=kind,
        file=file,
        sha256=sha256,
        obtained_on=obtained_on,
        proves=proves,
        obtained_by=obtained_by,
        after=after,
    )
    happened = EvidenceAdmitted(
        number=row.number, name=row.name, kind=kind.label, sha256=row.sha256
    )
    record(ctx, happened, on=on, subject=subject)
    return row


def hold_upload(viewer: Viewer, *, filename: str, content: bytes) -> str:
    """
    Keep an uploaded file until its sender confirms, and return the token to confirm with.

    The token is good for this sender and bureau alone, see ``queries.held_upload``.
    """
    held = [keep_file(content), filename, str(viewer.bureau), str(viewer.by.id)]
    return signing.dumps(held, salt=queries.UPLOAD_SALT, compress=True)
