"""Photos of findings: admitted as evidence of the inspection, and told in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from zhunsheng.evidence import queries
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.rules import caption_of, known_file
from zhunsheng.inspection import rules
from zhunsheng.inspection.choices import Phrase
from zhunsheng.inspection.events import FindingPhotographed
from zhunsheng.inspection.models import FindingPhoto, Inspection, InspectionFinding
from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.web.uploads import Upload


def admit_photo(
    ctx: Act,
    row: Inspection,
    finding: InspectionFinding,
    file: Upload,
    *,
    obtained_by: tuple[str, ...],
    on: date,
    after: tuple[tuple[str, UUID], ...] = (),
) -> Any:  # noqa: ANN401  # an item of evidence
    """
    Return the piece of evidence that a photo of a finding is, admitted where it is none yet.

    A photo that shows another finding of the visit already stays one piece and shows both. The
    number of a new piece follows ``after``.

    :raises StepRefused: as ``evidence.services.admit`` does, or if it shows this finding already
    """
    held = queries.same_file(ctx, ("inspection", row.id), sha256(file.content).hexdigest())
    if held is not None:
        shown = FindingPhoto.objects.of(ctx).filter(finding=finding, evidence=held)
        refuse_if(known_file(held.number, held.name) if shown.exists() else ())
        return held
    return evidence.admit(
        ctx,
        subject=("inspection", row.id),
        name=caption_of(file.filename, Phrase.PHOTO.label),
        kind=EvidenceKind.AUDIOVISUAL,
        file=file,
        obtained_on=on,
        proves=Phrase.PHOTO_PROVES.label.format(number=finding.number, text=finding.description),
        obtained_by=obtained_by,
        after=after,
    )


def photographed(row: Inspection, finding: InspectionFinding, item: Any) -> FindingPhotographed:  # noqa: ANN401  # an item of evidence
    """Return the event that a finding has a photo."""
    return FindingPhotographed(
        entity=row.entity.name, finding=finding.number, evidence=item.number, sha256=item.sha256
    )


def admit_photos(
    ctx: Act,
    row: Inspection,
    findings: Sequence[InspectionFinding],
    photos: Iterable[tuple[int, str, bytes]],
    *,
    obtained_by: tuple[str, ...],
    on: date,
) -> list[FindingPhoto]:
    """
    Admit the photos that come with the findings of a visit; the rows are not saved yet.

    Each names the number of its finding, its file and the content. One that was chosen twice for
    a finding shows it once.

    :raises StepRefused: for a number without a finding, or as ``evidence.services.admit`` does
    """
    shown = tuple(photos)
    refuse_if(rules.photos_show_findings((number for number, *_ in shown), len(findings)))
    found: dict[tuple[UUID, UUID], FindingPhoto] = {}
    for place, (number, name, content) in enumerate(shown, start=1):
        finding = findings[number - 1]
        item = admit_photo(ctx, row, finding, Upload(name, content), obtained_by=obtained_by, on=on)
        made = FindingPhoto(
            id=ctx.new_id("finding_photo", place),
            bureau_id=ctx.bureau,
            finding=finding,
            evidence=item,
        )
        found.setdefault((finding.id, item.id), made)
    return list(found.values())


def keep_photos(ctx: Act, row: Inspection, photos: Sequence[FindingPhoto], *, on: date) -> None:
    """Save the photos of a visit, and tell the journal of each with its hash."""
    FindingPhoto.objects.bulk_create(photos)
    for one in photos:
        happened = photographed(row, one.finding, one.evidence)
        record(ctx, happened, on=on, subject=("inspection", row.id))
