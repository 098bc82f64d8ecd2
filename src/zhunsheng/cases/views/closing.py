"""What a case needs to be closed, each condition with how it stands today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.urls import reverse

from zhunsheng.cases import queries
from zhunsheng.cases.documents import closing as telling
from zhunsheng.cases.queries import CaseFile
from zhunsheng.cases.queries.loading import INSPECTION
from zhunsheng.cases.rules import CaseFacts, closing_findings, paying
from zhunsheng.cases.rules import challenged as c
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules.inquiring import preservations_are_settled
from zhunsheng.cases.rules.keeping import originals_are_kept
from zhunsheng.cases.views.acts import ACT_PAGES
from zhunsheng.cases.views.choosing import asked_with_the_step
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.finding import Finding
from zhunsheng.web import errors, pages, parts

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
    ("检查责令整改的问题复查", (g.order_is_reinspected,)),
    ("查封、扣押处理完毕", (g.nothing_is_sealed,)),
    ("停止供电（供应）已经恢复", (g.supply_is_restored,)),
    ("先行登记保存处理完毕", (preservations_are_settled,)),
    ("涉嫌犯罪的移送办结", (g.crime_is_settled, g.police_have_answered)),
    ("重大行政处罚备案", (g.filed_where_due,)),
    ("行政复议、行政诉讼终结", (c.no_remedy_is_open,)),
    ("延期、分期缴纳的答复送达", (paying.answer_is_delivered,)),
    ("撤销决定送达", (c.withdrawal_is_delivered,)),
    ("同案其他当事人的案卷办结", (g.parties_have_ended,)),
    ("签名盖章的原件入卷", (originals_are_kept,)),
)


#: The steps that bring a condition about, in their order; the others have a page of their own.
TAKEN_BY: Final[Mapping[Callable[[CaseFacts], Finding | None], tuple[str, ...]]] = {
    g.performed: ("payment",),
    paying.surcharge_is_settled: ("payment",),
    paying.gains_are_handed_over: ("payment",),
    paying.refund_is_settled: ("refund",),
    paying.cash_is_banked: ("cash_banked",),
    g.crime_is_settled: ("crime_decision", "crime_handover"),
    g.police_have_answered: ("crime_reply",),
    g.filed_where_due: ("filing",),
    c.no_remedy_is_open: ("remedy_ended",),
    c.withdrawal_is_delivered: ("withdrawal_delivery",),
}
#: Findings on who acts: somebody else may take the step.
BY: Final = "case.by."
#: A page to go to: its name and its address, which is empty where it is not open to the reader.
Way = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the closing: its name, what it still lacks, and where that is mended."""

    label: str
    lacks: tuple[Finding, ...]
    is_asked: bool = True
    ways: tuple[Way, ...] = ()

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


def conditions(
    viewer: Viewer, file: CaseFile, facts: CaseFacts, *, on: date
) -> tuple[Condition, ...]:
    """Return what the closing of a case asks for: the steps before it, then its conditions."""
    declared = file.procedure.step(CLOSING)
    found = file.procedure.findings(CLOSING, facts)
    needs = {one.code.rpartition(".")[2]: one for one in found if ".needs." in one.code}
    steps = [file.procedure.step(key) for key in declared.after]
    before = [
        _condition(step.label, (needs.get(step.key),), _taken(file, facts, viewer, (step.key,)))
        for step in steps
        if step.is_required(facts) or facts.done(step.key)
    ]
    own = [
        _condition(
            label,
            tuple(guard(facts) for guard in guards),
            (way for guard in guards if guard(facts) for way in _ways(file, facts, viewer, guard)),
            is_asked=originals_are_kept not in guards or facts.originals_lacking is not None,
        )
        for label, guards in CONDITIONS
        if set(guards) & set(declared.guards)
    ]
    return (*before, *own, *_correction(viewer, file, facts, on))


def _condition(
    label: str,
    lacks: Iterable[Finding | None],
    ways: Iterable[Way],
    *,
    is_asked: bool = True,
) -> Condition:
    missing = tuple(filter(None, lacks))
    return Condition(label, missing, is_asked, tuple(dict.fromkeys(ways)) if missing else ())


def _ways(
    file: CaseFile,
    facts: CaseFacts,
    viewer: Viewer,
    guard: Callable[[CaseFacts], Finding | None],
) -> Iterator[Way]:
    """Yield where what a guard misses is mended: a step that is open, or a page of another room."""
    yield from _taken(file, facts, viewer, TAKEN_BY.get(guard, ()))
    case, by = file.case, viewer.by
    if guard is g.order_is_reinspected:
        name = settings.ZHUNSHENG_PAGES["inspection"]
        visits = (one for kind, one in queries.subjects_of(case) if kind == INSPECTION)
        yield from (("去检查页面复查", pages.open_to(by, name, one)) for one in visits)
    if guard in (g.nothing_is_sealed, g.supply_is_restored):
        yield "去强制措施", pages.open_to(by, "compulsion:list")
    if guard is preservations_are_settled:
        yield "去调查取证", pages.open_to(by, "inquiry:subject", "case", case.id)
    if guard is g.parties_have_ended:
        for kin in file.joined:
            if not kin.has_ended:
                url = reverse("cases:detail", args=[kin.case.id])
                yield f"打开{kin.case.party_label}的案卷", url
    if guard is originals_are_kept:
        yield "去存入原件", f"{reverse('cases:detail', args=[case.id])}#papers"


def _taken(file: CaseFile, facts: CaseFacts, viewer: Viewer, steps: Iterable[str]) -> Iterator[Way]:
    """Yield the first of some steps that may be taken now; who may not take it reads who does."""
    for key in steps:
        step = file.procedure.step(key)
        found = file.procedure.findings(key, asked_with_the_step(facts, key))
        barred = [one for one in found if one.code.startswith(BY)]
        if key not in ACT_PAGES or len(found) > len(barred):
            continue
        if viewer.by.holds(step.actor) and not barred:
            yield f"办理{step.label}", reverse("cases:act", args=[file.case.id, key])
            return
        yield f"由{'、'.join(errors.role_names(step.actor))}办理{step.label}", ""
        return


def _correction(
    viewer: Viewer, file: CaseFile, facts: CaseFacts, on: date
) -> tuple[Condition, ...]:
    """Return whether it was looked if the decision's own order was obeyed, where it has one."""
    order = telling.ordered(viewer, file, facts, on=on)
    if order is None:
        return ()
    said = telling.corrected(file)
    lacks = closing_findings(said, order=order, on=on, officers=(said.checked_by,))
    return (Condition("决定责令改正的核实", lacks),)
