"""What the pages of executions share: who may open them, places above them, sums, terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from zhunsheng.execution import queries
from zhunsheng.execution.choices import LEDGER_READERS, ExecutionState
from zhunsheng.execution.documents.contents import span_text
from zhunsheng.execution.queries import ExecutionFile, Standing
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.web import parts

ROOM: Final = "罚没款执行"


READ: Final = tuple(sorted(role.value for role in LEDGER_READERS))


TONES: Final[Mapping[ExecutionState, parts.Tone]] = {
    ExecutionState.REFUND_DUE: parts.Tone.RED,
    ExecutionState.OVERDUE: parts.Tone.RED,
    ExecutionState.SURCHARGE_DUE: parts.Tone.ORANGE,
    ExecutionState.GAINS_DUE: parts.Tone.ORANGE,
    ExecutionState.IN_COURT: parts.Tone.ORANGE,
    ExecutionState.PLANNED: parts.Tone.PLAIN,
    ExecutionState.IN_TERM: parts.Tone.PLAIN,
    ExecutionState.PAID: parts.Tone.GREEN,
    ExecutionState.REFUNDED: parts.Tone.GREEN,
}


def tone(state: ExecutionState) -> parts.Tone:
    """Return the colour of a state."""
    return TONES.get(state, parts.Tone.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Computed:
    """A span of days of the surcharge as the page prints it."""

    text: str
    amount_fen: int
    is_stopped: bool


def computed(found: Standing) -> tuple[Computed, ...]:
    """Return how the surcharge was counted, span by span."""
    return tuple(Computed(span_text(one), one.amount_fen, bool(one.stopped)) for one in found.spans)


def crumbs(file: ExecutionFile, label: str = "") -> tuple[parts.Crumb, ...]:
    """Return the places above a page."""
    case = file.fined.case
    here = reverse("execution:detail", args=[case.id]) if label else ""
    found = [parts.Crumb(ROOM, reverse("execution:list"))]
    found.append(parts.Crumb(case.number or case.party_name, here))
    if label:
        found.append(parts.Crumb(label))
    return tuple(found)


def terms(viewer: Viewer, found: Standing, today: date) -> tuple[parts.Clock, ...]:
    """Return the clocks of an execution."""
    rows = [
        parts.Clock(one.label, one.basis, one.due, one.left, DayUnit.WORKING.label, one.left)
        for one in queries.terms_of_cash(viewer, found, on=today)
    ]
    if found.next_due is not None and found.unpaid_fen:
        left = (found.next_due.on - today).days
        rows.append(parts.Clock("缴纳罚款", cite("APL-2021:67"), found.next_due.on, left))
    if found.gains_due is not None:
        left = (found.gains_due - today).days
        rows.append(parts.Clock("上缴没收的违法所得", cite("APL-2021:66.1"), found.gains_due, left))
    if found.owed_fen and found.window.demand_ends and found.window.demand_ends >= today:
        ends = found.window.demand_ends
        rows.append(parts.Clock("催告后等待履行", cite("ACL-2011:54"), ends, (ends - today).days))
    if found.owed_fen and found.window.closes_on and found.state is not ExecutionState.IN_COURT:
        closes = found.window.closes_on
        opens = found.window.opens_on
        note = f"{opens.isoformat()}起方可申请" if opens and opens > today else ""
        rows.append(
            parts.Clock(
                "申请法院强制执行", cite("ACL-2011:53"), closes, (closes - today).days, note=note
            )
        )
    return tuple(rows)
