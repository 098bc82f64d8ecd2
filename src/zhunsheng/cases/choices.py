"""Enumerations of penalty cases."""

from __future__ import annotations

from zhunsheng.kernel.choices import Labelled


class CaseProcedure(Labelled):
    """The procedure of a case: summary (行政处罚法 51) or ordinary (54)."""

    SUMMARY = ("SUMMARY", "简易程序")
    ORDINARY = ("ORDINARY", "普通程序")


class SourceKind(Labelled):
    """Where a clue came from."""

    INSPECTION = ("INSPECTION", "监督检查发现")
    TIP = ("TIP", "投诉举报")
    TRANSFER = ("TRANSFER", "其他机关移送")
    ASSIGNED = ("ASSIGNED", "上级交办")
    HANDED_UP = ("HANDED_UP", "街道（镇）提请查处")
    ACCIDENT = ("ACCIDENT", "事故调查发现")


class DeliveryWay(Labelled):
    """A way of delivery (行政处罚法 61, 民事诉讼法 88 to 95)."""

    DIRECT = ("DIRECT", "直接送达")
    LEFT = ("LEFT", "留置送达")
    POST = ("POST", "邮寄送达")
    PUBLIC = ("PUBLIC", "公告送达")
    ELECTRONIC = ("ELECTRONIC", "电子送达")


class NoPenaltyGround(Labelled):
    """Why no penalty is imposed (行政处罚法 33, 57)."""

    MINOR = ("MINOR", "违法行为轻微并及时改正，没有造成危害后果")
    FIRST = ("FIRST", "初次违法且危害后果轻微并及时改正")
    NO_FAULT = ("NO_FAULT", "当事人有证据足以证明没有主观过错")
    NOT_ESTABLISHED = ("NOT_ESTABLISHED", "违法事实不能成立")

    @property
    def establishes_a_violation(self) -> bool:
        """Whether the party broke the law by its fault, so that a later violation is not first."""
        return self in {NoPenaltyGround.MINOR, NoPenaltyGround.FIRST}

    @property
    def calls_for_education(self) -> bool:
        """Whether the party did what the law forbids and is to be educated (33.3)."""
        return self is not NoPenaltyGround.NOT_ESTABLISHED


class HearingOutcome(Labelled):
    """How a hearing that was called ended (行政处罚法 64)."""

    HELD = ("HELD", "已举行")
    ABANDONED = ("ABANDONED", "当事人撤回或者无正当理由拒不出席，视为放弃")


class DecisionKind(Labelled):
    """What was decided (行政处罚法 57)."""

    PENALTY = ("PENALTY", "给予行政处罚")
    NO_PENALTY = ("NO_PENALTY", "不予行政处罚")


class Stage(Labelled):
    """Where a case stands; always computed from its acts."""

    CLUE = ("CLUE", "线索核查")
    INVESTIGATION = ("INVESTIGATION", "调查取证")
    REVIEW = ("REVIEW", "拟处理与法制审核")
    NOTICE = ("NOTICE", "告知与听取意见")
    DECIDED = ("DECIDED", "已决定")
    EXECUTION = ("EXECUTION", "送达与执行")
    CLOSED = ("CLOSED", "已结案")
    NOT_OPENED = ("NOT_OPENED", "不予立案")


class Target(Labelled):
    """What a delivery delivers."""

    NOTICE = ("NOTICE", "告知书")
    DECISION = ("DECISION", "决定书")


class FirstOffence(Labelled):
    """Whether a violation is the first of its party (行政处罚法 33): a look-up may not know."""

    YES = ("YES", "初次违法")
    NO = ("NO", "并非初次违法")
    UNKNOWN = ("UNKNOWN", "无法比对")


class AnnulmentKind(Labelled):
    """How a decision lost its force (行政处罚法 48)."""

    ANNULLED = ("ANNULLED", "决定被撤销")
    INVALID = ("INVALID", "决定被确认无效")


class DecisionChange(Labelled):
    """What a remedy or the bureau itself made of a decision (行政处罚法 48)."""

    CHANGED = ("CHANGED", "决定被变更")
    UNLAWFUL = ("UNLAWFUL", "决定被确认违法")
    ANNULLED = ("ANNULLED", "决定被撤销")
    INVALID = ("INVALID", "决定被确认无效")

    @property
    def ends_the_decision(self) -> bool:
        """Whether nothing of the decision is left in force."""
        return self in {DecisionChange.ANNULLED, DecisionChange.INVALID}


class RemedyKind(Labelled):
    """How a decision is challenged (行政复议法, 行政诉讼法)."""

    RECONSIDERATION = ("RECONSIDERATION", "行政复议")
    LITIGATION = ("LITIGATION", "行政诉讼")
