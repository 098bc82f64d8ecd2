"""Pages of planning."""

from zhunsheng.planning.views.contents import basics, days, new, officers
from zhunsheng.planning.views.importing import IMPORT
from zhunsheng.planning.views.parts import part, remove_part, remove_units, units
from zhunsheng.planning.views.reading import approval_paper, detail, docx, pdf, plan_list
from zhunsheng.planning.views.results import difference, results
from zhunsheng.planning.views.steps import (
    amend,
    approve,
    correct_approval,
    file_justice,
    file_upper,
    give_up,
    publish,
    send_back,
    submit,
)

__all__ = [
    "IMPORT",
    "amend",
    "approval_paper",
    "approve",
    "basics",
    "correct_approval",
    "days",
    "detail",
    "difference",
    "docx",
    "file_justice",
    "file_upper",
    "give_up",
    "new",
    "officers",
    "part",
    "pdf",
    "plan_list",
    "publish",
    "remove_part",
    "remove_units",
    "results",
    "send_back",
    "submit",
    "units",
]
