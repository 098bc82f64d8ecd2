"""The power list as a procedure: draft, adoption by a leader, publication."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.powers import rules
from zhunsheng.powers.choices import ADOPTERS, DRAFTERS, PowerStep
from zhunsheng.powers.rules import ListFacts

_DRAFT: Final = frozenset(role.value for role in DRAFTERS)
_ADOPT: Final = frozenset(role.value for role in ADOPTERS)

POWER_LIST: Final[Procedure[ListFacts]] = Procedure(
    key="power_list",
    label="权责清单",
    basis=rules.SHOWN_BEFOREHAND,
    steps=(
        Step(
            key=PowerStep.DRAFT.value,
            label="编制权责清单",
            basis=rules.SHOWN_BEFOREHAND,
            actor=_DRAFT,
        ),
        Step(
            key=PowerStep.ADOPT.value,
            label="通过权责清单",
            basis=rules.LAWFUL_SUBJECT,
            actor=_ADOPT,
            after=(PowerStep.DRAFT.value,),
            guards=(
                rules.list_has_items,
                rules.list_is_sound,
                rules.bases_are_in_force,
                rules.effective_day_is_set,
                rules.approval_is_named,
            ),
        ),
        Step(
            key=PowerStep.PUBLISH.value,
            label="公布权责清单",
            basis=rules.THREE_SYSTEMS,
            actor=_DRAFT,
            after=(PowerStep.ADOPT.value,),
            guards=(rules.place_is_named,),
        ),
        Step(
            key=PowerStep.GIVE_UP.value,
            label="放弃编制清单",
            basis=rules.SHOWN_BEFOREHAND,
            actor=_DRAFT,
            guards=(rules.is_not_adopted,),
            optional=True,
            closes=True,
        ),
    ),
)
