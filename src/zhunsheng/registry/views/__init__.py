"""Pages of registry."""

from zhunsheng.registry.views.acting import (
    IMPORT,
    add,
    add_site,
    amend,
    close_site,
    merge,
    operation,
    particulars,
    undo_merge,
)
from zhunsheng.registry.views.linking import account
from zhunsheng.registry.views.reading import EDITORS, entity_detail, entity_list, entity_map
from zhunsheng.registry.views.safety import end_trial_run, note_safety, withdraw_safety

__all__ = [
    "EDITORS",
    "IMPORT",
    "account",
    "add",
    "add_site",
    "amend",
    "close_site",
    "end_trial_run",
    "entity_detail",
    "entity_list",
    "entity_map",
    "merge",
    "note_safety",
    "operation",
    "particulars",
    "undo_merge",
    "withdraw_safety",
]
