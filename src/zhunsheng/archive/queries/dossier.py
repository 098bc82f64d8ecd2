"""The dossier of a folder as one PDF/A, made at the first request and kept by what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.conf import settings

from zhunsheng.accounts import queries as accounts
from zhunsheng.archive.choices import SourceOfPaper
from zhunsheng.archive.documents import papers as sheets
from zhunsheng.archive.models import FiledPaper, Volume
from zhunsheng.archive.queries.volumes import ENDED, papers_of
from zhunsheng.archive.rendering import DossierChanged, Piece, render_dossier
from zhunsheng.cases import queries as cases
from zhunsheng.cases.queries import CaseFile
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import Folder, ScanFormat
from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.documents.rendering.scans import ScanUnreadable
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.money import yuan_text

#: Counted up when the way in which a dossier is set changes.
_EDITION: Final = 1


class DossierUnreadable(Exception):
    """The dossier cannot be made: a file is damaged, a font missing, a paper changed."""


def dossier(viewer: Viewer, volume: Volume, folder: Folder) -> Path:
    """
    Return the PDF/A of a folder; one that was made before and still has its hash is used again.

    :raises DossierUnreadable: if it cannot be made; the text names the cause
    """
    rows = papers_of(viewer, volume, folder)
    key = sha256_hex([_EDITION, volume.digest, folder.value, str(volume.id)])
    place = Path(settings.ZHUNSHENG_FILES_DIR) / "dossiers" / key[:2]
    try:
        return documents.kept_or_made(
            place, key, "pdf", lambda: _rendered(viewer, volume, folder, rows)
        )
    except documents.FileDamaged as error:
        raise DossierUnreadable(error.digest) from error
    except (
        documents.ContentChanged, DossierChanged, FontMissing, NotPrintable, ScanUnreadable
    ) as error:  # fmt: skip
        raise DossierUnreadable(str(error)) from error


def _rendered(viewer: Viewer, volume: Volume, folder: Folder, rows: list[FiledPaper]) -> bytes:
    bureau = accounts.bureau(viewer).name
    file = cases.file_of(viewer, volume.case_id, on=volume.filed_on)
    named = str(settings.ZHUNSHENG_FONT_DIR)
    front = (
        Piece(sheets.COVER, paper=sheets.cover(volume, folder, _cover(bureau, file))),
        Piece(sheets.CATALOGUE, paper=sheets.catalogue(volume, folder, rows, bureau=bureau)),
    )
    back = Piece(sheets.REFERENCE, paper=sheets.reference(volume, folder, rows, bureau=bureau))
    return render_dossier(
        (*front, *_pieces(viewer, rows, bureau), back),
        title=f"{volume} {folder.label}",
        issuer=bureau,
        date=volume.filed_on,
        root=Path(settings.ZHUNSHENG_FILES_DIR),
        fonts=Path(named) if named else None,
    )


def _pieces(viewer: Viewer, rows: list[FiledPaper], bureau: str) -> list[Piece]:
    wanted = [row.source_id for row in rows if row.source == SourceOfPaper.DOCUMENT.value]
    issued = documents.documents_by_id(viewer, wanted)
    return [_piece(row, issued, bureau) for row in rows]


def _piece(row: FiledPaper, issued: dict[Any, Any], bureau: str) -> Piece:
    title = f"{row.place}　{row.title}{row.number}"
    if row.source == SourceOfPaper.DOCUMENT.value and row.original is None:
        paper = documents.paper(issued[row.source_id])
        return Piece(title, row.first_page, row.pages, paper)
    kind = _kind(row)
    if kind is None:
        paper = sheets.object_sheet(row, bureau=bureau)
        return Piece(title, row.first_page, row.pages, paper)
    images = tuple(documents.drawn_pages(row.sha256, kind))
    return Piece(title, row.first_page, row.pages, images=images)


def _kind(row: FiledPaper) -> ScanFormat | None:
    """Tell what a kept file can be shown as; a recording or a table cannot."""
    if not row.has_file:
        return None
    scan = documents.scan_of(row.sha256)
    return None if scan.fault else scan.kind


def _cover(bureau: str, file: CaseFile) -> sheets.CoverFacts:
    case = file.case
    opened, closed = file.last("opening") or file.last("on_the_spot"), _end_of(file)
    files = [(case, file.acts), *((one.case, one.acts) for one in file.joined)]
    ends = [(row, getattr(row, "decision", None), cases.left_of(acts)) for row, acts in files]
    return sheets.CoverFacts(
        bureau=bureau,
        cause=cases.case_name(file),
        case_number=case.number,
        procedure=case.procedure_label,
        party=sheets.names([row.named for row, _ in files]),
        handlers=file.handler_names,
        opened_on=opened.on if opened else None,
        closed_on=closed.on if closed else None,
        outcome=sheets.of_parties(
            [
                (
                    row.named,
                    sheets.outcome(
                        end.kind_label if end else "",
                        yuan_text(end.fine_fen) if end else "",
                        _since(left),
                    ),
                )
                for row, end, left in ends
            ]
        ),
        decision=sheets.names([end.document.number for _, end, _ in ends if end]),
    )


def _since(left: cases.Left | None) -> tuple[str, str]:
    """Return what became of a decision: the change, and the fine that it left if one is."""
    if left is None:
        return "", ""
    return left.kind.label, "" if left.kind.ends_the_decision else yuan_text(left.fine_fen)


def _end_of(file: CaseFile) -> Any:  # noqa: ANN401 # an act of cases
    return next((act for act in map(file.last, ENDED) if act), None)
