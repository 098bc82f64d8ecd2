"""Pages of the execution of fines."""

from zhunsheng.execution.views.acting import act
from zhunsheng.execution.views.months import conclude, month, month_list, take_list, template
from zhunsheng.execution.views.reading import card, detail, execution_list

__all__ = [
    "act",
    "card",
    "conclude",
    "detail",
    "execution_list",
    "month",
    "month_list",
    "take_list",
    "template",
]
