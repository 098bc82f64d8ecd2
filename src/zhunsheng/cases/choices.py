"""Enumerations of penalty cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhunsheng.kernel.choices import Labelled
from zhunsheng.kernel.citation import Citation, cite

#: The kind under which scans of an execution are kept, by the id of the case: its own file is
#: closed to evidence once it is decided.
PROOFS: Final = "execution"


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
    ENTRUSTED = ("ENTRUSTED", "委托送达")
    PUBLIC = ("PUBLIC", "公告送达")
    ELECTRONIC = ("ELECTRONIC", "电子送达")


class PostalResult(Labelled):
    """What the return receipt of a posted paper says (民事诉讼法 91)."""

    SIGNED = ("SIGNED", "签收")
    REFUSED = ("REFUSED", "拒收")
    RETURNED = ("RETURNED", "邮件退回")


class NoPenaltyGround(Labelled):
    """Why no penalty is imposed (行政处罚法 29, 30, 31, 33, 57)."""

    MINOR = ("MINOR", "违法行为轻微并及时改正，没有造成危害后果")
    FIRST = ("FIRST", "初次违法且危害后果轻微并及时改正")
    NO_FAULT = ("NO_FAULT", "当事人有证据足以证明没有主观过错")
    FINED_ELSEWHERE = ("FINED_ELSEWHERE", "同一个违法行为已由其他机关给予罚款处罚，不再罚款")
    UNDER_AGE = ("UNDER_AGE", "行为时不满十四周岁")
    INCAPABLE = ("INCAPABLE", "行为时不能辨认或者不能控制自己的行为")
    NOT_ESTABLISHED = ("NOT_ESTABLISHED", "违法事实不能成立")

    @property
    def is_derived(self) -> bool:
        """Whether it follows from what a proposal derives, not from who or what was found."""
        return _NATURES[self].is_derived

    @property
    def is_of_a_person(self) -> bool:
        """Whether it lies in a natural person (30, 31)."""
        return _NATURES[self].is_of_a_person

    @property
    def establishes_a_violation(self) -> bool:
        """Whether the party broke the law by its fault, so that a later violation is not first."""
        return _NATURES[self].establishes_a_violation

    @property
    def calls_for_education(self) -> bool:
        """Whether the party did what the law forbids and is to be educated (33.3)."""
        return _NATURES[self].calls_for_education

    @property
    def basis(self) -> Citation:
        """The article on which the decision rests."""
        return _NATURES[self].basis


@dataclass(frozen=True, slots=True)
class _Nature:
    """What holds of a ground, as the properties of ``NoPenaltyGround`` tell it."""

    basis: Citation
    is_derived: bool
    is_of_a_person: bool
    establishes_a_violation: bool
    calls_for_education: bool


def _nature(article: str, *marks: str) -> _Nature:
    basis = cite(f"APL-2021:{article}")
    return _Nature(basis, *(one in marks for one in ("derived", "person", "guilty", "educated")))


_SAID: Final = {
    "MINOR": _nature("33.1", "derived", "guilty", "educated"),
    "FIRST": _nature("33.1", "derived", "guilty", "educated"),
    "NO_FAULT": _nature("33.2", "derived", "educated"),
    "FINED_ELSEWHERE": _nature("29", "derived", "guilty", "educated"),
    "UNDER_AGE": _nature("30", "person", "educated"),
    "INCAPABLE": _nature("31", "person", "educated"),
    "NOT_ESTABLISHED": _nature("57.1(3)"),
}
#: Of every ground; one of which nothing is said is refused at import.
_NATURES: Final = {one: _SAID[one.value] for one in NoPenaltyGround}


class HearingOutcome(Labelled):
    """How a hearing that was called ended (行政处罚法 64)."""

    HELD = ("HELD", "已举行")
    ABANDONED = ("ABANDONED", "当事人无正当理由拒不出席，视为放弃")


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
    TERMINATED = ("TERMINATED", "已终止调查")
    TRANSFERRED = ("TRANSFERRED", "已移送")


class Vote(Labelled):
    """What a person in charge held of the proposal in a collective discussion (57.2)."""

    AGREE = ("AGREE", "同意拟处理意见")
    AMOUNT = ("AMOUNT", "主张其他罚款金额")
    SPARE = ("SPARE", "主张不予处罚")
    OTHER = ("OTHER", "另有其他意见")


class Resolution(Labelled):
    """What a collective discussion came to (57.2): it carries the proposal, or sends it back."""

    AS_PROPOSED = ("AS_PROPOSED", "照拟处理意见决定")
    OTHER_AMOUNT = ("OTHER_AMOUNT", "变更罚款金额")
    SPARED = ("SPARED", "不予处罚，退回重新提出拟处理意见")
    RETURNED = ("RETURNED", "退回补充")


#: Resolutions after which nothing is decided before the case is laid before the leaders again.
SENT_BACK: Final = frozenset({Resolution.SPARED.value, Resolution.RETURNED.value})


class FirstOffence(Labelled):
    """Whether a violation is the first of its party (行政处罚法 33): a look-up may not know."""

    YES = ("YES", "初次违法")
    NO = ("NO", "并非初次违法")
    UNKNOWN = ("UNKNOWN", "无法比对")


class AnnulmentKind(Labelled):
    """How a decision lost its force (行政处罚法 48)."""

    ANNULLED = ("ANNULLED", "决定被撤销")
    INVALID = ("INVALID", "决定被确认无效")
    WITHDRAWN = ("WITHDRAWN", "本机关自行撤销决定")


class Checked(Labelled):
    """How a check inside of the bureau ended: initial check, case committee, endorsement."""

    AGREED = ("AGREED", "同意")
    RETURNED = ("RETURNED", "退回")


class RecusalSource(Labelled):
    """Who asked that an officer be recused (行政处罚法 43)."""

    PARTY = ("PARTY", "当事人申请")
    OFFICER = ("OFFICER", "执法人员自行申请")
    BUREAU = ("BUREAU", "负责人责令")


class RecusalOutcome(Labelled):
    """What was decided on a recusal (行政处罚法 43.3)."""

    GRANTED = ("GRANTED", "应当回避")
    REFUSED = ("REFUSED", "不予回避")


class SuspensionGround(Labelled):
    """Why the investigation of a case stands still."""

    SUCCESSOR = ("SUCCESSOR", "当事人死亡或者终止，等待确定权利义务承受人")
    OTHER_RESULT = ("OTHER_RESULT", "须以其他案件或者有权机关的处理结果为依据")
    FORCE_MAJEURE = ("FORCE_MAJEURE", "因不可抗力不能调查")
    OTHER = ("OTHER", "其他确需中止的情形")


class TerminationGround(Labelled):
    """Why a case ends without a decision on the violation."""

    NO_SUCCESSOR = ("NO_SUCCESSOR", "当事人死亡或者终止，没有权利义务承受人")
    NOT_ESTABLISHED = ("NOT_ESTABLISHED", "违法事实不能成立")
    LIMITATION = ("LIMITATION", "发现时已超过追责期限")
    CRIME = ("CRIME", "公安机关已经立案，由司法机关处理")
    FINED_BEFORE = ("FINED_BEFORE", "同一个违法行为已经给予罚款处罚，不再罚款")
    WRONGLY_OPENED = ("WRONGLY_OPENED", "不符合立案条件，撤销立案")
    TERM_OVER = ("TERM_OVER", "办案期限届满，未经延长，不再作出决定")
    OTHER_CASE = ("OTHER_CASE", "同一行为已另案处理")


class ReopeningGround(Labelled):
    """Why a case is opened for what may be the act of one that ended after its term (60)."""

    NEW_EVIDENCE = ("NEW_EVIDENCE", "原案终止之后取得新的证据")
    WENT_ON = ("WENT_ON", "违法行为在原案终止之后仍在继续或者再次发生")
    ANOTHER_ACT = ("ANOTHER_ACT", "经核对不是原案的违法行为")


class CrimeDecision(Labelled):
    """What the chief decided on a report of a suspected crime (移送规定 5)."""

    APPROVED = ("APPROVED", "批准移送")
    REFUSED = ("REFUSED", "不予移送")


class PoliceReply(Labelled):
    """What came back from the police or the procuratorate (移送规定 8, 9)."""

    OPENED = ("OPENED", "公安机关决定立案")
    NOT_OPENED = ("NOT_OPENED", "公安机关决定不予立案")
    RETURNED = ("RETURNED", "不追究刑事责任，退回依法给予行政处罚")


class FilingBody(Labelled):
    """With whom a heavy penalty is filed."""

    UPPER_BUREAU = ("UPPER_BUREAU", "上级应急管理部门")
    JUSTICE = ("JUSTICE", "司法行政部门")


class PaymentKind(Labelled):
    """What a payment is made towards (行政处罚法 67, 72): fine, what delay added, or gains."""

    FINE = ("FINE", "罚款")
    SURCHARGE = ("SURCHARGE", "加处罚款")
    GAINS = ("GAINS", "没收违法所得")


class CollectionWay(Labelled):
    """How a payment reached the treasury (行政处罚法 67 to 69)."""

    BANK = ("BANK", "银行或者电子支付缴款")
    ON_SPOT = ("ON_SPOT", "执法人员当场收缴")


class SpotGround(Labelled):
    """When an officer may take money at all (行政处罚法 68, 69)."""

    SMALL = ("SMALL", "当场处罚，依法给予一百元以下罚款")
    HARD_LATER = ("HARD_LATER", "当场处罚，不当场收缴事后难以执行")
    REMOTE = ("REMOTE", "边远、水上、交通不便地区，经当事人提出")


class ExecutionOutcome(Labelled):
    """How the execution of a fine ended otherwise than by payment (行政强制法 40, 57, 58)."""

    COURT_PERFORMED = ("COURT_PERFORMED", "法院强制执行完毕")
    COURT_TERMINATED = ("COURT_TERMINATED", "法院裁定终结执行")
    COURT_REFUSED = ("COURT_REFUSED", "法院裁定不予执行")
    NOTHING_LEFT = ("NOTHING_LEFT", "当事人死亡或者终止，没有财产可供执行又没有义务承受人")


class DecisionChange(Labelled):
    """What a remedy or the bureau itself made of a decision (行政处罚法 48)."""

    CHANGED = ("CHANGED", "决定被变更")
    UNLAWFUL = ("UNLAWFUL", "决定被确认违法")
    ANNULLED = ("ANNULLED", "决定被撤销")
    INVALID = ("INVALID", "决定被确认无效")
    WITHDRAWN = ("WITHDRAWN", "本机关自行撤销决定")

    @property
    def ends_the_decision(self) -> bool:
        """Whether nothing of the decision is left in force."""
        return self not in {DecisionChange.CHANGED, DecisionChange.UNLAWFUL}

    @property
    def bars_publicity(self) -> bool:
        """
        Whether the decision is public no more (行政处罚法 48.2): all but a change.

        What was changed is put out anew as it was changed to. A decision that was found unlawful
        stands, and what it orders is owed, but it is taken off the site.
        """
        return self is not DecisionChange.CHANGED


class QuashGround(Labelled):
    """Why a decision was quashed (行政复议法 64.1, 行政诉讼法 70)."""

    EVIDENCE = ("EVIDENCE", "主要事实不清、证据不足")
    LAW = ("LAW", "适用的依据不合法或者适用法律、法规错误")
    PROCEDURE = ("PROCEDURE", "违反法定程序")
    POWER = ("POWER", "超越职权或者滥用职权")
    UNREASONABLE = ("UNREASONABLE", "处罚明显不当")


class CorrectionResult(Labelled):
    """What was found when it was looked whether a violation was put right (行政处罚法 28.1)."""

    CORRECTED = ("CORRECTED", "已经改正，经核实")
    DEALT_WITH = ("DEALT_WITH", "期满未改正，已另行处理")


class RemedyKind(Labelled):
    """How a decision is challenged (行政复议法, 行政诉讼法)."""

    RECONSIDERATION = ("RECONSIDERATION", "行政复议")
    LITIGATION = ("LITIGATION", "行政诉讼")


#: Printed results by which acts of earlier versions tell that a remedy ended undecided.
UNDECIDED_RESULTS: Final = frozenset({"驳回申请或者起诉", "申请人撤回或者撤诉"})
