"""Acts of filing. Pages are counted before (``queries.prepared``), outside the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.accounts import services as accounts
from zhunsheng.archive import queries, rules
from zhunsheng.archive.events import FileArchived, SupplementOpened
from zhunsheng.archive.models import FiledPaper, Volume
from zhunsheng.archive.procedure import ARCHIVING
from zhunsheng.archive.rules import Filed
from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.documents import services as documents
from zhunsheng.documents.choices import Folder
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import Later, same_version
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit


@act
def file_case(
    *,
    ctx: Act,
    case: UUID,
    papers: tuple[Filed, ...],
    years: int | None,
    remark: str,
    on: date,
    version: int | None = None,
) -> Volume:
    """
    Put the file of a closed case into the archive; from then on nothing is added to it.

    ``years`` is how long it is kept, None where the rule of the bureau counts, or none is known.

    :raises StepRefused: with every reason: not closed, filed before, an original is missing,
        a measure or a remedy still runs
    :raises Stale: if a paper came or went since the list was shown, or its pages counted
    """
    accounts.hold_bureau(ctx)
    row = cases.case(ctx.viewer, case)
    _same(ctx, row, papers, version)
    facts = queries.file_facts(ctx, case, on=on, papers=len(papers), years=years)
    permit(ARCHIVING, "filing", facts, by=ctx.by)
    known, verified = queries.retention(ctx, CaseProcedure(row.procedure), on=on)
    number = rules.archive_number(year=on.year, sequence=_next_place(ctx, on.year))
    return _filed(
        ctx,
        row,
        Volume(
            id=ctx.new_id("archive.volume"),
            bureau_id=ctx.bureau,
            case_id=case,
            volume=1,
            number=number,
            year=on.year,
            retention_years=years or known,
            retention_verified=verified and years in {None, known},
            remark=remark.strip(),
            filed_on=on,
            filed_by=ctx.by.name,
        ),
        papers,
        on=on,
    )


@act
def open_supplement(*, ctx: Act, volume: UUID, reason: str, on: date) -> Volume:
    """
    Open a file of the archive for papers that came late; they get a volume of their own.

    :raises StepRefused: with every reason: not filed, open already, no reason told
    """
    accounts.hold_bureau(ctx)
    row = queries.volume(ctx, volume)
    facts = queries.file_facts(ctx, row.case_id, on=on, has_reason=explains(reason))
    permit(ARCHIVING, "supplement_opening", facts, by=ctx.by)
    for file in queries.files_of(ctx, row.case):
        documents.open_file(ctx, subject=file)
    happened = SupplementOpened(number=row.number, reason=reason.strip())
    record(ctx, happened, on=on, subject=("case", row.case_id))
    return row


@act
def file_supplement(
    *,
    ctx: Act,
    volume: UUID,
    papers: tuple[Filed, ...],
    remark: str,
    on: date,
    version: int | None = None,
) -> Volume:
    """
    Put what came late into the archive as the next volume; the earlier ones stay as they are.

    :raises StepRefused: with every reason: no supplement is open, nothing new, an original missing
    :raises Stale: if a paper came or went since the list was shown, or its pages counted
    """
    accounts.hold_bureau(ctx)
    first = queries.volume(ctx, volume)
    _same(ctx, first.case, papers, version)
    facts = queries.file_facts(ctx, first.case_id, on=on, papers=len(papers))
    permit(ARCHIVING, "supplement", facts, by=ctx.by)
    return _filed(
        ctx,
        first.case,
        Volume(
            id=ctx.new_id("archive.volume"),
            bureau_id=ctx.bureau,
            case_id=first.case_id,
            volume=1 + len(queries.volumes_of(ctx, first.case_id)),
            number=first.number,
            year=on.year,
            retention_years=first.retention_years,
            retention_verified=first.retention_verified,
            remark=remark.strip(),
            filed_on=on,
            filed_by=ctx.by.name,
        ),
        papers,
        on=on,
    )


def _same(ctx: Act, case: Any, papers: Sequence[Filed], shown: int | None) -> None:  # noqa: ANN401 # a row of cases
    """Refuse to file another list than the one that was shown and stands now."""
    sources = queries.sources_of(ctx, case)

    def later(_count: int) -> tuple[Later, ...]:
        acts = [one for source in sources for one in last_acts(ctx, source)]
        return tuple(sorted(acts, key=lambda one: one.at)[-1:])

    now = rules.list_version(queries.identities(ctx, case))
    for seen in (shown, rules.list_version(rules.identities(papers))):
        same_version(now, seen, later)


def _next_place(ctx: Act, year: int) -> int:
    """Count the files of a year; the bureau is held."""
    return 1 + int(Volume.objects.of(ctx).filter(year=year, volume=1).count())


def _filed(
    ctx: Act,
    case: Any,  # noqa: ANN401 # a row of cases
    volume: Volume,
    papers: Sequence[Filed],
    *,
    on: date,
) -> Volume:
    sums = {
        folder: sum(one.paper.pages for one in papers if one.folder is folder) for folder in Folder
    }
    volume.main_pages, volume.inner_pages = sums[Folder.MAIN], sums[Folder.INNER]
    volume.digest = sha256_hex(
        [
            [one.folder.value, one.place, one.paper.title, one.paper.number, one.paper.sha256]
            for one in papers
        ]
    )
    volume.save(force_insert=True)
    FiledPaper.objects.bulk_create(_row(ctx, volume, one, n) for n, one in enumerate(papers))
    subject = ("case", volume.case_id)
    for file in queries.files_of(ctx, case):
        documents.close_file(ctx, subject=file, volume=volume.volume)
    happened = FileArchived(
        number=volume.number,
        volume=volume.label,
        main=volume.main_pages,
        inner=volume.inner_pages,
        retention=volume.retention_text,
        digest=volume.digest,
    )
    record(ctx, happened, on=on, subject=subject)
    return volume


def _row(ctx: Act, volume: Volume, one: Filed, number: int) -> FiledPaper:
    paper = one.paper
    return FiledPaper(
        id=ctx.new_id("archive.paper", number),
        bureau_id=ctx.bureau,
        volume=volume,
        folder=one.folder.value,
        place=one.place,
        source=paper.source.value,
        source_id=paper.source_id,
        original=paper.original,
        title=paper.title,
        number=paper.number,
        author=paper.author,
        dated_on=paper.dated_on,
        sha256=paper.sha256,
        has_file=paper.has_file,
        pages=paper.pages,
        first_page=one.first_page,
    )
