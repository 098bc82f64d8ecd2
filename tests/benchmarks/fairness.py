"""How long the assessment of a benchmark takes: derivations, and the comparison of groups."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

from tests.benchmarks.figures import Figure

CASES = 100_000
FINES = 2_000


def figures() -> Iterator[Figure]:
    """Replay many cases, and compare the fines of a large bureau."""
    from zhunsheng.fairness.rules.comparing import SHUFFLES, compared
    from zhunsheng.fairness.rules.replay import Table, effect, replayed
    from zhunsheng.fairness.rules.synthetic import drawn
    from zhunsheng.fairness.tests.builders import fines
    from zhunsheng.lawbook.loading import benchmarks, violation_versions

    on = date(2026, 1, 15)
    # Nearly every case has gains of its own, so that none is remembered from another.
    (table,) = benchmarks()["safety.103-1"]
    law = violation_versions()["safety.103-1"][-1]
    before, after = Table(law, None, on), Table(law, table, on)
    begin = time.perf_counter()
    cases = drawn(law, (table,), count=CASES, seed="benchmark")
    told = (replayed(before, after, one, None) for one in cases)
    count = effect(one for one in told if one is not None).count
    took = time.perf_counter() - begin
    yield Figure("fairness: replay", took, "s", 30.0, f"{count:,} cases under two tables")
    rows = fines("benchmark", FINES)
    begin = time.perf_counter()
    compared(rows, seed="benchmark")
    took = time.perf_counter() - begin
    yield Figure("fairness: comparison", took, "s", 0, f"{FINES:,} fines, {SHUFFLES} shuffles")
