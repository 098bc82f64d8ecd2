"""Kinds and stages of draws, what may be left out of a pool, fixed wording."""

from __future__ import annotations

from enum import Enum
from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.kernel.choices import Labelled

#: The parties that commit and open by default: each its own, on the spot.
CONTRIBUTORS: Final = ("法制机构", "司法行政部门", "派驻纪检监察机构")
#: Who publishes a pool, binds a seed and runs a draw.
DRAWERS: Final = HEADS | {Role.TEAM_HEAD, Role.CASE_SECRETARY}
DRAW_READERS: Final = frozenset(
    {
        *DRAWERS,
        Role.ENFORCEMENT_OFFICER,
        Role.LEGAL_REVIEWER,
        Role.STREET_OFFICER,
        Role.ARCHIVIST,
        Role.FINANCE,
        Role.JUSTICE_SUPERVISOR,
    }
)
#: Who commits and opens: the legal section and the justice department, each for itself; the legal
#: section takes down, with the paper, what a party without an account commits to.
WITNESSES: Final = frozenset({Role.LEGAL_REVIEWER, Role.JUSTICE_SUPERVISOR})
#: Of dice or a public event: who writes down what came out, and who checks it and binds the seed.
#: Neither publishes the pool.
SCRIBES: Final = frozenset({Role.LEGAL_REVIEWER})
CHECKERS: Final = frozenset({Role.JUSTICE_SUPERVISOR})
#: What names of parties tell, the first that fits: whose account hands in; None has no account.
PARTY_MARKS: Final = (
    ("派驻", None),
    ("司法", Role.JUSTICE_SUPERVISOR),
    ("法制", Role.LEGAL_REVIEWER),
)


class DrawKind(Labelled):
    """Whether the bureau draws for itself or together with other departments."""

    OWN = ("OWN", "部门内双随机")
    JOINT = ("JOINT", "跨部门联合双随机")


class SeedMethod(Labelled):
    """How the seed comes about; by default several parties commit and open on the spot."""

    COMMITMENTS = ("COMMITMENTS", "各方承诺后公开")
    DICE = ("DICE", "当众掷骰")
    PUBLIC_EVENT = ("PUBLIC_EVENT", "公开事件")


class CreditStanding(Labelled):
    """The credit class of a unit as a draw sees it: the heaviest record that is shown."""

    GOOD = ("GOOD", "无失信记录")
    MINOR = ("MINOR", "轻微失信")
    ORDINARY = ("ORDINARY", "一般失信")
    SERIOUS = ("SERIOUS", "严重失信")


class ChangeGround(Labelled):
    """Why an officer who was drawn does not inspect a unit (行政处罚法 43 for recusal)."""

    RECUSAL = ("RECUSAL", "依法应当回避")
    ILLNESS = ("ILLNESS", "因病不能参加")
    CREDENTIAL = ("CREDENTIAL", "执法证件失效")
    ABSENCE = ("ABSENCE", "调离或者因公外出")


class ResultKind(Labelled):
    """What a department found at a unit of a joint draw."""

    NOTHING_FOUND = ("NOTHING_FOUND", "未发现问题")
    CORRECTED = ("CORRECTED", "发现问题已责令改正")
    PENDING = ("PENDING", "发现问题待后续处理")
    NOT_FOUND = ("NOT_FOUND", "登记的住所或者经营场所无法联系")
    HINDERED = ("HINDERED", "不配合检查情节严重")
    CLOSED_DOWN = ("CLOSED_DOWN", "已经停业或者注销")
    CAP_REACHED = ("CAP_REACHED", "年度检查次数已达上限，不再检查")


class PoolSide(Labelled):
    """The two lists of a draw."""

    UNIT = ("UNIT", "检查对象")
    OFFICER = ("OFFICER", "执法检查人员")


class ExclusionGround(Labelled):
    """
    Why a unit or an officer is left out of a pool; another ground is none.

    The law names no list; this one is the program's, and each ground is shown to the public.
    """

    PLANNED = ("PLANNED", "列入年度计划重点检查")
    CLOSED_DOWN = ("CLOSED_DOWN", "已经停业或者注销")
    OTHER_BODY = ("OTHER_BODY", "由其他执法主体检查")
    SUSPENDED = ("SUSPENDED", "停产停业期间")
    VISITED = ("VISITED", "同一事项本年度已经检查")
    CAP = ("CAP", "年度检查次数已达上限")
    LEAVE = ("LEAVE", "依法休假")
    AWAY = ("AWAY", "借调、培训或者因公外出")
    OTHER_DUTY = ("OTHER_DUTY", "分工不承担抽查事项")
    CREDENTIAL = ("CREDENTIAL", "执法证件在检查期内失效")

    @property
    def side(self) -> PoolSide:
        """Of which list it leaves somebody out."""
        return PoolSide.OFFICER if self in _OF_OFFICERS else PoolSide.UNIT


_OF_OFFICERS: Final = frozenset(
    {
        ExclusionGround.LEAVE,
        ExclusionGround.AWAY,
        ExclusionGround.OTHER_DUTY,
        ExclusionGround.CREDENTIAL,
    }
)


def grounds_of(side: PoolSide) -> tuple[ExclusionGround, ...]:
    """Return the grounds on which somebody of a list is left out."""
    return tuple(one for one in ExclusionGround if one.side is side)


class DrawStep(Enum):
    """Keys of the steps of a draw."""

    POOL = "pool"
    COMMITMENT = "commitment"
    WITHDRAWAL = "withdrawal"
    OPENING = "opening"
    OUTCOME = "outcome"
    SEED = "seed"
    RUN = "run"
    CHANGE = "change"
    RESULT = "partner_result"
    CLOSED = "closed_unit"


class DrawStage(Labelled):
    """Where a draw stands; computed from what happened."""

    PUBLISHED = ("PUBLISHED", "已公布名录")
    BOUND = ("BOUND", "已确定种子")
    DRAWN = ("DRAWN", "已抽取")


class DutyKind(Labelled):
    """What may be due in this room."""

    COMMITMENT = ("COMMITMENT", "各方提交承诺值")
    OPENING = ("OPENING", "各方公开内容")
    OUTCOME = ("OUTCOME", "录入点数或者结果")
    SEED = ("SEED", "核对并确定抽取种子")
    RUN = ("RUN", "执行随机抽取")

    @property
    def action(self) -> str:
        """What the button says that leads to the act."""
        return Phrase.HANDLE.label


class Phrase(Labelled):
    """The rule of a draw as it is published with the pool, and how to recompute it."""

    LENT = ("LENT", "{name}（{street}）")
    RULE = (
        "RULE",
        "一、种子为SHA-256（确定方式、各方内容和名录校验值的规范文本）；各方按名录所列次序，不得调换。"
        "二、名录按风险等级和信用类别分层，每层抽取家数为该层家数乘以公布的比例，不足一家的进为一家；"
        "没有公布比例的，全部单位为一层，按公布的家数抽取；"
        "名录包括所列行业领域和风险等级范围内的全部单位，不参加抽取的逐一写明理由。"
        "三、每一检查对象的签为SHA-256（种子＋对象编号），每层签小者先抽中，抽满为止；"
        "全部抽中对象按签由小到大排定次序。"
        "四、受委托街道（镇）的人员只检查名录所列该街道（镇）的对象；每一抽中对象，"
        "在抽取之日至检查期满执法证件有效、不需要回避且可以检查该对象的人员中，两两成对，"
        "签为SHA-256（种子＋对象编号＋两人编号），签最小的一对负责检查。"
        "五、载明每人最多承担家数、同一对最多搭配次数的，已经达到的不再派给，没有其他人员可派的除外；"
        "搭配次数连同名录所列的以前次数计算。"
        "六、采用各方承诺的，名录公布以后各方先分别提交承诺值，全部提交以后才公开内容，缺一不可；"
        "承诺值为SHA-256（抽查编号、提供人和内容的规范文本）；各方由其本人提交和公开，"
        "在本系统没有账号的书面提交并留存原件，公布名录的人不代任何一方提交；"
        "尚无一方公开以前，承诺值有误的，写明理由撤回后重新提交；"
        "有人拒不公开的，写明其名称和理由重新抽取。"
        "采用当众掷骰或者公开事件的，点数和结果如实记录。"
        "七、抽中的人员因故不能参加的，写明理由，在包含留任人员的各对中按签由小到大递补，不得指定；"
        "重新抽取应当写明前次抽取和理由，前次抽取照样保留和公布；"
        "检查期重叠、本机关事项相同、半数以上单位相同的再次抽取，是重新抽取。",
    )
    PAIR = ("PAIR", "{first}、{second}")
    CLOSED_UNIT = ("CLOSED_UNIT", "监管对象名录登记{day}停业或者注销，{words}")
    CAPPED_UNIT = ("CAPPED_UNIT", "本年度检查次数已达公布的上限，{words}")
    EXCLUSION = ("EXCLUSION", "{ground}：{reason}")
    HANDLE = ("HANDLE", "办理")
    COMMA = ("COMMA", "、")
    DICE = ("DICE", "骰子点数")
    PHOTO = ("PHOTO", "现场照片校验值{digest}")
    ALL_UNITS = ("ALL_UNITS", "全部单位（不分层）")
    NO_CREDENTIAL = ("NO_CREDENTIAL", "没有有效执法证件")
    CLOSED = ("CLOSED", "{day}停业或者注销")
    OTHER_BODY = ("OTHER_BODY", "由{level}执法主体检查")
    POWER_LIST = ("POWER_LIST", "{label}（{number}）")
    COMMAND = ("COMMAND", "python3 tools/verify/draw.py draw.json")
