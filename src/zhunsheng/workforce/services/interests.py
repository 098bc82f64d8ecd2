"""Acts on the interests of officers in a party (行政处罚法 43)."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Role
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act, ActorKind
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.workforce import queries, rules
from zhunsheng.workforce.choices import InterestKind
from zhunsheng.workforce.events import InterestDeclared, InterestEnded
from zhunsheng.workforce.models import Interest, Officer

#: Who keeps the interests of others.
KEEPERS: Final = frozenset({Role.SYSTEM_ADMIN.value, Role.TEAM_HEAD.value})


@act
def declare_interest(
    *,
    ctx: Act,
    officer: UUID,
    entity: UUID,
    reason: str,
    on: date,
    kind: InterestKind = InterestKind.OTHER,
    since: date | None = None,
) -> Interest:
    """
    Declare that an officer has an interest in an entity and must recuse (行政处罚法 43).

    :raises StepRefused: if somebody else's is declared by who may not, no reason is given, the
        interest is declared already, or begins on a day to come
    """
    holder = queries.officer(ctx, officer)
    declared = (officer, entity) in queries.interests(ctx, entities=(entity,))
    refuse_if(
        rules.interest_findings(
            reason=reason,
            declared=declared,
            is_entitled=_is_keeper(ctx) or _is_own(ctx, holder),
            since=since or on,
            on=on,
        )
    )
    row: Interest = Interest.objects.create(
        id=ctx.new_id("interest"),
        bureau_id=ctx.bureau,
        officer=holder,
        entity_id=entity,
        kind=kind.value,
        reason=reason.strip()[:200],
        since=since or on,
        declared_on=on,
    )
    happened = InterestDeclared(name=holder.name, entity=entity, reason=row.reason)
    record(ctx, happened, on=on, subject=("officer", holder.id))
    return row


@act
def end_interest(*, ctx: Act, interest: UUID, ended_on: date, reason: str, on: date) -> None:
    """
    End an interest of an officer; from ``ended_on`` it is no ground of recusal, and stays visible.

    :raises StepRefused: if it is one's own or ended already, ends before it began or on a day to
        come, or no reason is given
    """
    list(Interest.objects.of(ctx).filter(id=interest).select_for_update())
    row = queries.interest(ctx, interest)
    refuse_if(
        rules.interest_end_findings(
            reason=reason,
            is_open=row.ended_on is None,
            is_own=_is_own(ctx, row.officer),
            is_entitled=_is_keeper(ctx),
            since=row.since or row.declared_on,
            ended_on=ended_on,
            on=on,
        )
    )
    row.ended_on, row.end_reason = ended_on, reason.strip()[:200]
    row.save(update_fields=["ended_on", "end_reason"])
    happened = InterestEnded(
        name=row.officer.name, entity=row.entity_id, ended_on=ended_on, reason=row.end_reason
    )
    record(ctx, happened, on=on, subject=("officer", row.officer_id))


def _is_own(ctx: Act, holder: Officer) -> bool:
    return holder.user_id == ctx.by.id


def _is_keeper(ctx: Act) -> bool:
    return ctx.by.kind is ActorKind.SYSTEM or ctx.by.holds(KEEPERS)
