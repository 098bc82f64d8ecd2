"""Enumerations of the lawbook."""

from __future__ import annotations

from typing import Self

from zhunsheng.kernel.choices import Labelled


class InstrumentRank(Labelled):
    """The rank of an instrument (立法法)."""

    LAW = ("LAW", "法律")
    REGULATION = ("REGULATION", "行政法规")
    RULE = ("RULE", "部门规章")
    DOCUMENT = ("DOCUMENT", "规范性文件")
    PARTY_RULE = ("PARTY_RULE", "党内法规")


class PartyKind(Labelled):
    """Whom a penalty hits: a unit, or a natural person."""

    UNIT = ("UNIT", "单位")
    PERSON = ("PERSON", "个人")


class Liable(Labelled):
    """Who answers for a violation in the words of the article of penalty."""

    UNIT = ("UNIT", "单位")
    HEAD = ("HEAD", "主要负责人")
    MANAGER = ("MANAGER", "其他负责人和安全生产管理人员")
    RESPONSIBLE = ("RESPONSIBLE", "直接负责的主管人员和其他直接责任人员")
    INVESTOR = ("INVESTOR", "个人经营的投资人")
    PERSON = ("PERSON", "个人")

    @property
    def party(self) -> PartyKind:
        """Whether the one who answers is a unit or a natural person."""
        return PartyKind.UNIT if self is Liable.UNIT else PartyKind.PERSON


class Stage(Labelled):
    """When a fine is imposed: with the order to rectify, or after it ran out unrectified."""

    FIRST = ("FIRST", "责令限期改正并处罚")
    SECOND = ("SECOND", "逾期未改正")


class OrderRule(Labelled):
    """How the order to rectify stands to the fine (安全生产法 93, 108 against 97)."""

    NONE = ("NONE", "不以责令改正为条件")
    TOGETHER = ("TOGETHER", "责令改正并处罚款")
    FIRST = ("FIRST", "先责令改正，逾期或者拒不改正方可处罚")


class FineModel(Labelled):
    """How an article measures a fine."""

    RANGE = ("RANGE", "幅度")
    GAINS = ("GAINS", "违法所得的倍数")
    VALUE = ("VALUE", "货值金额的倍数")
    INCOME = ("INCOME", "上一年年收入的比例")


class Measure(Labelled):
    """What an article orders beside a fine."""

    STOP = ("STOP", "责令停止违法行为")
    SUSPENSION_OF_BUSINESS = ("SUSPENSION_OF_BUSINESS", "责令停产停业")
    OVERHAUL_SUSPENSION = ("OVERHAUL_SUSPENSION", "责令停产停业整顿")
    CONFISCATE_GAINS = ("CONFISCATE_GAINS", "没收违法所得")
    CONFISCATE_PROPERTY = ("CONFISCATE_PROPERTY", "没收非法财物")
    LICENSE_SUSPENSION = ("LICENSE_SUSPENSION", "暂扣许可证件")
    LICENSE_REVOCATION = ("LICENSE_REVOCATION", "吊销许可证件")
    OCCUPATION_RESTRICTION = ("OCCUPATION_RESTRICTION", "限制从业")
    CLOSURE_PROPOSAL = ("CLOSURE", "提请关闭")
    REMOVAL = ("REMOVAL", "撤职处分")
    HARMLESS_DISPOSAL = ("HARMLESS_DISPOSAL", "责令无害化处置")

    @property
    def is_penalty(self) -> bool:
        """Whether a bureau imposes it as a kind of penalty (行政处罚法 9): no order, no closure."""
        return self not in {
            Measure.STOP,
            Measure.HARMLESS_DISPOSAL,
            Measure.CLOSURE_PROPOSAL,
            Measure.REMOVAL,
        }

    @property
    def suspends(self) -> bool:
        """Whether it stops a business or a licence for a time."""
        return self in {
            Measure.SUSPENSION_OF_BUSINESS,
            Measure.OVERHAUL_SUSPENSION,
            Measure.LICENSE_SUSPENSION,
        }

    @property
    def confiscates(self) -> bool:
        """Whether it takes gains or things away."""
        return self in {Measure.CONFISCATE_GAINS, Measure.CONFISCATE_PROPERTY}

    @property
    def is_on_a_licence(self) -> bool:
        """Whether the organ that issued a licence alone can impose it."""
        return self in {Measure.LICENSE_SUSPENSION, Measure.LICENSE_REVOCATION}


class Authority(Labelled):
    """Who decides a penalty."""

    BUREAU = ("BUREAU", "应急管理部门")
    OTHER = ("OTHER", "其他机关")


class ConductKind(Labelled):
    """Whether an act was over at once, repeated, or went on (行政处罚法 36.2)."""

    ONCE = ("once", "一次性")
    CONTINUOUS = ("continuous", "连续")
    CONTINUING = ("continuing", "继续")


class FactUnit(Labelled):
    """The unit of a fact that decides an amount."""

    COUNT = ("COUNT", "")
    PERCENT = ("PERCENT", "％")
    FEN = ("FEN", "元")
    GRADE = ("GRADE", "")
    YES_NO = ("YES_NO", "")


class Fact(Labelled):
    """A fact on which a range or a tier depends; amounts are in fen, yes and no are 1 and 0."""

    unit: FactUnit

    def __new__(cls, code: str, label: str = "", unit: FactUnit = FactUnit.COUNT) -> Self:
        """Make the member with its unit."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.unit = unit
        return member

    @property
    def least(self) -> int:
        """The least there can be of it: with nobody, no place, no item there is no violation."""
        return 1 if self in (Fact.PERSONS, Fact.PLACES, Fact.ITEMS, Fact.DUTIES, Fact.POINTS) else 0

    @property
    def first(self) -> int:
        """The first value that tiers are for: zero of some facts tells that there is none."""
        return 1 if self in (Fact.SHARE, Fact.ACCIDENT, Fact.DAYS_REFUSED) else self.least

    PERSONS = ("persons", "涉及人次")
    PLACES = ("places", "涉及处数")
    ITEMS = ("items", "涉及项数")
    DUTIES = ("duties", "未履行的职责项数")
    POINTS = ("points", "失实之处")
    SHARE = ("share", "占比", FactUnit.PERCENT)
    GAINS = ("gains", "违法所得", FactUnit.FEN)
    GOODS_VALUE = ("goods_value", "货值金额", FactUnit.FEN)
    INCOME = ("income", "上一年年收入", FactUnit.FEN)
    LOSS = ("loss", "直接经济损失", FactUnit.FEN)
    DEATHS = ("deaths", "死亡人数")
    INJURED = ("injured", "重伤人数")
    ACCIDENT = ("accident", "事故等级", FactUnit.GRADE)
    SERIOUS = ("serious", "是否情节严重", FactUnit.YES_NO)
    ESPECIALLY_SERIOUS = ("especially_serious", "是否情节特别严重", FactUnit.YES_NO)
    SKILLED = ("skilled", "是否主要负责人、安全管理人员或者特种作业人员", FactUnit.YES_NO)
    FORCED = ("forced", "是否强令", FactUnit.YES_NO)
    DAYS_REFUSED = ("days_refused", "责令改正次日起拒不改正的日数")
    FATAL_ACCIDENT = ("fatal_accident", "近三年是否发生死亡事故", FactUnit.YES_NO)
    DISHONEST = ("dishonest", "是否列入严重失信主体名单", FactUnit.YES_NO)
    HIGH_RISK = ("high_risk", "是否属于清单排除的高危行业", FactUnit.YES_NO)
    MAJOR_HAZARD = ("major_hazard", "是否构成重大事故隐患", FactUnit.YES_NO)


class Degree(Labelled):
    """How heavily a range is used (行政处罚法 32–34, 49)."""

    ORDINARY = ("ORDINARY", "一般情形")
    LIGHTER = ("LIGHTER", "从轻")
    MITIGATED = ("MITIGATED", "减轻")
    HEAVIER = ("HEAVIER", "从重")


class Harm(Labelled):
    """The harm that a violation did, as 行政处罚法 33 asks for it."""

    NONE = ("NONE", "没有危害后果")
    MINOR = ("MINOR", "危害后果轻微")
    MORE = ("MORE", "有危害后果")


class FactorEffect(Labelled):
    """What a circumstance does to a penalty."""

    LIGHTER_OR_MITIGATED = ("LESS", "从轻或者减轻")
    HEAVIER = ("MORE", "从重")


class Waiver(Labelled):
    """Why a violation is not punished (行政处罚法 33)."""

    MINOR_WAIVER = ("MINOR", "轻微不罚")
    LISTED = ("LISTED", "清单所列不予处罚")
    FIRST_OFFENSE_WAIVER = ("FIRST_OFFENCE", "首违可不罚")
    NO_FAULT = ("NO_FAULT", "没有主观过错")


class LeniencyKind(Labelled):
    """What a list of lenient treatment grants (行政处罚法 32, 33; 行政强制法 16)."""

    NO_PENALTY = ("NO_PENALTY", "不予处罚事项")
    LIGHTER = ("LIGHTER", "从轻处罚事项")
    MITIGATED = ("MITIGATED", "减轻处罚事项")
    NO_COMPULSION = ("NO_COMPULSION", "不予强制事项")


class NodeKind(Labelled):
    """What a node of a derivation tells."""

    VIOLATION = ("VIOLATION", "违法行为")
    VERSION = ("VERSION", "适用法律")
    STAGE = ("STAGE", "处罚阶段")
    RANGE = ("RANGE", "法定幅度")
    FACT = ("FACT", "认定事实")
    BENCHMARK = ("BENCHMARK", "裁量基准")
    LENIENCY = ("LENIENCY", "清单对照")
    FACTOR = ("FACTOR", "裁量情节")
    WAIVER = ("WAIVER", "不予处罚")
    RESULT = ("RESULT", "结论")


class Question(Labelled):
    """A fact beside those that measure, which a derivation needs and nobody has stated."""

    FOUND_ON = ("found_on", "违法行为被发现的日期")
    ENDANGERED = ("endangered", "是否涉及公民生命健康安全、金融安全且有危害后果")
    ORDER_EXPIRED = ("order_expired", "责令改正期满后是否仍未改正")
    CORRECTED = ("corrected", "是否及时改正")
    HARM = ("harm", "危害后果")
    MINOR = ("minor", "违法行为是否轻微")
    FIRST_OFFENCE = ("first_offence", "是否初次违法")
    CHOICE = ("choice", "新旧规定不一致，适用哪一版本")
    DEGREE = ("degree", "从轻情节与从重情节并存，权衡后的轻重程度")


class ChangeKind(Labelled):
    """What changed in the law."""

    INSTRUMENT = ("INSTRUMENT", "法规")
    VIOLATION = ("VIOLATION", "罚则")
    PARAMETER = ("PARAMETER", "期限和数额")
    BENCHMARK = ("BENCHMARK", "裁量基准")


class Phrase(Labelled):
    """Units of the parameter files that are printed in a way of their own, and that way."""

    FEN = ("FEN", "分")
    YUAN = ("YUAN", "{amount} 元")
    MONTH_DAY = ("MONTH_DAY", "月日")
    DAY_OF_YEAR = ("DAY_OF_YEAR", "{month} 月 {day} 日")


class TableStep(Labelled):
    """A step of a bureau's own benchmark table (行政处罚法 34)."""

    IMPORT = ("import", "导入裁量基准表")
    ADOPTION = ("adoption", "施行裁量基准表")
    WITHDRAWAL = ("withdrawal", "撤回裁量基准表")


class TableState(Labelled):
    """Where a bureau's own benchmark table stands, computed from what happened."""

    IMPORTED = ("IMPORTED", "已导入待施行")
    COMING = ("COMING", "已决定待施行")
    ADOPTED = ("ADOPTED", "施行中")
    REPLACED = ("REPLACED", "已被取代")
    LAPSED = ("LAPSED", "已过有效期")
    WITHDRAWN = ("WITHDRAWN", "已撤回停用")
