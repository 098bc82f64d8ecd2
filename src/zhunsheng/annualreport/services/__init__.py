"""Acts of the annual report."""

from zhunsheng.annualreport.services.approving import (
    approve_report,
    hand_in_report,
    return_report,
    submit_report,
)
from zhunsheng.annualreport.services.compiling import compile_report, publish_report
from zhunsheng.annualreport.services.writing import comment_block, write_block

__all__ = [
    "approve_report",
    "comment_block",
    "compile_report",
    "hand_in_report",
    "publish_report",
    "return_report",
    "submit_report",
    "write_block",
]
