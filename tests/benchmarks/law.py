"""Speed of the lawbook: loading all law data, one derivation, and a case in OpenFisca beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from tests.benchmarks.figures import Figure, median

PEERS: Final = Path(__file__).with_name("peers")
ROUNDS: Final = 2_000
PAIRS: Final = 3
#: At least three times faster than the peer.
SHARE: Final = 100 / 3


def law(root: Path) -> Iterator[Figure]:
    """Measure the lawbook; ``root`` is where the peer's environment is kept."""
    yield Figure("law data: loading all", loading(root), "ms", 500, "a fresh process, median of 3")
    own, peers = [], []
    for _ in range(PAIRS):  # in turn, so that a drift of the machine meets both
        own.append(derivation() * 1000)
        peers.append(peer(root / ".peers"))
    ours, theirs = sorted(own)[PAIRS // 2], sorted(peers)[PAIRS // 2]
    yield Figure("law: a derivation with its tree, median", ours, "µs", 100, "safety.97-7, tier A")
    yield Figure("OpenFisca: a single case, median", theirs, "µs", 0, "country template, tracing")
    yield Figure("derivation against OpenFisca", 100 * ours / theirs, "%", SHARE, "in turn")


def loading(root: Path) -> float:
    """Return the milliseconds in which a fresh process reads all law data."""
    code = (
        "import time, django; django.setup()\n"
        "from zhunsheng.lawbook import loading as l\n"
        "begin = time.perf_counter()\n"
        "for one in (l.instruments, l.parameters, l.violation_versions, l.benchmarks,"
        " l.leniencies, l.circumstances, l.glossary, l.place_names): one()\n"
        "print((time.perf_counter() - begin) * 1000)"
    )
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    environment["DJANGO_SETTINGS_MODULE"] = "zhunsheng.config.settings"
    runs = [
        float(subprocess.check_output([sys.executable, "-c", code], env=environment, text=True))
        for _ in range(PAIRS)
    ]
    return sorted(runs)[PAIRS // 2]


def derivation() -> float:
    """Return the median milliseconds of one full derivation, its alternatives included."""
    from zhunsheng.lawbook import queries
    from zhunsheng.lawbook.choices import Fact, Liable
    from zhunsheng.lawbook.rules.facts import Known, PenaltyFacts
    from zhunsheng.lawbook.rules.versions import Times

    facts = PenaltyFacts(
        times=Times(date(2025, 11, 3), date(2025, 12, 1)),
        who=Liable.UNIT,
        order_expired=False,
        corrected=False,
        facts={Fact.PERSONS: Known(1, "示例")},
    )
    return median(lambda: queries.derived("safety.97-7", facts), ROUNDS)


def peer(environment: Path) -> float:
    """Return the median microseconds of a single case in OpenFisca, installed on first use."""
    python = environment / "bin" / "python"
    lock = str(PEERS / "requirements.lock")
    if not python.exists():
        venv.create(environment, with_pip=True)
        install = ("-m", "pip", "install", "-qq", "--require-hashes", "-r", lock)
        subprocess.run([str(python), *install], check=True)
    told = subprocess.check_output([str(python), str(PEERS / "openfisca.py")], text=True)
    return float(json.loads(told)["case_us"])
