"""
Reads of the archive.

``waiting`` and ``late_papers`` are derived from what exists and is in no volume yet; ``prepared``
counts pages, outside of any transaction, for the act that files them.
"""

from zhunsheng.archive.queries.counted import loan_rows, row_keys, volume_rows
from zhunsheng.archive.queries.dossier import DossierUnreadable, dossier
from zhunsheng.archive.queries.duties import duties
from zhunsheng.archive.queries.loans import (
    LoanLine,
    latest_due,
    loan,
    loan_facts,
    loan_lines,
    loans,
    out_now,
)
from zhunsheng.archive.queries.papers import (
    Marked,
    file_facts,
    files_of,
    identities,
    late_papers,
    prepared,
    running,
    sources_of,
)
from zhunsheng.archive.queries.reading import (
    inner_documents,
    inner_of_cases,
    is_insider,
    may_read_inner,
    may_read_main,
)
from zhunsheng.archive.queries.volumes import (
    VolumeFilters,
    papers_of,
    retention,
    volume,
    volumes,
    volumes_of,
    waiting,
)

__all__ = [
    "DossierUnreadable",
    "LoanLine",
    "Marked",
    "VolumeFilters",
    "dossier",
    "duties",
    "file_facts",
    "files_of",
    "identities",
    "inner_documents",
    "inner_of_cases",
    "is_insider",
    "late_papers",
    "latest_due",
    "loan",
    "loan_facts",
    "loan_lines",
    "loan_rows",
    "loans",
    "may_read_inner",
    "may_read_main",
    "out_now",
    "papers_of",
    "prepared",
    "retention",
    "row_keys",
    "running",
    "sources_of",
    "volume",
    "volume_rows",
    "volumes",
    "volumes_of",
    "waiting",
]
