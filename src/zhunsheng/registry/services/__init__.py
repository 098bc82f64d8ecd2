"""Acts of registry: entities and their import, closing, sites, merging, accounts."""

from zhunsheng.registry.rules import EntityFacts, IdentityProof, SafetyDraft, SiteDraft
from zhunsheng.registry.services.entities import (
    add_entity,
    amend_entity,
    hold_entities,
    import_entities,
)
from zhunsheng.registry.services.linking import link_account
from zhunsheng.registry.services.merging import merge_entities, undo_merge
from zhunsheng.registry.services.operation import close_entity, resume_entity
from zhunsheng.registry.services.safety import end_trial_run, note_safety, withdraw_safety
from zhunsheng.registry.services.sites import add_site, close_site
from zhunsheng.web.sheets import UnreadableSheet

__all__ = [
    "EntityFacts",
    "IdentityProof",
    "SafetyDraft",
    "SiteDraft",
    "UnreadableSheet",
    "add_entity",
    "add_site",
    "amend_entity",
    "close_entity",
    "close_site",
    "end_trial_run",
    "hold_entities",
    "import_entities",
    "link_account",
    "merge_entities",
    "note_safety",
    "resume_entity",
    "undo_merge",
    "withdraw_safety",
]
