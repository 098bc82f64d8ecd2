"""How long the assessment of a benchmark takes: replay of cases, comparison of groups."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from typing import Final

from tests.benchmarks.figures import Figure

#: Cases of each violation: of one, a count decides; of the other, gains that are multiplied, so
#: that nearly every case has an amount of its own and none is remembered from another.
CASES: Final = {"safety.97-4": 50_000, "safety.103-1": 50_000}
FINES: Final = 2_000
ON: Final = date(2026, 1, 15)


def figures() -> Iterator[Figure]:
    """Replay many cases, and compare the fines of a large bureau."""
    from zhunsheng.fairness.rules.comparing import SHUFFLES, compared
    from zhunsheng.fairness.tests.builders import fines

    begin = time.perf_counter()
    count = sum(_replayed(key, number) for key, number in CASES.items())
    took = time.perf_counter() - begin
    yield Figure("fairness: replay", took, "s", 30.0, f"{count:,} cases under two tables each")
    rows = fines("benchmark", FINES)
    begin = time.perf_counter()
    compared(rows, seed="benchmark")
    took = time.perf_counter() - begin
    yield Figure("fairness: comparison", took, "s", 0, f"{FINES:,} fines, {SHUFFLES} shuffles")


def _replayed(key: str, number: int) -> int:
    """Replay invented cases of a violation under the law alone and under a table of tiers."""
    from zhunsheng.fairness.rules.replay import Table, effect, replayed
    from zhunsheng.fairness.rules.synthetic import drawn
    from zhunsheng.lawbook.loading import benchmarks, violation_versions

    table = benchmarks()[key][0]
    law = violation_versions()[key][-1]
    before, after = Table(law, None, ON), Table(law, table, ON)
    cases = drawn(law, (table,), count=number, seed="benchmark")
    told = (replayed(before, after, one, None) for one in cases)
    return effect(one for one in told if one is not None).count
