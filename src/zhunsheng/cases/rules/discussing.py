"""What speaks against a collective discussion: who votes, who attends, what the minutes lack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhunsheng.cases.rules import guards
from zhunsheng.cases.rules.meeting import DiscussionDraft
from zhunsheng.cases.rules.objections import heavier_than_told
from zhunsheng.cases.rules.resolving import DiscussionFacts, resolution_findings
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says

#: The fewest characters that tell how a resolution came about; no law says, the house does.
LEAST_EXPLAINED: Final = 10


def discussion_findings(facts: DiscussionFacts, draft: DiscussionDraft) -> tuple[Finding, ...]:
    """Return what speaks against this discussion."""
    return (*_voting(facts), *_attending(facts, draft), *_minutes(facts, draft))


def _voting(facts: DiscussionFacts) -> Iterator[Finding]:
    basis = guards.DISCUSSION
    if facts.leaders < 2:
        yield Finding(
            "discussion.too_few",
            "参加讨论的负责人少于两人",
            basis,
            "请选择参加讨论的负责人，至少两人；承办人和法制审核人员列席，不计入。"
            "因回避、空缺没有两名负责人可以参加的，本局不能决定本案，报请上级应急管理部门处理，"
            "由其他机关办理的，办理“移送有管辖权的机关”",
        )
    if facts.leaders < facts.members:
        yield Finding(
            "discussion.not_leaders",
            "参加表决的人员中有人不是行政机关负责人",
            basis,
            "承办人、法制审核人员和法律顾问列席，不参加表决",
        )
    if facts.inactive:
        yield Finding(
            "discussion.inactive",
            f"参加讨论的人员账号已经停用：{'、'.join(sorted(facts.inactive))}",
            basis,
            "请由现任负责人参加讨论",
        )
    if facts.handlers_among_members:
        yield Finding(
            "discussion.handler_votes",
            f"承办人不得参加表决：{'、'.join(sorted(facts.handlers_among_members))}",
            guards.RECUSAL,
            "请将承办人列为列席人员",
        )
    if facts.reviewers_among_members:
        yield Finding(
            "discussion.reviewer_votes",
            f"已经就本案作出法制审核意见的人员不得参加表决："
            f"{_names(facts.reviewers_among_members)}",
            guards.REVIEW,
            "法制审核人员列席讨论、说明审核意见，请由没有审核本案的负责人表决",
        )
    if facts.interested:
        yield Finding(
            "discussion.member_interest",
            f"与当事人有利害关系，应当回避：{'、'.join(sorted(facts.interested))}",
            guards.RECUSAL,
            "请由没有利害关系的负责人参加讨论",
        )


def _attending(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    """Handlers report and the legal section attends; neither votes."""
    if not draft.reporters:
        yield Finding(
            "discussion.no_report",
            "没有承办人列席汇报",
            guards.DISCUSSION,
            "请选择列席汇报的承办人",
        )
    if facts.strangers:
        yield Finding(
            "discussion.reporter_is_stranger",
            f"汇报人不是本案承办人：{_names(facts.strangers)}",
            guards.OFFICERS,
            "请由立案时指定的承办人汇报",
        )
    if facts.reviewer_is_due and draft.reviewer is None:
        yield Finding(
            "discussion.no_reviewer",
            "本案应当经过法制审核，讨论没有法制审核人员列席",
            guards.REVIEW,
            "请选择列席的法制审核人员",
        )
    if draft.reviewer is not None and not facts.reviewer_fits:
        yield Finding(
            "discussion.reviewer_unfit",
            "列席的法制审核人员不是现任法制审核人员，或者参加过本案调查、应当回避、参加表决",
            guards.REVIEW,
            "请选择没有参加本案调查、没有利害关系、不参加表决的法制审核人员",
        )


def _minutes(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    """Views that differ are recorded as they were, with how the resolution came about."""
    if facts.silent:
        yield Finding(
            "discussion.view_unsaid",
            f"没有投同意票的负责人没有写明意见：{_names(facts.silent)}",
            guards.RECORDED,
            "请如实记录不同意见",
        )
    if draft.dissenting and not says(draft.on_dissent, LEAST_EXPLAINED):
        yield Finding(
            "discussion.dissent_unexplained",
            f"意见不一致，没有写明讨论决定如何形成，或者不足{LEAST_EXPLAINED}字",
            guards.RECORDED,
            "请写明意见分歧和讨论决定的形成过程",
        )
    yield from resolution_findings(facts, draft)
    if draft.fine_fen > facts.notified_fen:
        yield heavier_than_told()


def _names(names: frozenset[str]) -> str:
    return "、".join(sorted(names))
