"""What the law asks of who acts, in a case and in what the rooms above do about it (42, 43, 57)."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import (
    by_a_handler,
    by_certified,
    by_no_handler,
    by_not_lapsed,
    by_without_interest,
)
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import Procedure

#: Who acts as an officer in a case: certified on the day, without an interest (42.1, 43).
OFFICER: Final = (by_certified, by_without_interest)
#: Who acts for its handlers: one of those who handle it now.
HANDLER: Final = (by_a_handler, *OFFICER)
#: Who acts at the counter: no officer whose certificate has lapsed, and without an interest.
AT_COUNTER: Final = (by_not_lapsed, by_without_interest)
#: Who decides neither handles the case nor has an interest.
APART: Final = (by_no_handler, by_without_interest)


def step_findings(procedure: Procedure[CaseFacts], key: str) -> tuple[Finding, ...]:
    """Refuse a step that the procedure of the case does not have, as a penalty on the spot (51)."""
    if any(step.key == key for step in procedure.steps):
        return ()
    return (
        Finding(
            "case.step.not_of_the_procedure",
            f"{procedure.label}没有这一步骤",
            procedure.basis,
            "请在案件页面选择可以办理的步骤",
        ),
    )
