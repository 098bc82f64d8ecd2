"""What a case needs to be closed, each condition with how it stands today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from zhunsheng.cases import queries
from zhunsheng.cases.documents import closing as telling
from zhunsheng.cases.queries import CaseFile
from zhunsheng.cases.rules import CaseFacts, paying
from zhunsheng.cases.rules import challenged as c
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules.inquiring import preservations_are_settled
from zhunsheng.cases.rules.keeping import originals_are_kept
from zhunsheng.kernel.finding import Finding
from zhunsheng.web import parts

CLOSING: Final = "closing"
#: Steps whose page shows the conditions: who asks for the closing, and who approves it.
SHOWN_ON: Final = frozenset({"closing_request", CLOSING})
MET, UNMET, NOT_ASKED = "已满足", "未满足", "本局未要求"
#: Each condition beside the steps that go before, and the guards that look at it.
CONDITIONS: Final[tuple[tuple[str, tuple[Callable[[CaseFacts], Finding | None], ...]], ...]] = (
    ("罚款缴清或者依法终结执行", (g.performed, g.closed_after_payment)),
    ("加处罚款结清", (paying.surcharge_is_settled,)),
    ("没收的违法所得上缴", (paying.gains_are_handed_over,)),
    ("应当退还的款项退还", (paying.refund_is_settled,)),
    ("当场收缴的罚款缴付银行", (paying.cash_is_banked,)),
    ("责令整改的问题复查", (g.order_is_reinspected,)),
    ("查封、扣押处理完毕", (g.nothing_is_sealed,)),
    ("停止供电（供应）已经恢复", (g.supply_is_restored,)),
    ("先行登记保存处理完毕", (preservations_are_settled,)),
    ("涉嫌犯罪的移送办结", (g.crime_is_settled, g.police_have_answered)),
    ("重大行政处罚备案", (g.filed_where_due,)),
    ("行政复议、行政诉讼终结", (c.no_remedy_is_open,)),
    ("撤销决定送达", (c.withdrawal_is_delivered,)),
    ("同案其他当事人的案卷办结", (g.parties_have_ended,)),
    ("签名盖章的原件入卷", (originals_are_kept,)),
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the closing: its name, and what it still lacks."""

    label: str
    lacks: tuple[Finding, ...]
    is_asked: bool = True

    @property
    def state(self) -> str:
        """How it stands."""
        if not self.is_asked:
            return NOT_ASKED
        return UNMET if self.lacks else MET

    @property
    def tone(self) -> parts.Tone:
        """The colour of how it stands."""
        if not self.is_asked:
            return parts.Tone.NEUTRAL
        return parts.Tone.RED if self.lacks else parts.Tone.GREEN


def to_check(file: CaseFile, step: str) -> tuple[tuple[str, str], ...]:
    """Return deliveries, and to who closes payments, of an earlier day than their entry."""
    served = tuple(("请核对补记的送达", one) for one in queries.delivered_later(file))
    if step not in SHOWN_ON:
        return served
    return (*served, *(("请核对补记的缴款", one) for one in telling.entered_later(file)))


def conditions(file: CaseFile, facts: CaseFacts) -> tuple[Condition, ...]:
    """Return what the closing of a case asks for: the steps before it, then its conditions."""
    declared = file.procedure.step(CLOSING)
    found = file.procedure.findings(CLOSING, facts)
    needs = {one.code.rpartition(".")[2]: one for one in found if ".needs." in one.code}
    steps = [file.procedure.step(key) for key in declared.after]
    before = [
        Condition(step.label, tuple(one for key, one in needs.items() if key == step.key))
        for step in steps
        if step.is_required(facts) or facts.done(step.key)
    ]
    own = [
        Condition(
            label,
            tuple(filter(None, (guard(facts) for guard in guards))),
            is_asked=originals_are_kept not in guards or facts.originals_lacking is not None,
        )
        for label, guards in CONDITIONS
        if set(guards) & set(declared.guards)
    ]
    return (*before, *own)
