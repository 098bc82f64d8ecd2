"""Forms of the execution of fines: strings become values; nothing is saved, nothing decided."""

from zhunsheng.execution.forms.base import Known, ProofForm, StepForm
from zhunsheng.execution.forms.paying import (
    BankForm,
    CashForm,
    CodeForm,
    ConcludeForm,
    DeferralForm,
    ListForm,
    RefundApprovalForm,
    RefundForm,
    RequestForm,
    VoidForm,
)
from zhunsheng.execution.forms.pressing import (
    AgreementForm,
    AnswerForm,
    ApplicationForm,
    CourtAnswerForm,
    DeliveryForm,
    DemandForm,
    EndForm,
    RulingForm,
    StatementForm,
)

__all__ = [
    "AgreementForm",
    "AnswerForm",
    "ApplicationForm",
    "BankForm",
    "CashForm",
    "CodeForm",
    "ConcludeForm",
    "CourtAnswerForm",
    "DeferralForm",
    "DeliveryForm",
    "DemandForm",
    "EndForm",
    "Known",
    "ListForm",
    "ProofForm",
    "RefundApprovalForm",
    "RefundForm",
    "RequestForm",
    "RulingForm",
    "StatementForm",
    "StepForm",
    "VoidForm",
]
