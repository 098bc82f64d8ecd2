"""Forms of draws: strings become values; nothing is saved."""

from zhunsheng.draw.forms.acting import (
    ChangeForm,
    ClosedForm,
    CommitmentForm,
    DrawFilter,
    OpeningForm,
    OutcomeForm,
    PartnerForm,
    PartyForm,
    ScanField,
    SeedForm,
    WithdrawalForm,
)
from zhunsheng.draw.forms.pool import PoolForm

__all__ = [
    "ChangeForm",
    "ClosedForm",
    "CommitmentForm",
    "DrawFilter",
    "OpeningForm",
    "OutcomeForm",
    "PartnerForm",
    "PartyForm",
    "PoolForm",
    "ScanField",
    "SeedForm",
    "WithdrawalForm",
]
