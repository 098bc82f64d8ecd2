"""Guards of benchmark, legal review, discussion and decision."""

from __future__ import annotations

from zhunsheng.cases.choices import SENT_BACK, Resolution
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards.statements import (
    BEFORE_SIGNING,
    BENCHMARK,
    DECISION,
    DISCUSSION,
    RECUSAL,
    REVIEW,
    needs_discussion,
    needs_review,
)
from zhunsheng.kernel.finding import Finding


def deviation_awaits_approval(facts: CaseFacts) -> Finding | None:
    """Refuse an approval where nothing deviates, or the proposal was approved already."""
    if facts.deviates and not facts.deviation_is_approved:
        return None
    return Finding(
        "case.deviation.nothing_waits",
        "现有拟处理意见没有待批准的偏离裁量基准事项",
        BENCHMARK,
        "数额在裁量基准幅度内的不需要批准；已经批准的不重复批准",
    )


def deviation_is_approved(facts: CaseFacts) -> Finding | None:
    """Refuse to go on where a later proposal deviates anew; ``after`` sees to no approval."""
    if not facts.deviates or facts.deviation_is_approved or not facts.done("deviation_approval"):
        return None
    return Finding(
        "case.deviation.stale",
        "批准偏离裁量基准之后又提出了新的拟处理意见，尚未批准",
        BENCHMARK,
        "请负责人就现有拟处理意见批准，或者在裁量基准幅度内重新提出意见",
    )


def penalty_is_proposed(facts: CaseFacts) -> Finding | None:
    """Refuse notice and penalty where it is proposed not to punish."""
    if not facts.spares:
        return None
    return Finding(
        "case.proposal.spares",
        "现有拟处理意见（不予处罚呈批）是不予行政处罚",
        DECISION,
        "由负责人作出不予行政处罚决定；应当处罚的重新提出拟处理意见",
    )


def no_review_pending(facts: CaseFacts) -> Finding | None:
    """
    Refuse to hand in the same file twice, but to say why later evidence does not matter.

    What was returned may be mended by any act: not each defect lies in what the opinion binds.
    """
    unsaid = facts.later_evidence and not facts.later_evidence_explained
    if not facts.request_is_current or (unsaid and not facts.hearing_was_held):
        return None
    concluded = facts.last("legal_review") > facts.last("review_request")
    returned = concluded and facts.outcome_of("legal_review") == "RETURNED"
    if returned and facts.acted_since_review:
        return None
    return Finding(
        "case.review.same_file",
        "同一案卷材料已经审核，材料没有变化" if concluded else "同一案卷材料正在法制审核",
        REVIEW,
        "请补正材料或者修改拟处理意见后再送审" if concluded else "请等待审核意见",
    )


def review_is_requested(facts: CaseFacts) -> Finding | None:
    """Refuse an opinion where no file waits for one."""
    if facts.last("review_request") > facts.last("legal_review"):
        return None
    return Finding(
        "case.review.nothing_waits", "没有待审核的送审材料", REVIEW, "请承办人先送法制审核"
    )


def review_has_passed(facts: CaseFacts) -> Finding | None:
    """Refuse where a due review was returned or looked at an older file; ``after`` sees to none."""
    if not needs_review(facts) or facts.review_is_current or not facts.done("legal_review"):
        return None
    if facts.outcome_of("legal_review") == "RETURNED":
        return Finding(
            "case.review.returned",
            "法制审核意见为退回补正",
            REVIEW,
            "请按审核意见补正后重新送审",
        )
    if facts.review_fell:
        return Finding(
            "case.review.fell",
            "法制审核之后，审核人申请或者应当回避，或者承办人已经决定回避，该审核意见不再有效",
            RECUSAL,
            "请将现有案卷重新送法制审核，由没有利害关系的审核人审核",
        )
    waits = facts.request_is_current and facts.last("review_request") > facts.last("legal_review")
    return Finding(
        "case.review.stale",
        "法制审核之后案卷材料有变化，审核意见未覆盖现有材料",
        REVIEW,
        "现有案卷已经重新送审，请等待审核意见" if waits else "请将现有案卷重新送法制审核",
    )


def discussion_is_last(facts: CaseFacts) -> Finding | None:
    """
    Refuse where the discussion came before statement, hearing, review or a new proposal.

    One that did not carry the proposal carries no decision. Nor does one count once somebody
    who voted stands aside (43). Where it resolved on another amount, that is reviewed after (58).
    """
    discussed = facts.last("discussion")
    came_to = facts.outcome_of("discussion")
    if came_to in SENT_BACK and discussed > facts.last("proposal"):
        return Finding(
            "case.discussion.sent_back",
            f"集体讨论没有同意拟处理意见，决定是{Resolution(came_to).label}",
            DISCUSSION,
            "请由承办人补充，重新提出拟处理意见；需要集体讨论的，就新的意见再次讨论",
        )
    if not needs_discussion(facts) or not discussed:
        return None
    if facts.voter_aside:
        return Finding(
            "case.discussion.voter_aside",
            "集体讨论之后，参加表决的负责人中有人回避本案或者与当事人有利害关系",
            RECUSAL,
            "请由没有利害关系的负责人就本案再次集体讨论",
        )
    own_review = {"legal_review"} if facts.discussed_otherwise else set()
    if discussed > facts.last(*set(BEFORE_SIGNING) - own_review):
        return None
    return Finding(
        "case.discussion.stale",
        "集体讨论之后案卷又有变化",
        DISCUSSION,
        "请就现有案卷再次集体讨论",
    )
