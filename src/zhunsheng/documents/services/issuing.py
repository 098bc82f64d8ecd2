"""
Issuing and numbering.

`issue` and `issue_reserved` are parts: a room calls them inside its own act, so that the act, its
document, the number and the event stand or fall together. No file is rendered here.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents import queries, rules
from zhunsheng.documents.choices import KEEPERS, NumberSource, NumberState, Phrase
from zhunsheng.documents.events import DocumentIssued, NumberReserved, NumberVoided
from zhunsheng.documents.models import Document, FormBlock, NumberEntry, Series
from zhunsheng.documents.rendering.blocks import to_plain
from zhunsheng.journal import services as journal
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import Finding, refuse_if

#: What a document is about: the kind of record and its id.
Subject = tuple[str, UUID]


def issue(
    ctx: Act,
    *,
    kind: str,
    subject: tuple[str, UUID],
    content: rules.Content,
    on: date,
    number_source: NumberSource = NumberSource.OWN,
    external_number: str = "",
    external_receipt: str = "",
) -> Document:
    """
    Issue a document: fix its content, number and hash, and record the event.

    A part of an act. The number comes from the bureau's own series, or from outside with the
    receipt it came with.

    :raises StepRefused: with every required content that is empty, and what the number lacks
    :raises KindUnknown: if no kind of document has this key
    """
    if number_source is NumberSource.OWN:
        return issue_many(ctx, kind=kind, papers=[(subject, content)], on=on)[0]
    declared = queries.kind(kind)
    contents = rules.frozen(declared, content)
    missing = rules.missing_contents(declared, contents)
    external = _external_findings(ctx, external_number, external_receipt)
    refuse_if(missing + external + closure_findings(ctx, subject))
    bureau = accounts.bureau(ctx)
    return _stored(
        ctx,
        declared,
        contents,
        subject=subject,
        number=external_number.strip(),
        source=number_source,
        receipt=external_receipt.strip(),
        issuer=bureau.name,
        terms=queries.law_terms(declared.terms, on=on, jurisdiction=bureau.jurisdiction),
        on=on,
    )


def issue_many(
    ctx: Act, *, kind: str, papers: Sequence[tuple[Subject, rules.Content]], on: date
) -> list[Document]:
    """
    Issue several documents of one kind under consecutive numbers, in the order given.

    A part of an act. As many queries for a hundred papers as for one.

    :raises StepRefused: with every required content that is empty in one of them
    :raises KindUnknown: if no kind of document has this key
    """
    if not papers:
        return []
    declared = queries.kind(kind)
    contents = [rules.frozen(declared, content) for _, content in papers]
    missing = tuple(f for one in contents for f in rules.missing_contents(declared, one))
    refuse_if(missing + closure_findings(ctx, *(subject for subject, _ in papers)))
    bureau = accounts.bureau(ctx)
    terms = queries.law_terms(declared.terms, on=on, jurisdiction=bureau.jurisdiction)
    entries = next_numbers(
        ctx,
        bureau.short_mark,
        word=declared.word,
        year=on.year,
        state=NumberState.ISSUED,
        count=len(papers),
    )
    rows = [
        _document(
            ctx,
            declared,
            one,
            subject=subject,
            number=entry.number,
            source=NumberSource.OWN,
            receipt="",
            issuer=bureau.name,
            terms=terms,
            on=on,
        )
        for (subject, _), one, entry in zip(papers, contents, entries, strict=True)
    ]
    Document.objects.bulk_create(rows)
    for row in rows:
        _record_issue(ctx, row, on=on)
    return rows


def issue_reserved(
    ctx: Act,
    *,
    kind: str,
    subject: tuple[str, UUID],
    content: rules.Content,
    on: date,
    number: str,
) -> Document:
    """
    Issue a document under a number that was reserved for it.

    A part of an act. The year of the number must be the year of issue.

    :raises StepRefused: with every required content that is empty, or where the number is not free
    """
    declared = queries.kind(kind)
    contents = rules.frozen(declared, content)
    refuse_if(
        rules.missing_contents(declared, contents)
        + reserved_findings(ctx, kind=kind, number=number, on=on)
        + closure_findings(ctx, subject)
    )
    NumberEntry.objects.of(ctx).filter(number=number).update(state=NumberState.ISSUED.value)
    bureau = accounts.bureau(ctx)
    return _stored(
        ctx,
        declared,
        contents,
        subject=subject,
        number=number,
        source=NumberSource.OWN,
        receipt="",
        issuer=bureau.name,
        terms=queries.law_terms(declared.terms, on=on, jurisdiction=bureau.jurisdiction),
        on=on,
    )


@journal.act
def reserve_number(*, ctx: Act, kind: str, on: date) -> NumberEntry:
    """
    Set the next number of a kind aside, for a form that is filled in by hand first.

    :raises KindUnknown: if no kind of document has this key
    """
    declared = queries.kind(kind)
    mark = accounts.bureau(ctx).short_mark
    entry = _next_number(ctx, mark, word=declared.word, year=on.year, state=NumberState.RESERVED)
    happened = NumberReserved(number=entry.number)
    journal.record(ctx, happened, on=on, subject=("number", entry.id))
    return entry


@journal.act
def void_number(*, ctx: Act, number_id: UUID, reason: str, on: date) -> NumberEntry:
    """
    Give up a reserved number, with the reason.

    :raises StepRefused: if a document carries the number, it is void already, or no reason is told
    """
    entry: NumberEntry = NumberEntry.objects.of(ctx).select_for_update().get(id=number_id)
    clerk = rules.clerk_findings(ctx.by, KEEPERS, Phrase.NUMBER)
    findings = (
        *clerk,
        rules.only_reserved_is_void(NumberState(entry.state), entry.number),
        rules.void_has_a_reason(reason),
    )
    refuse_if(tuple(finding for finding in findings if finding))
    entry.state, entry.reason = NumberState.VOID.value, reason.strip()
    entry.save(update_fields=["state", "reason"])
    journal.record(
        ctx,
        NumberVoided(number=entry.number, reason=entry.reason),
        on=on,
        subject=("number", entry.id),
    )
    return entry


def _stored(
    ctx: Act,
    declared: rules.Kind,
    contents: rules.FrozenContent,
    *,
    subject: Subject,
    number: str,
    source: NumberSource,
    receipt: str,
    issuer: str,
    terms: Mapping[str, str],
    on: date,
) -> Document:
    document = _document(
        ctx,
        declared,
        contents,
        subject=subject,
        number=number,
        source=source,
        receipt=receipt,
        issuer=issuer,
        terms=terms,
        on=on,
    )
    document.save(force_insert=True)
    _record_issue(ctx, document, on=on)
    return document


def _document(
    ctx: Act,
    declared: rules.Kind,
    contents: rules.FrozenContent,
    *,
    subject: Subject,
    number: str,
    source: NumberSource,
    receipt: str,
    issuer: str,
    terms: Mapping[str, str],
    on: date,
) -> Document:
    paper = rules.compose(
        declared,
        contents,
        number=number,
        issuer=issuer,
        issued_on=on,
        terms=terms,
    )
    fixed = {"kind": declared.key, "contents": contents, "paper": to_plain(paper)}
    content = canonical_text(fixed)
    return Document(
        id=ctx.new_id(f"documents.document:{number}"),
        bureau_id=ctx.bureau,
        kind=declared.key,
        number=number,
        number_source=source.value,
        external_receipt=receipt,
        subject_kind=subject[0],
        subject_id=subject[1],
        title=declared.title,
        content=content,
        content_hash=hashlib.sha256(content.encode()).hexdigest(),
        issued_on=on,
        issued_by=ctx.by.id,
        issued_by_name=ctx.by.name,
    )


def _record_issue(ctx: Act, document: Document, *, on: date) -> None:
    happened = DocumentIssued(
        document=str(document.id),
        kind=document.kind,
        title=document.title,
        number=document.number,
        number_source=document.number_source,
        external_receipt=document.external_receipt,
        content_hash=document.content_hash,
    )
    subject = (document.subject_kind, document.subject_id)
    journal.record(ctx, happened, on=on, subject=subject)


def closure_findings(ctx: Act, *subjects: Subject) -> tuple[Finding, ...]:
    """Return why nothing may be added to the files of these records; one query."""
    closed = rules.file_is_open(closed=queries.any_file_is_closed(ctx, subjects))
    return (closed,) if closed else ()


def reserved_findings(ctx: Act, *, kind: str, number: str, on: date) -> tuple[Finding, ...]:
    """
    Return why a number may not be used that was set aside: it is none, somebody else holds it,
    or it was handed out after the day.

    The number is locked until the act ends.
    """
    rows = NumberEntry.objects.of(ctx).select_related("block").select_for_update(of=("self",))
    entry = rows.filter(
        number=number,
        code=queries.kind(kind).word,
        year=on.year,
        state=NumberState.RESERVED.value,
    ).first()
    unknown = rules.number_is_reserved(entry is not None, number)
    if unknown:
        return (unknown,)
    block = entry.block if entry else None
    if block is None:
        return ()
    own = rules.number_is_with(
        holder_name=block.holder_name, by_holder=block.holder_id == ctx.by.id, number=number
    )
    early = rules.number_is_handed_out(handed_on=block.handed_on, on=on, number=number)
    return tuple(filter(None, (own, early)))


def _external_findings(ctx: Act, number: str, receipt: str) -> tuple[Finding, ...]:
    taken = Document.objects.of(ctx).filter(number=number.strip()).exists()
    free = rules.number_is_free(taken, number.strip())
    return rules.external_is_receipted(number, receipt) + ((free,) if free else ())


def _next_number(ctx: Act, mark: str, *, word: str, year: int, state: NumberState) -> NumberEntry:
    """Count the series up and write the number down; the counter's row is locked meanwhile."""
    return next_numbers(ctx, mark, word=word, year=year, state=state, count=1)[0]


def next_numbers(
    ctx: Act,
    mark: str,
    *,
    word: str,
    year: int,
    state: NumberState,
    count: int,
    block: FormBlock | None = None,
) -> list[NumberEntry]:
    """Count the series up by several numbers and write each down; a part of an act."""
    last = _counted(ctx, word=word, year=year, by=count)
    entries = []
    for sequence in range(last - count + 1, last + 1):
        number = rules.number_text(mark=mark, word=word, year=year, sequence=sequence)
        entries.append(
            NumberEntry(
                id=ctx.new_id(f"documents.number:{number}"),
                bureau_id=ctx.bureau,
                code=word,
                year=year,
                sequence=sequence,
                number=number,
                state=state.value,
                block=block,
            )
        )
    NumberEntry.objects.bulk_create(entries)
    return entries


def _counted(ctx: Act, *, word: str, year: int, by: int) -> int:
    """Raise the counter of a series and return where it stands."""
    series = Series.objects.of(ctx).filter(code=word, year=year)
    # The update itself takes the row's lock on PostgreSQL and the write lock on SQLite.
    if not series.update(last=F("last") + by):
        _opened(ctx, word=word, year=year)
        series.update(last=F("last") + by)
    return int(series.values_list("last", flat=True).get())


def _opened(ctx: Act, *, word: str, year: int) -> None:
    try:
        with transaction.atomic():
            Series.objects.create(
                id=ctx.new_id(f"documents.series:{word}:{year}"),
                bureau_id=ctx.bureau,
                code=word,
                year=year,
            )
    except IntegrityError:
        # Another act opened the series at the same time: its row serves both.
        return
