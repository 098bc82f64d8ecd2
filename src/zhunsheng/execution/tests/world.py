"""A fined case for the tests of execution, and a refusal that shows that nothing was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.models import CaseAct, Payment, PenaltyCase
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.execution import rules, services
from zhunsheng.execution.models import BankLine, Execution, ExecutionAct, PaymentCode, Refund
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.web.uploads import Upload

DECIDED = date(2025, 3, 3)
DUE = date(2025, 3, 18)
FINE = 200_000
CODE = "9999000020250001"
#: A paper of others on which a step rests, as it is scanned.
PROVEN = Upload("证明材料.pdf", scan())
TABLES: tuple[Any, ...] = (
    CaseAct,
    Payment,
    Execution,
    ExecutionAct,
    PaymentCode,
    Refund,
    BankLine,
    EvidenceItem,
)


def fined(world: World, **changes: Any) -> PenaltyCase:
    """Return a case that was decided and handed over on the spot: 2,000 yuan, due 18 March."""
    return world.spot(DECIDED, fine_fen=FINE, **changes)


def pay(
    world: World,
    case: PenaltyCase,
    amount: int,
    on: date,
    receipt: str,
    *,
    by: str = "finance",
    **changes: Any,
) -> Payment:
    draft = case_rules.PaymentDraft(amount, receipt, **changes)
    return case_acts.record_payment(ctx=world.act(by, on), case=case.id, draft=draft, on=on)


def give_back(
    world: World, case: PenaltyCase, amount: int, ebill: str, on: date, **changes: Any
) -> Execution:
    """Approve and record that money goes back, at one and a half per cent a year."""
    values = {"rate": 150, "source": "示例银行挂牌一年期", **changes}
    approval = rules.RefundApprovalDraft("")
    ctx = world.act("deputy", on)
    services.approve_refund(ctx=ctx, case=case.id, draft=approval, on=on)
    draft = rules.RefundDraft(amount, ebill, **values)
    return services.refund(ctx=world.act("finance", on), case=case.id, draft=draft, on=on)


def refused(world: World, act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal after showing that nothing was written or recorded."""
    before = _state(world)
    with pytest.raises(StepRefused) as refusal:
        act()
    assert _state(world) == before
    return [finding.code for finding in refusal.value.findings]


def _state(world: World) -> list[int]:
    counts = [table.objects.of(world.viewer()).count() for table in TABLES]
    return [world.events, len(documents.documents(world.viewer())), *counts]
