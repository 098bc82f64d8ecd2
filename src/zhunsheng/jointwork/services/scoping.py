"""What a draft names lies inside of the border of the bureau; streets take part by their units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.jointwork import queries
from zhunsheng.jointwork.choices import ParticipantKind
from zhunsheng.jointwork.rules import ParticipantDraft, TaskDraft, common
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import folded
from zhunsheng.registry import queries as registry


def with_streets(ctx: Act, draft: TaskDraft) -> TaskDraft:
    """
    Return a draft in which streets take part by their units, each once.

    A street is one whether it was chosen, typed among the departments, or is a partner of the draw.
    """
    streets = {folded(one.name): one.id for one in accounts.units(ctx, kind=UnitKind.STREET)}
    drawn = queries.departments_of_draw(ctx.viewer, draft.draw) if draft.draw else ()
    told = [
        *draft.participants,
        *(
            ParticipantDraft(ParticipantKind.STREET, name, items)
            for name, items in drawn
            if folded(name) in streets
        ),
    ]
    named = [
        replace(one, kind=ParticipantKind.STREET, unit=one.unit or streets[folded(one.name)])
        if folded(one.name) in streets
        else one
        for one in told
    ]
    once = {one.unit: one for one in reversed(named) if one.unit}
    return replace(
        draft, participants=tuple(one for one in named if one.unit is None or once[one.unit] is one)
    )


def scoped(
    ctx: Act, *, entities: Iterable[UUID | None] = (), units: Iterable[UUID | None] = ()
) -> tuple[Finding, ...]:
    """Return that entities or streets are none of the bureau's; nothing named is nothing amiss."""
    asked, streets = set(entities) - {None}, set(units) - {None}
    known = registry.entities_by_ids(ctx, [one for one in asked if one]) if asked else {}
    own = {unit.id for unit in accounts.units(ctx)} if streets else set()
    return common.scope_findings(entities=len(asked - known.keys()), units=len(streets - own))
