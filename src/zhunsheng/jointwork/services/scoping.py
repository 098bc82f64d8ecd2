"""What a draft names lies inside of the border of the bureau."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.jointwork.rules import common
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.registry import queries as registry


def scoped(
    ctx: Act, *, entities: Iterable[UUID | None] = (), units: Iterable[UUID | None] = ()
) -> tuple[Finding, ...]:
    """Return that entities or streets are none of the bureau's; nothing named is nothing amiss."""
    asked, streets = set(entities) - {None}, set(units) - {None}
    known = registry.entities_by_ids(ctx, [one for one in asked if one]) if asked else {}
    own = {unit.id for unit in accounts.units(ctx)} if streets else set()
    return common.scope_findings(entities=len(asked - known.keys()), units=len(streets - own))
