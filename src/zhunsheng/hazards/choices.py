"""Who decides on a listing, and where a hazard stands."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import Role
from zhunsheng.kernel.choices import Labelled

#: Who works on a listed hazard; the proposal itself is the heads'.
HANDLERS: Final = frozenset({Role.ENFORCEMENT_OFFICER, Role.TEAM_HEAD})


class ListingBody(Labelled):
    """Who lists a major hazard and takes it off the list: never the bureau itself."""

    SAFETY_COMMITTEE = ("SAFETY_COMMITTEE", "安全生产委员会")
    GOVERNMENT = ("GOVERNMENT", "人民政府")


class HazardStage(Labelled):
    """Where a proposed hazard stands; computed from what happened, never stored."""

    PROPOSED = ("PROPOSED", "已提请")
    DECLINED = ("DECLINED", "不予挂牌")
    LISTED = ("LISTED", "挂牌督办中")
    PAST_TERM = ("PAST_TERM", "超过治理期限")
    VERIFIED = ("VERIFIED", "核验合格待摘牌")
    DELISTED = ("DELISTED", "已摘牌")


class Phrase(Labelled):
    """Fixed wording of the room."""

    COMMA = ("COMMA", "、")
    REMOVED = ("REMOVED", "隐患已消除")
    REMAINS = ("REMAINS", "隐患尚未消除")
