"""A case for what may be the act of one that ended after its term (行政处罚法 60)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from zhunsheng.cases.choices import ReopeningGround
from zhunsheng.cases.rules.guards import NINETY_DAYS
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains

#: The law does not say what follows from the end of the term; nobody verified what is asked here.
UNSURE: Final = "法律没有写明期限届满后能否重新立案，这一要求未核实"


@dataclass(frozen=True, slots=True)
class Reopening:
    """Why a case is opened although an earlier one ended after its term: ground and facts."""

    ground: ReopeningGround | None = None
    reason: str = ""


UNSAID: Final = Reopening()


def reopening_findings(ended: Collection[str], said: Reopening) -> tuple[Finding, ...]:
    """
    Refuse to open anew what ended after its term, where nothing but the term would begin anew.

    ``ended`` are the numbers of the earlier cases.
    """
    if not ended or (said.ground and explains(said.reason)):
        return ()
    return (
        Finding(
            "opening.term_was_over",
            f"当事人的同一违法行为曾以{'、'.join(ended)}立案，没有作出决定即终止，该案的办案期限已经届满，"
            f"不能只为重新计算办案期限再次立案（{UNSURE}）",
            NINETY_DAYS,
            "有原案终止之后取得的新证据，或者违法行为仍在继续、再次发生的，选择重新立案的情形并写明事实；"
            "没有的，不予立案",
        ),
    )


def going_on_findings(ended: Collection[str], said: Reopening = UNSAID) -> tuple[Finding, ...]:
    """
    Refuse to punish in a case that was opened while an earlier one ran, which ended for its term.

    The term of an act runs from the first opening; a second one beside it is no longer term.
    """
    if not ended or (said.ground and explains(said.reason)):
        return ()
    return (
        Finding(
            "case.term_was_over",
            f"当事人的同一违法行为曾以{'、'.join(ended)}立案，没有作出决定即终止，该案的办案期限已经届满，"
            f"不能改在本案处罚来延长办案期限（{UNSURE}）",
            NINETY_DAYS,
            "有原案终止之后取得的新证据，或者违法行为仍在继续、再次发生的，"
            "由承办人在拟处理意见中选择重新立案的情形并写明事实，送法制审核；"
            "没有的，以办案期限届满终止本案",
        ),
    )


def spot_findings(ended: Collection[str]) -> tuple[Finding, ...]:
    """Refuse to punish on the spot what ended after its term: whether it is opened, is decided."""
    if not ended:
        return ()
    return (
        Finding(
            "summary.term_was_over",
            f"当事人的同一违法行为曾以{'、'.join(ended)}立案，没有作出决定即终止，该案的办案期限已经届满（{UNSURE}）",
            NINETY_DAYS,
            "不能当场处罚，请登记线索，由负责人决定是否重新立案",
        ),
    )
