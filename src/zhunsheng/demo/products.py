"""What a finished demo leaves beside its site (the report joins when its room stands)."""

from __future__ import annotations

from pathlib import Path

from django.db import connection

from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import DrawKind
from zhunsheng.planning import exports as plan_papers
from zhunsheng.planning import queries as plans


def write(world: World, folder: Path) -> None:
    """Write the products into the folder."""
    plan = plans.plan(world.viewer, YEAR)
    if plan is not None:
        (folder / "plan.pdf").write_bytes(plan_papers.plan_pdf(world.viewer, plan))
    drawn = sorted(draws.draws(world.viewer), key=lambda d: (d.kind != DrawKind.OWN.value, d.id))
    if drawn:
        (folder / "draw.json").write_bytes(draws.record_of(drawn[0]))


def settle_database() -> None:
    """Bring the whole database into its one file and close it, so that the folder can move."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()
