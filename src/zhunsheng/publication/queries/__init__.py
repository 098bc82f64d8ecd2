"""
Reads of publication.

``duties`` and ``waiting`` are derived from what exists without a publication; ``published`` is
what the portal shows; ``*_rows`` feed statistics.
"""

from zhunsheng.publication.queries.ledger import (
    Counts,
    PublicationFilters,
    Waiting,
    Withheld,
    counts,
    duties,
    facts_of,
    kind_of,
    late,
    of_subject,
    publication,
    publications,
    published,
    running,
    waiting,
    withdrawn,
    withheld,
)
from zhunsheng.publication.queries.matters import (
    Field,
    Matter,
    NothingToPublish,
    Running,
    Snapshot,
)
from zhunsheng.publication.queries.rows import (
    kept_of_persons,
    late_rows,
    of_kind,
    published_rows,
    shown_on,
    unpublished_rows,
    withdrawn_rows,
)
from zhunsheng.publication.queries.sources import (
    matter,
    page_of,
)
from zhunsheng.publication.queries.withdrawing import (
    ToWithdraw,
    to_withdraw,
    withdrawal_due,
    withdrawal_of,
)

__all__ = [
    "Counts",
    "Field",
    "Matter",
    "NothingToPublish",
    "PublicationFilters",
    "Running",
    "Snapshot",
    "ToWithdraw",
    "Waiting",
    "Withheld",
    "counts",
    "duties",
    "facts_of",
    "kept_of_persons",
    "kind_of",
    "late",
    "late_rows",
    "matter",
    "of_kind",
    "of_subject",
    "page_of",
    "publication",
    "publications",
    "published",
    "published_rows",
    "running",
    "shown_on",
    "to_withdraw",
    "unpublished_rows",
    "waiting",
    "withdrawal_due",
    "withdrawal_of",
    "withdrawn",
    "withdrawn_rows",
    "withheld",
]
