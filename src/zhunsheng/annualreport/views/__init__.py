"""Pages of annual reports."""

from zhunsheng.annualreport.views.approving import report_step
from zhunsheng.annualreport.views.reports import (
    compile_report,
    publish,
    report_detail,
    report_file,
    report_list,
    verify_file,
    verify_report,
)
from zhunsheng.annualreport.views.studio import comment, preview, studio, write_block

__all__ = [
    "comment",
    "compile_report",
    "preview",
    "publish",
    "report_detail",
    "report_file",
    "report_list",
    "report_step",
    "studio",
    "verify_file",
    "verify_report",
    "write_block",
]
