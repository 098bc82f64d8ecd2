"""Forms of inspections: strings become values."""

from zhunsheng.inspection.forms.catalogue import violation_groups
from zhunsheng.inspection.forms.checks import CheckForm, ChecklistForm, CheckRows
from zhunsheng.inspection.forms.fields import (
    ATTENDEES_AT_FIRST,
    COMPANIONS_AT_FIRST,
    MORE_ROWS,
    ROWS_AT_FIRST,
)
from zhunsheng.inspection.forms.measures import LiftingForm, MeasureForm, PhotoForm
from zhunsheng.inspection.forms.papers import ResultForm, SchemeForm
from zhunsheng.inspection.forms.rectification import ExtensionForm, OrderForm, ReinspectionForm
from zhunsheng.inspection.forms.request import (
    ApprovalForm,
    CompanionRows,
    DayForm,
    EntitiesForm,
    InspectionFilter,
    OfficersForm,
    RequestForm,
    UrgentForm,
    WithdrawalForm,
)
from zhunsheng.inspection.forms.visit import (
    AttendeeRows,
    FindingForm,
    FindingRows,
    VisitForm,
    photos_of,
)

__all__ = [
    "ATTENDEES_AT_FIRST",
    "COMPANIONS_AT_FIRST",
    "MORE_ROWS",
    "ROWS_AT_FIRST",
    "ApprovalForm",
    "AttendeeRows",
    "CheckForm",
    "CheckRows",
    "ChecklistForm",
    "CompanionRows",
    "DayForm",
    "EntitiesForm",
    "ExtensionForm",
    "FindingForm",
    "FindingRows",
    "InspectionFilter",
    "LiftingForm",
    "MeasureForm",
    "OfficersForm",
    "OrderForm",
    "PhotoForm",
    "ReinspectionForm",
    "RequestForm",
    "ResultForm",
    "SchemeForm",
    "UrgentForm",
    "VisitForm",
    "WithdrawalForm",
    "photos_of",
    "violation_groups",
]
