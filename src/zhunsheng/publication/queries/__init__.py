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
    waiting,
    withheld,
    workdays_late,
    workdays_left,
)
from zhunsheng.publication.queries.rows import late_rows, published_rows, published_subjects
from zhunsheng.publication.queries.sources import (
    Field,
    Matter,
    NothingToPublish,
    Snapshot,
    matter,
    page_of,
)

__all__ = [
    "Counts",
    "Field",
    "Matter",
    "NothingToPublish",
    "PublicationFilters",
    "Snapshot",
    "Waiting",
    "Withheld",
    "counts",
    "duties",
    "facts_of",
    "kind_of",
    "late",
    "late_rows",
    "matter",
    "of_subject",
    "page_of",
    "publication",
    "publications",
    "published",
    "published_rows",
    "published_subjects",
    "waiting",
    "withheld",
    "workdays_late",
    "workdays_left",
]
