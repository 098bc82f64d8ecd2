"""What speaks against the resolution of a collective discussion: votes, amount and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from zhunsheng.cases.choices import Resolution, Vote
from zhunsheng.cases.rules import guards, minuted
from zhunsheng.cases.rules.meeting import DiscussionDraft, MemberView
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import explains


@dataclass(frozen=True, slots=True)
class DiscussionFacts:
    """
    Who takes part in a discussion, as the rules look at it.

    ``silent`` are members who hold another view and do not say which. ``reviewer_is_due`` tells
    that the law, or the bureau, has the case reviewed; ``reviewer_fits`` that who is named as the
    legal reviewer is one, and neither votes nor investigated the case nor has an interest.
    ``proposed_fen`` is the amount voted on, ``chiefs`` are the members who lead the bureau;
    ``spares`` tells that what they vote on is not to punish.
    """

    members: int
    leaders: int
    handlers_among_members: frozenset[str]
    notified_fen: int
    inactive: frozenset[str] = frozenset()
    interested: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()
    reviewers_among_members: frozenset[str] = frozenset()
    reviewer_is_due: bool = False
    reviewer_fits: bool = True
    proposed_fen: int = 0
    chiefs: frozenset[UUID] = frozenset()
    spares: bool = False


def resolution_findings(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    """Return what speaks against a resolution: it follows from the votes and has one amount."""
    yield from _amount(facts, draft)
    yield from _votes(facts, draft)
    yield from _words(facts, draft)


def _amount(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    proposed = facts.proposed_fen
    if facts.spares and draft.resolution in (Resolution.OTHER_AMOUNT, Resolution.SPARED):
        yield Finding(
            "discussion.spared_already",
            "拟处理意见已经是不予行政处罚，没有罚款可以变更",
            guards.DISCUSSION,
            "同意不予处罚的，选择“照拟处理意见决定”；应当处罚的，选择“退回补充”，由承办人重新提出",
        )
    elif draft.sends_back and draft.fine_fen:
        yield Finding(
            "discussion.sent_back_with_amount",
            f"讨论决定是{draft.resolution.label}，却填有罚款金额{yuan_text(draft.fine_fen)}元",
            guards.DISCUSSION,
            "退回的不填罚款金额；决定罚款的，请更正讨论决定",
        )
    elif not draft.sends_back and (draft.fine_fen == proposed) is (
        draft.resolution is Resolution.OTHER_AMOUNT
    ):
        yield Finding(
            "discussion.otherwise_than_resolved",
            f"讨论决定是{draft.resolution.label}（拟罚款{yuan_text(proposed)}元），"
            f"填写的金额却是{yuan_text(draft.fine_fen)}元",
            guards.DISCUSSION,
            "请核对讨论决定和金额；应当加重的，选择“退回补充”，由承办人重新提出并再次告知",
        )


def _votes(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    """The chief may resolve otherwise than others, not otherwise than he voted, nor than all."""
    for view in draft.views:
        yield from _vote(facts, view)
    against = {one.member for one in draft.dissenting if not _is_for(one, draft)}
    sparing = {one.member for one in draft.views if one.vote is Vote.SPARE}
    led = facts.chiefs & (set(draft.members) - against)
    if not draft.views:
        return
    if not draft.dissenting and draft.resolution is not Resolution.AS_PROPOSED:
        yield Finding(
            "discussion.otherwise_than_voted",
            f"参加表决的负责人都同意拟处理意见，讨论决定却是{draft.resolution.label}",
            guards.RECORDED,
            "请按表决填写讨论决定；有负责人主张其他数额或者另有意见的，如实记录其表决和意见",
        )
    elif against == set(draft.members):
        yield Finding(
            "discussion.against_all",
            f"参加表决的负责人都不同意，讨论决定却是{draft.resolution.label}",
            guards.DISCUSSION,
            "请按讨论形成的意见填写讨论决定；不同意处罚的，选择“不予处罚”或者“退回补充”",
        )
    elif against & facts.chiefs:
        yield Finding(
            "discussion.against_chief",
            f"主要负责人的表决与讨论决定（{draft.resolution.label}）相反",
            guards.DISCUSSION,
            "行政机关实行首长负责制，讨论决定不能与主要负责人本人的意见相反；请核对各人表决和讨论决定",
        )
    elif not led and not draft.sends_back and 2 * len(sparing) > len(draft.members):
        yield Finding(
            "discussion.against_majority",
            "参加表决的负责人多数主张不予处罚，主要负责人没有参加表决，讨论决定却是处罚",
            guards.DISCUSSION,
            "请按多数意见选择“不予处罚”，退回承办人重新提出；各人表决有误的，如实更正",
        )
    elif not any(_is_for(one, draft) for one in draft.views):
        yield Finding(
            "discussion.nobody_voted_so",
            f"没有负责人主张讨论决定的{_resolved(draft)}",
            guards.RECORDED,
            "请核对金额；讨论中有人改变意见的，按最后的意见填写其表决和主张的金额",
        )


def _is_for(view: MemberView, draft: DiscussionDraft) -> bool:
    return view.is_for(draft.resolution, draft.fine_fen)


def _resolved(draft: DiscussionDraft) -> str:
    amount = f"罚款{yuan_text(draft.fine_fen)}元"
    return draft.resolution.label if draft.sends_back else amount


def _vote(facts: DiscussionFacts, view: MemberView) -> Iterator[Finding]:
    """Who wants another amount says which, and no words name a third."""
    wants = view.vote is Vote.AMOUNT
    if wants is not bool(view.fine_fen) or (wants and view.fine_fen == facts.proposed_fen):
        yield Finding(
            "discussion.vote_amount",
            "主张其他罚款金额的负责人没有填写与拟处理意见不同的金额，或者其他表决填有金额",
            guards.RECORDED,
            "主张其他罚款金额的，在其表决中填写金额；其他表决不填金额",
        )
    meant = {facts.proposed_fen, view.fine_fen}
    if view.vote in (Vote.AGREE, Vote.AMOUNT) and minuted.fined_amounts(view.text) - meant:
        yield Finding(
            "discussion.vote_otherwise_than_said",
            f"负责人的意见写有与其表决不同的金额：“{view.text.strip()}”",
            guards.RECORDED,
            "主张其他金额的，表决选择“主张其他罚款金额”并填写该金额；意见中的金额与此一致",
        )


def _words(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    """The words beside a resolution give its reason; they resolve nothing else."""
    if draft.resolution is not Resolution.AS_PROPOSED and not explains(draft.note):
        yield Finding(
            "discussion.no_reason",
            "没有同意拟处理意见，没有写明理由",
            guards.RECORDED,
            "请在说明中写明变更或者退回的理由、要求",
        )
    other = minuted.fined_amounts(draft.note) - {draft.fine_fen}
    if other and not draft.sends_back:
        named = "、".join(f"{yuan_text(one)}元" for one in sorted(other))
        yield Finding(
            "discussion.other_amount",
            f"说明写有讨论决定以外的金额：{named}，讨论决定的罚款是{yuan_text(draft.fine_fen)}元",
            guards.DISCUSSION,
            "讨论决定的文字由系统按选择和金额生成，说明中不写其他金额；各人主张的金额写在其表决中",
        )
    if not draft.sends_back and not facts.spares and minuted.says_spared(draft.note):
        yield Finding(
            "discussion.says_spared",
            f"说明写明不予处罚，讨论决定却是{draft.resolution.label}",
            guards.DISCUSSION,
            "决定不予处罚的，讨论决定选择“不予处罚”；决定处罚的，请更正说明的文字",
        )
    if not draft.sends_back and minuted.says_postponed(draft.note):
        yield Finding(
            "discussion.says_postponed",
            f"说明写明暂缓或者再议，讨论决定却是{draft.resolution.label}",
            guards.DISCUSSION,
            "需要补充后再讨论的，讨论决定选择“退回补充”；决定处罚的，请更正说明的文字",
        )
    if draft.resolution is Resolution.AS_PROPOSED and minuted.says_a_part(draft.note):
        yield Finding(
            "discussion.says_a_part",
            "说明写明按拟处理意见的一部分罚款，讨论决定却是照拟处理意见决定",
            guards.DISCUSSION,
            "决定其他数额的，讨论决定选择变更罚款金额并填写金额；照拟处理意见决定的，请更正说明的文字",
        )
