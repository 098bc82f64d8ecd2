"""Kinds of powers, steps and stages of a list, who drafts and who adopts it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.kernel.choices import Labelled

#: The legal section drafts, fills and publishes a list; heads may do the same.
DRAFTERS: Final = HEADS | {Role.LEGAL_REVIEWER, Role.CASE_SECRETARY}
#: Who adopts a list: 行政机关负责人.
ADOPTERS: Final = HEADS
LIST_READERS: Final = READERS | {Role.STREET_OFFICER}


class PowerKind(Labelled):
    """What an item of the list is (权力事项, 责任事项, 公共服务事项)."""

    LICENSE = ("LICENSE", "行政许可")
    PENALTY = ("PENALTY", "行政处罚")
    COMPULSION = ("COMPULSION", "行政强制")
    INSPECTION = ("INSPECTION", "行政检查")
    CONFIRMATION = ("CONFIRMATION", "行政确认")
    REWARD = ("REWARD", "行政奖励")
    OTHER_POWER = ("OTHER_POWER", "其他行政权力")
    RESPONSIBILITY = ("RESPONSIBILITY", "责任事项")
    PUBLIC_SERVICE = ("PUBLIC_SERVICE", "公共服务")


class PowerStep(Enum):
    """Keys of the steps of a list."""

    DRAFT = "draft"
    ADOPT = "adopt"
    PUBLISH = "publish"
    GIVE_UP = "give_up"


class ListStage(Labelled):
    """Where a version stands on a day; computed from what happened."""

    DRAFTED = ("DRAFTED", "编制中")
    ADOPTED = ("ADOPTED", "已通过待公布")
    UPCOMING = ("UPCOMING", "已公布待施行")
    IN_FORCE = ("IN_FORCE", "现行有效")
    REPLACED = ("REPLACED", "已被新版代替")
    GIVEN_UP = ("GIVEN_UP", "已放弃编制")


class ListOrigin(Labelled):
    """What a new version begins with."""

    PREVIOUS = ("PREVIOUS", "沿用上一版")
    LAWBOOK = ("LAWBOOK", "由法规库生成")
    BLANK = ("BLANK", "空白清单")


class BasisState(Labelled):
    """What the lawbook says of a basis on a day."""

    IN_FORCE = ("IN_FORCE", "依据有效")
    ENDED = ("ENDED", "依据已失效")
    UPCOMING = ("UPCOMING", "依据尚未施行")
    UNKNOWN = ("UNKNOWN", "法规库未收录")


class DutyKind(Labelled):
    """What may be due in this room."""

    NO_LIST = ("NO_LIST", "尚未公布权责清单")
    ADOPT = ("ADOPT", "审议通过权责清单")
    PUBLISH = ("PUBLISH", "公布权责清单")
    BASIS_ENDED = ("BASIS_ENDED", "权责清单事项的依据已失效")


class Phrase(Labelled):
    """Fixed wording of names and lines."""

    LABEL = ("LABEL", "{bureau}权责清单（{year}年版）")
    DRAFT = ("DRAFT", "编制清单")
    HANDLE = ("HANDLE", "办理")
    LOOK = ("LOOK", "查看")
    NO_LIST_SUBJECT = ("NO_LIST_SUBJECT", "立案时暂不核对处罚事项")
    ENDED_SUBJECT = ("ENDED_SUBJECT", "{label}：{count}项")
    LIST_SEPARATOR = ("LIST_SEPARATOR", "、")
    YES = ("YES", "是")
    NO = ("NO", "否")
