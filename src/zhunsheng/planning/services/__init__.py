"""Acts of planning: draft, fill, submit, return, approve, file, publish, amend, give up."""

from zhunsheng.planning.services.amending import amend_plan, give_up_amendment
from zhunsheng.planning.services.contents import (
    PartDraft,
    PlanDraft,
    UnitDraft,
    add_units,
    draft_plan,
    remove_part,
    set_basics,
    set_days,
    set_part,
)
from zhunsheng.planning.services.steps import (
    approve_plan,
    file_plan,
    publish_plan,
    return_plan,
    submit_plan,
)

__all__ = [
    "PartDraft",
    "PlanDraft",
    "UnitDraft",
    "add_units",
    "amend_plan",
    "approve_plan",
    "draft_plan",
    "file_plan",
    "give_up_amendment",
    "publish_plan",
    "remove_part",
    "return_plan",
    "set_basics",
    "set_days",
    "set_part",
    "submit_plan",
]
