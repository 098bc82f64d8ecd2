"""A person in charge who stands aside: the others decide it together (行政处罚法 43)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.cases.choices import RecusalOutcome, RecusalSource
from zhunsheng.cases.rules.guards import RECUSAL
from zhunsheng.cases.rules.turning import reason_findings
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding

#: A person in charge decides on the recusal of others (行政处罚法 43.3).
BY_A_HEAD: Final = cite("APL-2021:43.3")


@dataclass(frozen=True, slots=True)
class LeaderRecusalDraft:
    """A decision on the recusal of a person in charge: who, why, and who discussed it."""

    leader: UUID
    source: RecusalSource
    reason: str
    members: tuple[UUID, ...]
    outcome: RecusalOutcome = RecusalOutcome.GRANTED


@dataclass(frozen=True, slots=True)
class Sitting:
    """
    Who decides on whom.

    ``leads`` tells that the one concerned is a person in charge, ``by_self`` that this one records
    the decision, ``is_aside`` that it was decided before that this one stands aside; ``others``
    counts the persons in charge among the members beside the one concerned, ``interested`` names
    those of them who have an interest, ``strangers`` those who are no persons in charge. That they
    decide together, and how many at least, is what ``basis`` says; ``verified`` tells that its
    words were read.
    """

    leads: bool
    is_aside: bool
    sits_in_own: bool
    others: int
    fewest: int
    basis: Citation
    verified: bool
    by_self: bool = False
    interested: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()


def request_findings(reason: str, *, waits: bool, is_aside: bool) -> tuple[Finding, ...]:
    """Return what speaks against asking to stand aside: no reason, or that it was asked before."""
    found = [*reason_findings("recusal_request", reason, RECUSAL)]
    if waits:
        found.append(
            Finding(
                "recusal_request.waits",
                "办理人已经申请回避，尚未决定",
                RECUSAL,
                "请等待负责人的决定",
            )
        )
    if is_aside:
        found.append(
            Finding(
                "recusal_request.aside_already",
                "办理人已经申请回避，不再参加本案办理",
                RECUSAL,
                "不需要再次申请，也不需要另作决定",
            )
        )
    return tuple(found)


def leader_recusal_findings(sitting: Sitting, reason: str) -> tuple[Finding, ...]:
    """Return what speaks against a decision on the recusal of a person in charge."""
    found = [*reason_findings("leader_recusal", reason, RECUSAL)]
    if not sitting.leads:
        found.append(_no_leader())
    if sitting.is_aside:
        found.append(
            Finding(
                "leader_recusal.aside_already",
                "已经决定该负责人回避本案，或者其与当事人有利害关系",
                RECUSAL,
                "该负责人不再参加本案的审批、讨论和决定，不需要再次决定",
            )
        )
    if sitting.by_self:
        found.append(
            Finding(
                "leader_recusal.by_self",
                "被申请回避的负责人不得办理对自己回避的决定",
                sitting.basis,
                "请由其他负责人或者案审会秘书办理",
            )
        )
    if sitting.sits_in_own:
        found.append(
            Finding(
                "leader_recusal.own",
                "被申请回避的负责人参加了对自己回避的讨论",
                sitting.basis,
                "请由其他负责人集体讨论决定",
            )
        )
    if sitting.strangers or sitting.interested:
        names = "、".join(sorted(sitting.strangers | sitting.interested))
        found.append(
            Finding(
                "leader_recusal.members",
                f"参加讨论的人员不是本局负责人，或者与当事人有利害关系：{names}",
                sitting.basis,
                "请由没有利害关系的其他负责人集体讨论决定",
            )
        )
    if sitting.others < sitting.fewest:
        unsure = "" if sitting.verified else "（依据的条文未核实）"
        found.append(
            Finding(
                "leader_recusal.too_few",
                f"负责人的回避由其他负责人集体讨论决定，参加讨论的其他负责人只有{sitting.others}人{unsure}",
                sitting.basis,
                f"请由{sitting.fewest}名以上其他负责人集体讨论；人数不足的，报请上级应急管理部门处理",
            )
        )
    return tuple(found)


def _no_leader() -> Finding:
    return Finding(
        "leader_recusal.no_leader",
        "所选人员不是本局负责人",
        BY_A_HEAD,
        "承办人的回避由负责人决定，请办理“决定回避”",
    )
