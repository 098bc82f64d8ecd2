"""Forms of inspections: strings become values."""

from zhunsheng.inspection.forms.fields import MORE_ROWS, ROWS_AT_FIRST
from zhunsheng.inspection.forms.rectification import ExtensionForm, OrderForm, ReinspectionForm
from zhunsheng.inspection.forms.request import (
    ApprovalForm,
    DayForm,
    EntitiesForm,
    InspectionFilter,
    OfficersForm,
    RequestForm,
    UrgentForm,
)
from zhunsheng.inspection.forms.visit import FindingForm, FindingRows, VisitForm

__all__ = [
    "MORE_ROWS",
    "ROWS_AT_FIRST",
    "ApprovalForm",
    "DayForm",
    "EntitiesForm",
    "ExtensionForm",
    "FindingForm",
    "FindingRows",
    "InspectionFilter",
    "OfficersForm",
    "OrderForm",
    "ReinspectionForm",
    "RequestForm",
    "UrgentForm",
    "VisitForm",
]
