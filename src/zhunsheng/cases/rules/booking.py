"""A payment is booked once: what speaks against one, and against a bill that comes in later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhunsheng.cases.choices import CollectionWay, PaymentKind
from zhunsheng.cases.rules.guards.statements import PERFORMED
from zhunsheng.cases.rules.objections import blank
from zhunsheng.cases.rules.saying import MOST_LINE, MOST_NUMBER, MOST_SAID, length_findings
from zhunsheng.cases.rules.settling import PaperDraft, PaymentDraft
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import explains, visible

#: To the bank or the electronic system.
PAYING: Final[Citation] = cite("APL-2021:67")

#: Who takes money on the spot gives the receipt of the ministry or of the province's finance.
RECEIPT: Final[Citation] = cite("APL-2021:70")

#: Cash that was entered later counts for its day once a second hand compared the counterfoil.
COUNTERFOIL: Final = "；财务人员缴付银行时核对存根，核对之前自登记之日起计算"

#: Bill and value date of one transfer may lie so far apart, a long holiday between them.
APART_DAYS: Final = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class Booked:
    """
    A payment on record, with the papers that it has by now; ``number`` is that of its act.

    ``case`` names another case of the same party that it was booked in.
    """

    number: int
    on: date
    kind: PaymentKind
    way: CollectionWay
    amount_fen: int
    receipt: str
    reference: str
    case: str = ""

    @property
    def lacks_bill(self) -> bool:
        """Whether it was booked by the bank's reference alone."""
        return self.reference != "" and self.receipt == self.reference

    @property
    def lacks_reference(self) -> bool:
        """Whether it was booked by its bill alone."""
        return self.way is CollectionWay.BANK and not self.reference

    @property
    def lacks(self) -> str:
        """The paper that it lacks, nothing where it has both, or was taken by an officer."""
        if self.lacks_bill:
            return "票据号"
        return "银行流水号" if self.lacks_reference else ""

    @property
    def label(self) -> str:
        """The payment in a line."""
        held = "银行流水号" if self.reference else "票据号"
        return (
            f"{self.on.isoformat()}缴纳的{self.kind.label}{yuan_text(self.amount_fen)}元"
            f"（{held}{self.receipt}）"
        )


def transfer_fen(one: Booked, booked: Sequence[Booked]) -> int:
    """Return what came in by the transfer that a payment is a part of (fen)."""
    if not one.reference:
        return one.amount_fen
    return sum(other.amount_fen for other in booked if other.reference == one.reference)


def same_money(
    draft: PaymentDraft, booked: Sequence[Booked], *, owed_fen: int, on: date
) -> Booked | None:
    """
    Return the payment on record that a draft would count again: it lacks what the draft brings.

    A bill that comes in after its transfer was booked has the amount of the payment or of the
    whole transfer; its day may be any. A transfer that follows its bill has the amount and, unless
    nothing more is owed, lies within some days of it: parts of a fine may be equal. In another
    case of the party both have the amount and lie within those days.
    """
    if draft.way is not CollectionWay.BANK:
        return None
    bill, reference = not draft.reference, draft.receipt == draft.reference

    def is_same(one: Booked) -> bool:
        is_near = abs(one.on - on) <= APART_DAYS
        if one.case:
            fits = (bill and one.lacks_bill) or (reference and one.lacks_reference)
            return fits and is_near and one.amount_fen == draft.amount_fen
        if bill and one.lacks_bill:
            return draft.amount_fen in (one.amount_fen, transfer_fen(one, booked))
        same = reference and one.lacks_reference and one.amount_fen == draft.amount_fen
        return same and (is_near or draft.amount_fen > owed_fen)

    return next((one for one in booked if is_same(one)), None)


def _booked_already(one: Booked) -> Finding:
    """Return that the money is on record, and where its later paper belongs."""
    other = (
        "同时填写该笔缴款的银行流水号"
        if one.lacks_bill
        else f"先为已登记的缴款补登{one.lacks}，再登记本笔"
    )
    where = f"案件“{one.case}”" if one.case else ""
    return Finding(
        "payment.booked_already",
        f"{where}已经登记{one.label}，金额相符，尚无{one.lacks}，一笔缴款不能登记两次",
        PAYING,
        f"{one.lacks}属于该笔缴款的，办理“补登缴款票据”；确属另一笔缴款的，{other}",
    )


def paper_findings(
    draft: PaperDraft, booked: Sequence[Booked], *, number_used: bool, on: date
) -> tuple[Finding, ...]:
    """
    Return what speaks against adding a later paper to a payment on record.

    ``number_used`` tells that another payment stands under that number.
    """
    one = next((row for row in booked if row.number == draft.payment), None)
    if one is None or not one.lacks:
        return (
            Finding(
                "paper.no_payment",
                "本案没有这笔缺少票据号或者银行流水号的缴款",
                PAYING,
                "请在所列的缴款中选择；尚未登记的缴款，办理“缴纳罚款”",
            ),
        )
    found = [
        *length_findings((one.lacks, draft.number, MOST_NUMBER)),
        *blank("paper.no_number", f"没有填写{one.lacks}", draft.number, PAYING, "请照凭证填写"),
    ]
    if draft.amount_fen not in (one.amount_fen, transfer_fen(one, booked)):
        found.append(
            Finding(
                "paper.amount_differs",
                f"凭证金额{yuan_text(draft.amount_fen)}元与{one.label}不符",
                PAYING,
                "请核对凭证属于哪一笔缴款；一笔转账含几项款项的，填写该项款项的金额或者转账的总额",
            )
        )
    if on < one.on:
        found.append(
            Finding(
                "paper.before_payment",
                f"补登日期早于缴款日期{one.on.isoformat()}",
                PAYING,
                "请填写收到凭证的日期",
            )
        )
    if number_used:
        found.append(
            Finding(
                "paper.number_used",
                f"{one.lacks}{draft.number}已经登记在另一笔缴款",
                PAYING,
                "请核对凭证；登记有重复的，报财务负责人核对两笔缴款的银行回单",
            )
        )
    return tuple(found)


def payment_findings(
    draft: PaymentDraft,
    *,
    owed_fen: int,
    on: date,
    delivered_on: date | None,
    receipt_used: bool,
    alike: Booked | None = None,
    is_asked: bool = True,
    reckoned: str = "",
    surcharge_fen: int = 0,
) -> tuple[Finding, ...]:
    """
    Return what speaks against a payment.

    ``owed_fen`` is what may be paid of the kind on the day; more is booked where the draft says
    how it came in, but no surcharge (``surcharge_fen``, what is owed of it) as a fine.
    ``reckoned`` is what delay added and how. ``receipt_used`` tells that the bureau recorded a
    payment under the same receipt, or the same reference of the bank, before; ``alike`` is a
    payment on record that lacks the very paper that this one brings; ``is_asked`` tells that
    something of the kind was ever to be paid.
    """
    basis = PERFORMED
    found = list(
        length_findings(
            ("票据号", draft.receipt, MOST_NUMBER),
            ("银行流水号", draft.reference, MOST_NUMBER),
            ("缴款人", draft.payer, MOST_LINE),
            ("多缴的情况", draft.surplus, MOST_SAID),
            ("当场收缴的事实", draft.request, MOST_SAID),
        )
    )
    if draft.amount_fen <= 0:
        found.append(Finding("payment.nothing", "没有填写缴款金额", basis, "请填写缴款金额"))
    if not is_asked:
        found.append(
            Finding(
                "payment.kind_not_asked",
                f"本案没有要求当事人缴纳{draft.kind.label}",
                PAYING,
                "请选择本案应缴的款项；确已多缴的，记在应缴的款项下并写明多缴的情况",
            )
        )
    apart = draft.kind is PaymentKind.FINE and surcharge_fen > 0
    explained = explains(draft.surplus) and draft.way is CollectionWay.BANK and not apart
    if draft.amount_fen > owed_fen and not explained:
        found.append(
            Finding(
                "payment.above_owed",
                f"缴款金额超过待缴{draft.kind.label}{yuan_text(max(owed_fen, 0))}元",
                PAYING,
                f"请核对缴款凭证；当事人向银行确已多缴的，写明多缴的情况照实登记，多缴的部分依法退还。"
                f"{_apart(draft.kind, reckoned)}",
            )
        )
    if delivered_on is not None and on < delivered_on:
        found.append(
            Finding(
                "payment.before_delivery",
                "缴款日期早于决定书送达日期",
                PAYING,
                "请填写送达以后的缴款日期；送达日期有误的，先核对送达回证",
            )
        )
    if receipt_used:
        found.append(
            Finding(
                "payment.receipt_used",
                f"票据号或者银行流水号{draft.receipt.strip()}已经登记过缴款",
                PAYING,
                "请核对票据号和银行流水号，一笔缴款的一项款项只登记一次；"
                "以银行流水号登记的缴款后来收到票据的，办理“补登缴款票据”；"
                "一笔转账缴纳本案几项款项的，按同一日期、同一流水号分项登记",
            )
        )
    elif alike is not None:
        found.append(_booked_already(alike))
    found.extend(_receipt_findings(draft))
    if draft.reference.strip() and not visible(draft.payer):
        found.append(
            Finding(
                "payment.no_payer",
                "填写了银行流水号，没有写明缴款人",
                PAYING,
                "请按银行回单填写缴款人的名称（姓名）",
            )
        )
    return tuple(found)


def voucher_findings(
    draft: PaymentDraft, *, on: date, entered_on: date, has_scan: bool
) -> Iterator[Finding]:
    """
    Yield what a payment of an earlier day lacks: its own paper shows the day (67, 70, 72).

    On that day hangs whether the term was kept and no surcharge is owed, so that who enters the
    payment is not the only one to say it: of cash it is the counterfoil of the receipt.
    """
    is_cash, late = draft.way is CollectionWay.ON_SPOT, on < entered_on
    paper, basis = ("专用票据存根", RECEIPT) if is_cash else ("票据或者银行回单", PAYING)
    if draft.voucher_on != on and (late or draft.voucher_on is not None):
        yield Finding(
            "payment.voucher_day",
            f"登记{on.isoformat()}的缴款，{paper}载明的日期没有填写，或者不是缴款日期",
            basis,
            f"请照{paper}填写载明的缴款（入账、收缴）日期；缴款日期以凭证为准",
        )
    if late and not has_scan:
        yield Finding(
            "payment.no_voucher_scan",
            f"补记{on.isoformat()}的缴款，没有上传载明日期的{paper}",
            basis,
            f"请上传{paper}的扫描件，批准结案的负责人据以核对是否按期缴款、应否加处罚款"
            f"{COUNTERFOIL * is_cash}",
        )


def _apart(kind: PaymentKind, reckoned: str) -> str:
    """Return how fine and surcharge are recorded apart, and what delay added."""
    added = reckoned.rstrip("。") or "目前没有加处罚款"
    if kind is PaymentKind.FINE:
        return f"加处罚款选择款项“{PaymentKind.SURCHARGE.label}”另行登记；{added}"
    return added


def _receipt_findings(draft: PaymentDraft) -> Iterator[Finding]:
    """Yield that a payment has no paper: a bill or reference of the bank, a receipt on the spot."""
    if draft.way is CollectionWay.ON_SPOT:
        return blank(
            "payment.no_special_receipt",
            "当场收缴没有填写专用票据的号码",
            draft.receipt,
            RECEIPT,
            "请填写向当事人出具的国务院或者省级财政部门统一制发的专用票据的号码；"
            "没有出具的，当事人有权拒绝缴纳，应当退还现金并由当事人凭缴款码缴款",
        )
    return blank(
        "payment.no_receipt",
        "没有票据号，也没有银行流水号",
        draft.receipt,
        PAYING,
        "请填写电子缴款书或者财政电子票据的号码；没有票据的，填写缴款人和银行流水号",
    )
