"""Payment codes of a year: each goes out with its decision."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from zhunsheng.cases.choices import PaymentKind
from zhunsheng.demo.engine import Story
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.execution import services
from zhunsheng.execution.rules import CodeDraft


def coded(world: World, case: UUID, fine_fen: int, at: datetime) -> Story:
    """Enter the code of the non-tax revenue system for a fine."""
    yield at
    services.issue_payment_code(
        ctx=world.year.act(world.who("caiwu"), at),
        case=case,
        draft=CodeDraft(PaymentKind.FINE, f"99990000{YEAR}{case.int % 10**8:08d}", fine_fen),
        on=at.date(),
    )
