"""Pages of statistics: figures, and returns."""

from zhunsheng.statistics.views.figures import figure_detail, figure_list, figure_months
from zhunsheng.statistics.views.returns import (
    correct,
    explain,
    preview,
    return_detail,
    return_file,
    return_list,
    submit,
)

__all__ = [
    "correct",
    "explain",
    "figure_detail",
    "figure_list",
    "figure_months",
    "preview",
    "return_detail",
    "return_file",
    "return_list",
    "submit",
]
