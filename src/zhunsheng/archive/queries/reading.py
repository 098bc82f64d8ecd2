"""Who reads the folders of a case: need-to-know, the same while it is open and once it is filed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.archive.choices import FOLDER_READERS, INSIDERS, LoanState, SourceOfPaper
from zhunsheng.archive.models import FiledPaper, Loan, Volume
from zhunsheng.cases import queries as cases
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import Folder
from zhunsheng.documents.rules import place_in_file
from zhunsheng.kernel.act import Actor, Viewer

_INSIDERS: Final = frozenset(role.value for role in INSIDERS)
_READERS: Final = frozenset(role.value for role in FOLDER_READERS)


class Paper(Protocol):
    """A document, as its pages hold it."""

    id: UUID
    kind: str
    subject_kind: str
    subject_id: UUID
    issued_by: UUID


def may_read_inner(viewer: Viewer, volume: Volume, *, on: date) -> bool:
    """
    Return whether somebody may read the inner folder of a volume on a day.

    Its keepers, the legal section and the heads may, and who handles the case or leads the team
    that does; others on an approved loan of their own that names the inner folder and has not run
    out. Another body that supervises the bureau never may.
    """
    return _may_read(viewer, volume, on=on, with_inner=True)


def may_read_main(viewer: Viewer, volume: Volume, *, on: date) -> bool:
    """Return whether somebody may read a main folder as a whole: as the inner one, on any loan."""
    return _may_read(viewer, volume, on=on)


def _may_read(viewer: Viewer, volume: Volume, *, on: date, **lent: bool) -> bool:
    if not is_insider(viewer.by):
        return False
    if _read_by_duty(viewer, {volume.case_id}):
        return True
    return _lent(viewer, on=on).filter(volume=volume, **lent).exists()


def is_insider(by: Actor) -> bool:
    """Return whether somebody belongs to the bureau itself."""
    return by.holds(_INSIDERS)


def inner_documents(viewer: Viewer, rows: Iterable[Paper], *, on: date) -> dict[UUID, bool]:
    """
    Return of each document of an inner folder whether somebody may open it; the others not at all.

    A paper that is not put away is inner by its kind; whoever issued one of the bureau reads it.
    """
    by_id = {row.id: row for row in rows}
    if not by_id:
        return {}
    filed = FiledPaper.objects.of(viewer).filter(
        folder=Folder.INNER.value, source=SourceOfPaper.DOCUMENT.value, source_id__in=by_id
    )
    inner = {row.id: row.subject_id for row in by_id.values() if _is_inner(row)}
    inner |= dict(filed.values_list("source_id", "volume__case_id"))
    opened = inner_of_cases(viewer, set(inner.values()), on=on)
    inside = is_insider(viewer.by)
    return {
        one: case in opened or (inside and by_id[one].issued_by == viewer.by.id)
        for one, case in inner.items()
    }


def _is_inner(row: Paper) -> bool:
    declared = documents.kinds().get(row.kind)
    place = place_in_file(row.kind, declared.catalogue if declared else "")
    return row.subject_kind == "case" and place.folder is Folder.INNER


def inner_of_cases(
    viewer: Viewer, ids: set[UUID], *, on: date, main: bool = False
) -> frozenset[UUID]:
    """
    Return the cases of which somebody reads what is inner, by duty or on a loan.

    Of the ``main`` folder alone, any loan that runs is enough.
    """
    if not ids or not is_insider(viewer.by):
        return frozenset()
    found = _read_by_duty(viewer, ids)
    if left := ids - found:
        lent = _lent(viewer, on=on).filter(volume__case_id__in=left)
        lent = lent if main else lent.filter(with_inner=True)
        found |= frozenset(lent.values_list("volume__case_id", flat=True))
    return found


def _read_by_duty(viewer: Viewer, ids: set[UUID]) -> frozenset[UUID]:
    """Return the cases that somebody reads as a whole: all, or those handled or led."""
    return frozenset(ids) if viewer.by.holds(_READERS) else cases.worked_on(viewer, ids)


def _lent(viewer: Viewer, *, on: date) -> QuerySet[Loan]:
    """Return the loans of somebody that run on a day."""
    rows: QuerySet[Loan] = Loan.objects.of(viewer)
    return rows.filter(
        requested_by=viewer.by.id,
        state=LoanState.LENT.value,
        decided_on__lte=on,
        due_on__gte=on,
    )
