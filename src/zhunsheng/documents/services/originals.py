"""The act that binds the scan of a signed document to the document."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from zhunsheng.documents import queries, rules
from zhunsheng.documents.choices import SCANNED_BY_ACT, SCANNERS, Phrase
from zhunsheng.documents.events import OriginalScanned
from zhunsheng.documents.models import SignedOriginal
from zhunsheng.documents.rendering.scans import read_scan
from zhunsheng.documents.services.issuing import closure_findings
from zhunsheng.documents.services.keeping import keep_file
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding, refuse_if
from zhunsheng.web.uploads import Upload


@act
def attach_original(
    *, ctx: Act, document: UUID, filename: str, content: bytes, on: date, reason: str = ""
) -> SignedOriginal:
    """
    Keep the scan of a document as it was signed or sealed; a later scan takes an earlier's place.

    :raises StepRefused: if the file is no scan, too large or broken, or that of another paper,
        nobody signs the document, its original came with its act, a new scan has no reason, or
        its file is in the archive
    :raises Stale: if somebody else handed in an original at the same moment
    """
    row = queries.document(ctx, document)
    elsewhere = [one.title + one.number for one in queries.bound_to(ctx, content) if one != row]
    is_new_scan = row.id in queries.originals_of(ctx, [row.id])
    extra = (
        *rules.clerk_findings(ctx.by, SCANNERS, Phrase.ORIGINAL),
        *rules.original_takes_findings(
            title=row.title,
            came_with_its_act=row.kind in SCANNED_BY_ACT and is_new_scan,
            bound_elsewhere=elsewhere,
            is_new_scan=is_new_scan,
            reason=reason,
        ),
    )
    reason = reason.strip() if is_new_scan else ""
    return bind_original(
        ctx, document, filename=filename, content=content, on=on, extra=extra, reason=reason
    )


def late_receipt_findings(
    ctx: Act, subject: tuple[str, UUID], scan: Upload | None, *, on: date
) -> tuple[Finding, ...]:
    """
    Return what the proof of a delivery of an earlier day lacks, and why its scan proves nothing.

    One sheet may prove that several papers of one file were delivered on one day.
    """
    used_for = ""
    unfit: tuple[Finding, ...] = ()
    if scan is not None:
        own = ("delivery_receipt", *subject, on)
        used_for = next(
            (
                row.number or row.title
                for row in queries.bound_to(ctx, scan.content)
                if (row.kind, row.subject_kind, row.subject_id, row.issued_on) != own
            ),
            "",
        )
        seen = read_scan(scan.content)
        unfit = rules.scan_findings(seen, filename=scan.filename, size=len(scan.content))
    late = rules.late_receipt_findings(
        on=on, entered_on=ctx.day, has_scan=scan is not None, used_for=used_for
    )
    return (*unfit, *late)


def bind_receipt(ctx: Act, receipt: UUID, scan: Upload | None) -> None:
    """Bind the scan of the signed receipt, where one came, to the receipt of a delivery."""
    if scan is not None:
        bind_original(ctx, receipt, filename=scan.filename, content=scan.content, on=ctx.day)


def bind_original(
    ctx: Act,
    document: UUID,
    *,
    filename: str,
    content: bytes,
    on: date,
    extra: tuple[Finding, ...] = (),
    reason: str = "",
) -> SignedOriginal:
    """
    Bind the scan of a signed document to it; a part of the act that obtained it.

    :raises StepRefused: as ``attach_original`` does, with what else speaks against it
    :raises Stale: as ``attach_original`` does
    """
    row = queries.document(ctx, document)
    scan = read_scan(content)
    refuse_if(
        (
            *extra,
            *rules.scan_findings(scan, filename=filename, size=len(content)),
            *rules.original_findings(
                is_signed=queries.kind(row.kind).is_signed,
                title=row.title,
                issued_on=row.issued_on,
                on=on,
            ),
            *closure_findings(ctx, (row.subject_kind, row.subject_id)),
        )
    )
    assert scan.kind is not None
    original = SignedOriginal(
        id=ctx.new_id("documents.original"),
        bureau_id=ctx.bureau,
        document=row,
        round=1 + SignedOriginal.objects.of(ctx).filter(document=row).count(),
        document_hash=row.content_hash,
        filename=filename[-200:],
        scan_format=scan.kind.value,
        sha256=keep_file(content),
        size=len(content),
        pages=scan.pages,
        scanned_on=on,
        scanned_by=ctx.by.name,
        reason=reason,
    )
    with once(partial(last_acts, ctx, (row.subject_kind, row.subject_id))):
        original.save(force_insert=True)
    happened = OriginalScanned(
        document=str(row.id),
        title=row.title,
        number=row.number,
        pages=scan.pages,
        sha256=original.sha256,
        document_hash=row.content_hash,
        reason=reason,
    )
    record(ctx, happened, on=on, subject=(row.subject_kind, row.subject_id))
    return original
