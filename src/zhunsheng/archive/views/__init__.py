"""Pages of the archive."""

from zhunsheng.archive.views.exchange import cases_file, numbers, template
from zhunsheng.archive.views.filing import file_case, file_supplement, open_supplement
from zhunsheng.archive.views.lending import (
    approve_loan,
    loan_list,
    refuse_loan,
    request_loan,
    return_loan,
)
from zhunsheng.archive.views.reading import (
    inner_folder,
    inner_pdf,
    main_pdf,
    volume_detail,
    volume_list,
    waiting_list,
)

__all__ = [
    "approve_loan",
    "cases_file",
    "file_case",
    "file_supplement",
    "inner_folder",
    "inner_pdf",
    "loan_list",
    "main_pdf",
    "numbers",
    "open_supplement",
    "refuse_loan",
    "request_loan",
    "return_loan",
    "template",
    "volume_detail",
    "volume_list",
    "waiting_list",
]
