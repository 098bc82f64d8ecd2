"""The act of drawing as the service does it, in a process and on a database of its own."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from tests.benchmarks.registry import BUREAU, start, tell

DAY: Final = date(2026, 1, 15)
VALUES: Final = ("1" * 64, "2" * 64, "3" * 64)


def run_act(path: Path) -> None:
    """Put a pool of many units into a new database, run its draw, and say how long that took."""
    start()
    from django.core.management import call_command

    from tests.browser.big_draw import PARTIES, pool_of
    from zhunsheng.accounts import services as accounts
    from zhunsheng.accounts.choices import Role, UnitKind
    from zhunsheng.draw import rules, services
    from zhunsheng.draw.choices import SeedMethod
    from zhunsheng.draw.models import Draw, DrawUnits
    from zhunsheng.draw.services.publishing import head_text, ids_text
    from zhunsheng.kernel.act import Act, Actor, ActorKind
    from zhunsheng.kernel.canonical import canonical_text
    from zhunsheng.registry.models import BusinessEntity
    from zhunsheng.workforce.models import Officer

    call_command("migrate", verbosity=0)

    def act(key: str, role: Role = Role.TEAM_HEAD, number: int = 2) -> Act:
        by = Actor(
            ActorKind.OFFICER, UUID(int=BUREAU.int + number), "示例", frozenset({role.value})
        )
        at = datetime(2026, 1, 15, 2, tzinfo=UTC)
        return Act(by=by, bureau=BUREAU, at=at, request_key=key)

    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", "999901", "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=act("found", Role.SYSTEM_ADMIN), facts=facts, on=DAY)
    team = accounts.add_unit(
        ctx=act("team", Role.SYSTEM_ADMIN), name="执法一队", kind=UnitKind.TEAM, on=DAY
    )
    pool = pool_of(int(path.name))
    given = tuple(map(rules.Contribution, PARTIES, VALUES))
    digest = rules.pool_hash(pool)
    seed = rules.seed_of(SeedMethod.COMMITMENTS, given, digest)
    won = rules.drawn_units(pool.strata, rules.ids_of(pool), seed)
    BusinessEntity.objects.bulk_create(
        BusinessEntity(id=UUID(one), bureau_id=BUREAU, name=f"示例{n}有限公司", registered_on=DAY)
        for n, (_, one) in enumerate(won)
    )
    Officer.objects.bulk_create(
        Officer(id=UUID(one.id), bureau_id=BUREAU, name="示例", unit=team, joined_on=DAY)
        for one in pool.officers
    )
    row = Draw.objects.create(
        id=UUID(pool.draw),
        bureau_id=BUREAU,
        title=pool.title,
        kind=pool.kind.value,
        parties_count=len(PARTIES),
        visits_from=pool.visits_from,
        visits_until=pool.visits_until,
        units_to_draw=pool.units_to_draw,
        units_count=len(pool.units),
        officers_count=len(pool.officers),
        pool=canonical_text(pool),
        head=head_text(pool),
        pool_hash=digest,
        published_on=DAY,
        published_at=act("pool").at,
    )
    DrawUnits.objects.create(
        id=UUID(int=row.id.int + 1), bureau_id=BUREAU, draw=row, ids=ids_text(pool)
    )
    roles = (Role.LEGAL_REVIEWER, Role.JUSTICE_SUPERVISOR, Role.LEGAL_REVIEWER)
    from zhunsheng.demo.stories.scans import SLIP

    for number, (one, role) in enumerate(zip(given, roles, strict=True), start=3):
        services.commit_contribution(
            ctx=act(f"commit {number}", role, number),
            draw=row.id,
            contributor=one.contributor,
            commitment=rules.commitment_of(pool.draw, one),
            witness="示例丙",
            paper=SLIP,
            on=DAY,
        )
    for number, (one, role) in enumerate(zip(given, roles, strict=True), start=3):
        services.open_contribution(
            ctx=act(f"open {number}", role, number),
            draw=row.id,
            contributor=one.contributor,
            value=one.value,
            on=DAY,
        )
    del pool, row
    begin, busy = time.perf_counter(), time.process_time()
    services.run_draw(ctx=act("run"), draw=UUID("01950000-0000-7000-a000-000000000001"), on=DAY)
    tell(begin, busy)


if __name__ == "__main__":
    run_act(Path(sys.argv[1]))
