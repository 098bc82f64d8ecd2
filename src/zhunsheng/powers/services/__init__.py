"""Acts of powers: draft, import, edit, adopt, publish, give up a version of the list."""

from zhunsheng.powers.services.contents import (
    ListDraft,
    draft_list,
    import_items,
    remove_item,
    set_item,
)
from zhunsheng.powers.services.steps import adopt_list, give_up_list, publish_list

__all__ = [
    "ListDraft",
    "adopt_list",
    "draft_list",
    "give_up_list",
    "import_items",
    "publish_list",
    "remove_item",
    "set_item",
]
