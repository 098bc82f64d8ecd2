"""Acts on compulsory measures."""

from zhunsheng.compulsion.services.acting import (
    deliver_notice,
    execute,
    notify_cut,
    report_urgent,
    restore,
)
from zhunsheng.compulsion.services.asking import (
    abandon,
    approve,
    approve_afterwards,
    confirm,
    request_measure,
    start_urgently,
)
from zhunsheng.compulsion.services.keeping import end_testing, extend, handle, tell_testing

__all__ = [
    "abandon",
    "approve",
    "approve_afterwards",
    "confirm",
    "deliver_notice",
    "end_testing",
    "execute",
    "extend",
    "handle",
    "notify_cut",
    "report_urgent",
    "request_measure",
    "restore",
    "start_urgently",
    "tell_testing",
]
