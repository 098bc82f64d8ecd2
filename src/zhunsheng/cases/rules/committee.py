"""What speaks against a meeting of the case committee (案审会): who sits in it, what it says."""

from __future__ import annotations

from zhunsheng.cases.rules.guards import DECISION, RECUSAL
from zhunsheng.cases.rules.objections import unexplained
from zhunsheng.cases.rules.turning import CommitteeDraft
from zhunsheng.kernel.finding import Finding


def committee_findings(
    draft: CommitteeDraft,
    *,
    members: int,
    leaders: int,
    interested: frozenset[str],
    handlers: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """
    Return what a meeting of the case committee lacks, and who may not sit in it (43, 57).

    ``leaders`` counts the persons in charge among the members, ``handlers`` names those who handle
    or handled the case: they report to the committee and are no members of it.
    """
    found = [
        *unexplained(
            "committee.no_conclusion",
            "没有写明研究意见",
            draft.conclusion,
            DECISION,
            "请写明对拟处理意见同意、修改或者不同意及其理由",
        )
    ]
    if members < 2:
        found.append(
            Finding("committee.too_few", "案审会参加人员少于两人", DECISION, "请选择至少两名人员")
        )
    if not leaders:
        found.append(
            Finding(
                "committee.no_leader",
                "案审会没有本局负责人参加",
                DECISION,
                "调查终结后由负责人审查，请由主要负责人或者分管负责人主持案审会",
            )
        )
    if handlers:
        found.append(
            Finding(
                "committee.handler_sits",
                f"本案承办人不能作为案审会成员：{'、'.join(sorted(handlers))}",
                DECISION,
                "承办人列席汇报，请选择没有承办本案的人员",
            )
        )
    if interested:
        found.append(
            Finding(
                "committee.interest",
                f"参加人员应当在本案中回避：{'、'.join(sorted(interested))}",
                RECUSAL,
                "请由没有利害关系的人员参加研究",
            )
        )
    return tuple(found)
