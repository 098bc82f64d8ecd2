"""What belongs into a volume: the papers and the evidence of a case that are in none yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.archive.choices import SourceOfPaper
from zhunsheng.archive.models import FiledPaper, Volume
from zhunsheng.archive.queries.volumes import ENDED
from zhunsheng.archive.rules import Filed, FileFacts, Identity, Loose, arranged
from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import PROOFS, SourceKind
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.remedies import queries as remedies
from zhunsheng.remedies.choices import RemedyStage

Subject = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Marked:
    """A paper or a piece of evidence with the signed original that stands for it."""

    row: Any
    source: SourceOfPaper
    original: Any = None

    @property
    def identity(self) -> Identity:
        """What tells it from every other, and from itself after a change."""
        shown = self.original.sha256 if self.original else _hash(self.row, self.source)
        return (self.source.value, self.row.id, shown)


def _hash(row: Any, source: SourceOfPaper) -> str:  # noqa: ANN401 # a row of a lower room
    held: str = row.content_hash if source is SourceOfPaper.DOCUMENT else row.sha256
    return held


def files_of(viewer: Scope, case: Any) -> list[Subject]:  # noqa: ANN401 # a row of cases
    """
    Return the files that make up a case and close with it; four queries.

    Its own, those of the parties that joined it, of the compulsory measures that served it or its
    inspection, and of the remedies about its decisions; last what shows payment and execution.
    """
    own = _own(case)
    measures, rows = _beside(viewer, case, own)
    return [
        *own,
        *(("measure", one.measure.id) for one in measures),
        *(("remedy", one.id) for one in rows),
        *((PROOFS, one) for _, one in own),
    ]


def sources_of(viewer: Scope, case: Any) -> list[Subject]:  # noqa: ANN401 # a row of cases
    """Return the files of the case, after the inspection that it came from."""
    return [*_inspection(case), *files_of(viewer, case)]


def _own(case: Any) -> list[Subject]:  # noqa: ANN401 # a row of cases
    joined = case.joined.order_by("id").values_list("id", flat=True)
    return [("case", case.id), *(("case", one) for one in joined)]


def _inspection(case: Any) -> list[Subject]:  # noqa: ANN401 # a row of cases
    came = case.source == SourceKind.INSPECTION.value and case.source_id
    return [("inspection", case.source_id)] if came else []


def _beside(viewer: Scope, case: Any, own: list[Subject]) -> tuple[Any, Any]:  # noqa: ANN401 # rows of lower rooms
    """Return the measures and the remedies that belong to the files of a case."""
    return (
        compulsion.of_matters(viewer, (*_inspection(case), *own)),
        remedies.of_cases(viewer, [one for _, one in own]),
    )


def running(viewer: Scope, case: Any, *, on: date) -> tuple[str, ...]:  # noqa: ANN401 # a row of cases
    """Return the measures that nothing ended and the remedies without a result, by name."""
    measures, rows = _beside(viewer, case, _own(case))
    return (
        *(str(one.measure.kind_label) for one in measures if one.ended is None),
        *(
            f"{line.remedy.kind_label}{line.remedy.number}"
            for line in remedies.lines(viewer, rows, on=on)
            if line.stage is not RemedyStage.ENDED
        ),
    )


def late_papers(viewer: Scope, case: Any) -> list[Marked]:  # noqa: ANN401 # a row of cases
    """Return what stands in no volume of the case; a constant number of queries."""
    rows = FiledPaper.objects.of(viewer).filter(volume__case_id=case.id)
    filed = set(rows.values_list("source", "source_id"))
    return [one for one in _all(viewer, case) if (one.source.value, one.row.id) not in filed]


def _all(viewer: Scope, case: Any) -> Iterator[Marked]:  # noqa: ANN401 # a row of cases
    """Yield papers, then evidence; a paper that is evidence itself stands once, as the paper."""
    subjects = sources_of(viewer, case)
    papers = documents.documents_of_many(viewer, subjects)
    held = documents.originals_of(viewer, [row.id for row in papers])
    issued = {row.content_hash for row in papers}
    for row in papers:
        yield Marked(row, SourceOfPaper.DOCUMENT, held.get(row.id))
    items = evidence.catalogues(viewer, [subject[1] for subject in subjects])
    for subject in subjects:
        for item in items.get(subject, ()):
            if item.is_kept or item.sha256 not in issued:
                yield Marked(item, SourceOfPaper.EVIDENCE)


def identities(viewer: Scope, case: Any) -> frozenset[Identity]:  # noqa: ANN401 # a row of cases
    """Return what tells the papers that would be filed now."""
    return frozenset(one.identity for one in late_papers(viewer, case))


def prepared(viewer: Scope, case: Any) -> tuple[Filed, ...]:  # noqa: ANN401 # a row of cases
    """
    Return the papers that would be filed now, in their places, their pages counted.

    A paper is rendered at its first count, so this runs before the act, outside its transaction.

    :raises ContentChanged: if a document does not have the hash it was issued with
    :raises FileDamaged: if a kept file is missing or differs from its hash
    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if a paper cannot be set
    """
    kinds = documents.kinds()
    return arranged(
        tuple(
            _document(one, kinds) if one.source is SourceOfPaper.DOCUMENT else _item(one)
            for one in late_papers(viewer, case)
        )
    )


def _document(one: Marked, kinds: Any) -> Loose:  # noqa: ANN401 # the kinds of documents
    row, original = one.row, one.original
    declared = kinds.get(row.kind)
    return Loose(
        source=one.source,
        source_id=row.id,
        kind=row.kind,
        code=declared.catalogue if declared else "",
        title=row.title,
        number=row.number,
        author=row.issued_by_name,
        dated_on=row.issued_on,
        sha256=one.identity[2],
        pages=original.pages if original else documents.printed_pages(row),
        original=original.id if original else None,
        delivers=_delivered(row),
    )


def _delivered(row: Any) -> frozenset[str]:  # noqa: ANN401 # a row of documents
    """Return the numbers of the papers that a receipt names, nothing for any other paper."""
    if row.kind != "delivery_receipt":
        return frozenset()
    return frozenset(str(one["number"]) for one in row.contents["papers"])


def _item(one: Marked) -> Loose:
    row = one.row
    scan = documents.scan_of(row.sha256) if row.is_kept else None
    bound = scan is not None and scan.kind is not None and not scan.fault
    return Loose(
        source=one.source,
        source_id=row.id,
        kind="evidence",
        code="",
        title=row.name,
        number=row.number,
        author=row.obtained_by,
        dated_on=row.obtained_on,
        sha256=row.sha256,
        pages=scan.pages if scan and bound else 1,
        has_file=row.is_kept,
    )


def file_facts(
    viewer: Act | Viewer,
    case_id: UUID,
    *,
    on: date,
    papers: int = 0,
    has_reason: bool = True,
    years: int | None = None,
) -> FileFacts:
    """Return the facts of a case's file on a day, as its guards look at them."""
    reader = viewer.viewer if isinstance(viewer, Act) else viewer
    case = cases.facts_of(reader, case_id, on=on)
    held = Volume.objects.of(viewer).filter(case_id=case_id).order_by("volume")
    rows = list(held.values_list("volume", "filed_on"))
    acts = tuple(
        DoneAct("filing" if volume == 1 else "supplement", filed_on, volume)
        for volume, filed_on in rows
    )
    return FileFacts(
        acts=acts,
        on=on,
        closed_on=next((day for day in map(case.day_of, ENDED) if day), None),
        papers=papers,
        lacking=case.originals_lacking or (),
        running=running(viewer, cases.case(reader, case_id), on=on),
        is_open=not documents.any_file_is_closed(viewer, [("case", case_id)]),
        has_reason=has_reason,
        years=years,
    )
