"""Guards of the execution: what must hold before a step."""

from __future__ import annotations

from typing import Final

from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding

PERFORMED: Final[Citation] = cite("APL-2021:66.1")
DEFERRAL: Final[Citation] = cite("APL-2021:66.2")
APART: Final[Citation] = cite("APL-2021:67")
HANDED_OVER: Final[Citation] = cite("APL-2021:71")
SURCHARGE: Final[Citation] = cite("APL-2021:72.1(1)")
TOLD: Final[Citation] = cite("ACL-2011:45.1")
DEMAND: Final[Citation] = cite("ACL-2011:54")
DELIVERED: Final[Citation] = cite("ACL-2011:38")
HEARD: Final[Citation] = cite("ACL-2011:36")
AGREEMENT: Final[Citation] = cite("ACL-2011:42")
COURT: Final[Citation] = cite("ACL-2011:53")
COURT_ANSWER: Final[Citation] = cite("ACL-2011:56")
COURT_RULING: Final[Citation] = cite("ACL-2011:57")
ENDED: Final[Citation] = cite("ACL-2011:40")
RETURNED: Final[Citation] = cite("SCL-2012:36")
STOPPED: Final[Citation] = cite("ALP-2017:56")
WITH_POLICE: Final[Citation] = cite("CTR-2020:11.2")


def decision_stands(facts: ExecutionFacts) -> Finding | None:
    """Refuse to execute where no money is to be had: none decided, annulled, ended."""
    if not facts.asks_for_money:
        return Finding(
            "execution.no_money", "本案没有罚款，也没有没收违法所得", PERFORMED, "请核对处罚决定"
        )
    if facts.is_annulled:
        return Finding(
            "execution.annulled",
            "处罚决定已经失去效力，不能再执行",
            ENDED,
            "已经缴纳的，依法退还；未办结的，登记执行终结",
        )
    if facts.is_ended:
        return Finding("execution.ended", "执行已经终结", ENDED, "请在办理经过中查看")
    return None


def decision_is_delivered(facts: ExecutionFacts) -> Finding | None:
    """Refuse to execute what the party was not told of."""
    if facts.is_told or not facts.asks_for_money:
        return None
    return Finding(
        "execution.not_delivered",
        "处罚决定书尚未送达，缴纳期限没有起算",
        APART,
        "请先在案件中办理“送达决定书”",
    )


def execution_is_not_stopped(facts: ExecutionFacts) -> Finding | None:
    """Refuse to press on while the organ of reconsideration or the court stopped it (56)."""
    if not facts.is_stopped:
        return None
    return Finding(
        "execution.stopped",
        "复议机关或者人民法院已经决定停止执行",
        STOPPED,
        "请在复议、诉讼终结以后办理；改为不停止执行的，先在复议诉讼中登记",
    )


def not_with_police(facts: ExecutionFacts) -> Finding | None:
    """Refuse to press for a fine while the police have the case: only other penalties go on."""
    if not facts.is_with_police:
        return None
    return Finding(
        "execution.with_police",
        "本案已经移送公安机关，罚款不再强制执行",
        WITH_POLICE,
        "公安机关不予立案、或者不追究刑事责任退回的，先在案件中登记其答复",
    )


def a_code_is_open(facts: ExecutionFacts) -> Finding | None:
    """Refuse to void where no code waits for its payment."""
    if facts.code_is_open:
        return None
    return Finding("execution.no_open_code", "没有尚未缴款的缴款码", APART, "请核对已开具的缴款码")


def something_is_owed(facts: ExecutionFacts) -> Finding | None:
    """Refuse where everything is paid."""
    if facts.owes or not facts.stands:
        return None
    return Finding(
        "execution.nothing_owed",
        "罚款、加处罚款和没收的违法所得已经缴清",
        PERFORMED,
        "可以办理结案",
    )


def fine_is_unpaid(facts: ExecutionFacts) -> Finding | None:
    """Refuse to put off what is paid: only the fine itself can be deferred."""
    if facts.is_unpaid:
        return None
    return Finding(
        "execution.fine_is_paid",
        "罚款本金已经缴清，没有可以延期、分期的数额",
        DEFERRAL,
        "不需要办理延期、分期",
    )


def not_in_court(facts: ExecutionFacts) -> Finding | None:
    """Refuse to change what was put before the court."""
    if not facts.in_court:
        return None
    return Finding(
        "execution.in_court",
        "已经申请法院强制执行，由法院审查、执行",
        COURT,
        "请登记法院的受理情况和裁定",
    )


def money_is_late(facts: ExecutionFacts) -> Finding | None:
    """Refuse to press for what is not due yet."""
    if facts.is_overdue:
        return None
    return Finding(
        "execution.not_late",
        "缴纳期限（含批准的延期、分期期限）尚未届满，没有逾期的数额",
        PERFORMED,
        "请在期限届满以后办理",
    )


def surcharge_is_owed(facts: ExecutionFacts) -> Finding | None:
    """Refuse to decide on, or to forgo, a surcharge where none is owed."""
    if facts.surcharge_owed:
        return None
    return Finding("execution.no_surcharge", "没有待缴的加处罚款", SURCHARGE, "罚款本金不能减免")


def surcharge_is_not_decided(facts: ExecutionFacts) -> Finding | None:
    """Refuse a second decision on a surcharge on one day, or before the party has the first."""
    days = [act.on for act in facts.acts if act.step == "surcharge_decision"]
    waits = facts.last("surcharge_decision") > facts.last("surcharge_delivery")
    if not days or not (waits or days[-1] == facts.on):
        return None
    return Finding(
        "execution.surcharge_decided",
        f"{days[-1].isoformat()}已经作出加处罚款决定",
        TOLD,
        "请先送达该决定书；以后又有增加的，改日再作决定",
    )


def surcharge_awaits_delivery(facts: ExecutionFacts) -> Finding | None:
    """Refuse a delivery where no decision on a surcharge waits for one."""
    if facts.last("surcharge_decision") > facts.last("surcharge_delivery"):
        return None
    return Finding(
        "execution.no_surcharge_paper",
        "没有待送达的加处罚款决定书",
        TOLD,
        "请先办理“加处罚款决定”",
    )


def demand_awaits_delivery(facts: ExecutionFacts) -> Finding | None:
    """Refuse a delivery where no demand waits for one."""
    if facts.demand_pending:
        return None
    return Finding("execution.no_demand", "没有待送达的催告书", DELIVERED, "请先制作催告书")


def demand_states_what_is_due(facts: ExecutionFacts) -> Finding | None:
    """Refuse to deliver a demand over more than is due, as after a part was paid (35, 54)."""
    if not facts.must_demand_again or not facts.owes:
        return None
    return Finding(
        "execution.demand_overstates",
        "制作催告书以后有缴款或者调整，载明的数额高于应当缴纳的数额",
        DEMAND,
        "请按尚应缴纳的数额重新制作催告书后送达；原催告书不送达",
    )


def no_demand_pending(facts: ExecutionFacts) -> Finding | None:
    """Refuse a second demand while one that names what is due is not delivered."""
    if not facts.demand_pending or facts.must_demand_again:
        return None
    return Finding(
        "execution.demand_pending", "已经制作的催告书尚未送达", DELIVERED, "请先送达催告书"
    )


def demand_is_delivered(facts: ExecutionFacts) -> Finding | None:
    """Refuse to go on before the last demand reached the party."""
    if facts.demand_is_delivered:
        return None
    return Finding(
        "execution.demand_not_delivered", "催告书尚未送达当事人", DEMAND, "请先制作并送达催告书"
    )


def statement_awaits_answer(facts: ExecutionFacts) -> Finding | None:
    """Refuse an answer where nothing was said."""
    if facts.statement_pending:
        return None
    return Finding(
        "execution.no_statement", "没有待复核的陈述申辩", HEARD, "请先登记当事人的陈述申辩"
    )


def statement_is_answered(facts: ExecutionFacts) -> Finding | None:
    """Refuse to ask the court while a statement is unanswered."""
    if not facts.statement_pending:
        return None
    return Finding(
        "execution.statement_unanswered",
        "当事人对催告的陈述申辩尚未复核",
        HEARD,
        "请先办理“复核催告的陈述申辩”",
    )


def no_remedy_runs(facts: ExecutionFacts) -> Finding | None:
    """Refuse to ask the court while a reconsideration or a suit runs."""
    if not facts.remedy_runs:
        return None
    return Finding(
        "execution.remedy_runs",
        "行政复议或者行政诉讼正在进行，不能申请法院强制执行",
        COURT,
        "请在复议、诉讼终结以后办理；加处罚款在此期间不予计算",
    )


def court_window_is_open(facts: ExecutionFacts) -> Finding | None:
    """Refuse to ask the court outside of its days (53, 54)."""
    if facts.remedy_runs or not facts.demand_is_delivered or facts.on is None:
        return None
    opens, closes = facts.court_opens, facts.court_closes
    if opens is None or closes is None:
        return Finding(
            "execution.court.day_unknown",
            "复议、起诉期限或者催告期限的末日待放假安排公布后才能确定",
            COURT,
            "请在日历载入当年放假安排以后办理",
        )
    if facts.on < opens:
        return Finding(
            "execution.court.too_early",
            f"{opens.isoformat()}起方可申请：复议、起诉期限届满且催告的法定期限届满",
            DEMAND,
            "请在该日以后办理",
        )
    if facts.on > closes:
        return Finding(
            "execution.court.too_late",
            f"申请法院强制执行的期限已于{closes.isoformat()}届满",
            COURT,
            "请说明原因，报负责人研究；不得以补记代替",
        )
    return None


def surcharge_is_told(facts: ExecutionFacts) -> Finding | None:
    """Refuse to ask the court for a surcharge that the party was not told of."""
    if facts.last("surcharge_delivery") or not facts.surcharge_owed:
        return None
    return Finding(
        "execution.surcharge_not_told",
        "加处罚款决定书尚未送达，加处罚款的标准和数额没有告知当事人",
        TOLD,
        "请先办理“加处罚款决定”并送达",
    )


def court_awaits_answer(facts: ExecutionFacts) -> Finding | None:
    """Refuse an answer of the court where it was not asked."""
    if facts.court_pending:
        return None
    return Finding(
        "execution.court.not_asked",
        "没有待答复的强制执行申请",
        COURT_ANSWER,
        "请先申请法院强制执行",
    )


def court_accepted(facts: ExecutionFacts) -> Finding | None:
    """Refuse a ruling on what the court did not take up."""
    if facts.is_accepted:
        return None
    return Finding(
        "execution.court.not_accepted",
        "没有法院已经受理、尚未裁定的申请",
        COURT_RULING,
        "请先登记法院的受理情况",
    )


def execution_goes_on(facts: ExecutionFacts) -> Finding | None:
    """Refuse to end what has ended or never was; an annulled decision is ended, too."""
    if facts.asks_for_money and facts.is_told and not facts.is_ended and not facts.is_closed:
        return None
    return Finding(
        "execution.nothing_to_end",
        "本案没有正在执行的罚款或者没收违法所得",
        ENDED,
        "请核对案件是否已经结案、执行是否已经终结",
    )


def money_is_to_be_returned(facts: ExecutionFacts) -> Finding | None:
    """Refuse to give back where nothing is owed to the party."""
    if facts.refund_owed:
        return None
    return Finding(
        "execution.nothing_to_return",
        "没有应当退还的款项",
        RETURNED,
        "决定被撤销、确认无效或者变更，或者有多缴的，先在案件中登记",
    )


def cash_is_out(facts: ExecutionFacts) -> Finding | None:
    """Refuse to hand in what was not taken on the spot."""
    if facts.cash_out:
        return None
    return Finding("execution.no_cash", "没有当场收缴而未上交的罚款", HANDED_OVER, "请核对缴款记录")


def cash_is_in(facts: ExecutionFacts) -> Finding | None:
    """Refuse to pay into the bank what was not handed in."""
    if facts.cash_in:
        return None
    return Finding(
        "execution.no_cash_in",
        "没有已经上交而未缴付银行的罚款",
        HANDED_OVER,
        "请先登记“上交当场收缴的罚款”",
    )


def in_order(facts: ExecutionFacts) -> Finding | None:
    """Refuse an act that is dated before the last one."""
    dated = [act.on for act in facts.acts if act.step not in APART_ACTS]
    if facts.on is None or not dated or facts.on >= max(dated):
        return None
    return Finding(
        "execution.out_of_order",
        f"办理日期{facts.on.isoformat()}早于已办理事项的日期{max(dated).isoformat()}",
        cite("APL-2021:47"),
        "请核对办理日期",
    )


def after_demand(facts: ExecutionFacts) -> Finding | None:
    """Refuse a statement on a demand that is dated before the demand reached the party."""
    told = [act.on for act in facts.acts if act.step == "demand_delivery"]
    if facts.on is None or not told or facts.on >= told[-1]:
        return None
    return Finding(
        "execution.statement_too_early",
        f"陈述申辩日期{facts.on.isoformat()}早于催告书送达日期{told[-1].isoformat()}",
        HEARD,
        "请核对日期",
    )


#: What has a day of its own, on which nothing else rests; it may be entered after a later act.
#: A request and a statement are not among them: an answer is not dated before what it answers.
APART_ACTS: Final = frozenset(
    {"payment_code", "payment_code_void", "cash_handed_in", "cash_banked", "refund"}
)
