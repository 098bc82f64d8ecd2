"""Acts on the exchange of earlier offences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import imports
from zhunsheng.cases.events import OffencesExported, OffencesImported
from zhunsheng.cases.models import ForeignOffence, OffenceImport
from zhunsheng.cases.queries import offences
from zhunsheng.cases.rules import exchange
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if

#: Two sites need not agree on the time to the minute.
CLOCKS_DIFFER: Final = timedelta(days=1)


@act
def record_offence_export(
    *, ctx: Act, digest: str, rows: int, withdrawn: int, left_out: int, on: date
) -> None:
    """Record that a list of earlier offences was made for other sites."""
    happened = OffencesExported(digest, rows, withdrawn, left_out)
    record(ctx, happened, on=on, subject=("bureau", ctx.bureau))


@act
def import_offences(*, ctx: Act, content: bytes, on: date) -> OffenceImport:
    """
    Take over a list of earlier offences from another site, as a whole.

    Rows that are held already stay, withdrawn ones and those of a replaced key no longer count.

    :raises StepRefused: if the file is not whole, of another key, known, the site's own, dated
        ahead, or older than what is held
    """
    file = imports.read(content, offences.exchange_key())
    here = {one.division_code for one in accounts.bureaus()}
    facts = exchange.ImportFacts(
        is_known=offences.import_of(file.digest) is not None,
        is_own=file.origin in here,
        is_ahead=file.made_at > ctx.at + CLOCKS_DIFFER,
        newest=offences.newest_from(file.origin),
    )
    refuse_if(exchange.import_findings(file, facts))
    held = offences.known_tokens(file.origin)
    fresh = [row for row in file.rows if row.record not in held]
    source: OffenceImport = OffenceImport.objects.create(
        id=ctx.new_id("offence.import"),
        bureau_id=ctx.bureau,
        origin=file.origin,
        digest=file.digest,
        key_check=file.key_check,
        made_at=file.made_at,
        covers_since=file.covers_since,
        rows_read=len(file.rows),
        rows_new=len(fresh),
        rows_withdrawn=_withdraw(file, on=on),
        imported_on=on,
    )
    ForeignOffence.objects.bulk_create(
        ForeignOffence(
            id=ctx.new_id("offence", number),
            bureau_id=ctx.bureau,
            source=source,
            origin=file.origin,
            record_token=row.record,
            party_token=row.party,
            violation_tokens=list(row.violations),
            key_check=file.key_check,
            decided_on=row.decided_on,
        )
        for number, row in enumerate(fresh)
    )
    happened = OffencesImported(file.origin, file.digest, len(fresh), source.rows_withdrawn)
    record(ctx, happened, on=on, subject=("bureau", ctx.bureau))
    return source


def _withdraw(file: exchange.ExchangeFile, *, on: date) -> int:
    """Mark what the list takes back, and what an earlier key had made, as no longer counting."""
    asked = offences.rows_of(file.origin, records=file.withdrawn)
    taken = sum(rows.update(withdrawn_on=on) for rows in asked)
    replaced = offences.rows_of_other_keys(file.origin, key_check=file.key_check)
    return taken + replaced.update(withdrawn_on=on)
