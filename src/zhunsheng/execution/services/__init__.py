"""Acts of the execution of fines, one function each."""

from zhunsheng.execution.services.deferring import (
    agree,
    decide_deferral,
    deliver_deferral,
    request_deferral,
)
from zhunsheng.execution.services.paying import (
    approve_refund,
    bank_cash,
    hand_in_cash,
    issue_payment_code,
    refund,
    void_payment_code,
)
from zhunsheng.execution.services.pressing import (
    answer_statement,
    apply_to_court,
    decide_surcharge,
    deliver_demand,
    deliver_surcharge,
    demand,
    end_execution,
    record_court_answer,
    record_court_ruling,
    record_statement,
)
from zhunsheng.execution.services.reconciling import conclude_month, import_list

__all__ = [
    "agree",
    "answer_statement",
    "apply_to_court",
    "approve_refund",
    "bank_cash",
    "conclude_month",
    "decide_deferral",
    "decide_surcharge",
    "deliver_deferral",
    "deliver_demand",
    "deliver_surcharge",
    "demand",
    "end_execution",
    "hand_in_cash",
    "import_list",
    "issue_payment_code",
    "record_court_answer",
    "record_court_ruling",
    "record_statement",
    "refund",
    "request_deferral",
    "void_payment_code",
]
