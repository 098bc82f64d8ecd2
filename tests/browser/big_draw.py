"""Print the record of an invented draw of many units, as the rules make it."""

from __future__ import annotations

import hashlib
import sys
from datetime import date

from zhunsheng.draw import rules
from zhunsheng.draw.choices import DrawKind, Phrase, SeedMethod
from zhunsheng.kernel.canonical import canonical_bytes, plain, sha256_hex

DAY = date(2026, 1, 15)
PARTIES = ("法制机构", "司法行政部门", "派驻纪检监察机构")


def pool_of(count: int, *, draw: int = 50, officers: int = 20) -> rules.Pool:
    """Return an invented pool of many units in one stratum."""
    units = tuple(
        rules.PoolUnit(
            f"01950000-0000-7000-8000-{number:012d}", f"示例第{number}有限公司", "", "B", "GOOD"
        )
        for number in range(count)
    )
    people = tuple(
        rules.PoolOfficer(
            f"01950000-0000-7000-9000-{number:012d}",
            f"示{number:04d}",
            date(2024, 1, 1),
            date(2028, 12, 31),
        )
        for number in range(officers)
    )
    return rules.Pool(
        draw="01950000-0000-7000-a000-000000000001",
        bureau="示例区应急管理局",
        title="示例抽查",
        kind=DrawKind.OWN,
        published_on=DAY,
        visits_from=DAY,
        visits_until=date(2026, 6, 30),
        item_list="示例权责清单",
        items=(rules.PoolItem("示例区应急管理局", "JC-001", "监督检查"),),
        scope=rules.PoolScope(),
        unit_list=rules.ListVersion(1, "0" * 64, count, 0),
        units=units,
        strata=(rules.Stratum("", "", 0, count, draw),),
        units_to_draw=draw,
        officer_list=rules.ListVersion(1, "0" * 64, officers, 0),
        officers=people,
        recusals=(),
        streets=(),
        exclusions=(),
        partners=(),
        most_per_officer=0,
        most_per_pair=0,
        earlier_pairs=(),
        seed_plan=rules.SeedPlan(SeedMethod.COMMITMENTS, PARTIES, "", None),
        repeats="",
        repeat_reason="",
        rule=rules.Rule(rules.RULE_VERSION, Phrase.RULE.label),
    )


def record_of(pool: rules.Pool) -> bytes:
    """Return the whole record of a draw from the pool, with invented contributions."""
    given = tuple(
        rules.Contribution(name, hashlib.sha256(name.encode()).hexdigest()) for name in PARTIES
    )
    digest = rules.pool_hash(pool)
    seed = rules.seed_of(pool.seed_plan.method, given, digest)
    said = {
        "format": rules.FORMATS[pool.rule.version],
        "pool_hash": digest,
        "commitments": [
            rules.Commitment(one.contributor, rules.commitment_of(pool.draw, one)) for one in given
        ],
        "contributions": list(given),
        "witnesses": [],
        "source": "",
        "bound_on": DAY,
        "seed": seed,
        "run_on": DAY,
        "moments": {
            "published_at": _at(9),
            "committed_at": [_at(10) for _ in PARTIES],
            "opened_at": [_at(11) for _ in PARTIES],
            "bound_at": _at(12),
            "drawn_at": _at(13),
        },
        "results": list(rules.outcome(pool, seed, DAY)),
    }
    whole = plain(pool)
    assert isinstance(whole, dict)
    record = {**said, "record_hash": sha256_hex(said), "pool": whole}
    return canonical_bytes({**record, "digests": rules.digests(whole)})


def _at(hour: int) -> str:
    return f"{DAY.isoformat()}T{hour:02d}:00:00+08:00"


if __name__ == "__main__":
    sys.stdout.buffer.write(record_of(pool_of(int(sys.argv[1]))))
