"""What speaks against a collective discussion: who votes, who attends, what the minutes lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.cases.rules import guards
from zhunsheng.cases.rules.meeting import DiscussionDraft
from zhunsheng.cases.rules.objections import heavier_than_told
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import explains, says

#: The fewest characters that tell how a resolution came about; no law says, the house does.
LEAST_EXPLAINED: Final = 10
#: How minutes say that nothing is punished, that something is, of a part, and not as they say.
_SPARES: Final = re.compile(
    r"(?:不予|不应当?|不宜|不再|不给予|免予|免于|免除|无需|不需要?)(?:给予|予以|作出)?(?:行政)?(?:处罚|罚款)"
    r"|不处罚|不罚款|不同意(?:给予|予以)?(?:行政)?处罚(?![数金幅种较过偏])"
)
_PUNISHES: Final = re.compile(
    r"(?:同意|应当?|决定|给予|予以|处以?|作出)(?:行政)?(?:处罚|罚款)|罚款\d"
)
_PARTLY: Final = re.compile(r"拟处|其余|其他|部分|第.项")
_DENIES: Final = re.compile(r"不|没有|并非|反对|排除|无|免|要求|请求|申请")


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
    proposed_fen: int | None = None
    chiefs: frozenset[UUID] = frozenset()
    spares: bool = False


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
            f"另有意见的负责人没有写明意见：{_names(facts.silent)}",
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
    yield from _against_votes(facts, draft)
    yield from _contradicting(facts, draft)
    if draft.fine_fen > facts.notified_fen:
        yield heavier_than_told()
    if not explains(draft.conclusion):
        yield Finding(
            "discussion.no_conclusion", "没有写明讨论决定", guards.DISCUSSION, "请写明讨论决定"
        )


def _against_votes(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    """The chief may resolve otherwise than others, not otherwise than he voted, nor than all."""
    if facts.proposed_fen is None:
        return
    if draft.views and not draft.dissenting and draft.fine_fen != facts.proposed_fen:
        yield Finding(
            "discussion.otherwise_than_voted",
            f"参加表决的负责人都同意拟处理意见（罚款{yuan_text(facts.proposed_fen)}元），"
            f"讨论决定却是罚款{yuan_text(draft.fine_fen)}元",
            guards.RECORDED,
            "请按拟处理意见填写讨论决定的数额；有负责人主张其他数额的，如实记录其意见；"
            "应当加重的，退回承办人重新提出拟处理意见并再次告知",
        )
    yield from _overruled(facts, draft)


def _overruled(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    """Who would punish less is followed by a lower amount, who would not punish by none."""
    sparing = {view.member for view in draft.dissenting if says_spared(view.text)}
    lowers = draft.fine_fen < (facts.proposed_fen or 0)
    against = sparing if lowers else {view.member for view in draft.dissenting}
    held, resolved = (
        ("主张不予处罚", "仍然罚款") if lowers else ("不同意拟处理意见", "照拟处理意见处罚")
    )
    led = facts.chiefs & (set(draft.members) - {view.member for view in draft.dissenting})
    if not draft.fine_fen or not against:
        return
    if against == set(draft.members):
        yield Finding(
            "discussion.against_all",
            f"参加表决的负责人都{held}，讨论决定却{resolved}",
            guards.DISCUSSION,
            "请按讨论形成的意见填写讨论决定；不同意处罚的，退回承办人重新提出拟处理意见",
        )
    elif against & facts.chiefs:
        yield Finding(
            "discussion.against_chief",
            f"主要负责人{held}，讨论决定却{resolved}",
            guards.DISCUSSION,
            "行政机关实行首长负责制，讨论决定不能与主要负责人本人的意见相反；请核对各人意见和讨论决定",
        )
    elif not led and 2 * len(sparing) > len(draft.members):
        yield Finding(
            "discussion.against_majority",
            "参加表决的负责人多数主张不予处罚，主要负责人没有参加表决，讨论决定却是罚款",
            guards.DISCUSSION,
            "请按多数意见退回承办人，重新提出不予处罚的拟处理意见；各人意见有误的，如实更正",
        )


def _contradicting(facts: DiscussionFacts, draft: DiscussionDraft) -> Iterator[Finding]:
    """The words of a resolution are no other than its amount."""
    if draft.fine_fen and says_spared(draft.conclusion):
        yield Finding(
            "discussion.says_spared",
            f"讨论决定写明不予处罚，罚款金额却是{yuan_text(draft.fine_fen)}元",
            guards.DISCUSSION,
            "讨论决定不予处罚的，不在这里填写，退回承办人重新提出不予处罚的拟处理意见；"
            "决定罚款的，请更正讨论决定的文字",
        )
    if facts.spares and says_punished(draft.conclusion):
        yield Finding(
            "discussion.says_punished",
            "讨论决定写明处罚，拟处理意见却是不予行政处罚",
            guards.DISCUSSION,
            "应当处罚的，退回承办人重新提出拟处理意见；同意不予处罚的，请更正讨论决定的文字",
        )


def says_spared(text: str) -> bool:
    """
    Return whether a text says that nothing is punished, and not besides that something is.

    >>> [says_spared(one) for one in ("经讨论，不予行政处罚。", "多数意见：不应当处罚")]
    [True, True]
    >>> [says_spared(one) for one in ("不同意不予处罚。", "甲项不予处罚，乙项罚款1万元")]
    [False, False]
    """
    rest = _affirms(_PUNISHES, text) or _PARTLY.search(text)
    return _affirms(_SPARES, text) and not rest


def says_punished(text: str) -> bool:
    """
    Return whether a text says that the party is punished, and not besides that it is not.

    >>> [says_punished(one) for one in ("同意处罚。", "同意不予处罚。", "不应处罚款")]
    [True, False, False]
    """
    return _affirms(_PUNISHES, text) and not _affirms(_SPARES, text)


def _affirms(said: re.Pattern[str], text: str) -> bool:
    """Return whether a clause says something that it does not take back, nor ask for."""
    found = ((clause, said.search(clause)) for clause in re.split(r"[，。；、,;\s]", text))
    return any(one and not _DENIES.search(clause[: one.start()]) for clause, one in found)


def _names(names: frozenset[str]) -> str:
    return "、".join(sorted(names))
