"""Reads of the execution of fines."""

from zhunsheng.execution.queries.counted import act_rows, refund_rows, row_keys
from zhunsheng.execution.queries.files import (
    ExecutionFile,
    Standing,
    facts_of,
    late_cash,
    load,
    refund_parts,
    standing,
    window,
)
from zhunsheng.execution.queries.listed import Line, cash_terms, duties, lines, terms_of_cash
from zhunsheng.execution.queries.monthly import (
    Month,
    cases_of_codes,
    last_day,
    month_label,
    month_of,
    months,
    previous_month,
    reconciliation,
)

__all__ = [
    "ExecutionFile",
    "Line",
    "Month",
    "Standing",
    "act_rows",
    "cases_of_codes",
    "cash_terms",
    "duties",
    "facts_of",
    "last_day",
    "late_cash",
    "lines",
    "load",
    "month_label",
    "month_of",
    "months",
    "previous_month",
    "reconciliation",
    "refund_parts",
    "refund_rows",
    "row_keys",
    "standing",
    "terms_of_cash",
    "window",
]
