"""Two cases that were opened for one act: the one ends, the other goes on (行政处罚法 29)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.rules.fining import ONCE
from zhunsheng.kernel.finding import Finding


def other_case_findings(
    ground: TerminationGround, other: UUID | None, *, handling: Collection[UUID]
) -> tuple[Finding, ...]:
    """
    Refuse to end a case for another one that does not deal with the act.

    ``handling`` are the cases against the party that do, and were opened no later or are decided.
    """
    if ground is not TerminationGround.OTHER_CASE or other in handling:
        return ()
    return (
        Finding(
            "termination.no_other_case",
            "没有选择对当事人同一违法行为已经立案或者作出决定的另案",
            ONCE,
            "请选择另案；两案都在办理的，终止后立案的一件，办案期限以先立案的为准；"
            "没有可选的，核对两案的当事人、违法行为和违法日期",
        ),
    )
