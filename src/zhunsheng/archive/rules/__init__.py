"""Order of a file, guards of filing and lending, printed words; pure."""

from zhunsheng.archive.rules.exchange import bad_row, bad_rows
from zhunsheng.archive.rules.guards import (
    FileFacts,
    LoanFacts,
    archive_number,
    is_overdue,
    retention_label,
    volume_label,
)
from zhunsheng.archive.rules.order import (
    Filed,
    Identity,
    Loose,
    arranged,
    identities,
    list_version,
)

__all__ = [
    "FileFacts",
    "Filed",
    "Identity",
    "LoanFacts",
    "Loose",
    "archive_number",
    "arranged",
    "bad_row",
    "bad_rows",
    "identities",
    "is_overdue",
    "list_version",
    "retention_label",
    "volume_label",
]
