"""The ordinary procedure (普通程序) of a penalty case, from clue to closing."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.procedure import deciding, notifying, opening, reviewing, turning
from zhunsheng.cases.procedure.challenged import CHALLENGED
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Procedure

PENALTY_ORDINARY: Final[Procedure[CaseFacts]] = Procedure(
    key="penalty.ordinary",
    label="行政处罚普通程序",
    basis=cite("APL-2021:54"),
    steps=(
        *opening.STEPS,
        *turning.EARLY,
        *turning.CRIME,
        *reviewing.STEPS,
        *turning.CHECKS,
        *notifying.STEPS,
        *turning.LATE,
        *deciding.STEPS,
        *CHALLENGED,
    ),
)
