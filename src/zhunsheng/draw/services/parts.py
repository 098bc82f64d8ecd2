"""What the acts of a draw share."""

from __future__ import annotations

from uuid import UUID

from zhunsheng.draw.models import Draw
from zhunsheng.kernel.act import Act


def locked(ctx: Act, draw: UUID) -> Draw:
    """
    Return the draw with seed and run, locked: two forms cannot bind two seeds.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    rows = Draw.objects.of(ctx).select_for_update(of=("self",))
    row: Draw = rows.select_related("seed_row", "run_row").defer("pool").get(id=draw)
    return row
