"""
Writes of documents: issue and number them, keep their originals, seals and numbered forms.

``issue``, ``issue_many``, ``issue_reserved``, ``bind_original``,
``bind_receipt``, ``late_receipt_findings``, ``close_file``, ``open_file``,
``keep_file``, ``nobody_acted`` and ``take_step`` are parts of other rooms' acts.
"""

from zhunsheng.documents.services.issuing import (
    Subject,
    closure_findings,
    issue,
    issue_many,
    issue_reserved,
    reserve_number,
    reserved_findings,
    void_number,
)
from zhunsheng.documents.services.keeping import close_file, keep_file, open_file
from zhunsheng.documents.services.originals import (
    attach_original,
    bind_original,
    bind_receipt,
    late_receipt_findings,
)
from zhunsheng.documents.services.registers import (
    hand_out_forms,
    note_external_numbers,
    register_seal_use,
    return_forms,
)
from zhunsheng.documents.services.stepping import nobody_acted, take_step

__all__ = [
    "Subject",
    "attach_original",
    "bind_original",
    "bind_receipt",
    "close_file",
    "closure_findings",
    "hand_out_forms",
    "issue",
    "issue_many",
    "issue_reserved",
    "keep_file",
    "late_receipt_findings",
    "nobody_acted",
    "note_external_numbers",
    "open_file",
    "register_seal_use",
    "reserve_number",
    "reserved_findings",
    "return_forms",
    "take_step",
    "void_number",
]
