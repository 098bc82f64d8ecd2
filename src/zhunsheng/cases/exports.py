"""Making the file of earlier offences that other sites may read: tokens, no name, no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.queries import offences
from zhunsheng.cases.rules import exchange


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its bytes, and how many rows it holds, withdraws and leaves out."""

    content: bytes
    digest: str
    rows: int
    withdrawn: int
    left_out: int


def offence_file(scope: Scope, *, made_at: datetime, since: date | None) -> Made:
    """
    Return the list of the bureau's decisions that count as earlier offences, from a day on.

    What lost its force is left out, and withdrawn where an earlier list may have held it. Natural
    persons are left out: the record holds no identity that could be compared.

    :raises StepRefused: if the site shares no key with others, or a weak one
    """
    told = [(row, offences.identity_of(row.case)) for row in offences.to_tell(scope, since=since)]
    withdrawn = offences.annulled(scope)
    listed = [
        exchange.Offence(str(row.id), code, tuple(row.case.violation_keys), row.decided_on)
        for row, code in told
        if code
    ]
    content = exchange.written(
        offences.exchange_key(),
        origin=accounts.bureau(scope).division_code,
        made_at=made_at,
        covers_since=since,
        offences=listed,
        annulled=withdrawn,
    )
    left_out = len(told) - len(listed)
    digest = exchange.digest_of(content)
    return Made(content, digest, len(listed), len(withdrawn), left_out)
