"""Pages of planning."""

from zhunsheng.planning.views.contents import basics, days, new, part, remove_part, units
from zhunsheng.planning.views.reading import detail, pdf, plan_list
from zhunsheng.planning.views.steps import (
    amend,
    approve,
    file_justice,
    file_upper,
    give_up,
    publish,
    send_back,
    submit,
)

__all__ = [
    "amend",
    "approve",
    "basics",
    "days",
    "detail",
    "file_justice",
    "file_upper",
    "give_up",
    "new",
    "part",
    "pdf",
    "plan_list",
    "publish",
    "remove_part",
    "send_back",
    "submit",
    "units",
]
