"""
Draw 50 of 1,000,000 ids with two published samplers, and print the seconds of each as JSON.

Run by ``tests/benchmarks/draw.py`` in an environment of its own: both are measured beside this
program and are no part of it. Ids are read one a line from standard input.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

from consistent_sampler import sampler
from cryptorandom.cryptorandom import SHA256
from cryptorandom.sample import random_sample

SEED = "0" * 64
COUNT = 50


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def main() -> int:
    """Draw with each and print the seconds."""
    ids = sys.stdin.read().split()
    took = {
        "consistent_sampler": timed(
            lambda: list(sampler(ids, with_replacement=False, take=COUNT, seed=SEED))
        ),
        "cryptorandom.PIKK": timed(
            lambda: random_sample(ids, COUNT, method="PIKK", prng=SHA256(SEED))
        ),
        "cryptorandom.sample_by_index": timed(
            lambda: random_sample(ids, COUNT, method="sample_by_index", prng=SHA256(SEED))
        ),
    }
    print(json.dumps(took))
    return 0


if __name__ == "__main__":
    sys.exit(main())
