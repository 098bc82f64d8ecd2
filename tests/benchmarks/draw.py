"""
How long a draw of 50 of a million units takes, beside two other samplers.

The act (``run_draw``) is measured through its service on a database of its own: it reads the ids
of the pool, draws, writes units, run and event. The tickets alone, with the record but without
a database, are what the peers are compared with.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import subprocess
import time
import venv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from tests.benchmarks.figures import Figure
from tests.benchmarks.registry import measured

PEERS: Final = Path(__file__).with_name("peers")
UNITS: Final = 1_000_000
DRAWN: Final = 50
TURNS: Final = 3
#: The act as a program of its own.
ACT: Final = ("-m", "tests.benchmarks.draw_act")
LIMIT: Final = 2.0
SMALL: Final = 5_000


def draw(root: Path) -> Iterator[Figure]:
    """Measure the draw in turn with the peers and with bare SHA-256; ``root`` keeps the peers."""
    from tests.browser.big_draw import pool_of

    yield from _act()
    pool = pool_of(UNITS, draw=DRAWN)
    ids = [unit.id for unit in pool.units]
    own, bare, peers, busy = [], [], [], []
    for _ in range(TURNS):  # in turn, so that a drift of the machine meets all
        began = time.process_time()
        own.append(_timed(lambda: _with_record(pool)))
        busy.append(time.process_time() - began)
        bare.append(_timed(lambda: _hashes(ids)))
        peers.append(_peers(root / ".peers-draw", ids))
    ours, plain = statistics.median(own), statistics.median(bare)
    on = f"{DRAWN} of {UNITS:,} units with 20 officers, pool in memory, median of {TURNS}"
    yield Figure("tickets with the record, no database", ours, "s", LIMIT, on)
    own_time = statistics.median(busy)
    yield Figure("tickets with the record: processor", own_time, "s", LIMIT, "of the same turns")
    rate = UNITS / plain / 1e6
    yield Figure("bare SHA-256 of the machine", rate, "M/s", 0, "hashlib, one id a hash, one core")
    yield Figure("draw against bare SHA-256", ours / plain, "times", 0, f"of {UNITS:,} hashes")
    for name in peers[0]:
        theirs = statistics.median(one[name] for one in peers)
        yield Figure(name, theirs, "s", 0, "drawing alone, no record, in turn")
        yield Figure(f"draw against {name}", 100 * ours / theirs, "%", 0, "in turn")
    from zhunsheng.kernel.canonical import canonical_text

    text = canonical_text(pool)
    yield Figure(
        "reading the pool from its text",
        _timed(lambda: json.loads(text)),
        "s",
        0,
        f"{len(text) / 1e6:,.0f} MB; no act and no page does it, only the files and the list",
    )
    yield from _stored(pool_of(SMALL))


def _act() -> Iterator[Figure]:
    """Measure the act through its service; to publish the pool before it is not in the figure."""
    told = [measured(ACT, "", Path(str(UNITS))) for _ in range(TURNS)]
    on = f"{DRAWN} of {UNITS:,} units, SQLite, reading ids and writing rows, median of {TURNS}"
    wall, busy = (statistics.median(one[key] for one in told) for key in ("wall", "busy"))
    yield Figure("run_draw, the act: wall", wall, "s", LIMIT, on)
    yield Figure("run_draw, the act: processor", busy, "s", LIMIT, "of the same turns")


def _stored(pool: object) -> Iterator[Figure]:
    """Measure what a page and the verifier do with an ordinary pool."""
    from tests.browser.big_draw import record_of

    yield Figure(
        "record of a draw as a file",
        _timed(lambda: record_of(pool)) * 1000,  # type: ignore[arg-type]  # a pool of the rules
        "ms",
        0,
        f"{SMALL:,} units, hashes of all entries with it",
    )


def _with_record(pool: object) -> bytes:
    """Draw, and write the record as the service does: the pool's own hash is known before."""
    from zhunsheng.draw import rules
    from zhunsheng.draw.choices import SeedMethod
    from zhunsheng.kernel.canonical import canonical_bytes, sha256_hex

    given = (rules.Contribution("示例", "0" * 64),)
    seed = rules.seed_of(SeedMethod.COMMITMENTS, given, "0" * 64)
    day = date(2026, 1, 15)
    results = rules.outcome(pool, seed, day)  # type: ignore[arg-type]  # a pool of the rules
    said = {
        "format": rules.FORMATS[rules.RULE_VERSION],
        "pool_hash": "0" * 64,
        "contributions": list(given),
        "seed": seed,
        "run_on": day,
        "results": list(results),
    }
    return canonical_bytes({**said, "record_hash": sha256_hex(said)})


def _hashes(ids: list[str]) -> None:
    """Hash every id once, and nothing else."""
    hashed, seed = hashlib.sha256, b"0" * 64
    for one in ids:
        hashed(seed + one.encode()).digest()


def _timed(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _peers(environment: Path, ids: list[str]) -> dict[str, float]:
    """Return the seconds of each peer, installed on first use."""
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
        lock = ("--require-hashes", "-r", str(PEERS / "draw.lock"))
        subprocess.run([str(python), "-m", "pip", "install", "-qq", *lock], check=True)
    told = subprocess.check_output(
        [str(python), str(PEERS / "draw.py")], input="\n".join(ids), text=True
    )
    found: dict[str, float] = json.loads(told)
    return found
