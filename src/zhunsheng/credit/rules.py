"""
Class, terms and state of a credit record, and what speaks against a repair.

The measures know three classes. What they say follows from the decision: on the spot, and a
warning alone, are minor; a large fine is ordinary. A fine of the ordinary procedure below the large
one has no class in them, and no figure tells a huge fine: there the bureau sets the class.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from zhunsheng.credit.choices import CreditClass, CreditState
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook.choices import Measure

REPAIR: Final[Citation] = cite("CRM-36")
CLASSES: Final[Citation] = cite("CRM-36")
#: Kinds of penalty that the measures count among the serious class; other kinds are ordinary.
SERIOUS_KINDS: Final = frozenset(
    {
        Measure.SUSPENSION_OF_BUSINESS,
        Measure.OVERHAUL_SUSPENSION,
        Measure.LICENSE_REVOCATION,
        Measure.OCCUPATION_RESTRICTION,
    }
)


@dataclass(frozen=True, slots=True)
class Policy:
    """The terms of the measures in months, and the large fine of the party's kind in fen."""

    minor_is_shown: bool
    minor_most: int
    ordinary_least: int
    ordinary_most: int
    serious_least: int
    serious_most: int
    large_fine_fen: int
    large_fine_verified: bool


@dataclass(frozen=True, slots=True)
class CreditFacts:
    """
    All that the rules of a credit record look at.

    ``policy`` is empty for a decision of before the measures. ``fine_fen`` is what the decision
    orders by now, ``kinds`` what it imposes beside fine and warning, ``paid_fen`` what was paid of
    the fine; ``set_class`` what the bureau set last.
    """

    acts: tuple[DoneAct, ...] = field(default=())
    on: date | None = None
    decided_on: date | None = None
    on_the_spot: bool = False
    party_is_person: bool = False
    fine_fen: int = 0
    kinds: frozenset[Measure] = frozenset()
    paid_fen: int = 0
    taken_off: bool = False
    set_class: CreditClass | None = None
    policy: Policy | None = None
    promises: bool = False
    has_reason: bool = True

    def last(self, *steps: str) -> int:
        """Return the sequence of the last act of these steps, 0 where there is none."""
        return max((act.sequence for act in self.acts if act.step in steps), default=0)

    @property
    def is_repaired(self) -> bool:
        """Whether a repair was granted."""
        return self.last("repair_grant") > 0

    @property
    def repair_is_asked(self) -> bool:
        """Whether a request for repair waits for its answer."""
        return self.last("repair_request") > self.last("repair_grant", "repair_refusal")


def derived_class(facts: CreditFacts) -> CreditClass | None:
    """Return the class that the measures give a decision, nothing where they leave it open."""
    if facts.policy is None:
        return None
    if facts.kinds & SERIOUS_KINDS:
        return CreditClass.SERIOUS
    if facts.kinds:
        return CreditClass.ORDINARY
    if facts.on_the_spot or facts.fine_fen == 0:
        return CreditClass.MINOR
    large = facts.fine_fen >= facts.policy.large_fine_fen
    return CreditClass.ORDINARY if large else None


def class_of(facts: CreditFacts) -> CreditClass | None:
    """Return the class of a record: minor by the measures, else as set, else as derived."""
    if facts.taken_off:
        return None
    derived = derived_class(facts)
    return derived if derived is CreditClass.MINOR else facts.set_class or derived


@dataclass(frozen=True, slots=True)
class Terms:
    """From which day a record may be repaired, and with which day it ends by itself."""

    repair_from: date
    until: date


def terms_of(facts: CreditFacts) -> Terms | None:
    """Return the terms of a record, counted from the day of the decision."""
    kind, held, start = class_of(facts), facts.policy, facts.decided_on
    if kind is None or held is None or start is None:
        return None
    least, most = {
        CreditClass.MINOR: (0, held.minor_most),
        CreditClass.ORDINARY: (held.ordinary_least, held.ordinary_most),
        CreditClass.SERIOUS: (held.serious_least, held.serious_most),
    }[kind]
    return Terms(_months(start, least), _months(start, most))


def _months(start: date, count: int) -> date:
    return calendar_end(start=start, length=count, unit=DayUnit.MONTH)


def state_of(facts: CreditFacts) -> CreditState:
    """Return where a record stands on the day."""
    before = _state_before_class(facts)
    if before is not None:
        return before
    assert facts.policy is not None  # said above
    kind, terms = class_of(facts), terms_of(facts)
    if kind is None or terms is None:
        return CreditState.UNCLASSED
    if kind is CreditClass.MINOR and not facts.policy.minor_is_shown:
        return CreditState.NOT_SHOWN
    is_over = facts.on is not None and facts.on > terms.until
    return CreditState.EXPIRED if is_over else CreditState.SHOWN


def _state_before_class(facts: CreditFacts) -> CreditState | None:
    if facts.taken_off:
        return CreditState.TAKEN_OFF
    if facts.is_repaired:
        return CreditState.REPAIRED
    if facts.policy is None:
        return CreditState.EARLIER_RULES
    return CreditState.PERSON if facts.party_is_person else None


# --- guards ----------------------------------------------------------------------------------


def record_stands(facts: CreditFacts) -> Finding | None:
    """Refuse an act on a record whose decision is public no more, or is of before the measures."""
    if not facts.taken_off and facts.policy is not None:
        return None
    why = (
        "决定已被撤销、确认无效或者确认违法，不再公示"
        if facts.taken_off
        else "决定早于信用修复管理办法施行，适用原办法"
    )
    return Finding("credit.no_record", why, CLASSES, "不需要在此办理")


def class_is_open(facts: CreditFacts) -> Finding | None:
    """Refuse to set a class that the measures fix: on the spot, or a warning alone."""
    if derived_class(facts) is not CreditClass.MINOR:
        return None
    return Finding(
        "credit.class_fixed",
        "简易程序处罚、警告和通报批评属于轻微失信，不另行确定类别",
        CLASSES,
        "不需要办理",
    )


def reason_is_given(facts: CreditFacts) -> Finding | None:
    """Refuse a class or an answer without a reason."""
    if facts.has_reason:
        return None
    return Finding("credit.no_reason", "没有说明理由", CLASSES, "请写明理由")


def is_shown(facts: CreditFacts) -> Finding | None:
    """Refuse the repair of a record that is not shown."""
    state = state_of(facts)
    if state is CreditState.SHOWN:
        return None
    return Finding(
        "credit.not_shown",
        f"该记录没有在信用公示中（{state.label}）",
        REPAIR,
        "不需要申请信用修复",
    )


def least_term_is_over(facts: CreditFacts) -> Finding | None:
    """Refuse the repair before the least term of the class is over."""
    terms = terms_of(facts)
    if terms is None or facts.on is None or facts.on >= terms.repair_from:
        return None
    return Finding(
        "credit.least_term",
        f"最短公示期限尚未届满，自{terms.repair_from.isoformat()}起可以申请",
        REPAIR,
        "期限届满后再申请",
    )


def duty_is_done(facts: CreditFacts) -> Finding | None:
    """Refuse the repair while the fine is not paid."""
    if facts.paid_fen >= facts.fine_fen:
        return None
    return Finding(
        "credit.duty_open",
        "处罚决定确定的义务尚未履行完毕（罚款未缴清）",
        REPAIR,
        "缴清罚款后再申请",
    )


def promise_is_given(facts: CreditFacts) -> Finding | None:
    """Refuse a request without a public promise."""
    if facts.promises:
        return None
    return Finding("credit.no_promise", "没有作出公开信用承诺", REPAIR, "请附公开的信用承诺书")


def request_waits(facts: CreditFacts) -> Finding | None:
    """Refuse an answer where no request waits."""
    if facts.repair_is_asked:
        return None
    return Finding("credit.no_request", "没有待处理的信用修复申请", REPAIR, "请先登记申请")


def no_request_waits(facts: CreditFacts) -> Finding | None:
    """Refuse a second request while the first one waits."""
    if not facts.repair_is_asked:
        return None
    return Finding("credit.asked_already", "信用修复申请正在处理", REPAIR, "请先作出决定")


def in_order(facts: CreditFacts) -> Finding | None:
    """Refuse an act that is dated before the decision or the last act of the record."""
    days = [*(act.on for act in facts.acts), *([facts.decided_on] if facts.decided_on else [])]
    if facts.on is None or not days or facts.on >= max(days):
        return None
    return Finding(
        "credit.out_of_order",
        f"日期{facts.on.isoformat()}早于决定或者上一次办理的日期{max(days).isoformat()}",
        CLASSES,
        "请核对日期",
    )
