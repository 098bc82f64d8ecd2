"""Lists of volumes, and of the closed cases that wait to be filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.archive.models import FiledPaper, Volume
from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.documents.choices import Folder
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.finding import NoLaw
from zhunsheng.lawbook import queries as lawbook

#: How long files of the ordinary procedure are kept; for others no rule is known yet.
RETENTION: Final = "archive.penalty_files"
#: Steps with which a case that was opened ends.
ENDED: Final = ("closing", "transfer", "termination")


@dataclass(frozen=True, slots=True)
class VolumeFilters:
    """What the list of volumes is narrowed to."""

    q: str = ""
    year: int | None = None


def waiting(viewer: Viewer) -> QuerySet[Any]:
    """Return the cases that ended and are in no volume, with ``closed_on``, the oldest first."""
    filed = Volume.objects.of(viewer).filter(case=OuterRef("pk"))
    closed = Max("acts__on", filter=Q(acts__step__in=ENDED))
    rows = cases.cases(viewer).filter(~Exists(filed)).annotate(closed_on=closed)
    found: QuerySet[Any] = rows.filter(closed_on__isnull=False).order_by("closed_on", "id")
    return found


def volumes(viewer: Scope, filters: VolumeFilters | None = None) -> QuerySet[Volume]:
    """Return the volumes with their cases, newest first."""
    wanted = filters or VolumeFilters()
    rows: QuerySet[Volume] = Volume.objects.of(viewer).select_related("case")
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    text = wanted.q.strip()
    if text:
        rows = rows.filter(
            Q(number__contains=text)
            | Q(case__number__contains=text)
            | Q(case__party_name__contains=text)
            | Q(case__cause__contains=text)
        )
    return rows.order_by("-filed_on", "-number", "-volume")


def volume(viewer: Scope, volume_id: UUID) -> Volume:
    """
    Return one volume of the bureau with its case.

    :raises Volume.DoesNotExist: if the bureau has none of this id
    """
    found: Volume = Volume.objects.of(viewer).select_related("case").get(id=volume_id)
    return found


def volumes_of(viewer: Scope, case: UUID) -> list[Volume]:
    """Return the volumes of a case in order."""
    return list(Volume.objects.of(viewer).filter(case_id=case).order_by("volume"))


def papers_of(viewer: Scope, volume: Volume, folder: Folder) -> list[FiledPaper]:
    """Return what stands in a folder of a volume, in order."""
    rows = FiledPaper.objects.of(viewer).filter(volume=volume, folder=folder.value)
    return list(rows.order_by("place"))


def retention(viewer: Scope, procedure: CaseProcedure, *, on: date) -> tuple[int | None, bool]:
    """Return how many years a file is kept and whether the rule is verified; None: unknown."""
    if procedure is not CaseProcedure.ORDINARY:
        return None, False
    place = accounts.bureau(viewer).jurisdiction
    try:
        rule = lawbook.parameter(RETENTION, on=on, jurisdiction=place)
    except NoLaw:
        return None, False
    return rule.integer(), rule.verified
