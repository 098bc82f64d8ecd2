"""
Acts of inspections: approve, visit, order, extend, re-inspect.

``approve`` is a part for rooms that approve inspections inside an act of their own; the others
are acts. Ids of a batch are known beforehand: ``ctx.new_id("inspection", n)`` for the n-th
request, counted from 0.
"""

from zhunsheng.inspection.rules import (
    FindingDraft,
    InspectionRequest,
    ReinspectionLine,
    VisitRecord,
)
from zhunsheng.inspection.services.approving import (
    approve,
    approve_afterwards,
    approve_inspections,
    change_officers,
    start_urgent,
)
from zhunsheng.inspection.services.rectifying import extend_order, issue_order, reinspect
from zhunsheng.inspection.services.visiting import record_visit

__all__ = [
    "FindingDraft",
    "InspectionRequest",
    "ReinspectionLine",
    "VisitRecord",
    "approve",
    "approve_afterwards",
    "approve_inspections",
    "change_officers",
    "extend_order",
    "issue_order",
    "record_visit",
    "reinspect",
    "start_urgent",
]
