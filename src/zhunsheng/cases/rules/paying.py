"""What speaks against taking money, forgoing it, or closing while it is owed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.accounts.choices import Role
from zhunsheng.cases.choices import CollectionWay, CorrectionResult, PaymentKind, SpotGround
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import OFFICERS, by_certified, by_without_interest, fine_is_due
from zhunsheng.cases.rules.objections import CORRECTION
from zhunsheng.cases.rules.saying import MOST_SAID, length_findings
from zhunsheng.cases.rules.settling import ClosingDraft, CorrectionDraft, PaymentDraft
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import explains, visible

APART: Final[Citation] = cite("APL-2021:67")
ON_SPOT: Final[Citation] = cite("APL-2021:68")
REMOTE: Final[Citation] = cite("APL-2021:69")
SURCHARGE: Final[Citation] = cite("APL-2021:72.1(1)")
ENDED: Final[Citation] = cite("ACL-2011:40")
BANKED: Final[Citation] = cite("APL-2021:71")
DEFERRAL: Final[Citation] = cite("APL-2021:66.2")
PERFORMED_IN_FULL: Final[Citation] = cite("APL-2021:66.1")
RETURNED: Final[Citation] = cite("SCL-2012:36")


def surcharge_is_owed(facts: CaseFacts) -> Finding | None:
    """Refuse to forgo a surcharge where none is owed."""
    if facts.surcharge_owed:
        return None
    return Finding(
        "case.surcharge.nothing_owed",
        "没有待缴的加处罚款",
        SURCHARGE,
        "罚款本金不能减免，确有经济困难的可以申请延期、分期缴纳",
    )


def surcharge_is_settled(facts: CaseFacts) -> Finding | None:
    """Refuse to close while a fine was paid late and what that added is owed."""
    if not (facts.surcharge_owed and facts.paid_in_full and fine_is_due(facts)):
        return None
    return Finding(
        "case.surcharge.outstanding",
        f"逾期缴纳产生的加处罚款{yuan_text(facts.surcharge_fen)}元尚未缴清",
        SURCHARGE,
        "请登记加处罚款的缴款，逐日的计算见罚没款执行页面；当事人采取补救措施的，可以在执行协议中依法减免",
    )


def answer_awaits_delivery(facts: CaseFacts) -> Finding | None:
    """Refuse to deliver an answer on paying later or in parts twice."""
    if facts.last("deferral_decision") > facts.last("deferral_delivery"):
        return None
    return Finding(
        "case.deferral.delivered",
        "没有待送达的延期、分期答复",
        DEFERRAL,
        "请在罚没款执行页面查看送达记录",
    )


def answer_is_delivered(facts: CaseFacts) -> Finding | None:
    """Refuse to close before the party got the answer on paying later or in parts (66.2)."""
    if facts.last("deferral_decision") <= facts.last("deferral_delivery"):
        return None
    return Finding(
        "case.deferral.not_delivered",
        "延期、分期缴纳申请的答复尚未送达当事人",
        DEFERRAL,
        "请先在罚没款执行页面办理“送达延期、分期答复”",
    )


def gains_are_handed_over(facts: CaseFacts) -> Finding | None:
    """Refuse to close while confiscated gains were not handed over (行政处罚法 66, 74)."""
    if not facts.gains_left_fen or facts.done("execution_ended"):
        return None
    return Finding(
        "case.gains.outstanding",
        f"没收的违法所得还有{yuan_text(facts.gains_left_fen)}元没有上缴",
        PERFORMED_IN_FULL,
        "请选择款项“没收违法所得”登记缴款；逾期不缴的依法催告、申请强制执行，违法所得不加处罚款",
    )


def a_paper_is_awaited(facts: CaseFacts) -> Finding | None:
    """Refuse a later bill or reference where every payment has both, or none was booked."""
    if facts.paper_awaited:
        return None
    return Finding(
        "case.paper.none_awaited",
        "没有缺少票据号或者银行流水号的缴款",
        APART,
        "尚未登记的缴款，办理“缴纳罚款”",
    )


def refund_is_owed(facts: CaseFacts) -> Finding | None:
    """Refuse to give back where nothing is owed to the party."""
    if facts.refund_fen:
        return None
    return Finding(
        "case.refund.nothing_owed", "没有应当退还的款项", RETURNED, "请核对决定的变更和缴款记录"
    )


def refund_is_settled(facts: CaseFacts) -> Finding | None:
    """Refuse to close while money is to be given back to the party (国家赔偿法 36)."""
    if not facts.refund_fen:
        return None
    return Finding(
        "case.refund.outstanding",
        "应当退还的款项（决定失效、减轻或者多缴的）尚未退还",
        RETURNED,
        "请财务人员在罚没款执行页面登记退还，再办理结案",
    )


def cash_is_out(facts: CaseFacts) -> Finding | None:
    """Refuse to bank what was not taken on the spot."""
    if facts.cash_out:
        return None
    return Finding("case.cash.none", "没有当场收缴而未缴付银行的罚款", BANKED, "请核对缴款记录")


def cash_is_banked(facts: CaseFacts) -> Finding | None:
    """Refuse to close while money taken on the spot has not reached the bank (行政处罚法 71)."""
    if not facts.cash_out:
        return None
    return Finding(
        "case.cash.outstanding",
        "当场收缴的罚款尚未缴付指定的银行",
        BANKED,
        "请在罚没款执行页面登记上交本局和缴付银行，再办理结案",
    )


def execution_goes_on(facts: CaseFacts) -> Finding | None:
    """Refuse an act on a debt whose execution has ended, or that never was; one that fell ends."""
    fell = facts.done("decision_changed") and not facts.done("execution_ended")
    gains = facts.gains_left_fen and not facts.done("execution_ended")
    if fine_is_due(facts) or fell or gains:
        return None
    return Finding(
        "case.execution.ended",
        "本案没有待缴的罚款或者违法所得，或者执行已经终结",
        ENDED,
        "请在办理经过中查看执行终结的记录",
    )


def ways_open_to(roles: Collection[str]) -> tuple[CollectionWay, ...]:
    """Return how who holds roles may enter money: who fines is apart from who collects (67)."""
    finance = Role.FINANCE.value
    may = {CollectionWay.BANK: finance in roles, CollectionWay.ON_SPOT: set(roles) - {finance}}
    return tuple(way for way, holds in may.items() if holds)


def bank_findings(draft: PaymentDraft, *, roles: Collection[str]) -> tuple[Finding, ...]:
    """Refuse that officers enter what a bank took (67)."""
    if draft.way is not CollectionWay.BANK or draft.way in ways_open_to(roles):
        return ()
    return (
        Finding(
            "payment.bank_by_officer",
            "银行缴款由财务人员凭银行回单登记，执法人员只登记依法当场收缴的现金",
            APART,
            "请将票据交财务人员登记；当场收缴的，选择收缴方式和情形",
        ),
    )


def small_findings(
    ground: SpotGround | None, *, fine_fen: int, most_fen: int
) -> tuple[Finding, ...]:
    """Refuse to take more on the spot than the small fine that needs no other ground (68(1))."""
    if ground is not SpotGround.SMALL or fine_fen <= most_fen:
        return ()
    return (
        Finding(
            "payment.too_much_for_the_spot",
            f"罚款{yuan_text(fine_fen)}元，超过可以当场收缴的{yuan_text(most_fen)}元",
            ON_SPOT,
            "请由当事人凭缴款码缴款",
        ),
    )


def collection_findings(
    draft: PaymentDraft,
    facts: CaseFacts,
    *,
    fine_fen: int,
    most_fen: int,
    told_code: bool = False,
) -> tuple[Finding, ...]:
    """
    Return what speaks against the way in which money was taken: banks collect, not officers (67).

    Who decided on the spot may take it there and then (68), up to ``most_fen`` or where it could
    hardly be had later; in remote places the officers of the case may, at the party's request (69).
    ``told_code`` tells that the paper handed over on the spot says to pay by code.
    """
    if draft.way is CollectionWay.BANK:
        return ()
    if draft.ground is None or draft.kind is not PaymentKind.FINE:
        return (
            Finding(
                "payment.collected_by_officer",
                "作出处罚决定的机关应当与收缴罚款的机构分离，执法人员不得自行收缴",
                APART,
                "请由当事人凭缴款码缴款；依法可以当场收缴的，选择收缴的情形",
            ),
        )
    if draft.ground is SpotGround.REMOTE:
        return (*_asked_findings(draft), *_collector_findings(facts, REMOTE))
    found, decided = list(_collector_findings(facts, ON_SPOT)), facts.day_of("on_the_spot")
    if draft.ground is SpotGround.HARD_LATER and not explains(draft.request):
        found.append(
            Finding(
                "payment.hardship_unreasoned",
                "没有写明不当场收缴事后难以执行的事实",
                ON_SPOT,
                "请写明具体事实，如当事人没有固定经营场所、即将离开本地；没有此种事实的，由当事人凭缴款码缴款",
            )
        )
    if decided is not None and facts.on != decided:
        found.append(
            Finding(
                "payment.not_on_the_spot",
                f"当场收缴应当在当场作出处罚决定之日（{decided.isoformat()}）",
                ON_SPOT,
                "请由当事人凭缴款码缴款；边远、水上、交通不便地区当事人提出的，按第六十九条的情形登记",
            )
        )
    if decided is None:
        found.append(
            Finding(
                "payment.not_decided_on_the_spot",
                "普通程序的罚款不适用当场处罚的收缴情形",
                ON_SPOT,
                "请由当事人凭缴款码缴款，或者核对是否属于第六十九条的情形",
            )
        )
    if told_code:
        found.append(
            Finding(
                "payment.told_to_pay_by_code",
                "当场处罚决定书载明由当事人凭缴款码缴款，没有载明当场收缴",
                ON_SPOT,
                "请由当事人凭缴款码缴款；已经收取现金的，应当退还当事人",
            )
        )
    return (*found, *small_findings(draft.ground, fine_fen=fine_fen, most_fen=most_fen))


def _collector_findings(facts: CaseFacts, basis: Citation) -> Iterator[Finding]:
    """Yield why who acts may take no money: none of the officers who punish, or barred."""
    if not facts.by_handles or facts.by_is_stranger:
        yield Finding(
            "payment.collected_by_another",
            "登记人不是本案的执法人员，不能当场收缴罚款",
            basis,
            "请由当场收缴的本案执法人员本人登记；其他人员只登记向银行缴纳的款项",
        )
    for guard in (by_certified, by_without_interest):
        found = guard(facts)
        if found is not None:
            yield found


def _asked_findings(draft: PaymentDraft) -> tuple[Finding, ...]:
    if visible(draft.request):
        return ()
    return (
        Finding(
            "payment.not_asked_for",
            "没有写明当事人缴款确有困难并提出当场缴纳",
            REMOTE,
            "请写明当事人提出的经过，当事人没有提出的不得当场收缴",
        ),
    )


def performed_kinds_findings(draft: ClosingDraft, kinds: Collection[str]) -> tuple[Finding, ...]:
    """
    Return that a closing does not say how kinds of penalty beside money were performed (66.1).

    ``kinds`` are their names as printed: things handed over, a suspension that ended, a licence.
    """
    if not kinds or explains(draft.kinds):
        return ()
    return (
        Finding(
            "closing.kinds_unsaid",
            f"决定还包括{'、'.join(kinds)}，案卷没有记载履行的情况",
            PERFORMED_IN_FULL,
            "请填写其他处罚的履行情况：物品移交的清单和收据编号，停产停业、暂扣的起止日期和复查情况，"
            "证件的缴回或者注销",
        ),
    )


@dataclass(frozen=True, slots=True)
class Ordered:
    """The order of a decision to put a violation right: its day, its last day (None: at once)."""

    on: date
    until: date | None = None


def closer_findings(*, gave_up: bool) -> tuple[Finding, ...]:
    """Refuse that who recorded that the execution ended closes the case, too (40)."""
    if not gave_up:
        return ()
    return (
        Finding(
            "closing.by_who_gave_up",
            "执行终结由本人登记，款项没有由当事人缴清，本人不能再批准结案",
            cite("ACL-2011:40"),
            "请由其他负责人核对终结执行的证明材料后批准结案",
        ),
    )


def closing_findings(
    draft: CorrectionDraft, *, order: Ordered | None, on: date, officers: Collection[str]
) -> tuple[Finding, ...]:
    """
    Return that a closing does not show what came of the order to put it right (28.1).

    ``order`` is none where the decision orders nothing, or the re-inspections of the record show
    that all of it was put right. ``officers`` are the names of those who held a credential on the
    day of the check (42.1), one of whom looked: found it done since the order, or not done after
    the last day for it.
    """
    if order is None:
        return ()
    return (
        *length_findings(("改正情况", draft.correction, MOST_SAID)),
        *_checked(draft, order, on, officers),
    )


def _checked(
    draft: CorrectionDraft, order: Ordered, on: date, officers: Collection[str]
) -> Iterator[Finding]:
    if not explains(draft.correction):
        yield Finding(
            "closing.correction_unsaid",
            "处罚决定责令改正违法行为，案卷没有记载改正的结果",
            CORRECTION,
            "请填写改正情况：已经改正的写明核实的日期和方式，没有改正的写明督促、复查等处理结果",
        )
    until = order.until
    if draft.result is None or draft.checked_on is None or not visible(draft.checked_by):
        waits = f"（改正期限至{until.isoformat()}）" if until and on <= until else ""
        yield Finding(
            "closing.correction_unchecked",
            f"处罚决定责令改正违法行为{waits}，没有核实改正结果、核实日期或者核实人",
            CORRECTION,
            "请执法人员核实后填写改正结果、核实日期和核实人；尚未改正、期限未满的，期满核实后再办理结案",
        )
        return
    if not order.on <= draft.checked_on <= on:
        yield Finding(
            "closing.check_day",
            f"核实日期{draft.checked_on.isoformat()}早于处罚决定或者晚于结案日期",
            CORRECTION,
            "请填写作出决定之后、结案之前实际核实的日期",
        )
    if visible(draft.checked_by) not in {visible(one) for one in officers}:
        yield Finding(
            "closing.checked_by_stranger",
            f"核实人{draft.checked_by}不是核实之日持有有效执法证件、有权办理本案的执法人员",
            OFFICERS,
            "请由本局执法人员核实，填写其姓名，一人一名；街道（镇）人员只核实本街道（镇）受委托当场处罚的案件",
        )
    if draft.result is CorrectionResult.DEALT_WITH and until and draft.checked_on <= until:
        yield Finding(
            "closing.correction_term_runs",
            f"改正期限至{until.isoformat()}，核实时期限未满，不能认定期满未改正",
            CORRECTION,
            "请期满后核实；期满前已经改正的，选择已经改正",
        )
