"""What officers may not do, what an enterprise may say, and the questions of a rating."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.choices import Labelled


class Ban(Labelled):
    """The five bans on inspections of enterprises (国办发〔2024〕54号)."""

    PROFIT = ("PROFIT", "严禁逐利检查")
    DISTURBANCE = ("DISTURBANCE", "严禁干扰企业正常生产经营")
    ARBITRARY = ("ARBITRARY", "严禁任性处罚企业")
    TARGETS = ("TARGETS", "严禁下达检查指标")
    DISGUISE = ("DISGUISE", "严禁变相检查")


class MustNot(Labelled):
    """The eight must-nots that hang under the bans (国办发〔2024〕54号)."""

    GIFTS = ("GIFTS", "不得接受企业的礼品、报酬、福利待遇")
    BANQUETS = ("BANQUETS", "不得参加企业安排的宴请、娱乐、旅游")
    COSTS = ("COSTS", "不得让企业承担检查费用")
    INTERMEDIARY = ("INTERMEDIARY", "不得强制企业接受指定的中介服务")
    PRESENCE = ("PRESENCE", "不得刻意要求法定代表人到场")
    COMPULSION = ("COMPULSION", "不得随意查封、扣押、冻结或者动辄责令停产停业")
    APPRAISAL = ("APPRAISAL", "不得把考核、预算与检查次数、罚没数额挂钩")
    PRETEXT = ("PRETEXT", "不得以观摩、督导、考察等名义检查")


#: Which must-nots hang under which ban: four, one, one, one, one.
UNDER: Final[dict[Ban, tuple[MustNot, ...]]] = {
    Ban.PROFIT: (MustNot.GIFTS, MustNot.BANQUETS, MustNot.COSTS, MustNot.INTERMEDIARY),
    Ban.DISTURBANCE: (MustNot.PRESENCE,),
    Ban.ARBITRARY: (MustNot.COMPULSION,),
    Ban.TARGETS: (MustNot.APPRAISAL,),
    Ban.DISGUISE: (MustNot.PRETEXT,),
}


class StatementKind(Labelled):
    """What an enterprise hands in from the page of the code."""

    COMPLAINT = ("COMPLAINT", "向司法行政部门投诉")
    REFUSAL = ("REFUSAL", "声明拒绝检查")


class Irregularity(Labelled):
    """What was not as the rules on inspections ask."""

    NO_NOTICE = ("NO_NOTICE", "没有出示检查通知书")
    NO_CREDENTIAL = ("NO_CREDENTIAL", "没有出示执法证件")
    TOO_FEW = ("TOO_FEW", "执法人员少于两人")
    OTHER_PEOPLE = ("OTHER_PEOPLE", "来人与本页列明的人员不符")
    OTHER_MATTER = ("OTHER_MATTER", "检查了通知书以外的事项")
    BANNED = ("BANNED", "违反五个严禁、八个不得")
    ELSE = ("ELSE", "其他情形")


#: The ground on which anybody may refuse everywhere (行政处罚法 55).
NATIONAL: Final = (Irregularity.NO_CREDENTIAL,)
#: Grounds on which the rules of a place may let the enterprise refuse on the spot.
REFUSABLE: Final = (
    Irregularity.NO_NOTICE,
    Irregularity.NO_CREDENTIAL,
    Irregularity.TOO_FEW,
    Irregularity.OTHER_PEOPLE,
)


class RatingQuestion(Labelled):
    """What a rating asks."""

    OVERALL = ("OVERALL", "总的来说")
    MANNERS = ("MANNERS", "亮证、告知和说明情况")
    INTEGRITY = ("INTEGRITY", "廉洁自律，不添麻烦")


class Score(Labelled):
    """How a question is answered."""

    GOOD = ("GOOD", "好")
    FAIR = ("FAIR", "一般")
    POOR = ("POOR", "差")


class Phrase(Labelled):
    """Fixed wording of the room."""

    PARTY = ("PARTY", "被检查单位")
    COMMA = ("COMMA", "、")
