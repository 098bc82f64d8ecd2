"""
Acts of inspections: approve, visit and tell its result, take measures, order, re-inspect.

``approve`` and ``lapse`` are parts for rooms whose own acts approve or end inspections; the others
are acts. Ids of a batch are known beforehand: ``ctx.new_id("inspection", n)`` for the n-th
request, counted from 0.
"""

from zhunsheng.inspection.rules import (
    AttendeeDraft,
    CheckedDraft,
    CompanionDraft,
    DispatchDraft,
    EarlyApplication,
    FindingDraft,
    InspectionRequest,
    MeasureDraft,
    ReinspectionLine,
    ResultDraft,
    SchemeDraft,
    VisitRecord,
)
from zhunsheng.inspection.services.approving import (
    approve,
    approve_afterwards,
    approve_inspections,
    change_officers,
    hand_over,
    lapse,
    start_urgent,
    withdraw_approval,
)
from zhunsheng.inspection.services.measures import add_photo, decide_measure, lift_measure
from zhunsheng.inspection.services.rectifying import extend_order, issue_order, reinspect
from zhunsheng.inspection.services.telling import make_scheme, tell_result
from zhunsheng.inspection.services.visiting import record_visit

__all__ = [
    "AttendeeDraft",
    "CheckedDraft",
    "CompanionDraft",
    "DispatchDraft",
    "EarlyApplication",
    "FindingDraft",
    "InspectionRequest",
    "MeasureDraft",
    "ReinspectionLine",
    "ResultDraft",
    "SchemeDraft",
    "VisitRecord",
    "add_photo",
    "approve",
    "approve_afterwards",
    "approve_inspections",
    "change_officers",
    "decide_measure",
    "extend_order",
    "hand_over",
    "issue_order",
    "lapse",
    "lift_measure",
    "make_scheme",
    "record_visit",
    "reinspect",
    "start_urgent",
    "tell_result",
    "withdraw_approval",
]
