"""Acts of workforce: officers, credentials, training, interests, delegations."""

from zhunsheng.web.sheets import UnreadableSheet
from zhunsheng.workforce.rules import (
    AmendedFacts,
    CredentialFacts,
    DelegationFacts,
    LossFacts,
    OfficerFacts,
)
from zhunsheng.workforce.services.deeds import end_delegation, grant_delegation
from zhunsheng.workforce.services.interests import KEEPERS, declare_interest, end_interest
from zhunsheng.workforce.services.keeping import amend_officer, lose_credential
from zhunsheng.workforce.services.officers import (
    add_officer,
    hold_officers,
    import_officers,
    record_training,
    renew_credential,
)

__all__ = [
    "KEEPERS",
    "AmendedFacts",
    "CredentialFacts",
    "DelegationFacts",
    "LossFacts",
    "OfficerFacts",
    "UnreadableSheet",
    "add_officer",
    "amend_officer",
    "declare_interest",
    "end_delegation",
    "end_interest",
    "grant_delegation",
    "hold_officers",
    "import_officers",
    "lose_credential",
    "record_training",
    "renew_credential",
]
