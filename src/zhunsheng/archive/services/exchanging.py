"""The act that takes in the numbers of the ministry's system."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from zhunsheng.archive import imports
from zhunsheng.archive.events import NumbersTaken
from zhunsheng.archive.rules.exchange import exchange_findings
from zhunsheng.documents import services as documents
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if


@act
def take_numbers(*, ctx: Act, filename: str, content: bytes, on: date) -> None:
    """
    Take in the numbers that our cases and documents have in the ministry's system, all or none.

    :raises UnreadableSheet: if the file as a whole cannot be read
    :raises StepRefused: with every bad row by its number, or where the role does not fit
    :raises Stale: if somebody else took in one of the numbers at the same moment
    """
    reading = imports.read(ctx.viewer, filename=filename, content=content)
    lines = [line for line in reading.good if line is not None and line.is_new]
    refuse_if((*exchange_findings(ctx.by), *imports.findings(reading)))
    rows = [(line.subject, line.external, line.receipt) for line in lines]
    documents.note_external_numbers(ctx, rows, on=on)
    happened = NumbersTaken(
        filename=filename[:200],
        digest=sha256(content).hexdigest(),
        rows=reading.rows_read,
        new=len(rows),
    )
    record(ctx, happened, on=on, subject=("bureau", ctx.bureau))
