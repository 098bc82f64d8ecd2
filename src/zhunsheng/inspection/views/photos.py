"""Photos that come with the form of a visit: each is held as soon as it was sent."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from zhunsheng.evidence import queries as evidence
from zhunsheng.evidence import services as evidence_acts
from zhunsheng.inspection.forms.checks import CheckForm
from zhunsheng.inspection.forms.measures import PHOTO_ENDINGS
from zhunsheng.inspection.forms.photos import (
    GONE,
    MOST_PHOTOS,
    NOT_A_PHOTO,
    NOT_TAKEN,
    TOO_MANY,
    HeldPhoto,
    RowPhotos,
)
from zhunsheng.inspection.forms.visit import FindingForm
from zhunsheng.web import pages
from zhunsheng.web.uploads import UploadGone


def attach(request: HttpRequest, rows: Iterable[CheckForm | FindingForm]) -> None:
    """Give each row its photos: those held before, and those sent now, which are held as well."""
    for row in rows:
        row.photos = _of_row(request, str(row.prefix))


def _of_row(request: HttpRequest, prefix: str) -> RowPhotos:
    empty = RowPhotos(prefix)
    held: dict[str, HeldPhoto] = {}
    faults: list[str] = []
    viewer = pages.viewer_of(request)
    for token in dict.fromkeys(request.POST.getlist(empty.kept)):
        try:
            known = evidence.held_upload(viewer, token)
        except UploadGone:
            faults.append(GONE)
            continue
        held[token] = HeldPhoto(token, known.filename, known.content)
    for file in request.FILES.getlist(empty.taken):
        fault = _fault(file, len(held))
        if fault:
            faults.append(fault)
            continue
        name, content = file.name or "", file.read()
        token = evidence_acts.hold_upload(viewer, filename=name, content=content)
        held[token] = HeldPhoto(token, name, content)
    return RowPhotos(prefix, tuple(held.values()), tuple(faults))


def _fault(file: UploadedFile[bytes], held: int) -> str:
    """Say why a file is not taken, from its name, its content, and how many there are."""
    name = file.name or ""
    if held >= MOST_PHOTOS:
        return TOO_MANY.format(most=MOST_PHOTOS, name=name)
    if not name.lower().endswith(PHOTO_ENDINGS):
        return NOT_TAKEN.format(name=name, fault=NOT_A_PHOTO)
    fault = evidence.file_fault(name, file)
    return NOT_TAKEN.format(name=name, fault=fault) if fault else ""
