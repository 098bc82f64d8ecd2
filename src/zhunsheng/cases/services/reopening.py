"""What an opening says of the earlier cases that ended after their term (行政处罚法 60)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import loading, once, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.reopening import Reopening, reopening_findings
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding


def before(ctx: Act, opened: Iterable[CaseFile], on: date) -> tuple[PenaltyCase, ...]:
    """Return the cases that ended after their term, for what the opened files may be about."""
    found = {case.id: case for one in opened for case in once.ended_for_term(ctx, one, on)}
    return tuple(found.values())


def against(ended: tuple[PenaltyCase, ...], said: Reopening) -> tuple[Finding, ...]:
    """Return why what ended after its term is not opened anew."""
    return reopening_findings([one.number for one in ended], said)


def kept(
    ctx: Act, ended: tuple[PenaltyCase, ...], said: Reopening, on: date
) -> dict[str, dict[str, object]]:
    """Return what the opening keeps of the earlier cases, nothing where there is none."""
    if not ended or said.ground is None:
        return {}
    cases = [_told(ctx, one, on) for one in ended]
    return {"reopened": {"ground": said.ground, "reason": said.reason.strip(), "cases": cases}}


def _told(ctx: Act, case: PenaltyCase, on: date) -> dict[str, object]:
    file = loading.load(ctx, case, on=on, with_handlers=False)
    end = file.last("termination")
    assert end is not None  # it is why the case was found
    facts = standing.facts_of(file, on=end.on)
    due = standing.days_of(file, facts, on=end.on).decision
    return {
        "id": str(case.id),
        "number": case.number,
        "opened_on": file.opened_on,
        "due_on": due,
        "ended_on": end.on,
    }
