"""What a submission to spare the party brings, and what speaks against it (行政处罚法 33, 57)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.rules.guards import DECISION, REVIEW
from zhunsheng.cases.rules.saying import filler_findings
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import visible

PERSON_ALONE: Final[Citation] = cite("APL-2021:30")


@dataclass(frozen=True, slots=True)
class SparingDraft:
    """The handlers' submission of a case in which they see no penalty: on which ground, and why."""

    ground: NoPenaltyGround
    opinion: str


def unproposed_findings(ground: NoPenaltyGround, *, has_proposal: bool) -> tuple[Finding, ...]:
    """
    Refuse to submit that the party is spared where nobody proposed so.

    What is not established follows from the report of the investigation alone (57.1(3)).
    """
    if has_proposal or not ground.is_derived:
        return ()
    return (
        Finding(
            "sparing.no_proposal",
            "本案还没有拟处理意见，不能呈批不予处罚",
            DECISION,
            "请先提出不予处罚的拟处理意见；违法事实不能成立的，选择该项情形",
        ),
    )


def underivable_findings(ground: NoPenaltyGround) -> tuple[Finding, ...]:
    """Refuse to propose without its derivation what follows from one (29, 33)."""
    if not ground.is_derived:
        return ()
    return (
        Finding(
            "sparing.is_derived",
            f"“{ground.label}”由认定的事实推算得出，不能直接选择",
            DECISION,
            "请逐项填写应当认定的事实，由推算得出不予处罚的意见",
        ),
    )


def person_ground_findings(
    ground: NoPenaltyGround, *, is_person: bool, age: int | None, least: int
) -> tuple[Finding, ...]:
    """Refuse to spare a unit, or who was old enough, on the ground of a person."""
    if not ground.is_of_a_person:
        return ()
    if is_person and not (ground is NoPenaltyGround.UNDER_AGE and age is not None and age >= least):
        return ()
    why = f"按查明的出生日期，行为时已满{least}周岁" if is_person else "本案当事人不是自然人"
    return (
        Finding(
            "no_penalty.not_of_this_person",
            f"{why}，不能以“{ground.label}”不予处罚",
            PERSON_ALONE,
            "请核对当事人和违法行为的时间，选择其他情形，或者依法处罚",
        ),
    )


def unexplained_findings(opinion: str) -> tuple[Finding, ...]:
    """Refuse to submit that the party is spared without saying why (57.1)."""
    if visible(opinion):
        return filler_findings(opinion)
    return (
        Finding(
            "sparing.no_reason",
            "没有写明不予处罚的理由",
            DECISION,
            "请写明承办人意见：认定该情形的事实、证据和理由",
        ),
    )


def unreviewed_findings(
    ground: NoPenaltyGround,
    *,
    doubted: NoPenaltyGround | None,
    agreed: bool,
    proposed: NoPenaltyGround | None = None,
) -> tuple[Finding, ...]:
    """
    Refuse to find, beside the proposal that was reviewed, what it does not hold (30, 31, 57.1, 58).

    The handlers submit it with their reasons as ``doubted``, and a review that ``agreed`` to that
    very ground comes before. One that was ``proposed`` from the start was reviewed as proposed.
    """
    as_proposed = ground is proposed if proposed else ground.is_derived
    if as_proposed if doubted is None else ground is doubted and agreed:
        return ()
    seen = "经法制审核的是现有拟处理意见"
    if doubted and ground is not doubted:
        seen = f"承办人呈批的是“{doubted.label}”"
    return (
        Finding(
            "no_penalty.doubt_unreviewed",
            f"{seen}，“{ground.label}”没有经过承办人呈批和法制审核",
            REVIEW,
            "请承办人以该情形办理不予处罚呈批、写明理由，再将案卷送法制审核，由负责人根据审核意见决定",
        ),
    )


def unsigned_findings(ground: NoPenaltyGround, signed: str) -> tuple[Finding, ...]:
    """Refuse to spare the party on another ground than was submitted and signed."""
    if not signed or signed == ground.value:
        return ()
    label = NoPenaltyGround(signed).label
    return (
        Finding(
            "no_penalty.other_than_signed",
            f"呈批和审签的情形是“{label}”，不是“{ground.label}”",
            DECISION,
            "请按审签的情形作出决定；应当适用其他情形的，由承办人重新呈批、审签",
        ),
    )
