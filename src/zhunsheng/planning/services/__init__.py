"""
Acts of planning: draft or import, fill, submit, return, approve, file, publish, amend, give up.
"""

from zhunsheng.planning.rules import PartDraft, PlanDraft, SectorDraft, UnitDraft
from zhunsheng.planning.services.amending import amend_plan, give_up_amendment
from zhunsheng.planning.services.contents import (
    count_officers,
    draft_plan,
    set_basics,
    set_days,
)
from zhunsheng.planning.services.importing import import_plan
from zhunsheng.planning.services.parts import (
    add_sector,
    add_units,
    remove_part,
    remove_units,
    set_part,
)
from zhunsheng.planning.services.steps import (
    approve_plan,
    correct_approval,
    file_plan,
    publish_plan,
    return_plan,
    submit_plan,
)

__all__ = [
    "PartDraft",
    "PlanDraft",
    "SectorDraft",
    "UnitDraft",
    "add_sector",
    "add_units",
    "amend_plan",
    "approve_plan",
    "correct_approval",
    "count_officers",
    "draft_plan",
    "file_plan",
    "give_up_amendment",
    "import_plan",
    "publish_plan",
    "remove_part",
    "remove_units",
    "return_plan",
    "set_basics",
    "set_days",
    "set_part",
    "submit_plan",
]
