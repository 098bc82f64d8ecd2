"""Which visits answer which part of a plan. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from zhunsheng.inspection.choices import BasisKind
from zhunsheng.planning.choices import PartKind

#: Key parts are answered by visits of the plan, general ones by draws.
GROUNDS: Final = {
    PartKind.KEY: frozenset({BasisKind.PLAN}),
    PartKind.GENERAL: frozenset({BasisKind.OWN_DRAW, BasisKind.JOINT_DRAW}),
}


def answers(
    ground: BasisKind,
    campaign: str,
    *,
    kind: PartKind,
    special: str,
    campaigns: Collection[str],
) -> bool:
    """
    Return whether a visit on a ground, in a campaign, answers a part of a kind.

    A ``special`` campaign is answered by the visits of its name; what is visited in one of the
    ``campaigns`` of the plan answers no other part.

    >>> answers(BasisKind.PLAN, "", kind=PartKind.KEY, special="", campaigns=["示例行动"])
    True
    >>> answers(BasisKind.PLAN, "示例行动", kind=PartKind.KEY, special="", campaigns=["示例行动"])
    False
    >>> answers(BasisKind.CAMPAIGN, "示例行动", kind=PartKind.KEY, special="示例行动", campaigns=[])
    True
    """
    if special:
        return campaign == special
    return ground in GROUNDS[kind] and campaign not in campaigns
