"""Who takes up a review: one reviewer at a time, and none who handles the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import HEAD_CODES, Role
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.legalreview.rules.opinions import (
    REVIEW,
    Holder,
    not_taken_by_another,
    own_matter,
)

#: Who has an interest takes no part in the case (行政处罚法 43.1).
RECUSAL: Final = cite("APL-2021:43.1")
REVIEWERS: Final = frozenset({Role.LEGAL_REVIEWER.value})
LEADERS: Final = HEAD_CODES


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """All that the rules of taking up a review look at."""

    by: UUID
    roles: frozenset[str]
    is_open: bool
    handlers: frozenset[UUID] = frozenset()
    holder: Holder | None = None


def claim_findings(facts: ClaimFacts) -> tuple[Finding, ...]:
    """Return every reason why this person may not take the review up."""
    found = (
        _is_reviewer(facts),
        _is_open(facts),
        own_matter() if facts.by in facts.handlers else None,
        not_taken_by_another(facts.by, facts.holder),
        _not_taken_twice(facts),
    )
    return tuple(filter(None, found))


def assign_findings(
    facts: ClaimFacts, *, giver: frozenset[str], giver_is_barred: bool = False
) -> tuple[Finding, ...]:
    """
    Return every reason why the review may not be given to this person.

    ``giver`` are the roles of who gives it: a person in charge, who may take it from another;
    ``giver_is_barred`` tells that this one investigated the matter or has an interest in it.
    """
    found = (
        None if giver & LEADERS else _no_leader(),
        _giver_barred() if giver_is_barred else None,
        _is_reviewer(facts),
        _is_open(facts),
        own_matter() if facts.by in facts.handlers else None,
        _held_by_them(facts),
    )
    return tuple(filter(None, found))


def release_findings(facts: ClaimFacts) -> tuple[Finding, ...]:
    """Return why the review may not be given back: its holder may, and a person in charge."""
    return tuple(filter(None, (_is_open(facts), _may_release(facts))))


def _is_reviewer(facts: ClaimFacts) -> Finding | None:
    if facts.roles & REVIEWERS:
        return None
    return Finding(
        "review.no_reviewer", "承担审核的人不是在职的法制审核人员", REVIEW, roles=REVIEWERS
    )


def _is_open(facts: ClaimFacts) -> Finding | None:
    if facts.is_open:
        return None
    return Finding(
        "review.not_open", "该次审核已有意见，或者已经重新送审", REVIEW, "请打开最近一次送审"
    )


def _not_taken_twice(facts: ClaimFacts) -> Finding | None:
    if facts.holder is None or facts.holder.user != facts.by:
        return None
    return Finding("review.taken_already", "您已经认领该审核", REVIEW, "请直接办理")


def _no_leader() -> Finding:
    return Finding("review.no_leader", "指派审核由负责人办理", REVIEW, roles=LEADERS)


def _giver_barred() -> Finding:
    return Finding(
        "review.giver_barred",
        "办理人参加过本案调查或者应当回避，不得指派本案的审核人员",
        RECUSAL,
        "请由没有参加调查、没有利害关系的其他负责人指派",
    )


def _held_by_them(facts: ClaimFacts) -> Finding | None:
    if facts.holder is None or facts.holder.user != facts.by:
        return None
    return Finding("review.held_already", f"{facts.holder.name}已经认领该审核", REVIEW, "无需指派")


def _may_release(facts: ClaimFacts) -> Finding | None:
    holder = facts.holder
    if holder is None:
        return Finding("review.not_taken", "该审核没有人认领", REVIEW, "可以直接认领")
    if holder.user == facts.by or facts.roles & LEADERS:
        return None
    return Finding(
        "review.held_by_another",
        f"该审核由{holder.name}于{holder.at}认领，不能由他人退回",
        REVIEW,
        f"请由{holder.name}退回，或者由负责人退回",
    )
