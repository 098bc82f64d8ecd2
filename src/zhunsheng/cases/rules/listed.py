"""Whether the penalty belongs to the power list (权责清单) that is in force on the day."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding

POWER_IN_LAW: Final[Citation] = cite("APL-2021:17")


def listed_findings(unlisted: tuple[str, ...]) -> tuple[Finding, ...]:
    """
    Refuse a penalty for violations that no item of the list in force names.

    ``unlisted`` holds their labels; it is empty where the bureau has no list in force on the day.
    """
    if not unlisted:
        return ()
    return (
        Finding(
            "case.not_on_power_list",
            f"现行权责清单没有列入对下列违法行为的处罚：{'、'.join(unlisted)}",
            POWER_IN_LAW,
            "请先调整权责清单，或者移送有权机关",
        ),
    )
