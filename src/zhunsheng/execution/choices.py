"""Enumerations of the execution of fines."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.cases.choices import PERFORMANCE
from zhunsheng.kernel.choices import Labelled

#: The kind under which evidence of an execution is kept, by the id of its case.
SUBJECT: Final = PERFORMANCE
HANDLERS: Final = frozenset({Role.ENFORCEMENT_OFFICER, Role.TEAM_HEAD})
#: Who may have taken money on the spot, and so hands it in (行政处罚法 71).
COLLECTORS: Final = HANDLERS | {Role.STREET_OFFICER}
LEADERS: Final = HEADS
CASHIERS: Final = HANDLERS | {Role.FINANCE}
COUNTER: Final = HANDLERS | {Role.CASE_SECRETARY, Role.LEGAL_REVIEWER}
COURT_STAFF: Final = HANDLERS | {Role.LEGAL_REVIEWER}
#: Who may read what is owed: whoever may read the case.
LEDGER_READERS: Final = READERS | {Role.STREET_OFFICER}
#: Who compares the records with the list of bank and treasury (行政处罚法 67, 74).
RECONCILERS: Final = frozenset({Role.FINANCE, Role.TEAM_HEAD, Role.CASE_SECRETARY})


class ExecutionState(Labelled):
    """Where the execution of fine and gains stands on a day; computed, never stored."""

    REFUND_DUE = ("REFUND_DUE", "待退还")
    OVERDUE = ("OVERDUE", "逾期未缴")
    SURCHARGE_DUE = ("SURCHARGE_DUE", "加处罚款未缴")
    GAINS_DUE = ("GAINS_DUE", "违法所得未上缴")
    IN_COURT = ("IN_COURT", "法院审查、执行中")
    PLANNED = ("PLANNED", "延期、分期缴纳中")
    IN_TERM = ("IN_TERM", "缴纳期限内")
    UNTOLD = ("UNTOLD", "决定书待送达")
    PAID = ("PAID", "已缴清")
    ENDED = ("ENDED", "已终结执行")
    REFUNDED = ("REFUNDED", "已退还")


#: What the list shows first: what asks for an act of the bureau.
OPEN: Final = frozenset(ExecutionState) - {
    ExecutionState.PAID,
    ExecutionState.ENDED,
    ExecutionState.REFUNDED,
}


class DeferralResult(Labelled):
    """What was decided on a request to pay later or in parts (行政处罚法 66)."""

    APPROVED = ("APPROVED", "准予延期、分期缴纳")
    REFUSED = ("REFUSED", "不予批准延期、分期缴纳")


class CourtAnswer(Labelled):
    """Whether a court took up the application (行政强制法 56)."""

    ACCEPTED = ("ACCEPTED", "法院受理")
    NOT_ACCEPTED = ("NOT_ACCEPTED", "法院不予受理")


class CourtRuling(Labelled):
    """What a court ruled on the application (行政强制法 57, 58)."""

    GRANTED = ("GRANTED", "裁定准予强制执行")
    NOT_GRANTED = ("NOT_GRANTED", "裁定不准予强制执行")


class CodeState(Labelled):
    """What became of a payment code; computed, never stored."""

    OPEN = ("OPEN", "未缴款")
    PAID = ("PAID", "已缴款")
    VOID = ("VOID", "作废不用")


class MatchState(Labelled):
    """How a payment in the records and a line of bank and treasury stand to each other."""

    MATCHED = ("MATCHED", "一致")
    AMOUNT_DIFFERS = ("AMOUNT_DIFFERS", "票据号相同，金额不一致")
    DAY_DIFFERS = ("DAY_DIFFERS", "票据号相同，缴款日期不一致")
    CODE_DIFFERS = ("CODE_DIFFERS", "票据号相同，缴款码不是本案开具的")
    NOT_RECORDED = ("NOT_RECORDED", "清单中有，本局没有登记")
    NOT_LISTED = ("NOT_LISTED", "本局已经登记，清单中没有")


class Phrase(Labelled):
    """Fixed wording of duties and titles."""

    COLLECT = ("COLLECT", "催缴逾期款项")
    APPLY = ("APPLY", "申请法院强制执行")
    REFUND = ("REFUND", "退还已缴款项")
    APPROVE_REFUND = ("APPROVE_REFUND", "批准退还已缴款项")
    HAND_IN = ("HAND_IN", "上交当场收缴的罚款")
    BANK = ("BANK", "缴付当场收缴的罚款")
    ANSWER = ("ANSWER", "审批延期、分期缴纳申请")
    DELIVER = ("DELIVER", "送达延期、分期答复")
    RECONCILE = ("RECONCILE", "罚款收缴月度对账")
    HANDLE = ("HANDLE", "办理")
    MONTH = ("MONTH", "{year}年{month}月")
