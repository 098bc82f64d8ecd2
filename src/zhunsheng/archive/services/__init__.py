"""Acts of the archive: file a case, open and file a supplement, lend a volume and take it back."""

from zhunsheng.archive.services.exchanging import take_numbers
from zhunsheng.archive.services.filing import file_case, file_supplement, open_supplement
from zhunsheng.archive.services.lending import (
    LoanDraft,
    approve_loan,
    refuse_loan,
    request_loan,
    return_loan,
)

__all__ = [
    "LoanDraft",
    "approve_loan",
    "file_case",
    "file_supplement",
    "open_supplement",
    "refuse_loan",
    "request_loan",
    "return_loan",
    "take_numbers",
]
