"""Acts on the deeds by which streets are delegated."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.workforce import queries, rules
from zhunsheng.workforce.events import DelegationEnded, DelegationGranted
from zhunsheng.workforce.models import Delegation
from zhunsheng.workforce.rules import DelegationFacts


@act
def grant_delegation(*, ctx: Act, facts: DelegationFacts, on: date) -> Delegation:
    """
    Delegate powers to a street by a written and published deed (行政处罚法 20).

    :raises StepRefused: with every requirement that the deed does not meet
    """
    streets = {unit.id: unit.name for unit in accounts.units(ctx, kind=UnitKind.STREET)}
    refuse_if(
        (
            *rules.delegation_findings(facts, is_street=facts.unit in streets),
            *([rules.deed_taken()] if queries.deed_exists(ctx, facts.deed_number) else []),
        )
    )
    row: Delegation = Delegation.objects.create(
        id=ctx.new_id("delegation"),
        bureau_id=ctx.bureau,
        unit_id=facts.unit,
        deed_number=facts.deed_number.strip(),
        powers=[power.value for power in facts.powers],
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        published_on=facts.published_on,
        published_at=facts.published_at,
        granted_on=on,
    )
    happened = DelegationGranted(
        unit=streets[facts.unit],
        deed_number=row.deed_number,
        powers=rules.list_of(row.power_labels),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
    record(ctx, happened, on=on, subject=("delegation", row.id))
    return row


@act
def end_delegation(
    *, ctx: Act, delegation: UUID, ended_on: date, paper: str, reason: str, on: date
) -> None:
    """
    End a delegation before its term; from ``ended_on`` the street acts under it no more.

    :raises StepRefused: if the term is over, or it was ended, or day, paper or reason do not hold
    """
    list(Delegation.objects.of(ctx).filter(id=delegation).select_for_update())
    row = queries.delegation(ctx, delegation)
    refuse_if(
        rules.deed_end_findings(
            valid_until=row.valid_until,
            is_ended=row.ended_on is not None,
            ended_on=ended_on,
            paper=paper,
            reason=reason,
            on=on,
        )
    )
    row.ended_on, row.end_paper = ended_on, paper.strip()[:60]
    row.end_reason = reason.strip()[:200]
    row.save(update_fields=["ended_on", "end_paper", "end_reason"])
    happened = DelegationEnded(
        unit=row.unit.name,
        deed_number=row.deed_number,
        ended_on=ended_on,
        paper=row.end_paper,
        reason=row.end_reason,
    )
    record(ctx, happened, on=on, subject=("delegation", row.id))
