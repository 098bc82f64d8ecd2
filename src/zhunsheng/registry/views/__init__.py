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

__all__ = [
    "EDITORS",
    "IMPORT",
    "account",
    "add",
    "add_site",
    "amend",
    "close_site",
    "entity_detail",
    "entity_list",
    "entity_map",
    "merge",
    "operation",
    "particulars",
    "undo_merge",
]
