"""Tables of inspections."""

from zhunsheng.inspection.models.inspections import (
    Inspection,
    InspectionCompanion,
    InspectionOfficer,
    InspectionSuccessor,
)
from zhunsheng.inspection.models.papers import InspectionScheme, ResultNotice
from zhunsheng.inspection.models.rectification import (
    OrderExtension,
    RectificationOrder,
    Reinspection,
    ReinspectionResult,
)
from zhunsheng.inspection.models.visits import (
    Attendee,
    CheckedItem,
    Dispatch,
    FindingPhoto,
    InspectionFinding,
    MeasureFinding,
    OnSiteMeasure,
)

__all__ = [
    "Attendee",
    "CheckedItem",
    "Dispatch",
    "FindingPhoto",
    "Inspection",
    "InspectionCompanion",
    "InspectionFinding",
    "InspectionOfficer",
    "InspectionScheme",
    "InspectionSuccessor",
    "MeasureFinding",
    "OnSiteMeasure",
    "OrderExtension",
    "RectificationOrder",
    "Reinspection",
    "ReinspectionResult",
    "ResultNotice",
]
