"""Guards of payment and of the end of a case."""

from __future__ import annotations

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards.statements import PERFORMED, fine_is_due
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

SEALED_THINGS = cite("ACL-2011:27")
CUT_SUPPLY = cite("SPL-2021:70")
#: The power to order a hazard put right, and to look again at what was ordered.
ORDER_POWER = cite("SPL-2021:65.1")
#: Acts on money; each has the day on which it moved.
MONEY = ("payment", "cash_banked", "refund")


def a_fine_was_imposed(facts: CaseFacts) -> Finding | None:
    """
    Refuse a payment where nothing was ever to be paid.

    What came in above what is owed, or before the decision fell, is booked and owed back (36).
    """
    imposed = (facts.fine_imposed or facts.gains_imposed) and not facts.done("no_penalty")
    if imposed or facts.done("decision_changed"):
        return None
    return Finding(
        "case.payment.no_fine", "决定没有罚款，不能登记缴款", PERFORMED, "缴款有误的请核对缴款凭证"
    )


def not_paid_in_full(facts: CaseFacts) -> Finding | None:
    """Refuse to put off a payment where nothing is owed, of the fine or of what delay added."""
    if (facts.fine_imposed and not facts.paid_in_full) or facts.surcharge_owed:
        return None
    return Finding(
        "case.payment.nothing_owed",
        "没有待缴的罚款",
        PERFORMED,
        "罚款和加处罚款都已缴清，或者决定没有罚款；缴款有误的请核对缴款记录",
    )


def performed(facts: CaseFacts) -> Finding | None:
    """Refuse to close while a part of a fine is unpaid; ``after`` sees to no payment at all."""
    if not fine_is_due(facts) or facts.paid_in_full or not facts.done("payment"):
        return None
    return Finding(
        "case.payment.outstanding",
        "罚款尚未缴清",
        PERFORMED,
        "请登记缴款，或者依法催告、申请强制执行",
    )


def closed_after_payment(facts: CaseFacts) -> Finding | None:
    """Refuse to close a case on a day before the last payment, or before money was passed on."""
    paid = max((act.on for act in facts.acts if act.step in MONEY), default=None)
    if facts.on is None or paid is None or facts.on >= paid:
        return None
    return Finding(
        "case.closing.before_payment",
        f"结案日期{facts.on.isoformat()}早于缴款或者退款日期{paid.isoformat()}",
        PERFORMED,
        "请填写不早于最后一次缴款的结案日期",
    )


def order_is_reinspected(facts: CaseFacts) -> Finding | None:
    """Refuse to close a case whose order to rectify ran out and was not re-inspected (65.1)."""
    if not facts.reinspection_missing:
        return None
    return Finding(
        "case.closing.not_reinspected",
        "本案检查责令限期整改的问题，期限已满而没有复查",
        ORDER_POWER,
        "请先在检查页面复查并制作整改复查意见书；整改期限延长的，先登记延期",
    )


def nothing_is_sealed(facts: CaseFacts) -> Finding | None:
    """Refuse the end of a case while a seizure in it, approved or taken, awaits a decision (27)."""
    if not facts.holds_sealed_things:
        return None
    return Finding(
        "case.closing.sealed",
        "查封、扣押的场所、设施或者财物尚未处理，或者已经批准的查封、扣押尚未实施",
        SEALED_THINGS,
        "请先在强制措施页面作出处理或者解除决定，期限届满的也要正式解除；尚未实施的，作出不采取的决定",
    )


def supply_is_restored(facts: CaseFacts) -> Finding | None:
    """Refuse the end of a case while a supply that was stopped in it is not restored (70.2)."""
    if not facts.supply_is_cut:
        return None
    return Finding(
        "case.closing.supply_cut",
        "停止供电（停止供应民用爆炸物品）的措施尚未解除",
        CUT_SUPPLY,
        "请先在强制措施页面核实当事人履行决定、消除隐患的情况，并通知恢复供电（供应）",
    )
