"""Reads of documents: kinds, papers as issued and their files, numbers."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.module_loading import import_string

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import INQUIRERS, READERS, Role, codes
from zhunsheng.accounts.records import Scope
from zhunsheng.documents import rules
from zhunsheng.documents.choices import OF_AN_INQUIRY, FileFormat, NumberState
from zhunsheng.documents.models import Document, NumberEntry, Series
from zhunsheng.documents.queries.kept import kept_or_made
from zhunsheng.documents.rendering import (
    Bundle,
    FontMissing,
    Paper,
    render_bundle,
    render_docx,
    render_pdf,
    substitution,
)
from zhunsheng.documents.rendering.blocks import from_plain
from zhunsheng.documents.rules.terms import TERMS, term_text
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.rules.places import NATIONAL

_ALL = frozenset(role.value for role in READERS)
_INQUIRERS = codes(INQUIRERS)


class ContentChanged(Exception):
    """The stored content no longer has the hash it was issued with: it must not be shown."""


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One series of numbers with how many stand in which state, and those not accounted for."""

    code: str
    year: int
    last: int
    issued: int
    reserved: int
    void: int
    missing: tuple[int, ...]


def kinds() -> Mapping[str, rules.Kind]:
    """
    Give every kind of document by key, those of the site's overlay folder included.

    :raises KindFaulty: if a file is faulty
    """
    named = str(settings.ZHUNSHENG_OVERLAY_DIR)
    return rules.kinds_of(Path(named) / "documents" / "kinds" if named else None)


def kind(key: str) -> rules.Kind:
    """
    Give one kind of document.

    :raises KindUnknown: if no kind has this key
    """
    try:
        return kinds()[key]
    except KeyError:
        raise rules.KindUnknown(key) from None


def law_terms(names: Iterable[str], *, on: date, jurisdiction: str = NATIONAL) -> Mapping[str, str]:
    """
    Give terms of law in words, by the parameters that hold on the day of a paper.

    :raises NoSuchLaw: if the lawbook holds no value of that day
    """
    held = {
        name: lawbook.parameter(TERMS[name], on=on, jurisdiction=jurisdiction) for name in names
    }
    return {name: term_text(value.integer(), value.unit) for name, value in held.items()}


def document(viewer: Scope, document_id: UUID) -> Document:
    """
    Give one document of the bureau.

    :raises Document.DoesNotExist: if the bureau has none of this id
    """
    found: Document = Document.objects.of(viewer).get(id=document_id)
    return found


def closed_to(viewer: Viewer, rows: Iterable[Document], *, on: date) -> frozenset[UUID]:
    """
    Give the ids of those documents that the viewer may not open.

    The bureau opens all of its own but those of inner folders and the records of an inquiry, which
    have their readers, and are lent with the folders of a case; a street opens those that its own
    people issued.
    """
    rows = list(rows)
    shut = {one for one, opens in inner_documents(viewer, rows, on=on).items() if not opens}
    if not viewer.by.holds(_INQUIRERS | {Role.STREET_OFFICER.value}):
        taken = [row for row in rows if row.kind in OF_AN_INQUIRY]
        cases = {row.subject_id for row in taken if row.subject_kind == "case"}
        lent = lent_read(viewer, cases, on=on)
        shut |= {row.id for row in taken if row.subject_id not in lent}
    if viewer.by.holds(_ALL):
        return frozenset(shut)
    people = accounts.users(viewer)
    own = next((one.unit_id for one in people if one.id == viewer.by.id), None)
    same = {one.id for one in people if own is not None and one.unit_id == own}
    return frozenset(row.id for row in rows if row.issued_by not in {viewer.by.id, *same}) | shut


def inner_documents(viewer: Viewer, rows: Iterable[Document], *, on: date) -> Mapping[UUID, bool]:
    """Give of each document of an inner folder whether the viewer may open it."""
    asked: Callable[..., Mapping[UUID, bool]] = import_string(settings.ZHUNSHENG_INNER_DOCUMENTS)
    return asked(viewer, rows, on=on)


def reads_inner(viewer: Viewer, case: UUID, *, on: date) -> bool:
    """Tell whether somebody may read what is inner to a case, on paper or told by a page."""
    return case in inner_read(viewer, {case}, on=on)


def inner_read(viewer: Viewer, cases: set[UUID], *, on: date) -> frozenset[UUID]:
    """Give those of some cases of which somebody may read what is inner."""
    asked: Callable[..., frozenset[UUID]] = import_string(settings.ZHUNSHENG_INNER_OF_CASES)
    return asked(viewer, cases, on=on)


def lent_read(viewer: Viewer, cases: set[UUID], *, on: date) -> frozenset[UUID]:
    """Give those of some cases of which somebody may read the main folder, by duty or on a loan."""
    asked: Callable[..., frozenset[UUID]] = import_string(settings.ZHUNSHENG_INNER_OF_CASES)
    return asked(viewer, cases, on=on, main=True)


def documents_of(viewer: Scope, subject: tuple[str, UUID]) -> list[Document]:
    """Give the documents of one subject in the order they were issued."""
    rows = Document.objects.of(viewer).filter(subject_kind=subject[0], subject_id=subject[1])
    return list(rows.order_by("issued_on", "id"))


def hashes_of(
    scope: Scope, subject_ids: Iterable[UUID], kinds: Iterable[str]
) -> dict[UUID, tuple[str, ...]]:
    """Give the hashes of the papers of some kinds by subject, in the order of issue; one query."""
    rows = Document.objects.of(scope).filter(subject_id__in=list(subject_ids), kind__in=list(kinds))
    found: dict[UUID, tuple[str, ...]] = {}
    for one, digest in rows.order_by("id").values_list("subject_id", "content_hash"):
        found[one] = (*found.get(one, ()), digest)
    return found


def documents_of_many(viewer: Scope, subjects: Iterable[tuple[str, UUID]]) -> list[Document]:
    """Give the documents of many subjects, those of the first first, as issued; one query."""
    places = {subject: place for place, subject in enumerate(subjects)}
    rows = Document.objects.of(viewer).filter(subject_id__in=[one for _, one in places])
    found = [
        row
        for row in rows.order_by("issued_on", "id")
        if (row.subject_kind, row.subject_id) in places
    ]
    return sorted(found, key=lambda row: places[row.subject_kind, row.subject_id])


def with_content(viewer: Scope, digest: str) -> Document | None:
    """Give the document of the bureau whose content has this hash, nothing where none has."""
    rows: QuerySet[Document] = Document.objects.of(viewer)
    return rows.filter(content_hash=digest).order_by("id").first() if digest else None


def documents_by_id(viewer: Scope, ids: Iterable[UUID]) -> dict[UUID, Document]:
    """Give the documents of these ids, by id, in one query."""
    return {row.id: row for row in Document.objects.of(viewer).filter(id__in=list(ids))}


def party_of(document: Document, /) -> str:
    """Give the name of the party that a document was issued with, empty where it names none."""
    contents = json.loads(document.content)["contents"]
    return str(contents.get("party_name") or contents.get("recipient", ""))


def documents(
    viewer: Scope, *, kind: str = "", year: int | None = None
) -> QuerySet[Document, Document]:
    """Give the documents of the bureau, newest first, of one kind or year where asked."""
    rows: QuerySet[Document, Document] = Document.objects.of(viewer)
    if kind:
        rows = rows.filter(kind=kind)
    if year is not None:
        rows = rows.filter(issued_on__year=year)
    return rows.order_by("-issued_on", "-id")


def years(viewer: Scope) -> list[int]:
    """Give the years in which documents were issued, newest first."""
    days = Document.objects.of(viewer).dates("issued_on", "year", order="DESC")
    return [day.year for day in days]


def numbers(viewer: Scope, *, code: str, year: int) -> QuerySet[NumberEntry, NumberEntry]:
    """Give every number of a series in order, each with `document_id`, the document it is on."""
    rows: QuerySet[NumberEntry, NumberEntry] = NumberEntry.objects.of(viewer)
    carried = Document.objects.of(viewer).filter(number=OuterRef("number")).values("id")[:1]
    found = rows.filter(code=code, year=year).annotate(document_id=Subquery(carried))
    return found.order_by("sequence")


def number(viewer: Scope, number_id: UUID) -> NumberEntry:
    """
    Give one number of the bureau.

    :raises NumberEntry.DoesNotExist: if the bureau has none of this id
    """
    found: NumberEntry = NumberEntry.objects.of(viewer).get(id=number_id)
    return found


def unaccounted_numbers(viewer: Scope, code: str, year: int) -> tuple[int, ...]:
    """Give the numbers of a series that carry no document and are not void, lowest first."""
    series = Series.objects.of(viewer).filter(code=code, year=year).first()
    if series is None:
        return ()
    settled = [NumberState.ISSUED.value, NumberState.VOID.value]
    rows = NumberEntry.objects.of(viewer).filter(code=code, year=year, state__in=settled)
    known = set(rows.values_list("sequence", flat=True))
    return tuple(n for n in range(1, series.last + 1) if n not in known)


def series_lines(viewer: Scope) -> list[SeriesLine]:
    """Give every series of the bureau with what became of its numbers."""
    states: dict[tuple[str, int], dict[int, str]] = {}
    rows = NumberEntry.objects.of(viewer).values_list("code", "year", "sequence", "state")
    for code, year, sequence, state in rows:
        states.setdefault((code, year), {})[sequence] = state
    return [
        _line(series, states.get((series.code, series.year), {}))
        for series in Series.objects.of(viewer).order_by("-year", "code")
    ]


def paper(document: Document, /) -> Paper:
    """
    Give the paper of a document as it was issued.

    :raises ContentChanged: if the content does not have the hash it was issued with
    """
    found = hashlib.sha256(document.content.encode("utf-8")).hexdigest()
    if found != document.content_hash:
        raise ContentChanged(document.number)
    return from_plain(json.loads(document.content)["paper"])


def rendered(document: Document, fmt: FileFormat, /) -> Path:
    """
    Give the file of a document, rendered at the first request and kept by its hash.

    The name of a kept file holds the hash of the content and the hash of the file; a file that
    does not have its hash any more is set aside and rendered again from the content.

    :raises ContentChanged: if the content does not have the hash it was issued with
    :raises FontMissing: if a PDF is asked for and no usable font is installed
    :raises NotPrintable: if a PDF is asked for and the paper cannot be set
    """
    made_of = paper(document)
    folder = Path(settings.ZHUNSHENG_FILES_DIR) / "documents" / document.content_hash[:2]
    return kept_or_made(folder, document.content_hash, fmt.value, lambda: _render(made_of, fmt))


def unissued(viewer: Scope, key: str, content: rules.Content, *, on: date) -> bytes:
    """
    Give a paper to be signed before it is issued, as PDF: it has no number and is not kept.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if the paper cannot be set
    """
    declared, bureau = kind(key), accounts.bureau(viewer)
    made_of = rules.compose(
        declared,
        rules.frozen(declared, content),
        number="",
        issuer=bureau.name,
        issued_on=on,
        terms=law_terms(declared.terms, on=on, jurisdiction=bureau.jurisdiction),
    )
    return _render(made_of, FileFormat.PDF)


def bound(bundle: Bundle, *, unbound: str) -> bytes:
    """
    Bind papers and files as one PDF, in the bureau's own fonts where it has them.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if it cannot be bound
    """
    return render_bundle(bundle, fonts=_font_folder(), unbound=unbound)


def fonts_note() -> str:
    """Say which fonts replace which in the PDF, or why no PDF can be made."""
    try:
        return substitution(fonts=_font_folder())
    except FontMissing as error:
        return str(error)


def _font_folder() -> Path | None:
    named = str(settings.ZHUNSHENG_FONT_DIR)
    return Path(named) if named else None


def _render(made_of: Paper, fmt: FileFormat) -> bytes:
    if fmt is FileFormat.DOCX:
        return render_docx(made_of)
    return render_pdf(made_of, fonts=_font_folder())


def _line(series: Series, states: dict[int, str]) -> SeriesLine:
    values = list(states.values())
    return SeriesLine(
        code=series.code,
        year=series.year,
        last=series.last,
        issued=values.count(NumberState.ISSUED.value),
        reserved=values.count(NumberState.RESERVED.value),
        void=values.count(NumberState.VOID.value),
        missing=tuple(n for n in range(1, series.last + 1) if n not in states),
    )
