"""Pages of inspections."""

from zhunsheng.inspection.views.approving import (
    approve,
    approve_afterwards,
    change_officers,
    hand_over,
    start_urgent,
    withdraw_approval,
)
from zhunsheng.inspection.views.measures import (
    add_photo,
    decide_measure,
    dispatch_log,
    lift_measure,
)
from zhunsheng.inspection.views.papers import make_scheme, tell_result
from zhunsheng.inspection.views.reading import detail, inspection_list
from zhunsheng.inspection.views.rectifying import extend_order, issue_order, reinspect
from zhunsheng.inspection.views.visiting import record_visit

__all__ = [
    "add_photo",
    "approve",
    "approve_afterwards",
    "change_officers",
    "decide_measure",
    "detail",
    "dispatch_log",
    "extend_order",
    "hand_over",
    "inspection_list",
    "issue_order",
    "lift_measure",
    "make_scheme",
    "record_visit",
    "reinspect",
    "start_urgent",
    "tell_result",
    "withdraw_approval",
]
